"""The personal list and declarations over JSON (L2, L4)."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Path, Query, Request, Response, UploadFile
from fastapi import status as http
from pydantic import Field

from application.access import Action, allow_declaration
from application.applicability import Answer, Declare, OptionalReason, Reason
from application.log import Receipt
from domain.applicability import Status
from domain.condition import Ground, Verdict
from domain.errors import NotFound
from domain.kernel import Actor, Role, Value
from domain.profile import FactValue, Profile
from domain.requirement import CertaintyMarks, Code, Day
from interfaces.addresses import CODE
from interfaces.deps import Asks, KeyDep, ServiceDep, VersionDep, answered, own
from interfaces.gateways.documents import SIGNS
from interfaces.locale import preferred
from interfaces.moments import Instant, moment
from interfaces.one_thread import OneThread
from interfaces.service import Service
from interfaces.wording import Wording
from projections.applicability import (
    Arrangement,
    Basis,
    Choice,
    DeclarationCard,
    Line,
    PersonalList,
    Queue,
    Wanted,
)
from projections.execution import Standing

router = APIRouter(prefix="/api", tags=["list"], route_class=OneThread)

Anybody = Annotated[Actor, Depends(Asks(Action.READ_PUBLIC))]
ListReader = Annotated[Actor, Depends(Asks(Action.READ_LIST))]
Declarer = Annotated[Actor, Depends(Asks(Action.DECLARE))]
Reader = Annotated[Actor, Depends(Asks(Action.READ_DECLARATION))]
CodePath = Annotated[Code, Path(examples=["REQ-FIRE-001"])]
Supervisor = Annotated[Actor, Depends(Asks(Action.DECIDE_DECLARATION))]


class Why(Value):
    """A fact that decides.

    Attributes:
        fact: its key, e.g. "object:lift".
        value: what is known of it; null when it is the question.
        sentence: the same in words.
    """

    fact: str
    value: FactValue
    sentence: str


class CarriedOut(Value):
    """That an algorithm was carried out which confirms a requirement.

    Attributes:
        confirmation: id, under /api/execution-confirmations.
        number: of it.
        until: the last day on which it counts; null: no end is set.
        guarantees: whether competent bodies had approved the algorithm.
    """

    confirmation: UUID
    number: int
    until: date | None
    guarantees: bool


class LineOut(Value):
    """A requirement in a list.

    Attributes:
        id: code of the requirement.
        version: of the requirement.
        title, act, control_kind, control_body: as in the register.
        group: where it stands; a declaration may have moved it from its verdict.
        verdict: what the facts say.
        because: the smallest set of facts that decides, or that would.
        sentence: verdict and reason in words.
        declaration: id of the declaration that moved it, if one did.
        declaration_status: where that stands.
        declaration_ground: on which of the two grounds.
        declaration_absent: atoms that are not so, e.g. ["object:lift"].
        declared_end: last day as the act declares it.
        successor_unknown: whether nobody knows what comes after that day.
        certainty: how sure the register is of each part.
        carried_out: what confirms it; null when nothing does.
    """

    id: str
    version: int
    title: str
    heading: str
    act: str
    control_kind: str
    control_body: str
    group: Verdict
    verdict: Verdict
    because: tuple[Why, ...]
    sentence: str
    declaration: UUID | None
    declaration_status: Status | None
    declaration_ground: Ground | None
    declaration_absent: tuple[str, ...]
    declared_end: date | None
    successor_unknown: bool
    certainty: CertaintyMarks
    carried_out: CarriedOut | None = None


class ListOut(Value):
    """A page of a list.

    Attributes:
        on: the day it is about.
        known_at: as known at this instant; null: as known now.
        facts: how many facts about the business it was judged by.
        counts: lines of each group.
        ended: requirements that may concern the business whose declared end has
            passed, successor unknown.
        found: lines of the wanted group after narrowing down.
        requirements: of this page.
        next: value of `after` for the next page; null at the end.
        bodies, sectors, objects: ways to narrow the wanted group down.
    """

    on: date
    known_at: datetime | None
    facts: int
    counts: dict[Verdict, int]
    ended: int
    found: int
    requirements: tuple[LineOut, ...]
    next: int | None
    bodies: tuple[Choice, ...]
    sectors: tuple[Choice, ...]
    objects: tuple[Choice, ...]


class Kept(Value):
    """What came of an upload.

    Attributes:
        document_id: to name the file by in a declaration.
    """

    document_id: UUID


class ListQuery(Value):
    """Which part of the list to answer; see `Wanted`."""

    on: Annotated[date, Field(ge=date(1900, 1, 1), le=date(2199, 12, 31))] | None = None
    group: Verdict | None = None
    by: Arrangement = Arrangement.SECTOR
    text: str = Field(default="", max_length=200)
    body: str = Field(default="", max_length=500)
    sector: str = Field(default="", max_length=64)
    uses: str = Field(default="", max_length=64)
    after: int = Field(default=0, ge=0, le=10_000_000)
    limit: int = Field(default=50, ge=1, le=200)

    def wanted(self, today: date) -> Wanted:
        """The same as the view takes it; of today unless a day was named."""
        return Wanted(**(self.model_dump() | {"on": self.on or today}))


class MomentQuery(ListQuery):
    """Which part of the list to answer, and as of which moment; see `AsOf`."""

    known_at: Instant | None = None
    basis: Basis = Basis.THEN

    def of(self, service: Service) -> Wanted:
        """The same as the view takes it."""
        as_of = moment(service, self.on, self.known_at, self.basis)
        return Wanted(**(self.model_dump() | as_of.model_dump()))


class QueueQuery(Value):
    """Which declarations to answer."""

    status: tuple[Status, ...] = ()
    after: int | None = Field(default=None, ge=1, le=2**62)
    limit: int = Field(default=50, ge=1, le=200)


CARRIED_OUT = set(CarriedOut.model_fields)


async def _wording(request: Request, service: ServiceDep) -> Wording:
    return service.wording(preferred(request.headers.get("accept-language", "")))


WordingDep = Annotated[Wording, Depends(_wording)]


@router.get("/list")
def personal_list(
    query: Annotated[MomentQuery, Query()],
    service: ServiceDep,
    by: ListReader,
    wording: WordingDep,
) -> ListOut:
    """Your requirements as of a day, each with its reason; all groups or one.

    With `known_at`, as it was known at an instant; with `basis=today`, judged by the
    facts of today on another day.
    """
    as_of = query.of(service)
    found = service.personal_lists.of_client(own(by), as_of)
    codes = [line.code for line in found.lines]
    executed = service.execution_confirmation_view.standing(own(by), codes, found.on)
    return _list(found, wording, executed)


@router.get(f"/list/{CODE}")
def line(
    code: CodePath,
    service: ServiceDep,
    by: ListReader,
    wording: WordingDep,
    on: Day | None = None,
    known_at: Instant | None = None,
    basis: Basis = Basis.THEN,
) -> LineOut:
    """One requirement as it stands for you, as of a moment."""
    as_of = moment(service, on, known_at, basis)
    found = service.personal_lists.line_as_of(own(by), code, as_of)
    executed = service.execution_confirmation_view.standing(own(by), [code], as_of.on)
    return line_out(found, wording, executed.get(code))


@router.post("/judge")
def judge(
    profile: Profile,
    query: Annotated[ListQuery, Query()],
    service: ServiceDep,
    _by: Anybody,
    wording: WordingDep,
) -> ListOut:
    """The list of a business that you describe; nothing is kept."""
    found = service.personal_lists.of_profile(
        profile, query.wanted(service.clock.today())
    )
    return _list(found, wording)


@router.post("/documents", status_code=http.HTTP_201_CREATED)
def keep_document(
    document: Annotated[UploadFile, File()], service: ServiceDep, by: Declarer
) -> Kept:
    """Hand in a PDF, PNG or JPEG file that a declaration will name; at most 10 MB."""
    id = service.applicability.keep_document(
        own(by), document.filename or "", document.file.read(), by=by
    )
    return Kept(document_id=id)


@router.post("/declarations", status_code=http.HTTP_201_CREATED)
def declare(
    command: Declare,
    service: ServiceDep,
    by: Declarer,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Declare that requirements do not concern you: one or many, all or none."""
    receipt = service.applicability.declare(own(by), command, by=by, key=key)
    response.headers["Location"] = f"/api/declarations/{receipt.id}"
    return answered(receipt, response)


