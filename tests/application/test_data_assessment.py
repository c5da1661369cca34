"""Looks at records and surveys: who may, what is found, what stays private (C3)."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from application.client import RaiseDispute
from application.data_assessment import AskSurvey, LookAtRecords
from application.data_assessment.surveying import SURVEYOR
from domain.client.refusals import BadInn, BadOgrn
from domain.compliance import Degree
from domain.data_assessment import (
    ClientUnknown,
    ClientUnknownByOgrn,
    GroupTooSmall,
    NameOneNumber,
    NothingToLookAt,
    NotYourRequirements,
    Outcome,
    PurposeMissing,
    RecordKind,
    Survey,
    Why,
    YetToCome,
)
from domain.errors import NotFound, Refusal, Stale
from domain.kernel import Actor, Certainty
from domain.profile import FactValue
from domain.small_groups import K
from interfaces.gateways.database import Database
from tests.algorithm import approve
from tests.business import (
    FIRM_INN,
    INN,
    LIFT_CODE,
    LIFTS,
    OTHER_INN,
    POOL_CODE,
    SCHOOLS,
    TEACHING,
    TEACHING_CODE,
    business,
    key,
    own,
    stranger,
)
from tests.compliance import Assessing
from tests.conftest import NOON, StoppedClock
from tests.data_assessment import PURPOSE, Looking, inn_number_of
from tests.execution import Cafe

# `log` keeps the history of what was stored.
pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]

HOUR = timedelta(hours=1)
CARRIED_OUT = (Outcome.CONFIRMED, Why.CARRIED_OUT)
NO_RECORD = (Outcome.UNDECIDABLE, Why.NO_RECORD)


class World(Cafe):
    """A café with a lift, the body that looks, and what is declared."""

    def __init__(self, database: Database, clock: StoppedClock) -> None:
        super().__init__(business(database, clock))
        self.clock = clock
        self.looking = Looking(self.made)
        self.declaring = Assessing(self.made)

    def neighbours(
        self, count: int, first: int = 100, **facts: FactValue
    ) -> list[Actor]:
        """As many more businesses in region 63, with a lift."""
        alike: dict[str, FactValue] = {"object:lift": True, "region": "63"}
        return [
            self.made.client(f"n{n}", inn_number_of(n), facts=alike | facts)
            for n in range(first, first + count)
        ]


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> World:
    return World(database, clock)


@pytest.fixture
def looking(world: World) -> Looking:
    return world.looking


def test_without_a_record_nothing_can_be_decided(
    world: World, looking: Looking
) -> None:
    assert looking.came_of(world.pavel) == NO_RECORD


def test_a_confirmation_confirms_and_is_named(world: World, looking: Looking) -> None:
    id = world.carry_out(world.anna)

    found = looking.finding(world.pavel)

    assert (found.outcome, found.why) == CARRIED_OUT
    [record] = found.rests_on
    assert (record.kind, record.source) == (RecordKind.EXECUTION, id)
    assert record.number == world.confirmation(id).number
    assert record.until == world.confirmation(id).requirements[0].until


def test_a_confirmation_follows_the_dispute_about_it(
    world: World, looking: Looking
) -> None:
    id = world.carry_out(world.anna)
    world.question(id, world.pavel)
    questioned = looking.came_of(world.pavel)
    world.reply(id, world.pavel, world.anna)
    replied = looking.came_of(world.pavel)
    world.accept(id, world.pavel)
    accepted = looking.came_of(world.pavel)
    world.question(id, world.pavel)
    world.reply(id, world.pavel, world.anna)
    world.uphold(id, world.pavel)
    upheld = looking.came_of(world.pavel)

    assert questioned == replied == (Outcome.UNDECIDABLE, Why.QUESTIONED)
    assert accepted == CARRIED_OUT
    assert upheld == (Outcome.REFUTED, Why.QUESTION_UPHELD)


def test_taking_a_confirmation_back_does_not_undo_what_the_body_decided(
    world: World, looking: Looking
) -> None:
    first = world.carry_out(world.anna)
    world.recall(first, world.anna)
    assert looking.came_of(world.pavel) == NO_RECORD

    second = world.carry_out(world.anna)
    world.question(second, world.pavel)
    world.reply(second, world.pavel, world.anna)
    world.uphold(second, world.pavel)
    assert looking.came_of(world.pavel)[0] is Outcome.REFUTED
    world.carry_out(world.anna)

    assert looking.came_of(world.pavel) == CARRIED_OUT


def test_a_confirmation_lapses_with_its_term_and_with_its_version(
    world: World, looking: Looking
) -> None:
    world.carry_out(world.anna)
    world.clock.pass_by(timedelta(days=40))
    assert looking.came_of(world.pavel) == (Outcome.UNDECIDABLE, Why.LAPSED)

    world.carry_out(world.anna)
    assert looking.came_of(world.pavel) == CARRIED_OUT
    world.clock.pass_by(HOUR)
    world.made.amend(title="Иначе")
    world.clock.pass_by(HOUR)

    assert looking.came_of(world.pavel) == (Outcome.UNDECIDABLE, Why.LAPSED)


def test_a_confirmation_of_one_place_does_not_speak_for_another(
    world: World, looking: Looking
) -> None:
    world.made.open_premises(world.anna)
    card = world.made.card(world.anna)
    world.carry_out(world.anna, place=card.premises[0].id)
    one_of_one = looking.came_of(world.pavel)
    world.made.open_premises(world.anna)

    assert one_of_one == CARRIED_OUT
    assert looking.came_of(world.pavel) == (Outcome.UNDECIDABLE, Why.SOME_PLACES)


def test_a_declaration_confirms_until_it_is_annulled(
    world: World, looking: Looking
) -> None:
    doing = world.declaring
    doing.assess(world.anna)
    id = doing.declare(world.anna).id
    declared = looking.came_of(world.pavel)
    doing.annul(world.pavel, id)
    annulled = looking.came_of(world.pavel)
    doing.declare(world.anna)

    assert declared == (Outcome.CONFIRMED, Why.DECLARED)
    assert annulled == (Outcome.REFUTED, Why.ANNULLED)
    assert looking.came_of(world.pavel) == declared
    doing.withdraw(world.anna, id)
    assert looking.came_of(world.pavel) == NO_RECORD


def test_a_declaration_lapses_as_a_whole(world: World, looking: Looking) -> None:
    world.made.require(POOL_CODE, {"client_kind": ["IE"]}, LIFTS)
    world.declaring.assess(world.anna, LIFT_CODE, POOL_CODE)
    world.declaring.declare(world.anna)
    world.clock.pass_by(HOUR)
    world.made.amend(POOL_CODE, title="Иначе")
    world.clock.pass_by(HOUR)

    assert looking.came_of(world.pavel) == (Outcome.UNDECIDABLE, Why.LAPSED)


def test_a_private_self_assessment_neither_refutes_nor_shows(
    world: World, looking: Looking
) -> None:
    doing = world.declaring
    doing.assess(world.anna, degree=Degree.DOES_NOT, note="Не работает")
    private = looking.finding(world.pavel)
    doing.assess(world.anna)
    doing.declare(world.anna)
    doing.assess(world.anna, degree=Degree.DOES_NOT)

    assert (private.outcome, private.why) == NO_RECORD
    assert private.beside == ()
    assert looking.came_of(world.pavel) == (Outcome.CONFIRMED, Why.DECLARED)


def test_what_was_declared_to_another_body_is_not_seen(
    world: World, looking: Looking
) -> None:
    world.made.require(TEACHING_CODE, TEACHING, SCHOOLS)
    world.made.state(world.anna, activity_educational_programs=True)
    world.declaring.assess(world.anna, TEACHING_CODE, LIFT_CODE)
    world.declaring.declare(world.anna)

    assert looking.came_of(world.olga, TEACHING_CODE)[0] is Outcome.CONFIRMED
    with pytest.raises(NotYourRequirements) as refusal:
        looking.look(world.pavel, TEACHING_CODE, LIFT_CODE)
    assert refusal.value.facts == {"requirements": [TEACHING_CODE]}


def test_a_declaration_of_non_applicability_counts_while_nobody_contests_it(
    world: World, looking: Looking
) -> None:
    world.made.state(world.anna, object_lift=None)
    id = world.made.declare(world.anna).id
    declared = looking.came_of(world.pavel)
    world.made.contest(id, world.pavel)
    contested = looking.came_of(world.pavel)
    world.made.answer(id, world.anna)
    world.made.uphold(id, world.pavel)

    assert declared == (Outcome.NOT_CONCERNED, Why.DECLARED_NOT_APPLICABLE)
    assert contested == (Outcome.UNDECIDABLE, Why.QUESTIONED)
    assert looking.came_of(world.pavel) == (Outcome.UNDECIDABLE, Why.LAPSED)


def test_the_clients_own_facts_say_nothing_and_the_states_do(
    world: World, looking: Looking
) -> None:
    world.made.state(world.anna, object_lift=False)
    own_word = looking.came_of(world.pavel)
    looking.register_says(object_lift=False)
    found = looking.finding(world.pavel)

    assert own_word == NO_RECORD
    assert (found.outcome, found.why) == (Outcome.NOT_CONCERNED, Why.FACTS_SAY)
    assert [(one.fact, one.value, one.registry) for one in found.rests_on] == [
        ("object:lift", False, "ЕРВК")
    ]


def test_what_is_only_concluded_from_a_register_says_nothing(
    world: World, looking: Looking
) -> None:
    looking.register_says(certainty=Certainty.LIKELY, object_lift=False)

    assert looking.came_of(world.pavel) == NO_RECORD


def test_what_was_declared_to_a_body_before_is_not_shown_to_its_successor(
    world: World, looking: Looking
) -> None:
    world.made.require(POOL_CODE, {"client_kind": ["IE"]}, SCHOOLS)
    world.declaring.assess(world.anna, POOL_CODE, LIFT_CODE)
    world.declaring.declare(world.anna, REQ_POOL_001=1)
    before = looking.came_of(world.olga, POOL_CODE)
    world.clock.pass_by(HOUR)
    world.made.amend(POOL_CODE, control_body=LIFTS)
    world.clock.pass_by(HOUR)

    found = looking.finding(world.pavel, POOL_CODE)

    assert before == (Outcome.CONFIRMED, Why.DECLARED)
    assert (found.outcome, found.why) == NO_RECORD
    assert found.beside == ()


def test_a_disputed_fact_says_nothing(world: World, looking: Looking) -> None:
    looking.register_says(object_lift=False)
    command = RaiseDispute(reason="Лифт есть")
    world.seen(
        world.service.disputes.raise_(
            own(world.anna), "object:lift", command, by=world.anna
        )
    )

    assert looking.came_of(world.pavel) == NO_RECORD


def test_an_entry_of_a_register_may_be_the_proof_itself(
    world: World, looking: Looking
) -> None:
    world.made.require("REQ-NOT-001", {"client_kind": ["IE"]}, LIFTS)
    before = looking.came_of(world.pavel, "REQ-NOT-001")
    looking.register_says(activity_listed_notifiable_activity=True)
    found = looking.finding(world.pavel, "REQ-NOT-001")

    assert before == NO_RECORD
    assert (found.outcome, found.why) == (Outcome.CONFIRMED, Why.REGISTER_SAYS)
    assert found.rests_on[0].certainty


def test_a_look_is_repeated_with_the_same_answer_later(
    world: World, looking: Looking
) -> None:
    confirmation = world.carry_out(world.anna)
    id = looking.look(world.pavel)
    before = looking.card(id).findings
    # In the same instant and later: nothing of it reaches the look.
    world.recall(confirmation, world.anna)
    world.made.state(world.anna, object_lift=None)
    world.made.declare(world.anna)
    world.clock.pass_by(HOUR)
    world.made.amend(title="Иначе")
    looking.register_says(object_lift=False)
    world.clock.pass_by(timedelta(days=20))
    head = world.service.log.head()

    assert world.service.looks.again(id) == before
    assert world.service.log.head() == head
    assert looking.came_of(world.pavel) == (Outcome.NOT_CONCERNED, Why.FACTS_SAY)


def test_a_look_into_the_past_does_not_see_what_came_later(
    world: World, looking: Looking
) -> None:
    world.clock.pass_by(HOUR)
    confirmation = world.carry_out(world.anna)
    then = world.clock.now()
    world.clock.pass_by(HOUR)
    world.recall(confirmation, world.anna)

    assert looking.came_of(world.pavel, as_of=NOON) == NO_RECORD
    assert looking.came_of(world.pavel, as_of=then) == CARRIED_OUT
    assert looking.came_of(world.pavel) == NO_RECORD
    id = looking.look(world.pavel, as_of=then)
    assert world.service.looks.again(id) == looking.card(id).findings


def test_only_the_supervising_body_may_look(world: World, looking: Looking) -> None:
    for somebody in (world.anna, stranger(), Actor(id="x", role=world.pavel.role)):
        with pytest.raises(NotFound):
            looking.look(somebody)
    with pytest.raises(NotYourRequirements):
        looking.look(world.olga)


def test_what_is_asked_wrongly_is_refused_at_its_place(
    world: World, looking: Looking
) -> None:
    wrong: list[tuple[type[Refusal], dict[str, Any], str]] = [
        (ClientUnknown, {"inn": OTHER_INN}, "inn"),
        (BadInn, {"inn": "630000000118"}, "inn"),
        (BadInn, {"inn": "12"}, "inn"),
        (ClientUnknown, {"inn": FIRM_INN}, "inn"),
        (BadOgrn, {"inn": None, "ogrn": "1"}, "ogrn"),
        (ClientUnknownByOgrn, {"inn": None, "ogrn": "1027700132195"}, "ogrn"),
        (NameOneNumber, {"ogrn": "1027700132195"}, "inn"),
        (NameOneNumber, {"inn": None}, "inn"),
        (YetToCome, {"as_of": NOON + HOUR}, "as_of"),
        (PurposeMissing, {"purpose": "  "}, "purpose"),
        (NothingToLookAt, {"requirements": ()}, "requirements"),
        (NothingToLookAt, {"requirements": (), "control_kind": "?"}, "requirements"),
        (NotYourRequirements, {"requirements": ("REQ-NONE-1",)}, "requirements"),
    ]
    for refusal, said, about in wrong:
        with pytest.raises(refusal) as caught:
            looking.look(world.pavel, **said)
        assert caught.value.about == about


def test_requirements_are_chosen_by_kind_of_control_or_all(
    world: World, looking: Looking
) -> None:
    world.made.require(POOL_CODE, {"client_kind": ["IE"]}, LIFTS, control_kind="Иной")

    def chosen(**how: Any) -> list[str]:
        id = looking.look(world.pavel, **dict(requirements=(), **how))
        return [one.code for one in looking.card(id).findings]

    assert chosen(control_kind="Иной") == [POOL_CODE]
    assert chosen(everything=True) == [LIFT_CODE, POOL_CODE]


def test_a_repeated_command_looks_once(world: World) -> None:
    command = LookAtRecords(inn=INN, requirements=(LIFT_CODE,), purpose=PURPOSE)

    first = world.service.looks.look(command, by=world.pavel, key=key())
    again = world.service.looks.look(command, by=world.pavel, key=key())

    assert again == first


def test_the_client_remarks_and_nobody_else(world: World, looking: Looking) -> None:
    id = looking.look(world.pavel)
    looking.remark(id, world.anna)

    assert [one.text for one in looking.card(id).remarks] == ["Журнал обновлён"]
    for somebody in (world.pavel, stranger()):
        with pytest.raises(NotFound):
            looking.remark(id, somebody)
    with pytest.raises(NotFound):
        looking.remark(uuid4(), world.anna)


def test_a_survey_counts_without_names(world: World, looking: Looking) -> None:
    for one in world.neighbours(6):
        world.declaring.assess(one)
        world.declaring.declare(one)
    world.neighbours(7, first=200)

    card = looking.survey_card(looking.survey(world.pavel, region="63"))

    [figure] = card.figures
    assert card.is_finished
    assert card.total in {10, 15}
    assert figure.counts[Outcome.CONFIRMED] in {5, 10}
    assert figure.to_help in {5, 10}
    assert figure.counts[Outcome.REFUTED] is None
    told = card.model_dump_json()
    assert not any(str(own(one)) in told for one in world.neighbours(0))


def test_a_survey_that_broke_off_goes_on_and_counts_nobody_twice(
    world: World, looking: Looking
) -> None:
    world.neighbours(7)
    id = looking.ask(world.pavel, region="63")
    surveys = world.service.surveys
    assert surveys.go_on(id, most=3)
    world.service.runner.drain()
    running = looking.survey_card(id)
    # The worker dies here; another one begins where it was.
    while surveys.go_on(id, most=3):
        pass
    world.service.runner.drain()

    survey = world.log().load(Survey, id)
    went = _clients_of(world, id)
    assert (running.is_finished, running.percent) == (False, 40)
    assert looking.survey_card(id).is_finished
    assert len(went) == len(set(went)) == 7
    assert not surveys.go_on(id)
    assert world.log().load(Survey, id).version == survey.version


def test_of_two_workers_at_one_survey_only_one_counts(
    world: World, looking: Looking
) -> None:
    world.neighbours(6)
    id = looking.ask(world.pavel, region="63")
    slow = world.log().load(Survey, id)
    assert world.service.surveys.go_on(id)

    slow.go_on({own(one): [Outcome.CONFIRMED] for one in [world.anna]}, by=SURVEYOR)
    with pytest.raises(Stale):
        world.log().record(slow, by=SURVEYOR)
    looking.go_through()

    assert len(_clients_of(world, id)) == 6


def _clients_of(world: World, id: UUID) -> list[UUID]:
    """Whom a survey went through, as the log tells it."""
    tail = world.log().tail(0, 100_000)
    return [
        client
        for event in world.log().events_of(tail.events)
        if isinstance(event, Survey.WentOn) and event.originator_id == id
        for client in event.clients
    ]


def test_a_survey_is_narrowed_down_by_what_a_client_is(
    world: World, looking: Looking
) -> None:
    found = world.neighbours(K, okved=("56.10",), size="micro")
    world.neighbours(K, first=200, okved=("47.1",), size="small")

    id = looking.survey(world.pavel, okved="56", size="micro", client_kind="IE")

    assert sorted(_clients_of(world, id)) == sorted(own(one) for one in found)
    assert _clients_of(world, looking.survey(world.pavel, region="77")) == []


def test_an_offer_reaches_exactly_those_whom_it_helps(
    world: World, looking: Looking
) -> None:
    first, *others = world.neighbours(K + 1)
    world.declaring.assess(first)
    world.declaring.declare(first)
    id = looking.survey(world.pavel, region="63")
    offer = looking.offer(id, world.pavel)

    def offers(by: Actor) -> list[UUID]:
        return [one.id for one in world.service.survey_view.offers_of(own(by))]

    assert offers(first) == offers(world.anna) == []
    assert all(offers(one) == [offer] for one in others)
    looking.dismiss(offer, others[0])
    looking.dismiss(offer, others[0])
    assert offers(others[0]) == []
    assert offers(others[1]) == [offer]
    for somebody in (first, world.anna, world.pavel):
        with pytest.raises(NotFound):
            looking.dismiss(offer, somebody)


def test_nothing_is_offered_to_a_small_group_nor_by_another_body(
    world: World, looking: Looking
) -> None:
    world.neighbours(K - 1)
    id = looking.survey(world.pavel, region="63")

    with pytest.raises(GroupTooSmall):
        looking.offer(id, world.pavel)
    for somebody in (world.olga, world.anna):
        with pytest.raises(NotFound):
            looking.offer(id, somebody)


def test_a_survey_is_asked_by_the_body_and_gone_through_by_the_worker(
    world: World, looking: Looking
) -> None:
    with pytest.raises(NotFound):
        looking.ask(world.anna)
    with pytest.raises(NotYourRequirements):
        looking.ask(world.olga)
    with pytest.raises(NothingToLookAt):
        world.service.surveys.ask(AskSurvey(purpose=PURPOSE), by=world.pavel)
    with pytest.raises(NotFound):
        world.service.surveys.go_on(looking.ask(world.pavel), by=world.pavel)


def test_a_forgotten_client_leaves_no_look_behind(
    world: World, looking: Looking
) -> None:
    id = looking.look(world.pavel)
    world.made.forget(own(world.anna))

    assert world.service.look_view.get(id) is None
    with pytest.raises(NotFound):
        looking.remark(id, world.anna)
    with pytest.raises(ClientUnknown):
        looking.look(world.pavel)


def test_an_approved_algorithm_weighs_more_than_a_word(
    world: World, looking: Looking
) -> None:
    approve(world.made, world.nina)
    world.carry_out(world.anna)
    world.made.state(world.anna, object_lift=None)
    world.made.declare(world.anna)

    assert looking.came_of(world.pavel) == CARRIED_OUT
