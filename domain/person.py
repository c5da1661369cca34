"""People and the organisations they act for; access tokens for their programs (R8)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from eventsourcing.domain import event

from domain.errors import Invalid, NotAllowed, NotFound, RuleBroken
from domain.kernel import Actor, Aggregate, Citation, Personal, Role, Value

PERSONAL_DATA = Citation(act="152-ФЗ", at="ст. 21")
LONGEST_TERM = timedelta(days=366)
MOST_TOKENS = 20
ORGANISATIONS = uuid5(NAMESPACE_URL, "urn:sverka:organisation")


class OrganisationKind(StrEnum):
    """What an organisation does in the service; clients are a context of their own."""

    AUTHORITY = "authority"
    RULE_DEVELOPING_BODY = "rule_developing_body"
    OMBUDSMAN_OFFICE = "ombudsman_office"
    REGISTRAR = "registrar"
    OPERATOR = "operator"


ROLES: Mapping[OrganisationKind, frozenset[Role]] = {
    OrganisationKind.AUTHORITY: frozenset(
        {Role.INSPECTOR, Role.HEAD, Role.APPEALS_OFFICER}
    ),
    OrganisationKind.RULE_DEVELOPING_BODY: frozenset({Role.RULE_DEVELOPER}),
    OrganisationKind.OMBUDSMAN_OFFICE: frozenset({Role.OMBUDSMAN}),
    OrganisationKind.REGISTRAR: frozenset({Role.REGISTRAR}),
    OrganisationKind.OPERATOR: frozenset({Role.OPERATOR, Role.ADMINISTRATOR}),
}
"""The roles that a person may hold in an organisation of each kind."""


KEEPERS = frozenset({OrganisationKind.AUTHORITY, OrganisationKind.REGISTRAR})
"""Kinds of organisations that may keep a state register."""


class Scope(StrEnum):
    """What a program may do with an access token."""

    READ = "read"
    WRITE = "write"


class Membership(Value):
    """As whom a person may act.

    Attributes:
        organisation: the organisation, or the client.
        role: what the person does there.
    """

    organisation: UUID
    role: Role


class NameOfOrganisationMissing(Invalid):
    code = "organisation-name-missing"
    title = "Give the organisation a name"
    about = "name"


class OrganisationKnown(RuleBroken):
    code = "organisation-known"
    title = "There is an organisation of this kind and name already"
    about = "name"


class RoleDoesNotFit(Invalid):
    code = "role-does-not-fit"
    title = "Nobody can hold this role in an organisation of this kind"
    about = "role"


NAMING_BODIES = frozenset(
    {OrganisationKind.AUTHORITY, OrganisationKind.RULE_DEVELOPING_BODY}
)
"""Which answer for a supervisory body, or develop the rules that it supervises."""


class BodiesNotOurs(Invalid):
    code = "bodies-not-ours"
    title = "Only an authority, or a body that writes rules, names supervisory bodies"
    about = "bodies"


class RegistersNotOurs(Invalid):
    code = "registers-not-ours"
    title = "Only an authority or a registrar keeps a state register"
    about = "registers"


class AlreadyMember(RuleBroken):
    code = "already-member"
    title = "This person holds this role there already"
    about = "role"


class NotMember(RuleBroken):
    code = "not-member"
    title = "This person does not hold this role there"
    about = "role"


class PersonForgotten(RuleBroken):
    code = "person-forgotten"
    title = "The data of this person were deleted"
    source = PERSONAL_DATA


class NameOfTokenMissing(Invalid):
    code = "token-name-missing"
    title = "Give the token a name, so that you know it later"
    about = "name"


class NoScope(Invalid):
    code = "no-scope"
    title = "Choose what the token may do"
    about = "scopes"


class TermTooLong(Invalid):
    code = "term-too-long"
    title = "A token lives at least a day and at most a year"
    about = "days"


class TooManyTokens(RuleBroken):
    code = "too-many-tokens"
    title = "You have too many tokens: revoke one that you do not need"


class TokenRevoked(RuleBroken):
    code = "token-revoked"
    title = "This token was revoked before"


class ScopeTooNarrow(NotAllowed):
    code = "scope-too-narrow"
    title = "This access token only reads: make one that may also change"


class OnlyInPerson(NotAllowed):
    code = "only-in-person"
    title = "A program may not do this with an access token: sign in yourself"


class Organisation(Aggregate):
    """Somebody on the side of the state, or who runs the service."""

    class Founded(Aggregate.Created):
        """The organisation was entered.

        Attributes:
            bodies: names of the register's supervisory bodies that it answers for.
            registers: names of the state registers that it keeps, e.g. "ЕРВК".
        """

        kind: OrganisationKind
        name: str
        bodies: tuple[str, ...] = ()
        registers: tuple[str, ...] = ()

    class Corrected(Aggregate.Event):
        """Its name, its supervisory bodies or its registers were changed."""

        name: str
        bodies: tuple[str, ...] = ()
        registers: tuple[str, ...] = ()

    @classmethod
    def found(
        cls,
        *,
        kind: OrganisationKind,
        name: str,
        bodies: tuple[str, ...],
        by: Actor,
        registers: tuple[str, ...] = (),
    ) -> "Organisation":
        """Enter an organisation; its id follows from kind and name.

        Raises:
            NameOfOrganisationMissing: no name.
            BodiesNotOurs: bodies are given to something that is no authority.
            RegistersNotOurs: registers are given to one that cannot keep any.
        """
        return cls(
            kind=kind,
            name=_clean(name),
            bodies=_bodies(kind, bodies),
            registers=_registers(kind, registers),
            by=by,
        )

    def correct(
        self,
        *,
        name: str,
        bodies: tuple[str, ...],
        by: Actor,
        registers: tuple[str, ...] = (),
    ) -> None:
        """Change the name, the bodies or the registers; nothing when all are so.

        Raises:
            NameOfOrganisationMissing, BodiesNotOurs, RegistersNotOurs: as in `found`.
        """
        name, bodies = _clean(name), _bodies(self.kind, bodies)
        registers = _registers(self.kind, registers)
        if (name, bodies, registers) != (self.name, self.bodies, self.registers):
            self._correct(name=name, bodies=bodies, registers=registers, by=by)

    def check_role(self, role: Role) -> None:
        """See that somebody can hold this role here.

        Raises:
            RoleDoesNotFit: nobody can.
        """
        if role not in ROLES[self.kind]:
            raise RoleDoesNotFit(roles=sorted(ROLES[self.kind]))

    @staticmethod
    def create_id(kind: OrganisationKind, name: str) -> UUID:
        """The same id for the same kind and name, so that none is entered twice."""
        return uuid5(ORGANISATIONS, f"{kind} {_clean(name).casefold()}")

    @event(Founded)
    def __init__(
        self,
        kind: OrganisationKind,
        name: str,
        by: Actor,
        bodies: tuple[str, ...] = (),
        registers: tuple[str, ...] = (),
    ) -> None:
        self.kind = kind
        self.name = name
        self.bodies = bodies
        self.registers = registers

    @event(Corrected)
    def _correct(
        self,
        name: str,
        by: Actor,
        bodies: tuple[str, ...] = (),
        registers: tuple[str, ...] = (),
    ) -> None:
        self.name = name
        self.bodies = bodies
        self.registers = registers


class Person(Aggregate):
    """Somebody who signs in: acts for organisations, gives programs access."""

    class Registered(Aggregate.Created):
        """The person signed in for the first time."""

        name: Personal
        email: Personal | None = None

    class Described(Aggregate.Event):
        """The name or the e-mail came changed from where the person signs in."""

        name: Personal
        email: Personal | None = None

    class Joined(Aggregate.Event):
        """The person may act for the organisation from now on."""

        organisation: UUID
        role: Role

    class Left(Aggregate.Event):
        """The person may no longer act for the organisation in this role."""

        organisation: UUID
        role: Role

    class TokenIssued(Aggregate.Event):
        """A program may act as the person; only the token's hash is kept.

        Attributes:
            token_id: what to revoke it by.
            digest: SHA-256 of the token, hex.
            name: what the person calls it.
            scopes: what the program may do.
            acting: as whom; null: for no organisation.
            expires_at: the instant from which it is worth nothing, UTC.
        """

        token_id: UUID
        digest: str
        name: Personal
        scopes: tuple[Scope, ...]
        acting: Membership | None = None
        expires_at: datetime

    class TokenRevoked(Aggregate.Event):
        """The token is worth nothing from now on."""

        token_id: UUID

    class Forgotten(Aggregate.Event):
        """The data were deleted on request; the key of this subject is destroyed."""

    @classmethod
    def register(cls, *, id: UUID, name: str, email: str | None, by: Actor) -> "Person":
        """Meet a person.

        Args:
            id: the same for the same identity, see `application.ports.Pseudonyms`.
            name: as the provider of identity gives it.
            email: likewise; None when it gives none.
            by: the person.
        """
        return cls._create(cls.Registered, id=id, name=name, email=email, by=by)

    def describe(self, *, name: str, email: str | None, by: Actor) -> None:
        """Take over the name and the e-mail; nothing when they are known.

        Raises:
            PersonForgotten: the data were deleted.
        """
        self._check_kept()
        if (name, email) != (self.name, self.email):
            self._describe(name=name, email=email, by=by)

    def join(self, membership: Membership, *, by: Actor) -> None:
        """Let the person act for an organisation.

        Raises:
            AlreadyMember: the person does.
            PersonForgotten: the data were deleted.
        """
        self._check_kept()
        if membership in self.memberships:
            raise AlreadyMember
        self._join(organisation=membership.organisation, role=membership.role, by=by)

    def leave(self, membership: Membership, *, by: Actor) -> None:
        """Let the person no longer act for an organisation.

        Raises:
            NotMember: the person does not.
        """
        if membership not in self.memberships:
            raise NotMember
        self._leave(organisation=membership.organisation, role=membership.role, by=by)

    def issue_token(
        self,
        *,
        digest: str,
        name: str,
        scopes: frozenset[Scope],
        acting: Membership | None,
        term: timedelta,
        now: datetime,
        by: Actor,
    ) -> UUID:
        """Give a program access.

        Args:
            digest: SHA-256 of the token, hex; the token itself is never kept.
            name: what the person calls it.
            scopes: what the program may do; WRITE includes READ.
            acting: one of the person's memberships, or None.
            term: how long it lives, from a day to a year.
            now: the instant of the decision, UTC.
            by: the person.

        Returns:
            The id to revoke it by.

        Raises:
            NameOfTokenMissing, NoScope, TermTooLong: the content is wrong.
            NotMember: the person does not act for that organisation.
            TooManyTokens: as many are alive as anybody may have.
        """
        self._check_kept()
        name = " ".join(name.split())
        if not name:
            raise NameOfTokenMissing
        if not scopes:
            raise NoScope
        if not timedelta(days=1) <= term <= LONGEST_TERM:
            raise TermTooLong
        if acting and acting not in self.memberships:
            raise NotMember
        if sum(now < end for end in self.tokens.values()) >= MOST_TOKENS:
            raise TooManyTokens(most=MOST_TOKENS)
        token_id = uuid4()
        self._issue_token(
            token_id=token_id,
            digest=digest,
            name=name,
            scopes=tuple(sorted(scopes)),
            acting=acting,
            expires_at=now + term,
            by=by,
        )
        return token_id

    def revoke_token(self, token_id: UUID, *, by: Actor) -> None:
        """Make a token worth nothing.

        Raises:
            NotFound: the person never had it.
            TokenRevoked: it was revoked before.
        """
        if token_id in self.revoked:
            raise TokenRevoked
        if token_id not in self.tokens:
            raise NotFound
        self._revoke_token(token_id=token_id, by=by)

    def forget(self, *, by: Actor) -> None:
        """Delete the personal data, memberships and tokens of the person.

        Raises:
            PersonForgotten: they were deleted before.

        Source:
            152-ФЗ ст. 21.
        """
        self._check_kept()
        self._forget(by=by)

    @staticmethod
    def create_id(id: UUID) -> UUID:
        return id

    def _check_kept(self) -> None:
        if self.is_forgotten:
            raise PersonForgotten

    @event(Registered)
    def __init__(self, name: str, by: Actor, email: str | None = None) -> None:
        self.name = name
        self.email = email
        self.memberships: set[Membership] = set()
        self.tokens: dict[UUID, datetime] = {}
        self.revoked: set[UUID] = set()
        self.is_forgotten = False

    @event(Described)
    def _describe(self, name: str, by: Actor, email: str | None = None) -> None:
        self.name = name
        self.email = email

    @event(Joined)
    def _join(self, organisation: UUID, role: Role, by: Actor) -> None:
        self.memberships.add(Membership(organisation=organisation, role=role))

    @event(Left)
    def _leave(self, organisation: UUID, role: Role, by: Actor) -> None:
        self.memberships.discard(Membership(organisation=organisation, role=role))

    @event(TokenIssued)
    def _issue_token(
        self,
        token_id: UUID,
        digest: str,
        name: str,
        scopes: tuple[Scope, ...],
        expires_at: datetime,
        by: Actor,
        acting: Membership | None = None,
    ) -> None:
        self.tokens[token_id] = expires_at

    @event(TokenRevoked)
    def _revoke_token(self, token_id: UUID, by: Actor) -> None:
        del self.tokens[token_id]
        self.revoked.add(token_id)

    @event(Forgotten)
    def _forget(self, by: Actor) -> None:
        self.is_forgotten = True
        self.memberships.clear()
        self.tokens.clear()


def _clean(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise NameOfOrganisationMissing
    return name


def _bodies(kind: OrganisationKind, bodies: tuple[str, ...]) -> tuple[str, ...]:
    named = tuple(dict.fromkeys(body.strip() for body in bodies if body.strip()))
    if named and kind not in NAMING_BODIES:
        raise BodiesNotOurs
    return named


def _registers(kind: OrganisationKind, registers: tuple[str, ...]) -> tuple[str, ...]:
    named = tuple(dict.fromkeys(name.strip() for name in registers if name.strip()))
    if named and kind not in KEEPERS:
        raise RegistersNotOurs
    return named
