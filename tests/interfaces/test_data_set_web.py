"""Pages of a data set: facts, history, registers, disputes; all without JavaScript."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from application.client import REGISTERS, StateFacts, StateRegisters
from application.person import AddPerson, FoundOrganisation
from application.ports import NotInRegister, RegisterUnavailable
from domain.client import Client, FactSource, RegisterAnswer
from domain.kernel import Actor, Role
from domain.person import OrganisationKind
from interfaces.gateways.database import Database
from tests.business import OTHER_INN, PDF, Business, acting, business, own
from tests.conftest import StoppedClock
from tests.interfaces.shell import ADMIN
from tests.interfaces.visits import faults, form, hidden, ids, site_of, told, visit
from tests.registers import ENTRY, answer, place
from tests.registers import told as says

pytestmark = pytest.mark.database


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require()
    return found


@pytest.fixture
def site(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def anna(world: Business) -> Actor:
    by = world.client(facts={"employees": 8, "okved": ("47.11",)})
    world.open_premises(by, object_pool=True)
    said = answer(says(), says("size", "micro"), places=(place(),))
    world.service.state_registers.take([said], by=REGISTERS)
    world.service.runner.drain()
    return by


@pytest.fixture
def owner(site: FastAPI, anna: Actor) -> TestClient:
    return visit(site, anna)


@pytest.fixture
def keeper(site: FastAPI, world: Business) -> TestClient:
    person = world.person("elena")
    command = FoundOrganisation(
        kind=OrganisationKind.REGISTRAR, name="Оператор ЕРВК", registers=("ЕРВК",)
    )
    id = world.service.people.found(command, by=ADMIN).id
    joining = AddPerson(person_id=UUID(person.id), organisation=id, role=Role.REGISTRAR)
    world.seen(world.service.people.add(joining, by=ADMIN))
    return visit(site, acting(person, id, Role.REGISTRAR))


def raised(owner: TestClient, **differently: Any) -> str:
    """The address of a dispute that was sent."""
    asked = owner.get("/client/facts/okved/dispute")
    filled = {"value": "47.11", "reason": "Кафе мы не открывали"} | differently
    checked = owner.post("/client/facts/okved/dispute/check", data=filled)
    assert (asked.status_code, checked.status_code) == (200, 200), told(checked)
    sent = owner.post("/client/facts/okved/dispute", data=hidden(checked))
    return str(sent.headers["Location"])


def test_every_fact_is_shown_with_who_said_it_since_when_and_when_entered(
    owner: TestClient,
) -> None:
    text = told(owner.get("/client/facts"))

    assert "8 Это сказали вы. Так с 21.11.2026. Внесено 21 ноября 2026" in text
    assert f"ЕРВК, запись {ENTRY}" in text
    assert "Следует из: Цех" in text


@pytest.mark.parametrize(
    ("show", "there", "absent"),
    [
        ("known", "employees", "object:lift"),
        ("unknown", "object:lift", "employees"),
        ("different", "okved", "employees"),
        ("state", "size", "employees"),
        ("derived", "object:pool", "employees"),
    ],
)
def test_facts_are_narrowed_down(
    owner: TestClient, show: str, there: str, absent: str
) -> None:
    page = owner.get(f"/client/facts?show={show}").text

    assert f'href="/client/facts/{there}?' in page
    assert f'href="/client/facts/{absent}?' not in page


def test_the_history_of_a_fact_is_a_time_line_of_its_values(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    world.state(anna, employees=9)

    text = told(owner.get("/client/facts/employees"))

    assert text.index("9 Это сказали вы") < text.index("8 Это сказали вы")
    assert text.count("Anna") >= 2


def test_a_long_history_comes_in_pages(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    for number in range(51):
        world.state(anna, employees=number)

    page = owner.get("/client/facts/employees")
    rest = owner.get("/client/facts/employees?before=7")

    assert "/client/facts/employees?before=" in page.text
    assert rest.status_code == 200


def test_what_follows_from_other_facts_names_them(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    classes = {"facts": {"object:hazardous_facility_class_1_3": True}}
    world.seen(world.clients.state_facts(own(anna), StateFacts(**classes), by=anna))
    derived = ["object:hazardous_facility"]
    client = world.service.log.load(Client, own(anna))
    client.state_facts(
        dict.fromkeys(derived, True),
        source=FactSource.DERIVED,
        since=world.service.clock.today(),
        by=REGISTERS,
    )
    world.seen(world.service.log.record(client, by=REGISTERS))

    page = owner.get("/client/facts?show=derived").text

    link = 'href="/client/facts/object:hazardous_facility_class_1_3"'
    assert link in page
    assert link in owner.get("/client/facts/object:hazardous_facility").text


@pytest.mark.parametrize("fact", ["name", "inn", "ogrn", "client_kind"])
def test_what_is_registered_has_a_history_and_no_form_of_its_own(
    owner: TestClient, fact: str
) -> None:
    page = owner.get(f"/client/facts/{fact}")

    assert page.status_code == 200
    assert f'action="/client/facts/{fact}"' not in page.text
    sent = owner.post(f"/client/facts/{fact}", data=form(version=9, value="x"))
    assert sent.status_code == 404


def test_a_correction_may_name_the_day_since_when(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    asked = owner.get("/client/facts/employees")
    wrong = owner.post(
        "/client/facts/employees",
        data=hidden(asked) | {"value": "9", "since": "вчера"},
    )
    done = owner.post(
        "/client/facts/employees",
        data=hidden(wrong)
        | {"value": "9", "since": "2026-01-01", "idempotency_key": "k2"},
    )

    assert (wrong.status_code, faults(wrong)[0][0]) == (422, "since")
    assert done.status_code == 303
    assert str(world.card(anna).facts["employees"].since) == "2026-01-01"


def test_what_a_client_says_of_a_registers_fact_stands_beside_it(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    asked = owner.get("/client/facts/size")
    assert "Государство говорит" in told(asked)

    owner.post("/client/facts/size", data=hidden(asked) | {"value": "small"})

    assert world.card(anna).facts["size"].value == "micro"
    assert "Вы говорите иначе" in told(owner.get("/client/facts"))


def test_a_dispute_is_checked_sent_and_seen(owner: TestClient) -> None:
    files = {"document": ("a.pdf", PDF, "application/pdf")}
    filled = {"value": "47.11", "reason": "Кафе мы не открывали"}
    checked = owner.post("/client/facts/okved/dispute/check", data=filled, files=files)
    assert "Кафе мы не открывали" in told(checked)
    assert "срок" in told(checked)

    sent = owner.post("/client/facts/okved/dispute", data=hidden(checked))
    twice = owner.post("/client/facts/okved/dispute", data=hidden(checked))

    address = sent.headers["Location"]
    assert (sent.status_code, twice.headers["Location"]) == (303, address)
    assert "Спор отправлен" in told(owner.get(address))
    path = address.partition("?")[0]
    document = owner.get(f"{path}/document")
    assert document.content == PDF
    assert "Оспаривается" in told(owner.get("/client/facts"))
    assert path in owner.get("/disputes").text


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"value": "56.10"}, "value"),
        ({"value": "кафе"}, "value"),
    ],
)
def test_a_dispute_without_a_reason_or_a_right_value_is_asked_again(
    owner: TestClient,
    world: Business,
    anna: Actor,
    change: dict[str, str],
    field: str,
) -> None:
    filled = {"value": "47.11", "reason": "Не мы"} | change
    sending = form(version=world.card(anna).version, **filled)

    checked = owner.post("/client/facts/okved/dispute/check", data=filled)
    sent = owner.post("/client/facts/okved/dispute", data=sending)

    for page in (checked, sent):
        assert page.status_code == 422
        assert [to for to, _ in faults(page)] == [field]
        assert field in ids(page)


def test_a_file_that_is_no_document_is_asked_again(owner: TestClient) -> None:
    files = {"document": ("a.txt", b"text", "text/plain")}
    filled = {"value": "47.11", "reason": "Не мы"}

    page = owner.post("/client/facts/okved/dispute/check", data=filled, files=files)

    assert (page.status_code, faults(page)[0][0]) == (422, "document")


def test_a_second_dispute_leads_to_the_first(owner: TestClient) -> None:
    first = raised(owner).partition("?")[0]

    assert raised(owner) == first


def test_only_what_the_state_says_can_be_disputed(owner: TestClient) -> None:
    for fact in ("employees", "object:pool", "object:ufo", "name"):
        assert owner.get(f"/client/facts/{fact}/dispute").status_code == 404


def test_a_keeper_finds_the_dispute_and_corrects_the_fact(
    owner: TestClient, keeper: TestClient, world: Business, anna: Actor
) -> None:
    path = raised(owner).partition("?")[0]
    assert path in keeper.get("/disputes").text
    assert path not in keeper.get("/disputes?status=declined").text
    page = keeper.get(path)
    assert "ИП anna" in told(page)
    assert "47.11" in page.text

    same = keeper.post(f"{path}/accept", data=hidden(page) | {"value": "56.10"})
    day = keeper.post(f"{path}/accept", data=hidden(page) | {"since": "вчера"})
    done = keeper.post(
        f"{path}/accept",
        data=hidden(page) | {"value": "47.11", "idempotency_key": "k9"},
    )

    assert (same.status_code, faults(same)[0][0]) == (422, "value")
    assert (day.status_code, faults(day)[0][0]) == (422, "since")
    assert done.headers["Location"] == path
    assert world.card(anna).facts["okved"].value == ("47.11",)
    assert "Принято" in told(owner.get(path))


def test_a_keeper_declines_with_a_reason(owner: TestClient, keeper: TestClient) -> None:
    path = raised(owner).partition("?")[0]
    page = keeper.get(path)

    wrong = keeper.post(f"{path}/decline", data=hidden(page) | {"reason": ""})
    done = keeper.post(
        f"{path}/decline",
        data=hidden(page) | {"reason": "Так в уведомлении", "idempotency_key": "k9"},
    )

    assert (wrong.status_code, faults(wrong)[0][0]) == (422, "decline-reason")
    assert "decline-reason" in ids(wrong)
    assert done.status_code == 303
    assert "Так в уведомлении" in told(owner.get(path))


def test_a_client_withdraws_its_dispute_and_nobody_else_does(
    owner: TestClient, keeper: TestClient
) -> None:
    path = raised(owner).partition("?")[0]

    theirs = keeper.post(f"{path}/withdraw", data=form(version=1))
    odd = owner.post(f"{path}/applaud", data=form(version=1))
    done = owner.post(f"{path}/withdraw", data=hidden(owner.get(path)))
    again = owner.post(f"{path}/withdraw", data=form(version=2))

    assert (theirs.status_code, odd.status_code) == (404, 404)
    assert (done.status_code, again.status_code) == (303, 409)


def test_others_see_neither_the_dispute_nor_its_document(
    site: FastAPI, owner: TestClient, world: Business
) -> None:
    path = raised(owner).partition("?")[0]
    others = [
        world.client("boris", OTHER_INN),
        world.supervisor(),
        world.person("vera"),
    ]

    for by in others:
        for address in (path, f"{path}/document"):
            assert visit(site, by).get(address).status_code == 404
    nobodys = visit(site, others[1]).get("/disputes")
    assert "не ведёт" in told(nobodys)
    assert visit(site, others[2]).get("/disputes").status_code == 404


class Register:
    """A register with one answer, or a refusal."""

    name = "ЕРВК"

    def __init__(self, says: RegisterAnswer | Exception) -> None:
        self._says = says

    def ask(self, inn: str, ogrn: str | None) -> RegisterAnswer:
        if isinstance(self._says, Exception):
            raise self._says
        return self._says


def asking(
    world: Business, anna: Actor, says: RegisterAnswer | Exception
) -> TestClient:
    service = world.service
    registers = StateRegisters(
        service.log, service.pseudonyms, service.vocabulary, [Register(says)]
    )
    world.service = replace(service, state_registers=registers)
    return visit(site_of(world), anna)


def test_registers_are_asked_by_a_button_where_one_is_set_up(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    button = 'action="/client/registers/check"'
    assert button not in owner.get("/client/facts").text
    assert owner.post("/client/registers/check", data=form()).status_code == 404

    found = asking(world, anna, answer(says("region", "63")))
    page = found.get("/client/facts")
    assert button in page.text
    done = found.post("/client/registers/check", data=hidden(page))

    assert done.headers["Location"] == "/client/facts?news=1&places=0"
    assert "1 новый факт" in told(found.get(done.headers["Location"]))
    assert world.card(anna).profile.region == "63"


@pytest.mark.parametrize(
    ("refusal", "status", "said"),
    [
        (RegisterUnavailable(), 503, "не отвечает"),
        (NotInRegister(), 303, ""),
    ],
)
def test_a_silent_register_is_told_and_changes_nothing(
    world: Business, anna: Actor, refusal: Exception, status: int, said: str
) -> None:
    version = world.card(anna).version
    found = asking(world, anna, refusal)

    page = found.post("/client/registers/check", data=form())

    assert page.status_code == status
    assert said in told(page)
    assert world.card(anna).version == version
    assert "ничего нового" in told(found.get("/client/facts?news=0"))


def test_a_place_that_a_register_names_is_taken_up_or_declined(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    [proposal] = world.card(anna).proposals
    page = owner.get(f"/client/premises/new?proposal={proposal.id}")
    assert 'value="Лавка"' in page.text
    filled = {"name": "Лавка", "address": proposal.address, "region": "63"}

    added = owner.post("/client/premises", data=hidden(page) | filled)

    assert added.status_code == 303
    assert [one.name for one in world.card(anna).premises] == ["Цех", "Лавка"]
    assert world.card(anna).proposals == ()
    gone = f"/client/proposals/{proposal.id}/decline"
    version = world.card(anna).version
    assert owner.post(gone, data=form(version=version)).status_code == 409
    assert owner.get(f"/client/premises/new?proposal={uuid4()}").status_code == 404


def test_a_place_that_is_none_of_mine_is_proposed_no_more(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    [proposal] = world.card(anna).proposals
    page = owner.get("/client/facts")
    assert "Это ваше место?" in told(page)

    fields = form(version=world.card(anna).version)
    done = owner.post(f"/client/proposals/{proposal.id}/decline", data=fields)

    assert done.headers["Location"] == "/client/facts"
    assert "Это ваше место?" not in told(owner.get("/client/facts"))


@pytest.mark.parametrize(
    "path",
    [
        "/client/facts",
        "/client/facts?show=unknown",
        "/client/facts/okved",
        "/client/facts/name",
        "/client/facts/okved/dispute",
        "/disputes",
    ],
)
def test_every_page_stands_in_english_and_has_each_id_once(
    owner: TestClient, path: str
) -> None:
    owner.cookies.set("lang", "en")

    page = owner.get(path)

    assert (page.status_code, page.headers["Content-Language"]) == (200, "en")
    assert sorted(set(ids(page))) == sorted(ids(page))


def test_a_forgotten_business_has_no_data_set(
    owner: TestClient, keeper: TestClient, world: Business, anna: Actor
) -> None:
    path = raised(owner).partition("?")[0]
    world.forget(own(anna))

    for address in ("/client/facts", "/client/facts/okved", path):
        assert owner.get(address).status_code == 404
    assert keeper.get(path).status_code == 404
    assert path not in keeper.get("/disputes").text


def test_a_list_of_life_situations_is_named_and_corrected_where_they_are_told(
    world: Business, owner: TestClient, anna: Actor
) -> None:
    said = StateFacts(facts={"life_situations": ("starts_business", "opens_site")})
    world.service.clients.state_facts(own(anna), said, by=anna)
    world.service.runner.drain()

    page = owner.get("/client/facts/life_situations")

    assert page.status_code == 200
    assert "начало своего дела" in told(page)
    assert 'href="/situations"' in page.text
    assert 'action="/client/facts/life_situations"' not in page.text
