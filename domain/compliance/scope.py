"""What may enter a declaration of compliance: the finished, observed, chosen (L9)."""

from collections.abc import Collection, Iterable, Sequence

from domain.compliance.given import SELF_EXAMINATION, Concern, Degree, Position
from domain.errors import Invalid, Refusal, RuleBroken
from domain.kernel import Value


class AssessmentUnfinished(RuleBroken):
    code = "assessment-unfinished"
    title = "Some requirements are not assessed yet on the version in force"
    about = "requirements"
    source = SELF_EXAMINATION


class OnlyWhatIsObserved(RuleBroken):
    code = "only-what-is-observed"
    title = "Only requirements that you said you observe can be declared"
    about = "requirements"
    source = SELF_EXAMINATION


class NothingToDeclare(Invalid):
    code = "nothing-to-declare"
    title = "Choose at least one requirement to declare"
    about = "requirements"


class OutOfScope(Invalid):
    code = "requirement-out-of-scope"
    title = "Some of these requirements are not among those that you chose"
    about = "requirements"


class ControlScope(Value):
    """Of which requirements a declaration is made.

    Attributes:
        control_body: only what it supervises; None: of every body.
        control_kind: only of this kind of control; None: of every kind.
    """

    control_body: str | None = None
    control_kind: str | None = None

    def has(self, concern: Concern) -> bool:
        """Whether a requirement belongs to it."""
        return (self.control_body in (None, concern.control_body)) and (
            self.control_kind in (None, concern.control_kind)
        )


class Confirmed(Value):
    """A requirement in a declaration.

    Attributes:
        code: of the requirement.
        version: of the requirement.
        assessment_version: of the self-assessment that names the evidence.
    """

    code: str
    version: int
    assessment_version: int


def confirmed(
    assessed: Sequence[Position], wanted: Collection[str]
) -> tuple[Confirmed, ...]:
    """What may enter a declaration.

    Args:
        assessed: every requirement of the chosen scope.
        wanted: codes of those to declare.

    Raises:
        NothingToDeclare: `wanted` is empty.
        OutOfScope: something wanted is not in the scope.
        AssessmentUnfinished: something in the scope is not assessed, or was assessed on
            another version.
        OnlyWhatIsObserved: something wanted is not said to be observed.

    Source:
        248-ФЗ, ст. 51: a declaration follows a finished self-examination.
    """
    by_code = {one.concern.code: one for one in assessed}
    if not wanted:
        raise NothingToDeclare
    _none(OutOfScope, (code for code in wanted if code not in by_code))
    _none(
        AssessmentUnfinished,
        (code for code, one in by_code.items() if not one.is_current),
    )
    _none(
        OnlyWhatIsObserved,
        (code for code in wanted if by_code[code].degree is not Degree.COMPLIES),
    )
    return tuple(
        Confirmed(
            code=code,
            version=one.concern.version,
            assessment_version=one.assessment_version or 1,
        )
        for code, one in by_code.items()
        if code in wanted
    )


def _none(refusal: type[Refusal], at_fault: Iterable[str]) -> None:
    """Refuse with everything that is at fault, if anything is."""
    if found := list(at_fault):
        raise refusal(requirements=found)
