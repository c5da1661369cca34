"""Whether an inspection may be ordered: the data first, then every rule of law (I0)."""

from collections.abc import Iterable, Mapping, Sequence

from domain.data_assessment import Finding
from domain.inspection.gate import Barred, Gate, Remaining, gate
from domain.inspection.order import Against, Order, faults
from domain.inspection.refusals import (
    ConfirmedByData,
    EndsBeforeStart,
    GroundWordsMissing,
    NothingToInspect,
    OrderBreaksLaw,
    RequirementsUnknown,
    StartsInThePast,
    WhyDataNotEnough,
)


def check_order(
    order: Order,
    explained: str,
    reasons: Mapping[str, str],
    findings: Sequence[Finding],
    against: Against,
) -> tuple[Remaining, ...]:
    """See that an inspection may be ordered.

    Args:
        order: what it names.
        explained: the ground, in words.
        reasons: why data were not enough, by code of the requirement.
        findings: of the assessment without interaction.
        against: what the order is measured by.

    Returns:
        What the records did not settle, by requirement.

    Raises:
        NothingToInspect, EndsBeforeStart, StartsInThePast, GroundWordsMissing: it is
            not whole.
        RequirementsUnknown: some are not in force, or another body's.
        ConfirmedByData: records have settled some; names these records.
        OrderBreaksLaw: names each rule that it breaks.
        WhyDataNotEnough: a requirement has no reason.
    """
    _check_whole(order, explained, against)
    asked = gate(order.scopes, findings, against.today)
    check_gate(asked)
    if broken := faults(order, against):
        raise OrderBreaksLaw(broken=[one.model_dump(mode="json") for one in broken])
    missing = [
        one.code for one in asked.remaining if not reasons.get(one.code, "").strip()
    ]
    if missing:
        raise WhyDataNotEnough(requirements=missing)
    return asked.remaining


def check_gate(asked: Gate) -> None:
    """See that the records have settled none of it.

    Raises:
        RequirementsUnknown, ConfirmedByData: see `check_order`.
    """
    if asked.unknown:
        raise RequirementsUnknown(requirements=list(asked.unknown))
    if asked.barred:
        raise ConfirmedByData(confirmed=[_told(one) for one in asked.barred])


def grouped(
    reasons: Mapping[str, str], remaining: Iterable[Remaining]
) -> dict[str, tuple[str, ...]]:
    """Codes of the requirements that share a reason, by the reason."""
    groups: dict[str, list[str]] = {}
    for one in remaining:
        groups.setdefault(reasons[one.code].strip(), []).append(one.code)
    return {reason: tuple(codes) for reason, codes in groups.items()}


def _check_whole(order: Order, explained: str, against: Against) -> None:
    if not any(scope.requirements for scope in order.scopes):
        raise NothingToInspect
    if order.last_day < against.place.day_of(order.starts):
        raise EndsBeforeStart
    if order.starts < against.now:
        raise StartsInThePast
    if not explained.strip():
        raise GroundWordsMissing


def _told(barred: Barred) -> dict[str, object]:
    return barred.model_dump(mode="json")
