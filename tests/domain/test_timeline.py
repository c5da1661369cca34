"""Which events stand in a client's history, and what they are about."""

import pkgutil
from importlib import import_module
from uuid import UUID, uuid4

import pytest

import domain
from domain.client import Client, FactSource
from domain.consultation import Question
from domain.data_assessment import Survey
from domain.evaluation import Voice
from domain.kernel import FORGOTTEN, Actor, Event, Role
from domain.person import Membership, Person
from domain.timeline import (
    INTERNAL,
    TOLD,
    About,
    Kind,
    Side,
    Step,
    Touchpoint,
    name_of,
    shares_of,
    side_of,
    step_after,
    things_after,
)
from interfaces.gateways.event_mapper import JsonMapper
from interfaces.timeline.names import KINDS, SERVICES, SIDES, TOUCHPOINTS
from interfaces.timeline.sentences import SENTENCES
from interfaces.timeline.telling import PATHS
from tests.add_history import HISTORY, example
from tests.facts import event_classes
from tests.test_history import NoKeys

for module in pkgutil.walk_packages(domain.__path__, "domain."):
    import_module(module.name)

FILES = [
    path
    for path in sorted(HISTORY.glob("*.json"))
    if '"topic": "domain.' in path.read_text("utf-8")
]
EVENTS = [JsonMapper(NoKeys()).to_events([example(path)])[0] for path in FILES]
CLIENT, BODY = uuid4(), uuid4()
ANNA = Actor(id=str(uuid4()), role=Role.CLIENT, organisation=CLIENT)
PAVEL = Actor(id=str(uuid4()), role=Role.INSPECTOR, organisation=BODY)
JOB = Actor(id="system:rounds", role=Role.SYSTEM)


def whose(event: Event, about: About | None = None) -> tuple[UUID, ...]:
    """In whose histories an event stands."""
    shares = shares_of(event, about or About())
    return tuple(client for clients, _ in shares for client in clients)


def like(kind: type[Event], **fields: object) -> Event:
    """The example of a kind of event that is kept in the history, with other fields."""
    found = next(event for event in EVENTS if type(event) is kind)
    return found.model_copy(update=fields)


def test_every_event_is_told_or_internal_with_a_reason() -> None:
    known = {*TOLD, *INTERNAL}

    assert [name_of(kind) for kind in event_classes() if kind not in known] == []
    assert [name_of(kind) for kind in TOLD if kind in INTERNAL] == []
    assert [name_of(kind) for kind, reason in INTERNAL.items() if not reason] == []


def test_everything_that_is_told_has_words() -> None:
    assert set(SENTENCES) == set(TOLD)
    assert {told.kind for told in TOLD.values()} <= set(KINDS) == set(Kind)
    assert set(SIDES) == set(Side)
    assert set(TOUCHPOINTS) == set(Touchpoint)
    assert {one for told in TOLD.values() for one in told.services} <= set(SERVICES)


def test_everything_that_is_told_leads_somewhere() -> None:
    things = {name_of(kind).rpartition(".")[0] for kind in TOLD}

    assert things - set(PATHS) == set()
    assert set(PATHS) - things == set()


def test_nothing_that_names_its_client_is_internal() -> None:
    """Only forgetting ends a history; whatever else is a client's own is told of it."""
    own = [kind for kind in INTERNAL if "client_id" in kind.model_fields]

    assert {name_of(kind) for kind in own} <= UNSEEN


UNSEEN = {
    "exchange.Enclosure.Kept",
    "exchange.Enclosure.Enclosed",
    "exchange.Enclosure.Removed",
    "inspection.Inspection.Ordered",
    "inspection.Inspection.Reasoned",
    "inspection.Inspection.Registered",
    "inspection.Inspection.ProsecutorTold",
    "inspection.Inspection.ProsecutorDecided",
    "paper.Paper.Issued",
    "video.Recording.PieceKept",
    "plan.PlanEntry.Proposed",
    "plan.PlanEntry.Changed",
    "plan.PlanEntry.Returned",
    "plan.PlanEntry.Approved",
    "plan.PlanEntry.ProsecutorDecided",
    "plan.PlanEntry.Numbered",
    "appeal.PointJudged",
    "appeal.EffectWorded",
    "appeal.DecisionDrafted",
    "appeal.DecisionChecked",
}
"""A client's own, and yet not told."""