@router.get("/declarations")
def declarations(
    query: Annotated[QueueQuery, Query()], service: ServiceDep, by: Reader
) -> Queue:
    """A client's own declarations, or those on what your body supervises."""
    if by.role is Role.CLIENT:
        return service.declaration_view.mine(
            own(by), statuses=query.status, before=query.after, limit=query.limit
        )
    return service.declaration_view.queue(
        service.person_view.of(own(by)),
        statuses=query.status,
        before=query.after,
        limit=query.limit,
    )


@router.get("/declarations/{declaration_id}")
def declaration(
    declaration_id: UUID, service: ServiceDep, by: Reader, response: Response
) -> DeclarationCard:
    """A declaration with everything that happened to it."""
    card = _readable(service, by, declaration_id)
    response.headers["ETag"] = f'"{card.version}"'
    return card


@router.get(
    "/declarations/{declaration_id}/document",
    response_class=Response,
    responses={200: {"content": {kind: {} for kind in SIGNS.values()}}},
)
def document(declaration_id: UUID, service: ServiceDep, by: Reader) -> Response:
    """The file that was given with a declaration."""
    card = _readable(service, by, declaration_id)
    if card.document_id is None:
        raise NotFound
    found = service.documents.get(card.document_id, card.client_id)
    return Response(
        found.content,
        media_type=found.media_type,
        headers={"Content-Disposition": "attachment"},
    )


