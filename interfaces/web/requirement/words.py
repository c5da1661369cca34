"""What a requirement says, in a reader's sentences: terms, states, topics."""

from collections.abc import Iterable, Mapping
from typing import Final

from domain.requirement import (
    Act,
    Certainty,
    Content,
    Continuous,
    Frequency,
    Once,
    OnEvent,
    Periodic,
    Term,
    Unit,
    Validity,
)
from interfaces.locale import N_, Language
from interfaces.wording import Wording

VALIDITY: Final[Mapping[Validity, str]] = {
    Validity.IN_FORCE: N_("In force"),
    Validity.ENDS: N_("In force, what comes after is unknown"),
    Validity.ENDED: N_("Ended, what came after is unknown"),
    Validity.SUSPENDED: N_("Suspended"),
    Validity.REPEALED: N_("Repealed"),
    Validity.NOT_YET: N_("Not yet in force"),
}
TAGS: Final[Mapping[Validity, str]] = {
    Validity.IN_FORCE: "yes",
    Validity.ENDS: "ask",
    Validity.ENDED: "late",
    Validity.SUSPENDED: "no",
    Validity.REPEALED: "no",
    Validity.NOT_YET: "",
}
"""Kind of the tag macro for each state."""

CERTAINTY: Final[Mapping[Certainty, str]] = {
    Certainty.CERTAIN: N_("We are sure"),
    Certainty.LIKELY: N_("Most likely right: a number or a date may be off"),
    Certainty.UNSURE: N_("We are not sure: check it before you rely on it"),
}
LEAST_CERTAIN: Final[Mapping[Certainty, str]] = {
    Certainty.CERTAIN: N_("All parts are sure"),
    Certainty.LIKELY: N_("Some part is only likely"),
    Certainty.UNSURE: N_("Some part is unsure"),
}
PARTS: Final[Mapping[str, str]] = {
    "rule": N_("What has to be done"),
    "reference": N_("Act and place in it"),
    "sanction": N_("What a breach threatens"),
    "validity": N_("From when and until when"),
}
"""The parts that carry a certainty mark of their own."""

SECTORS: Final[Mapping[str, str]] = {
    "cross": N_("Every business"),
    "beauty": N_("Hairdressers and beauty"),
    "catering": N_("Cafés and catering"),
    "construction": N_("Construction"),
    "education": N_("Education"),
    "hotel": N_("Hotels"),
    "manufacturing": N_("Manufacturing"),
    "medical": N_("Medicine"),
    "retail": N_("Shops"),
    "road_freight": N_("Road haulage"),
}
DOUBTS: Final[Mapping[str, str]] = {
    "in_force_from": N_("An act usually enters into force on 1 March or 1 September"),
    "in_force_until": N_("An act with requirements usually holds at most six years"),
}
"""What to check before publishing, by the field; see `domain.requirement.doubts`."""

RAISED: Final = (
    N_("The term must be one or more"),
    N_("Something is listed twice"),
    N_("The last day cannot be before the first"),
    N_("The line is too long"),
    N_("The line is not valid JSON"),
    N_("The line is not a JSON object"),
    N_("An earlier line has the same code"),
    N_("Give a list of conditions"),
    N_('Give one test, or "op" and "of"'),
    N_("There is no such key beside op and of"),
    N_("Any of nothing applies to nobody"),
    N_("Give exactly one condition"),
    N_("Say all, any or not"),
    N_("There is no such test"),
    N_("Give a list with one value at least"),
    N_("This is given twice"),
    N_("Give a whole number"),
    N_("Give a number from 0 to 10 million"),
    N_("It applies to nobody"),
    N_("There is no activity with this name"),
    N_("There is no object with this name"),
    N_("There is no life situation with this name"),
    N_("There is no region with this code"),
    N_('Give the beginning of an OKVED code, e.g. "56" or "56.1"'),
    N_("Say LE, IE, NPD or KFH"),
    N_("Say micro, small, medium or large"),
)
"""Sentences that the domain raises for a field, known here to the catalogue."""

