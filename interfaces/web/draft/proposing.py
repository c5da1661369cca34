"""Pages of rule developers: what a draft does to the register, and to whom (E1, E6)."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response
from pydantic import TypeAdapter

from domain.condition import parse
from domain.draft import Proposal, Proposed, Repeals
from domain.errors import NotFound
from domain.impact import Impact
from domain.requirement import Code, Content
from interfaces.addresses import LONGEST_CODE
from interfaces.deps import KeyDep, ServiceDep
from interfaces.impacts import impact_of
from interfaces.service import Service
from interfaces.web.draft import form as forms
from interfaces.web.draft.reading import ONE
from interfaces.web.draft.words import EFFECTS, words_of
from interfaces.web.draft.writing import (
    Developer,
    OursDep,
    VersionForm,
    errors_of,
    rewritten,
    written,
)
from interfaces.web.impact import ImpactWords
from interfaces.web.pages import page
from interfaces.web.requirement.form import FREQUENCIES, UNITS
from interfaces.web.requirement.form import Form as Answers
from interfaces.web.requirement.keeping import Posted
from interfaces.web.requirement.words import SECTORS, WHEN
from interfaces.web.wrong import WRONG, Fault, status_for
from projections.draft import DraftCard

router = APIRouter(include_in_schema=False)

REQUIREMENT = "{requirement_code:code}"
RequirementPath = Annotated[Code, Path()]
Effect = Annotated[str, Query(pattern="^(adds|amends|repeals)$")]
CodeQuery = Annotated[str, Query(max_length=LONGEST_CODE)]
_PROPOSAL: TypeAdapter[Proposal] = TypeAdapter(Proposal)


@router.get(f"{ONE}/write/changes/new")
def ask_for_change(
    request: Request,
    card: OursDep,
    service: ServiceDep,
    _by: Developer,
    effect: Effect = "adds",
    requirement: CodeQuery = "",
) -> Response:
    """Ask what else the draft does; for a requirement in force as it reads now."""
    form = forms.EMPTY_PROPOSAL | {"effect": effect, "code": requirement}
    found = _in_force(service, requirement) if requirement else None
    if found and effect == "amends":
        form |= forms.filled_proposed(_as_proposed(found))
    return _form(request, service, card, form, None)


@router.post(f"{ONE}/write/changes/new")
def add_change(
    request: Request,
    card: OursDep,
    service: ServiceDep,
    by: Developer,
    key: KeyDep,
    posted: Posted,
    version: VersionForm,
) -> Response:
    """Count whom it concerns, or record it."""
    return _put(request, service, card, posted, None, (by, key, version))


@router.get(f"{ONE}/write/changes/{REQUIREMENT}")
def ask_for_other_change(
    request: Request,
    card: OursDep,
    requirement_code: RequirementPath,
    service: ServiceDep,
    _by: Developer,
) -> Response:
    """Ask what the draft does to this requirement from now on."""
    proposal = _existing(card, requirement_code)
    return _form(request, service, card, forms.filled(proposal), requirement_code)


@router.post(f"{ONE}/write/changes/{REQUIREMENT}")
def change(
    request: Request,
    card: OursDep,
    requirement_code: RequirementPath,
    service: ServiceDep,
    by: Developer,
    key: KeyDep,
    posted: Posted,
    version: VersionForm,
) -> Response:
    """Count whom it concerns, record it, or take it out."""
    _existing(card, requirement_code)
    sending = (by, key, version)
    if posted.get("step") != "remove":
        return _put(request, service, card, posted, requirement_code, sending)
    try:
        return _recorded(service, card, None, requirement_code, sending)
    except WRONG as fault:
        form = forms.given(posted, forms.PROPOSAL)
        return _form(request, service, card, form, requirement_code, fault=fault)


def _existing(card: DraftCard, code: str) -> Proposal:
    found = written(card).proposal(code)
    if found is None:
        raise NotFound
    return found


def _put(
    request: Request,
    service: Service,
    card: DraftCard,
    posted: dict[str, str],
    instead_of: str | None,
    sending: tuple[Any, KeyDep, int],
) -> Response:
    form = forms.given(posted, forms.PROPOSAL)
    try:
        proposal = _PROPOSAL.validate_python(forms.proposal_of(form))
        if not isinstance(proposal, Repeals):
            parse(proposal.proposed.condition.as_json, service.vocabulary)
        if posted.get("step") == "count":
            return _form(request, service, card, form, instead_of, proposal=proposal)
        return _recorded(service, card, proposal, instead_of, sending)
    except WRONG as fault:
        return _form(request, service, card, form, instead_of, fault=fault)


def _recorded(
    service: Service,
    card: DraftCard,
    proposal: Proposal | None,
    instead_of: str | None,
    sending: tuple[Any, KeyDep, int],
) -> Response:
    text = written(card)
    kept = [one for one in text.proposals if one.code != instead_of]
    place = next(
        (n for n, one in enumerate(text.proposals) if one.code == instead_of), len(kept)
    )
    proposals = [*kept[:place], *([proposal] if proposal else []), *kept[place:]]
    said = forms.said_of_text(text) | {"proposals": proposals}
    return rewritten(service, card, said, *sending)


def _form(
    request: Request,
    service: Service,
    card: DraftCard,
    form: Answers,
    code: str | None,
    *,
    proposal: Proposal | None = None,
    fault: Fault | None = None,
) -> Response:
    """The form; with a change also whom it concerns and what it says in words."""
    words = words_of(request, service)
    in_force = _in_force(service, form["code"])
    impact: Impact | None = impact_of(service, [proposal]) if proposal else None
    return page(
        request,
        "draft/change.html",
        {
            "card": card,
            "form": form,
            "code": code,
            "proposal": proposal,
            "told": list(words.proposal(proposal).items()) if proposal else [],
            "changes": words.proposal_changes(proposal, in_force) if proposal else [],
            "in_force": in_force,
            "impact": impact,
            "effects": [
                (name, words.spoken.gettext(said)) for name, said in EFFECTS.items()
            ],
            "frequencies": FREQUENCIES,
            "units": UNITS,
            "sectors": SECTORS,
            "events": WHEN,
            "words": words,
            "counts": ImpactWords(request, service),
            "errors": errors_of(fault, words.spoken),
        },
        status=status_for(fault),
    )


def _in_force(service: Service, code: str) -> Content | None:
    """What the register says today of the requirement with this code."""
    standing = service.requirement_view.as_of(code.strip(), service.clock.today())
    return standing.version.content if standing else None


def _as_proposed(content: Content) -> Proposed:
    """A requirement in force as the beginning of its amendment."""
    shared = {
        name: getattr(content, name)
        for name in Proposed.model_fields
        if name in Content.model_fields
    }
    return Proposed.model_validate(shared | {"unit": content.act.unit})
