"""Deadlines, correspondence, notices and consents: what they are about (R5)."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from domain.appeal import events as appeals
from domain.burden import CostBook
from domain.caution import Caution
from domain.consent import Consent, ScopeKind
from domain.damage import Claim
from domain.damage import events as claims
from domain.deadline import Deadline, Party, PartyKind, Task
from domain.exchange import Message, Part, Thread
from domain.information_request import InformationRequest
from domain.inspection import ActionRecord, Inspection
from domain.inspection.events import Ordered
from domain.kernel import Event
from domain.notice.mailing import Mailing
from domain.ombudsman import Participation
from domain.plan import PlanEntry
from domain.risk import RiskAssignment, RiskObjections
from domain.timeline.kinds import ServiceId
from domain.video import Conference, Recording, Room
from domain.visit import Outcome, Visit

Changes = dict[str, Any]

OF_TASK: Final[Mapping[Task, ServiceId]] = {
    Task.ANSWER_QUESTION: "L6",
    Task.CONSIDER_EVALUATION: "E3",
    Task.GIVE_INFORMATION: "C4",
    Task.DECIDE_MORE_TIME: "C4",
    Task.SEND_DOCUMENTS: "I2",
    Task.ANSWER_MESSAGE: "I2",
    Task.RENEW_COMPLIANCE: "L9",
    Task.DECIDE_RISE_OF_RISK: "C5",
    Task.ANSWER_RISK_OBJECTION: "C5",
    Task.OBJECT_TO_CAUTION: "C6",
    Task.ANSWER_CAUTION_OBJECTION: "C6",
    Task.DECIDE_VISIT: "C6",
    Task.DECIDE_VISIT_MOVE: "C6",
    Task.END_VISIT: "C6",
    Task.DECIDE_DATE_MOVE: "I7",
    Task.END_INSPECTION: "I4",
    Task.ANSWER_IN_INSPECTION: "I3",
    Task.FILE_APPEAL: "I9",
    Task.DECIDE_SUSPENSION: "I9",
    Task.TELL_SUSPENSION: "I9",
    Task.ACCEPT_APPEAL: "I9",
    Task.DECIDE_APPEAL: "I9",
    Task.GIVE_APPEAL_INFORMATION: "I9",
    Task.EXPLAIN_APPEALED: "I9",
    Task.DELIVER_APPEAL_DECISION: "I9",
    Task.GO_TO_COURT: "I9",
    Task.CARRY_OUT_APPEAL_DECISION: "I9",
    Task.ANSWER_DAMAGE_CLAIM: "I9",
}
"""To which service what is due belongs."""


def _is_redress(address: str) -> bool:
    """Whether an appeal or a claim of damage is there: the whole body sees neither."""
    return address.startswith(("/appeals/", "/damages/"))


def _due(event: Deadline.Set) -> Changes:
    sides = [one for one in (event.owed_by, event.owed_to) if one]
    clients = (one.organisation for one in sides if one.is_client)
    service = OF_TASK.get(event.task)
    return {
        "client_id": next(clients, None),
        "services": (service,) if service else (),
        **({} if _is_redress(event.about.address) else _seen_by(sides)),
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
    if _is_redress(event.about):
        return {}
    parties = (one.id for one in event.parties if one.part in OFFICIAL)
    return {"authorities": tuple(parties)}


def _sent(event: Message.Sent) -> Changes:
    if _is_redress(event.basis):
        return {}
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


def _assigned(event: RiskAssignment.Assigned) -> Changes:
    return {"authorities": (event.authority,), "premises": event.premises}


def _objecting(event: RiskObjections.Begun) -> Changes:
    return {"authorities": (event.authority,)}


def _cautioned(event: Caution.Issued) -> Changes:
    return {
        "requirements": tuple(one.requirement for one in event.points),
        "authorities": (event.authority,),
    }


def _visited(event: Visit.Begun) -> Changes:
    return {
        "requirements": event.requirements,
        "authorities": (event.authority,),
        "premises": event.premises,
    }


def _planned(event: PlanEntry.Planned) -> Changes:
    return {"authorities": (event.authority,)}


def _concluded(event: Outcome.Advised) -> Changes:
    codes = (one.requirement for one in event.advice if one.requirement)
    return {
        "requirements": tuple(dict.fromkeys(codes)),
        "authorities": (event.authority,),
    }


def _of_inspection(event: CostBook.Begun) -> Changes:
    return {"authorities": (event.authority,)}


def _helped(event: Participation.Invited) -> Changes:
    return {} if _is_redress(event.about) else {"authorities": (event.authority,)}


def _redressed(event: appeals.Sent | claims.Begun) -> Changes:
    return {"authorities": (event.authority,)}


def _ordered(event: Ordered) -> Changes:
    return {
        "requirements": tuple(one.code for one in event.remaining),
        "authorities": (event.authority,),
    }


def _acted(event: ActionRecord.Recorded) -> Changes:
    body = event.by.organisation
    return {
        "requirements": event.requirements,
        "authorities": (body,) if body else (),
    }


def _proposed(event: Conference.Proposed) -> Changes:
    return {} if _is_redress(event.about) else {"authorities": (event.authority,)}


def _met(event: Room.Opened | Recording.Begun) -> Changes:
    return {"authorities": (event.authority,)}


OFFICIAL = frozenset({Part.BODY, Part.OMBUDSMAN})

BETWEEN: Final[Mapping[type[Event], Callable[[Any], Changes]]] = {
    Deadline.Set: _due,
    Deadline.Handed: _handed,
    Thread.Begun: _corresponding,
    Message.Sent: _sent,
    Consent.Given: _agreed,
    InformationRequest.Asked: _requested,
    Caution.Issued: _cautioned,
    Inspection.Ordered: _ordered,
    ActionRecord.Recorded: _acted,
    Mailing.Begun: _mailed_about,
    Outcome.Advised: _concluded,
    PlanEntry.Planned: _planned,
    Visit.Begun: _visited,
    RiskAssignment.Assigned: _assigned,
    Participation.Invited: _helped,
    appeals.Sent: _redressed,
    Claim.Begun: _redressed,
    CostBook.Begun: _of_inspection,
    RiskObjections.Begun: _objecting,
    Conference.Proposed: _proposed,
    Room.Opened: _met,
    Recording.Begun: _met,
}
"""What an event says that its thing is about."""
