"""A business on the real log: registered once, described, forgotten for good."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from application.client import OpenPremises, RegisterClient, RenameClient, StateFacts
from application.log import EventLog, KeyReused, Receipt, SubjectForgotten
from domain.client import (
    AlreadyRegistered,
    BadInn,
    BadOgrn,
    Client,
    ClientForgotten,
    KindIsRegistered,
    NameMissing,
    NothingChanged,
    SinceTooFar,
    UnknownFact,
    UnknownRegion,
)
from domain.errors import Invalid, NotFound, Refusal, Stale
from domain.kernel import FORGOTTEN, PUBLIC, Actor, Role
from domain.person import Membership, Person
from domain.profile import ClientKind, FactValue
from interfaces.gateways.database import Database
from tests.business import FIRM_INN, INN, Business, business, key, own, stranger
from tests.conftest import StoppedClock
from tests.interfaces.shell import ADMIN

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]

CAFE = RegisterClient(kind=ClientKind.IE, name="ИП Кузнецова", inn=INN)


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


def test_who_registers_a_business_acts_for_it_from_then_on(
    world: Business, log: EventLog
) -> None:
    anna = world.person()

    receipt = world.clients.register(CAFE, by=anna)

    client = log.load(Client, receipt.id)
    owner = log.load(Person, UUID(anna.id))
    assert (client.name, client.inn, client.version) == ("ИП Кузнецова", INN, 1)
    assert owner.memberships == {Membership(organisation=receipt.id, role=Role.CLIENT)}
    assert [one.id for one in receipt.changed] == [client.id, owner.id]


def test_registering_keeps_the_facts_that_are_known_already(
    world: Business, log: EventLog
) -> None:
    command = CAFE.model_copy(update={"facts": {"employees": 8, "client_kind": "IE"}})

    receipt = world.clients.register(command, by=world.person())

    assert log.load(Client, receipt.id).facts == {"client_kind": "IE", "employees": 8}


WRONG: list[tuple[dict[str, object], type[Invalid]]] = [
    ({"inn": "630000000118"}, BadInn),
    ({"inn": FIRM_INN}, BadInn),
    ({"kind": ClientKind.LE}, BadInn),
    ({"ogrn": "326630000000018"}, BadOgrn),
    ({"ogrn": "1266300000010"}, BadOgrn),
    ({"name": " "}, NameMissing),
    ({"facts": {"object:ufo": True}}, UnknownFact),
    ({"facts": {"employees": "eight"}}, UnknownFact),
    ({"facts": {"region": "00"}}, UnknownFact),
    ({"facts": {"client_kind": "LE"}}, KindIsRegistered),
]


def test_wrong_content_registers_nobody(world: Business, log: EventLog) -> None:
    anna = world.person()
    before = log.head()

    for change, refusal in WRONG:
        with pytest.raises(refusal):
            world.clients.register(CAFE.model_copy(update=change), by=anna)

    assert log.head() == before


def test_an_inn_is_registered_once_however_it_is_spaced(world: Business) -> None:
    firm = RegisterClient(kind=ClientKind.LE, name="ООО «Путь»", inn="63 00000034")
    world.clients.register(firm, by=world.person())
    boris = world.person("boris")

    for inn in (FIRM_INN, f" {FIRM_INN} ", "6300\u00a0000034", "6300000034"):
        with pytest.raises(AlreadyRegistered):
            world.clients.register(firm.model_copy(update={"inn": inn}), by=boris)


def at_once(*attempts: Callable[[], Receipt]) -> list[Receipt | type[Refusal]]:
    """What came of attempts made at the same time."""

    def outcome(attempt: Callable[[], Receipt]) -> Receipt | type[Refusal]:
        try:
            return attempt()
        except Refusal as refusal:
            return type(refusal)

    with ThreadPoolExecutor(len(attempts)) as threads:
        return list(threads.map(outcome, attempts))


def test_of_two_who_register_the_same_business_at_once_one_does(
    world: Business,
) -> None:
    people = [world.person(f"p{number}") for number in range(4)]

    came = at_once(
        *(lambda by=by: world.clients.register(CAFE, by=by) for by in people)
    )

    assert sum(isinstance(one, Receipt) for one in came) == 1
    assert came.count(AlreadyRegistered) == 3


def test_who_registers_two_businesses_at_once_gets_both(
    world: Business, log: EventLog
) -> None:
    anna = world.person()
    firm = CAFE.model_copy(update={"kind": ClientKind.LE, "inn": FIRM_INN})

    came = at_once(
        lambda: world.clients.register(CAFE, by=anna),
        lambda: world.clients.register(firm, by=anna),
    )

    assert all(isinstance(one, Receipt) for one in came)
    assert len(log.load(Person, UUID(anna.id)).memberships) == 2


def test_a_double_click_registers_once(world: Business, log: EventLog) -> None:
    anna = world.person()

    came = at_once(*[lambda: world.clients.register(CAFE, by=anna, key=key())] * 3)

    assert came == [came[0]] * 3
    assert log.load(Person, UUID(anna.id)).version == 2


def test_the_key_of_a_registration_serves_no_other(world: Business) -> None:
    anna = world.person()
    world.clients.register(CAFE, by=anna, key=key())

    with pytest.raises(KeyReused):
        world.clients.register(CAFE, by=anna, key=key(fingerprint="other"))


def test_the_same_inn_comes_back_as_a_new_business_after_forgetting(
    world: Business,
) -> None:
    first, second = world.client(), world.person("boris")
    world.forget(own(first))

    again = world.clients.register(CAFE, by=second)

    assert again.id != own(first)
    with pytest.raises(AlreadyRegistered):
        world.clients.register(CAFE, by=world.person("vera"))


def test_only_the_client_itself_changes_what_is_known_of_it(world: Business) -> None:
    anna = world.client()
    premises = UUID(int=1)

    for by in (stranger(), world.supervisor(), ADMIN, PUBLIC, world.person("boris")):
        for change in changes(world, own(anna), premises, by):
            with pytest.raises(NotFound):
                change()


def changes(
    world: Business, client: UUID, premises: UUID, by: Actor, version: int | None = None
) -> list[Callable[[], Receipt]]:
    """Every change of a client, not yet done."""
    facts = StateFacts(facts={"object:lift": True})
    commands = world.clients
    return [
        lambda: commands.rename(
            client, RenameClient(name="Иначе"), by=by, version=version
        ),
        lambda: commands.state_facts(client, facts, by=by, version=version),
        lambda: commands.open_premises(
            client, OpenPremises(name="Цех"), by=by, version=version
        ),
        lambda: commands.state_premises_facts(
            client, premises, facts, by=by, version=version
        ),
        lambda: commands.close_premises(client, premises, by=by, version=version),
    ]


def test_a_change_of_what_somebody_changed_meanwhile_is_refused(
    world: Business,
) -> None:
    anna = world.client()
    world.open_premises(anna)
    [place] = world.card(anna).premises

    for change in changes(world, own(anna), place.id, anna, version=1):
        with pytest.raises(Stale):
            change()


def test_every_change_is_made_once_and_in_order(world: Business, log: EventLog) -> None:
    anna = world.client()
    world.open_premises(anna)
    [place] = world.card(anna).premises

    versions = [done().version for done in changes(world, own(anna), place.id, anna)]

    assert versions == [3, 4, 5, 6, 7]
    assert log.load(Client, own(anna)).closed == {place.id}


def test_facts_of_another_day_are_kept_with_that_day(world: Business) -> None:
    anna = world.client()

    command = StateFacts(facts={"employees": 9}, since=date(2026, 1, 1))
    world.seen(world.clients.state_facts(own(anna), command, by=anna))

    assert world.card(anna).facts["employees"].since == date(2026, 1, 1)


def test_what_is_planned_is_said_at_most_a_year_ahead(
    world: Business, clock: StoppedClock
) -> None:
    anna = world.client()
    latest = clock.today() + timedelta(days=366)
    after = latest + timedelta(days=1)
    id = own(anna)
    world.open_premises(anna)
    [place] = world.card(anna).premises
    facts: dict[str, FactValue] = {"object:lift": True}

    def state(since: date) -> Receipt:
        command = StateFacts(facts=facts, since=since)
        return world.clients.state_facts(id, command, by=anna)

    for late in (after, date(9999, 12, 31)):
        with pytest.raises(SinceTooFar) as refusal:
            state(late)
        assert refusal.value.facts == {"latest": latest}
    of_place = StateFacts(facts=facts, since=after)
    with pytest.raises(SinceTooFar):
        world.clients.state_premises_facts(id, place.id, of_place, by=anna)
    with pytest.raises(SinceTooFar):
        world.clients.open_premises(id, OpenPremises(name="Цех", since=after), by=anna)
    world.seen(state(latest))
    assert world.card(anna).facts["object:lift"].since == latest


def test_nothing_is_recorded_that_is_known_already(world: Business) -> None:
    anna = world.client(facts={"employees": 8})

    with pytest.raises(NothingChanged):
        world.state(anna, employees=8)


STRANGE: list[dict[str, Any]] = [
    {"object:ufo": True},
    {"activity:": True},
    {"colour": "red"},
    {"activities": {}},
    {"object:lift": "yes"},
    {"employees": -1},
    {"employees": True},
    {"okved": "56.10"},
    {"okved": ["пятьдесят шесть"]},
    {"region": "00"},
    {"size": "tiny"},
]


def test_what_the_vocabulary_does_not_know_is_refused_with_its_name(
    world: Business,
) -> None:
    anna = world.client()

    for facts in STRANGE:
        command = StateFacts.model_construct(facts=facts, since=None)
        with pytest.raises(UnknownFact) as refusal:
            world.clients.state_facts(own(anna), command, by=anna)
        assert refusal.value.facts == {"facts": list(facts)}


def test_a_place_is_in_a_region_that_there_is(world: Business) -> None:
    anna = world.client()

    with pytest.raises(UnknownRegion):
        world.clients.open_premises(
            own(anna), OpenPremises(name="Цех", region="00"), by=anna
        )


def test_a_place_is_opened_with_all_its_facts_or_not_at_all(world: Business) -> None:
    anna = world.client()

    with pytest.raises(UnknownFact):
        world.open_premises(anna, object_lift=True, object_ufo=True)

    assert world.card(anna).premises == ()


def test_only_an_administrator_forgets_a_business(world: Business) -> None:
    anna = world.client()

    for role in set(Role) - {Role.ADMINISTRATOR}:
        by = anna.model_copy(update={"role": role})
        with pytest.raises(NotFound):
            world.clients.forget(own(anna), by=by)


def test_forgetting_destroys_the_key_and_ends_the_business(
    world: Business, log: EventLog
) -> None:
    anna = world.client()

    world.forget(own(anna))

    client = log.load(Client, own(anna))
    assert (client.name, client.inn) == (FORGOTTEN, FORGOTTEN)
    with pytest.raises((ClientForgotten, SubjectForgotten)):
        world.clients.rename(own(anna), RenameClient(name="Снова"), by=anna)
    with pytest.raises(ClientForgotten):
        world.clients.forget(own(anna), by=ADMIN)
    with pytest.raises(NotFound):
        world.clients.forget(uuid4(), by=ADMIN)
