"""Assessing oneself, one requirement or several alike, and planning what to mend."""

from collections.abc import Callable
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from application.access import Action, allow
from application.applicability import VersionChanged
from application.log import EventLog, Key, Receipt
from application.ports import Clock, Concerns, Documents
from domain.compliance import Concern, Given, NotAboutYou, SelfAssessment
from domain.errors import Invalid, NotFound, Stale
from domain.kernel import Actor, Value
from domain.requirement import Code, Day

MOST_AT_ONCE = 200

Work = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)
]


class Assess(Given):
    """Say how far requirements are observed: one, or several alike at once.

    Attributes:
        requirements: codes; of all of them the same is said.
        seen: version of each requirement that the client read; checked where given.
    """

    requirements: tuple[Code, ...] = Field(
        min_length=1, max_length=MOST_AT_ONCE, examples=[["REQ-FIRE-001"]]
    )
    seen: dict[str, int] = Field(
        default_factory=dict, max_length=MOST_AT_ONCE, examples=[{"REQ-FIRE-001": 1}]
    )


class PlanMeasure(Value):
    """Plan what to mend.

    Attributes:
        what: in the client's words.
        due: the day by which it is to be done.
    """

    what: Work = Field(examples=["Утвердить инструкцию и ознакомить сотрудников"])
    due: Day = Field(examples=["2030-03-01"])


class ChangeMeasure(PlanMeasure):
    """Put a measure in other words, or on another day."""


class SomeCannotBeAssessed(Invalid):
    code = "some-cannot-be-assessed"
    title = "Some of these requirements cannot be assessed so; nothing was recorded"
    about = "requirements"


class SelfAssessments:
    """The commands of self-assessment; all are the client's alone."""

    def __init__(
        self, log: EventLog, clock: Clock, concerns: Concerns, documents: Documents
    ) -> None:
        self._log = log
        self._clock = clock
        self._concerns = concerns
        self._documents = documents

    def assess(
        self,
        client_id: UUID,
        command: Assess,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Assess one requirement or several alike: all of them or none.

        Args:
            client_id: whose self-assessment it is.
            command: what is said.
            by: who says it for the client.
            key: see `EventLog.once`.
            version: of the self-assessment that was read, 0 when there was none;
                checked where one requirement is assessed.

        Raises:
            NotFound: a requirement is not in force, or the document is not there.
            NotAboutYou: a requirement does not concern the client.
            VersionChanged: it changed after the client read it.
            Stale: somebody else assessed it meanwhile.
            EvidenceNotAskedFor: see `SelfAssessment.assess`.
            SomeCannotBeAssessed: with the refusal of each, when there are several.
        """
        allow(by, Action.ASSESS, of=client_id)

        def decide() -> Receipt:
            if command.document_id:
                self._documents.refer(command.document_id, client_id)
            asked = self._concerns.asked_evidence(command.requirements)
            concerns = self._checked(client_id, command, asked)
            ids = {
                one.code: SelfAssessment.create_id(client_id, one.code)
                for one in concerns
            }
            found = self._log.find_many(SelfAssessment, list(ids.values()))
            if len(concerns) == 1 and version is not None:
                _at(found.get(ids[concerns[0].code]), version)
            given = Given.model_validate(
                command.model_dump(include=set(Given.model_fields))
            )

            def said(concern: Concern) -> SelfAssessment:
                evidence = asked[concern.code]
                known = found.get(ids[concern.code])
                if known is None:
                    return SelfAssessment.assess(
                        concern, given, client_id=client_id, asked=evidence, by=by
                    )
                known.assess_again(concern, given, asked=evidence, by=by)
                return known

            return self._log.record(*_each(concerns, said), by=by, key=key)

        return self._log.once(by, key, decide)

    def plan(
        self,
        client_id: UUID,
        code: str,
        command: PlanMeasure,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Plan a measure for a requirement that was assessed."""
        return self._change(
            client_id,
            code,
            lambda one, today: one.plan(
                what=command.what, due=command.due, by=by, today=today
            ),
            by=by,
            key=key,
            version=version,
        )

    def change_measure(
        self,
        client_id: UUID,
        code: str,
        measure_id: UUID,
        command: ChangeMeasure,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Put a measure in other words, or on another day."""
        return self._change(
            client_id,
            code,
            lambda one, today: one.change_measure(
                measure_id, what=command.what, due=command.due, by=by, today=today
            ),
            by=by,
            key=key,
            version=version,
        )

    def finish_measure(
        self,
        client_id: UUID,
        code: str,
        measure_id: UUID,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Say that a measure is done."""
        return self._change(
            client_id,
            code,
            lambda one, today: one.finish_measure(measure_id, by=by, today=today),
            by=by,
            key=key,
            version=version,
        )

    def drop_measure(
        self,
        client_id: UUID,
        code: str,
        measure_id: UUID,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Take a measure off the plan."""
        return self._change(
            client_id,
            code,
            lambda one, _today: one.drop_measure(measure_id, by=by),
            by=by,
            key=key,
            version=version,
        )

    def keep_document(
        self, client_id: UUID, name: str, content: bytes, *, by: Actor
    ) -> UUID:
        """Take a file that an assessment will name as evidence."""
        allow(by, Action.ASSESS, of=client_id)
        return self._documents.keep(client_id, name, content)

    def _change(
        self,
        client_id: UUID,
        code: str,
        step: Callable[[SelfAssessment, date], object],
        *,
        by: Actor,
        key: Key | None,
        version: int | None,
    ) -> Receipt:
        allow(by, Action.ASSESS, of=client_id)

        def decide() -> Receipt:
            self._concerns.concerns(client_id)  # a forgotten client has none
            id = SelfAssessment.create_id(client_id, code)
            assessment = self._log.load(SelfAssessment, id, version)
            step(assessment, self._clock.today())
            return self._log.record(assessment, by=by, key=key)

        return self._log.once(by, key, decide)

    def _checked(
        self, client_id: UUID, command: Assess, asked: dict[str, tuple[str, ...]]
    ) -> list[Concern]:
        codes = list(dict.fromkeys(command.requirements))
        concerns = {one.code: one for one in self._concerns.concerns(client_id)}
        missing = [code for code in codes if code not in asked]
        if missing:
            raise NotFound(requirements=missing)
        others = [code for code in codes if code not in concerns]
        if others:
            raise NotAboutYou(requirements=others)
        changed = [
            code
            for code in codes
            if command.seen.get(code, concerns[code].version) != concerns[code].version
        ]
        if changed:
            raise VersionChanged(requirements=changed)
        return [concerns[code] for code in codes]


def _each(
    concerns: list[Concern], assess: Callable[[Concern], SelfAssessment]
) -> list[SelfAssessment]:
    if len(concerns) == 1:
        return [assess(concerns[0])]
    assessed, refused = [], []
    for concern in concerns:
        try:
            assessed.append(assess(concern))
        except Invalid as refusal:
            refused.append({"requirement": concern.code, "problem": refusal.code})
    if refused:
        raise SomeCannotBeAssessed(refused=refused)
    return assessed


def _at(known: SelfAssessment | None, version: int) -> None:
    now = known.version if known else 0
    if now != version:
        raise Stale(version=now)
