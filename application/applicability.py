"""Declaring non-applicability, and what the supervisory body says to it (L4)."""

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from pydantic import Field

from application.access import Action, allow
from application.log import EventLog, Key, Receipt, check_version
from application.ports import Bodies, Clock, Documents, ListFacts
from domain.applicability import Declaration, Subject
from domain.condition import Ground
from domain.errors import NotFound, Refusal, RuleBroken, Stale
from domain.kernel import Actor, Value
from domain.profile import Profile
from domain.requirement import Code

MOST_AT_ONCE = 500

Declared = Callable[[Subject, Profile, "Declare"], Declaration]


class Declare(Value):
    """Declare that requirements do not concern the client: one, or many at once.

    Attributes:
        requirements: codes; at least one.
        ground: one of the two of the standard; of one of `absent` at least.
        absent: what is not done or not used, e.g. ["object:lift"]; at least one.
        explanation: in the client's words.
        document_id: of a document uploaded before.
        seen: version of each requirement that the client read; checked where given.
    """

    requirements: tuple[Code, ...] = Field(
        min_length=1, max_length=MOST_AT_ONCE, examples=[["REQ-OPO-011"]]
    )
    ground: Ground = Field(examples=["object_not_used"])
    absent: tuple[str, ...] = Field(
        min_length=1, max_length=20, examples=[["object:lift"]]
    )
    explanation: str | None = Field(
        default=None, max_length=5000, examples=["В здании один этаж"]
    )
    document_id: UUID | None = None
    seen: dict[str, int] = Field(
        default_factory=dict, max_length=MOST_AT_ONCE, examples=[{"REQ-OPO-011": 1}]
    )


class Reason(Value):
    """Why: in the words of the one who decides."""

    reason: str = Field(
        min_length=1, max_length=5000, examples=["Лифт виден на плане здания"]
    )


class OptionalReason(Value):
    """Why, if there is something to say."""

    reason: str | None = Field(default=None, max_length=5000)


class Answer(Value):
    """The client's answer to a contest."""

    answer: str = Field(
        min_length=1, max_length=5000, examples=["Лифт демонтирован в марте"]
    )


class SomeCannotBeDeclared(RuleBroken):
    code = "some-cannot-be-declared"
    title = "Some of these requirements cannot be declared; nothing was recorded"
    about = "requirements"


class VersionChanged(Stale):
    code = "requirement-version-changed"
    title = "The requirement was changed after you opened it"
    about = "seen"


