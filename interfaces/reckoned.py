"""How a term was counted, as sentences in either language."""

from collections.abc import Iterator, Mapping
from typing import Final

from domain.term import Counting, Reckoning, Step, StepKind, Term, Unit
from interfaces.locale import N_, Language, language
from interfaces.sources import source_in

_SENTENCES: Final[Mapping[StepKind, str]] = {
    StepKind.WORKED: N_("%(first)s is a weekend but a working day, and counts%(by)s."),
    StepKind.MOVED: N_(
        "%(first)s is a day off: the term ends on the next working day, %(last)s%(by)s."
    ),
    StepKind.STAYED: N_(
        "%(first)s is a day off. The term ends on it all the same: the rule moves it"
        " to no other day."
    ),
    StepKind.SHORT_MONTH: N_(
        "The month has no day of that number: the term ends on its last day, %(last)s."
    ),
    StepKind.PROVISIONAL: N_(
        "The days off of %(year)s are not decreed yet: the end is provisional and will"
        " be counted again."
    ),
}
_SPANS: Final[Mapping[StepKind, tuple[str, str]]] = {
    StepKind.OFF: (
        N_("%(first)s is a day off and does not count%(by)s."),
        N_("%(first)s to %(last)s are days off and do not count%(by)s."),
    ),
    StepKind.REGIONAL: (
        N_("%(first)s is a day off in the region and does not count%(by)s."),
        N_("%(first)s to %(last)s are days off in the region and do not count%(by)s."),
    ),
    StepKind.PAUSED: (
        N_("The term stood still on %(first)s: that day does not count%(by)s."),
        N_(
            "The term stood still from %(first)s to %(last)s: these days do not"
            " count%(by)s."
        ),
    ),
}
"""Of one day, and of several."""


