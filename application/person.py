"""People sign in, join organisations, give programs access, and can be forgotten."""

from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from application.access import Action, allow, may
from application.log import EventLog, Key, Receipt
from application.ports import Clock, Pseudonyms
from domain.client import Client
from domain.errors import NotFound, Stale
from domain.kernel import Actor, Role, Value
from domain.person import (
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationKnown,
    Person,
    RoleDoesNotFit,
    Scope,
)

TOKEN_PREFIX = "sverka_"  # noqa: S105
TOKEN_BYTES = 32
OF_CLIENT = (Role.CLIENT, Role.EMPLOYEE)
"""The roles that people hold in a business."""

Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]


class SignIn(Value):
    """Somebody whose identity a provider has proved.

    Attributes:
        issuer: the provider, e.g. "https://id.example.org".
        subject: whom the provider means; opaque.
        name: to show.
        email: None when the provider gives none.
    """

    issuer: str = Field(min_length=1, max_length=500)
    subject: str = Field(min_length=1, max_length=500)
    name: str = Field(min_length=1, max_length=300)
    email: str | None = Field(default=None, max_length=300)


class FoundOrganisation(Value):
    """Enter an organisation of the state, or the one that runs the service.

    Attributes:
        kind: what it does in the service.
        name: full name.
        bodies: supervisory bodies of the register that an authority answers for.
        registers: state registers that it keeps, and so answers disputes about.
    """

    kind: OrganisationKind
    name: Line = Field(min_length=1)
    bodies: tuple[Line, ...] = Field(default=(), max_length=100)
    registers: tuple[Line, ...] = Field(default=(), max_length=100, examples=[["ЕРВК"]])


class CorrectOrganisation(Value):
    """Change an organisation's name, supervisory bodies and state registers."""

    name: Line = Field(min_length=1)
    bodies: tuple[Line, ...] = Field(default=(), max_length=100)
    registers: tuple[Line, ...] = Field(default=(), max_length=100)


class AddPerson(Value):
    """Let a person act for an organisation or a client.

    Attributes:
        person_id: shown to the person on the page "My account".
        organisation: the organisation, or the client.
        role: what the person will do there.
    """

    person_id: UUID
    organisation: UUID
    role: Role


class RemovePerson(Value):
    """Let a person no longer act for an organisation or a client in a role."""

    person_id: UUID
    organisation: UUID
    role: Role


class IssueToken(Value):
    """Give a program access in one's own name.

    Attributes:
        name: what you call it.
        scopes: "read" looks; "write" also changes.
        days: how long it lives, 1..366.
    """

    name: Line = Field(min_length=1)
    scopes: frozenset[Scope] = Field(default=frozenset({Scope.READ}), min_length=1)
    days: int = Field(default=90, ge=1, le=366)


class Issued(Value):
    """What came of IssueToken.

    Attributes:
        receipt: proof that it was recorded.
        token_id: what to revoke it by; None when the command was a repetition.
        token: the token, told this once; None when the command was a repetition.
    """

    receipt: Receipt
    token_id: UUID | None = None
    token: str | None = None


