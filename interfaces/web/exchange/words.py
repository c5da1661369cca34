"""What pages of correspondence share: who may ask, names of things and of parties."""

from collections.abc import Iterable
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import Depends, Form, Request

from application.access import Action
from domain.exchange import Kind, Part, Party
from domain.kernel import Actor
from interfaces.deps import Asks
from interfaces.exchange import What
from interfaces.locale import N_
from interfaces.service import Service
from interfaces.web.execution.words import SCANS
from interfaces.web.pages import language_of
from projections.exchange import MessageCard, Reached

Reader = Annotated[Actor, Depends(Asks(Action.READ_THREAD))]
Beginner = Annotated[Actor, Depends(Asks(Action.BEGIN_THREAD))]
Client = Annotated[Actor, Depends(Asks(Action.CHOOSE_REPRESENTATIVE))]
Text = Annotated[str, Form(max_length=30_000)]

KINDS: Final = {
    Kind.REQUEST: N_("Request"),
    Kind.ANSWER: N_("Reply"),
    Kind.FILE: N_("Files"),
    Kind.STATEMENT: N_("Statement"),
    Kind.DECISION: N_("Decision"),
}
KINDS_EXPLAINED: Final = {
    Kind.REQUEST: N_("You ask for something"),
    Kind.ANSWER: N_("You answer a message of the other side"),
    Kind.FILE: N_("You hand documents over"),
    Kind.STATEMENT: N_("You let the other side know something"),
    Kind.DECISION: N_("Your body has decided something"),
}
RECEIPTS: Final = {
    What.SENT: N_("A message was sent"),
    What.DELIVERED: N_("A message was delivered: it stands in the inbox"),
    What.OPENED: N_("A message was opened"),
}
PARTS: Final = {
    Part.CLIENT: N_("Business"),
    Part.BODY: N_("Supervisory body"),
    Part.OMBUDSMAN: N_("Business ombudsman's office"),
    Part.REPRESENTATIVE: N_("Representative of the business"),
}


class Names:
    """How the parties of correspondences are called on a page.

    Args:
        request: tells the language.
        service: knows the names.
        parties: all that the page tells of.
        side: for which it is read; whoever represents others has no name there.
        people: ids of more people that the page tells of.
    """

    def __init__(
        self,
        request: Request,
        service: Service,
        parties: Iterable[Party],
        people: Iterable[str] = (),
    ) -> None:
        self._say = language_of(request).gettext
        self._parties = {one.id: one for one in parties}
        ids = {*self._parties, *(UUID(id) for id in people)}
        self._names = service.exchange_view.names(ids) if ids else {}

    def of(self, id: UUID) -> str:
        """The name of a party."""
        return self._names.get(id) or self._say(N_("Data deleted"))

    def person(self, id: str) -> str:
        """The name of a person of the reader's own side."""
        return self._names.get(UUID(id)) or self._say(N_("Data deleted"))


def words_of(request: Request) -> dict[str, Any]:
    """Names that every page of correspondence says things with."""
    return {
        "kinds": KINDS,
        "parts": PARTS,
        "scans": SCANS,
        "say": language_of(request).gettext,
        "state_of": state_of,
    }


def state_of(message: MessageCard) -> tuple[str, str]:
    """How far a message came with those it was sent to: words, and kind of the tag."""
    reached = message.reached
    if reached and all(one.opened_number for one in reached):
        return N_("Opened"), "yes"
    if reached and all(one.delivered_number for one in reached):
        return N_("Delivered, not opened yet"), "ask"
    return N_("Sent"), ""


def reached_by(message: MessageCard, side: UUID) -> Reached | None:
    """How far a message came with one party; None when it was not sent to it."""
    return next((one for one in message.reached if one.recipient == side), None)
