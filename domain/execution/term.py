"""Until when a step that repeats counts as done, and from when people are warned."""

from datetime import date, timedelta

from domain.algorithm import AlgorithmContent
from domain.term import last_day

WARNING = timedelta(days=14)
"""How long before its end people are told; of a short term, in its second half."""


def until(content: AlgorithmContent, number: int, done_on: date) -> date | None:
    """The last day on which a step done on a day counts; none when it does not end."""
    step, repeat = content.step(number), content.repeat
    if step is None or not step.repeats or repeat is None or repeat.every is None:
        return None
    return last_day(repeat.every.n, repeat.every.unit, done_on)


def warned_from(since: date, end: date) -> date:
    """The day from which people are told that something ends."""
    return end - min(WARNING, (end - since) / 2)
