"""What pages of self-assessment and compliance share: names of things, who may ask."""

from collections.abc import Sequence
from typing import Annotated, Any, Final

from fastapi import Depends, Form, Request

from application.access import Action
from application.compliance.declaring import VALIDITY
from domain.compliance import (
    SELF_EXAMINATION,
    ControlScope,
    Degree,
    EvidenceKind,
    State,
)
from domain.kernel import Actor
from interfaces.deps import Asks
from interfaces.locale import N_
from interfaces.service import Service
from interfaces.web.applicability.words import words_of
from interfaces.web.pages import language_of
from projections.compliance import SheetBy, SheetState

Assessor = Annotated[Actor, Depends(Asks(Action.ASSESS))]
Reader = Annotated[Actor, Depends(Asks(Action.READ_COMPLIANCE))]
Supervisor = Annotated[Actor, Depends(Asks(Action.ANNUL_COMPLIANCE))]

Text = Annotated[str, Form()]
Texts = Annotated[tuple[str, ...], Form()]

DEGREES: Final = {
    Degree.COMPLIES: (N_("I observe it"), "yes"),
    Degree.PARTLY: (N_("I observe it in part"), "ask"),
    Degree.DOES_NOT: (N_("I do not observe it"), "late"),
    Degree.UNKNOWN: (N_("I don't know whether I observe it"), "ask"),
}
SHEET_STATES: Final = {
    SheetState.UNASSESSED: (N_("Not assessed yet"), ""),
    SheetState.LOOK_AGAIN: (N_("Given on an earlier version: look again"), "late"),
    SheetState.ASSESSED: (N_("Assessed"), "yes"),
}
ARRANGEMENTS: Final = {
    SheetBy.BODY: N_("By supervisory body"),
    SheetBy.KIND: N_("By kind of control"),
}
EVIDENCE_KINDS: Final = {
    EvidenceKind.DOCUMENT: N_("Document"),
    EvidenceKind.JOURNAL: N_("Logbook"),
    EvidenceKind.PHOTO: N_("Photograph"),
    EvidenceKind.ACT: N_("Signed report of what was done or checked"),
    EvidenceKind.RECEIPT: N_("Receipt or payment document"),
    EvidenceKind.REGISTRY_LOOKUP: N_("Entry in a state register"),
    EvidenceKind.AUTOMATIC: N_("Data that a system keeps by itself"),
    EvidenceKind.FORM: N_("Filled-in form"),
    EvidenceKind.CHECKLIST: N_("Checklist"),
    EvidenceKind.FILE: N_("File"),
    EvidenceKind.SENSOR_OR_JOURNAL: N_("Readings of a sensor, or a logbook of them"),
}
STATES: Final = {
    State.IN_EFFECT: (N_("Holds"), "yes"),
    State.TERM_ENDED: (N_("Ended: its term is over"), "no"),
    State.CHANGED: (N_("Ended: a requirement changed"), "late"),
    State.WITHDRAWN: (N_("Withdrawn by the business"), "no"),
    State.ANNULLED: (N_("Annulled by the supervisory body"), "late"),
}
MOMENTS: Final = {
    "declared": N_("The business declared compliance"),
    "declared_again": N_("The business declared compliance anew"),
    "renewed": N_("The business renewed the declaration"),
    "withdrawn": N_("The business withdrew the declaration"),
    "annulled": N_("The supervisory body annulled the declaration"),
    "annulment_lifted": N_("A decision on an appeal undid the annulment"),
}
SOURCES: Final = (
    N_("regulation, example with 1 calendar year; law allows 1 to 3 years"),
)
"""Sources of the rules shown here, as the data of the law say them."""

WHOLE, BODY, KIND = "all", "body:", "kind:"
"""How a scope stands in an address and in a form."""


def scope_of(text: str) -> ControlScope:
    """The scope that a form or an address names; the whole list when it names none."""
    if text.startswith(BODY):
        return ControlScope(control_body=text.removeprefix(BODY))
    if text.startswith(KIND):
        return ControlScope(control_kind=text.removeprefix(KIND))
    return ControlScope()


def named_scope(scope: ControlScope) -> str:
    """How a scope stands in a form."""
    if scope.control_body:
        return BODY + scope.control_body
    return KIND + scope.control_kind if scope.control_kind else WHOLE


def seen(pairs: Sequence[str]) -> dict[str, int]:
    """Versions that somebody read: "REQ-FIRE-001:3" each."""
    parts = (one.rpartition(":") for one in pairs)
    return {code: int(number) for code, _, number in parts if number.isdigit()}


def said(request: Request, service: Service) -> dict[str, Any]:
    """Names of everything here, for a template."""
    return {
        "degrees": DEGREES,
        "sheet_states": SHEET_STATES,
        "evidence_kinds": EVIDENCE_KINDS,
        "states": STATES,
        **words_of(request, service),
    }


def term_of(request: Request, service: Service, on: Any) -> dict[str, Any]:
    """How long a declaration holds, and where that is said.

    Args:
        request: whose language to say it in.
        service: knows the numbers of the law.
        on: the day of the declaration.
    """
    term = service.law.on(VALIDITY, on)
    return {
        "last_day": term.last_day(on, service.law.calendar),
        "law": str(SELF_EXAMINATION),
        "source": language_of(request).gettext(term.source),
        "certainty": words_of(request, service)["words"].certainty(term.certainty),
    }
