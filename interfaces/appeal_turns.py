"""Whose turn it is in an appeal, for what, until when (I9)."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

from domain.appeal import AppealStatus, Restoration, Suspension
from domain.term import Reckoning
from interfaces.locale import N_
from projections.appeal import AppealCard


class Turn(StrEnum):
    """Whose turn it is."""

    CLIENT = "client"
    BODY = "body"


TURNS: Final[Mapping[Turn, str]] = {
    Turn.CLIENT: N_("The business"),
    Turn.BODY: N_("The body"),
}
OPEN_IT: Final = N_("Open what came")
GIVE: Final = N_("Give what is asked for")
COURT: Final = N_("Go to court, if you do not agree")
SUSPEND: Final = N_("Decide whether execution is suspended")
ACCEPT: Final = N_("Say whether the appeal is considered")
RESTORE: Final = N_("Decide whether the missed term is restored")
EXPLAIN: Final = N_("Explain why it was lawful")
DECIDE: Final = N_("Decide about the appeal")
WAIT: Final = N_("Decide about the appeal, when the answer has come")


class NextStep(NamedTuple):
    """One thing that comes next.

    Attributes:
        who: whose turn it is.
        what: is to be done, in words that are translated.
        until: the term; None: the law sets none, or it stands still.
        is_late: whether it is over; of a right never.
    """

    who: Turn
    what: str
    until: Reckoning | None = None
    is_late: bool = False


def next_steps(
    card: AppealCard, closed: Collection[object], now: datetime
) -> list[NextStep]:
    """What comes next, the client's own turn first.

    Args:
        card: the appeal, as its client reads it.
        closed: messages that its side has not opened.
        now: what is late is so at this instant.
    """
    found = [*_of_client(card, closed), *_of_body(card)]
    return [
        one._replace(
            is_late=one.who is Turn.BODY
            and one.until is not None
            and one.until.is_late(now)
        )
        for one in found
    ]


def is_decision_late(card: AppealCard, now: datetime) -> bool:
    """Whether the term to decide is over, and nothing is decided."""
    runs = card.is_open and card.awaited is None
    return runs and card.decision is not None and card.decision.is_late(now)


def _of_client(card: AppealCard, closed: Collection[object]) -> Iterator[NextStep]:
    if closed:
        yield NextStep(Turn.CLIENT, OPEN_IT)
    if card.awaited is not None:
        yield NextStep(Turn.CLIENT, GIVE, card.awaited.until)
    if card.court is not None:
        yield NextStep(Turn.CLIENT, COURT, card.court)


def _of_body(card: AppealCard) -> Iterator[NextStep]:
    if not card.is_open:
        return
    if card.suspension is Suspension.WAITS:
        yield NextStep(Turn.BODY, SUSPEND, card.suspension_term)
    if card.restoration is Restoration.WAITS:
        yield NextStep(Turn.BODY, RESTORE)
    if card.status is AppealStatus.SENT:
        yield NextStep(Turn.BODY, ACCEPT, card.acceptance)
    for one in card.explanations:
        if one.explained_at is None:
            yield NextStep(Turn.BODY, EXPLAIN, one.until)
    if card.awaited is not None:
        yield NextStep(Turn.BODY, WAIT)
    else:
        yield NextStep(Turn.BODY, DECIDE, card.decision)
