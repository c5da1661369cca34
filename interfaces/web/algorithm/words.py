"""What algorithms say, in one language: evidence, terms, promises, findings (C1)."""

from collections.abc import Mapping
from typing import Final

from domain.algorithm import (
    AlgorithmStatus,
    Due,
    DueOn,
    DueWithin,
    Duration,
    DurationUnit,
    FindingKind,
    Performer,
    Repeat,
    Step,
)
from domain.condition import ALWAYS, Condition
from domain.requirement import Periodic
from interfaces.flow_chart import evidence_of
from interfaces.locale import N_, Language
from interfaces.web.requirement.words import RequirementWords
from projections.algorithm import Cover, Segment, Standing

PERFORMERS: Final[Mapping[Performer, str]] = {
    Performer.CLIENT: N_("you or somebody who works for you"),
    Performer.CONTRACTOR: N_("somebody you hire"),
    Performer.BODY: N_("an authority"),
    Performer.SYSTEM: N_("this service, by itself"),
}
STATUSES: Final[Mapping[AlgorithmStatus, tuple[str, str]]] = {
    AlgorithmStatus.APPROVED: (N_("Approved: guarantees compliance"), "yes"),
    AlgorithmStatus.DRAFT: (N_("Draft: recommended, not approved"), "ask"),
    AlgorithmStatus.WITHDRAWN: (N_("Withdrawn"), "no"),
}
"""What a list says of an algorithm, and the kind of the tag macro."""

SINCE: Final[Mapping[str, str]] = {
    "before_opening": N_("the opening"),
    "consent_withdrawn": N_("the withdrawal of consent"),
    "construction_starts": N_("the start of construction"),
    "employee_hired": N_("the hiring"),
    "employee_started": N_("the employee's first day at work"),
    "foreign_guest_arrived": N_("the arrival of the foreign guest"),
    "guest_arrived": N_("the arrival of the guest"),
    "information_changed": N_("the change of the information"),
    "leak_detected": N_("the discovery of the leak"),
    "meal_day": N_("the day of the meal"),
    "object_started": N_("the start of the facility"),
    "order_issued": N_("the order"),
    "premises_taken": N_("taking the premises"),
    "previous_attestation": N_("the previous attestation"),
    "previous_cleaning": N_("the previous cleaning"),
    "previous_download": N_("the previous download"),
    "previous_drill": N_("the previous drill"),
    "previous_policy": N_("the previous policy"),
    "previous_report": N_("the previous report"),
    "previous_service": N_("the previous service"),
    "previous_test": N_("the previous test"),
    "report_approved": N_("the approval of the report"),
    "request_received": N_("the receipt of the request"),
    "shift_start": N_("the start of the shift"),
}
"""What a term may be counted from, after "counted from:"."""

PER: Final[Mapping[str, str]] = {
    "employee": N_("for each employee"),
    "event": N_("each time it happens"),
    "guest": N_("for each guest"),
    "object": N_("for each facility"),
    "trip": N_("for each trip"),
}
FINDINGS: Final[Mapping[FindingKind, str]] = {
    FindingKind.UNKNOWN_REQUIREMENT: N_(
        "The register has no requirement with this code"
    ),
    FindingKind.NOT_COVERED: N_("No step serves this requirement"),
    FindingKind.NOT_PROMISED: N_("A step serves what the whole does not promise"),
    FindingKind.NO_SUCH_STEP: N_("The step waits for a step that is not there"),
    FindingKind.CIRCLE: N_("These steps wait for each other for ever"),
    FindingKind.UNREACHABLE: N_("Nobody can come to this step"),
    FindingKind.NO_EVIDENCE: N_("Nothing shows that this step was done"),
    FindingKind.COVERED_FOR_SOME: N_(
        "Some whom the requirement concerns may skip every step that serves it"
    ),
}
"""The titles of findings, known here to the catalogue."""

RAISED: Final = (N_("Number the steps upwards, each number once"),)

