"""Evaluating rules, considering evaluations, and what everybody reads (E1 to E5)."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from fastapi import status as http
from pydantic import Field

from application.access import Action, allow_considering
from application.evaluation import (
    Consider,
    EvaluateRule,
    Release,
    SendEvaluation,
)
from application.log import Receipt
from domain.errors import NotFound
from domain.evaluation import Cost, Subject, SubjectKind, Work, cost_of
from domain.kernel import Actor, Value
from domain.requirement import Code
from interfaces.addresses import CODE
from interfaces.deps import Asks, KeyDep, ServiceDep, VersionDep, answered, own
from interfaces.exports.evaluations import csv_of
from interfaces.service import Service
from projections.evaluation import (
    BoardLine,
    Change,
    Entry,
    Pile,
    Summary,
    ToRelease,
    VoiceCard,
)

router = APIRouter(prefix="/api", tags=["evaluation"])

TABLE: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {}}}}

Anybody = Annotated[Actor, Depends(Asks(Action.READ_PUBLIC))]
Client = Annotated[Actor, Depends(Asks(Action.EVALUATE))]
Developer = Annotated[Actor, Depends(Asks(Action.CONSIDER))]
Releaser = Annotated[Actor, Depends(Asks(Action.RELEASE_TEXT))]


class SummaryQuery(Value):
    """Of which version; the one of today when it is absent."""

    version: int | None = Field(default=None, ge=1, le=100_000)


class Queue(Value):
    """What a developer has to answer of one rule, and what was answered.

    Attributes:
        waiting: near copies together, the most urgent first.
        done: the newest first.
    """

    waiting: tuple[Pile, ...]
    done: tuple[Entry, ...]


@router.get("/evaluations")
def mine(service: ServiceDep, by: Client) -> list[VoiceCard]:
    """Your own evaluations: drafts, and what was sent; at most 50."""
    return service.voice_view.of_client(own(by))


@router.put("/evaluations")
def save(
    command: EvaluateRule,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Keep a draft; nobody else sees it."""
    return answered(
        service.evaluations.save(own(by), command, by=by, key=key), response
    )


