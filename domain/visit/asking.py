"""Whether a business may ask for a preventive visit (C6)."""

from datetime import date

from domain.law_term import LawTerm
from domain.visit.content import Claim, Right
from domain.visit.refusals import NotEligible, VisitAskedAlready
from domain.visit.terms import Wish


def right_to_ask(wish: Wish, rule: LawTerm, today: date) -> Right:
    """By what right a business asks.

    What a register does not know is not held against it: then its own word counts, and
    the body looks at it when it decides.

    Args:
        wish: what is known of the business.
        rule: who may ask, and how often in a calendar year.
        today: the day, local time.

    Raises:
        NotEligible: a register knows that it is not small, or nothing is known or said.
        VisitAskedAlready: it asked as often this year as the law lets it.

    Source:
        248-ФЗ, ст. 52 (LAW-052).
    """
    right = _right(wish)
    if right is None:
        raise NotEligible(rule=rule.id, certainty=rule.certainty)
    if sum(day.year == today.year for day in wish.earlier) >= rule.number:
        raise VisitAskedAlready(
            earliest=date(today.year + 1, 1, 1), rule=rule.id, certainty=rule.certainty
        )
    return right


def _right(wish: Wish) -> Right | None:
    if wish.is_small:
        return Right(claim=Claim.SMALL_BUSINESS, is_known=True)
    if wish.claim is None:
        return None
    if wish.claim is Claim.SMALL_BUSINESS and wish.is_small is False:
        return None
    return Right(claim=wish.claim, is_known=False)
