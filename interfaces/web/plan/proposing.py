"""Pages on which an officer proposes what to plan, or changes it."""

from typing import Any, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.plan import ChangeEntry, Choice, Prepared, ProposeEntry
from domain.errors import Invalid, RuleBroken
from domain.inspection import Kind
from domain.kernel import Actor
from domain.plan import PlanObjectsUnknown
from domain.risk import Measure
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.inspections import KINDS
from interfaces.plans import MEASURES, entry_for, officers_of
from interfaces.service import Service
from interfaces.web.pages import page
from interfaces.web.person import see_other
from interfaces.web.plan.words import Officer, PlanWords
from interfaces.web.requirement.keeping import Posted, VersionForm
from interfaces.web.wrong import WRONG, Fault, errors_in, status_for
from projections.plan import EntryCard

router = APIRouter(include_in_schema=False)

SAID = (
    "inn",
    "control_kind",
    "measure",
    "kind",
    "starts",
    "days",
    "hours",
    "note",
    "where",
)
FIELDS = (*SAID, "officers", "objects")
WITHOUT_PART = (Kind.OBSERVATION, Kind.OFFSITE_SURVEY)


class Form(NamedTuple):
    """What was filled in; `card` is the entry that it changes, if it is there."""

    said: dict[str, str]
    officers: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    card: EntryCard | None = None

    @property
    def action(self) -> str:
        """Where it is sent."""
        return f"/plan/entries/{self.card.id}/change" if self.card else "/plan/new"


@router.get("/plan/new")
def ask(request: Request, service: ServiceDep, by: Officer, inn: str = "") -> Response:
    """Ask whom to check, for what, when, and who goes."""
    said = dict.fromkeys(SAID, "") | {"inn": inn[:20]}
    return _ask(request, service, by, Form(said))


@router.post("/plan/new/objects")
def choose(
    request: Request, service: ServiceDep, by: Officer, posted: Posted
) -> Response:
    """Show every object of the business, and whether the law lets it be planned."""
    return _choose(request, service, by, _given(posted))


@router.post("/plan/new")
def propose(
    request: Request, service: ServiceDep, by: Officer, key: KeyDep, posted: Posted
) -> Response:
    """Propose it to the head."""
    form = _given(posted)
    if posted.get("act") == "back":
        return _ask(request, service, by, form)
    try:
        receipt = service.plans.propose(_proposed(form), by=by, key=key)
    except WRONG as fault:
        return _choose(request, service, by, form, fault)
    service.caught_up(receipt.position)
    return see_other(f"/plan/entries/{receipt.id}")


@router.get("/plan/entries/{entry_id:uuid}/change")
def ask_for_change(
    request: Request, service: ServiceDep, by: Officer, entry_id: UUID
) -> Response:
    """Show what an entry says, to be changed."""
    card = entry_for(service, by, entry_id)
    return _ask(request, service, by, _of(card))


@router.post("/plan/entries/{entry_id:uuid}/change/objects")
def choose_again(
    request: Request, service: ServiceDep, by: Officer, entry_id: UUID, posted: Posted
) -> Response:
    """Show every object of the business, as `choose`."""
    card = entry_for(service, by, entry_id)
    return _choose(request, service, by, _given(posted, card))


@router.post("/plan/entries/{entry_id:uuid}/change")
def change(
    request: Request,
    service: ServiceDep,
    by: Officer,
    entry_id: UUID,
    key: KeyDep,
    posted: Posted,
    version: VersionForm,
) -> Response:
    """Say something else; it waits for the head again."""
    card = entry_for(service, by, entry_id)
    form = _given(posted, card)
    if posted.get("act") == "back":
        return _ask(request, service, by, form)
    try:
        receipt = service.plans.change(
            entry_id, _changed(form), by=by, key=key, version=version
        )
    except WRONG as fault:
        return _choose(request, service, by, form, fault)
    service.caught_up(receipt.position)
    return see_other(f"/plan/entries/{entry_id}")


def _given(posted: dict[str, str], card: EntryCard | None = None) -> Form:
    said = {name: posted.get(name, "").strip() for name in SAID}
    if card is not None:
        said["inn"] = card.inn or ""
    return Form(said, _chosen(posted, "officer-"), _chosen(posted, "object-"), card)