class ReckonedWords:
    """Tells reckonings in one language.

    Args:
        spoken: the reader's language.
    """

    def __init__(self, spoken: Language) -> None:
        self._spoken = spoken

    def amount(self, value: int, unit: Unit) -> str:
        """How long: "10 working days"."""
        ngettext = self._spoken.ngettext
        match unit:
            case Unit.HOUR:
                return ngettext("%(num)s hour", "%(num)s hours", value)
            case Unit.CALENDAR_DAY:
                return ngettext("%(num)s calendar day", "%(num)s calendar days", value)
            case Unit.WORKING_DAY:
                return ngettext("%(num)s working day", "%(num)s working days", value)
            case Unit.WEEK:
                return ngettext("%(num)s week", "%(num)s weeks", value)
            case Unit.MONTH:
                return ngettext("%(num)s month", "%(num)s months", value)
            case Unit.YEAR:
                return ngettext("%(num)s year", "%(num)s years", value)

    def term(self, term: Term) -> str:
        """How long, and by which rule: "10 working days (248-ФЗ art. 40, LAW-070)"."""
        amount = self.amount(term.value, term.unit)
        basis = [source_in(self._spoken.code, term.source)] if term.source else []
        basis += [term.rule] if term.rule else []
        return f"{amount} ({', '.join(basis)})" if basis else amount

    def end(self, reckoning: Reckoning) -> str:
        """When it ends, with the hour where it is counted in hours."""
        if reckoning.term.unit is Unit.HOUR:
            return language(self._spoken.code, reckoning.zone).moment(reckoning.ends)
        return self._spoken.date(reckoning.last_day)

    def told(self, reckoning: Reckoning) -> list[str]:
        """How it was counted, a sentence each, in order."""
        said = [self._term(reckoning)]
        for step in reckoning.steps:
            said += self._step(step, reckoning)
        # A Russian date ends with a full stop of its own.
        return [one.replace("г..", "г.") for one in [*said, *self._closing(reckoning)]]

    def _term(self, reckoning: Reckoning) -> str:
        gettext = self._spoken.gettext
        amount = self.term(reckoning.term)
        match reckoning.counting:
            case Counting.WITHIN:
                return gettext(
                    "The term: %(amount)s, counted from the day after the event.",
                    amount=amount,
                )
            case Counting.PERIOD:
                return gettext(
                    "The term: %(amount)s, its first day included.", amount=amount
                )
            case Counting.BEFORE:
                return gettext(
                    "The term: at least %(amount)s before the event.", amount=amount
                )

    def _step(self, step: Step, reckoning: Reckoning) -> Iterator[str]:
        match step.kind:
            case StepKind.BEGAN:
                yield self._began(step, reckoning)
            case StepKind.HOURS:
                yield self._hours(reckoning)
            case StepKind.COUNTED:
                if step.count:
                    yield self._counted(step, reckoning)
            case StepKind.PAUSED if reckoning.term.unit is Unit.HOUR:
                yield self._spoken.ngettext(
                    "The term stood still for %(num)s minute, which does not count.",
                    "The term stood still for %(num)s minutes, which do not count.",
                    step.count,
                )
            case kind if kind in _SPANS:
                yield self._dated(_SPANS[kind][step.first != step.last], step)
            case kind:
                yield self._dated(_SENTENCES[kind], step)

    def _began(self, step: Step, reckoning: Reckoning) -> str:
        spoken = self._spoken
        event, first = spoken.date(reckoning.event), spoken.date(step.first)
        if not reckoning.term.value:
            return spoken.gettext(
                "It ends with the day of the event, %(event)s.", event=event
            )
        if reckoning.counting is Counting.BEFORE:
            return spoken.gettext(
                "It is counted back from %(event)s, which does not count.", event=event
            )
        if not step.count:
            return spoken.gettext(
                "The day of the event, %(event)s, does not count: the first day is"
                " %(first)s.",
                event=event,
                first=first,
            )
        if step.first == reckoning.event:
            return spoken.gettext("The first day, %(first)s, counts.", first=first)
        return spoken.gettext(
            "%(event)s is a day off: the first day that counts is %(first)s.",
            event=event,
            first=first,
        )

    def _hours(self, reckoning: Reckoning) -> str:
        spoken = language(self._spoken.code, reckoning.zone)
        if reckoning.event_at:
            start = spoken.moment(reckoning.event_at)
        else:
            start = spoken.gettext(
                "the beginning of %(day)s", day=spoken.date(reckoning.event)
            )
        return spoken.gettext(
            "Counted from %(start)s by the clock: nights, weekends and holidays count.",
            start=start,
        )

    def _counted(self, step: Step, reckoning: Reckoning) -> str:
        spoken = self._spoken
        sentence = (
            N_(
                "From %(first)s to %(last)s: %(amount)s, Saturdays and Sundays"
                " left out."
            )
            if reckoning.term.is_in_working_days
            else N_("From %(first)s to %(last)s: %(amount)s.")
        )
        return spoken.gettext(
            sentence,
            first=spoken.date(step.first),
            last=spoken.date(step.last),
            amount=self.amount(step.count, reckoning.term.unit),
        )

    def _dated(self, sentence: str, step: Step) -> str:
        spoken = self._spoken
        by = f" ({source_in(spoken.code, step.source)})" if step.source else ""
        # Each sentence takes only some of these.
        names = {
            "first": spoken.date(step.first),
            "last": spoken.date(step.last),
            "year": step.first.year,
            "by": by,
        }
        return spoken.gettext(sentence, **names)

    def _closing(self, reckoning: Reckoning) -> Iterator[str]:
        spoken = language(self._spoken.code, reckoning.zone)
        if reckoning.term.unit is Unit.HOUR:
            yield spoken.gettext(
                "The end: %(end)s, time zone %(zone)s.",
                end=spoken.moment(reckoning.ends),
                zone=reckoning.zone,
            )
        else:
            yield spoken.gettext(
                "The end: %(end)s, 24:00, time zone %(zone)s.",
                end=spoken.date(reckoning.last_day),
                zone=reckoning.zone,
            )
        yield spoken.gettext(
            "Calendar of working days: version %(version)s.",
            version=reckoning.calendar_version,
        )
