"""A data set as it is read: every voice, the history, disputes, what is unsettled."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from application.client import (
    REGISTERS,
    AcceptDispute,
    RaiseDispute,
    RenameClient,
    StateFacts,
)
from application.log import EventLog
from application.person import FoundOrganisation
from domain.client import Dispute, DisputeStatus, FactSource
from domain.kernel import Actor, Certainty, Role
from domain.person import OrganisationKind
from interfaces.gateways.database import Database
from projections.client import (
    Differing,
    FactLine,
    From,
    Proposal,
    ToSettle,
    Voice,
    Who,
)
from tests.business import Business, business, own
from tests.conftest import NOON, StoppedClock
from tests.interfaces.shell import ADMIN
from tests.registers import ENTRY, MARCH, answer, place, told

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]

TODAY = date(2026, 11, 21)
ANNA = Who(person="Anna", role=Role.CLIENT, organisation=None)
JOB = Who(person=None, role=Role.SYSTEM, organisation=None)


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"okved": ("47.11",), "employees": 8})


@pytest.fixture
def elena(world: Business) -> Actor:
    command = FoundOrganisation(
        kind=OrganisationKind.REGISTRAR, name="Оператор ЕРВК", registers=("ЕРВК",)
    )
    id = world.seen(world.service.people.found(command, by=ADMIN)).id
    return Actor(id=str(uuid4()), role=Role.REGISTRAR, organisation=id)


def voice(**changes: Any) -> Voice:
    return Voice.model_validate(
        {
            "value": ("47.11",),
            "source": FactSource.CLIENT,
            "registry": None,
            "reference": None,
            "certainty": Certainty.CERTAIN,
            "since": TODAY,
            "at": NOON,
            "who": ANNA,
        }
        | changes
    )


OF_ERVK = {
    "value": ("56.10",),
    "source": FactSource.REGISTER,
    "registry": "ЕРВК",
    "reference": ENTRY,
    "since": MARCH,
    "who": JOB,
}


def take(world: Business, *facts: Any, **of: Any) -> None:
    world.service.state_registers.take([answer(*facts, **of)], by=REGISTERS)
    world.service.runner.drain()


def dispute(world: Business, by: Actor, fact: str = "okved") -> UUID:
    command = RaiseDispute(reason="Не мы")
    disputes = world.service.disputes
    return world.seen(disputes.raise_(own(by), fact, command, by=by)).id


def lines(world: Business, by: Actor, *keys: str) -> dict[str, FactLine]:
    disputes = world.service.dispute_view.of_facts(own(by))
    found = world.service.data_set_view.lines(world.card(by), keys, disputes)
    return {one.fact: one for one in found}


def history(world: Business, by: Actor, fact: str, **which: Any) -> list[Any]:
    found = world.service.data_set_view.history(own(by), fact, **which)
    return [one.value for one in found.statements]


def test_a_fact_is_told_with_every_voice_and_who_entered_it(
    world: Business, anna: Actor
) -> None:
    take(world, told())

    line = lines(world, anna)["okved"]

    assert line == FactLine(
        fact="okved",
        value=("56.10",),
        said=voice(**OF_ERVK),
        beside=(voice(),),
        differs=True,
    )
    assert (line.is_disputable, line.is_disputed, line.is_derived) == (
        True,
        False,
        False,
    )


def test_what_the_client_has_registered_is_told_as_facts_too(
    world: Business, anna: Actor
) -> None:
    command = RenameClient(name="ИП Кузнецова", ogrn="326630000000017")
    world.seen(world.clients.rename(own(anna), command, by=anna))

    found = lines(world, anna)

    assert (found["name"].value, found["ogrn"].value) == (
        "ИП Кузнецова",
        "326630000000017",
    )
    assert history(world, anna, "name") == ["ИП Кузнецова", "ИП anna"]
    assert history(world, anna, "ogrn") == ["326630000000017", None]
    assert found["inn"].said
    assert found["inn"].said.who == ANNA


def test_what_nobody_said_is_told_as_unknown(world: Business, anna: Actor) -> None:
    found = lines(world, anna, "object:pool", "employees")

    assert found["object:pool"] == FactLine(fact="object:pool", value=None)
    assert list(found) == [
        *("name", "inn", "ogrn", "object:pool", "employees", "client_kind", "okved")
    ]


def test_what_follows_from_places_names_them(world: Business, anna: Actor) -> None:
    world.open_premises(anna, object_lift=True)
    [known] = world.card(anna).premises

    found = lines(world, anna)

    place = {"premises_id": known.id, "place": "Цех"}
    assert found["object:lift"] == FactLine(
        fact="object:lift",
        value=True,
        derived_from=(From(fact="object:lift", **place),),
    )
    assert found["object:premises"].derived_from == (
        From(fact="object:premises", **place),
    )
    assert found["object:lift"].is_derived


def test_facts_of_a_place_are_told_for_that_place(world: Business, anna: Actor) -> None:
    world.open_premises(anna, object_lift=True)
    [known] = world.card(anna).premises
    world.seen(
        world.clients.state_premises_facts(
            own(anna), known.id, StateFacts(facts={"object:lift": False}), by=anna
        )
    )

    [line, unknown] = world.service.data_set_view.place_lines(
        world.card(anna), known.id, ["object:lift", "object:pool"]
    )

    assert (line.value, line.said) == (False, voice(value=False))
    assert unknown.value is None
    assert history(world, anna, "object:lift", premises_id=known.id) == [False, True]
    assert history(world, anna, "object:lift") == []


def test_the_history_is_newest_first_and_comes_in_pages(
    world: Business, anna: Actor, clock: StoppedClock
) -> None:
    for number in range(3):
        clock.pass_by(timedelta(days=1))
        world.state(anna, employees=number)
    world.state(anna, employees=None)
    view = world.service.data_set_view

    first = view.history(own(anna), "employees", limit=2)
    rest = view.history(own(anna), "employees", before=first.after, limit=9)

    assert [one.value for one in first.statements] == [None, 2]
    assert [one.value for one in rest.statements] == [1, 0, 8]
    assert (first.after, rest.after) == (5, None)
    assert rest.statements[0].at == NOON + timedelta(days=2)


def test_a_person_who_was_forgotten_is_not_named(world: Business, anna: Actor) -> None:
    world.seen(world.service.people.forget(UUID(anna.id), by=ADMIN))

    said = lines(world, anna)["employees"].said

    assert said
    assert said.who == Who(person=None, role=Role.CLIENT, organisation=None)


def test_a_keepers_correction_names_the_keeper_and_not_the_person(
    world: Business, anna: Actor, elena: Actor
) -> None:
    take(world, told())
    id = dispute(world, anna)

    command = AcceptDispute(value=("47.11",))
    world.seen(world.service.disputes.accept(id, command, by=elena))

    keeper = Who(person=None, role=Role.REGISTRAR, organisation="Оператор ЕРВК")
    line = lines(world, anna)["okved"]
    corrected = OF_ERVK | {"value": ("47.11",), "reference": None, "who": keeper}
    assert line.said == voice(**corrected)
    assert (line.differs, line.dispute and line.dispute.status) == (
        False,
        DisputeStatus.ACCEPTED,
    )


def test_places_that_registers_name_wait_on_the_card(
    world: Business, anna: Actor
) -> None:
    take(world, places=(place(),))

    [proposal] = world.card(anna).proposals

    assert proposal == Proposal(
        id=proposal.id,
        registry="ЕРВК",
        reference=ENTRY,
        name="Лавка",
        address="Самара, ул. Придуманная, 7",
        region="63",
        since=MARCH,
    )


def test_what_is_unsettled_is_told_in_one_answer(world: Business, anna: Actor) -> None:
    view = world.service.data_set_view
    assert view.to_settle(own(anna)) == view.to_settle(uuid4()) == ToSettle()
    take(world, told(), told("employees", 8), places=(place(),))

    before = view.to_settle(own(anna))
    dispute(world, anna)
    after = view.to_settle(own(anna))

    differing = Differing(
        fact="okved",
        value=("56.10",),
        registry="ЕРВК",
        own=("47.11",),
        dispute=None,
    )
    assert before == ToSettle(differing=(differing,), proposals=1)
    assert after == ToSettle(
        open_disputes=1,
        differing=(differing.model_copy(update={"dispute": DisputeStatus.OPEN}),),
        proposals=1,
    )


def test_a_keeper_sees_disputes_of_its_registers_only_newest_first(
    world: Business, anna: Actor, elena: Actor
) -> None:
    take(world, told(), told("employees", 5))
    first, second = dispute(world, anna), dispute(world, anna, "employees")
    world.seen(world.service.disputes.withdraw(first, by=anna))
    view, organisation = world.service.dispute_view, own(elena)

    assert ids(view.queue({"ЕРВК"}, organisation)) == [second, first]
    assert ids(view.queue({"ЕГРЮЛ/ЕГРИП"}, organisation)) == []
    still = view.queue({"ЕРВК"}, organisation, statuses=[DisputeStatus.OPEN])
    assert ids(still) == [second]
    page = view.mine(own(anna), limit=1)
    assert (ids(page), ids(view.mine(own(anna), before=page.after))) == (
        [second],
        [first],
    )


def ids(queue: Any) -> list[UUID]:
    return [one.id for one in queue.disputes]


def test_rows_made_again_are_the_same_rows(
    world: Business, anna: Actor, elena: Actor
) -> None:
    take(world, told(), told("employees", 5), places=(place(),))
    id = dispute(world, anna)
    command = AcceptDispute(value=None, reason="Ошибка")
    world.seen(world.service.disputes.accept(id, command, by=elena))
    before = world.card(anna), lines(world, anna), world.service.dispute_view.get(id)

    world.service.runner.rebuild("client")

    after = world.card(anna), lines(world, anna), world.service.dispute_view.get(id)
    assert after == before


def test_a_step_of_a_dispute_that_comes_after_the_forgetting_is_not_kept(
    world: Business, anna: Actor, log: EventLog
) -> None:
    take(world, told())
    late = log.load(Dispute, dispute(world, anna))
    world.forget(own(anna))

    late.withdraw(by=anna)
    log.record(late, by=anna)
    world.service.runner.drain()

    assert {one.fault for one in world.service.runner.lag()} == {None}
    assert world.service.dispute_view.get(late.id) is None
    assert world.service.data_set_view.history(own(anna), "okved").statements == ()
