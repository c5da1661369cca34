"""Asking a business for information on the real log: time, records, more time."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from application.client import OpenPremises
from application.information_request import AskMoreTime, DeclareAbsence, GivenItem
from domain.deadline import DeadlineStatus, Party
from domain.errors import NotFound, Stale
from domain.exchange import Kind
from domain.information_request import (
    AbsenceUnknown,
    AnswersMissing,
    Component,
    Ground,
    MoreTimeAsked,
    NothingAsked,
    NotYourRequirement,
    RequestedClientUnknown,
    RequestOver,
    RequestStatus,
    RequestTooLarge,
    StateHoldsIt,
    TermTooShort,
    UnknownDocumentKind,
)
from domain.kernel import Actor
from interfaces.gateways.database import Database
from tests.business import (
    LIFT_CODE,
    LIFTS,
    OTHER_INN,
    SCHOOLS,
    TEACHING,
    TEACHING_CODE,
    Business,
    business,
    key,
    own,
)
from tests.conftest import StoppedClock
from tests.requesting import GIVE, MORE, WHAT, Requesting

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log", "anna")]

ABSENCE = DeclareAbsence(since=date(2026, 11, 11), until=date(2026, 11, 12))
TUESDAY = datetime(2026, 11, 10, 9, tzinfo=UTC)


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    clock.set(TUESDAY)
    world = business(database, clock)
    world.require()
    return world


@pytest.fixture
def desk(world: Business) -> Requesting:
    return Requesting(world)


@pytest.fixture
def pavel(world: Business) -> Actor:
    return world.supervisor()


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"size": "micro", "employees": 0, "region": "63"})


def held_of(refused: StateHoldsIt) -> dict[str, Any]:
    """The one record that a refusal names."""
    held = refused.facts["held"]
    assert isinstance(held, list)
    (record,) = held
    return dict(record)


def test_a_request_gives_as_long_as_this_business_needs(
    desk: Requesting, pavel: Actor, anna: Actor
) -> None:
    id = desk.ask(pavel)
    card = desk.card(id)
    (deadline,) = desk.due(id)

    assert [(one.component, one.days) for one in card.time.lines] == [
        (Component.LEAD, 3),
        (Component.SIZE, 2),
    ]
    assert card.days == 5
    assert deadline.reckoning.last_day == date(2026, 11, 17)
    assert deadline.owed_by.party == Party.client(own(anna))
    assert deadline.owed_to
    assert deadline.owed_to.party == Party.authority(own(pavel))
    assert deadline.reckoning.region == "63"


def test_a_business_with_many_places_far_away_gets_more(
    desk: Requesting, world: Business, pavel: Actor, anna: Actor
) -> None:
    for region in ("63", "16"):
        place = OpenPremises(name="Цех", address="Улица, 1", region=region)
        world.seen(world.clients.open_premises(own(anna), place, by=anna))
    desk.ask(pavel)
    card = desk.card(desk.ask(pavel))

    assert {one.component: one.days for one in card.time.lines} == {
        Component.LEAD: 3,
        Component.SIZE: 2,
        Component.PLACES: 1,
        Component.DISTANCE: 1,
        Component.BURDEN: 1,
    }


def test_the_law_bounds_a_request_in_a_documentary_inspection(
    desk: Requesting, pavel: Actor
) -> None:
    ground = Ground.DOCUMENTARY
    card = desk.card(desk.ask(pavel, ground=ground))

    assert (card.time.bound, card.time.most) == ("LAW-089", 10)
    with pytest.raises(RequestTooLarge) as refused:
        desk.ask(pavel, {"kind": "laboratory"}, ground=ground)
    assert refused.value.facts["allowed"] == 10


def test_no_less_than_the_business_needs_can_be_set(
    desk: Requesting, pavel: Actor
) -> None:
    with pytest.raises(TermTooShort) as refused:
        desk.ask(pavel, days=4)

    assert refused.value.facts == {"least": 5}
    assert desk.card(desk.ask(pavel, days=9)).days == 9


def test_days_on_which_nobody_can_answer_do_not_count(
    desk: Requesting, pavel: Actor, anna: Actor
) -> None:
    desk.absent(anna, "2026-11-11", "2026-11-12")
    (deadline,) = desk.due(desk.ask(pavel))

    assert deadline.reckoning.last_day == date(2026, 11, 19)


def test_an_absence_that_was_taken_back_counts_no_more(
    desk: Requesting, pavel: Actor, anna: Actor
) -> None:
    desk.absent(anna, "2026-11-11", "2026-11-12")
    desk.seen(desk.service.absences.take_back(own(anna), 1, by=anna))

    assert desk.due(desk.ask(pavel))[0].reckoning.last_day == date(2026, 11, 17)
    with pytest.raises(AbsenceUnknown):
        desk.service.absences.take_back(own(anna), 2, by=anna)


def test_what_was_answered_before_cannot_be_asked_again(
    desk: Requesting, clock: StoppedClock, pavel: Actor, anna: Actor
) -> None:
    item = {"requirement": LIFT_CODE}
    first = desk.ask(pavel, item)
    desk.answer(first, anna)
    with pytest.raises(StateHoldsIt) as refused:
        desk.ask(pavel, item)
    held = held_of(refused.value)

    assert (held["record"], held["number"]) == ("answer", 1)
    assert held["address"] == f"/information-requests/{first}"
    desk.ask(pavel, {**item, "kind": "translation"})
    clock.pass_by(timedelta(days=1826))
    desk.ask(pavel, item)


def test_of_what_another_body_was_answered_no_page_is_named(
    desk: Requesting, world: Business, pavel: Actor, anna: Actor
) -> None:
    other = world.supervisor(SCHOOLS, "olga")
    item = {"fact": "object:lift"}
    desk.answer(desk.ask(pavel, item), anna)
    with pytest.raises(StateHoldsIt) as refused:
        desk.ask(other, item)
    held = held_of(refused.value)

    assert held["address"] == ""
    assert held["name"].endswith(LIFTS)


def test_what_registers_hold_is_never_asked_of_a_business(
    desk: Requesting, pavel: Actor
) -> None:
    with pytest.raises(StateHoldsIt) as refused:
        desk.ask(pavel, {}, {"kind": "register_extract"})
    held = held_of(refused.value)

    assert (held["number"], held["record"]) == (2, "register")


def test_a_body_asks_about_its_own_requirements_only(
    desk: Requesting, world: Business, pavel: Actor
) -> None:
    world.require(TEACHING_CODE, TEACHING, SCHOOLS)

    for code in (TEACHING_CODE, "REQ-NONE-001"):
        with pytest.raises(NotYourRequirement) as refused:
            desk.ask(pavel, {"requirement": LIFT_CODE}, {"requirement": code})
        assert refused.value.facts == {"requirements": [code]}


def test_a_request_names_a_business_and_known_kinds(
    desk: Requesting, pavel: Actor
) -> None:
    with pytest.raises(RequestedClientUnknown):
        desk.ask(pavel, inn=OTHER_INN)
    with pytest.raises(UnknownDocumentKind):
        desk.ask(pavel, {"kind": "horoscope"})
    with pytest.raises(NothingAsked):
        desk.requests.ask(desk.command().model_copy(update={"items": ()}), by=pavel)


def test_the_time_stands_still_until_the_body_decides_about_more(
    desk: Requesting, clock: StoppedClock, pavel: Actor, anna: Actor
) -> None:
    id = desk.ask(pavel)
    desk.more_time(id, anna)
    (own_,) = desk.due(id)
    (bodys,) = desk.due(id, MORE)
    clock.pass_by(timedelta(days=1))
    desk.give_time(id, pavel)
    (after,) = desk.due(id)
    (decided,) = desk.due(id, MORE)

    assert own_.status is DeadlineStatus.PAUSED
    assert bodys.reckoning.term.rule == "LAW-088"
    assert bodys.reckoning.ends == TUESDAY + timedelta(hours=24)
    assert decided.status is DeadlineStatus.KEPT
    assert after.status is DeadlineStatus.RUNNING
    assert after.reckoning.term.value == 10
    assert after.reckoning.last_day == date(2026, 11, 25)
    assert desk.card(id).days == 10


def test_a_declined_wish_costs_the_business_no_time(
    desk: Requesting, clock: StoppedClock, pavel: Actor, anna: Actor
) -> None:
    id = desk.ask(pavel)
    desk.more_time(id, anna, 3)
    with pytest.raises(MoreTimeAsked):
        desk.more_time(id, anna)
    clock.pass_by(timedelta(days=2))
    desk.decline_time(id, pavel)
    desk.more_time(id, anna)
    (after,) = desk.due(id)

    assert after.reckoning.last_day == date(2026, 11, 19)
    assert [one.turn for one in desk.due(id, MORE)] == [1, 2]


def test_an_answer_goes_with_its_files_into_the_correspondence(
    desk: Requesting, pavel: Actor, anna: Actor
) -> None:
    id = desk.ask(pavel, {}, {"kind": "answer", "what": "Сколько лифтов"})
    file = desk.file(id, anna)
    with pytest.raises(AnswersMissing):
        desk.answer(id, anna, items={1: GivenItem(files=(file,))})
    desk.answer(id, anna, items={1: GivenItem(files=(file,)), 2: GivenItem(text="Два")})
    card = desk.card(id)
    messages = desk.service.exchange_view.messages(card.thread, own(anna)).messages
    (deadline,) = desk.due(id)

    assert card.status is RequestStatus.ANSWERED
    assert [one.files for one in card.items] == [(file,), ()]
    assert {one.kind for one in messages} == {Kind.REQUEST, Kind.ANSWER}
    assert deadline.status is DeadlineStatus.KEPT
    with pytest.raises(RequestOver):
        desk.answer(id, anna)


def test_an_answer_under_the_same_key_is_sent_once(
    desk: Requesting, pavel: Actor
) -> None:
    command = desk.command()
    first = desk.seen(desk.requests.ask(command, by=pavel, key=key("a")))
    again = desk.requests.ask(command, by=pavel, key=key("a"))

    assert again == first


def test_what_is_withdrawn_waits_for_nobody(
    desk: Requesting, pavel: Actor, anna: Actor
) -> None:
    id = desk.ask(pavel)
    desk.more_time(id, anna)
    desk.withdraw(id, pavel)

    assert [one.status for one in (*desk.due(id), *desk.due(id, MORE))] == [
        DeadlineStatus.CANCELLED
    ] * 2


def test_a_request_of_others_does_not_exist(
    desk: Requesting, world: Business, pavel: Actor, anna: Actor
) -> None:
    id = desk.ask(pavel)
    stranger = world.client("vera", inn=OTHER_INN)
    other = world.supervisor(SCHOOLS, "olga")

    for by in (stranger, pavel):
        with pytest.raises(NotFound):
            desk.more_time(id, by)
        with pytest.raises(NotFound):
            desk.answer(id, by)
    for by in (other, anna):
        with pytest.raises(NotFound):
            desk.withdraw(id, by)
        with pytest.raises(NotFound):
            desk.give_time(id, by)
    with pytest.raises(NotFound):
        desk.ask(anna)
    with pytest.raises(NotFound):
        desk.service.absences.declare(own(anna), ABSENCE, by=stranger)
    with pytest.raises(NotFound):
        desk.more_time(uuid4(), anna)


def test_a_changed_request_is_read_again_first(
    desk: Requesting, pavel: Actor, anna: Actor
) -> None:
    id = desk.ask(pavel)
    version = desk.card(id).version
    desk.more_time(id, anna)

    with pytest.raises(Stale):
        desk.answers.ask_more_time(id, AskMoreTime(), by=anna, version=version)


def test_a_forgotten_business_is_asked_nothing_more(
    desk: Requesting, world: Business, pavel: Actor, anna: Actor
) -> None:
    id = desk.ask(pavel)
    world.forget(own(anna))

    assert desk.service.information_request_view.get(id) is None
    assert desk.due(id, GIVE) == []
    with pytest.raises(NotFound):
        desk.withdraw(id, pavel)
    with pytest.raises(RequestedClientUnknown):
        desk.ask(pavel)


def test_what_is_asked_is_sent_in_words(
    desk: Requesting, pavel: Actor, anna: Actor
) -> None:
    card = desk.card(desk.ask(pavel))
    (message,) = desk.service.exchange_view.messages(card.thread, own(anna)).messages

    assert message.kind is Kind.REQUEST
    assert card.items[0].what == WHAT


def test_each_side_is_told_what_the_other_does(
    desk: Requesting, world: Business, pavel: Actor, anna: Actor
) -> None:
    id = desk.ask(pavel)
    desk.more_time(id, anna)
    desk.give_time(id, pavel)
    desk.more_time(id, anna)
    desk.decline_time(id, pavel)
    desk.answer(id, anna)
    desk.withdraw(desk.ask(pavel), pavel)
    world.react()
    with desk.service.database.connection() as sql:
        rows = sql.execute("SELECT recipient, template FROM notice.notice").fetchall()
    found = {
        own(by): sorted(t for to, t in rows if to == own(by)) for by in (pavel, anna)
    }

    assert [t for t in found[own(anna)] if t != "message-delivered"] == [
        "information-withdrawn",
        "more-time-declined",
        "more-time-given",
    ]
    assert [t for t in found[own(pavel)] if t != "message-delivered"] == [
        "information-answered",
        "more-time-asked",
        "more-time-asked",
    ]
