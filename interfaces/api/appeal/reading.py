"""Appeals over JSON: read, listed and counted, by either side (I9)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from domain.appeal import Form, Ground, RefusalGround, SubjectKind
from domain.kernel import Value
from interfaces.api.appeal.asking import (
    After,
    Appealing,
    Deciding,
    Explaining,
    Limit,
    Reader,
    Which,
)
from interfaces.appeal_cases import AppealPart, appeal_for, appeals_of, queue_for
from interfaces.appeal_figures import (
    AppealFiguresOut,
    OwnFiguresOut,
    appeal_figures_for,
    own_figures_for,
)
from interfaces.appeal_grounds import starter_forms, starter_grounds
from interfaces.deps import Anybody, ServiceDep, own
from projections.appeal import (
    AppealCard,
    AppealCount,
    AppealPage,
    AppealRepresentativeCard,
    ToExplain,
)

router = APIRouter(prefix="/api/appeals", tags=["appeals"])


class AppealRead(Value):
    """An appeal as you may read it.

    Attributes:
        part: as what you read it.
        appeal: without what messages say that your side has not opened yet; what was
            decided is among that.
        closed: those messages, to be opened on the record.
    """

    part: AppealPart
    appeal: AppealCard
    closed: tuple[UUID, ...]


class GroundsOut(Value):
    """What may be chosen.

    Attributes:
        grounds: typical ones, of what may be wrong.
        refusals: the closed list, on which consideration is refused.
        forms: the official ones; each appeal follows one by itself.
    """

    grounds: tuple[Ground, ...]
    refusals: tuple[RefusalGround, ...]
    forms: tuple[Form, ...]


@router.get("")
def appeals(
    service: ServiceDep, by: Appealing, after: After = "", limit: Limit = 50
) -> AppealPage:
    """Your appeals and drafts, or those in which you act for others, newest first."""
    return appeals_of(service, by, after, limit)


@router.get("/queue")
def queue(
    which: Annotated[Which, Query()], service: ServiceDep, by: Deciding
) -> AppealPage:
    """What your body has to decide, the most urgent first."""
    return queue_for(service, by, which.asked(), which.after, which.limit)


@router.get("/queue/count")
def count(service: ServiceDep, by: Deciding) -> AppealCount:
    """How many open appeals your body has, of each sort; 1000 are 1000 or more."""
    return service.appeal_view.counted(own(by), by.id)


@router.get("/to-explain")
def to_explain(service: ServiceDep, by: Explaining) -> list[ToExplain]:
    """Appeals in which your body still has to prove that it acted lawfully."""
    return list(service.appeal_view.explaining(own(by)))


@router.get("/grounds")
def grounds(
    _by: Anybody, about: Annotated[SubjectKind | None, Query()] = None
) -> GroundsOut:
    """Grounds and forms of appeals; `about` narrows them to a kind of thing."""
    known, forms = starter_grounds(), starter_forms()
    kinds = SubjectKind if about is None else (about,)
    found = {one.code: one for kind in kinds for one in known.of(kind)}
    return GroundsOut(
        grounds=tuple(found.values()),
        refusals=known.refusals,
        forms=tuple(one for one in forms.all if about is None or about in one.kinds),
    )


@router.get("/figures")
def figures(service: ServiceDep, by: Anybody) -> AppealFiguresOut:
    """What comes of appeals, by kind of control; small groups are hidden."""
    return appeal_figures_for(service, by)


@router.get("/figures/own")
def own_figures(service: ServiceDep, by: Deciding) -> OwnFiguresOut:
    """Which steps of which procedure of your body produce upheld appeals."""
    return own_figures_for(service, by)


@router.get("/{appeal_id}")
def show(
    appeal_id: UUID, service: ServiceDep, by: Reader, response: Response
) -> AppealRead:
    """One appeal, as far as you have part in it."""
    read = appeal_for(service, by, appeal_id)
    response.headers["ETag"] = f'"{read.card.version}"'
    return AppealRead(part=read.part, appeal=read.card, closed=read.closed)


@router.get("/{appeal_id}/representatives")
def representatives(
    appeal_id: UUID, service: ServiceDep, by: Appealing
) -> list[AppealRepresentativeCard]:
    """Everybody who acts or acted for the client in an appeal."""
    appeal_for(service, by, appeal_id)
    return service.appeal_view.representatives(appeal_id)
