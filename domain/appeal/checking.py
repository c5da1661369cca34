"""What must be right about an appeal before it goes, and before it is decided (I9)."""

from collections.abc import Mapping, Sequence

from domain.appeal.effects import FITTING, SUSPENDABLE, Effect, Ordered
from domain.appeal.refusals import (
    AppealReasonMissing,
    AskMissing,
    EffectIncomplete,
    EffectMissing,
    EffectUnfit,
    EffectWithoutGround,
    JudgementsMissing,
    NothingToSuspend,
    PointsMissing,
    RestorationMissing,
    WishEmpty,
)
from domain.appeal.standing import Outcome
from domain.appeal.state import State
from domain.appeal.subject import SubjectKind
from domain.appeal.writing import DraftPart, Wish
from domain.term import Reckoning

_SAY_WHY = frozenset({DraftPart.RESTORATION, DraftPart.SUSPENSION})


def check_wish(part: DraftPart, wish: Wish, words: str, kind: SubjectKind) -> None:
    """See that what is wanted is told, and may be wanted.

    Raises:
        AskMissing, WishEmpty: it is not told.
        NothingToSuspend: nothing of such a thing is executed.
    """
    if not wish.wanted:
        return
    if part is DraftPart.ASKS and not words.strip():
        raise AskMissing
    if part in _SAY_WHY and not words.strip():
        raise WishEmpty
    if part is DraftPart.SUSPENSION and kind not in SUSPENDABLE:
        raise NothingToSuspend


def check_ready(appeal: State, filing: Reckoning, *, late: bool) -> None:
    """See that a draft is whole.

    Raises:
        PointsMissing, AskMissing: it lacks them.
        RestorationMissing: it is late, and does not ask to restore the term.
    """
    if not appeal.points:
        raise PointsMissing
    if not appeal.wants(DraftPart.ASKS):
        raise AskMissing
    if late and not appeal.wants(DraftPart.RESTORATION):
        raise RestorationMissing(
            last_day=filing.last_day,
            rule=filing.term.rule,
            certainty=filing.term.certainty,
        )


def checked_reason(reason: str) -> str:
    """Why something was decided.

    Raises:
        AppealReasonMissing: it is not said.
    """
    if not (said := reason.strip()):
        raise AppealReasonMissing
    return said


def outcome_of(points: Sequence[int], upheld: Sequence[int]) -> Outcome:
    """What it comes to as a whole."""
    if not upheld:
        return Outcome.REFUSED
    if set(points) == set(upheld):
        return Outcome.UPHELD
    return Outcome.UPHELD_IN_PART


def check_judged(
    points: Sequence[int], judged: Mapping[int, tuple[bool, str]]
) -> tuple[int, ...]:
    """See that every point, and no other, is judged with a reason.

    Returns:
        Numbers of those that are upheld.

    Raises:
        JudgementsMissing: names those that are not judged.
    """
    lacking = [n for n in points if n not in judged or not judged[n][1].strip()]
    if lacking or set(judged) != set(points):
        raise JudgementsMissing(points=lacking)
    return tuple(sorted(n for n, (upheld, _) in judged.items() if upheld))


def check_effects(
    kind: SubjectKind,
    upheld: Sequence[int],
    effects: Sequence[Ordered],
    words: Sequence[str],
) -> None:
    """See that effects follow from what is upheld, fit the thing, and are whole.

    Raises:
        EffectWithoutGround: nothing is upheld.
        EffectMissing: something is upheld, and nothing follows.
        EffectUnfit: names those that such a thing cannot have.
        EffectIncomplete: names those that lack a day, a category or words.
    """
    if effects and not upheld:
        raise EffectWithoutGround
    if upheld and not effects:
        raise EffectMissing
    if unfit := [one.effect for one in effects if one.effect not in FITTING[kind]]:
        raise EffectUnfit(effects=unfit)
    told = zip(effects, words, strict=True)
    lacking = [n for n, (one, said) in enumerate(told, 1) if not _is_whole(one, said)]
    if lacking:
        raise EffectIncomplete(effects=lacking)


def _is_whole(ordered: Ordered, words: str) -> bool:
    match ordered.effect:
        case Effect.NEW_TERM:
            return ordered.until is not None
        case Effect.NEW_CATEGORY:
            return ordered.category is not None
        case Effect.CORRECT:
            return bool(words.strip())
        case Effect.OBLIGE:
            return bool(words.strip()) and ordered.until is not None
    return True
