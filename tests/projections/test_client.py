"""A business as it is read: facts, places, and nothing once it was forgotten."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from eventsourcing.utils import resolve_topic
from psycopg.sql import SQL, Identifier

from application.client import (
    REGISTERS,
    DeclineDispute,
    OpenPremises,
    RaiseDispute,
    RegisterClient,
    RenameClient,
    StateFacts,
)
from application.log import EventLog
from application.person import FoundOrganisation
from domain.applicability import Declaration
from domain.client import Client, FactSource
from domain.condition import Ground
from domain.kernel import Actor, Role
from domain.person import OrganisationKind
from domain.profile import ClientKind, Profile
from interfaces.gateways.database import Database
from projections.applicability import DeclarationCard
from projections.client import ClientCard, ClientProjection, KnownFact, Place
from tests.add_history import HISTORY, example
from tests.business import INN, NO_LIFT, PDF, Business, business, own
from tests.conftest import NOON, StoppedClock
from tests.interfaces.shell import ADMIN
from tests.registers import ENTRY, answer, place, told

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]

TODAY = date(2026, 11, 21)
OGRNIP = "326630000000017"


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


def known(value: object, by: Actor, at: datetime = NOON, said: int = 2) -> KnownFact:
    return KnownFact.model_validate(
        {
            "value": value,
            "source": FactSource.CLIENT,
            "since": at.date(),
            "at": at,
            "by": by.id,
            "said": said,
        }
    )


def test_a_business_is_seen_with_every_fact_its_source_and_its_day(
    world: Business,
) -> None:
    anna = world.client(facts={"okved": ("56.10",), "object:lift": False})

    assert world.card(anna) == ClientCard(
        id=own(anna),
        version=2,
        kind=ClientKind.IE,
        name="ИП anna",
        inn=INN,
        ogrn=None,
        registered_at=NOON,
        facts={
            "client_kind": known("IE", anna, said=1),
            "okved": known(("56.10",), anna),
            "object:lift": known(value=False, by=anna),
        },
        premises=(),
        profile=Profile.model_validate(
            {"client_kind": "IE", "okved": ["56.10"], "objects": {"lift": False}}
        ),
    )


def test_a_changed_fact_bears_the_newer_day(
    world: Business, clock: StoppedClock
) -> None:
    anna = world.client(facts={"employees": 8, "region": "63"})
    clock.pass_by(timedelta(days=1))

    world.state(anna, employees=9, region=None)

    card, at = world.card(anna), NOON + timedelta(days=1)
    assert card.facts["employees"] == known(9, anna, at, said=3)
    assert card.facts["region"] == known(None, anna, at, said=3)
    assert (card.profile.employees, card.profile.known("region")) == (9, False)


def test_a_correction_of_the_name_is_seen(world: Business) -> None:
    anna = world.client()

    command = RenameClient(name="ИП Кузнецова", ogrn=OGRNIP)
    world.seen(world.clients.rename(own(anna), command, by=anna))

    card = world.card(anna)
    assert (card.name, card.ogrn, card.version) == ("ИП Кузнецова", OGRNIP, 2)


def test_places_are_seen_in_the_order_of_opening_with_what_is_used_there(
    world: Business,
) -> None:
    anna = world.client()
    world.open_premises(anna, object_lift=False)
    command = OpenPremises(
        name="Склад", address="Сызрань", region="63", since=date(2026, 1, 1)
    )
    world.seen(world.clients.open_premises(own(anna), command, by=anna))

    first, second = world.card(anna).premises

    assert first.facts == {"object:lift": known(value=False, by=anna, said=3)}
    assert second == Place(
        id=second.id,
        name="Склад",
        address="Сызрань",
        region="63",
        since=date(2026, 1, 1),
        facts={},
    )


def test_a_closed_place_counts_no_longer(world: Business) -> None:
    anna = world.client()
    world.open_premises(anna, object_lift=True)
    [place] = world.card(anna).premises
    assert world.card(anna).profile.objects == {"premises": True, "lift": True}

    world.seen(world.clients.close_premises(own(anna), place.id, by=anna))

    assert (world.card(anna).premises, world.card(anna).profile.objects) == ((), {})


def test_the_profile_that_is_read_is_the_one_that_decides(
    world: Business, log: EventLog
) -> None:
    anna = world.client(facts={"object:crane": False, "activity:cooks_food": True})
    for lift in (True, False, None):
        world.open_premises(anna, object_lift=lift, object_crane=lift)
    [_, second, _] = world.card(anna).premises
    world.seen(
        world.clients.state_premises_facts(
            own(anna), second.id, StateFacts(facts={"object:pool": True}), by=anna
        )
    )

    assert world.card(anna).profile == log.load(Client, own(anna)).profile()


def test_rows_made_again_are_the_same_rows(world: Business) -> None:
    anna = world.client(facts={"okved": ("56.10",), "employees": 8})
    world.open_premises(anna, object_lift=True)
    before = world.card(anna)

    world.service.runner.rebuild("client")

    assert world.card(anna) == before


def test_events_stored_before_the_module_became_a_folder_are_still_read() -> None:
    old = {example(path).topic for path in HISTORY.glob("client.*.1.json")}
    of_the_module = {topic for topic in old if topic.startswith("domain.client:")}

    kinds = [resolve_topic(topic) for topic in of_the_module]

    assert len(kinds) == 7
    assert all(issubclass(kind, ClientProjection.events) for kind in kinds)


PERSONAL = {
    "name": "Кузнецова-Заречная",
    "inn": INN,
    "ogrn": OGRNIP,
    "address": "Тупиковый проезд",
    "place": "Кафе «Липа»",
    "explanation": "Лифта отродясь не было",
    "reason": "Лифт виден на снимке",
    "answer": "На снимке сосед",
    "withdrawn": "Передумала насовсем",
    "entry": ENTRY,
    "proposed": "Выдуманный тупик, 5",
    "disputed": "Этим сроду не занимались",
    "decision": "Так было в бумагах",
}


def lived(world: Business) -> tuple[Actor, Actor, UUID]:
    """A business that did all it can: its owner, its supervisor, a declaration."""
    world.require()
    pavel, person = world.supervisor(), world.person()
    command = RegisterClient(
        kind=ClientKind.IE, name=PERSONAL["name"], inn=INN, ogrn=OGRNIP
    )
    id = world.seen(world.clients.register(command, by=person)).id
    anna = person.model_copy(update={"organisation": id, "role": Role.CLIENT})
    place = OpenPremises(name=PERSONAL["place"], address=PERSONAL["address"])
    world.seen(world.clients.open_premises(id, place, by=anna))
    document = world.applicability.keep_document(id, PERSONAL["name"], PDF, by=anna)
    declaration = world.declare(
        anna, explanation=PERSONAL["explanation"], document_id=document
    ).id
    world.contest(declaration, pavel, PERSONAL["reason"])
    world.answer(declaration, anna, PERSONAL["answer"])
    world.accept(declaration, pavel, PERSONAL["reason"])
    world.withdraw(declaration, anna, PERSONAL["withdrawn"])
    world.declare(anna, explanation=PERSONAL["explanation"], document_id=document)
    dispute(world, anna, document)
    return anna, pavel, declaration


def dispute(world: Business, anna: Actor, document: UUID) -> UUID:
    """A register says something wrong of a business, and keeps to it."""
    says = answer(told(), places=(place(PERSONAL["proposed"]),))
    world.service.state_registers.take([says], by=REGISTERS)
    command = RaiseDispute(reason=PERSONAL["disputed"], document_id=document)
    id = world.service.disputes.raise_(own(anna), "okved", command, by=anna).id
    registry = FoundOrganisation(
        kind=OrganisationKind.REGISTRAR, name="Оператор", registers=("ЕРВК",)
    )
    keeper = world.service.people.found(registry, by=ADMIN).id
    elena = Actor(id=str(uuid4()), role=Role.REGISTRAR, organisation=keeper)
    world.service.runner.drain()
    decision = DeclineDispute(reason=PERSONAL["decision"])
    world.seen(world.service.disputes.decline(id, decision, by=elena))
    return id


def everything(database: Database) -> dict[str, str]:
    """All rows of all tables as text, by table; bytes are read as UTF-8."""
    with database.connection() as connection:
        tables = connection.execute(
            "SELECT schemaname, tablename FROM pg_tables"
            " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        ).fetchall()
        found = {}
        for schema, table in tables:
            rows = connection.execute(
                SQL("SELECT * FROM {}").format(Identifier(schema, table))
            ).fetchall()
            found[f"{schema}.{table}"] = "\n".join(
                str(bytes(v).decode("utf-8", "replace") if isinstance(v, bytes) else v)
                for row in rows
                for v in row
            )
    return found


def telling(database: Database) -> dict[str, list[str]]:
    """Which tables tell which of the personal texts."""
    texts = {**PERSONAL, "document": "A plan of the floor"}
    told = {
        table: [name for name, text in texts.items() if text in content]
        for table, content in everything(database).items()
    }
    return {table: names for table, names in told.items() if names}


def test_the_log_and_the_files_tell_nothing_personal_in_plain(
    world: Business, database: Database
) -> None:
    lived(world)

    assert "REQ-LIFT-001" in everything(database)["public.log_events"]
    assert set(telling(database)) == {
        "client.client",
        "client.dispute",
        "client.statement",
        "applicability.declaration",
        "data_assessment.business",
        "person.organisations",
    }


def test_nothing_personal_is_left_of_a_forgotten_business(
    world: Business, database: Database
) -> None:
    anna, _, declaration = lived(world)

    world.forget(own(anna))

    assert telling(database) == {}
    assert world.service.client_view.get(own(anna)) is None
    assert world.service.declaration_view.get(declaration) is None
    with database.connection() as connection:
        keys = connection.execute(
            "SELECT wrapped, destroyed_at IS NULL FROM subject_keys WHERE subject = %s",
            (own(anna),),
        ).fetchall()
        documents = connection.execute("SELECT count(*) FROM documents").fetchone()
    assert (keys, documents) == ([(None, False)], (0,))


def test_everything_else_goes_on_after_somebody_was_forgotten(
    world: Business, database: Database
) -> None:
    anna, pavel, _ = lived(world)
    boris = world.client("boris", "630000000292", ClientKind.NPD)
    world.forget(own(anna))

    for name in ("client", "person", "applicability", "requirement"):
        world.service.runner.rebuild(name)
    id = world.declare(boris, explanation="Нет лифта").id
    world.contest(id, pavel)

    assert telling(database) == {}
    assert world.card(boris).name == "ИП boris"
    assert [one.client_id for one in queue(world, pavel)] == [own(boris)]


def queue(world: Business, by: Actor) -> list[DeclarationCard]:
    bodies = world.service.person_view.of(own(by))
    return list(world.service.declaration_view.queue(bodies).declarations)


def test_a_step_that_comes_after_the_forgetting_stops_nothing(
    world: Business, log: EventLog
) -> None:
    anna, pavel, id = lived(world)
    late = log.load(Declaration, id)
    world.forget(own(anna))

    late.withdraw(reason=None, by=anna)
    log.record(late, by=anna)
    world.service.runner.drain()

    assert {one.fault for one in world.service.runner.lag()} == {None}
    assert queue(world, pavel) == []
    world.service.runner.rebuild("applicability")
    assert queue(world, pavel) == []


def test_a_declaration_that_comes_after_the_forgetting_is_not_shown(
    world: Business, log: EventLog
) -> None:
    world.require()
    anna, pavel = world.client(), world.supervisor()
    profile, subjects = world.service.personal_lists.subjects(
        own(anna), ["REQ-LIFT-001"]
    )
    world.forget(own(anna))

    late = Declaration.declare(
        subjects["REQ-LIFT-001"],
        client_id=own(anna),
        profile=profile,
        ground=Ground.OBJECT_NOT_USED,
        absent=NO_LIFT,
        explanation=None,
        document_id=None,
        by=anna,
        today=TODAY,
    )
    log.record(late, by=anna)
    world.service.runner.drain()

    assert queue(world, pavel) == []