@router.post("/evaluations", status_code=http.HTTP_201_CREATED)
def send(
    command: SendEvaluation,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Send an evaluation, or put another in its place.

    The developer reads the words when somebody else has released them, and never who
    wrote them, unless `is_named`.
    """
    receipt = service.evaluations.send(own(by), command, by=by, key=key)
    response.headers["Location"] = f"/api/evaluations/{receipt.id}"
    return answered(receipt, response)


@router.post("/evaluations/cost")
def cost(work: Work, _by: Anybody) -> Cost:
    """What work comes to in a year: price times time times frequency."""
    return cost_of(work)


@router.get("/evaluations/{evaluation_id:uuid}")
def one(
    evaluation_id: UUID, service: ServiceDep, by: Client, response: Response
) -> VoiceCard:
    """Your own evaluation and everything you did with it."""
    card = _own(service, by, evaluation_id)
    response.headers["ETag"] = f'"{card.version}"'
    return card


@router.get("/evaluations/{evaluation_id:uuid}/answer")
def answer(evaluation_id: UUID, service: ServiceDep, by: Client) -> Entry | None:
    """What came of your own evaluation; null before the round that shows it."""
    card = _own(service, by, evaluation_id)
    return service.evaluation_queue.own(card.content) if card.content else None


@router.post("/evaluations/{evaluation_id:uuid}/withdraw")
def withdraw(
    evaluation_id: UUID,
    service: ServiceDep,
    by: Client,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Take an evaluation back: its words are hidden at once."""
    receipt = service.evaluations.withdraw(
        evaluation_id, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/evaluations/{evaluation_id:uuid}/name")
def give_name(
    evaluation_id: UUID,
    service: ServiceDep,
    by: Client,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Consent that everybody may read your name with this evaluation."""
    receipt = service.evaluations.give_name(
        evaluation_id, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.delete("/evaluations/{evaluation_id:uuid}/name")
def take_name_back(
    evaluation_id: UUID,
    service: ServiceDep,
    by: Client,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Take the consent back: the name is shown nowhere from now on."""
    receipt = service.evaluations.take_name_back(
        evaluation_id, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.get(f"/requirements/{CODE}/evaluations")
def summary(
    code: Code,
    query: Annotated[SummaryQuery, Query()],
    service: ServiceDep,
    _by: Anybody,
) -> Summary:
    """What clients say of a requirement; the same for everybody, no filters."""
    return summary_of(service, SubjectKind.REQUIREMENT, code, query.version)


@router.get(
    f"/requirements/{CODE}/evaluations.csv", response_class=Response, responses=TABLE
)
def table(
    code: Code,
    query: Annotated[SummaryQuery, Query()],
    service: ServiceDep,
    _by: Anybody,
) -> Response:
    """The same as a table."""
    found = summary_of(service, SubjectKind.REQUIREMENT, code, query.version)
    return Response(csv_of(found), media_type="text/csv; charset=utf-8")


@router.get(f"/requirements/{CODE}/evaluations/answers")
def answers(
    code: Code,
    query: Annotated[SummaryQuery, Query()],
    service: ServiceDep,
    _by: Anybody,
) -> list[Change]:
    """What the developer said to evaluations, the newest first."""
    found = summary_of(service, SubjectKind.REQUIREMENT, code, query.version)
    return service.evaluation_summary.changes(found.subject)


@router.get(f"/drafts/{CODE}/evaluations")
def summary_of_draft(
    code: Code,
    query: Annotated[SummaryQuery, Query()],
    service: ServiceDep,
    _by: Anybody,
) -> Summary:
    """What clients say of a draft; the same for everybody, no filters."""
    return summary_of(service, SubjectKind.DRAFT, code, query.version)


@router.get(f"/drafts/{CODE}/evaluations.csv", response_class=Response, responses=TABLE)
def table_of_draft(
    code: Code,
    query: Annotated[SummaryQuery, Query()],
    service: ServiceDep,
    _by: Anybody,
) -> Response:
    """The same as a table."""
    found = summary_of(service, SubjectKind.DRAFT, code, query.version)
    return Response(csv_of(found), media_type="text/csv; charset=utf-8")


@router.get("/consideration")
def board(service: ServiceDep, by: Developer) -> list[BoardLine]:
    """Evaluated requirements that your organisation develops, by code."""
    bodies = service.person_view.of(own(by))
    return service.evaluation_board.of(bodies, service.clock.today())


@router.get(f"/consideration/requirements/{CODE}")
def queue(
    code: Code,
    query: Annotated[SummaryQuery, Query()],
    service: ServiceDep,
    by: Developer,
) -> Queue:
    """Evaluations of a requirement: what waits for your answer, and what has one."""
    return _queue(service, by, SubjectKind.REQUIREMENT, code, query.version)


@router.get(f"/consideration/drafts/{CODE}")
def queue_of_draft(
    code: Code,
    query: Annotated[SummaryQuery, Query()],
    service: ServiceDep,
    by: Developer,
) -> Queue:
    """Evaluations of a draft: what waits for your answer, and what has one."""
    return _queue(service, by, SubjectKind.DRAFT, code, query.version)


@router.post("/consideration")
def consider(
    command: Consider,
    service: ServiceDep,
    by: Developer,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Answer evaluations of your own rules, all of them alike, all or none."""
    return answered(service.considerations.consider(command, by=by, key=key), response)


@router.get("/releases")
def to_release(service: ServiceDep, _by: Releaser) -> list[ToRelease]:
    """Remarks that nobody has read yet, the oldest first; at most 50."""
    return service.evaluation_queue.to_release()


@router.post("/releases/{content_id:uuid}")
def release(
    content_id: UUID,
    command: Release,
    service: ServiceDep,
    by: Releaser,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Show a remark without what tells who wrote it, or keep it back."""
    receipt = service.releases.release(
        content_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


def summary_of(
    service: Service, kind: SubjectKind, code: str, version: int | None
) -> Summary:
    """What is said of a rule.

    Raises:
        NotFound: nothing of this name and version is published.
    """
    rules = service.evaluated_rules
    rule = (
        rules.rule(kind, code)
        if version is None
        else rules.of(Subject(kind=kind, code=code, version=version))
    )
    return service.evaluation_summary.of(
        kind, code, rule.subject.version, service.clock.today()
    )


def _own(service: Service, by: Actor, id: UUID) -> VoiceCard:
    card = service.voice_view.get(id)
    if card is None or card.client_id != own(by):
        raise NotFound
    return card


def _queue(
    service: Service, by: Actor, kind: SubjectKind, code: str, version: int | None
) -> Queue:
    found = summary_of(service, kind, code, version)
    rule = service.evaluated_rules.of(Subject.named(found.subject))
    allow_considering(by, rule, service.person_view)
    view = service.evaluation_queue
    return Queue(
        waiting=tuple(view.piles(found.subject)), done=tuple(view.done(found.subject))
    )
