"""Categories of risk as both sides may read them, and in words (C5)."""

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

from application.access import allow_risk
from application.risk import Explained
from domain.errors import NotFound
from domain.kernel import Actor
from domain.risk import (
    Category,
    Frequency,
    GoodFaith,
    Harm,
    Line,
    Measure,
    Merit,
    NoRiskCriteria,
    RiskCriteria,
    State,
    Step,
    WayKind,
)
from interfaces.law import LawWords
from interfaces.locale import N_, Language
from interfaces.service import Service
from interfaces.wording import Wording
from projections.risk import RecordOf, RiskCard

CATEGORIES: Final[Mapping[Category, tuple[str, str]]] = {
    Category.EXTREME: (N_("Extremely high risk"), "late"),
    Category.HIGH: (N_("High risk"), "late"),
    Category.SIGNIFICANT: (N_("Significant risk"), "no"),
    Category.MEDIUM: (N_("Medium risk"), "ask"),
    Category.MODERATE: (N_("Moderate risk"), "ask"),
    Category.LOW: (N_("Low risk"), "yes"),
}
"""What a category is called, and the kind of the tag that says so."""
MERITS: Final[Mapping[Merit, str]] = {
    Merit.ALGORITHMS: N_("Algorithms carried out and confirmed, each once"),
    Merit.TERMS: N_("Terms kept, and none missed"),
    Merit.SELF_ASSESSMENT: N_("Self-assessments that nobody has refuted"),
    Merit.NOTHING_REFUTED: N_("Nothing that was said or confirmed was refuted"),
}
STATES: Final[Mapping[State, str]] = {
    State.COUNTS: N_("Counts"),
    State.DOES_NOT_COUNT: N_("Does not count"),
    State.UNKNOWN: N_("Not known, so it does not count"),
}
RECORDS: Final[Mapping[str, str]] = {
    "confirmation": N_("Confirmation %(name)s of %(day)s"),
    "deadline": N_("A term of %(day)s"),
    "assessment": N_("Self-assessment of %(name)s, %(day)s"),
    "compliance": N_("Declaration of compliance %(name)s of %(day)s"),
    "declaration": N_("Declaration about %(name)s, %(day)s"),
}
DOINGS: Final[Mapping[WayKind, str]] = {
    WayKind.FINISH_ALGORITHM: N_("Finish the algorithm “%(name)s”"),
    WayKind.KEEP_TERM: N_("Keep the next term that a body gives you"),
    WayKind.ASSESS_YOURSELF: N_("Assess yourself honestly"),
    WayKind.WAIT: N_("Wait until %(name)s: what speaks against you no longer counts"),
    WayKind.DO_WITHOUT: N_("If this is so no longer, say so: %(name)s"),
    WayKind.PROVIDE: N_("If you have this by now, say so: %(name)s"),
}
PLACES: Final[Mapping[WayKind, str]] = {
    WayKind.ASSESS_YOURSELF: "/assessment",
    WayKind.KEEP_TERM: "/deadlines",
    WayKind.DO_WITHOUT: "/client/facts",
    WayKind.PROVIDE: "/client/facts",
}


def category_for(service: Service, by: Actor, id: UUID) -> RiskCard:
    """A category, for the business and the body that assigned it.

    Raises:
        NotFound: there is none, or it is none of the reader's.
    """
    card = service.risk_view.get(id)
    if card is None:
        raise NotFound
    allow_risk(by, client_id=card.client_id, authority=card.authority)
    return card


def explained(service: Service, card: RiskCard) -> Explained | None:
    """What would change a category; None: no criteria hold, or the object is gone."""
    try:
        return service.risk_reckoning.explain(
            card.client_id, card.premises, card.control_kind
        )
    except (NoRiskCriteria, NotFound):
        return None


