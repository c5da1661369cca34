"""Declaring compliance, and what the client and the body do with it later."""

from collections.abc import Callable, Collection
from uuid import UUID

from pydantic import Field

from application.access import Action, allow
from application.applicability import OptionalReason, Reason, VersionChanged
from application.log import EventLog, Key, Receipt, check_version
from application.ports import Bodies, Clock, Concerns
from domain.compliance import (
    ComplianceDeclaration,
    ControlScope,
    Position,
    SelfAssessment,
    confirmed,
)
from domain.errors import NotFound
from domain.kernel import Actor, Value
from domain.law_term import LawTerm, LawTerms

VALIDITY = "LAW-051"
"""The rule that says how long a declaration of compliance holds."""

MOST_AT_ONCE = 2000


class DeclareCompliance(Value):
    """Declare that requirements are observed.

    Attributes:
        scope: of which requirements; all of them must be assessed.
        requirements: what to declare, by code, each with the version the client read.
    """

    scope: ControlScope = Field(
        default_factory=ControlScope, examples=[{"control_body": "МЧС России"}]
    )
    requirements: dict[str, int] = Field(
        max_length=MOST_AT_ONCE, examples=[{"REQ-FIRE-001": 1}]
    )


class RenewCompliance(Value):
    """Give a declaration a new term.

    Attributes:
        requirements: what to declare, by code, each with the version the client read.
    """

    requirements: dict[str, int] = Field(
        max_length=MOST_AT_ONCE, examples=[{"REQ-FIRE-001": 1}]
    )


class ComplianceDeclarations:
    """The commands of declarations of compliance.

    Each goes to one supervisory body: a wider scope makes one declaration for each body
    of it, so that nobody reads what is said to another.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        concerns: Concerns,
        bodies: Bodies,
        law: LawTerms,
    ) -> None:
        self._log = log
        self._clock = clock
        self._concerns = concerns
        self._bodies = bodies
        self._law = law

    def declare(
        self,
        client_id: UUID,
        command: DeclareCompliance,
        *,
        by: Actor,
        key: Key | None = None,
    ) -> Receipt:
        """Declare for a scope, to every body of it: all or none.

        What was declared to a body before, and ended by nobody, is renewed.

        Raises:
            NothingToDeclare, OutOfScope, AssessmentUnfinished, OnlyWhatIsObserved: see
                `domain.compliance.confirmed`.
            VersionChanged: a requirement changed after the client read it.
        """
        allow(by, Action.ASSESS, of=client_id)

        def decide() -> Receipt:
            positions = self._positions(client_id, command.scope)
            _check(positions, command.requirements)
            wanted = command.requirements.keys()
            kind = command.scope.control_kind
            bodies = sorted(
                {
                    one.concern.control_body
                    for one in positions
                    if one.concern.code in wanted
                }
            )
            ids = [
                ComplianceDeclaration.create_id(client_id, body, kind)
                for body in bodies
            ]
            found = self._log.find_many(ComplianceDeclaration, ids)

            def declared(id: UUID, body: str) -> ComplianceDeclaration:
                own = [one for one in positions if one.concern.control_body == body]
                known = found.get(id)
                if known is None:
                    return ComplianceDeclaration.declare(
                        own,
                        _of(own, wanted),
                        client_id=client_id,
                        control_body=body,
                        control_kind=kind,
                        term=self._term(),
                        calendar=self._law.calendar,
                        by=by,
                        today=self._clock.today(),
                    )
                known.declare_again(
                    own,
                    _of(own, wanted),
                    term=self._term(),
                    calendar=self._law.calendar,
                    by=by,
                    today=self._clock.today(),
                )
                return known

            made = [declared(*one) for one in zip(ids, bodies, strict=True)]
            return self._log.record(*made, by=by, key=key)

        return self._log.once(by, key, decide)

    def renew(
        self,
        id: UUID,
        command: RenewCompliance,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Give a declaration a new term, of what the client says now; the client."""

        def step(declaration: ComplianceDeclaration) -> None:
            positions = self._positions(declaration.client_id, declaration.scope)
            _check(positions, command.requirements)
            declaration.renew(
                positions,
                command.requirements.keys(),
                term=self._term(),
                calendar=self._law.calendar,
                by=by,
                today=self._clock.today(),
            )

        return self._by_client(id, step, by=by, key=key, version=version)

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

        def step(declaration: ComplianceDeclaration) -> None:
            declaration.withdraw(
                reason=command.reason, by=by, today=self._clock.today()
            )

        return self._by_client(id, step, by=by, key=key, version=version)

    def annul(
        self,
        id: UUID,
        command: Reason,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Annul a declaration with a reason; the body to which it was made."""

        def decide() -> Receipt:
            allow(by, Action.ANNUL_COMPLIANCE)
            declaration = self._load(id)
            authority = by.organisation
            if authority is None or declaration.control_body not in self._bodies.of(
                authority
            ):
                raise NotFound
            check_version(declaration, version).annul(
                authority=authority,
                reason=command.reason,
                by=by,
                today=self._clock.today(),
            )
            return self._log.record(declaration, by=by, key=key)

        return self._log.once(by, key, decide)

    def _by_client(
        self,
        id: UUID,
        step: Callable[[ComplianceDeclaration], None],
        *,
        by: Actor,
        key: Key | None,
        version: int | None,
    ) -> Receipt:
        def decide() -> Receipt:
            allow(by, Action.ASSESS)
            declaration = self._load(id)
            allow(by, Action.ASSESS, of=declaration.client_id)
            step(check_version(declaration, version))
            return self._log.record(declaration, by=by, key=key)

        return self._log.once(by, key, decide)

    def _load(self, id: UUID) -> ComplianceDeclaration:
        """The declaration, unless its client was forgotten and it with the client."""
        declaration = self._log.load(ComplianceDeclaration, id)
        self._concerns.concerns(declaration.client_id)
        return declaration

    def _positions(self, client_id: UUID, scope: ControlScope) -> list[Position]:
        """What the client says of every requirement of a scope."""
        concerns = [one for one in self._concerns.concerns(client_id) if scope.has(one)]
        ids = [SelfAssessment.create_id(client_id, one.code) for one in concerns]
        found = self._log.find_many(SelfAssessment, ids)
        return [
            found[id].as_of(one) if id in found else Position(concern=one)
            for id, one in zip(ids, concerns, strict=True)
        ]

    def _term(self) -> LawTerm:
        return self._law.on(VALIDITY, self._clock.today())


def _check(positions: list[Position], wanted: dict[str, int]) -> None:
    """Refuse with everything at fault in the whole scope, before any is declared."""
    now = {one.concern.code: one.concern.version for one in positions}
    changed = [code for code, seen in wanted.items() if now.get(code, seen) != seen]
    if changed:
        raise VersionChanged(requirements=changed)
    confirmed(positions, wanted.keys())


def _of(own: list[Position], wanted: Collection[str]) -> set[str]:
    return {one.concern.code for one in own} & set(wanted)
