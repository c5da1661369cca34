"""People, as whom they act, the tokens of their programs, and organisations."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from domain.client import Client
from domain.kernel import FORGOTTEN, Actor, Event, Role, Value
from domain.person import Organisation, Person
from projections.forgetting import forget
from projections.view import Projection, Recorded, Rows, Sql, View

CLIENT: Final = "client"
"""Kind of an organisation that is a client; the others are `OrganisationKind`s."""
INSPECTING: Final = frozenset({Role.INSPECTOR, Role.HEAD})
"""As what people inspect for an authority."""


class Signed(Value):
    """Whoever asks, by a session or an access token.

    Attributes:
        person_id: the person.
        name: to show.
        role: as whom the person acts; PERSON for no organisation.
        organisation_id: for whom; None for nobody.
        organisation: its name; "" for nobody.
        scopes: of an access token; None: the person signed in.
    """

    person_id: UUID
    name: str
    role: Role
    organisation_id: UUID | None = None
    organisation: str = ""
    scopes: tuple[str, ...] | None = None

    @property
    def actor(self) -> Actor:
        """The person as the commands know it."""
        return Actor(
            id=str(self.person_id), role=self.role, organisation=self.organisation_id
        )


class ActingAs(Value):
    """One of the ways in which a person may act.

    Attributes:
        organisation_id: the organisation, or the client.
        organisation: its name; "" while it is not known yet.
        kind: of `OrganisationKind`, or "client".
        role: what the person does there.
    """

    organisation_id: UUID
    organisation: str
    kind: str
    role: Role


class TokenLine(Value):
    """One access token; what it was is kept nowhere.

    Attributes:
        id: to revoke it by.
        name: what its owner calls it.
        scopes: what a program may do with it.
        organisation: name of the one it acts for; "" for nobody.
        role: as whom it acts.
        issued_at: instant, UTC.
        expires_at: the instant from which it is worth nothing, UTC.
    """

    id: UUID
    name: str
    scopes: tuple[str, ...]
    organisation: str
    role: Role
    issued_at: datetime
    expires_at: datetime


class PersonLine(Value):
    """One person.

    Attributes:
        id: the person.
        version: of the aggregate when this line was written.
        name: as the provider of identity gives it.
        email: likewise; None when it gives none.
        since: of the first sign-in, UTC.
    """

    id: UUID
    version: int
    name: str
    email: str | None
    since: datetime


class Member(Value):
    """Somebody who acts for an organisation.

    Attributes:
        person_id: the person.
        name: to show.
        role: what the person does there.
        since: when the person joined, UTC.
    """

    person_id: UUID
    name: str
    role: Role
    since: datetime


class OrganisationLine(Value):
    """One organisation; clients are not among them.

    Attributes:
        id: the organisation.
        version: of the aggregate when this line was written.
        kind: of `OrganisationKind`.
        name: full name.
        bodies: supervisory bodies of the register that it answers for.
        registers: state registers that it keeps.
        members: how many people act for it.
    """

    id: UUID
    version: int
    kind: str
    name: str
    bodies: tuple[str, ...]
    registers: tuple[str, ...] = ()
    members: int


class PersonView(View):
    """What is known of people; `application.ports.Bodies` and `RegistersKept` too."""

    def by_token(self, digest: str, now: datetime) -> Signed | None:
        """Whoever an access token stands for; None when it is worth nothing.

        It is worth nothing when it was revoked or is over, when its owner was
        forgotten, or no longer acts for the organisation it was issued for.

        Args:
            digest: SHA-256 of the token, hex.
            now: the instant of the request, UTC.
        """
        with self._database.connection() as connection:
            row = connection.execute(
                WITH_DIGEST, (digest, now), prepare=True
            ).fetchone()
        # Every request of a program asks this, and a dict of a row takes its time.
        return None if row is None else Signed(**dict(zip(WHO, row, strict=True)))

    def by_session(self, digest: str, now: datetime) -> Signed | None:
        """Whoever signed in; None when the session is over.

        Somebody who chose nobody to act for, and may act for one only, acts for it.
        Somebody who may no longer act as chosen acts for nobody.
        """
        return self.one(Signed, BY_SESSION, (digest, now, now))

    def memberships(self, person_id: UUID) -> list[ActingAs]:
        """As whom a person may act, by name; an empty list for nobody."""
        return self.all(ActingAs, MEMBERSHIPS, (person_id,))

    def tokens(self, person_id: UUID, now: datetime) -> list[TokenLine]:
        """A person's tokens that are worth something, newest first."""
        return self.all(TokenLine, TOKENS, (person_id, now))

    def person(self, person_id: UUID) -> PersonLine | None:
        """One person; None when there is none, or it was forgotten."""
        return self.one(PersonLine, PERSON, (person_id,))

    def people(
        self, text: str = "", after: tuple[str, UUID] | None = None, limit: int = 50
    ) -> list[PersonLine]:
        """People by name.

        Args:
            text: part of the name or the e-mail; "" for everybody.
            after: name and id of the last one on the page before.
            limit: at most so many.
        """
        name, id = after or ("", UUID(int=0))
        wanted = f"%{_plainly(text)}%"
        return self.all(
            PersonLine, PEOPLE, {"text": wanted, "name": name, "id": id, "limit": limit}
        )

    def organisations(
        self, after: tuple[str, UUID] | None = None, limit: int = 200
    ) -> list[OrganisationLine]:
        """Organisations by name, clients left out; `after` as in `people`."""
        name, id = after or ("", UUID(int=0))
        return self.all(
            OrganisationLine, ORGANISATIONS, {"name": name, "id": id, "limit": limit}
        )

    def organisation(self, id: UUID) -> OrganisationLine | None:
        """One organisation; None when there is none, or it is a client."""
        return self.one(OrganisationLine, ORGANISATION, (id,))

    def members(self, organisation_id: UUID) -> list[Member]:
        """Who acts for an organisation or a client, by name; at most 1000."""
        return self.all(Member, MEMBERS, (organisation_id,))

    def inspectors(self, organisation: UUID) -> frozenset[str]:
        """Ids of the people who inspect for an authority, the head among them."""
        found = self.members(organisation)
        return frozenset(str(one.person_id) for one in found if one.role in INSPECTING)

    def of(self, organisation: UUID) -> frozenset[str]:
        """The supervisory bodies that an authority answers for."""
        found = self.organisation(organisation)
        return frozenset(found.bodies if found else ())

    def keepers_of(self, registry: str) -> list[str]:
        """Names of the organisations that keep a state register, in order."""
        with self.read() as sql:
            found = sql.execute(KEEPERS, (registry,), prepare=True)
            return [row["name"] for row in found]

    def answering_for(self, body: str) -> list[UUID]:
        """Ids of the authorities that answer for a supervisory body, in order."""
        with self.read() as sql:
            found = sql.execute(ANSWERING, (body,), prepare=True)
            return [row["id"] for row in found]

    def keeping(self, registry: str) -> list[UUID]:
        """Ids of the organisations that keep a state register, in order."""
        with self.read() as sql:
            found = sql.execute(KEEPING, (registry,), prepare=True)
            return [row["id"] for row in found]

    def developing(self, body: str) -> list[UUID]:
        """Ids of those that write the rules that a body supervises, in order."""
        with self.read() as sql:
            found = sql.execute(DEVELOPING, (body,), prepare=True)
            return [row["id"] for row in found]

    def registrars(self) -> list[UUID]:
        """Ids of those that keep the register of requirements, in order."""
        with self.read() as sql:
            return [row["id"] for row in sql.execute(REGISTRARS, prepare=True)]

    def registers_of(self, organisation: UUID) -> frozenset[str]:
        """The state registers that an organisation keeps."""
        found = self.organisation(organisation)
        return frozenset(found.registers if found else ())


