"""Pages of appeals for a client and those who act for it."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from domain.appeal import AppealStatus, DraftPart
from domain.kernel import Actor, Role
from interfaces.gateways.database import Database
from tests.appealing import REASON, Appealing
from tests.business import PDF, Business, business, own
from tests.conftest import NOON, StoppedClock
from tests.interfaces.visits import faults, form, site_of, told, visit

pytestmark = pytest.mark.database

WORDS = "О проверке узнали в день её начала"
ASKS = "Отменить решение о проверке"
TODAY = NOON.date().isoformat()
SUBMIT = r'<button class="button" name="([^"]+)" value="([^"]+)"'


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    made = business(database, clock)
    made.require()
    return made


@pytest.fixture
def appealing(world: Business, clock: StoppedClock) -> Appealing:
    return Appealing(world, clock)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"object:lift": True})


@pytest.fixture
def olga(appealing: Appealing) -> Actor:
    return appealing.officer()


@pytest.fixture
def pavel(appealing: Appealing, olga: Actor) -> Actor:
    return appealing.colleague(olga, "pavel", Role.INSPECTOR)


@pytest.fixture
def site(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def client(site: FastAPI, anna: Actor) -> TestClient:
    return visit(site, anna)


@pytest.fixture
def inspected(appealing: Appealing, anna: Actor, pavel: Actor) -> str:
    """Address of an inspection of which the business was told."""
    return f"/inspections/{appealing.inspecting.notified(pavel, anna)}"


def put(visitor: TestClient, path: str, **fields: object) -> Response:
    """Send a page's form as it is shown now."""
    answer = visitor.post(path, data=form(**fields))
    assert answer.status_code == 303, (answer.status_code, faults(answer))
    return answer


def began(visitor: TestClient, about: str) -> str:
    """Path of a draft that was begun about something."""
    answer = put(visitor, "/appeals/new", about=about)
    return str(answer.headers["location"]).removesuffix("/write")


def written(visitor: TestClient, about: str) -> str:
    """Path of a draft that lacks nothing."""
    path = began(visitor, about)
    put(visitor, f"{path}/write/learned", learned_on=TODAY)
    put(visitor, f"{path}/write/points/new", ground="no-notice", words=WORDS)
    put(visitor, f"{path}/write/asks", asks=ASKS)
    return path


def sent(visitor: TestClient, about: str) -> str:
    path = written(visitor, about)
    put(visitor, f"{path}/send")
    return path


def id_of(path: str) -> UUID:
    return UUID(path.removeprefix("/appeals/"))


def test_what_is_appealed_is_in_place_before_anything_is_written(
    client: TestClient, inspected: str
) -> None:
    page = told(client.get("/appeals/new", params={"about": inspected}))
    nothing = client.get("/appeals/new", params={"about": "/cautions/x"})

    assert "Решение о проведении" in page
    assert "Управление: Ростехнадзор" in page
    path = began(client, inspected)
    again = client.get("/appeals/new", params={"about": inspected})
    assert f'href="{path}/write"' in again.text
    assert nothing.status_code == 404


def test_an_appeal_is_written_a_page_at_a_time_and_sent(
    client: TestClient, inspected: str, world: Business
) -> None:
    path = began(client, inspected)
    overview = client.get(f"{path}/write").text
    put(client, f"{path}/write/learned", learned_on=TODAY)
    chosen = client.get(f"{path}/write/points/new", params={"ground": "no-notice"})
    to = put(client, f"{path}/write/points/new", ground="no-notice", words=WORDS)
    shown = client.get(to.headers["location"])
    put(client, to.headers["location"], act="save")
    to = put(client, f"{path}/write/asks", asks=ASKS)
    check = client.get(f"{path}/write/check")
    put(client, f"{path}/send")
    done = client.get(f"{path}/sent")
    card = world.service.appeal_view.get(id_of(path))

    assert "Осталось указать" in overview
    assert "Нас не уведомили" in told(chosen)
    assert shown.status_code == 200
    assert to.headers["location"] == f"{path}/write/suspension"
    assert WORDS in told(check)
    assert "Кто это увидит" in told(check)
    assert card is not None
    assert card.status is AppealStatus.SENT
    assert card.number
    assert card.number in told(done)
    assert client.get(path).status_code == 200


