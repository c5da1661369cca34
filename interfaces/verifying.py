"""What everybody who holds a paper may know of it: pages and API share it (I8)."""

from datetime import date, datetime, tzinfo
from typing import Final
from uuid import UUID

from domain.appeal import Suspension
from domain.caution import CautionStatus
from domain.errors import NotFound
from domain.inspection import UNDER_WAY, Kind, Stage, Step, Undone
from domain.kernel import Value
from domain.paper import CaseKind, PaperKind
from domain.visit import VisitStatus
from interfaces.service import Service
from projections.appeal import AppealCard, Effected
from projections.caution import CautionCard
from projections.inspection import CaseCard
from projections.paper import PaperCard
from projections.visit import VisitCard


class VerifiedInspection(Value):
    """The inspection that a paper belongs to, as it stands now.

    Attributes:
        register_number: in the state's register of inspections; null: not there.
        kind: of the inspection.
        control_kind: kind of control.
        stage: where it stands.
        starts, last_day: as they are now, after every move.
        was_moved: whether they are others than at first.
        may_be_held: whether officers may carry it out today.
        is_suspended: an appeal lets nothing go on now.
    """

    register_number: str | None
    kind: Kind
    control_kind: str
    stage: Stage
    starts: datetime
    last_day: date
    was_moved: bool
    may_be_held: bool
    is_suspended: bool = False


class VerifiedPaper(Value):
    """A paper that the state issued; nothing of whom it is about, where, and by whom.

    Attributes:
        number: that is printed on it.
        kind: what it is.
        authority: name of the organisation that issued it.
        on: day of issue.
        sha256: of the file, hex.
        is_void: the body took back what the paper says, or an appeal undid it.
        is_changed: by an appeal something else holds than the paper says.
        inspection: that it belongs to; null: it belongs to none.
    """

    number: str
    kind: PaperKind
    authority: str | None
    on: date
    sha256: str
    is_void: bool
    is_changed: bool = False
    inspection: VerifiedInspection | None = None


def verified(service: Service, id: UUID) -> VerifiedPaper:
    """A paper by the address that is printed on it.

    Raises:
        NotFound: the state never issued it, or its client's data are deleted.
    """
    card = service.paper_view.get(id)
    if card is None:
        raise NotFound
    found = _case_of(service, card)
    return VerifiedPaper(
        number=card.number,
        kind=card.kind,
        authority=card.authority_name,
        on=card.on,
        sha256=card.sha256,
        is_void=found is not None and _is_void(card.kind, found),
        is_changed=_is_changed(service, card.kind, found),
        inspection=_inspection(service, found) if isinstance(found, CaseCard) else None,
    )


def zone_of(service: Service, id: UUID) -> tzinfo | None:
    """The zone in which a paper of an inspection tells its times; None: no such."""
    card = service.paper_view.get(id)
    found = card and _case_of(service, card)
    if not isinstance(found, CaseCard):
        return None
    return service.places.at(found.known.region).zone


OF_PAPERS: Final = {PaperKind.ACT: Undone.ACT, PaperKind.ORDER: Undone.ORDER}
"""What of an inspection a paper is; the others are of the decision."""
CHANGED: Final = {
    PaperKind.ACT: {Effected.CORRECTED},
    PaperKind.ORDER: {Effected.NEW_TERM, Effected.RESUMED},
    PaperKind.DECISION: {Effected.ALLOWED},
    PaperKind.NOTICE: {Effected.ALLOWED},
}
"""What an appeal does to an inspection that makes a paper say otherwise."""


def _is_changed(
    service: Service,
    kind: PaperKind,
    found: CaseCard | CautionCard | VisitCard | AppealCard | None,
) -> bool:
    """Whether by an appeal something else holds than the paper says."""
    if kind not in CHANGED or not isinstance(found, CaseCard):
        return False
    done = service.appealed.effect_view.of_inspection(found.id)
    return any(one.did in CHANGED[kind] for one in done)


def _case_of(
    service: Service, card: PaperCard
) -> CaseCard | CautionCard | VisitCard | AppealCard | None:
    match card.case:
        case CaseKind.INSPECTION:
            return service.inspection_view.case(card.case_id)
        case CaseKind.CAUTION:
            return service.caution_view.get(card.case_id)
        case CaseKind.VISIT:
            return service.visit_view.get(card.case_id)
        case CaseKind.APPEAL:
            return service.appeal_view.get(card.case_id)


def _is_void(
    kind: PaperKind, found: CaseCard | CautionCard | VisitCard | AppealCard
) -> bool:
    match found:
        case CaseCard(stage=stage, void=void):
            undone = OF_PAPERS.get(kind, Undone.DECISION)
            return stage in (Stage.CANCELLED, Stage.REJECTED) or undone in void
        case CautionCard(status=status):
            return status is CautionStatus.WITHDRAWN
        case VisitCard(status=visit):
            return visit is VisitStatus.CALLED_OFF
        case AppealCard(suspension=suspension):
            over = suspension is Suspension.ENDED
            return over and kind is PaperKind.SUSPENSION_DECISION


def _inspection(service: Service, card: CaseCard) -> VerifiedInspection:
    today = service.places.at(card.known.region).day_of(service.clock.now())
    return VerifiedInspection(
        register_number=card.register_number,
        kind=card.kind,
        control_kind=card.control_kind,
        stage=card.stage,
        starts=card.starts,
        last_day=card.last_day,
        was_moved=card.taken(Step.MOVE) is not None,
        is_suspended=card.is_suspended,
        may_be_held=card.stage in UNDER_WAY
        and not card.is_suspended
        and (card.stage is Stage.STARTED or card.starts <= service.clock.now())
        and today <= card.last_day,
    )
