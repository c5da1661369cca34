"""One step on one page: what to do, what shows it, done (C2)."""

from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple
from uuid import UUID

from fastapi import APIRouter, File, Path, Request, UploadFile
from fastapi.responses import Response
from pydantic import ValidationError

from application.access import Action, allow, allow_step
from application.execution import (
    DoStep,
    GiveEvidence,
    HandStep,
    ShareEvidence,
    SkipStep,
)
from application.log import Key, Receipt, Unavailable
from domain.algorithm import EvidenceKind, Step
from domain.errors import Invalid, NotFound, RuleBroken, Stale
from domain.execution import EmptyEvidence, accepted
from domain.execution import Form as GivenForm
from domain.kernel import Actor, Role
from interfaces.deps import KeyDep, ServiceDep
from interfaces.downloads import sent
from interfaces.service import Service
from interfaces.tasks import tasks_of
from interfaces.web.execution.words import Doer, Text, words_of
from interfaces.web.pages import page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, errors_of, status_for
from projections.execution import ExecutionCard

router = APIRouter(include_in_schema=False)

STEP = "/executions/{execution_id}/steps/{number}"
Number = Annotated[int, Path(ge=1, le=999)]
Upload = Annotated[UploadFile | None, File()]


@router.get(STEP)
def step(
    request: Request, execution_id: UUID, number: Number, service: ServiceDep, by: Doer
) -> Response:
    """Show a step, large, with what is attached to it."""
    return _step(request, service, by, execution_id, number)


@router.get(f"{STEP}/evidence/{{evidence_id}}")
def evidence(
    execution_id: UUID,
    number: Number,
    evidence_id: UUID,
    service: ServiceDep,
    by: Doer,
) -> Response:
    """The file that shows the step."""
    card = _readable(service, by, execution_id, number)
    item = card.item(evidence_id)
    if item is None or number not in item.steps or item.file is None:
        raise NotFound
    file = service.evidence_view.get(item.file)
    if file is None:
        raise NotFound
    return sent(service, file)


@router.post(f"{STEP}/file")
def attach(
    request: Request,
    execution_id: UUID,
    number: Number,
    service: ServiceDep,
    by: Doer,
    key: KeyDep,
    photo: Upload = None,
    file: Upload = None,
    text: Text = "",
    record: Text = "",
    note: Text = "",
    then: Text = "attach",
) -> Response:
    """Attach what was given; say that the step is done, if that button was pressed."""
    _readable(service, by, execution_id, number)
    given = {"text": text, "record": record, "note": note}
    pieces = _Pieces((photo, file), {GivenForm.TEXT: text, GivenForm.RECORD: record})
    receipts: list[Receipt] = []
    try:
        for receipt in pieces.attached(service, execution_id, number, by, key):
            receipts.append(receipt)
            given |= {"text": "", "record": ""}
        if then == "done":
            done = DoStep(note=note or None)
            do = service.steps.do
            receipts.append(do(execution_id, number, done, by=by, key=key))
        elif not receipts:
            raise EmptyEvidence
    except (ValidationError, Invalid, RuleBroken, Unavailable) as fault:
        if receipts:
            service.caught_up(receipts[-1].position)
        return _step(request, service, by, execution_id, number, given, fault)
    service.caught_up(receipts[-1].position)
    if then != "done":
        return see_other(f"/executions/{execution_id}/steps/{number}#shown")
    return see_other(_list_of(by, execution_id, number))


class _Pieces(NamedTuple):
    """What was given in the form of a step, maybe nothing.

    Attributes:
        uploads: files.
        texts: what was written, by the form of evidence that it is.
    """

    uploads: tuple[UploadFile | None, ...]
    texts: dict[GivenForm, str]

    def attached(
        self, service: Service, id: UUID, number: int, by: Actor, key: Key | None
    ) -> Iterator[Receipt]:
        """Attach one after another; each under a key of its own."""
        for place, upload in enumerate(self.uploads):
            if upload is not None and upload.filename:
                yield service.steps.give_file(
                    id,
                    number,
                    upload.filename,
                    upload.file,
                    by=by,
                    key=_of(key, f"file-{place}"),
                )
        for form, said in self.texts.items():
            if said.strip():
                command = GiveEvidence(form=form, text=said)
                yield service.steps.give(
                    id, number, command, by=by, key=_of(key, form.value)
                )


