"""Telling, choosing channels, delivering: I1."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from application.notice import (
    ChannelNotOffered,
    ChooseHours,
    ChooseTopics,
    ConfirmChannel,
    secret_of,
)
from application.notice.choosing import AddChannel
from domain.errors import NotFound, Stale
from domain.kernel import Actor, Role
from domain.notice import (
    PAUSES,
    Basis,
    ChannelInUse,
    ChannelKind,
    ChannelKnown,
    ChannelNotConfirmed,
    CodeUsedUp,
    DeliveryNotDead,
    Ground,
    Outcome,
    TooManyCodes,
    Topic,
    WrongCode,
)
from interfaces.gateways.carriers.guard import AddressNotAllowed
from interfaces.gateways.carriers.mail import EmailNotValid
from interfaces.gateways.carriers.messenger import MessengerNotOffered
from interfaces.gateways.database import Database
from tests.conftest import StoppedClock
from tests.notices import CODE, TEMPLATE, VALUES, WHERE, Told, of, somebody, told
from tests.posting import MailServer, Receiver, mail_server, receiver

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]
MAIL, HOOK, MESSENGER = ChannelKind.EMAIL, ChannelKind.WEBHOOK, ChannelKind.MESSENGER
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
    return told(
        database,
        clock,
        SVERKA_SMTP_URL=mail.url,
        SVERKA_MAIL_FROM="Сверка <notices@example.org>",
        SVERKA_PRIVATE_ADDRESSES="allow",
        SVERKA_MESSENGERS="tgram,json",
    )


@pytest.fixture
def anna() -> Actor:
    return somebody()


def test_what_is_told_stands_in_the_inbox_with_its_words_and_its_basis(
    world: Told, anna: Actor
) -> None:
    world.tell(anna)

    [card] = world.inbox(anna)
    assert (card.template, card.template_version) == (TEMPLATE, 1)
    assert (card.values, card.about, card.topic) == (VALUES, WHERE, "declarations")
    assert (card.basis.ground, card.read_at) == (Ground.MATTER, None)
    assert CODE in world.service.notice_wording.of(card, "ru").subject


def test_the_same_key_tells_the_same_recipient_once(world: Told, anna: Actor) -> None:
    assert world.tell(anna)
    assert world.tell(anna) is None
    assert world.tell(somebody())
    assert world.tell(anna, "another")

    assert len(world.inbox(anna)) == 2


def test_what_does_not_fit_its_template_is_not_told(world: Told, anna: Actor) -> None:
    for wrong in ({}, {"requirement": 5}, VALUES | {"more": "x"}):
        with pytest.raises(ValueError, match=r"wants|is no text"):
            world.tell(anna, values=wrong)
    with pytest.raises(ValueError, match="no path"):
        world.tell(anna, about="https://elsewhere.example")
    with pytest.raises(LookupError):
        world.tell(anna, template="no-such")


def test_reading_is_noted_once_and_only_by_the_recipient(
    world: Told, anna: Actor, clock: StoppedClock
) -> None:
    world.tell(anna)
    [card] = world.inbox(anna)
    with pytest.raises(NotFound):
        world.service.readings.read(card.id, by=somebody())

    world.seen(world.service.readings.read(card.id, by=anna))
    first = clock.now()
    clock.pass_by(timedelta(hours=1))

    assert world.service.readings.read(card.id, by=anna) is None
    [card] = world.inbox(anna)
    assert (card.read_at, card.read_by) == (first, anna.id)
    assert world.service.notice_view.unread(of(anna)) == 0


def test_the_whole_inbox_may_be_noted_as_read(world: Told, anna: Actor) -> None:
    for number in range(3):
        world.tell(anna, str(number))
    assert world.service.notice_view.unread(of(anna)) == 3

    world.seen(world.service.readings.read_all(of(anna), by=anna))

    assert world.service.notice_view.unread(of(anna)) == 0
    assert world.service.readings.read_all(of(anna), by=anna) is None


def test_a_channel_is_used_only_after_the_code_that_went_there_was_entered(
    world: Told, anna: Actor, mail: MailServer
) -> None:
    id = world.add(anna, MAIL, " Office@EXAMPLE.org ")
    world.tell(anna)
    assert world.deliver().attempts == 1
    [letter] = mail.letters
    assert letter["To"] == "Office@example.org"
    assert world.code(id) in mail.text()

    with pytest.raises(WrongCode) as refusal:
        world.service.address_books.confirm(
            of(anna), id, ConfirmChannel(code="000000x"), by=anna
        )
    assert refusal.value.facts == {"left": 4}
    code = ConfirmChannel(code=f" {world.code(id)} ")
    world.seen(world.service.address_books.confirm(of(anna), id, code, by=anna))
    world.tell(anna, "second")

    assert world.deliver().attempts == 1
    assert CODE in mail.letters[-1]["Subject"]
    with pytest.raises(ChannelInUse):
        world.service.address_books.confirm(of(anna), id, code, by=anna)


def test_a_code_may_be_guessed_five_times_and_then_another_one_is_wanted(
    world: Told, anna: Actor
) -> None:
    books = world.service.address_books
    id = world.add(anna, MAIL, ADDRESS)
    for _ in range(5):
        with pytest.raises(WrongCode):
            books.confirm(of(anna), id, ConfirmChannel(code="wrong"), by=anna)
    with pytest.raises(CodeUsedUp):
        books.confirm(of(anna), id, ConfirmChannel(code=world.code(id)), by=anna)

    books.ask_code(of(anna), id, by=anna)
    with pytest.raises(WrongCode):
        books.confirm(of(anna), id, ConfirmChannel(code=world.code(id)), by=anna)
    second = ConfirmChannel(code=world.code(id, 2))

    books.confirm(of(anna), id, second, by=anna)
    world.catch_up()

    assert world.channels(anna)[0].is_confirmed


def test_nobody_floods_strangers_with_codes(
    world: Told, anna: Actor, clock: StoppedClock
) -> None:
    books = world.service.address_books
    id = world.add(anna, MAIL, ADDRESS)
    for _ in range(9):
        books.ask_code(of(anna), id, by=anna)
    with pytest.raises(TooManyCodes):
        books.ask_code(of(anna), id, by=anna)
    books.remove(of(anna), id, by=anna)
    with pytest.raises(TooManyCodes):
        world.add(anna, MAIL, ADDRESS)

    clock.pass_by(timedelta(days=1))

    assert world.add(anna, MAIL, ADDRESS) != id


@pytest.mark.parametrize(
    ("kind", "address", "refusal"),
    [
        (MAIL, "office@example", EmailNotValid),
        (MAIL, "a@example.org\nBcc: b@example.org", EmailNotValid),
        (HOOK, "ftp://example.org/", AddressNotAllowed),
        (HOOK, "https://user:secret@example.org/", AddressNotAllowed),
        (MESSENGER, "file:///etc/passwd", MessengerNotOffered),
        (MESSENGER, "json://example.org/?template=/etc/passwd", MessengerNotOffered),
        (MESSENGER, "tgram://no-token", MessengerNotOffered),
    ],
)
def test_an_address_that_leads_nowhere_is_refused(
    world: Told,
    anna: Actor,
    kind: ChannelKind,
    address: str,
    refusal: type[Exception],
) -> None:
    with pytest.raises(refusal):
        world.add(anna, kind, address)


def test_webhooks_do_not_lead_into_our_own_network(
    database: Database, clock: StoppedClock, anna: Actor, hook: Receiver
) -> None:
    strict = told(database, clock)
    for address in (
        hook.url,
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://10.1.1.1/",
    ):
        with pytest.raises(AddressNotAllowed):
            strict.add(anna, HOOK, address)
    # A name may lead anywhere: it is looked at when something is sent.
    strict.add(anna, HOOK, "https://localhost:1/")
    strict.deliver()

    [channel] = strict.channels(anna)
    assert channel.code_state == "given_up"
    assert "public addresses" in channel.code_answer
    with pytest.raises(ChannelNotOffered):
        strict.add(anna, MAIL, ADDRESS)


def test_the_same_address_is_not_entered_twice(world: Told, anna: Actor) -> None:
    id = world.add(anna, MAIL, ADDRESS)
    with pytest.raises(ChannelKnown):
        world.add(anna, MAIL, ADDRESS)
    world.service.address_books.remove(of(anna), id, by=anna)

    assert world.add(anna, MAIL, ADDRESS) != id


def test_only_who_acts_for_an_organisation_touches_its_channels(
    world: Told, anna: Actor
) -> None:
    inspector = somebody(Role.INSPECTOR)
    command = AddChannel(kind=MAIL, address=ADDRESS)
    for by, recipient in ((inspector, of(inspector)), (anna, of(inspector))):
        with pytest.raises(NotFound):
            world.service.address_books.add(recipient, command, by=by)


def test_a_letter_says_the_same_as_the_inbox_and_bears_the_id_of_its_delivery(
    world: Told, anna: Actor, mail: MailServer
) -> None:
    world.confirmed(anna, MAIL, ADDRESS)
    world.tell(anna, basis=Basis.by_law("LAW-091"))
    world.deliver()

    [card] = world.inbox(anna)
    [delivery] = world.deliveries(card)
    worded = world.service.notice_wording.of(card, "ru")
    letter, text = mail.letters[-1], mail.text()
    assert letter["Subject"] == worded.subject
    assert letter["From"] == "Сверка <notices@example.org>"
    assert letter["Message-ID"] == f"<{delivery.id}@example.org>"
    assert worded.text.split("\n")[0] in text
    assert "248-ФЗ art. 21" in text
    assert f"http://testserver/notices/{card.id}" in text
    assert (delivery.state, delivery.attempts[0].answer) == (
        "accepted",
        "250 OK: taken as 2",
    )


def test_what_is_sent_is_written_in_the_language_that_was_chosen(
    world: Told, anna: Actor, mail: MailServer
) -> None:
    world.confirmed(anna, MAIL, ADDRESS)
    world.service.address_books.choose_hours(
        of(anna), ChooseHours(language="en"), by=anna
    )
    world.tell(anna)
    world.deliver()

    assert mail.letters[-1]["Subject"].startswith("Your declaration")


def test_a_webhook_is_signed_so_that_its_receiver_can_tell(
    world: Told, anna: Actor, hook: Receiver
) -> None:
    id = world.confirmed(anna, HOOK, hook.url)
    assert hook.told()["data"]["code"] == world.code(id)
    world.tell(anna)
    world.deliver()

    secret = secret_of(world.service.pseudonyms, id, 1)
    headers, body = hook.requests[-1]
    said = Webhook(secret).verify(body, headers)
    [card] = world.inbox(anna)
    assert (said["type"], said["data"]["id"]) == ("notice.told", str(card.id))
    assert CODE in said["data"]["subject"]["ru"]
    assert CODE in said["data"]["subject"]["en"]
    assert said["data"]["about"] == f"http://testserver{WHERE}"
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(body.replace(b"notice", b"Notice"), headers)


def test_a_new_secret_signs_beside_the_one_before_for_a_day(
    world: Told, anna: Actor, hook: Receiver, clock: StoppedClock
) -> None:
    id = world.confirmed(anna, HOOK, hook.url)
    old, new = (secret_of(world.service.pseudonyms, id, n) for n in (1, 2))
    world.service.address_books.renew_secret(of(anna), id, by=anna)
    world.tell(anna)
    world.deliver()
    headers, body = hook.requests[-1]
    for secret in (old, new):
        assert Webhook(secret).verify(body, headers)

    clock.pass_by(timedelta(days=1, seconds=1))
    world.tell(anna, "second")
    world.deliver()

    headers, body = hook.requests[-1]
    assert Webhook(new).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(old).verify(body, headers)


def test_a_messenger_is_told_through_apprise(
    world: Told, anna: Actor, hook: Receiver
) -> None:
    address = hook.url.replace("http://", "json://").partition("?")[0]
    world.confirmed(anna, MESSENGER, address)
    world.tell(anna)
    world.deliver()

    [card] = world.inbox(anna)
    [delivery] = world.deliveries(card)
    assert CODE in hook.told()["title"]
    assert f"/notices/{card.id}" in hook.told()["message"]
    assert delivery.state == "accepted"
    assert delivery.attempts[0].answer


def test_what_fails_is_tried_again_later_and_given_up_in_the_end(
    world: Told, anna: Actor, hook: Receiver, clock: StoppedClock
) -> None:
    world.confirmed(anna, HOOK, hook.url)
    world.tell(anna)
    hook.answers = [503] * (len(PAUSES) + 1)
    for pause in PAUSES:
        assert world.deliver().attempts == 1
        clock.pass_by(pause - timedelta(seconds=1))
        assert world.deliver().attempts == 0
        clock.pass_by(timedelta(seconds=1))
    assert world.deliver().attempts == 1
    clock.pass_by(timedelta(days=9))
    assert world.deliver().attempts == 0

    [dead] = world.service.notice_view.given_up(of(anna))
    assert [one.number for one in dead.attempts] == list(range(1, len(PAUSES) + 2))
    assert dead.attempts[0].answer.startswith("503")
    ids = {headers["webhook-id"] for headers, _ in hook.requests[1:]}
    assert ids == {str(dead.id)}


def test_what_was_given_up_can_be_sent_once_more(
    world: Told, anna: Actor, mail: MailServer
) -> None:
    channel = world.confirmed(anna, MAIL, ADDRESS)
    mail.answers = ["550 5.1.1 No such mailbox", "550 No", "550 No"]
    for key in ("first", "second"):
        world.tell(anna, key)
    world.deliver()
    dead = world.service.notice_view.given_up(of(anna))
    assert [one.attempts[-1].outcome for one in dead] == [Outcome.REFUSED] * 2
    assert world.channels(anna)[0].given_up == 2

    with pytest.raises(NotFound):
        world.service.deliveries.replay(dead[0].id, by=somebody())
    world.seen(world.service.deliveries.replay(dead[0].id, by=anna))
    with pytest.raises(DeliveryNotDead):
        world.service.deliveries.replay(dead[0].id, by=anna)
    world.deliver()
    assert len(world.service.notice_view.given_up(of(anna))) == 2
    world.seen(world.service.deliveries.replay_all(of(anna), channel, by=anna))
    world.deliver()

    assert world.service.notice_view.given_up(of(anna)) == []
    assert len(mail.letters) == 3


def test_a_redirect_is_not_followed(world: Told, anna: Actor, hook: Receiver) -> None:
    world.confirmed(anna, HOOK, hook.url)
    world.tell(anna)
    hook.answers = [302]
    world.deliver()

    [card] = world.inbox(anna)
    assert len(hook.requests) == 2
    assert world.deliveries(card)[0].state == "waiting"


def test_a_channel_carries_the_topics_that_were_chosen_and_the_inbox_everything(
    world: Told, anna: Actor
) -> None:
    id = world.confirmed(anna, MAIL, ADDRESS)
    books = world.service.address_books
    books.choose_topics(of(anna), ChooseTopics(topics={id: (Topic.LOOKS,)}), by=anna)
    world.tell(anna, basis=Basis.by_law("LAW-091"))

    assert world.deliver().attempts == 0
    assert len(world.inbox(anna)) == 1
    assert world.deliveries(world.inbox(anna)[0]) == []


def test_topics_are_chosen_for_confirmed_channels_and_from_what_was_read(
    world: Told, anna: Actor
) -> None:
    books = world.service.address_books
    id = world.add(anna, MAIL, ADDRESS)
    command = ChooseTopics(topics={id: ()})
    with pytest.raises(ChannelNotConfirmed):
        books.choose_topics(of(anna), command, by=anna)
    with pytest.raises(Stale):
        books.choose_topics(of(anna), command, by=anna, version=1)


def test_nothing_is_sent_in_quiet_hours_of_the_recipient_s_own_zone(
    world: Told, anna: Actor, mail: MailServer, clock: StoppedClock, hook: Receiver
) -> None:
    world.confirmed(anna, MAIL, ADDRESS)
    world.confirmed(anna, HOOK, hook.url)
    night = ChooseHours(since=time(22), until=time(8), zone="Asia/Kamchatka")
    world.service.address_books.choose_hours(of(anna), night, by=anna)
    # 23:30 in Kamchatka, noon and a half in Europe.
    clock.set(datetime(2026, 11, 22, 11, 30, tzinfo=UTC))
    world.tell(anna)

    assert world.deliver().attempts == 1
    assert hook.told()["type"] == "notice.told"
    clock.set(datetime(2026, 11, 22, 19, 59, tzinfo=UTC))
    assert world.deliver().attempts == 0
    clock.set(datetime(2026, 11, 22, 20, 0, tzinfo=UTC))
    assert world.deliver().attempts == 1
    assert CODE in mail.letters[-1]["Subject"]


def test_giving_up_quiet_hours_lets_out_what_waits(world: Told, anna: Actor) -> None:
    world.confirmed(anna, MAIL, ADDRESS)
    books = world.service.address_books
    always = ChooseHours(since=time(0), until=time(23, 59))
    books.choose_hours(of(anna), always, by=anna)
    world.tell(anna)
    assert world.deliver().attempts == 0

    books.choose_hours(of(anna), ChooseHours(), by=anna)

    assert world.deliver().attempts == 1


def test_nothing_goes_by_a_channel_that_was_removed(world: Told, anna: Actor) -> None:
    id = world.confirmed(anna, MAIL, ADDRESS)
    world.tell(anna)
    world.seen(world.service.address_books.remove(of(anna), id, by=anna))

    assert world.deliver().attempts == 0
    assert world.deliveries(world.inbox(anna)[0])[0].state == "dropped"


def test_a_worker_that_died_after_sending_loses_nothing(
    world: Told, anna: Actor, hook: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.confirmed(anna, HOOK, hook.url)
    world.tell(anna)
    with monkeypatch.context() as broken:

        def die(*_: object, **__: object) -> None:
            raise SystemExit

        broken.setattr(type(world.service.log), "record", die)
        with pytest.raises(SystemExit):
            world.deliver()

    assert world.deliver().attempts == 1
    once, again = hook.requests[-2:]
    assert once[0]["webhook-id"] == again[0]["webhook-id"]
    assert once[1] == again[1]
    assert world.deliver().attempts == 0


def test_two_workers_do_not_send_the_same(
    world: Told, anna: Actor, mail: MailServer, clock: StoppedClock
) -> None:
    world.confirmed(anna, MAIL, ADDRESS)
    for number in range(5):
        world.tell(anna, str(number))
    queue = world.service.deliveries._queue
    with queue.taken(clock.now(), 3) as taken:
        assert len(taken) == 3
        assert world.deliver().attempts == 2

    assert world.deliver().attempts == 3
    assert len(mail.letters) == 6


def test_a_read_model_that_lags_makes_nothing_go_out_twice(
    world: Told, anna: Actor, mail: MailServer
) -> None:
    world.confirmed(anna, MAIL, ADDRESS)
    world.tell(anna)
    assert world.service.deliveries.deliver_due().attempts == 1
    assert world.service.deliveries.deliver_due().attempts == 0

    assert len(mail.letters) == 2