class People:
    """The commands of the person context; also implements `ports.Memberships`."""

    def __init__(self, log: EventLog, clock: Clock, pseudonyms: Pseudonyms) -> None:
        self._log = log
        self._clock = clock
        self._pseudonyms = pseudonyms

    def sign_in(self, command: SignIn) -> Receipt:
        """Meet a person, or take over a changed name and e-mail.

        The person who signs in is the actor. Somebody who was forgotten comes back as
        a new person.

        Returns:
            A receipt that names the person; position 0 when nothing changed.
        """
        try:
            return self._sign_in(command)
        except Stale:  # the same person in another window
            return self._sign_in(command)

    def _sign_in(self, command: SignIn) -> Receipt:
        life = 0
        while True:
            id = self._pseudonyms.of(
                "person", f"{command.issuer}\n{command.subject}\n{life}"
            )
            by = Actor(id=str(id), role=Role.PERSON)
            person = self._log.find(Person, id)
            if person is None:
                person = Person.register(
                    id=id, name=command.name, email=command.email, by=by
                )
            elif person.is_forgotten:
                life += 1
                continue
            else:
                person.describe(name=command.name, email=command.email, by=by)
            return self._log.record(person, by=by)

    def found(
        self, command: FoundOrganisation, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Enter an organisation; administrators.

        Raises:
            OrganisationKnown: it is there.
            BodiesNotOurs: bodies are given to something that is no authority.
            RegistersNotOurs: registers are given to one that cannot keep any.
        """
        allow(by, Action.KEEP_PEOPLE)

        def decide() -> Receipt:
            organisation = Organisation.found(
                kind=command.kind,
                name=command.name,
                bodies=command.bodies,
                registers=command.registers,
                by=by,
            )
            if self._log.find(Organisation, organisation.id):
                raise OrganisationKnown
            return self._log.record(organisation, by=by, key=key)

        return self._log.once(by, key, decide)

    def correct(
        self,
        organisation_id: UUID,
        command: CorrectOrganisation,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Change an organisation's name, bodies and registers; administrators."""
        allow(by, Action.KEEP_PEOPLE)

        def decide() -> Receipt:
            organisation = self._log.load(Organisation, organisation_id, version)
            organisation.correct(
                name=command.name,
                bodies=command.bodies,
                registers=command.registers,
                by=by,
            )
            return self._log.record(organisation, by=by, key=key)

        return self._log.once(by, key, decide)

    def add(self, command: AddPerson, *, by: Actor, key: Key | None = None) -> Receipt:
        """Let a person act for an organisation.

        Administrators anywhere; somebody who acts for a client, for that client.

        Raises:
            NotFound: no such person or organisation, or not yours to fill.
            RoleDoesNotFit: nobody can hold the role there.
            AlreadyMember: the person holds it.
        """
        self._allow_filling(by, command.organisation, command.role)

        def decide() -> Receipt:
            self._check_role(command.organisation, command.role)
            person = self._log.load(Person, command.person_id)
            person.join(
                Membership(organisation=command.organisation, role=command.role), by=by
            )
            return self._log.record(person, by=by, key=key)

        return self._log.once(by, key, decide)

    def remove(
        self, command: RemovePerson, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Let a person no longer act for an organisation.

        Administrators anywhere; somebody who acts for a client, for that client.

        Raises:
            NotFound: no such person, or not yours to empty.
            NotMember: the person does not hold the role there.
        """
        self._allow_filling(by, command.organisation, command.role)

        def decide() -> Receipt:
            person = self._log.load(Person, command.person_id)
            person.leave(
                Membership(organisation=command.organisation, role=command.role), by=by
            )
            return self._log.record(person, by=by, key=key)

        return self._log.once(by, key, decide)

    def appoint(self, person_id: UUID, organisation: str, *, by: Actor) -> Receipt:
        """Make a person an administrator; from the command line only.

        Args:
            person_id: somebody who has signed in.
            organisation: name of the one that runs the service; entered if new.
            by: a scheduled job or the command line.
        """
        allow(by, Action.REACT)
        person = self._log.load(Person, person_id)
        owner = Organisation.found(
            kind=OrganisationKind.OPERATOR, name=organisation, bodies=(), by=by
        )
        known = self._log.find(Organisation, owner.id)
        person.join(Membership(organisation=owner.id, role=Role.ADMINISTRATOR), by=by)
        return self._log.record(*([person] if known else [person, owner]), by=by)

    def joining(self, person: Actor, organisation: UUID, role: Role) -> Person:
        """The person who acts, with the decision to join not yet recorded.

        Raises:
            NotFound: the actor is no person.
            AlreadyMember: the person holds the role there.
        """
        found = self._self(person)
        found.join(Membership(organisation=organisation, role=role), by=person)
        return found

    def issue_token(
        self, command: IssueToken, *, by: Actor, key: Key | None = None
    ) -> Issued:
        """Give a program access as whom one acts now.

        A repetition under the same key issues nothing, and tells no token: it was
        told the first time, and nobody keeps it.
        """
        allow(by, Action.KEEP_SELF)
        told: list[tuple[UUID, str]] = []

        def decide() -> Receipt:
            token = f"{TOKEN_PREFIX}{token_urlsafe(TOKEN_BYTES)}"
            person = self._self(by)
            token_id = person.issue_token(
                digest=digest_of(token),
                name=command.name,
                scopes=command.scopes,
                acting=Membership(organisation=by.organisation, role=by.role)
                if by.organisation
                else None,
                term=timedelta(days=command.days),
                now=self._clock.now(),
                by=by,
            )
            receipt = self._log.record(person, by=by, key=key)
            told.append((token_id, token))
            return receipt

        receipt = self._log.once(by, key, decide)
        token_id, token = told[-1] if told else (None, None)
        return Issued(receipt=receipt, token_id=token_id, token=token)

    def revoke_token(
        self, token_id: UUID, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Make one's own token worth nothing."""
        allow(by, Action.KEEP_SELF)

        def decide() -> Receipt:
            person = self._self(by)
            person.revoke_token(token_id, by=by)
            return self._log.record(person, by=by, key=key)

        return self._log.once(by, key, decide)

    def forget(self, person_id: UUID, *, by: Actor, key: Key | None = None) -> Receipt:
        """Delete the personal data of a person for ever; administrators.

        The projection of people destroys the key when it meets the event, so that a
        crash in between loses nothing.
        """
        allow(by, Action.FORGET)

        def decide() -> Receipt:
            person = self._log.load(Person, person_id)
            person.forget(by=by)
            return self._log.record(person, by=by, key=key)

        return self._log.once(by, key, decide)

    def _self(self, by: Actor) -> Person:
        try:
            return self._log.load(Person, UUID(by.id))
        except ValueError:
            raise NotFound from None

    def _allow_filling(self, by: Actor, organisation: UUID, role: Role) -> None:
        if not may(by, Action.KEEP_PEOPLE):
            allow(by, Action.KEEP_CLIENT, of=organisation)
            if role not in OF_CLIENT:
                raise RoleDoesNotFit(roles=OF_CLIENT)

    def _check_role(self, organisation: UUID, role: Role) -> None:
        if role not in OF_CLIENT:
            self._log.load(Organisation, organisation).check_role(role)
        elif self._log.find(Client, organisation) is None:
            if self._log.find(Organisation, organisation) is None:
                raise NotFound
            raise RoleDoesNotFit


def digest_of(secret: str) -> str:
    """SHA-256 of a token or a session's secret, hex; enough for 256 random bits."""
    return sha256(secret.encode()).hexdigest()