MOMENTS: Final[Mapping[str, str]] = {
    "drafted": N_("Written down"),
    "redrafted": N_("Draft rewritten"),
    "amended": N_("Next version begun"),
    "approved": N_("Approved"),
    "withdrawn": N_("Withdrawn"),
}
STANDINGS: Final[Mapping[Standing, tuple[str, str]]] = {
    Standing.NONE: (N_("No algorithm"), "late"),
    Standing.PARTLY: (N_("For some segments only"), "ask"),
    Standing.RECOMMENDED: (N_("Draft, not approved"), "ask"),
    Standing.GUARANTEED: (N_("Approved"), "yes"),
}
COVERS: Final[Mapping[Cover, str]] = {
    Cover.OUTSIDE: N_("does not concern"),
    Cover.NONE: N_("none"),
    Cover.RECOMMENDED_SOME: N_("draft for some"),
    Cover.RECOMMENDED: N_("draft"),
    Cover.GUARANTEED_SOME: N_("approved for some"),
    Cover.GUARANTEED: N_("approved"),
}


class AlgorithmWords:
    """Says the parts of algorithms in one language.

    Args:
        requirements: how requirements, terms and conditions are said in it.
    """

    def __init__(self, requirements: RequirementWords) -> None:
        self.requirements = requirements
        self.wording = requirements.wording
        self.spoken: Language = requirements.spoken

    def whom(self, condition: Condition) -> str:
        """For whom an algorithm was made, beside being concerned by what it serves."""
        if condition == ALWAYS:
            gettext = self.spoken.gettext
            return gettext("For everybody whom its requirements concern")
        return self.wording.condition(condition)

    def evidence(self, step: Step) -> str:
        """What shows that a step was done: "приказ (документ)"; "" when nothing."""
        return evidence_of(step, self.spoken)

    def performer(self, step: Step) -> str:
        return self.spoken.gettext(PERFORMERS[step.performed_by])

    def due(self, due: Due) -> str:
        """By when: "within 1 working day, counted from: the hiring"."""
        gettext = self.spoken.gettext
        match due:
            case DueOn(day=day):
                return gettext("each year by %(day)s", day=self._month_day(day))
            case DueWithin(since=since):
                return gettext(
                    "%(term)s, counted from: %(event)s",
                    term=self.requirements.within(due),
                    event=self.since(since),
                )
        raise TypeError(due)

    def since(self, event: str) -> str:
        """What a term is counted from; what is not known is told as it is written."""
        if event in SINCE:
            return self.spoken.gettext(SINCE[event])
        return event.replace("_", " ")

    def duration(self, duration: Duration) -> str:
        """How long: "30 minutes"."""
        ngettext, n = self.spoken.ngettext, duration.n
        match duration.unit:
            case DurationUnit.MINUTE:
                return ngettext("%(num)s minute", "%(num)s minutes", n)
            case DurationUnit.HOUR:
                return ngettext("%(num)s hour", "%(num)s hours", n)
            case DurationUnit.CALENDAR_DAY:
                return ngettext("%(num)s day", "%(num)s days", n)
            case DurationUnit.WORKING_DAY:
                return ngettext("%(num)s working day", "%(num)s working days", n)

    def cost(self, roubles: int) -> str:
        if roubles == 0:
            return self.spoken.gettext("free of charge")
        return self.spoken.gettext(
            "about %(roubles)s roubles", roubles=self.spoken.number(roubles)
        )

    def repeat(self, repeat: Repeat | None) -> str:
        """When the whole is done again."""
        gettext = self.spoken.gettext
        told = []
        if repeat and repeat.every:
            every = Periodic(type="periodic", every=repeat.every)
            told.append(self.requirements.frequency(every))
        if repeat and repeat.per:
            told.append(self.per(repeat.per))
        if repeat:
            told += [self.requirements.when(event) for event in repeat.also_on]
        said = "; ".join(told) or gettext("Once is enough")
        return said[:1].upper() + said[1:]

    def per(self, name: str) -> str:
        if name in PER:
            return self.spoken.gettext(PER[name])
        return self.spoken.gettext("for each: %(name)s", name=name.replace("_", " "))

    def finding(self, kind: FindingKind) -> str:
        return self.spoken.gettext(FINDINGS[kind])

    def standing(self, standing: Standing) -> str:
        return self.spoken.gettext(STANDINGS[standing][0])

    def cover(self, cover: Cover) -> str:
        return self.spoken.gettext(COVERS[cover])

    def segment(self, segment: Segment) -> str:
        """A segment in words: "индивидуальный предприниматель, микро"."""
        kind = self.wording.value("client_kind", segment.kind.value)
        if segment.size is None:
            return kind
        return f"{kind}, {self.wording.value('size', segment.size.value)}"

    def _month_day(self, day: str) -> str:
        month, number = day.split("-")
        return f"{number}.{month}" if self.spoken.code == "ru" else f"{number}/{month}"
