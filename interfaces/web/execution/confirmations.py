"""Pages of confirmations: the queue, one to read and print, what is said of it (C2)."""

from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

import segno
from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.access import Action, allow, allow_execution_confirmation
from application.execution import (
    QuestionConfirmation,
    Recall,
    Reply,
    WithoutReason,
    WithReason,
)
from application.log import Receipt
from domain.errors import Invalid, NotFound, RuleBroken, Stale
from domain.execution import STANDING, Dispute, Force
from domain.kernel import Actor, Role
from interfaces.appealed.effected import redressed
from interfaces.appealed.links import appeal_links
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.downloads import sent
from interfaces.service import Service
from interfaces.web.execution.words import (
    HOWS,
    HOWS_FOR_BODY,
    Executor,
    Reader,
    Text,
    titles_of,
    words_of,
)
from interfaces.web.facts import told
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, errors_of, status_for
from projections.execution import ConfirmationCard, EvidenceItem

router = APIRouter(include_in_schema=False)

PATH = "/execution-confirmations/{confirmation_id}"
Texts = Annotated[tuple[str, ...], Form()]
SAID = ("requirements", "reason", "reply")


@router.get("/execution-confirmations")
def confirmations(
    request: Request,
    service: ServiceDep,
    by: Reader,
    text: Annotated[str, Query(max_length=200)] = "",
    force: Force | None = None,
    questioned: bool | None = None,  # noqa: FBT001
    replied: bool = False,  # noqa: FBT001, FBT002
    after: Annotated[int | None, Query(ge=1, le=2**62)] = None,
) -> Response:
    """A client's own confirmations, or those that concern the reader's body."""
    is_client = by.role is Role.CLIENT
    view = service.execution_confirmation_view
    if is_client:
        found = view.mine(own(by), before=after)
        cards = found.confirmations
    else:
        bodies = service.person_view.of(own(by))
        found = view.queue(
            bodies,
            text=text,
            force=force,
            questioned=questioned,
            replied_to=by.organisation if replied else None,
            before=after,
        )
        cards = tuple(one.seen_by(bodies) for one in found.confirmations)
    return page(
        request,
        "execution/confirmations.html",
        {
            "cards": cards,
            "after": found.after,
            "is_client": is_client,
            "text": text,
            "force": force,
            "questioned": questioned,
            "replied": replied,
            "first": after is None,
            "address": _address(text, force, questioned=questioned, replied=replied),
            "today": service.clock.today(),
            **words_of(request, service),
        },
    )


def _address(
    text: str, force: Force | None, *, questioned: bool | None, replied: bool
) -> str:
    """The address of the same list from its beginning."""
    said = {
        "text": text,
        "force": force.value if force else "",
        "questioned": "yes" if questioned else "",
        "replied": "yes" if replied else "",
    }
    kept = urlencode({name: value for name, value in said.items() if value})
    return f"/execution-confirmations?{kept}" if kept else "/execution-confirmations"


@router.get(PATH)
def confirmation(
    request: Request,
    confirmation_id: UUID,
    service: ServiceDep,
    by: Reader,
    new: str = "",
) -> Response:
    """Show a confirmation, to read, to print and to answer."""
    return _confirmation(request, service, by, confirmation_id, is_new=bool(new))


@router.get(f"{PATH}/receipt")
def receipt(confirmation_id: UUID, service: ServiceDep, by: Executor) -> Response:
    """The receipt; its SHA-256 is the one that the confirmation tells."""
    card = readable(service, by, confirmation_id)
    allow(by, Action.EXECUTE, of=card.client_id)
    return Response(
        service.execution_confirmation_view.receipt(card.id),
        media_type="application/json",
        headers={
            "Content-Disposition": f'attachment; filename="sverka-{card.number}.json"'
        },
    )


@router.get(f"{PATH}/evidence/{{evidence_id}}")
def evidence(
    confirmation_id: UUID, evidence_id: UUID, service: ServiceDep, by: Reader
) -> Response:
    """A file that shows a step on which a requirement rests that the reader may see."""
    card = readable(service, by, confirmation_id)
    item = _shown(service, card).get(evidence_id)
    file = service.evidence_view.get(item.file) if item and item.file else None
    if file is None:
        raise NotFound
    return sent(service, file)


