"""Whose step an event is, and what it is about: by this a history is narrowed (R5)."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from domain.algorithm import Wish
from domain.applicability import Declaration
from domain.client import Client, Dispute, FactSource
from domain.compliance import ComplianceDeclaration, SelfAssessment
from domain.confirmation import Confirmation, ThingKind
from domain.consultation import Question
from domain.data_assessment import Look, Survey
from domain.evaluation import SubjectKind, Voice
from domain.exchange import Message
from domain.execution import Execution, ExecutionConfirmation
from domain.kernel import FORGOTTEN, Event, Role, Value
from domain.notice.mailing import Mailing
from domain.person import Person
from domain.timeline.between import BETWEEN
from domain.timeline.kinds import ServiceId, Side

OF_CLIENT = frozenset({Role.CLIENT, Role.EMPLOYEE, Role.PERSON})
SITUATION = "life_situation:"
Changes = dict[str, Any]


class About(Value):
    """What a thing is about, and who of the state may see it.

    Attributes:
        client_id: whose it is; None: it is of many, or of none.
        requirements: codes.
        bodies: who may see it, because they answer for these bodies now.
        authorities: organisations that may see it, because they are party to it.
        registry: whoever keeps this state register may see it.
        supervised: body by requirement, where a body may see its own ones only.
        premises: of the client.
        situation: code of a life situation.
        services: to which its steps belong; none: those of the kind of step.
    """

    client_id: UUID | None = None
    requirements: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    authorities: tuple[UUID, ...] = ()
    registry: str | None = None
    supervised: dict[str, str] | None = None
    premises: UUID | None = None
    situation: str | None = None
    services: tuple[ServiceId, ...] = ()


class Step(Value):
    """What one event is about, beside what its thing is about.

    Attributes:
        requirements: codes.
        bodies: those alone may see it; None: whoever sees the thing.
        authority: this organisation alone may see it; None: whoever sees the thing.
        premises: of the client.
        situations: codes of life situations, and fact keys of them.
    """

    requirements: tuple[str, ...] = ()
    bodies: tuple[str, ...] | None = None
    authority: UUID | None = None
    premises: UUID | None = None
    situations: tuple[str, ...] = ()


def thing_of(event: Event) -> UUID:
    """The id of the thing that an event happened to, as a history knows it."""
    if isinstance(event, Person.TokenIssued | Person.TokenRevoked):
        return event.token_id
    return event.originator_id


def things_after(event: Event, before: About | None) -> dict[UUID, About]:
    """What things are about from now on, by id; only those that it is news of.

    Args:
        event: what happened.
        before: what its thing was about; None: nothing is known of it.
    """
    now = before or About()
    if says := CHANGES.get(type(event)) or BETWEEN.get(type(event)):
        now = now.model_copy(update=says(event))
    if before is None and now.client_id is None:
        now = now.model_copy(update={"client_id": _client(event)})
    found = {} if now == before else {thing_of(event): now}
    match event:
        case Voice.Sent(content=content) | Voice.NameTakenBack(content=content):
            # What is said of it later happens to the content, which names no client.
            if content != FORGOTTEN:
                found[UUID(content)] = now
    return found


def shares_of(event: Event, about: About) -> Iterable[tuple[tuple[UUID, ...], Step]]:
    """In whose histories an event stands, and what it is about there.

    Args:
        event: what happened.
        about: what its thing is about now.
    """
    if isinstance(event, Mailing.Mailed):
        for told in event.told:
            codes = tuple(about.requirements[one.of] for one in told.concerns)
            yield told.clients, Step(requirements=tuple(dict.fromkeys(codes)))
    else:
        yield _clients(event, about), step_after(event, about)


def _clients(event: Event, about: About) -> tuple[UUID, ...]:
    if isinstance(event, Survey.WentOn):
        return event.clients
    found = _client(event) or about.client_id
    return (found,) if found else ()


def side_of(event: Event) -> Side:
    """Whose step it is."""
    match event:
        case Message.Sent(sender=one) | Message.Opened(recipient=one):
            return Side.CLIENT if one == event.client_id else Side.STATE
        case Client.FactsStated(source=FactSource.REGISTER | FactSource.INSPECTOR):
            return Side.STATE
        case Client.FactsStated(source=FactSource.DERIVED):
            return Side.SERVICE
        case Client.PremisesProposed() | Survey.WentOn():
            return Side.STATE
    if event.by.role in OF_CLIENT:
        return Side.CLIENT
    return Side.SERVICE if event.by.role is Role.SYSTEM else Side.STATE


def step_after(event: Event, about: About) -> Step:
    """What one event is about.

    Args:
        event: what happened.
        about: what its thing is about now.
    """
    named = _codes(event)
    bodies = None
    if named and (by := about.supervised) is not None:
        bodies = tuple(sorted({by[code] for code in named if code in by}))
    own = about.situation
    return Step(
        requirements=named or about.requirements,
        bodies=bodies,
        authority=_authority(event),
        premises=_premises(event) or about.premises,
        situations=tuple(dict.fromkeys([*([own] if own else ()), *_situations(event)])),
    )


def _client(event: Event) -> UUID | None:
    match event:
        case Client.Event() | Client.Registered():
            return event.originator_id
        case (
            Person.Joined(organisation=organisation)
            | Person.Left(organisation=organisation)
        ):
            return organisation if event.role in OF_CLIENT else None
        case Person.TokenIssued(acting=acting):
            return acting.organisation if acting and acting.role in OF_CLIENT else None
    said = vars(event)
    # A recipient of notices: a body may be one too, and has no history.
    found: UUID | None = said.get("client_id") or said.get("recipient")
    return found


def _to_body(event: Any) -> Changes:
    return _of(event) | {"bodies": (event.control_body,)}


def _asked(event: Any) -> Changes:
    return _of(event) | {"bodies": (event.body,)}


def _of(event: Any) -> Changes:
    """The requirements of an event, where it names any."""
    codes = _codes(event)
    return {"requirements": codes} if codes else {}


def _disputed(event: Dispute.Raised) -> Changes:
    own = (event.authority,) if event.authority else ()
    return {"registry": event.registry, "authorities": own}


def _looked(event: Look.Made) -> Changes:
    codes = tuple(one.code for one in event.findings)
    return {"requirements": codes, "authorities": (event.authority,)}


def _surveyed(event: Survey.Asked) -> Changes:
    codes = tuple(one.code for one in event.requirements)
    return {"requirements": codes, "authorities": (event.authority,)}


def _confirmed(event: Confirmation.Given) -> Changes:
    if event.kind is ThingKind.REQUIREMENT:
        return {"requirements": (event.code,)}
    return {"situation": event.code} if event.kind is ThingKind.SITUATION else {}


def _evaluated(event: Voice.Begun) -> Changes:
    is_rule = event.of.kind is SubjectKind.REQUIREMENT
    return {"requirements": (event.of.code,)} if is_rule else {}


def _carried_out(event: Execution.Started) -> Changes:
    return {"requirements": event.content.guarantees, "premises": event.place}


def _confirming(event: ExecutionConfirmation.Issued) -> Changes:
    supervised = {one.code: one.control_body for one in event.requirements}
    return {
        "requirements": tuple(supervised),
        "supervised": supervised,
        "bodies": tuple(sorted(set(supervised.values()))),
        "premises": event.place,
    }


def _changed_algorithm(event: Execution.Followed) -> Changes:
    return {"requirements": event.content.guarantees}


CHANGES: Final[Mapping[type[Event], Callable[[Any], Changes]]] = {
    Declaration.Declared: _to_body,
    Declaration.DeclaredAgain: _to_body,
    Declaration.Reconfirmed: _to_body,
    ComplianceDeclaration.Declared: _to_body,
    ComplianceDeclaration.DeclaredAgain: _of,
    ComplianceDeclaration.Renewed: _of,
    Question.Asked: _asked,
    Question.Forwarded: _asked,
    Dispute.Raised: _disputed,
    Look.Made: _looked,
    Survey.Asked: _surveyed,
    SelfAssessment.Assessed: _of,
    Wish.Asked: _of,
    Confirmation.Given: _confirmed,
    Voice.Begun: _evaluated,
    Execution.Started: _carried_out,
    Execution.Followed: _changed_algorithm,
    ExecutionConfirmation.Issued: _confirming,
}
"""What an event says that its thing is about; the others say nothing of it."""


def _codes(event: Event) -> tuple[str, ...]:
    """The requirements that an event itself names."""
    if isinstance(event, Survey.Asked | Execution.Started):
        return ()
    said = vars(event)  # getattr of what is not there is slow
    one = said.get("requirement")
    if isinstance(one, str):
        return (one,) if one else ()
    several: Iterable[Any] = said.get("requirements", ())
    return tuple(each if isinstance(each, str) else each.code for each in several)


def _authority(event: Event) -> UUID | None:
    """Whose question a step of a confirmation belongs to: no other body sees it."""
    match event:
        case (
            ExecutionConfirmation.Questioned()
            | ExecutionConfirmation.Replied()
            | ExecutionConfirmation.QuestionDropped()
            | ExecutionConfirmation.QuestionUpheld()
        ):
            return event.authority
    return None


def _premises(event: Event) -> UUID | None:
    for name in ("premises_id", "place"):
        found = vars(event).get(name)
        if isinstance(found, UUID):
            return found
    return None


def _situations(event: Event) -> Iterable[str]:
    """Fact keys of the life situations that an event says something of."""
    for name in ("facts", "said", "follows"):
        facts = vars(event).get(name)
        if isinstance(facts, Mapping):
            for fact, value in facts.items():
                if fact.startswith(SITUATION):
                    yield fact
                elif fact == "life_situations" and isinstance(value, tuple):
                    yield from (f"{SITUATION}{one}" for one in value)
    fact = vars(event).get("fact")
    if isinstance(fact, str) and fact.startswith(SITUATION):
        yield fact