class PersonProjection(Projection):
    """People, memberships, tokens; organisations with the clients among them."""

    name = "person"
    schema = """
        CREATE TABLE people (
            id      uuid        PRIMARY KEY,
            version bigint      NOT NULL,
            name    text        NOT NULL,
            email   text,
            since   timestamptz NOT NULL
        );
        CREATE INDEX people_by_name ON people (name, id);
        CREATE TABLE memberships (
            person_id       uuid        NOT NULL,
            organisation_id uuid        NOT NULL,
            role            text        NOT NULL,
            since           timestamptz NOT NULL,
            PRIMARY KEY (person_id, organisation_id, role)
        );
        CREATE INDEX memberships_of ON memberships (organisation_id);
        CREATE TABLE tokens (
            id              uuid        PRIMARY KEY,
            person_id       uuid        NOT NULL,
            digest          text        NOT NULL UNIQUE,
            name            text        NOT NULL,
            scopes          text[]      NOT NULL,
            organisation_id uuid,
            role            text        NOT NULL,
            issued_at       timestamptz NOT NULL,
            expires_at      timestamptz NOT NULL
        );
        CREATE INDEX tokens_of ON tokens (person_id);
        CREATE TABLE organisations (
            id        uuid   PRIMARY KEY,
            version   bigint NOT NULL,
            kind      text   NOT NULL,
            name      text   NOT NULL,
            bodies    text[] NOT NULL,
            registers text[] NOT NULL
        );
        CREATE INDEX organisations_by_name ON organisations (name, id)
            WHERE kind <> 'client';
    """
    events = (
        Person.Registered,
        Person.Described,
        Person.Joined,
        Person.Left,
        Person.TokenIssued,
        Person.TokenRevoked,
        Person.Forgotten,
        Organisation.Founded,
        Organisation.Corrected,
        Client.Registered,
        Client.Renamed,
        Client.Forgotten,
    )

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        happened = [one.event for one in events]
        ids = [event.originator_id for event in happened]
        with Rows(sql, "people", ids) as rows:
            for event in happened:
                _to_people(rows, event)
        with Rows(sql, "organisations", ids) as rows:
            for event in happened:
                _to_organisations(rows, event)
        with Rows(sql, "memberships", _memberships(happened), MEMBERSHIP) as rows:
            for event in happened:
                _to_memberships(rows, event)
        with Rows(sql, "tokens", _tokens(happened)) as rows:
            for event in happened:
                _to_tokens(rows, event)
        gone = [e.originator_id for e in happened if isinstance(e, Person.Forgotten)]
        if gone:
            for statement in FORGET:
                sql.execute(statement, (gone,))
            forget(sql, gone)