@router.post(f"{STEP}/{{act}}")
def take(
    request: Request,
    execution_id: UUID,
    number: Number,
    act: str,
    service: ServiceDep,
    by: Doer,
    key: KeyDep,
    evidence: Text = "",
    reason: Text = "",
    person: Text = "",
) -> Response:
    """Share or take back evidence; leave out, open again, hand over."""
    _readable(service, by, execution_id, number)
    given = {"reason": reason, "person": person, "act": act}
    said = {"evidence": evidence, "reason": reason, "person": person}
    try:
        receipt = _take(service, act, execution_id, number, said, by=by, key=key)
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        return _step(request, service, by, execution_id, number, given, fault)
    service.caught_up(receipt.position)
    if act in {"skip", "hand"}:
        done = number if act == "skip" else None
        return see_other(_list_of(by, execution_id, done))
    return see_other(f"/executions/{execution_id}/steps/{number}")


def _take(
    service: Service,
    act: str,
    id: UUID,
    number: int,
    said: dict[str, str],
    **how: Any,
) -> Receipt:
    steps = service.steps
    match act:
        case "share":
            share = ShareEvidence.model_validate({"evidence": said["evidence"]})
            return steps.share(id, number, share, **how)
        case "take-back":
            piece = ShareEvidence.model_validate({"evidence": said["evidence"]})
            return steps.take_back(id, number, piece.evidence, **how)
        case "skip":
            skip = SkipStep.model_validate({"reason": said["reason"]})
            return steps.skip(id, number, skip, **how)
        case "reopen":
            return steps.reopen(id, number, **how)
        case "hand":
            allow(how["by"], Action.EXECUTE)
            hand = HandStep.model_validate({"person": said["person"] or None})
            return steps.hand(id, number, hand, **how)
    raise NotFound


def _list_of(by: Actor, id: UUID, done: int | None) -> str:
    """Where somebody goes after a step: to the list of what is to be done."""
    path = "/executions" if by.role is Role.EMPLOYEE else f"/executions/{id}"
    return f"{path}?done={done}" if done else path


def _readable(service: Service, by: Actor, id: UUID, number: int) -> ExecutionCard:
    card = service.execution_view.get(id)
    if card is None:
        raise NotFound
    allow_step(by, client_id=card.client_id, handed_to=card.handed.get(number))
    if card.content.step(number) is None:
        raise NotFound
    return card


def _step(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    number: int,
    given: dict[str, str] | None = None,
    fault: Fault | None = None,
) -> Response:
    card = _readable(service, by, id, number)
    tasks = tasks_of(card, service.personal_lists.profile(card.client_id))
    task = next(one for one in tasks if one.step.number == number)
    numbers = [one.step.number for one in tasks]
    is_client = by.role is Role.CLIENT
    codes = list(task.step.requirements)
    today = service.clock.today()
    members = service.person_view.members(card.client_id) if is_client else []
    shown = card.evidence_for(number)
    files = service.evidence_view.named([one.file for one in shown if one.file])
    errors = errors_of(request, fault)
    return page(
        request,
        "execution/step.html",
        {
            "card": card,
            "task": task,
            "step": task.step,
            "place": numbers.index(number) + 1,
            "count": len(numbers),
            "fields": fields_of(task.step),
            "shown": shown,
            "files": files,
            "others": [
                one
                for one in card.evidence
                if number not in one.steps
                and (is_client or _is_of(card, by, one.steps))
            ],
            "named": service.algorithm_view.named(codes, today),
            "is_client": is_client,
            "members": {one.person_id: one.name for one in members},
            "given": {"text": "", "record": "", "note": "", "reason": "", "act": ""}
            | (given or {}),
            "errors": {
                _place_of(about, task.step): said for about, said in errors.items()
            },
            **words_of(request, service),
        },
        status=status_for(fault),
    )


def _is_of(card: ExecutionCard, by: Actor, steps: tuple[int, ...]) -> bool:
    return any(str(card.handed.get(number)) == by.id for number in steps)


def _place_of(about: str, step: Step) -> str:
    """The field at which a fault is told; "" when it is none in particular."""
    if about in {"evidence", "file"}:
        return fields_of(step)[0]
    return about if about in {"text", "record", "note", "reason", "person"} else ""


def fields_of(step: Step) -> tuple[str, ...]:
    """The fields by which evidence for a step is given, the usual one first."""
    forms = accepted(step) or frozenset(GivenForm)
    found = [one.value for one in GivenForm if one in forms]
    wants_photo = step.evidence_kind is EvidenceKind.PHOTO
    return ("photo", *found) if wants_photo else tuple(found)


def _of(key: Key | None, part: str) -> Key | None:
    """The key of one of the commands that a form asks for."""
    return key and key.model_copy(update={"key": f"{key.key[:150]}-{part}"})
