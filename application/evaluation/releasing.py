"""A person who is not the rule's author releases what clients wrote (E5)."""

from uuid import UUID

from pydantic import Field

from application.access import Action, allow, develops
from application.evaluation.rounds import CONSIDERATION
from application.log import EventLog, Key, Receipt, check_version
from application.ports import Bodies, Clock, EvaluatedRules
from domain.evaluation import AuthorMayNotRelease, Evaluation
from domain.kernel import Actor, Value
from domain.law_term import LawTerms


class Release(Value):
    """Decide what of a remark is shown.

    Attributes:
        remark: which one, from 1.
        text: without what tells who wrote it; None: nothing of it is shown.
    """

    remark: int = Field(ge=1, le=100)
    text: str | None = Field(
        default=None, min_length=1, max_length=3000, examples=["Срок слишком мал"]
    )


class Releases:
    """The commands of those who read texts before they are shown."""

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        rules: EvaluatedRules,
        bodies: Bodies,
        law: LawTerms,
    ) -> None:
        self._log = log
        self._clock = clock
        self._rules = rules
        self._bodies = bodies
        self._law = law

    def release(
        self,
        id: UUID,
        command: Release,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Show a remark, without what tells who wrote it, or keep it back.

        Raises:
            NotFound: there is no such evaluation, or it is not for this role.
            AuthorMayNotRelease: the reader acts for the developer of the rule.
            NoSuchRemark, ReleasedAlready, ReleaseTellsWho, NotSent: see
                `Evaluation.release`.
        """

        def decide() -> Receipt:
            allow(by, Action.RELEASE_TEXT)
            evaluation = self._log.load(Evaluation, id)
            check_version(evaluation, version)
            if develops(by, self._rules.of(evaluation.of), self._bodies):
                raise AuthorMayNotRelease
            today = self._clock.today()
            if command.text is None:
                evaluation.keep_back(command.remark, by=by, today=today)
            else:
                evaluation.release(
                    command.remark,
                    command.text,
                    due=self._law.on(CONSIDERATION, today).last_day(
                        today, self._law.calendar
                    ),
                    by=by,
                    today=today,
                )
            return self._log.record(evaluation, by=by, key=key)

        return self._log.once(by, key, decide)