class Applicability:
    """The commands of declarations."""

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        facts: ListFacts,
        bodies: Bodies,
        documents: Documents,
    ) -> None:
        self._log = log
        self._clock = clock
        self._facts = facts
        self._bodies = bodies
        self._documents = documents

    def declare(
        self, client_id: UUID, command: Declare, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Declare for one or many requirements: all of them or none.

        Raises:
            NotFound: a requirement is not in force, or the document is not there.
            VersionChanged: it changed after the client read it.
            AlreadyDeclared and the refusals of `Declaration.declare`: of one.
            SomeCannotBeDeclared: with the refusal of each, when there are many.
        """
        allow(by, Action.DECLARE, of=client_id)

        def decide() -> Receipt:
            profile, subjects = self._in_force(client_id, command)

            def declared(one: Declared) -> list[Declaration]:
                return _each(subjects, lambda subject: one(subject, profile, command))

            def looked_up() -> Receipt:
                again = declared(partial(self._again, client_id, by))
                if command.document_id:
                    self._documents.refer(command.document_id, client_id)
                return self._log.record(*again, by=by, key=key)

            if command.document_id:  # that of a refused declaration does not stay
                return looked_up()
            try:
                new = declared(partial(_new, client_id, by, self._clock.today()))
                return self._log.record(*new, by=by, key=key)
            except Stale:
                return looked_up()

        return self._log.once(by, key, decide)

    def withdraw(
        self,
        id: UUID,
        command: OptionalReason,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Take a declaration back; the client."""

        def decide() -> Receipt:
            declaration = self._of_client(by, id, version)
            declaration.withdraw(reason=command.reason, by=by)
            return self._log.record(declaration, by=by, key=key)

        return self._log.once(by, key, decide)

    def reconfirm(
        self,
        id: UUID,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Declare the same after something changed; the client."""

        def decide() -> Receipt:
            declaration = self._of_client(by, id, version)
            profile, subjects = self._facts.subjects(
                declaration.client_id, [declaration.requirement]
            )
            if declaration.requirement not in subjects:
                raise NotFound
            declaration.reconfirm(
                subjects[declaration.requirement],
                profile=profile,
                by=by,
                today=self._clock.today(),
            )
            return self._log.record(declaration, by=by, key=key)

        return self._log.once(by, key, decide)

    def answer(
        self,
        id: UUID,
        command: Answer,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Answer a contest; the client."""

        def decide() -> Receipt:
            declaration = self._of_client(by, id, version)
            declaration.answer(answer=command.answer, by=by)
            return self._log.record(declaration, by=by, key=key)

        return self._log.once(by, key, decide)

    def contest(
        self,
        id: UUID,
        command: Reason,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Contest a declaration; the body that supervises the requirement."""

        def decide() -> Receipt:
            declaration, authority = self._of_body(by, id, version)
            declaration.contest(authority=authority, reason=command.reason, by=by)
            return self._log.record(declaration, by=by, key=key)

        return self._log.once(by, key, decide)

    def drop_contest(
        self,
        id: UUID,
        command: OptionalReason,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Accept a contested declaration; the body."""

        def decide() -> Receipt:
            declaration, _ = self._of_body(by, id, version)
            declaration.drop_contest(reason=command.reason, by=by)
            return self._log.record(declaration, by=by, key=key)

        return self._log.once(by, key, decide)

    def uphold_contest(
        self,
        id: UUID,
        command: Reason,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Keep the contest after the client's answer; the body."""

        def decide() -> Receipt:
            declaration, _ = self._of_body(by, id, version)
            declaration.uphold_contest(reason=command.reason, by=by)
            return self._log.record(declaration, by=by, key=key)

        return self._log.once(by, key, decide)

    def keep_document(
        self, client_id: UUID, name: str, content: bytes, *, by: Actor
    ) -> UUID:
        """Take a file that a declaration will refer to; the client."""
        allow(by, Action.DECLARE, of=client_id)
        return self._documents.keep(client_id, name, content)

    def _of_client(self, by: Actor, id: UUID, version: int | None) -> Declaration:
        allow(by, Action.DECLARE)
        declaration = self._load(id)
        allow(by, Action.DECLARE, of=declaration.client_id)
        return check_version(declaration, version)

    def _of_body(
        self, by: Actor, id: UUID, version: int | None
    ) -> tuple[Declaration, UUID]:
        allow(by, Action.DECIDE_DECLARATION)
        declaration = self._load(id)
        if by.organisation is None or declaration.control_body not in self._bodies.of(
            by.organisation
        ):
            raise NotFound
        return check_version(declaration, version), by.organisation

    def _load(self, id: UUID) -> Declaration:
        """The declaration, unless its client was forgotten and it with the client."""
        declaration = self._log.load(Declaration, id)
        self._facts.subjects(declaration.client_id, ())
        return declaration

    def _in_force(
        self, client_id: UUID, command: Declare
    ) -> tuple[Profile, list[Subject]]:
        codes = list(dict.fromkeys(command.requirements))
        profile, subjects = self._facts.subjects(client_id, codes)
        missing = [code for code in codes if code not in subjects]
        if missing:
            raise NotFound(requirements=missing)
        changed = [
            code
            for code in codes
            if command.seen.get(code, subjects[code].version) != subjects[code].version
        ]
        if changed:
            raise VersionChanged(requirements=changed)
        return profile, [subjects[code] for code in codes]

    def _again(
        self,
        client_id: UUID,
        by: Actor,
        subject: Subject,
        profile: Profile,
        command: Declare,
    ) -> Declaration:
        today = self._clock.today()
        found = self._log.find(
            Declaration, Declaration.create_id(client_id, subject.code)
        )
        if found is None:
            return _new(client_id, by, today, subject, profile, command)
        found.declare_again(
            subject,
            profile=profile,
            ground=command.ground,
            absent=command.absent,
            explanation=command.explanation,
            document_id=command.document_id,
            by=by,
            today=today,
        )
        return found


def _new(
    client_id: UUID,
    by: Actor,
    today: date,
    subject: Subject,
    profile: Profile,
    command: Declare,
) -> Declaration:
    return Declaration.declare(
        subject,
        client_id=client_id,
        profile=profile,
        ground=command.ground,
        absent=command.absent,
        explanation=command.explanation,
        document_id=command.document_id,
        by=by,
        today=today,
    )


def _each(
    subjects: list[Subject], declare: Callable[[Subject], Declaration]
) -> list[Declaration]:
    if len(subjects) == 1:
        return [declare(subjects[0])]
    declared, refused = [], []
    for subject in subjects:
        try:
            declared.append(declare(subject))
        except Refusal as refusal:
            refused.append({"requirement": subject.code, "problem": refusal.code})
    if refused:
        raise SomeCannotBeDeclared(refused=refused)
    return declared
