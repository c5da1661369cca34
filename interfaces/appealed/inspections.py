"""What can be appealed against in an inspection (I9)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import partial
from uuid import UUID

from domain.appeal import Subject, SubjectKind
from domain.inspection import WITHOUT_INTERACTION, Moving, RedFlag, Stage, Step, Undone
from domain.paper import PaperKind
from interfaces.appealed.records import Records, earliest
from interfaces.appealed.things import Thing, part
from projections.inspection import CaseCard, InspectionView, MoveCard, Watch
from projections.paper import PaperCard

CONDUCT = (Step.START, Step.PREVENT, Step.END, Step.STOP, Step.EXPIRE)
"""Steps by which a business was touched."""
GONE = frozenset({Stage.CANCELLED, Stage.REJECTED})
"""No decision to inspect is left."""
OF = {
    SubjectKind.INSPECTION: Undone.DECISION,
    SubjectKind.ACT: Undone.ACT,
    SubjectKind.IMPROVEMENT_ORDER: Undone.ORDER,
}
"""What an earlier appeal may have annulled."""
OF_DECISION = (PaperKind.DECISION, PaperKind.NOTICE)


class OfInspections:
    """The decision to inspect, what was done, the act, the order, declined moves."""

    def __init__(self, view: InspectionView, watch: Watch, records: Records) -> None:
        self._view = view
        self._watch = watch
        self._records = records

    def at(self, id: UUID) -> list[Thing]:
        """Everything of a case that its client knows of."""
        card = self._view.case(id)
        if card is None or not card.is_known:
            return []
        found = [*self._of(card, self._records.papers(id)), *self._moves(card)]
        void = self._records.undone(id)
        return [
            one._replace(stands=one.stands and OF.get(one.subject.kind) not in void)
            for one in found
        ]

    def _of(self, card: CaseCard, papers: tuple[PaperCard, ...]) -> Iterator[Thing]:
        for thing in self._made(card, papers):
            yield thing._replace(papers=papers, flags=partial(self._flags, card))

    def _flags(self, card: CaseCard) -> Sequence[RedFlag]:
        return self._watch.of(card).flags

    def _made(self, card: CaseCard, papers: tuple[PaperCard, ...]) -> Iterator[Thing]:
        told = self._opened(card, papers, *OF_DECISION)
        meets = card.kind not in WITHOUT_INTERACTION
        steps = [card.taken(Step.READ), card.taken(Step.START) if meets else None]
        yield self._thing(
            card,
            SubjectKind.INSPECTION,
            card.ordered_on,
            earliest(told, *(self._day(card, one.at) for one in steps if one)),
            stands=card.stage not in GONE,
        )
        last = max((s.at for s in card.steps if s.step in CONDUCT), default=None)
        if last is not None:
            on = self._day(card, last)
            kind = SubjectKind.INSPECTION_CONDUCT
            yield self._thing(card, kind, on, on if meets else told)
        if act := card.taken(Step.DRAW_ACT):
            yield self._paper(card, SubjectKind.ACT, act.at, papers, PaperKind.ACT)
        if order := card.taken(Step.DEMAND):
            kind = SubjectKind.IMPROVEMENT_ORDER
            yield self._paper(card, kind, order.at, papers, PaperKind.ORDER)

    def _moves(self, card: CaseCard) -> Iterator[Thing]:
        for move in self._view.moves(card.id):
            if move.status is Moving.DECLINED and move.settled_at:
                yield self._move(card, move, move.settled_at)

    def _move(self, card: CaseCard, move: MoveCard, at: datetime) -> Thing:
        address = f"/inspections/{card.id}"
        learned = self._records.noticed(card.client_id, address, at)
        thing = self._thing(
            card,
            SubjectKind.DATE_MOVE,
            self._day(card, at),
            learned,
            stands=not card.is_over and card.taken(Step.START) is None,
        )
        changed = {"id": move.id, "address": part(address, "date_move", move.id)}
        return thing._replace(subject=thing.subject.model_copy(update=changed))

    def _paper(
        self,
        card: CaseCard,
        kind: SubjectKind,
        at: datetime,
        papers: tuple[PaperCard, ...],
        paper: PaperKind,
    ) -> Thing:
        learned = self._opened(card, papers, paper)
        thing = self._thing(card, kind, self._day(card, at), learned)
        number = next((one.number for one in papers if one.kind is paper), None)
        if number is None:
            return thing
        return thing._replace(
            subject=thing.subject.model_copy(update={"name": number}), decided_at=at
        )

    def _thing(
        self,
        card: CaseCard,
        kind: SubjectKind,
        on: date,
        learned: date | None,
        *,
        stands: bool = True,
    ) -> Thing:
        address = f"/inspections/{card.id}"
        is_whole = kind is SubjectKind.INSPECTION
        return Thing(
            Subject(
                kind=kind,
                id=card.id,
                authority=card.authority,
                control_kind=card.control_kind,
                name=str(card.number),
                address=address if is_whole else part(address, kind),
                register_number=card.register_number or "",
                decided_on=on,
                learned_on=learned,
            ),
            card.client_id,
            stands,
            card.authority_name,
        )

    def _opened(
        self, card: CaseCard, papers: tuple[PaperCard, ...], *kinds: PaperKind
    ) -> date | None:
        """The first day on which the client opened a paper of some kinds."""
        opened = (one.opened_at for one in papers if one.kind in kinds)
        return earliest(*(self._day(card, at) for at in opened if at))

    def _day(self, card: CaseCard, at: datetime) -> date:
        return self._records.day(at, card.known.region)
