"""How deadlines say no."""

from domain.errors import RuleBroken
from domain.kernel import Citation

SUFFICIENT_TIME = Citation(act="Стандарт «Государство для бизнеса»", at="п. 4.8")


class DeadlineOver(RuleBroken):
    code = "deadline-over"
    title = "Nothing is due here any more"


class TermWouldShrink(RuleBroken):
    """Facts: `ends`, the present last day."""

    code = "term-would-shrink"
    title = "The time that a business was given never becomes shorter"
    source = SUFFICIENT_TIME
