"""Appeals as those who have part in them may read them (I9)."""

from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import Any, Final, NamedTuple, TypeVar
from uuid import UUID

from application.access import Action, allow, may
from domain.appeal import AppealPower
from domain.errors import NotFound
from domain.kernel import Actor, Role, Value
from domain.ombudsman import Case
from interfaces.cursor import BadCursor
from interfaces.deps import own
from interfaces.service import Service
from projections.appeal import (
    AppealCard,
    AppealPage,
    Asked,
    HappenedCard,
    Place,
)

V = TypeVar("V", bound=Value)


class AppealPart(StrEnum):
    """As what somebody reads an appeal.

    DECIDING: the officer or the head of the body whose decision it is. EXPLAINING: an
    inspector of it, who reads what has to be explained and no more.
    """

    CLIENT = "client"
    REPRESENTATIVE = "representative"
    DECIDING = "deciding"
    EXPLAINING = "explaining"
    OMBUDSMAN = "ombudsman"

    @property
    def is_clients(self) -> bool:
        """Whether it is the client or somebody who acts for it."""
        return self in (AppealPart.CLIENT, AppealPart.REPRESENTATIVE)


class Read(NamedTuple):
    """An appeal as its reader may read it.

    Attributes:
        card: without what came in messages that the reader's side has not opened: they
            are opened on the record. What was decided is among that.
        part: as what it is read.
        closed: those messages, in the order in which they were sent.
    """

    card: AppealCard
    part: AppealPart
    closed: tuple[UUID, ...]


def appeal_for(service: Service, by: Actor, id: UUID) -> Read:
    """An appeal, for whoever has part in it.

    Raises:
        NotFound: there is none, or it is none of the reader's, or it is not sent yet
            and the reader does not act for the client.
    """
    allow(by, Action.READ_APPEAL)
    card = service.appeal_view.get(id)
    if card is None:
        raise NotFound
    part = _part(service, by, card)
    if not card.is_sent and not part.is_clients:
        raise NotFound
    # The ombudsman helps the client: it knows no more than the client does.
    is_body = part in (AppealPart.DECIDING, AppealPart.EXPLAINING)
    side = own(by) if is_body else card.client_id
    unopened = _unopened(service, card, side)
    seen = _opened(card, unopened) if unopened else card
    if part is AppealPart.EXPLAINING:
        seen = _to_explain(seen)
    elif part is not AppealPart.DECIDING:
        seen = seen.model_copy(update={"draft": None, "history": _told(seen)})
    closed = tuple(one for one in _messages(card) if one in unopened)
    return Read(seen, part, closed)


def unread_in(service: Service, by: Actor, card: AppealCard) -> AbstractSet[UUID]:
    """What the client sent, and the reader's body has not opened."""
    told = {card.message, *(one.message for one in card.additions)}
    told |= {one.answer for one in card.information}
    return _unopened(service, card, own(by)) & told


def may_in_appeal(service: Service, by: Actor, read: Read, power: AppealPower) -> bool:
    """Whether somebody who reads an appeal may do something for its client."""
    if read.part is AppealPart.CLIENT:
        return may(by, Action.APPEAL)
    if read.part is not AppealPart.REPRESENTATIVE:
        return False
    named = service.appeal_view.representative(read.card.id, by.id)
    return named is not None and named.may(power, service.clock.today())


def appeals_of(
    service: Service, by: Actor, after: str = "", limit: int = 50
) -> AppealPage:
    """The reader's own appeals, and those in which it acts for others.

    Raises:
        BadCursor: `after` is no place of a list.
    """
    allow(by, Action.APPEAL)
    place = place_of(after)
    if by.role is Role.CLIENT:
        return service.appeal_view.of_client(own(by), after=place, limit=limit)
    return service.appeal_view.represented_by(by.id, after=place, limit=limit)


def queue_for(
    service: Service, by: Actor, asked: Asked, after: str = "", limit: int = 50
) -> AppealPage:
    """What the reader's body has to decide.

    Raises:
        NotFound: the reader decides nothing.
        BadCursor: `after` is no place of this list.
    """
    allow(by, Action.DECIDE_APPEAL)
    place = place_of(after)
    if place is not None and (place.due is None) is not asked.is_over:
        raise BadCursor
    return service.appeal_view.queue(
        own(by), asked, officer=by.id, after=place, limit=limit
    )


def place_of(text: str) -> Place | None:
    """The place at which a page of appeals begins; None: at the beginning.

    Raises:
        BadCursor: the text names none.
    """
    if not text:
        return None
    place = Place.read(text)
    if place is None:
        raise BadCursor
    return place


