"""Whether a mandatory preventive visit is due (C6)."""

from datetime import date

from domain.risk import Category, Measure, frequencies
from domain.term import Reckoning
from domain.visit.checking import check_begun
from domain.visit.content import Ground
from domain.visit.refusals import (
    NotificationMissing,
    RiskKindMissing,
    VisitNotByRisk,
    VisitTooSoon,
)
from domain.visit.terms import VisitTerms


def duty(
    ground: Ground,
    *,
    notified: date | None,
    category: Category,
    last: date | None,
    terms: VisitTerms,
    today: date,
) -> Reckoning | None:
    """Until when a mandatory visit has to take place; None: no term is set.

    Args:
        ground: why it would be mandatory.
        notified: when the business told that it began; only of START.
        category: of risk, for this kind of control; only of RISK.
        last: when the last mandatory visit of this kind ended; None: never. Of RISK.
        terms: of this kind of control.
        today: the day, local time.

    Raises:
        RiskKindMissing: a category of risk is one of a kind of control.
        VisitNotByRisk: the category has no mandatory visits.
        VisitTooSoon: it makes none due yet.
        NotificationMissing: it is not known since when the business is one.
        VisitTooLate: the term since then is over.

    Source:
        248-ФЗ, ст. 25, 52.1 (LAW-028 to LAW-034, LAW-170).
    """
    if ground is Ground.RISK:
        _check_risk(category, last, terms, today)
    if ground is not Ground.START:
        return None
    if notified is None or notified > today:
        raise NotificationMissing
    hold = terms.to_visit_beginner(notified)
    check_begun(hold, today)
    return hold


def _check_risk(
    category: Category, last: date | None, terms: VisitTerms, today: date
) -> None:
    """See that the category of risk makes a visit due; the shortest term counts."""
    if terms.control_kind is None:
        raise RiskKindMissing
    found = frequencies(category, terms, today, terms.control_kind)
    visits = [one for one in found if Measure.VISIT in one.measures and one.times]
    if not visits:
        raise VisitNotByRisk(category=category, rules=[one.rule for one in found])
    if last is None:
        return
    days = {one.earliest(last): one for one in visits}
    earliest = min(day for day in days if day is not None)
    if today < earliest:
        rule = days[earliest]
        raise VisitTooSoon(
            earliest=earliest,
            category=category,
            rule=rule.rule,
            certainty=rule.certainty,
        )