WHEN: Final[Mapping[str, str]] = {
    "accident": N_("after an accident"),
    "activity_planned": N_("before an activity begins"),
    "address_changed": N_("when the address changes"),
    "alcohol_received_or_sold": N_("when alcohol is received or sold"),
    "building_in_use_or_changed": N_("when a building is put to use or changed"),
    "cargo_accepted": N_("when cargo is accepted"),
    "client_served": N_("when a customer is served"),
    "conscript_hired_or_dismissed": N_("when a conscript is hired or dismissed"),
    "construction_completed": N_("when construction is completed"),
    "construction_planned": N_("when construction is planned"),
    "construction_starts": N_("when construction starts"),
    "consumer_claim": N_("when a consumer makes a claim"),
    "cross_border_transfer_planned": N_("before data are transferred abroad"),
    "data_subject_request": N_("when a person asks about their data"),
    "diploma_issued": N_("when a diploma is issued"),
    "distance_order_cancelled": N_("when a distance order is cancelled"),
    "employee_hired": N_("when an employee is hired"),
    "employee_hired_or_dismissed": N_("when an employee is hired or dismissed"),
    "employee_started": N_("when an employee starts work"),
    "fiscal_storage_replaced": N_("when the fiscal storage is replaced"),
    "foreign_guest_arrived": N_("when a foreign guest arrives"),
    "foreigner_hired_or_dismissed": N_("when a foreigner is hired or dismissed"),
    "goods_received": N_("when goods are received"),
    "guest_arrived": N_("when a guest arrives"),
    "guest_checkin": N_("when a guest checks in"),
    "hazardous_accident": N_("after an accident at a hazardous facility"),
    "hazardous_facility_started": N_("when a hazardous facility is put to use"),
    "height_work_started": N_("before work at height"),
    "hot_work_started": N_("before hot work"),
    "information_changed": N_("when the information changes"),
    "layout_changed": N_("when the layout changes"),
    "marked_goods_sold": N_("when marked goods are sold"),
    "medical_intervention": N_("before a medical intervention"),
    "microinjury": N_("after a minor injury"),
    "object_put_in_operation": N_("when an object is put to use"),
    "payment_received": N_("when a payment is received"),
    "personal_data_collected": N_("when personal data are collected"),
    "personal_data_leak": N_("after a leak of personal data"),
    "process_changed": N_("when the process changes"),
    "processing_changed": N_("when the processing of data changes"),
    "purpose_changed": N_("when the purpose of the place changes"),
    "purpose_reached_or_consent_withdrawn": N_(
        "when the purpose is reached or consent is withdrawn"
    ),
    "responsible_person_left": N_("when the responsible person leaves"),
    "room_fund_changed": N_("when the number of rooms changes"),
    "service_life_expired": N_("when the service life is over"),
    "trip_started": N_("before each trip"),
    "vacation_starts": N_("before a holiday begins"),
    "waste_accumulated": N_("when waste has piled up"),
    "workplace_accident": N_("after an accident at work"),
}
"""Events that a frequency may name, as clauses."""

_EVERY: Final = {
    Unit.HOUR: N_("Every hour"),
    Unit.CALENDAR_DAY: N_("Every day"),
    Unit.WORKING_DAY: N_("Every working day"),
    Unit.WEEK: N_("Every week"),
    Unit.MONTH: N_("Every month"),
    Unit.YEAR: N_("Every year"),
}