def _chosen(posted: dict[str, str], prefix: str) -> tuple[str, ...]:
    """Which boxes were ticked; each has a name of its own."""
    return tuple(
        name.removeprefix(prefix) for name in posted if name.startswith(prefix)
    )


def _of(card: EntryCard) -> Form:
    content = card.content
    places = [one.premises for one in content.objects]
    said = {
        "inn": card.inn or "",
        "control_kind": content.control_kind,
        "measure": content.measure.value,
        "kind": content.kind.value if content.kind else "",
        "starts": content.dates.starts.isoformat(),
        "days": str(content.dates.days),
        "hours": str(content.hours or ""),
        "note": card.note or "",
        "where": "whole" if None in places else "chosen",
    }
    return Form(said, content.officers, tuple(str(one) for one in places if one), card)


def _changed(form: Form) -> ChangeEntry:
    _check_chosen(form)
    return ChangeEntry.model_validate(_values(form))


def _proposed(form: Form) -> ProposeEntry:
    _check_chosen(form)
    return _command(form)


def _check_chosen(form: Form) -> None:
    """See that places were ticked, if only those that are ticked are meant."""
    if form.said["where"] == "chosen" and not form.objects:
        raise PlanObjectsUnknown(objects=[])


def _command(form: Form) -> ProposeEntry:
    return ProposeEntry.model_validate(_values(form) | {"inn": form.said["inn"]})


def _values(form: Form) -> dict[str, Any]:
    said = form.said
    is_visit = said["measure"] == Measure.VISIT
    return {
        "measure": said["measure"],
        "kind": None if is_visit else said["kind"] or None,
        "control_kind": said["control_kind"],
        "everywhere": said["where"] == "everywhere",
        "objects": form.objects if said["where"] == "chosen" else (),
        "starts": said["starts"],
        "days": said["days"],
        "hours": None if is_visit else said["hours"] or None,
        "officers": form.officers,
        "note": said["note"] or None,
    }


def _ask(
    request: Request,
    service: Service,
    by: Actor,
    form: Form,
    fault: Fault | None = None,
) -> Response:
    return page(
        request,
        "plan/new.html",
        {
            "form": form,
            "control_kinds": service.plan_measuring.control_kinds(own(by)),
            "measures": MEASURES,
            "kinds": {k: n for k, n in KINDS.items() if k not in WITHOUT_PART},
            "names": officers_of(service, own(by)),
            "errors": errors_in(request, fault, FIELDS),
        },
        status=status_for(fault),
    )


def _choose(
    request: Request,
    service: Service,
    by: Actor,
    form: Form,
    fault: Fault | None = None,
) -> Response:
    """The second page; back to the first while that one is not right."""
    try:
        command = _command(_everywhere(form))
        client_id = service.plans.client(command.inn, by=by)
        without = form.card.id if form.card else None
        choices = service.plan_measuring.choices(
            client_id,
            own(by),
            command.measure,
            command.control_kind,
            command.starts,
            without,
        )
        prepared = _prepared(service, by, form, choices)
    except (ValidationError, Invalid, RuleBroken) as wrong:
        return _ask(request, service, by, form, wrong)
    whole, *places = choices
    lawful = [one for one in places if one.broken is None]
    return page(
        request,
        "plan/objects.html",
        {
            "form": form,
            "whole": whole,
            "places": places,
            "lawful": len(lawful),
            "prepared": prepared,
            "names": officers_of(service, own(by)),
            "errors": errors_in(request, fault, FIELDS),
            "words": PlanWords(request),
        },
        status=status_for(fault),
    )


def _everywhere(form: Form) -> Form:
    """The form with a choice of objects, before there was one."""
    return form._replace(said=form.said | {"where": form.said["where"] or "whole"})


def _prepared(
    service: Service, by: Actor, form: Form, choices: list[Choice]
) -> Prepared:
    """What the entry would be, with the chosen objects or all lawful ones."""
    some = any(one.broken is None for one in choices[1:])
    where = form.said["where"] or ("everywhere" if some else "whole")
    asked = form._replace(said=form.said | {"where": where})
    return service.plans.prepare(
        _command(asked), by=by, instead_of=form.card.id if form.card else None
    )
