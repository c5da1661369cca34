"""Everything that can be appealed against: found on its page, with all it tells."""

from datetime import timedelta
from urllib.parse import quote, unquote
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from application.appeal import BeginAppeal, SubjectCard
from domain.appeal import NothingToAppeal, Subject, SubjectKind
from domain.deadline import Task
from domain.inspection import Inspection, Undone
from domain.kernel import Actor
from domain.paper import PaperKind
from domain.redress import ByAppeal
from interfaces.gateways.database import Database
from interfaces.service import Service
from tests.appealable import Appealable
from tests.business import business, own
from tests.cautioning import Cautioning
from tests.conftest import StoppedClock
from tests.consulting import inn_of
from tests.execution import Cafe
from tests.interfaces.visits import site_of, visit

pytestmark = pytest.mark.database

KINDS = [one for one in SubjectKind if one is not SubjectKind.OUTSIDE]


@pytest.fixture
def things(database: Database, clock: StoppedClock) -> Appealable:
    return Appealable(Cafe(business(database, clock)), clock)


@pytest.fixture
def site(things: Appealable) -> FastAPI:
    return site_of(things.world)


@pytest.fixture
def service(things: Appealable) -> Service:
    return things.world.service


def found(service: Service, address: str, by: Actor) -> SubjectCard:
    return service.appealed.things.find(address, by=by)


def link_to(address: str) -> str:
    return f'href="/appeals/new?about={quote(address, safe="")}"'


def read(visitor: TestClient, address: str) -> str:
    answer = visitor.get(address.partition("#")[0])
    assert answer.status_code == 200, answer.text
    return answer.text


@pytest.mark.parametrize("kind", KINDS)
def test_a_thing_of_every_kind_can_be_appealed_from_its_page(
    things: Appealable, service: Service, site: FastAPI, kind: SubjectKind
) -> None:
    address = things.made(kind)
    client = things.client_of(kind)

    page = read(visit(site, client), address)
    card = found(service, address, client)

    assert link_to(address) in page
    assert card.subject.kind is kind
    assert card.subject.address == address
    assert card.subject.authority == own(things.pavel)
    assert card.client_id == own(client)
    assert card.subject.decided_on
    assert service.appealed.things.card(card.subject) == card


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_else_finds_it_and_officers_are_shown_no_link(
    things: Appealable, service: Service, site: FastAPI, kind: SubjectKind
) -> None:
    address = things.made(kind)
    stranger = things.world.client("stranger", inn=inn_of(7))

    for by in (things.pavel, things.nina, stranger):
        with pytest.raises(NothingToAppeal):
            found(service, address, by)

    page = visit(site, things.pavel).get(address.partition("#")[0])
    assert page.status_code == 200
    assert "/appeals/new" not in page.text


@pytest.mark.parametrize(
    "kind", [one for one in KINDS if one is not SubjectKind.INACTION]
)
def test_whoever_decided_took_part_in_it(
    things: Appealable, service: Service, kind: SubjectKind
) -> None:
    address = things.made(kind)
    card = found(service, address, things.client_of(kind))
    decided = things.nina if kind.value.startswith("risk") else things.pavel

    parts = service.appealed.took_part.in_(card.subject)

    assert decided.id in {one.person for one in parts}
    assert things.client_of(kind).id not in {one.person for one in parts}
    assert decided.id in card.officers
    assert [one.at for one in parts] == sorted(one.at for one in parts)


def test_the_term_runs_from_the_day_on_which_the_client_opened_it(
    things: Appealable, service: Service, site: FastAPI
) -> None:
    address = things.made(SubjectKind.ACT)
    things.issued()

    closed = read(visit(site, things.anna), address)
    unopened = found(service, address, things.anna).subject
    (act,) = (
        one
        for one in service.paper_view.of_case(unopened.id or own(things.anna))
        if one.kind is PaperKind.ACT
    )
    things.clock.pass_by(timedelta(days=3))
    things.open_in_case(act.case_id, act.message)
    opened = found(service, address, things.anna).subject

    assert unopened.learned_on is None
    assert "По записям вы этого ещё не открывали" in closed
    assert opened.learned_on == things.clock.today()
    assert opened.name == act.number
    assert "Осталось 30 дней" in read(visit(site, things.anna), address)

    things.clock.pass_by(timedelta(days=60))
    assert "просить восстановить" in read(visit(site, things.anna), address)


def test_an_order_is_appealed_in_a_shorter_term(
    things: Appealable, site: FastAPI
) -> None:
    address = things.made(SubjectKind.IMPROVEMENT_ORDER)

    page = read(visit(site, things.anna), address)

    assert "10 рабочих дней" in page


def test_of_what_is_appealed_already_the_page_leads_to_the_appeal(
    things: Appealable, service: Service, site: FastAPI
) -> None:
    address = things.made(SubjectKind.CAUTION)
    command = BeginAppeal(about=address)
    draft = things.world.seen(service.appeal_drafts.begin(command, by=things.anna)).id

    page = read(visit(site, things.anna), address)

    assert f'href="/appeals/{draft}/write"' in page
    assert link_to(address) not in page


