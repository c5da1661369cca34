"""The page of one visit, and what either side does there (C6)."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response

from application.access import Action, allow
from application.log import Key, Receipt
from application.visit import (
    AskMove,
    ChooseSlot,
    OfferSlots,
    RefuseVisit,
    SayWhy,
    StartVisit,
)
from domain.errors import NotFound
from domain.kernel import Actor, Role
from domain.term import Place
from domain.visit import ORDER, Slot, VisitKind, VisitStatus, Way
from interfaces.appealed.effected import redressed
from interfaces.appealed.links import appeal_links
from interfaces.deadlines import DeadlineWords
from interfaces.deps import KeyDep, ServiceDep
from interfaces.papers import PAPERS
from interfaces.service import Service
from interfaces.visits import as_opened, place_of, unopened, visit_for
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.requirement.keeping import Posted
from interfaces.web.visit.slots import EMPTY, rows_in, slots_in
from interfaces.web.visit.words import (
    CLAIMS,
    GROUNDS,
    KINDS,
    STATUSES,
    WAYS,
    Reader,
    VisitWords,
)
from interfaces.web.wrong import WRONG, Fault, errors_in, status_for
from projections.visit import VisitCard

router = APIRouter(include_in_schema=False)

Version = Annotated[int, Form(ge=0, le=2**31)]
FIELDS = ("slots", "slot", "until", "wishes", "reason", "way")


class Sent(NamedTuple):
    """What somebody sent from the page.

    Attributes:
        service: the service.
        card: the visit as it stands.
        posted: the fields.
        place: where the business is.
        by: who.
        key: of the form.
        version: of the visit that was shown.
    """

    service: Service
    card: VisitCard
    posted: Mapping[str, str]
    place: Place
    by: Actor
    key: Key | None
    version: int

    @property
    def reason(self) -> str:
        return self.posted.get("reason", "")

    @property
    def given(self) -> dict[str, Any]:
        """Who asks, by which key, having seen what."""
        return {"by": self.by, "key": self.key, "version": self.version}

    def slots(self) -> tuple[Slot, ...]:
        return slots_in(rows_in(self.posted), self.place)

    def slot(self, among: tuple[Slot, ...]) -> ChooseSlot:
        """The time that was picked, by its place among those that were shown."""
        number = self.posted.get("slot", "")
        if not number.isdecimal() or int(number) >= len(among):
            return ChooseSlot.model_validate({})
        return ChooseSlot(slot=among[int(number)])


def _choose(sent: Sent) -> Receipt:
    is_client = sent.by.role is Role.CLIENT
    commands = sent.service.visit_wishes if is_client else sent.service.visits
    chosen = sent.slot(sent.card.slots)
    return commands.choose(sent.card.id, chosen, **sent.given)


def _move(sent: Sent) -> Receipt:
    command = AskMove(wishes=sent.slots(), reason=sent.reason)
    return sent.service.visit_wishes.ask_move(sent.card.id, command, **sent.given)


def _refuse(sent: Sent) -> Receipt:
    command = RefuseVisit(reason=sent.reason or None)
    return sent.service.visit_wishes.refuse(sent.card.id, command, **sent.given)


def _offer(sent: Sent) -> Receipt:
    command = OfferSlots.model_validate(
        {"slots": sent.slots(), "until": sent.posted.get("until", "")}
    )
    return sent.service.visits.offer_slots(sent.card.id, command, **sent.given)


def _agree(sent: Sent) -> Receipt:
    wishes = sent.card.moves[-1].wishes if sent.card.moves else ()
    command = sent.slot(wishes)
    return sent.service.visits.agree_move(sent.card.id, command, **sent.given)


def _leave(sent: Sent) -> Receipt:
    command = SayWhy(reason=sent.reason)
    return sent.service.visits.decline_move(sent.card.id, command, **sent.given)


def _decline(sent: Sent) -> Receipt:
    command = SayWhy(reason=sent.reason)
    return sent.service.visits.decline(sent.card.id, command, **sent.given)


def _call_off(sent: Sent) -> Receipt:
    command = SayWhy(reason=sent.reason)
    return sent.service.visits.call_off(sent.card.id, command, **sent.given)


def _start(sent: Sent) -> Receipt:
    command = StartVisit.model_validate({"way": sent.posted.get("way", "")})
    return sent.service.visits.start(sent.card.id, command, **sent.given)


def _end(sent: Sent) -> Receipt:
    return sent.service.visits.end(sent.card.id, **sent.given)


def _evade(sent: Sent) -> Receipt:
    command = SayWhy(reason=sent.reason)
    return sent.service.visits.record_evasion(sent.card.id, command, **sent.given)


ACTS: Mapping[str, tuple[Action, Callable[[Sent], Receipt]]] = {
    "choose": (Action.READ_VISIT, _choose),
    "move": (Action.RECEIVE_VISIT, _move),
    "refuse": (Action.RECEIVE_VISIT, _refuse),
    "offer": (Action.VISIT, _offer),
    "agree": (Action.VISIT, _agree),
    "leave": (Action.VISIT, _leave),
    "decline": (Action.VISIT, _decline),
    "call-off": (Action.VISIT, _call_off),
    "start": (Action.VISIT, _start),
    "end": (Action.VISIT, _end),
    "evade": (Action.VISIT, _evade),
}
"""What a button does, and what one must be allowed for it."""


@router.get("/visits/{visit_id:uuid}")
def show(
    request: Request,
    visit_id: UUID,
    service: ServiceDep,
    by: Reader,
    sent: Annotated[int, Query(ge=0, le=1)] = 0,
) -> Response:
    """Show a visit: what it is about, when, what can be done, what came of it."""
    card = visit_for(service, by, visit_id)
    return _show(request, service, by, card, sent=bool(sent))


@router.post("/visits/{visit_id:uuid}/{act}")
def act(
    request: Request,
    visit_id: UUID,
    act: str,
    service: ServiceDep,
    by: Reader,
    key: KeyDep,
    posted: Posted,
    version: Version,
) -> Response:
    """Do what a button of the page says."""
    card = visit_for(service, by, visit_id)
    if act not in ACTS:
        raise NotFound
    needs, do = ACTS[act]
    allow(by, needs)
    place = place_of(service, card.client_id)
    sent = Sent(service, card, posted, place, by, key, version)
    try:
        receipt = do(sent)
    except WRONG as fault:
        return _show(request, service, by, card, fault, posted=posted)
    service.caught_up(receipt.position)
    return see_other(f"/visits/{visit_id}")


def _show(
    request: Request,
    service: Service,
    by: Actor,
    card: VisitCard,
    fault: Fault | None = None,
    *,
    posted: Mapping[str, str] | None = None,
    sent: bool = False,
) -> Response:
    place = place_of(service, card.client_id)
    words = VisitWords(request, service, place)
    now = service.clock.now()
    deadlines = service.deadline_view.about(card.id)
    return page(
        request,
        "visit/visit.html",
        {
            "card": as_opened(service, by, card),
            "closed": unopened(service, by, card),
            "is_client": by.role is Role.CLIENT,
            "is_mandatory": card.kind is VisitKind.MANDATORY,
            "status": STATUSES[card.status],
            "kind": KINDS[card.kind],
            "grounds": GROUNDS,
            "claims": CLAIMS,
            "ways": WAYS,
            "at": VisitStatus,
            "place": words.place_name(card.client_id, card.premises),
            "silent": card.until is not None and place.day_of(now) > card.until,
            "today": card.slot and place.day_of(card.slot.starts) == place.day_of(now),
            "over": card.slot and card.slot.ends < now,
            "order": words.rule(ORDER, card.control_kind),
            "rows": rows_in(posted) if posted else EMPTY,
            "posted": posted or {},
            "papers": service.paper_view.of_case(card.id),
            "papers_named": PAPERS,
            "meetings": service.video_view.of(about=f"/visits/{card.id}").meetings,
            "by_video": card.slot is not None and card.slot.way is Way.VIDEO,
            "deadlines": [one for one in deadlines if one.is_open],
            "sent": sent,
            "redressed": redressed(
                service.appealed.effect_view.of_visit(card.id),
                by,
                card.client_id,
                language_of(request),
            ),
            "appeals": appeal_links(
                service, by, f"/visits/{card.id}", language_of(request)
            ),
            "errors": errors_in(request, fault, FIELDS),
            "words": words,
            "deadline_words": DeadlineWords(language_of(request), now),
        },
        status=status_for(fault),
    )
