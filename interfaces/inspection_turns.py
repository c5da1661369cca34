"""Whose turn it is in an inspection, for what, until when, for pages and API (I4)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from domain.inspection import Approval, Moving, Stage, Step
from domain.kernel import Value
from interfaces.locale import N_
from interfaces.service import Service
from projections.deadline import DeadlineCard
from projections.exchange import MessageCard
from projections.inspection import CaseCard, MoveCard

ACT_DRAWN: Final = "LAW-055"
"""The rule of law that says when the act is drawn."""


class Turn(StrEnum):
    """Whose turn it is."""

    CLIENT = "client"
    BODY = "body"
    PROSECUTOR = "prosecutor"


class Next(StrEnum):
    """What comes next.

    CHOOSE_SLOT: among the times that the body offers. DECIDE_MOVE: whether the date is
    moved. DECIDE_APPEAL: by which it is suspended. FINISH: close the inspection, or
    order that what was found is removed.
    """

    OPEN = "open"
    CHOOSE_SLOT = "choose_slot"
    REMOVE = "remove"
    ANSWER = "answer"
    DECIDE_MOVE = "decide_move"
    APPROVE = "approve"
    START = "start"
    END = "end"
    DRAW_ACT = "draw_act"
    FINISH = "finish"
    DECIDE_APPEAL = "decide_appeal"
    CLOSE = "close"


class NextStep(Value):
    """One thing that comes next.

    Attributes:
        who: whose turn it is.
        what: is to be done.
        until: last day, where the law or an officer set one.
        at: instant, likewise.
    """

    who: Turn
    what: Next
    until: date | None = None
    at: datetime | None = None


TURNS: Final[Mapping[Turn, str]] = {
    Turn.CLIENT: N_("The business"),
    Turn.BODY: N_("The body"),
    Turn.PROSECUTOR: N_("The prosecutor"),
}
NEXT: Final[Mapping[Next, str]] = {
    Next.OPEN: N_("Open the documents that came"),
    Next.CHOOSE_SLOT: N_("Choose one of the times that the body offers"),
    Next.REMOVE: N_("Remove what was found, and show that it is done"),
    Next.ANSWER: N_("Answer a question of the business"),
    Next.DECIDE_MOVE: N_("Decide about another date"),
    Next.APPROVE: N_("Decide whether the inspection may begin"),
    Next.START: N_("Begin the inspection"),
    Next.END: N_("End the inspection"),
    Next.DRAW_ACT: N_("Draw the act"),
    Next.FINISH: N_("Close the inspection, or order what is to be removed"),
    Next.CLOSE: N_("Close the inspection"),
    Next.DECIDE_APPEAL: N_("Decide the appeal by which it is suspended"),
}


def next_steps(
    service: Service,
    card: CaseCard,
    moves: Sequence[MoveCard],
    messages: Sequence[MessageCard],
    deadlines: Mapping[UUID, DeadlineCard],
) -> list[NextStep]:
    """What comes next, the client's own turn first.

    Args:
        service: knows the law.
        card: the inspection.
        moves: wishes for another date.
        messages: of its correspondence, as the client's side sees them.
        deadlines: of questions, by the id of the message.
    """
    found = [
        *_of_messages(messages, deadlines),
        *(_of_appeal() if card.is_suspended else _of_moves(moves)),
        *(() if card.is_suspended else _of_stage(service, card)),
    ]
    return sorted(found, key=lambda one: one.who is not Turn.CLIENT)


def _of_appeal() -> Iterator[NextStep]:
    yield NextStep(who=Turn.BODY, what=Next.DECIDE_APPEAL)


def _of_messages(
    messages: Sequence[MessageCard], deadlines: Mapping[UUID, DeadlineCard]
) -> Iterator[NextStep]:
    if any(one.is_closed for one in messages):
        yield NextStep(who=Turn.CLIENT, what=Next.OPEN)
    ends = [one.reckoning.ends for one in deadlines.values() if one.is_open]
    if ends:
        yield NextStep(who=Turn.BODY, what=Next.ANSWER, at=min(ends))


def _of_moves(moves: Sequence[MoveCard]) -> Iterator[NextStep]:
    for one in moves:
        if one.status is Moving.OFFERED:
            yield NextStep(who=Turn.CLIENT, what=Next.CHOOSE_SLOT, at=one.due)
        elif one.status is Moving.ASKED:
            yield NextStep(who=Turn.BODY, what=Next.DECIDE_MOVE, at=one.due)


def _of_stage(service: Service, card: CaseCard) -> Iterator[NextStep]:
    match card.stage:
        case Stage.ANNOUNCED | Stage.NOTIFIED | Stage.APPROVED:
            waits = card.approval is Approval.NEEDED and not card.taken(Step.APPROVE)
            if waits:
                yield NextStep(who=Turn.PROSECUTOR, what=Next.APPROVE, at=card.starts)
            yield NextStep(who=Turn.BODY, what=Next.START, at=card.starts)
        case Stage.STARTED:
            yield NextStep(who=Turn.BODY, what=Next.END, until=card.last_day)
        case Stage.ENDED:
            yield NextStep(
                who=Turn.BODY, what=Next.DRAW_ACT, until=_act_by(service, card)
            )
        case Stage.ACT:
            what = Next.FINISH if card.violations else Next.CLOSE
            yield NextStep(who=Turn.BODY, what=what)
        case Stage.IMPROVEMENT:
            yield NextStep(who=Turn.CLIENT, what=Next.REMOVE, until=card.improve_until)
        case Stage.CONFIRMED:
            yield NextStep(who=Turn.BODY, what=Next.CLOSE)


def _act_by(service: Service, card: CaseCard) -> date | None:
    ended = card.taken(Step.END)
    if ended is None:
        return None
    rule = service.law.on(ACT_DRAWN, card.ordered_on, card.control_kind)
    return rule.reckon(ended.at, service.places.at(card.known.region)).last_day
