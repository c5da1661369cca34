"""The Standard Cost Model: price × time × frequency (E1)."""

from decimal import ROUND_HALF_UP, Decimal

from pydantic import Field

from domain.evaluation.said import Cost, Hours, Roubles
from domain.kernel import Value


class Work(Value):
    """What doing it takes.

    Attributes:
        hours: of work each time.
        price: of an hour of work, with contributions, roubles.
        expenses: what is bought or paid for each time, roubles.
        times: how often a year.
    """

    hours: Hours = Decimal(0)
    price: Roubles = 0
    expenses: Roubles = 0
    times: Hours = Field(default=Decimal(1), examples=["4"])


def cost_of(work: Work) -> Cost:
    """What the work comes to in a year.

    Source:
        International Standard Cost Model Manual: price × time × quantity.
    """
    hours = work.hours * work.times
    roubles = hours * work.price + work.expenses * work.times
    return Cost(
        hours=hours.quantize(Decimal("0.01"), ROUND_HALF_UP),
        roubles=int(roubles.quantize(Decimal(1), ROUND_HALF_UP)),
    )
