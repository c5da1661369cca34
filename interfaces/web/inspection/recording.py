"""Pages on which an inspector records an action, on a phone, and draws the act (I0)."""

from collections.abc import AsyncIterator, Mapping
from functools import partial
from typing import Annotated, Any, NamedTuple
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from starlette.datastructures import UploadFile

from application.inspection import DrawAct, FoundViolation, RecordAction
from application.log import Key
from domain.inspection import Step
from domain.kernel import Actor
from domain.term import Place
from interfaces.deps import KeyDep, ServiceDep
from interfaces.inspection_cases import held_case
from interfaces.service import Service
from interfaces.sources import source_in
from interfaces.web.execution.words import titles_of
from interfaces.web.inspection.cases import breaks_of
from interfaces.web.inspection.words import WORDS, WRONG, Officer, ids_of, moment_of
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.requirement.keeping import Posted
from interfaces.web.wrong import Fault, errors_in, status_for
from projections.inspection import CaseCard

router = APIRouter(include_in_schema=False)
FIELDS = frozenset(
    {
        "action",
        "day",
        "since",
        "until",
        "place",
        "requirements",
        "objects",
        "said",
        "violations",
    }
)
MOST_VIOLATIONS = 50


class Given(NamedTuple):
    """An action that is being written.

    Attributes:
        draft: its name; what is sent again under it is recorded once.
        files: ids and names of files that were sent already.
        photos: that were just chosen.
    """

    draft: str
    action: str = ""
    day: str = ""
    since: str = ""
    until: str = ""
    place: str = ""
    with_client: bool = True
    requirements: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    said: str = ""
    as_it_happened: bool = False
    files: tuple[tuple[str, str], ...] = ()
    photos: tuple[UploadFile, ...] = ()

    def command(self, place: Place) -> RecordAction:
        """The action as a command; raises ValidationError."""
        return RecordAction.model_validate(
            {
                "draft": self.draft,
                "action": self.action,
                "since": moment_of(self.day, self.since, place),
                "until": moment_of(self.day, self.until, place),
                "place": self.place,
                "with_client": self.with_client,
                "requirements": self.requirements,
                "objects": ids_of(self.objects),
                "files": ids_of(id for id, _ in self.files),
                "said": self.said or None,
                "as_it_happened": self.as_it_happened,
            }
        )


async def _given(request: Request) -> AsyncIterator[Given]:
    form = await request.form()
    said = form.multi_items()
    texts = {name: text.strip() for name, text in said if isinstance(text, str)}
    several: dict[str, tuple[str, ...]] = {}
    for name, text in said:
        if isinstance(text, str):
            several[name] = (*several.get(name, ()), text)
    kept = tuple((id, texts.get(f"file-{id}", "")) for id in several.get("file", ()))
    photos = tuple(
        one
        for name, one in said
        if name == "photos" and isinstance(one, UploadFile) and one.filename
    )
    try:
        yield Given(
            draft=texts.get("draft", ""),
            action=texts.get("action", ""),
            day=texts.get("day", ""),
            since=texts.get("since", ""),
            until=texts.get("until", ""),
            place=texts.get("place", ""),
            with_client=bool(texts.get("with_client")),
            requirements=several.get("requirements", ()),
            objects=several.get("objects", ()),
            said=texts.get("said", ""),
            as_it_happened=bool(texts.get("as_it_happened")),
            files=kept,
            photos=photos,
        )
    finally:
        await form.close()


GivenAction = Annotated[Given, Depends(_given)]


@router.get("/inspections/{inspection_id:uuid}/actions/new")
def ask(
    request: Request,
    inspection_id: UUID,
    service: ServiceDep,
    by: Officer,
    done: Annotated[bool, Query()] = False,  # noqa: FBT002
) -> Response:
    """Ask what was done; it ends now unless the officer says otherwise."""
    card = held_case(service, by, inspection_id)
    now = service.clock.now().astimezone(_place(service, card).zone)
    last = service.inspection_view.actions(inspection_id, limit=1).actions
    given = Given(
        draft=str(uuid4()),
        day=now.date().isoformat(),
        until=f"{now:%H:%M}",
        place=last[0].place if last else "",
    )
    return _form(request, service, card, given, done=done)