@pytest.mark.parametrize("event", EVENTS, ids=[path.stem for path in FILES])
def test_of_every_event_it_is_known_whose_it_is_and_what_it_is_about(
    event: Event,
) -> None:
    things = things_after(event, None)
    about = next(iter(things.values()), About())

    assert isinstance(step_after(event, about), Step)
    assert side_of(event) in Side
    if type(event) in TOLD and "client_id" in type(event).model_fields:
        assert whose(event, about) == (event.client_id,)  # type: ignore[attr-defined]


def test_whose_step_it_is_follows_from_the_role_and_from_whose_word_it_is() -> None:
    contested = like(Question.Answered)
    stated = like(Client.FactsStated, by=ANNA, source=FactSource.CLIENT)

    assert side_of(contested.model_copy(update={"by": ANNA})) is Side.CLIENT
    assert side_of(contested.model_copy(update={"by": PAVEL})) is Side.STATE
    assert side_of(contested.model_copy(update={"by": JOB})) is Side.SERVICE
    assert side_of(stated) is Side.CLIENT
    by_register = stated.model_copy(update={"source": FactSource.REGISTER})
    assert side_of(by_register) is Side.STATE
    derived = stated.model_copy(update={"source": FactSource.DERIVED})
    assert side_of(derived) is Side.SERVICE


def test_a_question_is_seen_by_the_body_that_has_it_now() -> None:
    asked = like(Question.Asked, client_id=CLIENT, body="МЧС России")
    given = like(
        Question.Forwarded,
        originator_id=asked.originator_id,
        client_id=CLIENT,
        body="Роспотребнадзор",
    )

    [first] = things_after(asked, None).values()
    [then] = things_after(given, first).values()

    assert (first.bodies, then.bodies) == (("МЧС России",), ("Роспотребнадзор",))
    assert then.requirements == first.requirements
    assert then.client_id == CLIENT


def test_a_step_that_changes_nothing_of_its_thing_is_no_news_of_it() -> None:
    asked = like(Question.Asked)
    [about] = things_after(asked, None).values()
    answered = like(Question.Answered, originator_id=asked.originator_id)

    assert things_after(answered, about) == {}


def test_what_is_said_of_an_evaluation_finds_its_client_until_it_is_forgotten() -> None:
    content = uuid4()
    begun = like(Voice.Begun, client_id=CLIENT)
    [about] = things_after(begun, None).values()
    sent = like(Voice.Sent, client_id=CLIENT, content=str(content))

    assert things_after(sent, about) == {content: about}
    assert things_after(sent.model_copy(update={"content": FORGOTTEN}), about) == {}


def test_a_survey_stands_in_the_history_of_each_whom_it_went_through() -> None:
    clients = (uuid4(), uuid4())
    went_on = like(Survey.WentOn, clients=clients, by=JOB)

    assert whose(went_on) == clients
    assert side_of(went_on) is Side.STATE


@pytest.mark.parametrize(
    ("role", "told"),
    [(Role.CLIENT, True), (Role.EMPLOYEE, True), (Role.INSPECTOR, False)],
)
def test_who_may_act_is_told_of_businesses_alone(role: Role, told: bool) -> None:  # noqa: FBT001
    joined = like(Person.Joined, organisation=CLIENT, role=role)
    issued = like(Person.TokenIssued, acting=Membership(organisation=CLIENT, role=role))

    expected: tuple[UUID, ...] = (CLIENT,) if told else ()
    assert whose(joined) == expected
    assert whose(issued) == expected
