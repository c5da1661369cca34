"""Pages of the inbox and its channels: I1."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from application.notice import secret_of
from domain.kernel import Actor, Role
from domain.notice import Basis, ChannelKind
from interfaces.gateways.database import Database
from tests.business import Business
from tests.conftest import StoppedClock
from tests.interfaces.visits import faults, form, hidden, site_of, told, visit
from tests.notices import CODE, Told, of
from tests.notices import told as told_world
from tests.posting import MailServer, Receiver, mail_server, receiver

pytestmark = pytest.mark.database
CHANNELS = "/notices/channels"
ADDRESS = "office@example.org"


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def hook() -> Iterator[Receiver]:
    with receiver() as server:
        yield server


@pytest.fixture
def world(database: Database, clock: StoppedClock, mail: MailServer) -> Told:
    return told_world(
        database,
        clock,
        SVERKA_SMTP_URL=mail.url,
        SVERKA_MAIL_FROM="notices@example.org",
        SVERKA_PRIVATE_ADDRESSES="allow",
    )


@pytest.fixture
def made(world: Told) -> Business:
    return Business(world.service)


@pytest.fixture
def anna(made: Business) -> Actor:
    return made.client()


@pytest.fixture
def owner(made: Business, anna: Actor) -> TestClient:
    visitor = visit(site_of(made), anna)
    visitor.cookies.set("lang", "en")
    return visitor


def test_unread_notices_are_counted_in_the_header_until_they_are_opened(
    owner: TestClient, world: Told, anna: Actor
) -> None:
    assert "Notices 1 unread" not in told(owner.get("/list"))
    world.tell(anna, basis=Basis.by_law("LAW-091"))
    assert "Notices 1 unread" in told(owner.get("/list"))

    text = told(owner.get("/notices"))
    assert "not read" in text
    [card] = world.inbox(anna)
    shown = owner.get(f"/notices/{card.id}")

    text = told(shown)
    assert f"requirement {CODE} is contested" in text
    assert "the law says so: 248-" in text
    assert 'href="/declarations/1"' in shown.text
    assert "Opened for the first time: 21 November 2026" in text
    assert "Notices 1 unread" not in text
    assert world.inbox(anna)[0].read_by == anna.id


def test_a_page_that_a_browser_fetches_ahead_is_not_read(
    owner: TestClient, world: Told, anna: Actor
) -> None:
    world.tell(anna)
    [card] = world.inbox(anna)
    owner.get(f"/notices/{card.id}", headers={"Sec-Purpose": "prefetch;prerender"})

    assert world.inbox(anna)[0].read_at is None


def test_everything_may_be_marked_as_read(
    owner: TestClient, world: Told, anna: Actor
) -> None:
    for number in range(3):
        world.tell(anna, str(number))
    page = owner.get("/notices?unread=true")
    assert "Unread 3" in told(page)
    assert owner.post("/notices/read", data=hidden(page)).status_code == 303

    assert "There is nothing here" in told(owner.get("/notices?unread=true"))


def test_another_s_notice_does_not_exist(
    made: Business, world: Told, anna: Actor
) -> None:
    world.tell(anna)
    [card] = world.inbox(anna)
    other = visit(site_of(made), made.supervisor())

    assert other.get(f"/notices/{card.id}").status_code == 404


def test_a_channel_is_added_confirmed_given_its_topics_and_removed(
    owner: TestClient, world: Told, anna: Actor
) -> None:
    page = owner.get(CHANNELS)
    given = hidden(page) | form(kind="email", address=ADDRESS)
    to = owner.post(CHANNELS, data=given).headers["Location"]
    assert "A code is on its way" in told(owner.get(to))
    world.deliver()
    assert "A code was sent there" in told(owner.get(to))

    wrong = owner.post(f"{to}/confirm", data=form(code="12"))
    assert faults(wrong) == [("code", "This is not the code that was sent")]
    assert "You can try 4 more times" in told(wrong)
    [channel] = world.channels(anna)
    right = form(code=world.code(channel.id))
    assert owner.post(f"{to}/confirm", data=right).status_code == 303
    page = owner.get(to)
    sent = owner.post(
        f"{to}/topics", data=form(topics=["looks"], version=choices_of(world, anna))
    )
    assert sent.status_code == 303
    assert "Looks at records" in told(owner.get(CHANNELS))
    assert [one.value for one in world.channels(anna)[0].topics or ()] == ["looks"]

    owner.post(f"{to}/remove", data=form())
    assert owner.get(to).status_code == 404
    assert "You have none yet" in told(owner.get(CHANNELS))
    assert page.status_code == 200


def choices_of(world: Told, by: Actor) -> int:
    return world.service.notice_view.choices(of(by)).version


def test_what_is_wrong_with_a_channel_is_told_at_its_field(owner: TestClient) -> None:
    nothing = owner.post(CHANNELS, data=form())
    assert [to for to, _ in faults(nothing)] == ["kind", "address"]
    wrong = owner.post(CHANNELS, data=form(kind="email", address="office"))
    assert wrong.status_code == 422
    assert faults(wrong) == [
        ("address", "Give an e-mail address like office@example.org")
    ]
    assert 'value="office"' in wrong.text


def test_quiet_hours_and_the_language_are_chosen(
    owner: TestClient, world: Told, anna: Actor
) -> None:
    given = {"zone": "Asia/Omsk", "language": "en", "version": 0}
    for since, until in (("22:00", ""), ("soon", "08:00"), ("22:00", "22:00")):
        wrong = owner.post(
            "/notices/hours", data=form(since=since, until=until, **given)
        )
        assert [to for to, _ in faults(wrong)] == ["until"]
        assert 'value="Asia/Omsk" selected' in wrong.text
    sent = owner.post(
        "/notices/hours", data=form(since="22:00", until="08:00", **given)
    )
    assert sent.status_code == 303
    stale = owner.post("/notices/hours", data=form(since="", until="", **given))
    assert stale.status_code == 412

    choices = world.service.notice_view.choices(of(anna))
    assert choices.quiet
    assert (choices.quiet.zone, choices.language) == ("Asia/Omsk", "en")
    assert 'value="22:00"' in owner.get(CHANNELS).text


def test_a_webhook_shows_its_secret_and_makes_another(
    owner: TestClient, world: Told, anna: Actor, hook: Receiver
) -> None:
    id = world.confirmed(anna, ChannelKind.WEBHOOK, hook.url)
    first = owner.get(f"{CHANNELS}/{id}").text
    assert "whsec_" in first
    assert owner.post(f"{CHANNELS}/{id}/secret", data=form()).status_code == 303

    second = owner.get(f"{CHANNELS}/{id}").text
    assert "whsec_" in second
    assert secret_of(world.service.pseudonyms, id, 1) != secret_of(
        world.service.pseudonyms, id, 2
    )


def test_what_was_not_delivered_is_shown_with_its_answers_and_sent_once_more(
    owner: TestClient, world: Told, anna: Actor, mail: MailServer
) -> None:
    id = world.confirmed(anna, ChannelKind.EMAIL, ADDRESS)
    world.tell(anna)
    mail.answers = ["550 5.1.1 No such mailbox"]
    world.deliver()

    assert "1 was not delivered" in told(owner.get(CHANNELS))
    page = owner.get(f"{CHANNELS}/{id}")
    assert "550 5.1.1 No such mailbox" in told(page)
    assert owner.post(f"{CHANNELS}/{id}/replay", data=form()).status_code == 303
    world.deliver()

    [card] = world.inbox(anna)
    text = told(owner.get(f"/notices/{card.id}"))
    assert "refused, it will not be tried again" in text
    assert "250 OK" in text


def test_an_inspector_reads_the_inbox_of_the_body_and_chooses_no_channels(
    made: Business, world: Told
) -> None:
    pavel = made.supervisor()
    world.tell(pavel)
    visitor = visit(site_of(made), pavel)
    visitor.cookies.set("lang", "en")

    page = visitor.get("/notices")
    assert CODE in told(page)
    assert CHANNELS not in page.text
    assert visitor.get(CHANNELS).status_code == 404
    assert pavel.role is Role.INSPECTOR