def test_what_is_missing_is_named_on_the_page_of_signing(
    client: TestClient, inspected: str
) -> None:
    path = began(client, inspected)
    put(client, f"{path}/write/learned", learned_on=TODAY)

    check = client.get(f"{path}/write/check")
    refused = client.post(f"{path}/send", data=form())
    empty = client.post(f"{path}/write/asks", data=form(asks=" "))
    wordless = client.post(
        f"{path}/write/points/new", data=form(ground="no-notice", words="")
    )

    assert faults(check)[0][0] == "points"
    assert "Подписать и отправить" not in told(check)
    assert refused.status_code == 422
    assert faults(empty)[0][0] == "asks"
    assert faults(wordless)[0][0] == "words"


def test_of_a_point_it_has_to_be_chosen_what_was_wrong(
    client: TestClient, inspected: str
) -> None:
    new = f"{began(client, inspected)}/write/points/new"
    first = client.get(new)
    unchosen = client.get(new, params=dict(re.findall(SUBMIT, first.text)))

    assert first.status_code == 200
    assert faults(first) == []
    assert faults(unchosen) == [("ground", "Выберите из списка, что было неправильно")]


def test_something_outside_the_service_is_entered_by_hand(
    client: TestClient, pavel: Actor, world: Business
) -> None:
    begun = put(client, "/appeals/new/outside", told="Устно велели закрыть кухню")
    path = str(begun.headers["location"]).removesuffix("/write")
    nobody = client.post(f"{path}/write/matter", data=form(told="Кухня"))
    to = put(
        client,
        f"{path}/write/matter",
        told="Устно велели закрыть кухню",
        authority=own(pavel),
    )
    card = world.service.appeal_view.get(id_of(path))

    assert faults(nobody) == [
        ("authority", "Выберите орган, решение которого вы обжалуете")
    ]
    assert to.headers["location"] == f"{path}/write/learned"
    assert card is not None
    assert card.authority == own(pavel)
    assert card.told == "Устно велели закрыть кухню"


def test_a_missed_term_is_asked_to_be_restored_with_its_reason(
    client: TestClient, inspected: str, appealing: Appealing, site: FastAPI, anna: Actor
) -> None:
    path = written(client, inspected)
    early = client.get(f"{path}/write/restoration").status_code
    appealing.clock.pass_by(timedelta(days=90))
    client = visit(site, anna)
    page = client.get(f"{path}/write")
    check = client.get(f"{path}/write/check")
    silent = client.post(
        f"{path}/write/restoration", data=form(wanted="yes", act="save")
    )
    unsaid = client.post(f"{path}/write/restoration", data=form(act="save"))
    client.post(
        f"{path}/write/restoration",
        data=form(wanted="yes", restoration="Болел", act="attach"),
        files={"file": ("справка.pdf", PDF, "application/pdf")},
    )
    left = client.get(f"{path}/write/restoration").text
    put(
        client,
        f"{path}/write/restoration",
        wanted="yes",
        restoration="Болел",
        act="save",
    )
    put(client, f"{path}/send")

    assert early == 404
    assert "Срок обжалования истёк" in told(page)
    assert "Срок обжалования истёк" in faults(check)[0][1]
    assert faults(silent)[0][0] == "restoration"
    assert faults(unsaid)[0][0] == "restoration"
    assert "справка.pdf" in left
    assert "Болел" in left
    assert "Восстановление пропущенного срока" in told(client.get(path))


def test_a_file_is_attached_kept_and_taken_away(
    client: TestClient, inspected: str, world: Business
) -> None:
    path = began(client, inspected)
    page = client.post(
        f"{path}/write/documents",
        data=form(act="attach"),
        files={"file": ("журнал.pdf", PDF, "application/pdf")},
    )
    kept = re.findall(r'name="kept" value="([^"]+)"', page.text)
    left = client.get(f"{path}/write/documents")
    put(client, f"{path}/write/documents", kept=kept[0], act="save")
    card = world.service.appeal_view.get(id_of(path))
    less = client.post(
        f"{path}/write/documents", data=form(kept=kept[0], act=f"remove {kept[0]}")
    )

    assert card is not None
    assert card.parts[DraftPart.DOCUMENTS].files == (UUID(kept[0]),)
    assert "журнал.pdf" in page.text
    assert "журнал.pdf" in left.text
    assert "журнал.pdf" not in less.text
    assert "журнал.pdf" not in client.get(f"{path}/write/documents").text


