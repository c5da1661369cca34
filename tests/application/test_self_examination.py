"""A client answers, undoes and finishes; its facts follow, both or neither (L5)."""

from datetime import timedelta
from uuid import UUID

import pytest

from application.log import EventLog
from application.self_examination import GiveAnswer
from domain.client import Client, FactSource, UnknownFact
from domain.errors import NotFound, Stale
from domain.kernel import Actor, Role
from domain.profile import FactValue
from domain.self_examination import (
    AnswersDisagree,
    Examination,
    ExaminationGoesOn,
    ExaminationOver,
    NothingToUndo,
)
from interfaces.gateways.database import Database
from tests.business import Business, business, key, own, stranger
from tests.conftest import StoppedClock

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]

CLASSES = {"object": ["hazardous_facility_class_1_3"]}


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require()
    found.require("REQ-OPO-001", CLASSES)
    found.require("REQ-WASTE-001", {"activity": ["generates_waste_1_4"]})
    return found


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"okved": ("56.10",), "region": "63"})


def begin(world: Business, by: Actor) -> None:
    world.seen(world.service.self_examinations.begin(own(by), by=by))


def answer(world: Business, by: Actor, facts: dict[str, FactValue]) -> None:
    command = GiveAnswer(facts=facts)
    world.seen(world.service.self_examinations.answer(own(by), command, by=by))


def undo(world: Business, by: Actor, number: int) -> None:
    world.seen(world.service.self_examinations.undo(own(by), number, by=by))


def facts_of(world: Business, by: Actor) -> dict[str, tuple[FactValue, FactSource]]:
    card = world.card(by)
    return {
        fact: (known.value, known.source)
        for fact, known in card.facts.items()
        if ":" in fact
    }


def test_an_answer_is_a_fact_of_the_client_and_what_follows_is_derived(
    world: Business, anna: Actor
) -> None:
    begin(world, anna)

    answer(world, anna, {"object:hazardous_facility": False, "object:lift": None})

    assert facts_of(world, anna) == {
        "object:hazardous_facility": (False, FactSource.CLIENT),
        "object:lift": (None, FactSource.CLIENT),
        "object:hazardous_facility_class_1_3": (False, FactSource.DERIVED),
    }


def test_what_was_known_before_is_drawn_out_at_the_beginning(
    world: Business, anna: Actor
) -> None:
    world.state(anna, object_hazardous_facility=False)

    begin(world, anna)

    card = world.card(anna).facts["object:hazardous_facility_class_1_3"]
    assert (card.value, card.source) == (False, FactSource.DERIVED)


def test_all_answers_undone_leave_the_facts_as_they_were(
    world: Business, anna: Actor
) -> None:
    world.state(anna, object_lift=True)
    before = world.card(anna).profile
    begin(world, anna)
    answer(world, anna, {"object:hazardous_facility": False})
    answer(world, anna, {"object:lift": False, "activity:generates_waste": False})
    answer(world, anna, {"employees": 8})

    for number in (2, 1, 3):
        undo(world, anna, number)

    assert world.card(anna).profile == before


def test_what_still_follows_from_another_answer_stays(
    world: Business, anna: Actor
) -> None:
    begin(world, anna)
    answer(world, anna, {"object:nvos_object": False})
    answer(world, anna, {"object:nvos_category_1_3": False})

    undo(world, anna, 1)

    card = world.card(anna).facts
    assert card["object:nvos_object"].value is None
    assert card["object:nvos_category_1_2"].value is False
    assert card["object:nvos_category_4_only"].value is None


def test_answers_that_cannot_both_be_true_change_nothing(
    world: Business, anna: Actor, log: EventLog
) -> None:
    begin(world, anna)
    head = log.head()

    with pytest.raises(AnswersDisagree) as refusal:
        answer(
            world,
            anna,
            {"activity:generates_waste_1_2": True, "activity:generates_waste": False},
        )

    assert "activity:generates_waste" in str(refusal.value.facts)
    assert log.head() == head


def test_an_answer_that_is_known_already_is_still_an_answer(
    world: Business, anna: Actor, log: EventLog
) -> None:
    world.state(anna, employees=8)
    begin(world, anna)
    version = log.load(Client, own(anna)).version

    answer(world, anna, {"employees": 8})

    assert log.load(Client, own(anna)).version == version
    card = world.service.self_examination_view.get(own(anna))
    assert card
    assert card.answers[0].said == {"employees": 8}


