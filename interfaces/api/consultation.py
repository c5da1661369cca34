"""Questions, their answers and answers for everybody over JSON (L6)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Response
from fastapi import status as http
from pydantic import Field

from application.access import Action, allow_question, answers_for
from application.consultation import (
    AmendAnswer,
    AnswerWith,
    Ask,
    Explain,
    FollowUp,
    Forward,
    GiveAnswer,
    PublishAnswer,
    Rate,
    WithdrawAnswer,
)
from application.consultation.publishing import SIMILAR_QUESTIONS
from application.log import Receipt
from domain.errors import NotFound
from domain.kernel import Actor, Role, Value
from domain.requirement import Code
from interfaces.deps import (
    Asks,
    KeyDep,
    ServiceDep,
    VersionDep,
    answered,
    own,
)
from interfaces.service import Service
from projections.consultation import (
    AnswerCard,
    AnswersFound,
    ForClient,
    ForOfficer,
    Pile,
    QuestionCard,
    Ratings,
    Similar,
)

router = APIRouter(prefix="/api", tags=["advice"])

Anybody = Annotated[Actor, Depends(Asks(Action.READ_PUBLIC))]
Asker = Annotated[Actor, Depends(Asks(Action.ASK))]
Reader = Annotated[Actor, Depends(Asks(Action.READ_QUESTION))]
Officer = Annotated[Actor, Depends(Asks(Action.ANSWER_QUESTION))]
Number = Annotated[int, Path(ge=1, le=2**62, examples=[1024])]
Cursor = Annotated[str, Field(max_length=200)]


class PileQuery(Value):
    """Which questions to answer.

    Attributes:
        done: for an officer, what is answered or closed instead of what waits.
        after: cursor of the page before.
        limit: how many at most.
    """

    done: bool = False
    after: Cursor | None = None
    limit: int = Field(default=50, ge=1, le=200)


class AnswersQuery(Value):
    """Which public answers to answer.

    Attributes:
        text: words in Russian, in any form; misspelt ones are understood.
        requirement: only about this one.
        after: cursor of the page before.
        limit: how many at most.
    """

    text: str = Field(default="", max_length=200)
    requirement: Code | None = None
    after: Cursor | None = None
    limit: int = Field(default=20, ge=1, le=100)


class Summary(Value):
    """What waits: one of both, as the reader is a client or an officer.

    Attributes:
        client: of a client.
        officer: of an officer.
        ratings: what clients think of the officer's body.
    """

    client: ForClient | None = None
    officer: ForOfficer | None = None
    ratings: Ratings | None = None


@router.post("/questions", status_code=http.HTTP_201_CREATED)
def ask(
    command: Ask, service: ServiceDep, by: Asker, key: KeyDep, response: Response
) -> Receipt:
    """Ask about a requirement, or about your list as a whole."""
    receipt = service.consultations.ask(own(by), command, by=by, key=key)
    response.headers["Location"] = f"/api/questions/{receipt.id}"
    return answered(receipt, response)


@router.get("/questions")
def questions(
    query: Annotated[PileQuery, Query()], service: ServiceDep, by: Reader
) -> Pile:
    """Your own questions; for an officer, what waits by deadline, or what is done."""
    view, after, limit = service.question_view, query.after, query.limit
    if by.role is Role.CLIENT:
        return view.mine(own(by), after=after, limit=limit)
    bodies = answers_for(by, service.person_view)
    if query.done:
        return view.done(bodies, after=after, limit=limit)
    return view.waiting(bodies, after=after, limit=limit)


@router.get("/questions/summary")
def summary(service: ServiceDep, by: Reader) -> Summary:
    """What waits for the state and for you; for an officer, what waits for you."""
    if by.role is Role.CLIENT:
        return Summary(client=service.question_view.for_client(own(by)))
    bodies = answers_for(by, service.person_view)
    return Summary(
        officer=service.question_view.for_officer(bodies),
        ratings=service.question_view.ratings(bodies),
    )


@router.get("/questions/similar")
def similar(service: ServiceDep, by: Officer) -> list[Similar]:
    """Questions that look alike, enough of them for one published explanation."""
    least = service.law.on(SIMILAR_QUESTIONS, service.clock.today()).number
    return service.question_view.similar(answers_for(by, service.person_view), least)


@router.get("/questions/{question_id:uuid}")
def question(
    question_id: UUID, service: ServiceDep, by: Reader, response: Response
) -> QuestionCard:
    """A question with its thread and everything that happened to it."""
    card = _readable(service, by, question_id)
    response.headers["ETag"] = f'"{card.version}"'
    return card


@router.post("/questions/{question_id:uuid}/follow-up")
def follow_up(
    question_id: UUID,
    command: FollowUp,
    service: ServiceDep,
    by: Asker,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Ask on after an answer; the follow-up has a deadline of its own."""
    receipt = service.consultations.follow_up(
        question_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/questions/{question_id:uuid}/read")
def mark_read(
    question_id: UUID,
    service: ServiceDep,
    by: Asker,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Say that you have read the answer."""
    receipt = service.consultations.mark_read(
        question_id, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/questions/{question_id:uuid}/rate")
def rate(
    question_id: UUID,
    command: Rate,
    service: ServiceDep,
    by: Asker,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Say how useful an answer was; a later rating takes the place of an earlier."""
    receipt = service.consultations.rate(
        question_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/questions/{question_id:uuid}/close")
def close(
    question_id: UUID,
    service: ServiceDep,
    by: Asker,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """End the thread, answered or not."""
    receipt = service.consultations.close(question_id, by=by, key=key, version=version)
    return answered(receipt, response)


@router.post("/questions/{question_id:uuid}/forward")
def forward(
    question_id: UUID,
    command: Forward,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Give a question to another body; its deadline does not start anew."""
    receipt = service.consultations.forward(
        question_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/questions/{question_id:uuid}/answer")
def answer(
    question_id: UUID,
    command: GiveAnswer,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Answer what waits."""
    receipt = service.consultations.answer(
        question_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/questions/{question_id:uuid}/answer-with")
def answer_with(
    question_id: UUID,
    command: AnswerWith,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Answer with an explanation that was published before."""
    receipt = service.consultations.answer_with(
        question_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.get("/answers")
def answers(
    query: Annotated[AnswersQuery, Query()], service: ServiceDep, _by: Anybody
) -> AnswersFound:
    """Answers for everybody that have every word of a text, in any form."""
    return service.answer_view.search(**query.model_dump())


@router.post("/answers", status_code=http.HTTP_201_CREATED)
def publish(
    command: PublishAnswer,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Publish what an answered question showed; its number is the position."""
    receipt = service.public_answers.publish(command, by=by, key=key)
    response.headers["Location"] = f"/api/answers/{receipt.position}"
    return answered(receipt, response)


@router.post("/answers/explanations", status_code=http.HTTP_201_CREATED)
def explain(
    command: Explain,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Answer similar questions at once, by an explanation for everybody."""
    receipt = service.public_answers.explain(command, by=by, key=key)
    return answered(receipt, response)


@router.get("/answers/{answer_number:int}")
def public_answer(
    answer_number: Number, service: ServiceDep, _by: Anybody, response: Response
) -> AnswerCard:
    """An answer for everybody, with its texts; of a withdrawn one only why."""
    card = _public(service, answer_number).for_everybody
    response.headers["ETag"] = f'"{card.version}"'
    return card


@router.put("/answers/{answer_number:int}")
def amend(
    answer_number: Number,
    command: AmendAnswer,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Say an answer otherwise; the earlier text is kept."""
    receipt = service.public_answers.amend(
        _public(service, answer_number).id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/answers/{answer_number:int}/withdraw")
def withdraw(
    answer_number: Number,
    command: WithdrawAnswer,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Stop saying an answer; everybody reads why."""
    receipt = service.public_answers.withdraw(
        _public(service, answer_number).id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


def _readable(service: Service, by: Actor, id: UUID) -> QuestionCard:
    card = service.question_view.get(id)
    if card is None:
        raise NotFound
    allow_question(
        by, client_id=card.client_id, body=card.body, bodies=service.person_view
    )
    return card


def _public(service: Service, number: int) -> AnswerCard:
    card = service.answer_view.get(number)
    if card is None:
        raise NotFound
    return card
