"""What a body decided in favour of a business stays, while nothing is worse."""

from typing import NamedTuple

from domain.risk.category import Category
from domain.risk.reckoning import Reckoned


class Favour(NamedTuple):
    """A decision in favour of a business.

    Attributes:
        then: what was reckoned when it was taken.
        category: that was assigned, or kept, although more was reckoned.
    """

    then: Reckoned
    category: Category


def in_favour(reckoned: Reckoned, favour: Favour | None) -> Category:
    """The category that follows from a reckoning, and from what was decided before.

    By other criteria, or with a greater score, it is another question.
    """
    if favour is None or reckoned.edition != favour.then.edition:
        return reckoned.category
    is_worse = reckoned.score > favour.then.score
    is_lower = favour.category.is_above(reckoned.category)
    return reckoned.category if is_worse or is_lower else favour.category