@router.post("/inspections/{inspection_id:uuid}/actions/new")
def record(
    request: Request,
    inspection_id: UUID,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    given: GivenAction,
) -> Response:
    """Record it; photos first, so that a broken line repeats only what is missing."""
    card = held_case(service, by, inspection_id)
    try:
        given = _attached(service, by, card, given, key)
        command = given.command(_place(service, card))
        receipt = service.inspection_records.record(inspection_id, command, by=by)
    except WRONG as fault:
        return _form(request, service, card, given, fault)
    service.caught_up(receipt.position)
    return see_other(f"/inspections/{inspection_id}/actions/new?done=1")


@router.get("/inspections/{inspection_id:uuid}/act")
def ask_for_act(
    request: Request, inspection_id: UUID, service: ServiceDep, by: Officer
) -> Response:
    """Ask what was found."""
    return _act(request, service, held_case(service, by, inspection_id), {}, 1)


@router.post("/inspections/{inspection_id:uuid}/act")
def draw_act(
    request: Request,
    inspection_id: UUID,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    posted: Posted,
) -> Response:
    """Draw the act."""
    card = held_case(service, by, inspection_id)
    rows = sum(f"what-{n}" in posted for n in range(1, MOST_VIOLATIONS + 1))
    if posted.get("act") == "add":
        return _act(request, service, card, posted, rows + 1)
    version = posted.get("version", "")
    try:
        receipt = service.inspection_steps.draw_act(
            inspection_id,
            _act_of(posted),
            by=by,
            key=key,
            version=int(version) if version.isdecimal() else None,
        )
    except WRONG as fault:
        return _act(request, service, card, posted, rows, fault)
    service.caught_up(receipt.position)
    return see_other(f"/inspections/{inspection_id}?done={Step.DRAW_ACT}")


def _act_of(posted: Mapping[str, str]) -> DrawAct:
    found = [
        FoundViolation(
            requirement=posted.get(f"requirement-{n}", ""),
            objects=tuple(ids_of([posted.get(f"object-{n}", "")])),
            what=posted[f"what-{n}"],
        )
        for n in range(1, MOST_VIOLATIONS + 1)
        if posted.get(f"what-{n}", "").strip()
    ]
    return DrawAct(
        place=posted.get("place", ""),
        as_it_happened=bool(posted.get("as_it_happened")),
        violations=tuple(found),
    )


def _attached(
    service: Service, by: Actor, card: CaseCard, given: Given, key: Key | None
) -> Given:
    """Keep the photos that were chosen; each has a key of its own."""
    files = list(given.files)
    for number, photo in enumerate(given.photos, 1):
        own_key = key and key.model_copy(update={"key": f"{key.key[:190]}-{number}"})
        name = photo.filename or ""
        receipt = service.inspection_records.attach(
            card.id, name, photo.file, by=by, key=own_key
        )
        files.append((str(receipt.id), name))
    return given._replace(files=tuple(files), photos=())


def _form(
    request: Request,
    service: Service,
    card: CaseCard,
    given: Given,
    fault: Fault | None = None,
    *,
    done: bool = False,
) -> Response:
    context = {
        **_shared(request, service, card),
        "given": given,
        "done": done,
        "errors": errors_in(request, fault, FIELDS),
        "breaks": breaks_of(fault),
    }
    return page(
        request,
        "inspection/action.html",
        context,
        status=status_for(fault),
        zone=_place(service, card).zone,
    )


def _act(
    request: Request,
    service: Service,
    card: CaseCard,
    posted: Mapping[str, str],
    rows: int,
    fault: Fault | None = None,
) -> Response:
    context = {
        **_shared(request, service, card),
        "given": posted,
        "rows": [
            {
                name: posted.get(f"{name}-{n}", "")
                for name in ("requirement", "object", "what")
            }
            for n in range(1, min(max(rows, 1), MOST_VIOLATIONS) + 1)
        ],
        "most": MOST_VIOLATIONS,
        "errors": errors_in(request, fault, FIELDS),
        "breaks": breaks_of(fault),
    }
    return page(
        request,
        "inspection/act.html",
        context,
        status=status_for(fault),
        zone=_place(service, card).zone,
    )


def _shared(request: Request, service: Service, card: CaseCard) -> dict[str, Any]:
    known = service.execution_view.places(card.client_id)
    named = {id for scope in card.order.scopes for id in scope.objects}
    return {
        **WORDS,
        "card": card,
        "titles": titles_of(service, [one.code for one in card.remaining]),
        "places": {id: place for id, place in known.items() if id in named},
        "source_of": partial(source_in, language_of(request).code),
    }


def _place(service: Service, card: CaseCard) -> Place:
    return service.places.at(card.known.region)