@router.post(f"{PATH}/{{act}}")
def take(
    request: Request,
    confirmation_id: UUID,
    act: str,
    service: ServiceDep,
    by: Reader,
    key: KeyDep,
    version: Annotated[int, Form()],
    requirements: Texts = (),
    authority: Text = "",
    reason: Text = "",
) -> Response:
    """Renew, take back, reply; question, accept, uphold."""
    said = {"requirements": requirements, "authority": authority, "reason": reason}
    try:
        receipt = _take(
            service, act, confirmation_id, said, by=by, key=key, version=version
        )
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        given = {"act": act, "reason": reason, "requirements": requirements}
        return _confirmation(request, service, by, confirmation_id, given, fault)
    service.caught_up(receipt.position)
    if act == "renew":
        return see_other(f"/executions/{receipt.id}")
    return see_other(f"/execution-confirmations/{confirmation_id}")


def _take(
    service: Service, act: str, id: UUID, said: dict[str, Any], **how: Any
) -> Receipt:
    commands, reason = service.execution_confirmations, said["reason"]
    match act:
        case "renew":
            return service.executions.renew(id, **how)
        case "recall":
            return commands.recall(id, Recall(reason=reason or None), **how)
        case "reply":
            asked = {"authority": said["authority"], "reply": reason}
            return commands.reply(id, Reply.model_validate(asked), **how)
        case "question":
            doubt = {"requirements": said["requirements"], "reason": reason}
            command = QuestionConfirmation.model_validate(doubt)
            return commands.question(id, command, **how)
        case "drop-question":
            return commands.drop_question(
                id, WithoutReason(reason=reason or None), **how
            )
        case "uphold-question":
            return commands.uphold_question(id, WithReason(reason=reason), **how)
    raise NotFound


def readable(service: Service, by: Actor, id: UUID) -> ConfirmationCard:
    """The confirmation as far as the reader may see it.

    Raises:
        NotFound: it is none of the reader's.
    """
    card = service.execution_confirmation_view.get(id)
    if card is None:
        raise NotFound
    bodies = allow_execution_confirmation(
        by,
        client_id=card.client_id,
        control_bodies={one.control_body for one in card.requirements},
        bodies=service.person_view.of(own(by)),
    )
    return card.seen_by(bodies)


def _shown(service: Service, card: ConfirmationCard) -> dict[UUID, EvidenceItem]:
    """The evidence of the steps that the reader sees."""
    wanted = {id for step in card.steps for id in step.evidence}
    items: dict[UUID, EvidenceItem] = {}
    for execution_id in {step.execution for step in card.steps if step.evidence}:
        execution = service.execution_view.get(execution_id)
        for item in execution.evidence if execution else ():
            if item.id in wanted:
                items[item.id] = item
    return items


def _confirmation(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    given: dict[str, Any] | None = None,
    fault: Fault | None = None,
    *,
    is_new: bool = False,
) -> Response:
    card = readable(service, by, id)
    today = service.clock.today()
    codes = [one.code for one in card.requirements]
    items = _shown(service, card)
    files = service.evidence_view.named([i.file for i in items.values() if i.file])
    address = f"{service.settings.public_url}/verify/confirmation/{card.id}"
    force = card.force_on(today)
    wording = service.wording(language_of(request).code)
    mine = card.question_of(by.organisation)
    act = (given or {}).get("act", "")
    return page(
        request,
        "execution/confirmation.html",
        {
            "card": card,
            "force": force,
            "stands": force in STANDING,
            "today": today,
            "titles": titles_of(service, codes),
            "items": items,
            "files": files,
            "is_client": by.role is Role.CLIENT,
            "is_new": is_new,
            "mine": mine,
            "may_question": force in STANDING and not (mine and mine.is_open),
            "asked": [q for q in card.questions if q.state is Dispute.ASKED],
            "address": address,
            "redressed": redressed(
                service.appealed.effect_view.of(id),
                by,
                card.client_id,
                language_of(request),
            ),
            "appeals": appeal_links(
                service,
                by,
                f"/execution-confirmations/{id}",
                language_of(request),
            ),
            "code": segno.make(address, error="m").svg_data_uri(scale=4, border=2),
            "told": lambda fact, value: told(request, wording, fact, value),
            "given": {"act": "", "reason": "", "requirements": ()} | (given or {}),
            "errors": {
                _place_of(about, act): said
                for about, said in errors_of(request, fault).items()
            },
            **words_of(request, service),
            "hows": HOWS if by.role is Role.CLIENT else HOWS_FOR_BODY,
        },
        status=status_for(fault),
    )


def _place_of(about: str, act: str) -> str:
    """The field at which a fault is told; "" when it is none in particular."""
    if about == "requirements":
        return "requirements"
    return f"{act}-text" if about in SAID else ""