class RiskWords:
    """Says a reckoning in the reader's language.

    Args:
        spoken: the language.
        wording: facts and conditions in it.
        criteria: by which it was reckoned; None: they are not known any more.
        records: what lines rest on, by id.
        algorithms: titles by code.
    """

    def __init__(
        self,
        spoken: Language,
        wording: Wording,
        criteria: RiskCriteria | None,
        records: Mapping[UUID, RecordOf] | None = None,
        algorithms: Mapping[str, str] | None = None,
    ) -> None:
        self._spoken = spoken
        self._wording = wording
        self._criteria = criteria
        self._records = records or {}
        self._algorithms = algorithms or {}

    def category(self, category: Category) -> str:
        """E.g. "Medium risk"."""
        return self._spoken.gettext(CATEGORIES[category][0])

    def tag(self, category: Category) -> tuple[str, str]:
        """The name of a category, and the kind of its tag."""
        return self.category(category), CATEGORIES[category][1]

    def criterion(self, id: str) -> str:
        """What a criterion is called."""
        found = self._criteria.named(id) if self._criteria else None
        return found.name.said(self._spoken.code) if found else id

    def condition(self, criterion: Harm) -> str:
        """Of whom it is so."""
        return self._wording.condition(criterion.condition)

    def merit(self, criterion: GoodFaith) -> str:
        """What is looked at."""
        return self._spoken.gettext(MERITS[criterion.merit])

    def state(self, line: Line) -> str:
        """Whether a line counts."""
        return self._spoken.gettext(STATES[line.state])

    def facts(self, keys: Iterable[str]) -> str:
        """Names of facts, one after the other."""
        return "; ".join(dict.fromkeys(self._wording.label(key) for key in keys))

    def records(self, line: Line) -> list[tuple[str, str]]:
        """What a line rests on, and what speaks against it: words and address."""
        ids = (*line.records, *line.against)
        return [
            (self._record(self._records[id]), self._records[id].address)
            for id in ids
            if id in self._records
        ]

    def step(self, step: Step) -> tuple[str, str]:
        """What to do, and where; "" for nowhere in particular."""
        name, path = "", PLACES.get(step.kind, "")
        match step.kind:
            case WayKind.FINISH_ALGORITHM:
                name = self._algorithms.get(step.algorithm, step.algorithm)
                path = f"/algorithms/{step.algorithm}"
            case WayKind.WAIT if step.until:
                name = self._spoken.date(step.until)
            case WayKind.DO_WITHOUT | WayKind.PROVIDE:
                name = self.facts(step.facts)
        return self._spoken.gettext(DOINGS[step.kind], name=name), path

    def frequency(self, found: Frequency) -> str:
        """How often what may be done by plan."""
        say = self._spoken.gettext
        if not found.times or not found.years:
            return say(N_("Nothing may be planned: neither inspections nor visits"))
        what = N_("A planned inspection or a mandatory preventive visit")
        if found.measures == (Measure.INSPECTION,):
            what = N_("A planned inspection")
        elif found.measures == (Measure.VISIT,):
            what = N_("A mandatory preventive visit")
        often = self._spoken.ngettext(
            "at most %(times)s times in %(num)s year",
            "at most %(times)s times in %(num)s years",
            found.years,
            times=found.times,
        )
        if found.times == 1:
            often = self._spoken.ngettext(
                "at most once in %(num)s year",
                "at most once in %(num)s years",
                found.years,
            )
        return f"{say(what)}: {often}"

    def source(self, found: Frequency) -> str:
        """Act and article behind a frequency."""
        return LawWords(self._spoken).source(found.source)

    def _record(self, one: RecordOf) -> str:
        return self._spoken.gettext(
            RECORDS[one.kind], name=one.name, day=self._spoken.date(one.on)
        )


def algorithms_in(found: Explained | None) -> set[str]:
    """Codes of the algorithms that would lower a category."""
    if found is None:
        return set()
    every = (*found.ways, *((found.way_down,) if found.way_down else ()))
    return {step.algorithm for way in every for step in way.steps if step.algorithm}
