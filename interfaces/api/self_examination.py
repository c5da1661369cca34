"""Self-examination over JSON: what is still asked, answering, undoing, result (L5)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response, status

from application.access import Action
from application.log import Receipt
from application.self_examination import GiveAnswer
from domain.condition import Verdict
from domain.errors import NotFound
from domain.kernel import Actor, Value
from interfaces.deps import Asks, KeyDep, ServiceDep, VersionDep, answered, own
from interfaces.locale import preferred
from projections.self_examination import ExaminationCard, Question

router = APIRouter(prefix="/api/self-examination", tags=["self-examination"])

Client = Annotated[Actor, Depends(Asks(Action.EXAMINE_ITSELF))]


class Change(Value):
    """A requirement that stands in another group than before.

    Attributes:
        id: code of the requirement.
        title: of it.
        before, now: the groups.
        sentence: why it stands where it does now.
    """

    id: str
    title: str
    before: Verdict
    now: Verdict
    sentence: str


class Changes(Value):
    """What a self-examination has changed, on today's register.

    Attributes:
        before, after: requirements in each group.
        moved: how many stand in another group.
        requirements: a page of them.
        next: value of `after` for the next page; null at the end.
    """

    before: dict[Verdict, int]
    after: dict[Verdict, int]
    moved: int
    requirements: tuple[Change, ...]
    next: int | None


class QuestionOut(Question):
    """A question in words.

    Attributes:
        text: the question.
        words: each of its facts in words.
    """

    text: str
    words: dict[str, str]


class AheadOut(Value):
    """What is left to ask.

    Attributes:
        undecided: requirements that wait for an answer.
        questions: best first.
        unsure: facts answered with null that would still decide something.
    """

    undecided: int
    questions: tuple[QuestionOut, ...]
    unsure: tuple[str, ...]


@router.get("")
def show(service: ServiceDep, by: Client, response: Response) -> ExaminationCard:
    """The newest self-examination with its answers; 404 when none was begun."""
    card = service.self_examination_view.get(own(by))
    if card is None:
        raise NotFound
    response.headers["ETag"] = f'"{card.version}"'
    return card


@router.post("", status_code=status.HTTP_201_CREATED)
def begin(service: ServiceDep, by: Client, key: KeyDep, response: Response) -> Receipt:
    """Begin, or begin anew after the last one was finished."""
    receipt = service.self_examinations.begin(own(by), by=by, key=key)
    response.headers["Location"] = "/api/self-examination"
    return answered(receipt, response)


@router.get("/questions")
def questions(
    request: Request,
    service: ServiceDep,
    by: Client,
    again: Annotated[list[str], Query(max_length=100)] = [],  # noqa: B006
) -> AheadOut:
    """What is left to ask; `again`: facts that were answered with null."""
    wording = service.wording(preferred(request.headers.get("accept-language", "")))
    ahead = service.self_examination_view.ahead(own(by), again=again)
    return AheadOut(
        undecided=ahead.undecided,
        questions=tuple(
            QuestionOut(
                **dict(one),
                text=wording.topic(one.topic)
                if one.topic
                else wording.question(one.facts[0]),
                words={fact: wording.label(fact) for fact in one.facts},
            )
            for one in ahead.questions
        ),
        unsure=ahead.unsure,
    )


@router.post("/answers")
def answer(
    command: GiveAnswer,
    service: ServiceDep,
    by: Client,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Answer, in any order; null is "I don't know". States the facts of the client."""
    receipt = service.self_examinations.answer(
        own(by), command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/answers/{number}/undo")
def undo(
    number: Annotated[int, Path(ge=1, le=2**31)],
    service: ServiceDep,
    by: Client,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Take an answer back: its facts are again what they were."""
    receipt = service.self_examinations.undo(
        own(by), number, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/finish")
def finish(
    service: ServiceDep,
    by: Client,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """End it; the facts that still decide something are named."""
    receipt = service.self_examinations.finish(own(by), by=by, key=key, version=version)
    return answered(receipt, response)


@router.get("/result")
def result(
    request: Request,
    service: ServiceDep,
    by: Client,
    after: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Changes:
    """What changed since it was begun; 404 when none was."""
    wording = service.wording(preferred(request.headers.get("accept-language", "")))
    found = service.self_examination_view.outcome(own(by), after=after, limit=limit)
    if found is None:
        raise NotFound
    return Changes(
        before=found.before,
        after=found.after,
        moved=found.moved,
        requirements=tuple(
            Change(
                id=one.line.code,
                title=one.line.title,
                before=one.before,
                now=one.line.group,
                sentence=wording.verdict(one.line.judgement),
            )
            for one in found.lines
        ),
        next=found.next,
    )