MEMBERSHIP: Final = ("person_id", "organisation_id", "role")


def _to_people(rows: Rows, event: Event) -> None:
    id, version = event.originator_id, event.originator_version
    match event:
        case Person.Registered(name=name, email=email):
            rows[id] = {
                "id": id,
                "version": version,
                "name": name,
                "email": _kept(email),
                "since": event.timestamp,
            }
        case Person.Described(name=name, email=email):
            rows.change(id, version=version, name=name, email=_kept(email))
        case Person.Forgotten():
            del rows[id]
        case _ if id in rows:
            rows.change(id, version=version)


def _to_organisations(rows: Rows, event: Event) -> None:
    id, version = event.originator_id, event.originator_version
    match event:
        case Organisation.Founded(kind=kind, name=name, bodies=bodies):
            rows[id] = {
                "id": id,
                "version": version,
                "kind": kind,
                "name": name,
                "bodies": bodies,
                "registers": event.registers,
            }
        case Organisation.Corrected(name=name, bodies=bodies):
            rows.change(
                id,
                version=version,
                name=name,
                bodies=bodies,
                registers=event.registers,
            )
        case Client.Registered(name=name):
            rows[id] = {
                "id": id,
                "version": version,
                "kind": CLIENT,
                "name": name,
                "bodies": [],
                "registers": [],
            }
        case Client.Renamed(name=name):
            rows.change(id, version=version, name=name)
        case Client.Forgotten():
            del rows[id]


def _to_memberships(rows: Rows, event: Event) -> None:
    id = event.originator_id
    match event:
        case Person.Joined(organisation=organisation, role=role):
            rows[id, organisation, role.value] = {
                "person_id": id,
                "organisation_id": organisation,
                "role": role.value,
                "since": event.timestamp,
            }
        case Person.Left(organisation=organisation, role=role):
            del rows[id, organisation, role.value]


def _to_tokens(rows: Rows, event: Event) -> None:
    match event:
        case Person.TokenIssued(token_id=token_id, acting=acting):
            rows[token_id] = {
                "id": token_id,
                "person_id": event.originator_id,
                "digest": event.digest,
                "name": event.name,
                "scopes": event.scopes,
                "organisation_id": acting.organisation if acting else None,
                "role": acting.role if acting else Role.PERSON,
                "issued_at": event.timestamp,
                "expires_at": event.expires_at,
            }
        case Person.TokenRevoked(token_id=token_id):
            del rows[token_id]


def _memberships(happened: Iterable[Event]) -> list[tuple[UUID, UUID, str]]:
    return [
        (event.originator_id, event.organisation, event.role.value)
        for event in happened
        if isinstance(event, Person.Joined | Person.Left)
    ]


def _tokens(happened: Iterable[Event]) -> list[UUID]:
    return [
        event.token_id
        for event in happened
        if isinstance(event, Person.TokenIssued | Person.TokenRevoked)
    ]


def _kept(email: str | None) -> str | None:
    return None if email == FORGOTTEN else email


def _plainly(text: str) -> str:
    """The text as LIKE finds it literally."""
    for sign in ("\\", "%", "_"):
        text = text.replace(sign, f"\\{sign}")
    return text.strip()


