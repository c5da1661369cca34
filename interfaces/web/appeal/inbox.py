"""What waits to be opened in an appeal, called by what it is (I9)."""

from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID

from domain.appeal import AppealStatus
from domain.exchange import Kind
from domain.paper import PaperKind
from interfaces.locale import N_
from interfaces.papers import PAPERS
from interfaces.web.exchange.words import KINDS
from projections.appeal import AppealCard
from projections.exchange import MessageCard
from projections.paper import PaperCard

RESTORATION: Final = N_("What is decided about the missed term")
SUSPENSION: Final = N_("What is decided about suspension, in words")
EXTENSION: Final = N_("The term to decide is extended")
QUESTION: Final = N_("What you are asked for")
EXPLANATION: Final = N_("What the body says")
DECISION: Final = N_("Decision on the appeal, in words")
REFUSAL: Final = N_("Refusal to consider the appeal, in words")
ENDS: Final = frozenset({PaperKind.APPEAL_DECISION, PaperKind.APPEAL_REFUSAL})
"""Papers that tell how an appeal ended."""


def named(
    card: AppealCard, closed: Sequence[MessageCard], papers: Sequence[PaperCard]
) -> dict[UUID, str]:
    """What each message that is not opened is called, in words that are translated."""
    known = _called(card, papers)
    found = {one.id: known.get(one.id, KINDS[one.kind]) for one in closed}
    return found | dict.fromkeys(_ends(card, closed, known), _end(card))


def ends(
    card: AppealCard, closed: Sequence[MessageCard], papers: Sequence[PaperCard]
) -> bool:
    """Whether one of these messages tells how the appeal ended."""
    known = _called(card, papers)
    told = {one.message for one in papers if one.kind in ENDS}
    return bool(_ends(card, closed, known)) or any(one.id in told for one in closed)


def _called(card: AppealCard, papers: Sequence[PaperCard]) -> dict[UUID, str]:
    """What messages are called that the card or a paper names."""
    return dict(_known(card)) | {one.message: PAPERS[one.kind] for one in papers}


def _ends(
    card: AppealCard, closed: Sequence[MessageCard], known: dict[UUID, str]
) -> list[UUID]:
    """The message of its end, which its card does not name before it is opened."""
    if card.status not in (AppealStatus.DECIDED, AppealStatus.NOT_CONSIDERED):
        return []
    return [
        one.id for one in closed if one.kind is Kind.DECISION and one.id not in known
    ]


def _end(card: AppealCard) -> str:
    return DECISION if card.status is AppealStatus.DECIDED else REFUSAL


def _known(card: AppealCard) -> Iterator[tuple[UUID, str]]:
    """Messages of the body that the card names."""
    if card.restored:
        yield card.restored.message, RESTORATION
    if card.suspended:
        yield card.suspended.message, SUSPENSION
    for extended in card.extensions:
        yield extended.message, EXTENSION
    for asked in card.information:
        yield asked.message, QUESTION
    for explained in card.explanations:
        if explained.message is not None:
            yield explained.message, EXPLANATION
