"""Says what drafts are and do in the reader's language."""

from collections.abc import Iterable, Mapping
from typing import Final

from fastapi import Request

from domain.draft import (
    Adds,
    Degree,
    Fate,
    Listing,
    Proposal,
    Proposed,
    Repeals,
    Stage,
    Window,
)
from domain.law_term import LawTerm
from domain.requirement import Content
from interfaces.locale import N_
from interfaces.service import Service
from interfaces.web.pages import language_of
from interfaces.web.requirement.words import CERTAINTY, RequirementWords
from projections.draft import State

STATES: Final[Mapping[State, tuple[str, str]]] = {
    State.OPEN: (N_("Open for evaluation"), "yes"),
    State.COMING: (N_("Not open yet"), ""),
    State.CLOSED: (N_("Evaluation is closed"), "no"),
    State.ADOPTED: (N_("Adopted"), "yes"),
    State.DROPPED: (N_("Dropped"), "no"),
}
"""Name of each state, and kind of its tag."""

TABS: Final[Mapping[State, str]] = {
    State.OPEN: N_("Open now"),
    State.COMING: N_("Coming"),
    State.CLOSED: N_("Closed"),
    State.ADOPTED: N_("Adopted ones"),
    State.DROPPED: N_("Dropped ones"),
}
STAGES: Final[Mapping[Stage, tuple[str, str]]] = {
    Stage.WRITING: (N_("Only you see it"), ""),
    Stage.PUBLISHED: (N_("Published"), "yes"),
    Stage.ADOPTED: (N_("Adopted"), "yes"),
    Stage.DROPPED: (N_("Dropped"), "no"),
}
EFFECTS: Final[Mapping[str, str]] = {
    "adds": N_("New requirement"),
    "amends": N_("Amended requirement"),
    "repeals": N_("Requirement that ends"),
}
ENTERED: Final[Mapping[str, str]] = {
    "adds": N_("Added to the register"),
    "amends": N_("Amended in the register"),
    "repeals": N_("Repealed in the register"),
}
DEGREES: Final[Mapping[Degree, tuple[str, str]]] = {
    Degree.HIGH: (N_("High"), N_("New duties, bans or costs for business")),
    Degree.MEDIUM: (N_("Medium"), N_("Changes duties or costs that exist")),
    Degree.LOW: (N_("Low"), N_("Neither new duties nor new costs")),
}
FATES: Final[Mapping[Fate, tuple[str, str]]] = {
    Fate.SAME: (N_("As before"), ""),
    Fate.CHANGED: (N_("Changed"), "ask"),
    Fate.NEW: (N_("New"), "yes"),
    Fate.GONE: (N_("Taken out"), "no"),
}
LISTED_AT: Final = "https://regulation.gov.ru/projects/"

RAISED: Final = (
    N_("An earlier row has the same number"),
    N_("The last day cannot be before the first"),
)
"""Sentences that the domain raises for a field, known here to the catalogue."""


class DraftWords(RequirementWords):
    """Says the parts of a draft in one language."""

    def state(self, state: State) -> str:
        return self.spoken.gettext(STATES[state][0])

    def state_tag(self, state: State) -> str:
        """The kind of the tag macro."""
        return STATES[state][1]

    def stage(self, stage: Stage) -> str:
        return self.spoken.gettext(STAGES[stage][0])

    def stage_tag(self, stage: Stage) -> str:
        """The kind of the tag macro."""
        return STAGES[stage][1]

    def effect(self, effect: str) -> str:
        return self.spoken.gettext(EFFECTS[effect])

    def entered(self, effect: str) -> str:
        return self.spoken.gettext(ENTERED[effect])

    def degree(self, degree: Degree) -> str:
        return self.spoken.gettext(DEGREES[degree][0])

    def fate(self, fate: Fate) -> str:
        return self.spoken.gettext(FATES[fate][0])

    def fate_tag(self, fate: Fate) -> str:
        """The kind of the tag macro."""
        return FATES[fate][1]

    def law(self, term: LawTerm) -> str:
        """What the law gives at least, its source and how sure we are of it."""
        days = self.spoken.ngettext(
            "%(num)s working day", "%(num)s working days", term.number
        )
        sure = self.spoken.gettext(CERTAINTY[term.certainty])
        return f"{days} · {term.source} · {sure}"

    def window(self, window: Window | Listing) -> str:
        """From when until when: "3 November – 1 December 2026"."""
        if window.opens is None or window.closes is None:
            return self.spoken.gettext("no days are declared")
        return self.spoken.gettext(
            "%(first)s – %(last)s",
            first=self.spoken.date(window.opens),
            last=self.spoken.date(window.closes),
        )

    def proposal(self, proposal: Proposal) -> dict[str, str]:
        """Everything that a change says: {heading: text}, in the order of reading."""
        gettext = self.spoken.gettext
        if isinstance(proposal, Repeals):
            return {
                gettext("Ends on"): self.spoken.date(proposal.from_day),
                gettext("Why"): proposal.reason,
            }
        return self._said(proposal.proposed, proposal.proposed.unit)

    def proposal_changes(
        self, proposal: Proposal, in_force: Content | None
    ) -> list[tuple[str, str, str]]:
        """What an amendment says otherwise: (heading, in force, as drafted)."""
        if in_force is None or isinstance(proposal, Adds | Repeals):
            return []
        old = self._said(in_force, in_force.act.unit)
        new = self._said(proposal.proposed, proposal.proposed.unit)
        return [(name, old[name], new[name]) for name in old if old[name] != new[name]]

    def _said(self, what: Proposed | Content, unit: str) -> dict[str, str]:
        gettext, day = self.spoken.gettext, self.spoken.date
        until = what.in_force_until
        return {
            gettext("Requirement"): what.title,
            gettext("What has to be done"): what.statement,
            gettext("Whom it concerns"): self.wording.condition(what.condition),
            gettext("What shows that it is done"): _listed(what.evidence),
            gettext("How often"): self.frequency(what.frequency),
            gettext("What a breach threatens"): what.sanction or gettext("not known"),
            gettext("Place in the act"): unit,
            gettext("Supervisory body"): what.control_body,
            gettext("Kind of control"): what.control_kind,
            gettext("In force from"): day(what.in_force_from),
            gettext("In force until"): day(until)
            if until
            else gettext("no end is declared"),
            gettext("Topics"): self.sectors(what.sectors),
            gettext("Notes"): what.notes or "—",
        }


def words_of(request: Request, service: Service) -> DraftWords:
    """The reader's words for what drafts say."""
    spoken = language_of(request)
    return DraftWords(spoken, service.wording(spoken.code))


def _listed(several: Iterable[str]) -> str:
    return "; ".join(several) or "—"