def test_a_fact_of_another_kind_is_refused(world: Business, anna: Actor) -> None:
    begin(world, anna)

    with pytest.raises(UnknownFact):
        answer(world, anna, {"object:lift": 3})
    with pytest.raises(UnknownFact):
        answer(world, anna, {"object:spaceship": True})


def test_it_is_begun_once_at_a_time_and_anew_after_it_is_finished(
    world: Business, anna: Actor, clock: StoppedClock
) -> None:
    begin(world, anna)
    answer(world, anna, {"object:lift": None})
    with pytest.raises(ExaminationGoesOn):
        begin(world, anna)
    world.seen(world.service.self_examinations.finish(own(anna), by=anna))
    card = world.service.self_examination_view.get(own(anna))
    assert card
    assert card.left == (
        "activity:generates_waste_1_4",
        "object:hazardous_facility_class_1_3",
        "object:lift",
    )
    with pytest.raises(ExaminationOver):
        answer(world, anna, {"object:lift": True})

    clock.pass_by(timedelta(days=30))
    begin(world, anna)

    again = world.service.self_examination_view.get(own(anna))
    assert again
    assert (again.answers, again.finished_on, again.begun_on) == (
        (),
        None,
        clock.today(),
    )


def test_two_devices_do_not_overwrite_each_other(world: Business, anna: Actor) -> None:
    begin(world, anna)
    commands = world.service.self_examinations
    first = GiveAnswer(facts={"employees": 8})
    commands.answer(own(anna), first, by=anna, version=1)

    with pytest.raises(Stale):
        commands.answer(own(anna), first, by=anna, version=1)
    with pytest.raises(Stale):
        commands.undo(own(anna), 1, by=anna, version=1)


def test_an_answer_sent_twice_is_one_answer(world: Business, anna: Actor) -> None:
    begin(world, anna)
    command = GiveAnswer(facts={"employees": 8})

    receipts = [
        world.service.self_examinations.answer(
            own(anna), command, by=anna, key=key(), version=1
        )
        for _ in range(2)
    ]

    assert receipts[0] == receipts[1]


def test_an_answer_that_never_was_cannot_be_undone(
    world: Business, anna: Actor
) -> None:
    begin(world, anna)
    answer(world, anna, {"employees": 8})
    undo(world, anna, 1)

    with pytest.raises(NothingToUndo):
        undo(world, anna, 1)
    with pytest.raises(NotFound):
        undo(world, anna, 2)


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.REGISTRAR, Role.CLIENT])
def test_nobody_else_can_answer_for_a_client(
    world: Business, anna: Actor, role: Role
) -> None:
    begin(world, anna)
    command = GiveAnswer(facts={"employees": 8})

    with pytest.raises(NotFound):
        world.service.self_examinations.answer(own(anna), command, by=stranger(role))
    with pytest.raises(NotFound):
        world.service.self_examinations.begin(own(anna), by=stranger(role))


def test_a_forgotten_client_examines_nothing_any_more(
    world: Business, anna: Actor, log: EventLog
) -> None:
    begin(world, anna)
    world.forget(own(anna))

    with pytest.raises(NotFound):
        answer(world, anna, {"employees": 8})
    assert world.service.self_examination_view.get(own(anna)) is None
    assert log.find(Examination, Examination.create_id(own(anna)))
    assert isinstance(Examination.create_id(own(anna)), UUID)


def test_what_no_longer_follows_is_taken_back_when_somebody_says_otherwise(
    world: Business, anna: Actor
) -> None:
    begin(world, anna)
    answer(world, anna, {"object:hazardous_facility": False})
    before = world.card(anna).facts["object:hazardous_facility_class_1_3"].value

    world.state(anna, object_hazardous_facility=True)
    world.react()

    assert before is False
    assert world.card(anna).profile.value("object:hazardous_facility_class_1_3") is None


def test_a_new_place_takes_back_what_followed_from_having_none(
    world: Business, anna: Actor
) -> None:
    world.require("REQ-ROOM-001", {"object": ["production_room"]})
    begin(world, anna)
    answer(world, anna, {"object:premises": False})
    before = world.card(anna).profile.value("object:production_room")

    world.open_premises(anna)
    world.react()

    assert before is False
    assert world.card(anna).profile.value("object:production_room") is None


def test_what_still_follows_is_left_alone_by_other_news(
    world: Business, anna: Actor, log: EventLog
) -> None:
    begin(world, anna)
    answer(world, anna, {"object:hazardous_facility": False})
    world.state(anna, employees=3)
    head = log.head()

    world.react()

    assert log.head() == head