def test_an_act_that_was_annulled_takes_its_order_with_it(
    things: Appealable, service: Service
) -> None:
    order = things.made(SubjectKind.IMPROVEMENT_ORDER)
    act = order.replace("improvement_order", "act")
    subject = found(service, act, things.anna).subject
    assert subject.id
    case = service.log.load(Inspection, subject.id)
    appeal = ByAppeal(appeal=uuid4(), number="Ж-1")
    case.annul(Undone.ACT, appeal, at=service.clock.now(), by=things.nina)
    things.world.seen(service.log.record(case, by=things.nina))

    for address in (act, order):
        with pytest.raises(NothingToAppeal):
            found(service, address, things.anna)
    assert found(service, order.partition("#")[0], things.anna)


def test_a_category_is_learned_of_when_its_notice_is_opened(
    things: Appealable, service: Service
) -> None:
    address = things.made(SubjectKind.RISK_CATEGORY)
    before = found(service, address, things.anna).subject.learned_on
    things.clock.pass_by(timedelta(days=2))
    service.readings.read_all(own(things.anna), by=things.anna)
    things.world.react()

    after = found(service, address, things.anna).subject.learned_on

    assert (before, after) == (None, service.clock.today())


def test_red_flags_and_documents_come_with_it(
    things: Appealable, service: Service
) -> None:
    address = things.made(SubjectKind.ACT)
    things.clock.pass_by(timedelta(days=1))
    id = UUID(address.removeprefix("/inspections/").partition("#")[0])
    things.issued()

    card = found(service, address, things.anna)

    assert card.inspection == id
    assert [one.key for one in card.flags] == [
        *dict.fromkeys(one.value for one in things.inspecting.flags(id))
    ]
    assert {one.title for one in card.documents} >= {"Decision to inspect"}


def test_an_order_after_a_visit_is_not_told_before_its_message_is_opened(
    things: Appealable, service: Service, site: FastAPI
) -> None:
    address = things.made(SubjectKind.VISIT_ORDER, is_opened=False)

    with pytest.raises(NothingToAppeal):
        found(service, address, things.anna)
    assert "#visit_order" not in unquote(read(visit(site, things.anna), address))


def test_what_was_withdrawn_is_appealed_no_more_but_its_appeal_still_finds_it(
    things: Appealable, service: Service
) -> None:
    address = things.made(SubjectKind.CAUTION)
    subject = found(service, address, things.anna).subject
    Cautioning(things.world).withdraw(
        UUID(address.removeprefix("/cautions/")), things.pavel
    )

    with pytest.raises(NothingToAppeal):
        found(service, address, things.anna)
    card = service.appealed.things.card(subject)
    assert card
    assert card.subject.name == subject.name


def test_an_inspection_of_which_nobody_was_told_is_nothing_to_appeal(
    things: Appealable, service: Service
) -> None:
    id = things.inspecting.ordered(things.pavel, things.anna)

    with pytest.raises(NothingToAppeal):
        found(service, f"/inspections/{id}", things.anna)


@pytest.mark.parametrize(
    "address", ["", "/", "/cautions", "/cautions/x", "/people/{id}", "/cautions/{id}"]
)
def test_an_address_of_nothing_leads_to_nothing(
    things: Appealable, service: Service, address: str
) -> None:
    with pytest.raises(NothingToAppeal):
        found(service, address.format(id=uuid4()), things.anna)


def test_whoever_is_named_acts_or_writes_in_an_inspection_took_part_in_it(
    things: Appealable, service: Service
) -> None:
    olga = things.colleague("olga")
    id = things.inspecting.started(things.pavel, things.anna)
    things.clock.pass_by(timedelta(hours=1))
    things.inspecting.act(id, things.pavel)
    things.talk(id, olga)
    address = f"/inspections/{id}"

    parts = service.appealed.took_part.in_(found(service, address, things.anna).subject)

    told = {(one.person, one.what) for one in parts}
    assert (things.pavel.id, "is named in the decision to inspect") in told
    assert (things.pavel.id, "took an action in the inspection") in told
    assert (olga.id, "wrote to the business in the case") in told
    assert things.nina.id not in {one.person for one in parts}


def test_whoever_acted_in_a_thing_took_part_in_its_delay(
    things: Appealable, service: Service
) -> None:
    address = things.made(SubjectKind.CAUTION)
    id = UUID(address.removeprefix("/cautions/"))
    Cautioning(things.world).object(id, things.anna)
    things.world.react()
    (due,) = Cautioning(things.world).due(id, Task.ANSWER_CAUTION_OBJECTION)
    things.clock.set(due.reckoning.ends + timedelta(hours=1))

    late = found(service, f"/deadlines/{due.id}", things.anna).subject

    assert late.kind is SubjectKind.INACTION
    parts = service.appealed.took_part.in_(late)
    assert (things.pavel.id, "issued the caution") in {
        (one.person, one.what) for one in parts
    }


def test_outside_of_the_service_nobody_took_part(service: Service) -> None:
    assert not service.appealed.took_part.in_(Subject(kind=SubjectKind.OUTSIDE))
