"""A business's data set on the real log: registers, disputes, and who may what."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from application.client import (
    REGISTERS,
    AcceptDispute,
    DeclineDispute,
    RaiseDispute,
    RenameClient,
    StateFacts,
    StateRegisters,
    Taken,
)
from application.log import EventLog, Receipt
from application.person import AddPerson, FoundOrganisation
from application.ports import NotInRegister, RegisterUnavailable
from domain.client import (
    ClaimAgrees,
    Client,
    ClientForgotten,
    DisputeClosed,
    DisputeOpen,
    FactSource,
    NothingToDispute,
    ProposalSettled,
    RegisterAnswer,
    UnknownFact,
)
from domain.errors import NotFound, Stale
from domain.kernel import PUBLIC, Actor, Role
from domain.person import OrganisationKind
from domain.profile import FactValue
from interfaces.gateways.database import Database
from interfaces.gateways.registers import ERVK
from tests.business import (
    FIRM_INN,
    PDF,
    Business,
    acting,
    business,
    key,
    own,
    stranger,
)
from tests.conftest import StoppedClock
from tests.interfaces.shell import ADMIN
from tests.registers import MARCH, answer, place, told

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"employees": 8})


@pytest.fixture
def elena(world: Business) -> Actor:
    return keeper(world)


def keeper(
    world: Business,
    name: str = "elena",
    registers: tuple[str, ...] = (ERVK,),
    role: Role = Role.REGISTRAR,
) -> Actor:
    """Somebody of an organisation that keeps registers."""
    kind = (
        OrganisationKind.REGISTRAR
        if role is Role.REGISTRAR
        else OrganisationKind.AUTHORITY
    )
    person = world.person(name)
    command = FoundOrganisation(kind=kind, name=f"Оператор {name}", registers=registers)
    id = world.service.people.found(command, by=ADMIN).id
    joining = AddPerson(person_id=UUID(person.id), organisation=id, role=role)
    world.seen(world.service.people.add(joining, by=ADMIN))
    return acting(person, id, role)


def take(world: Business, *answers: RegisterAnswer) -> Taken:
    taken = world.service.state_registers.take(answers, by=REGISTERS)
    world.service.runner.drain()
    return taken


def dispute(
    world: Business,
    by: Actor,
    claim: FactValue = ("47.11",),
    reason: str = "Не мы",
    **differently: object,
) -> Receipt:
    command = RaiseDispute.model_validate(
        {"reason": reason, "claim": claim} | differently
    )
    return world.seen(world.service.disputes.raise_(own(by), "okved", command, by=by))


def test_what_registers_say_is_taken_by_inn_and_strangers_are_counted(
    world: Business, anna: Actor
) -> None:
    taken = take(
        world,
        answer(told(), told("region", "63"), places=(place(),)),
        answer(told(), inn=FIRM_INN),
    )

    assert taken == Taken(answers=2, strangers=1, facts=2, places=1)
    assert world.card(anna).facts["okved"].value == ("56.10",)
    assert take(world, answer(told(), places=(place(),))) == Taken(answers=1)


def test_an_answer_of_another_ogrn_is_not_taken(world: Business, anna: Actor) -> None:
    command = RenameClient(name="ИП Кузнецова", ogrn="326630000000017")
    world.seen(world.clients.rename(own(anna), command, by=anna))

    assert take(world, answer(told(), ogrn="304500116000157")) == Taken(
        answers=1, others=1
    )
    assert take(world, answer(told(), ogrn="326630000000017")).facts == 1


@pytest.mark.usefixtures("anna")
def test_one_strange_fact_keeps_a_whole_import_out(
    world: Business, log: EventLog
) -> None:
    before = log.head()

    for strange in (told("object:ufo", value=True), told("region", "00")):
        with pytest.raises(UnknownFact):
            take(world, answer(told()), answer(strange, inn=FIRM_INN))

    assert log.head() == before


def test_only_a_job_takes_in_files(world: Business, anna: Actor) -> None:
    for by in (anna, ADMIN, PUBLIC, world.person("boris")):
        with pytest.raises(NotFound):
            world.service.state_registers.take([answer(told())], by=by)


def test_a_forgotten_business_is_a_stranger_to_registers(
    world: Business, anna: Actor
) -> None:
    world.forget(own(anna))

    assert take(world, answer(told())) == Taken(answers=1, strangers=1)


class Register:
    """A register with one answer, or a refusal."""

    def __init__(self, says: RegisterAnswer | Exception, name: str = ERVK) -> None:
        self.name = name
        self._says = says

    def ask(self, inn: str, ogrn: str | None) -> RegisterAnswer:
        if isinstance(self._says, Exception):
            raise self._says
        return self._says


def registers(world: Business, *those: Register) -> StateRegisters:
    service = world.service
    return StateRegisters(service.log, service.pseudonyms, service.vocabulary, those)


def test_a_client_asks_the_registers_and_learns_what_is_new(
    world: Business, anna: Actor, log: EventLog
) -> None:
    asking = registers(
        world, Register(answer(told())), Register(NotInRegister(), "ЕГРЮЛ/ЕГРИП")
    )

    first = asking.ask(own(anna), by=anna, key=key("first"))
    again = asking.ask(own(anna), by=anna, key=key("again"))

    assert (first.asked, first.silent) == ((ERVK,), ("ЕГРЮЛ/ЕГРИП",))
    assert (first.taken.facts, again.taken.facts) == (1, 0)
    assert (first.receipt.position, again.receipt.position) == (log.head(), 0)
    [event] = log.events_of(list(log.tail(log.head() - 1, 1).events))
    assert event.by == REGISTERS


def test_nothing_is_taken_when_a_register_is_silent_or_speaks_of_another(
    world: Business, anna: Actor, log: EventLog
) -> None:
    before = log.head()

    for says in (RegisterUnavailable(), answer(told(), inn=FIRM_INN)):
        asking = registers(world, Register(answer(told())), Register(says))
        with pytest.raises(RegisterUnavailable):
            asking.ask(own(anna), by=anna)

    assert log.head() == before


def test_only_the_client_asks_and_only_where_a_register_is_set_up(
    world: Business, anna: Actor
) -> None:
    asking = registers(world, Register(answer(told())))

    with pytest.raises(NotFound):
        world.service.state_registers.ask(own(anna), by=anna)
    for by in (stranger(), world.supervisor(), ADMIN, PUBLIC):
        with pytest.raises(NotFound):
            asking.ask(own(anna), by=by)
    world.forget(own(anna))
    with pytest.raises(ClientForgotten):
        asking.ask(own(anna), by=anna)


def test_a_disputed_fact_stands_and_the_claim_is_kept_beside_it(
    world: Business, anna: Actor
) -> None:
    take(world, answer(told()))

    dispute(world, anna)

    known = world.card(anna).facts["okved"]
    assert (known.value, known.own and known.own.value) == (("56.10",), ("47.11",))
    assert world.card(anna).profile.okved == ("56.10",)


def test_a_fact_is_disputed_once_at_a_time(world: Business, anna: Actor) -> None:
    take(world, answer(told()))
    first = dispute(world, anna)

    with pytest.raises(DisputeOpen) as refusal:
        dispute(world, anna)
    assert refusal.value.facts == {"dispute": first.id}
    world.seen(world.service.disputes.withdraw(first.id, by=anna))
    assert dispute(world, anna).id != first.id


def test_only_what_the_state_says_is_disputed(world: Business, anna: Actor) -> None:
    with pytest.raises(NothingToDispute):
        dispute(world, anna)
    take(world, answer(told()))
    with pytest.raises(ClaimAgrees):
        dispute(world, anna, claim=("56.10",))
    with pytest.raises(UnknownFact):
        dispute(world, anna, claim="shop")
    command = RaiseDispute(reason="Не мы")
    with pytest.raises(NotFound):
        world.service.disputes.raise_(own(anna), "object:ufo", command, by=anna)
    with pytest.raises(NotFound):
        dispute(world, anna, document_id=uuid4())


def test_an_accepted_dispute_corrects_the_register_and_the_list(
    world: Business, anna: Actor, elena: Actor
) -> None:
    take(world, answer(told()))
    id = dispute(world, anna).id

    command = AcceptDispute(value=("47.11",), reason="Ошибка оператора")
    world.seen(world.service.disputes.accept(id, command, by=elena))

    known = world.card(anna).facts["okved"]
    assert (known.value, known.registry, known.reference) == (("47.11",), ERVK, None)
    assert (known.since, known.organisation) == (MARCH, elena.organisation)
    assert not known.differs
    assert take(world, answer(told())).facts == 0


def test_a_declined_dispute_leaves_the_fact_and_tells_why(
    world: Business, anna: Actor, elena: Actor
) -> None:
    take(world, answer(told()))
    id = dispute(world, anna).id

    command = DeclineDispute(reason="Так в уведомлении")
    world.seen(world.service.disputes.decline(id, command, by=elena))

    card = world.service.dispute_view.get(id)
    assert card
    assert (card.status, card.answer) == ("declined", "Так в уведомлении")
    assert world.card(anna).facts["okved"].differs
    with pytest.raises(DisputeClosed):
        world.service.disputes.withdraw(id, by=anna)


def test_a_register_that_became_right_by_itself_may_still_be_accepted(
    world: Business, anna: Actor, elena: Actor
) -> None:
    take(world, answer(told()))
    id = dispute(world, anna).id
    newer = told(value=("47.11",), since=MARCH + timedelta(days=9), reference="new")
    take(world, answer(newer))
    before = world.card(anna).version

    command = AcceptDispute(value=("47.11",))
    world.seen(world.service.disputes.accept(id, command, by=elena))

    assert world.card(anna).version == before


def test_an_inspectors_fact_is_answered_by_the_inspectors_own_body(
    world: Business, anna: Actor, log: EventLog
) -> None:
    pavel, other = world.supervisor(), world.supervisor("Другой орган", "olga")
    client = log.load(Client, own(anna))
    client.state_facts(
        {"okved": ("56.10",)},
        source=FactSource.INSPECTOR,
        since=MARCH,
        by=pavel,
    )
    log.record(client, by=pavel)
    id = dispute(world, anna).id

    command = AcceptDispute(value=("47.11",), since=date(2026, 4, 1))
    with pytest.raises(NotFound):
        world.service.disputes.accept(id, command, by=other)
    world.seen(world.service.disputes.accept(id, command, by=pavel))

    known = world.card(anna).facts["okved"]
    assert (known.value, known.source, known.since) == (
        ("47.11",),
        "inspector",
        date(2026, 4, 1),
    )


def test_a_dispute_is_answered_only_by_who_keeps_the_register(
    world: Business, anna: Actor, elena: Actor
) -> None:
    take(world, answer(told()))
    id = dispute(world, anna).id
    tax = keeper(world, "tax", ("ЕГРЮЛ/ЕГРИП",), Role.INSPECTOR)
    appeals = elena.model_copy(update={"role": Role.APPEALS_OFFICER})

    for by in (anna, tax, appeals, world.supervisor(), ADMIN, PUBLIC, stranger()):
        for step in answers(world, id, by):
            with pytest.raises(NotFound):
                step()
    for by in (elena, tax, stranger(), PUBLIC):
        with pytest.raises(NotFound):
            world.service.disputes.withdraw(id, by=by)


def answers(
    world: Business, id: object, by: Actor, version: int | None = None
) -> list[Callable[[], Receipt]]:
    disputes = world.service.disputes
    accept, decline = AcceptDispute(value=None), DeclineDispute(reason="Верно")
    return [
        lambda: disputes.accept(id, accept, by=by, version=version),  # type: ignore[arg-type]
        lambda: disputes.decline(id, decline, by=by, version=version),  # type: ignore[arg-type]
    ]


def test_only_the_client_itself_disputes(world: Business, anna: Actor) -> None:
    take(world, answer(told()))
    command = RaiseDispute(reason="Не мы")

    for by in (stranger(), world.supervisor(), keeper(world), ADMIN, PUBLIC):
        with pytest.raises(NotFound):
            world.service.disputes.raise_(own(anna), "okved", command, by=by)
        with pytest.raises(NotFound):
            world.service.disputes.keep_document(own(anna), "a.pdf", PDF, by=by)


def test_an_answer_to_what_changed_meanwhile_is_refused(
    world: Business, anna: Actor, elena: Actor
) -> None:
    take(world, answer(told()))
    id = dispute(world, anna).id

    for step in answers(world, id, elena, version=9):
        with pytest.raises(Stale):
            step()
    with pytest.raises(Stale):
        world.service.disputes.withdraw(id, by=anna, version=9)
    command = RaiseDispute(reason="Не мы")
    with pytest.raises(Stale):
        world.service.disputes.raise_(own(anna), "okved", command, by=anna, version=1)


def test_a_double_click_disputes_once(world: Business, anna: Actor) -> None:
    take(world, answer(told()))
    command = RaiseDispute(reason="Не мы", claim=("47.11",))

    receipts = [
        world.service.disputes.raise_(own(anna), "okved", command, by=anna, key=key())
        for _ in range(2)
    ]

    assert receipts[0] == receipts[1]


def test_nobody_answers_of_a_forgotten_business(
    world: Business, anna: Actor, elena: Actor
) -> None:
    take(world, answer(told()))
    id = dispute(world, anna).id
    world.forget(own(anna))

    for step in answers(world, id, elena):
        with pytest.raises(NotFound):
            step()
    with pytest.raises(NotFound):
        world.service.disputes.withdraw(id, by=anna)
    command = RaiseDispute(reason="Не мы")
    with pytest.raises(ClientForgotten):
        world.service.disputes.raise_(own(anna), "okved", command, by=anna)


def test_a_proposed_place_is_taken_up_or_declined(world: Business, anna: Actor) -> None:
    take(
        world,
        answer(
            places=(place(), place("Тольятти, 1").model_copy(update={"reference": "2"}))
        ),
    )
    first, second = world.card(anna).proposals

    world.seen(world.clients.decline_proposal(own(anna), first.id, by=anna))
    with pytest.raises(ProposalSettled):
        world.clients.decline_proposal(own(anna), first.id, by=anna)

    assert [one.id for one in world.card(anna).proposals] == [second.id]
    for by in (stranger(), PUBLIC):
        with pytest.raises(NotFound):
            world.clients.decline_proposal(own(anna), second.id, by=by)


def test_a_clients_own_correction_bears_its_own_day(
    world: Business, anna: Actor
) -> None:
    command = StateFacts(facts={"employees": 9}, since=date(2026, 1, 1))
    world.seen(world.clients.state_facts(own(anna), command, by=anna))

    assert world.card(anna).facts["employees"].since == date(2026, 1, 1)
