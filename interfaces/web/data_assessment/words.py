"""What pages of looks and surveys share: names of things, who may ask (C3)."""

from collections.abc import Iterable
from typing import Annotated, Any, Final

from fastapi import Depends, Form, Request

from application.access import Action
from domain.data_assessment import Finding, Outcome, Record, RecordKind, Stand, Why
from domain.kernel import Actor
from domain.profile import ClientKind, Size
from domain.small_groups import K
from interfaces.deps import Asks
from interfaces.locale import N_
from interfaces.regions import regions
from interfaces.service import Service
from interfaces.web.applicability.words import titles_of
from interfaces.web.pages import language_of
from projections.data_assessment import Entry

Looker = Annotated[Actor, Depends(Asks(Action.LOOK_AT_RECORDS))]
Reader = Annotated[Actor, Depends(Asks(Action.READ_LOOK))]
Client = Annotated[Actor, Depends(Asks(Action.ANSWER_LOOK))]
Text = Annotated[str, Form()]

OUTCOMES: Final = {
    Outcome.CONFIRMED: (N_("Confirmed by records"), "yes"),
    Outcome.REFUTED: (N_("Refuted by records"), "late"),
    Outcome.UNDECIDABLE: (N_("Records do not decide"), "ask"),
    Outcome.NOT_CONCERNED: (N_("Does not concern the business"), "no"),
}
WHYS: Final = {
    Why.REGISTER_SAYS: N_("An entry of a state register is itself the proof."),
    Why.CARRIED_OUT: N_(
        "An algorithm was carried out, and the confirmation of it is in force."
    ),
    Why.DECLARED: N_("The business declared compliance, and the declaration holds."),
    Why.QUESTION_UPHELD: N_(
        "The supervisory body questioned the confirmation, heard the business and kept"
        " its view."
    ),
    Why.ANNULLED: N_(
        "The supervisory body annulled the declaration of compliance, with a reason."
    ),
    Why.FACTS_SAY: N_("By what the state itself says, the requirement does not apply."),
    Why.DECLARED_NOT_APPLICABLE: N_(
        "The business declared that it is not concerned, and nobody contests it."
    ),
    Why.CONFLICT: N_("Records of equal weight contradict each other."),
    Why.SOME_PLACES: N_(
        "It is confirmed for some places of the business, not for all."
    ),
    Why.QUESTIONED: N_("What there is, is questioned, and this is not decided yet."),
    Why.LAPSED: N_("What there was does not count any more."),
    Why.NO_RECORD: N_(
        "There is no record. That says nothing against the business: it need not keep"
        " any here."
    ),
}
RECORDS: Final = {
    RecordKind.EXECUTION: N_("Confirmation of an algorithm carried out"),
    RecordKind.COMPLIANCE: N_("Declaration of compliance"),
    RecordKind.NOT_APPLICABLE: N_("Declaration of non-applicability"),
    RecordKind.REGISTER: N_("Entry of a state register"),
    RecordKind.FACT: N_("What the state says of the business"),
}
STANDS: Final = {
    Stand.IN_FORCE: (N_("In force"), "yes"),
    Stand.QUESTIONED: (N_("Questioned"), "ask"),
    Stand.REJECTED: (N_("The body decided against it"), "late"),
    Stand.LAPSED: (N_("Does not count any more"), "no"),
}
SIZES: Final = {
    Size.MICRO: N_("Micro"),
    Size.SMALL: N_("Small"),
    Size.MEDIUM: N_("Medium"),
    Size.LARGE: N_("Large"),
}
LEGAL_KINDS: Final = {
    ClientKind.LE: N_("Legal entity"),
    ClientKind.IE: N_("Sole proprietor"),
    ClientKind.NPD: N_("Self-employed person"),
    ClientKind.KFH: N_("Farm"),
}
_PATHS: Final = {
    RecordKind.EXECUTION: "/execution-confirmations/",
    RecordKind.COMPLIANCE: "/compliance/",
    RecordKind.NOT_APPLICABLE: "/declarations/",
}


def path_of(record: Record) -> str | None:
    """Where a record can be read; None where only its keeper shows it."""
    path = _PATHS.get(record.kind)
    return f"{path}{record.source}" if path else None


def said(request: Request, service: Service) -> dict[str, Any]:
    """Names of everything that these pages show."""
    spoken = language_of(request).code
    return {
        "outcomes": OUTCOMES,
        "whys": WHYS,
        "kinds": RECORDS,
        "stands": STANDS,
        "sizes": SIZES,
        "legal_kinds": LEGAL_KINDS,
        "regions": regions(spoken),
        "path_of": path_of,
        "label_of": service.wording(spoken).label,
        "k": K,
    }


def shown(
    service: Service, findings: Iterable[Finding], entries: Iterable[Entry] = ()
) -> dict[str, Any]:
    """Findings, how many came out how, and what names their parts."""
    found = list(findings)
    return {
        "findings": found,
        "entries": {(one.fact, one.at): one.reference for one in entries},
        "counts": {
            outcome: sum(one.outcome is outcome for one in found) for outcome in Outcome
        },
        "titles": titles_of(service, [one.code for one in found]),
    }


def chosen(requirements: str, control_kind: str, everything: str) -> dict[str, Any]:
    """Requirements as a form names them: codes with spaces, commas or lines between."""
    codes = requirements.replace(",", " ").replace(";", " ").split()
    return {
        "requirements": tuple(codes),
        "control_kind": control_kind or None,
        "everything": bool(everything),
    }