WHO: Final = (
    "person_id",
    "name",
    "role",
    "organisation_id",
    "organisation",
    "scopes",
)
WITH_DIGEST: Final = """
    SELECT p.id AS person_id, p.name, t.role, t.organisation_id,
           coalesce(o.name, '') AS organisation, t.scopes
    FROM person.tokens t
    JOIN person.people p ON p.id = t.person_id
    LEFT JOIN person.organisations o ON o.id = t.organisation_id
    WHERE t.digest = %s AND t.expires_at > %s
      AND (t.organisation_id IS NULL OR EXISTS (
        SELECT FROM person.memberships m
        WHERE m.person_id = t.person_id AND m.organisation_id = t.organisation_id
          AND m.role = t.role))
"""
BY_SESSION: Final = """
    SELECT p.id AS person_id, p.name, coalesce(m.role, 'person') AS role,
           m.organisation_id, coalesce(o.name, '') AS organisation
    FROM public.sessions s
    JOIN person.people p ON p.id = s.person_id
    LEFT JOIN LATERAL (
        SELECT organisation_id, role, count(*) OVER () AS ways
        FROM person.memberships
        WHERE person_id = s.person_id
          AND (s.organisation_id IS NULL
               OR organisation_id = s.organisation_id AND role = s.role)
        LIMIT 1
    ) m ON m.ways = 1
    LEFT JOIN person.organisations o ON o.id = m.organisation_id
    WHERE s.digest = %s AND s.idle_until > %s AND s.ends_at > %s
"""
MEMBERSHIPS: Final = """
    SELECT m.organisation_id, coalesce(o.name, '') AS organisation,
           coalesce(o.kind, 'client') AS kind, m.role
    FROM person.memberships m
    LEFT JOIN person.organisations o ON o.id = m.organisation_id
    WHERE m.person_id = %s
    ORDER BY organisation, m.role, m.organisation_id
"""
TOKENS: Final = """
    SELECT t.id, t.name, t.scopes, coalesce(o.name, '') AS organisation, t.role,
           t.issued_at, t.expires_at
    FROM person.tokens t
    LEFT JOIN person.organisations o ON o.id = t.organisation_id
    WHERE t.person_id = %s AND t.expires_at > %s
    ORDER BY t.issued_at DESC, t.id
"""
PERSON: Final = """
    SELECT id, version, name, email, since FROM person.people WHERE id = %s
"""
PEOPLE: Final = """
    SELECT id, version, name, email, since FROM person.people
    WHERE (name, id) > (%(name)s, %(id)s)
      AND (name ILIKE %(text)s OR email ILIKE %(text)s)
    ORDER BY name, id LIMIT %(limit)s
"""
ORGANISATIONS: Final = """
    SELECT id, version, kind, name, bodies, registers, (
        SELECT count(DISTINCT person_id) FROM person.memberships
        WHERE organisation_id = o.id) AS members
    FROM person.organisations o
    WHERE kind <> 'client' AND (name, id) > (%(name)s, %(id)s)
    ORDER BY name, id LIMIT %(limit)s
"""
ORGANISATION: Final = """
    SELECT id, version, kind, name, bodies, registers, (
        SELECT count(DISTINCT person_id) FROM person.memberships
        WHERE organisation_id = o.id) AS members
    FROM person.organisations o WHERE kind <> 'client' AND id = %s
"""
ANSWERING: Final = """
    SELECT id FROM person.organisations
    WHERE kind = 'authority' AND %s = ANY(bodies) ORDER BY id
"""
KEEPING: Final = """
    SELECT id FROM person.organisations
    WHERE kind <> 'client' AND %s = ANY(registers) ORDER BY id
"""
DEVELOPING: Final = """
    SELECT id FROM person.organisations
    WHERE kind = 'rule_developing_body' AND %s = ANY(bodies) ORDER BY id
"""
REGISTRARS: Final = """
    SELECT id FROM person.organisations WHERE kind = 'registrar' ORDER BY id
"""
KEEPERS: Final = """
    SELECT name FROM person.organisations
    WHERE kind <> 'client' AND %s = ANY(registers) ORDER BY name
"""
MEMBERS: Final = """
    SELECT m.person_id, p.name, m.role, m.since
    FROM person.memberships m JOIN person.people p ON p.id = m.person_id
    WHERE m.organisation_id = %s
    ORDER BY p.name, m.role, m.person_id LIMIT 1000
"""
FORGET: Final = (
    "DELETE FROM memberships WHERE person_id = ANY(%s)",
    "DELETE FROM tokens WHERE person_id = ANY(%s)",
    "DELETE FROM public.sessions WHERE person_id = ANY(%s)",
)