def test_a_file_that_shows_a_point_is_kept_at_once(
    client: TestClient, inspected: str, world: Business
) -> None:
    path = began(client, inspected)
    put(client, f"{path}/write/points/new", ground="not-proven", words=WORDS)
    shows = f"{path}/write/points/1/evidence"
    for name in ("письмо.pdf", "журнал.pdf"):  # the second from a page of before
        client.post(
            shows,
            data=form(act="attach"),
            files={"file": (name, PDF + name.encode(), "application/pdf")},
        )
    left = client.get(shows).text
    card = world.service.appeal_view.get(id_of(path))

    assert "письмо.pdf" in left
    assert "журнал.pdf" in left
    assert card is not None
    assert len(card.points[0].evidence.files) == 2
    assert card.points[0].words == WORDS


def test_the_pages_of_writing_lead_to_an_appeal_that_is_sent(
    client: TestClient, inspected: str
) -> None:
    path = sent(client, inspected)
    ends = ("asks", "check", "points", "points/new", "documents", "points/1/evidence")
    led = [client.get(f"{path}/write/{end}") for end in ends]
    late = client.post(f"{path}/write/asks", data=form(asks=ASKS))

    assert {one.status_code for one in led} == {303}
    assert {one.headers["location"] for one in led} == {path}
    assert late.status_code == 409


def test_a_draft_keeps_its_files_until_it_is_thrown_away(
    client: TestClient, inspected: str, appealing: Appealing
) -> None:
    path = began(client, inspected)
    put(client, f"{path}/write/points/new", ground="not-proven", words=WORDS)
    shown = client.post(
        f"{path}/write/points/1/evidence",
        data=form(act="attach"),
        files={"file": ("письмо.pdf", PDF, "application/pdf")},
    )
    kept = re.findall(r'name="kept" value="([^"]+)"', shown.text)
    put(client, f"{path}/write/points/1/evidence", kept=kept[0], act="save")
    put(client, f"{path}/discard")
    other = written(client, inspected)
    page = client.post(
        f"{other}/write/documents",
        data=form(act="attach"),
        files={"file": ("журнал.pdf", PDF, "application/pdf")},
    )
    needed = re.findall(r'name="kept" value="([^"]+)"', page.text)
    put(client, f"{other}/write/documents", kept=needed[0], act="save")
    appealing.clock.pass_by(timedelta(days=8))

    tidied = appealing.service.enclosures.tidy()
    appealing.service.runner.drain()
    left = appealing.service.exchange_view.enclosure(UUID(needed[0]))

    assert tidied == 1
    assert left is not None


def test_a_draft_is_thrown_away_and_seen_no_more(
    client: TestClient, inspected: str
) -> None:
    path = began(client, inspected)
    put(client, f"{path}/discard")

    assert client.get(f"{path}/write").status_code == 404
    assert client.get(path).status_code == 404


def test_a_representative_writes_what_it_may_and_signs_what_it_may(
    client: TestClient,
    inspected: str,
    site: FastAPI,
    world: Business,
) -> None:
    path = written(client, inspected)
    boris = world.person("boris")
    visitor = visit(site, boris)
    before = visitor.get(f"{path}/write").status_code
    put(client, f"{path}/people", person=boris.id, powers=["prepare"])
    put(visitor, f"{path}/write/asks", asks="Отменить и извиниться")
    own_draft = client.get(f"{path}/write").text
    draft = visitor.get(f"{path}/write")
    prepared = visitor.get(f"{path}/write/check")
    signed = visitor.post(f"{path}/send", data=form())
    put(client, f"{path}/people", person=boris.id, powers=["prepare", "sign"])
    done = put(visitor, f"{path}/send")
    listed = visitor.get("/appeals")
    case = told(visitor.get(path))
    put(client, f"{path}/people/{boris.id}/revoke")

    assert before == 404
    assert "У вас нет полномочия подписать" in told(prepared)
    assert signed.status_code == 403
    assert done.headers["location"] == f"{path}/sent"
    assert f'href="{path}"' in listed.text
    assert f"{path}/discard" in own_draft
    assert f"{path}/discard" not in draft.text
    name = world.service.appeal_view.get(id_of(path)).client_name  # type: ignore[union-attr]
    assert told(draft).count(f"Черновик жалобы: {name}") == 2  # title and heading
    assert f"Вы представляете: {name}" in told(listed)
    assert f"Вы представляете: {name}" in case
    assert "Вы можете:" not in case
    assert visitor.get(path).status_code == 404


def test_nobody_else_sees_a_draft_or_an_appeal(
    client: TestClient, inspected: str, site: FastAPI, world: Business
) -> None:
    path = sent(client, inspected)
    stranger = visit(site, world.client("boris", inn="630000000292"))

    for end in ("", "/write", "/write/check", "/sent", "/people", "/write/points"):
        assert stranger.get(f"{path}{end}").status_code == 404, end
    assert stranger.post(f"{path}/withdraw", data=form()).status_code == 404
    assert stranger.post(f"{path}/add", data=form(words="Я")).status_code == 404


