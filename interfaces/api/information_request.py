"""Requests for information over JSON, and the time they give (C4)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Response
from fastapi import status as http
from pydantic import Field

from application.access import Action
from application.information_request import (
    AskForInformation,
    AskMoreTime,
    DeclareAbsence,
    DeclineMoreTime,
    GiveInformation,
    GiveMoreTime,
    WithdrawRequest,
)
from application.log import Receipt
from domain.information_request import LeadTime, Sufficient, TimeRule
from domain.kernel import Actor, Role, Value
from domain.term import Reckoning
from interfaces.deps import (
    Anybody,
    Asks,
    KeyDep,
    ServiceDep,
    VersionDep,
    answered,
    own,
)
from interfaces.information_requests import request_for
from projections.information_request import Absence, RequestCard, RequestPage

router = APIRouter(prefix="/api/information-requests", tags=["information requests"])

Reader = Annotated[Actor, Depends(Asks(Action.READ_INFORMATION_REQUEST))]
Officer = Annotated[Actor, Depends(Asks(Action.ASK_FOR_INFORMATION))]
Business = Annotated[Actor, Depends(Asks(Action.GIVE_INFORMATION))]
Absent = Annotated[Actor, Depends(Asks(Action.KEEP_ABSENCES))]


class Which(Value):
    """Which requests.

    Attributes:
        open: only those that wait, or only those that do not; null: all.
        after: `after` of the page before.
        limit: how many at most.
    """

    open: bool | None = None
    after: int | None = Field(default=None, ge=1, le=2**62)
    limit: int = Field(default=50, ge=1, le=200)


class HeldOut(Value):
    """Something that need not be asked for, since the state has it.

    Attributes:
        number: of the item, from 1.
        record: "confirmation", "register" or "answer".
        name: number of the confirmation, name of the register, or who was answered.
        on: day of the record, e.g. "2026-11-21".
        address: of its page; "" when there is none for you.
    """

    number: int
    record: str
    name: str
    on: str
    address: str


class TimeOut(Value):
    """What a request would give, before it is sent.

    Attributes:
        time: how long the business needs, line by line.
        days: working days that it would get.
        reckoning: when that ends, and how it was counted.
        held: what need not be asked for; while there is any, the request is refused.
    """

    time: Sufficient
    days: int
    reckoning: Reckoning
    held: tuple[HeldOut, ...]


class LeadTimes(Value):
    """What the time rests on.

    Attributes:
        kinds: of documents, with their lead times.
        rules: what makes it longer.
    """

    kinds: tuple[LeadTime, ...]
    rules: tuple[TimeRule, ...]


@router.get("")
def requests(
    which: Annotated[Which, Query()], service: ServiceDep, by: Reader
) -> RequestPage:
    """Requests to your business, or of your body; the newest first."""
    is_client = by.role is Role.CLIENT
    return service.information_request_view.of(
        client_id=own(by) if is_client else None,
        authority=None if is_client else own(by),
        is_open=which.open,
        before=which.after,
        limit=which.limit,
    )


@router.get("/lead-times")
def lead_times(service: ServiceDep, _by: Anybody) -> LeadTimes:
    """How long documents take, and what makes it longer, as of today."""
    table = service.sufficient_times.table()
    return LeadTimes(
        kinds=tuple(table.kinds.values()), rules=tuple(table.rules.values())
    )


@router.post("/reckoning")
def reckoning(command: AskForInformation, service: ServiceDep, by: Officer) -> TimeOut:
    """How long a request would give, and what need not be asked; sends nothing."""
    prepared = service.information_requests.prepare(command, by=by)
    return TimeOut(
        time=prepared.reckoned.time,
        days=prepared.reckoned.days,
        reckoning=prepared.reckoned.reckoning,
        held=tuple(
            HeldOut(**(one._asdict() | {"on": one.on.isoformat()}))
            for one in prepared.held
        ),
    )


@router.get("/absences")
def absences(service: ServiceDep, by: Absent) -> list[Absence]:
    """Your declared absences that are not over, the nearest first."""
    today = service.clock.today()
    return service.information_request_view.absences(own(by), today)


@router.post("/absences", status_code=http.HTTP_201_CREATED)
def declare_absence(
    command: DeclareAbsence,
    service: ServiceDep,
    by: Absent,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Say when nobody can answer; requests that come later leave these days out."""
    receipt = service.absences.declare(own(by), command, by=by, key=key)
    return answered(receipt, response)


@router.post("/absences/{absence_number}/take-back")
def take_absence_back(
    absence_number: Annotated[int, Path(ge=1, le=2**31 - 1)],
    service: ServiceDep,
    by: Absent,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Take an absence back; time that was given because of it stays given."""
    receipt = service.absences.take_back(own(by), absence_number, by=by, key=key)
    return answered(receipt, response)


@router.post("", status_code=http.HTTP_201_CREATED)
def ask(
    command: AskForInformation,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Ask a business for information; its time runs from today."""
    receipt = service.information_requests.ask(command, by=by, key=key)
    response.headers["Location"] = f"/api/information-requests/{receipt.id}"
    return answered(receipt, response)


@router.get("/{request_id}")
def show(
    request_id: UUID, service: ServiceDep, by: Reader, response: Response
) -> RequestCard:
    """One request: what was asked, how its time was reckoned, and what was given.

    The answer is empty until your body opens its message in the correspondence.
    """
    card = request_for(service, by, request_id)
    response.headers["ETag"] = f'"{card.version}"'
    return card


@router.post("/{request_id}/more-time")
def ask_more_time(
    request_id: UUID,
    command: AskMoreTime,
    service: ServiceDep,
    by: Business,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Ask for more time; `{}` is enough. Your clock stands until the body decides."""
    receipt = service.information_answers.ask_more_time(
        request_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{request_id}/more-time/give")
def give_more_time(
    request_id: UUID,
    command: GiveMoreTime,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Give more time."""
    receipt = service.information_requests.give_more_time(
        request_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{request_id}/more-time/decline")
def decline_more_time(
    request_id: UUID,
    command: DeclineMoreTime,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Give no more time, and say why."""
    receipt = service.information_requests.decline_more_time(
        request_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{request_id}/answer")
def give(
    request_id: UUID,
    command: GiveInformation,
    service: ServiceDep,
    by: Business,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Answer every item; attach files to the request's correspondence before."""
    receipt = service.information_answers.give(
        request_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{request_id}/withdraw")
def withdraw(
    request_id: UUID,
    command: WithdrawRequest,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Need it no more."""
    receipt = service.information_requests.withdraw(
        request_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)
