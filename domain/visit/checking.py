"""What is checked of the times of a preventive visit (C6)."""

from collections.abc import Sequence
from datetime import date, datetime

from domain.term import Reckoning
from domain.visit.content import MOST_SLOTS, Slot, VisitKind
from domain.visit.refusals import (
    CannotRefuse,
    ChoiceTooLate,
    MoveTooFar,
    NoticeTooShort,
    RefusalLate,
    SlotPast,
    SlotsMissing,
    SlotTooLong,
    VisitTooLate,
)
from domain.visit.terms import VisitTerms


def check_slots(
    slots: Sequence[Slot], kind: VisitKind, terms: VisitTerms, now: datetime
) -> None:
    """See that these times can be, and that none lasts longer than the law lets it.

    Raises:
        SlotsMissing, SlotPast, SlotTooLong: otherwise.
    """
    if not 1 <= len(slots) <= MOST_SLOTS:
        raise SlotsMissing
    if any(one.starts <= now for one in slots):
        raise SlotPast
    for one in slots:
        longest = terms.to_end(kind, one.starts)
        if longest.is_late(one.ends):
            raise SlotTooLong(latest=longest.last_day, **_rule(longest))


def check_choice(
    slots: Sequence[Slot], until: date, terms: VisitTerms, now: datetime
) -> None:
    """See that the business can choose, before the first of the times.

    Raises:
        ChoiceTooLate: otherwise.
    """
    first = min(terms.day_of(one.starts) for one in slots)
    if not terms.day_of(now) <= until < first:
        raise ChoiceTooLate


def check_notice(slots: Sequence[Slot], terms: VisitTerms, now: datetime) -> Reckoning:
    """See that a mandatory visit is announced in time.

    Returns:
        Until when the first of the times could be announced.

    Raises:
        NoticeTooShort: it could not any more.
    """
    first = min(slots, key=lambda one: one.starts)
    notice = terms.to_notify(first, terms.day_of(now))
    if notice.is_late(now):
        raise NoticeTooShort(last_day=notice.last_day, **_rule(notice))
    return notice


def check_within(slots: Sequence[Slot], hold: Reckoning | None) -> None:
    """See that the visit takes place before its term is over; None: there is none.

    Raises:
        VisitTooLate: one of the times is later.
    """
    if hold is not None and any(hold.is_late(one.starts) for one in slots):
        raise VisitTooLate(last_day=hold.last_day, **_rule(hold))


def check_wishes(
    wishes: Sequence[Slot], kind: VisitKind, terms: VisitTerms, now: datetime
) -> None:
    """See that a visit can be moved to the times that a business wishes.

    Raises:
        SlotsMissing, SlotPast, SlotTooLong: as `check_slots`; there may be none.
        MoveTooFar: a mandatory visit would be moved too far.
    """
    if not wishes:
        return
    check_slots(wishes, kind, terms, now)
    if kind is VisitKind.MANDATORY:
        furthest = terms.to_move(now)
        if any(furthest.is_late(one.starts) for one in wishes):
            raise MoveTooFar(last_day=furthest.last_day, **_rule(furthest))


def check_refusal(slots: Sequence[Slot], terms: VisitTerms, now: datetime) -> None:
    """See that a mandatory visit may be refused on this day.

    Args:
        slots: times that are set or offered; the last of them counts.
        terms: of this kind of control.
        now: the instant.

    Raises:
        CannotRefuse: the law of the day does not let one.
        RefusalLate: it could be refused earlier.
    """
    last = max(slots, key=lambda one: one.starts, default=None)
    until = terms.to_refuse(last, terms.day_of(now)) if last else None
    if until is None:
        raise CannotRefuse
    if until.is_late(now):
        raise RefusalLate(last_day=until.last_day, **_rule(until))


def _rule(reckoning: Reckoning) -> dict[str, object]:
    return {"rule": reckoning.term.rule, "certainty": reckoning.term.certainty}


def check_begun(hold: Reckoning, today: date) -> None:
    """See that the term of a visit is not over.

    Raises:
        VisitTooLate: it is.
    """
    if today > hold.last_day:
        raise VisitTooLate(last_day=hold.last_day, **_rule(hold))
