"""Confirmations of executions over JSON, and what everybody may know of one (C2)."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from fastapi import status as http
from pydantic import Field

from application.access import Action, allow, allow_execution_confirmation
from application.execution import (
    QuestionConfirmation,
    Recall,
    Reply,
    WithoutReason,
    WithReason,
)
from application.log import Receipt
from domain.errors import NotFound
from domain.evidence import MEDIA_TYPES
from domain.execution import Force
from domain.kernel import Actor, Role, Value
from interfaces.deps import Asks, KeyDep, ServiceDep, VersionDep, answered, own
from interfaces.downloads import sent
from interfaces.service import Service
from projections.execution import ConfirmationCard, ConfirmationPage

router = APIRouter(prefix="/api", tags=["execution confirmations"])

Anybody = Annotated[Actor, Depends(Asks(Action.READ_PUBLIC))]
Reader = Annotated[Actor, Depends(Asks(Action.READ_EXECUTION_CONFIRMATION))]
Executor = Annotated[Actor, Depends(Asks(Action.EXECUTE))]
Supervisor = Annotated[Actor, Depends(Asks(Action.QUESTION_EXECUTION))]
PATH = "/execution-confirmations/{confirmation_id}"


class ConfirmationsQuery(Value):
    """Which confirmations to answer.

    Attributes:
        text: for bodies: a number, an INN, or part of a name.
        force: only those that stand so.
        questioned: only those with a question that waits for the client, or without.
        replied: for bodies: only those on which you got a reply and have to decide.
        after: cursor of the page before.
        limit: how many at most.
    """

    text: str = Field(default="", max_length=200)
    force: Force | None = None
    questioned: bool | None = None
    replied: bool = False
    after: int | None = Field(default=None, ge=1, le=2**62)
    limit: int = Field(default=50, ge=1, le=200)


class VerifiedLine(Value):
    """A requirement, as everybody may know it.

    Attributes:
        code, version: of the requirement.
        until: the last day; null: no end is set.
        confirmed: whether it is confirmed today.
    """

    code: str
    version: int
    until: date | None
    confirmed: bool


class Verified(Value):
    """What everybody may know of a confirmation who has its address.

    Attributes:
        number: of the confirmation.
        recorded_at: when it was recorded, UTC.
        sha256: of its receipt, hex.
        force: where it stands today.
        algorithm, algorithm_version, title: that was carried out.
        guarantees: whether competent bodies had approved that version.
        requirements: that it confirms.
    """

    number: int
    recorded_at: datetime
    sha256: str
    force: Force
    algorithm: str
    algorithm_version: int
    title: str
    guarantees: bool
    requirements: tuple[VerifiedLine, ...]


@router.get("/execution-confirmations")
def confirmations(
    query: Annotated[ConfirmationsQuery, Query()], service: ServiceDep, by: Reader
) -> ConfirmationPage:
    """Your own, newest first; or those that concern what your body supervises."""
    view = service.execution_confirmation_view
    if by.role is Role.CLIENT:
        return view.mine(own(by), before=query.after, limit=query.limit)
    bodies = service.person_view.of(own(by))
    page = view.queue(
        bodies,
        text=query.text,
        force=query.force,
        questioned=query.questioned,
        replied_to=by.organisation if query.replied else None,
        before=query.after,
        limit=query.limit,
    )
    seen = tuple(one.seen_by(bodies) for one in page.confirmations)
    return page.model_copy(update={"confirmations": seen})


@router.get(PATH)
def confirmation(
    confirmation_id: UUID, service: ServiceDep, by: Reader, response: Response
) -> ConfirmationCard:
    """A confirmation; a body sees what concerns the requirements it supervises."""
    card = readable(service, by, confirmation_id)
    response.headers["ETag"] = f'"{card.version}"'
    return card


@router.get(
    f"{PATH}/receipt",
    response_class=Response,
    responses={200: {"content": {"application/json": {}}}},
)
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


@router.get(
    f"{PATH}/evidence/{{evidence_id}}",
    response_class=Response,
    responses={200: {"content": {kind: {} for kind in MEDIA_TYPES}}},
)
def evidence(
    confirmation_id: UUID, evidence_id: UUID, service: ServiceDep, by: Reader
) -> Response:
    """A file that shows a step on which a requirement rests that you may see."""
    card = readable(service, by, confirmation_id)
    for step in card.steps:
        if evidence_id in step.evidence:
            execution = service.execution_view.get(step.execution)
            item = execution.item(evidence_id) if execution else None
            file = service.evidence_view.get(item.file) if item and item.file else None
            if file:
                return sent(service, file)
    raise NotFound


@router.post(f"{PATH}/renew", status_code=http.HTTP_201_CREATED)
def renew(
    confirmation_id: UUID,
    service: ServiceDep,
    by: Executor,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Begin an execution in which only what lapsed, or is about to, is done again."""
    receipt = service.executions.renew(confirmation_id, by=by, key=key, version=version)
    response.headers["Location"] = f"/api/executions/{receipt.id}"
    return answered(receipt, response)


@router.post(f"{PATH}/recall")
def recall(
    confirmation_id: UUID,
    command: Recall,
    service: ServiceDep,
    by: Executor,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Take a confirmation back."""
    receipt = service.execution_confirmations.recall(
        confirmation_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post(f"{PATH}/reply")
def reply(
    confirmation_id: UUID,
    command: Reply,
    service: ServiceDep,
    by: Executor,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Answer the question of a body."""
    receipt = service.execution_confirmations.reply(
        confirmation_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post(f"{PATH}/question")
def question(
    confirmation_id: UUID,
    command: QuestionConfirmation,
    service: ServiceDep,
    by: Supervisor,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Doubt it, as a body that supervises some of its requirements."""
    receipt = service.execution_confirmations.question(
        confirmation_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post(f"{PATH}/drop-question")
def drop_question(
    confirmation_id: UUID,
    command: WithoutReason,
    service: ServiceDep,
    by: Supervisor,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Accept what your body questioned."""
    receipt = service.execution_confirmations.drop_question(
        confirmation_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post(f"{PATH}/uphold-question")
def uphold_question(
    confirmation_id: UUID,
    command: WithReason,
    service: ServiceDep,
    by: Supervisor,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Keep the view after the client's reply: these are not confirmed any more."""
    receipt = service.execution_confirmations.uphold_question(
        confirmation_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.get("/verify/confirmation/{confirmation_id}")
def verify(confirmation_id: UUID, service: ServiceDep, _by: Anybody) -> Verified:
    """What everybody may know of a confirmation: nothing of whom or where."""
    card = service.execution_confirmation_view.get(confirmation_id)
    if card is None:
        raise NotFound
    today = service.clock.today()
    force = card.force_on(today)
    is_over = force in {Force.RENEWED, Force.WITHDRAWN}
    return Verified(
        recorded_at=card.issued_at,
        force=force,
        requirements=tuple(
            VerifiedLine(
                code=one.code,
                version=one.version,
                until=one.until,
                confirmed=one.stands(today) and not is_over,
            )
            for one in card.requirements
        ),
        **card.model_dump(
            include={
                "number",
                "sha256",
                "algorithm",
                "algorithm_version",
                "title",
                "guarantees",
            }
        ),
    )


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