def test_an_appeal_is_added_to_and_taken_back(
    client: TestClient, inspected: str, world: Business
) -> None:
    path = sent(client, inspected)
    page = client.post(
        f"{path}/add",
        data=form(words="Вот письмо", act="attach"),
        files={"file": ("письмо.pdf", PDF, "application/pdf")},
    )
    kept = re.findall(r'name="kept" value="([^"]+)"', page.text)
    put(client, f"{path}/add", words="Вот письмо", kept=kept[0], act="send")
    shown = told(client.get(path))
    put(client, f"{path}/withdraw", reason="Договорились")
    card = world.service.appeal_view.get(id_of(path))

    assert "Вот письмо" in shown
    assert "письмо.pdf" in shown
    assert card is not None
    assert card.status is AppealStatus.WITHDRAWN
    assert "отозвана" in told(client.get(path)).lower()


def test_what_is_asked_for_is_opened_and_given(
    client: TestClient, inspected: str, appealing: Appealing, olga: Actor
) -> None:
    path = sent(client, inspected)
    appealing.assign(id_of(path), olga)
    appealing.accept(id_of(path), olga)
    appealing.ask_client(id_of(path), olga, "Пришлите журнал")
    closed = client.get(path)
    message = re.findall(rf"{path}/messages/([^/]+)/open", closed.text)[0]
    put(client, f"{path}/messages/{message}/open")
    shown = told(client.get(path))
    silent = client.post(f"{path}/information", data=form(words="", act="send"))
    put(client, f"{path}/information", words="Вот журнал", act="send")

    assert "Пришлите журнал" not in told(closed)
    assert "Пришлите журнал" in shown
    assert faults(silent)[0][0] == "information-words"
    assert "Вот журнал" in told(client.get(path))


def test_a_decision_is_read_with_its_reasons_and_the_way_to_court(
    client: TestClient, inspected: str, appealing: Appealing, olga: Actor
) -> None:
    path = sent(client, inspected)
    appealing.assign(id_of(path), olga)
    appealing.accept(id_of(path), olga)
    appealing.draft(id_of(path), olga)
    appealing.decide(id_of(path), olga)
    closed = told(client.get(path))
    message = re.findall(rf"{path}/messages/([^/]+)/open", client.get(path).text)[0]
    put(client, f"{path}/messages/{message}/open")
    at_once = told(client.get(path))
    appealing.world.react()
    shown = told(client.get(path))

    assert "С этого времени идёт срок обращения в суд" in closed
    assert "Решение по жалобе, текст" in closed
    court = re.compile(r"В суд можно обратиться до [^.]+\.")
    assert court.findall(at_once) == court.findall(shown) != []
    assert REASON not in closed
    assert "Жалоба удовлетворена" not in closed
    assert "Жалоба удовлетворена" in shown
    assert REASON in shown
    assert "В суд можно обратиться до" in shown
    assert "Потребовать возмещения вреда" in shown


def test_a_ruling_that_waits_to_be_opened_is_called_by_what_it_is(
    client: TestClient, inspected: str, appealing: Appealing, anna: Actor, olga: Actor
) -> None:
    id = appealing.sent(anna, inspected, suspend=True)
    appealing.assign(id, olga)
    appealing.suspend(id, olga)
    appealing.world.react()
    appealing.service.papers.issue_due()
    appealing.world.react()

    page = told(client.get(f"/appeals/{id}"))

    assert "Что решено о приостановлении, текст" in page
    assert "Решение о приостановлении" in page
    assert "срок обращения в суд" not in page


def test_a_late_body_is_shown_with_what_the_law_gives_then(
    client: TestClient, inspected: str, appealing: Appealing, site: FastAPI, anna: Actor
) -> None:
    path = sent(client, inspected)
    early = told(client.get(path))
    appealing.clock.pass_by(timedelta(days=60))
    client = visit(site, anna)
    late = told(client.get(path))
    listed = told(client.get("/appeals"))

    assert "Орган опаздывает: что даёт вам закон" not in early
    assert "Орган опаздывает: что даёт вам закон" in late
    assert "не дожидаясь решения" in late
    assert "Орган опаздывает" in listed


def test_every_step_is_there_in_english_too(client: TestClient, inspected: str) -> None:
    path = sent(client, inspected)
    client.cookies.set("lang", "en")

    assert "What comes next" in told(client.get(path))
    assert "What is the appeal against?" in told(client.get("/appeals/new"))
