"""What is known of people, made of events; and that it is forgotten with them."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from psycopg.sql import SQL, Identifier

from application.log import EventLog
from application.person import (
    AddPerson,
    CorrectOrganisation,
    FoundOrganisation,
    IssueToken,
    People,
    RemovePerson,
    SignIn,
    digest_of,
)
from domain.client import Client
from domain.kernel import FORGOTTEN, Actor, Role
from domain.person import Membership, OrganisationKind, Person, Scope
from domain.profile import ClientKind
from interfaces.gateways.database import Database
from interfaces.gateways.pseudonyms import KeyedPseudonyms
from interfaces.gateways.sessions import IDLE, LONGEST, Sessions
from projections.person import (
    ActingAs,
    Member,
    OrganisationLine,
    PersonLine,
    PersonProjection,
    PersonView,
    Signed,
    TokenLine,
)
from projections.runner import Runner
from tests.conftest import NOON, StoppedClock

pytestmark = pytest.mark.database

ADMIN = Actor(id=str(uuid4()), role=Role.ADMINISTRATOR, organisation=uuid4())


class World:
    """A log, its people, and what is read of them."""

    def __init__(
        self,
        log: EventLog,
        clock: StoppedClock,
        runner: Runner,
        pseudonyms: KeyedPseudonyms,
    ) -> None:
        self.log = log
        self.clock = clock
        self.runner = runner
        self.people = People(log, clock, pseudonyms)

    def sign_in(self, name: str) -> Actor:
        command = SignIn(
            issuer="demo", subject=name, name=name, email=f"{name}@example.org"
        )
        return Actor(id=str(self.people.sign_in(command).id), role=Role.PERSON)

    def authority(self, name: str = "МЧС") -> UUID:
        command = FoundOrganisation(
            kind=OrganisationKind.AUTHORITY, name=name, bodies=("МЧС России",)
        )
        return self.people.found(command, by=ADMIN).id

    def add(self, who: Actor, organisation: UUID, role: Role = Role.INSPECTOR) -> None:
        command = AddPerson(
            person_id=UUID(who.id), organisation=organisation, role=role
        )
        self.people.add(command, by=ADMIN)

    def remove(
        self, who: Actor, organisation: UUID, role: Role = Role.INSPECTOR
    ) -> None:
        command = RemovePerson(
            person_id=UUID(who.id), organisation=organisation, role=role
        )
        self.people.remove(command, by=ADMIN)

    def token(self, who: Actor, *scopes: Scope) -> tuple[str, UUID]:
        command = IssueToken(name="учёт", scopes=frozenset(scopes or (Scope.READ,)))
        issued = self.people.issue_token(command, by=who)
        assert issued.token
        assert issued.token_id
        return digest_of(issued.token), issued.token_id

    def read(self) -> None:
        self.runner.drain()


@pytest.fixture
def world(
    log: EventLog,
    clock: StoppedClock,
    runner_of: Callable[..., Runner],
    pseudonyms: KeyedPseudonyms,
) -> World:
    return World(log, clock, runner_of(PersonProjection()), pseudonyms)


@pytest.fixture
def view(database: Database) -> PersonView:
    return PersonView(database)


def acting(who: Actor, organisation: UUID, role: Role = Role.INSPECTOR) -> Actor:
    return who.model_copy(update={"organisation": organisation, "role": role})


def test_a_person_is_seen_as_last_described(world: World, view: PersonView) -> None:
    anna = world.sign_in("anna")
    world.people.sign_in(SignIn(issuer="demo", subject="anna", name="Анна"))

    world.read()

    assert view.person(UUID(anna.id)) == PersonLine(
        id=UUID(anna.id), version=2, name="Анна", email=None, since=NOON
    )


def test_people_are_found_by_part_of_a_name_a_page_at_a_time(
    world: World, view: PersonView
) -> None:
    for name in ("anna", "boris", "a_na"):
        world.sign_in(name)
    world.read()

    first = view.people(limit=2)
    rest = view.people(after=(first[-1].name, first[-1].id), limit=2)

    assert [one.name for one in (*first, *rest)] == ["a_na", "anna", "boris"]
    assert [one.name for one in view.people("A_N")] == ["a_na"]
    assert [one.name for one in view.people("boris@")] == ["boris"]


def test_a_token_acts_as_whom_it_was_issued_for(world: World, view: PersonView) -> None:
    anna, fire = world.sign_in("anna"), world.authority()
    world.add(anna, fire)
    digest, _ = world.token(acting(anna, fire), Scope.READ, Scope.WRITE)

    world.read()

    assert view.by_token(digest, NOON) == Signed(
        person_id=UUID(anna.id),
        name="anna",
        role=Role.INSPECTOR,
        organisation_id=fire,
        organisation="МЧС",
        scopes=("read", "write"),
    )


def test_a_token_of_somebody_who_acts_for_nobody_acts_for_nobody(
    world: World, view: PersonView
) -> None:
    anna, fire = world.sign_in("anna"), world.authority()
    digest, _ = world.token(anna)
    world.add(anna, fire)

    world.read()

    found = view.by_token(digest, NOON)
    assert found
    assert (found.role, found.organisation_id) == (Role.PERSON, None)


@pytest.mark.parametrize(
    "how", ["revoked", "over", "left", "promoted", "forgotten", "never"]
)
def test_a_token_is_worth_nothing_once(
    world: World, view: PersonView, how: str
) -> None:
    anna, fire = world.sign_in("anna"), world.authority()
    world.add(anna, fire)
    digest, token_id = world.token(acting(anna, fire))
    world.read()
    assert view.by_token(digest, NOON)

    match how:
        case "revoked":
            world.people.revoke_token(token_id, by=anna)
        case "over":
            world.clock.pass_by(timedelta(days=90))
        case "left":
            world.remove(anna, fire)
        case "promoted":
            world.remove(anna, fire)
            world.add(anna, fire, Role.HEAD)
        case "forgotten":
            world.people.forget(UUID(anna.id), by=ADMIN)
        case _:
            digest = digest_of("made up")
    world.read()

    assert view.by_token(digest, world.clock.now()) is None


def test_tokens_are_listed_for_their_owner_while_they_live(
    world: World, view: PersonView
) -> None:
    anna, boris = world.sign_in("anna"), world.sign_in("boris")
    _, kept = world.token(anna)
    _, revoked = world.token(anna)
    world.token(boris)
    world.people.revoke_token(revoked, by=anna)

    world.read()

    expires_at = NOON + timedelta(days=90)
    assert view.tokens(UUID(anna.id), NOON) == [
        TokenLine(
            id=kept,
            name="учёт",
            scopes=("read",),
            organisation="",
            role=Role.PERSON,
            issued_at=NOON,
            expires_at=expires_at,
        )
    ]
    assert view.tokens(UUID(anna.id), expires_at) == []


def test_organisations_tell_how_many_act_for_them_and_leave_clients_out(
    world: World, view: PersonView
) -> None:
    fire = world.authority()
    anna = world.sign_in("anna")
    world.add(anna, fire)
    world.add(anna, fire, Role.HEAD)
    world.people.correct(
        fire, CorrectOrganisation(name="ГУ МЧС", bodies=("ГПН",)), by=ADMIN
    )
    cafe(world, anna)

    world.read()

    line = OrganisationLine(
        id=fire, version=2, kind="authority", name="ГУ МЧС", bodies=("ГПН",), members=1
    )
    assert view.organisations() == [line]
    assert view.organisation(fire) == line
    assert view.of(fire) == {"ГПН"}
    assert view.of(uuid4()) == frozenset()
    assert view.members(fire) == [
        Member(person_id=UUID(anna.id), name="anna", role=role, since=NOON)
        for role in (Role.HEAD, Role.INSPECTOR)
    ]


def cafe(world: World, owner: Actor) -> UUID:
    client = Client.register(
        id=uuid4(),
        kind=ClientKind.IE,
        name="Кафе «Липа»",
        inn="630000000119",
        ogrn=None,
        by=owner,
    )
    person = world.people.joining(owner, client.id, Role.CLIENT)
    world.log.record(client, person, by=owner)
    return client.id


def test_a_client_is_named_as_it_calls_itself_until_it_is_forgotten(
    world: World, view: PersonView
) -> None:
    anna = world.sign_in("anna")
    id = cafe(world, anna)
    client = world.log.load(Client, id)
    client.rename(name="Кафе «Клён»", ogrn=None, by=anna)
    world.log.record(client, by=anna)
    world.read()
    assert view.memberships(UUID(anna.id)) == [
        ActingAs(
            organisation_id=id,
            organisation="Кафе «Клён»",
            kind="client",
            role=Role.CLIENT,
        )
    ]

    client = world.log.load(Client, id)
    client.forget(by=ADMIN)
    world.log.record(client, by=ADMIN)
    world.read()

    assert [way.organisation for way in view.memberships(UUID(anna.id))] == [""]


def test_forgetting_clears_the_tables_and_destroys_the_key(
    world: World, view: PersonView, database: Database, clock: StoppedClock
) -> None:
    anna, fire = world.sign_in("anna"), world.authority()
    world.add(anna, fire)
    world.token(acting(anna, fire))
    world.read()
    secret = Sessions(database, clock, view).open(UUID(anna.id))

    world.people.forget(UUID(anna.id), by=ADMIN)
    world.read()

    with database.connection() as connection:
        for table in ("people", "memberships", "tokens"):
            query = SQL("SELECT FROM {}").format(Identifier("person", table))
            left = connection.execute(query).fetchall()
            assert left == [], table
    assert Sessions(database, clock, view).signed(secret) is None
    assert world.log.load(Person, UUID(anna.id)).name == FORGOTTEN
    assert b"anna" not in b"".join(
        bytes(one.state) for one in world.log.tail(0, 100).events
    )


def test_a_rebuild_gives_the_same_rows(world: World, database: Database) -> None:
    anna, boris, fire = world.sign_in("anna"), world.sign_in("boris"), world.authority()
    world.add(anna, fire)
    world.add(boris, fire)
    world.token(acting(anna, fire))
    world.remove(boris, fire)
    world.people.forget(UUID(boris.id), by=ADMIN)
    world.read()
    before = everything(database)

    world.runner.rebuild("person")

    assert everything(database) == before
    assert before["people"]


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    query = SQL("SELECT * FROM {} ORDER BY 1, 2")
    with database.connection() as connection:
        return {
            table: connection.execute(
                query.format(Identifier("person", table))
            ).fetchall()
            for table in ("people", "memberships", "tokens", "organisations")
        }


class TestSessions:
    """A session lasts as long as it is used, and no longer than half a day."""

    @pytest.fixture
    def sessions(
        self, database: Database, clock: StoppedClock, view: PersonView
    ) -> Sessions:
        return Sessions(database, clock, view)

    def test_somebody_with_one_membership_acts_for_it(
        self, world: World, sessions: Sessions
    ) -> None:
        anna, fire = world.sign_in("anna"), world.authority()
        world.read()
        secret = sessions.open(UUID(anna.id))
        nobody_yet = sessions.signed(secret)
        world.add(anna, fire)
        world.read()

        found = sessions.signed(secret)

        assert nobody_yet
        assert nobody_yet.role is Role.PERSON
        assert found
        assert found.actor == acting(anna, fire)
        assert found.organisation == "МЧС"
        assert found.scopes is None

    def test_somebody_with_two_chooses_and_loses_the_choice_with_the_membership(
        self, world: World, sessions: Sessions
    ) -> None:
        anna, fire, tax = world.sign_in("anna"), world.authority(), world.authority("Ф")
        for organisation in (fire, tax):
            world.add(anna, organisation)
        world.read()
        secret = sessions.open(UUID(anna.id))
        chosen = Membership(organisation=tax, role=Role.INSPECTOR)

        undecided = sessions.signed(secret)
        sessions.act_as(secret, UUID(anna.id), chosen)
        decided = sessions.signed(secret)
        world.remove(anna, tax)
        world.read()
        left = sessions.signed(secret)

        assert undecided
        assert undecided.role is Role.PERSON
        assert decided
        assert decided.organisation_id == tax
        assert left
        assert (left.role, left.organisation_id) == (Role.PERSON, None)

    def test_nobody_chooses_what_they_may_not(
        self, world: World, sessions: Sessions
    ) -> None:
        anna, fire = world.sign_in("anna"), world.authority()
        world.read()
        secret = sessions.open(UUID(anna.id))

        with pytest.raises(Exception, match="Nothing was found"):
            sessions.act_as(
                secret,
                UUID(anna.id),
                Membership(organisation=fire, role=Role.INSPECTOR),
            )

    def test_a_session_that_nobody_uses_is_over(
        self, world: World, sessions: Sessions, clock: StoppedClock
    ) -> None:
        secret = sessions.open(UUID(world.sign_in("anna").id))
        world.read()

        clock.pass_by(IDLE - timedelta(seconds=1))
        used = sessions.signed(secret)
        clock.pass_by(IDLE - timedelta(seconds=1))
        used_again = sessions.signed(secret)
        clock.pass_by(IDLE)

        assert used
        assert used_again
        assert sessions.signed(secret) is None

    def test_a_session_in_use_is_over_in_the_end(
        self, world: World, sessions: Sessions, clock: StoppedClock
    ) -> None:
        secret = sessions.open(UUID(world.sign_in("anna").id))
        world.read()
        began = clock.now()
        while clock.now() < began + LONGEST - timedelta(hours=1):
            clock.pass_by(timedelta(hours=1))
            assert sessions.signed(secret)

        clock.pass_by(timedelta(hours=1))

        assert sessions.signed(secret) is None

    def test_signing_out_ends_this_session_or_all_of_them(
        self, world: World, sessions: Sessions
    ) -> None:
        anna, boris = world.sign_in("anna"), world.sign_in("boris")
        world.read()
        one, two, three = (sessions.open(UUID(anna.id)) for _ in range(3))
        other = sessions.open(UUID(boris.id))

        sessions.close(one)
        assert sessions.signed(one) is None
        assert sessions.signed(two)
        sessions.close_all(UUID(anna.id))

        assert sessions.signed(two) is None
        assert sessions.signed(three) is None
        assert sessions.signed(other)

    def test_only_the_hash_of_the_secret_is_kept(
        self, world: World, sessions: Sessions, database: Database
    ) -> None:
        secret = sessions.open(UUID(world.sign_in("anna").id))

        with database.connection() as connection:
            kept = connection.execute("SELECT digest FROM sessions").fetchall()

        assert kept == [(digest_of(secret),)]