@router.post("/declarations/{declaration_id}/withdraw")
def withdraw(
    declaration_id: UUID,
    command: OptionalReason,
    service: ServiceDep,
    by: Declarer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Take a declaration back."""
    receipt = service.applicability.withdraw(
        declaration_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/declarations/{declaration_id}/reconfirm")
def reconfirm(
    declaration_id: UUID,
    service: ServiceDep,
    by: Declarer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Declare the same after the requirement or your facts changed."""
    receipt = service.applicability.reconfirm(
        declaration_id, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/declarations/{declaration_id}/answer")
def answer(
    declaration_id: UUID,
    command: Answer,
    service: ServiceDep,
    by: Declarer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Answer a contest."""
    receipt = service.applicability.answer(
        declaration_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/declarations/{declaration_id}/contest")
def contest(
    declaration_id: UUID,
    command: Reason,
    service: ServiceDep,
    by: Supervisor,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Contest a declaration, as the body that supervises the requirement."""
    receipt = service.applicability.contest(
        declaration_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/declarations/{declaration_id}/drop-contest")
def drop_contest(
    declaration_id: UUID,
    command: OptionalReason,
    service: ServiceDep,
    by: Supervisor,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Accept a contested declaration after all."""
    receipt = service.applicability.drop_contest(
        declaration_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/declarations/{declaration_id}/uphold-contest")
def uphold_contest(
    declaration_id: UUID,
    command: Reason,
    service: ServiceDep,
    by: Supervisor,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Keep the contest after the client's answer; the declaration has no effect."""
    receipt = service.applicability.uphold_contest(
        declaration_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


def _readable(service: Service, by: Actor, id: UUID) -> DeclarationCard:
    card = service.declaration_view.get(id)
    if card is None:
        raise NotFound
    allow_declaration(
        by,
        client_id=card.client_id,
        control_body=card.control_body,
        bodies=service.person_view.of(own(by)),
    )
    return card


def _list(
    found: PersonalList,
    wording: Wording,
    executed: Mapping[str, Standing] = MappingProxyType({}),
) -> ListOut:
    return ListOut(
        **found.model_dump(exclude={"lines", "after", "waiting"}),
        requirements=tuple(
            line_out(line, wording, executed.get(line.code)) for line in found.lines
        ),
        next=found.after,
    )


def line_out(line: Line, wording: Wording, executed: Standing | None = None) -> LineOut:
    """A line of a list as programs read it."""
    judgement = line.judgement
    return LineOut(
        id=line.code,
        verdict=judgement.verdict,
        because=tuple(
            Why(fact=one.fact, value=one.value, sentence=wording.sentence(one))
            for one in judgement.because
        ),
        sentence=wording.verdict(judgement),
        declaration=line.declaration_id,
        declaration_status=line.declaration_status,
        declaration_ground=line.declaration_ground,
        declaration_absent=line.declaration_absent,
        carried_out=CarriedOut(**executed.model_dump(include=CARRIED_OUT))
        if executed
        else None,
        **line.model_dump(
            include={
                "version",
                "title",
                "heading",
                "act",
                "control_kind",
                "control_body",
                "group",
                "declared_end",
                "successor_unknown",
                "certainty",
            }
        ),
    )