def _part(service: Service, by: Actor, card: AppealCard) -> AppealPart:
    if by.role is Role.OMBUDSMAN:
        case = Case.of_appeal(card.id)
        if service.ombudsman_view.takes_part(case, own(by)):
            return AppealPart.OMBUDSMAN
        raise NotFound
    if by.organisation is not None and by.organisation == card.authority:
        if may(by, Action.DECIDE_APPEAL):
            return AppealPart.DECIDING
        if may(by, Action.EXPLAIN_APPEALED) and card.explanations:
            return AppealPart.EXPLAINING
    if by.role is Role.CLIENT and by.organisation == card.client_id:
        return AppealPart.CLIENT
    named = service.appeal_view.representative(card.id, by.id)
    if (
        may(by, Action.APPEAL)
        and named is not None
        and named.sees(service.clock.today())
    ):
        return AppealPart.REPRESENTATIVE
    raise NotFound


def _unopened(service: Service, card: AppealCard, side: UUID) -> AbstractSet[UUID]:
    if card.thread is None:
        return frozenset()
    return service.exchange_view.unopened_in(card.thread, side)


def _messages(card: AppealCard) -> list[UUID]:
    """Those in which the appeal, what was said of it and its end were sent."""
    said: list[tuple[Any, UUID | None]] = [
        (card.sent_at, card.message),
        *((one.at, one.message) for one in card.additions),
        *((one.at, one.message) for one in card.information),
        *((one.given_at, one.answer) for one in card.information),
        *((one.explained_at, one.message) for one in card.explanations),
        *((one.at, one.message) for one in card.extensions),
    ]
    for one in (card.restored, card.suspended, card.refusal, card.withdrawn):
        said += [(one.at, one.message)] if one else []
    if card.decided:
        said.append((card.decided.decided_at, card.decided.message))
    told = [(at, message) for at, message in said if message is not None]
    return [message for _, message in sorted(told, key=lambda pair: pair[0])]


def _opened(card: AppealCard, closed: AbstractSet[UUID]) -> AppealCard:
    """An appeal without what messages say that are not opened."""
    changed: dict[str, Any] = {
        "additions": _silent(card.additions, "message", closed, "words"),
        "extensions": _silent(card.extensions, "message", closed, "reason"),
        "explanations": _silent(card.explanations, "message", closed, "words"),
        "information": _silent(
            _silent(card.information, "message", closed, "what"),
            "answer",
            closed,
            "words",
        ),
        "points": card.points,
    }
    for name in ("restored", "suspended", "withdrawn"):
        one = getattr(card, name)
        if one and one.message in closed:
            changed[name] = one.model_copy(update={"reason": None})
    if card.refusal and card.refusal.message in closed:
        changed["refusal"] = None
    if card.message in closed:
        silent = {"words": None, "leans_on": None}
        changed |= {
            "told": None,
            "points": tuple(one.model_copy(update=silent) for one in card.points),
            "parts": {
                part: one.model_copy(update={"words": None})
                for part, one in card.parts.items()
            },
        }
    if card.decided and card.decided.message in closed:
        changed |= _undecided(changed["points"])
    return card.model_copy(update=changed)


def _silent(
    them: tuple[V, ...], message: str, closed: AbstractSet[UUID], words: str
) -> tuple[V, ...]:
    return tuple(
        one.model_copy(update={words: None}) if getattr(one, message) in closed else one
        for one in them
    )


def _undecided(points: tuple[Value, ...]) -> dict[str, Any]:
    """What is not known of a decision that is not opened."""
    unknown = {"upheld": None, "reason": None}
    return {
        "decided": None,
        "outcome": None,
        "points": tuple(one.model_copy(update=unknown) for one in points),
    }


_INTERNAL: Final = frozenset(
    {"point_judged", "effect_worded", "decision_drafted", "decision_checked"}
)
_EXPLAINED: Final = frozenset({"sent", "explanation_asked", "explained"})


def _told(card: AppealCard) -> tuple[HappenedCard, ...]:
    """What happened, without how the decision was drafted."""
    return tuple(one for one in card.history if one.what not in _INTERNAL)


def _to_explain(card: AppealCard) -> AppealCard:
    """What an inspector has to know: the matter, the points, and the questions."""
    history = tuple(one for one in card.history if one.what in _EXPLAINED)
    nothing: dict[str, Any] = dict.fromkeys(
        ("signed_by", "signed_by_name", "document", "suspended", "restored", "refusal")
    )
    return card.model_copy(
        update=nothing
        | dict.fromkeys(("draft", "decided", "outcome", "withdrawn", "court", "days"))
        | {
            "parts": {},
            "additions": (),
            "information": (),
            "extensions": (),
            "points": _undecided(card.points)["points"],
            "history": history,
        }
    )
