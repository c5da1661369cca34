"""Deadlines, correspondence, notices and consents: what they are about (R5)."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from domain.consent import Consent, ScopeKind
from domain.deadline import Deadline, Party, PartyKind, Task
from domain.exchange import Message, Part, Thread
from domain.information_request import InformationRequest
from domain.kernel import Event
from domain.notice.mailing import Mailing
from domain.timeline.kinds import ServiceId

Changes = dict[str, Any]

OF_TASK: Final[Mapping[Task, ServiceId]] = {
    Task.ANSWER_QUESTION: "L6",
    Task.CONSIDER_EVALUATION: "E3",
    Task.GIVE_INFORMATION: "C4",
    Task.DECIDE_MORE_TIME: "C4",
    Task.SEND_DOCUMENTS: "I2",
    Task.ANSWER_MESSAGE: "I2",
    Task.RENEW_COMPLIANCE: "L9",
}
"""To which service what is due belongs."""


def _due(event: Deadline.Set) -> Changes:
    sides = [one for one in (event.owed_by, event.owed_to) if one]
    clients = (one.organisation for one in sides if one.is_client)
    service = OF_TASK.get(event.task)
    return {
        "client_id": next(clients, None),
        "services": (service,) if service else (),
        **_seen_by(sides),
    }


def _handed(event: Deadline.Handed) -> Changes:
    return {} if event.owed_by.is_client else _seen_by([event.owed_by])


def _seen_by(sides: Iterable[Party]) -> Changes:
    """Who of the state may see what is due."""
    found: Changes = {}
    for one in sides:
        match one.kind:
            case PartyKind.BODY | PartyKind.REGISTRAR:
                found["bodies"] = (one.name,)
            case PartyKind.AUTHORITY:
                found["authorities"] = (one.organisation,)
            case PartyKind.REGISTER:
                found["registry"] = one.name
    return found


def _corresponding(event: Thread.Begun) -> Changes:
    parties = (one.id for one in event.parties if one.part in OFFICIAL)
    return {"authorities": tuple(parties)}


def _sent(event: Message.Sent) -> Changes:
    parties = (event.sender, *event.recipients)
    return {"authorities": tuple(id for id in parties if id != event.client_id)}


def _agreed(event: Consent.Given) -> Changes:
    is_situation = event.scope.kind is ScopeKind.SITUATION
    return {"situation": event.scope.name} if is_situation else {}


def _mailed_about(event: Mailing.Begun) -> Changes:
    """The requirements of its subjects, in their order, so that places name them."""
    codes = (
        one.requirement if one.kind == "help" else one.code for one in event.subjects
    )
    return {"requirements": tuple(codes)}


def _requested(event: InformationRequest.Asked) -> Changes:
    codes = (item.requirement for item in event.items if item.requirement)
    return {
        "requirements": tuple(dict.fromkeys(codes)),
        "authorities": (event.authority,),
    }


OFFICIAL = frozenset({Part.BODY, Part.OMBUDSMAN})

BETWEEN: Final[Mapping[type[Event], Callable[[Any], Changes]]] = {
    Deadline.Set: _due,
    Deadline.Handed: _handed,
    Thread.Begun: _corresponding,
    Message.Sent: _sent,
    Consent.Given: _agreed,
    InformationRequest.Asked: _requested,
    Mailing.Begun: _mailed_about,
}
"""What an event says that its thing is about."""