class RequirementWords:
    """Says the parts of a requirement in one language."""

    def __init__(self, spoken: Language, wording: Wording) -> None:
        """Choose the reader's language, for sentences and for conditions."""
        self.spoken = spoken
        self.wording = wording

    def frequency(self, frequency: Frequency) -> str:
        """How often it has to be done: "Every 6 months"."""
        gettext = self.spoken.gettext
        match frequency:
            case Continuous():
                return gettext("At all times")
            case Periodic(every=Term(n=1, unit=unit)):
                return gettext(_EVERY[unit])
            case Periodic(every=term):
                return self._every(term)
            case Once(revise_on=events):
                return self._once(events)
            case OnEvent(trigger=event, within=None):
                return _capital(self.when(event))
            case OnEvent(trigger=event, within=Term() as term):
                return _capital(f"{self.when(event)}, {self.within(term)}")
        raise TypeError(frequency)

    def act(self, act: Act) -> str:
        """The act with its number and day, without the place in it."""
        return self.spoken.gettext(
            "%(name)s, No. %(number)s of %(day)s",
            name=act.name,
            number=act.number,
            day=self.spoken.date(act.date, "short"),
        )

    def sector(self, name: str) -> str:
        """A topic; one that is not known is told as it is written."""
        return self.spoken.gettext(SECTORS[name]) if name in SECTORS else name

    def sectors(self, names: Iterable[str]) -> str:
        """Topics, one after another."""
        return ", ".join(map(self.sector, names))

    def certainty(self, certainty: Certainty) -> str:
        return self.spoken.gettext(CERTAINTY[certainty])

    def least_certain(self, certainty: Certainty) -> str:
        return self.spoken.gettext(LEAST_CERTAIN[certainty])

    def part(self, name: str) -> str:
        """A part of a requirement that carries a certainty mark."""
        return self.spoken.gettext(PARTS[name])

    def validity(self, validity: Validity) -> str:
        return self.spoken.gettext(VALIDITY[validity])

    def tag(self, validity: Validity) -> str:
        """The kind of the tag macro."""
        return TAGS[validity]

    def doubt(self, about: str) -> str:
        return self.spoken.gettext(DOUBTS[about])

    def told(self, content: Content) -> dict[str, str]:
        """Everything a content says: {heading: text}, in the order of reading."""
        gettext, day = self.spoken.gettext, self.spoken.date
        marks = content.certainty
        until = content.in_force_until
        return {
            gettext("Requirement"): content.title,
            gettext("What has to be done"): content.statement,
            gettext("Whom it concerns"): self.wording.condition(content.condition),
            gettext("What shows that it is done"): "; ".join(content.evidence) or "—",
            gettext("How often"): self.frequency(content.frequency),
            gettext("What a breach threatens"): content.sanction
            or gettext("not known"),
            gettext("Act"): self.act(content.act),
            gettext("Place in the act"): content.act.unit,
            gettext("Supervisory body"): content.control_body,
            gettext("Kind of control"): content.control_kind,
            gettext("In force from"): day(content.in_force_from),
            gettext("In force until"): day(until)
            if until
            else gettext("no end is declared"),
            gettext("Topics"): self.sectors(content.sectors),
            gettext("Notes"): content.notes or "—",
            **{
                gettext(
                    "How sure: %(part)s", part=_small(self.part(name))
                ): self.certainty(getattr(marks, name))
                for name in PARTS
            },
        }

    def changes(self, before: Content, after: Content) -> list[tuple[str, str, str]]:
        """What two versions say differently: (heading, before, after)."""
        old, new = self.told(before), self.told(after)
        return [(name, old[name], new[name]) for name in old if old[name] != new[name]]

    def _once(self, events: tuple[str, ...]) -> str:
        if not events:
            return self.spoken.gettext("Once")
        told = self.spoken.listing([self.when(one) for one in events], "or")
        return self.spoken.gettext("Once, and again %(when)s", when=told)

    def when(self, event: str) -> str:
        """When something happens, as a clause: "when an employee is hired"."""
        if event in WHEN:
            return self.spoken.gettext(WHEN[event])
        return self.spoken.gettext(
            "on the event “%(event)s”", event=event.replace("_", " ")
        )

    def _every(self, term: Term) -> str:
        ngettext, n = self.spoken.ngettext, term.n
        match term.unit:
            case Unit.HOUR:
                return ngettext("Every %(num)s hour", "Every %(num)s hours", n)
            case Unit.CALENDAR_DAY:
                return ngettext("Every %(num)s day", "Every %(num)s days", n)
            case Unit.WORKING_DAY:
                return ngettext(
                    "Every %(num)s working day", "Every %(num)s working days", n
                )
            case Unit.WEEK:
                return ngettext("Every %(num)s week", "Every %(num)s weeks", n)
            case Unit.MONTH:
                return ngettext("Every %(num)s month", "Every %(num)s months", n)
            case Unit.YEAR:
                return ngettext("Every %(num)s year", "Every %(num)s years", n)

    def within(self, term: Term) -> str:
        """How soon: "within 10 days", "at least 3 days before"."""
        if term.n == 0:
            hours = term.unit is Unit.HOUR
            return self.spoken.gettext(
                N_("at once") if hours else N_("on the same day")
            )
        return self._before(-term.n, term.unit) if term.n < 0 else self._after(term)

    def _after(self, term: Term) -> str:
        ngettext, n = self.spoken.ngettext, term.n
        match term.unit:
            case Unit.HOUR:
                return ngettext("within %(num)s hour", "within %(num)s hours", n)
            case Unit.CALENDAR_DAY:
                return ngettext("within %(num)s day", "within %(num)s days", n)
            case Unit.WORKING_DAY:
                return ngettext(
                    "within %(num)s working day", "within %(num)s working days", n
                )
            case Unit.WEEK:
                return ngettext("within %(num)s week", "within %(num)s weeks", n)
            case Unit.MONTH:
                return ngettext("within %(num)s month", "within %(num)s months", n)
            case Unit.YEAR:
                return ngettext("within %(num)s year", "within %(num)s years", n)

    def _before(self, n: int, unit: Unit) -> str:
        ngettext = self.spoken.ngettext
        match unit:
            case Unit.HOUR:
                return ngettext(
                    "at least %(num)s hour before", "at least %(num)s hours before", n
                )
            case Unit.CALENDAR_DAY:
                return ngettext(
                    "at least %(num)s day before", "at least %(num)s days before", n
                )
            case Unit.WORKING_DAY:
                return ngettext(
                    "at least %(num)s working day before",
                    "at least %(num)s working days before",
                    n,
                )
            case Unit.WEEK:
                return ngettext(
                    "at least %(num)s week before", "at least %(num)s weeks before", n
                )
            case Unit.MONTH:
                return ngettext(
                    "at least %(num)s month before", "at least %(num)s months before", n
                )
            case Unit.YEAR:
                return ngettext(
                    "at least %(num)s year before", "at least %(num)s years before", n
                )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
