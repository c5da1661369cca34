"""Appeals at work: written, sent, taken up by who took no part, decided with effect."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from application.appeal import (
    BeginAppeal,
    CheckDecision,
    DraftDecision,
    JudgedPoint,
    OrderedEffect,
    OutsideMatter,
    RefuseConsideration,
    Ruling,
)
from domain.appeal import (
    AppealedBodyMissing,
    AppealNotOpen,
    AppealNotRead,
    AppealPower,
    AppealStatus,
    DraftPart,
    Effect,
    ExplanationTermWrong,
    LearnedMissing,
    MayNotSign,
    NothingToAppeal,
    NotRepresentedInAppeal,
    NotYourAppeal,
    OfficerUnknown,
    Outcome,
    OwnDraft,
    Restoration,
    RestorationMissing,
    Suspension,
    TookPartInIt,
    events,
)
from domain.caution import CautionStatus
from domain.deadline import DeadlineStatus, Task
from domain.errors import NotFound, Stale
from domain.exchange import Kind, Message, Thread
from domain.inspection import Inspection
from domain.kernel import Actor, Event, Role
from interfaces.gateways.database import Database
from tests.appealing import ASKS, TOLD, WORDS, Appealing
from tests.business import (
    OTHER_INN,
    SCHOOLS,
    Business,
    business,
    key,
    own,
    stranger,
)
from tests.cautioning import Cautioning
from tests.conftest import StoppedClock

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log", "anna")]

FRIDAY = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    clock.set(FRIDAY)
    world = business(database, clock)
    world.require()
    return world


@pytest.fixture
def desk(world: Business, clock: StoppedClock) -> Appealing:
    return Appealing(world, clock)


@pytest.fixture
def pavel(world: Business) -> Actor:
    return world.supervisor()


@pytest.fixture
def olga(desk: Appealing) -> Actor:
    return desk.officer()


@pytest.fixture
def boris(desk: Appealing) -> Actor:
    return desk.officer("boris", Role.HEAD)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"object:lift": True})


@pytest.fixture
def caution(world: Business, pavel: Actor) -> str:
    """The address of a caution that Anna has got."""
    address = f"/cautions/{Cautioning(world).issue(pavel, {'algorithm': None})}"
    world.react()
    return address


# Writing and sending


def test_an_appeal_is_sent_with_everything_in_place(
    desk: Appealing, anna: Actor, pavel: Actor, caution: str
) -> None:
    id = desk.sent(anna, caution)
    appeal = desk.load(id)
    thread = desk.service.log.load(Thread, Thread.of_case(f"/appeals/{id}"))
    [sent] = desk.service.exchange_view.messages(thread.id, own(anna)).messages

    assert appeal.matter.authority == own(pavel)
    assert appeal.matter.address == caution
    assert (appeal.form, appeal.status) == (15, AppealStatus.SENT)
    assert appeal.filing
    assert appeal.filing.term.rule == "LAW-069"
    assert sent.text
    assert WORDS in sent.text
    assert ASKS in sent.text
    assert sent.basis == f"/appeals/{id}"
    body = next(one for one in thread.parties.values() if one.id == own(pavel))
    assert set(body.roles) == {Role.APPEALS_OFFICER, Role.HEAD}


def test_its_terms_run_from_when_it_was_sent(desk: Appealing, anna: Actor) -> None:
    pavel = desk.world.supervisor()
    id = desk.sent(anna, body=pavel, suspend=True)
    appeal = desk.load(id)

    assert appeal.acceptance
    assert appeal.decision
    assert appeal.acceptance.last_day == date(2026, 11, 27)
    assert appeal.decision.last_day == date(2026, 12, 11)
    due = {one.task: one.reckoning.last_day for one in desk.due(id)}
    assert due[Task.DECIDE_APPEAL] == date(2026, 12, 11)
    assert due[Task.DECIDE_SUSPENSION] == date(2026, 11, 24)


def test_what_would_be_sent_is_seen_before(desk: Appealing, anna: Actor) -> None:
    pavel = desk.world.supervisor()
    id = desk.written(anna, body=pavel)
    ready = desk.drafts.prepare(id, by=anna)

    assert (ready.authority, ready.form.number) == (own(pavel), 4)
    assert not ready.is_late
    assert ready.suspension is None
    assert desk.drafts.filing(id, by=anna) == ready.filing
    assert desk.load(id).status is AppealStatus.DRAFT


def test_a_missed_term_is_asked_to_be_restored(
    desk: Appealing, anna: Actor, olga: Actor
) -> None:
    long_ago = date(2026, 9, 1)
    id = desk.written(anna, body=olga, learned_on=long_ago)
    with pytest.raises(RestorationMissing):
        desk.send(id, anna)
    desk.change(id, anna, DraftPart.RESTORATION, "Лежала в больнице")
    desk.send(id, anna)
    desk.assign(id, olga)
    desk.restore(id, olga)
    desk.accept(id, olga)

    assert desk.load(id).restoration is Restoration.GRANTED


def test_one_appeals_only_against_what_is_ones_own(
    desk: Appealing, world: Business, caution: str
) -> None:
    boris = world.client("boris", OTHER_INN)
    with pytest.raises(NothingToAppeal):
        desk.begun(boris, caution)
    with pytest.raises(NothingToAppeal):
        desk.begun(boris, f"/cautions/{uuid4()}")


def test_an_outside_matter_goes_to_a_body_that_is_here(
    desk: Appealing, anna: Actor, pavel: Actor
) -> None:
    nobody = OutsideMatter(told=TOLD, authority=uuid4())
    with pytest.raises(AppealedBodyMissing):
        desk.drafts.begin(BeginAppeal(outside=nobody), by=anna)
    id = desk.outside(anna)
    desk.point(id, anna)
    desk.change(id, anna, DraftPart.ASKS, ASKS)
    with pytest.raises(LearnedMissing):
        desk.send(id, anna)
    desk.change(id, anna, DraftPart.LEARNED, learned_on=desk.clock.today())
    with pytest.raises(AppealedBodyMissing):
        desk.send(id, anna)
    desk.address(id, anna, pavel)
    desk.send(id, anna)

    assert desk.load(id).authority == own(pavel)


def test_only_a_business_begins_an_appeal(desk: Appealing, pavel: Actor) -> None:
    for nobody in (pavel, desk.world.person("ivan"), stranger(Role.CLIENT)):
        with pytest.raises(NotFound):
            desk.outside(nobody)


def test_the_same_key_sends_once(desk: Appealing, anna: Actor, olga: Actor) -> None:
    id = desk.written(anna, body=olga)
    first = desk.drafts.send(id, by=anna, key=key())
    again = desk.drafts.send(id, by=anna, key=key())

    assert first == again


def test_a_draft_that_moved_on_is_not_changed_blindly(
    desk: Appealing, anna: Actor, olga: Actor
) -> None:
    id = desk.written(anna, body=olga)
    with pytest.raises(Stale):
        desk.drafts.discard(id, by=anna, version=1)


def test_a_draft_is_cut_and_thrown_away(
    desk: Appealing, anna: Actor, olga: Actor
) -> None:
    id = desk.written(anna, body=olga, points=2)
    desk.seen(desk.drafts.drop_point(id, 1, by=anna))
    assert list(desk.load(id).points) == [2]
    desk.seen(desk.drafts.discard(id, by=anna))

    assert desk.load(id).status is AppealStatus.DISCARDED


# Who sees it


def test_a_draft_does_not_exist_for_the_body(
    desk: Appealing, anna: Actor, olga: Actor
) -> None:
    id = desk.written(anna, body=olga)
    with pytest.raises(NotFound):
        desk.assign(id, olga)


def test_another_body_and_an_inspector_do_not_decide(
    desk: Appealing, anna: Actor, olga: Actor, pavel: Actor
) -> None:
    id = desk.sent(anna, body=olga)
    other = desk.officer("vera", body=SCHOOLS)
    for nobody in (other, pavel, anna, stranger(Role.APPEALS_OFFICER)):
        with pytest.raises(NotFound):
            desk.assign(id, nobody, to=olga)


def test_a_representative_does_what_it_may_and_no_more(
    desk: Appealing, anna: Actor, olga: Actor
) -> None:
    ivan = desk.world.person("ivan")
    id = desk.written(anna, body=olga)
    with pytest.raises(NotFound):
        desk.point(id, ivan)
    desk.empower(id, anna, ivan, AppealPower.PREPARE)
    desk.point(id, ivan)
    with pytest.raises(MayNotSign):
        desk.send(id, ivan)
    with pytest.raises(NotFound):
        desk.drafts.discard(id, by=ivan)
    desk.empower(id, anna, ivan, AppealPower.SIGN, AppealPower.ADD)
    desk.send(id, ivan)
    desk.add(id, ivan)
    with pytest.raises(NotFound):
        desk.withdraw(id, ivan)

    [sent] = _told(desk, id, events.Sent)
    assert sent.signed_by == ivan.id


def test_a_power_that_lapsed_midway_counts_no_more(
    desk: Appealing, anna: Actor, olga: Actor
) -> None:
    ivan = desk.world.person("ivan")
    id = desk.written(anna, body=olga)
    powers = (AppealPower.PREPARE, AppealPower.SIGN)
    today = desk.clock.today()
    desk.empower(id, anna, ivan, *powers, until=today)
    desk.point(id, ivan)
    desk.clock.pass_by(timedelta(days=1))
    with pytest.raises(NotFound):
        desk.point(id, ivan)
    with pytest.raises(NotFound):
        desk.send(id, ivan)
    desk.send(id, anna)

    assert desk.load(id).is_sent


def test_powers_are_given_and_taken_by_the_client_alone(
    desk: Appealing, anna: Actor, olga: Actor
) -> None:
    ivan, oleg = desk.world.person("ivan"), desk.world.person("oleg")
    id = desk.written(anna, body=olga)
    desk.empower(id, anna, ivan, *AppealPower)
    with pytest.raises(NotFound):
        desk.empower(id, ivan, oleg)
    with pytest.raises(NotRepresentedInAppeal):
        desk.revoke(id, anna, oleg)
    desk.revoke(id, anna, ivan)
    with pytest.raises(NotFound):
        desk.point(id, ivan)


# The officer


def test_who_took_part_gets_no_appeal_and_is_told_what_it_did(
    desk: Appealing, anna: Actor, pavel: Actor, boris: Actor, caution: str
) -> None:
    both = desk.officer("pavel")
    assert both.id == pavel.id
    id = desk.sent(anna, caution)
    with pytest.raises(TookPartInIt) as caught:
        desk.assign(id, boris, to=both)
    desk.assign(id, boris)

    assert caught.value.facts["person"] == pavel.id
    assert caught.value.facts["parts"]
    assert desk.load(id).officer == boris.id


def test_an_officer_is_one_of_the_body(
    desk: Appealing, anna: Actor, olga: Actor, pavel: Actor
) -> None:
    id = desk.sent(anna, body=olga)
    vera = desk.officer("vera", body=SCHOOLS)
    for nobody in (pavel, vera, anna, stranger()):
        with pytest.raises(OfficerUnknown):
            desk.assign(id, olga, to=nobody)


def test_another_than_the_officer_decides_nothing(
    desk: Appealing, anna: Actor, olga: Actor, boris: Actor
) -> None:
    id = desk.sent(anna, body=olga)
    with pytest.raises(NotYourAppeal):
        desk.accept(id, olga)
    desk.assign(id, boris, to=olga)
    with pytest.raises(NotYourAppeal):
        desk.accept(id, boris)
    desk.accept(id, olga)


def test_nobody_decides_what_the_body_has_not_opened(
    desk: Appealing, anna: Actor, olga: Actor, boris: Actor
) -> None:
    id = desk.sent(anna, body=olga, suspend=True)
    desk.assign(id, olga)
    refused = RefuseConsideration(ground="sent-before", reason="Было")
    ruling = Ruling(granted=False, reason="Вреда нет")
    with pytest.raises(AppealNotRead):
        desk.cases.accept(id, by=olga)
    with pytest.raises(AppealNotRead):
        desk.cases.refuse(id, refused, by=olga)
    with pytest.raises(AppealNotRead):
        desk.cases.decide_suspension(id, ruling, by=olga)
    desk.read(id, boris)
    desk.cases.accept(id, by=olga)
    desk.draft(id, olga)
    again = DraftDecision(points={1: JudgedPoint(upheld=False, reason="Нет")}, words="")

    desk.add(id, anna)

    with pytest.raises(AppealNotRead):
        desk.decisions.draft(id, again, by=olga)
    with pytest.raises(AppealNotRead):
        desk.decisions.check(id, CheckDecision(agrees=True), by=boris)
    with pytest.raises(AppealNotRead):
        desk.decisions.decide(id, by=olga)
    desk.read(id, olga)
    desk.ask_client(id, olga)
    desk.give(id, anna)
    with pytest.raises(AppealNotRead):
        desk.decisions.decide(id, by=olga)
    desk.decide(id, olga)


def test_consideration_is_refused_and_the_client_reads_why(
    desk: Appealing, anna: Actor, olga: Actor
) -> None:
    id = desk.sent(anna, body=olga)
    desk.assign(id, olga)
    desk.refuse(id, olga, reason="Такая жалоба уже рассмотрена")
    desk.open(id, anna)
    appeal = desk.load(id)

    assert appeal.status is AppealStatus.NOT_CONSIDERED
    assert appeal.is_delivered


# Effects


def test_a_caution_falls_with_the_decision_in_the_same_moment(
    desk: Appealing, anna: Actor, olga: Actor, caution: str
) -> None:
    id = desk.decided(anna, olga, about=caution)
    card = Cautioning(desk.world).card(desk.load(id).matter.id)  # type: ignore[arg-type]

    assert card.status is CautionStatus.WITHDRAWN
    [decided] = _stored(desk, id, "Decided")
    annulled = _stored(desk, card.id, "Annulled")
    assert annulled == [decided]


def test_a_refused_appeal_changes_nothing(
    desk: Appealing, anna: Actor, olga: Actor, caution: str
) -> None:
    id = desk.decided(anna, olga, about=caution, upheld=())
    card = Cautioning(desk.world).card(desk.load(id).matter.id)  # type: ignore[arg-type]

    assert card.status is CautionStatus.ISSUED
    assert desk.load(id).outcome is Outcome.REFUSED


def test_an_inspection_stands_still_from_when_it_is_suspended_until_the_end(
    desk: Appealing, anna: Actor, pavel: Actor, olga: Actor
) -> None:
    held = desk.inspecting.notified(pavel, anna)
    id = desk.sent(anna, f"/inspections/{held}", suspend=True)
    desk.assign(id, olga)
    desk.suspend(id, olga)
    inspection = desk.service.log.load(Inspection, held)
    assert [one.number for one in inspection.standing.by] == [desk.load(id).number]
    desk.withdraw(id, anna)
    inspection = desk.service.log.load(Inspection, held)

    assert not inspection.standing.by
    assert desk.load(id).suspension is Suspension.ENDED


def test_a_decision_whose_effect_is_impossible_is_not_made(
    desk: Appealing, anna: Actor, olga: Actor, pavel: Actor, caution: str
) -> None:
    id = desk.accepted(anna, olga, about=caution)
    desk.draft(id, olga)
    matter = desk.load(id).matter.id
    assert matter
    Cautioning(desk.world).withdraw(matter, pavel)
    with pytest.raises(Exception) as caught:  # noqa: PT011
        desk.decide(id, olga)

    assert getattr(caught.value, "code", "") == "appeal-effect-impossible"
    assert desk.load(id).is_open


def test_what_the_body_is_obliged_to_becomes_its_deadline(
    desk: Appealing, anna: Actor, olga: Actor
) -> None:
    id = desk.decided(anna, olga)
    due = [one for one in desk.due(id) if one.task is Task.CARRY_OUT_APPEAL_DECISION]

    assert [one.status for one in due] == [DeadlineStatus.RUNNING]


# Between


def test_the_clock_stands_while_the_client_is_asked(
    desk: Appealing, anna: Actor, olga: Actor
) -> None:
    id = desk.accepted(anna, olga)
    desk.ask_client(id, olga)
    desk.clock.pass_by(timedelta(days=5))
    desk.give(id, anna)
    appeal = desk.load(id)

    assert appeal.decision
    assert appeal.decision.last_day == date(2026, 12, 16)


def test_the_clock_goes_on_by_itself_when_nothing_comes(
    desk: Appealing, anna: Actor, olga: Actor
) -> None:
    id = desk.accepted(anna, olga)
    desk.ask_client(id, olga)
    ticking = desk.service.appealing.clock
    ticking.pass_information(id, desk.clock.now())
    assert desk.load(id).awaited
    desk.clock.pass_by(timedelta(days=14))
    for _ in range(2):
        ticking.pass_information(id, desk.clock.now())
    appeal = desk.load(id)

    assert appeal.awaited is None
    assert appeal.decision
    assert appeal.decision.last_day == date(2026, 12, 18)


def test_a_later_stop_adds_to_an_earlier_one_and_an_extension_counts_from_both(
    desk: Appealing, anna: Actor, olga: Actor
) -> None:
    id = desk.accepted(anna, olga)
    for _ in range(2):
        desk.ask_client(id, olga)
        desk.clock.pass_by(timedelta(days=3))
        desk.give(id, anna)
    longer = desk.load(id).decision
    desk.extend(id, olga, 5)
    extended = desk.load(id).decision

    assert longer
    assert extended
    assert longer.last_day == date(2026, 12, 17)
    assert extended.event == longer.last_day
    assert extended.last_day == date(2026, 12, 24)


def test_a_stop_before_the_main_term_is_over_counts_in_an_extended_one(
    desk: Appealing, anna: Actor, olga: Actor
) -> None:
    id = desk.accepted(anna, olga)
    desk.extend(id, olga, 5)
    before = desk.load(id).decision
    desk.ask_client(id, olga)
    desk.clock.pass_by(timedelta(days=3))
    desk.give(id, anna)
    after = desk.load(id).decision

    assert before
    assert after
    assert before.last_day == date(2026, 12, 18)
    assert after.last_day > before.last_day


def test_the_body_is_asked_and_the_client_reads_the_explanation(
    desk: Appealing, anna: Actor, olga: Actor, pavel: Actor
) -> None:
    id = desk.accepted(anna, olga)
    with pytest.raises(NotFound):
        desk.explain(id, pavel)
    with pytest.raises(ExplanationTermWrong):
        desk.ask_body(id, olga, 40)
    desk.ask_body(id, olga)
    desk.explain(id, pavel)
    told = desk.service.exchange_view.messages(
        Thread.of_case(f"/appeals/{id}"), own(olga)
    )

    assert any("Уведомили накануне" in (one.text or "") for one in told.messages)


# The decision


def test_a_decision_is_known_when_it_is_opened_and_court_runs_from_then(
    desk: Appealing, anna: Actor, olga: Actor
) -> None:
    id = desk.decided(anna, olga)
    message = desk.service.log.load(Message, desk.load(id).message)  # type: ignore[arg-type]
    assert not desk.load(id).is_delivered
    desk.clock.pass_by(timedelta(days=3))
    desk.open(id, anna)

    assert message.basis == f"/appeals/{id}"
    assert message.kind is Kind.DECISION
    [delivered] = _told(desk, id, events.Delivered)
    assert delivered.court.term.rule == "LAW-081"
    assert delivered.court.event == date(2026, 11, 23)


def test_a_representative_receives_the_decision_only_with_that_power(
    desk: Appealing, anna: Actor, olga: Actor
) -> None:
    ivan = desk.world.person("ivan")
    id = desk.decided(anna, olga)
    desk.empower(id, anna, ivan, AppealPower.ADD)
    with pytest.raises(NotFound):
        desk.open(id, ivan)
    desk.empower(id, anna, ivan, AppealPower.RECEIVE)
    desk.open(id, ivan)

    assert desk.load(id).is_delivered


def test_a_draft_is_checked_by_another_and_decided_once(
    desk: Appealing, anna: Actor, olga: Actor, boris: Actor
) -> None:
    id = desk.accepted(anna, olga)
    desk.draft(id, olga)
    with pytest.raises(OwnDraft):
        desk.check(id, olga)
    desk.check(id, boris)
    desk.decide(id, olga)
    with pytest.raises(AppealNotOpen):
        desk.decide(id, olga)


def test_a_decision_that_comes_late_is_made_all_the_same_and_says_so(
    desk: Appealing, anna: Actor, olga: Actor
) -> None:
    id = desk.accepted(anna, olga)
    desk.clock.pass_by(timedelta(days=40))
    desk.draft(id, olga)
    desk.decide(id, olga)

    [decided] = _told(desk, id, events.Decided)
    assert decided.late
    [due] = [one for one in desk.due(id) if one.task is Task.DECIDE_APPEAL]
    assert due.status is DeadlineStatus.KEPT


def test_points_are_decided_one_by_one(
    desk: Appealing, anna: Actor, olga: Actor
) -> None:
    id = desk.accepted(anna, olga, points=2)
    oblige = OrderedEffect(
        effect=Effect.OBLIGE, until=date(2026, 12, 30), words="Извиниться"
    )
    desk.draft(id, olga, oblige, upheld=(2,))
    desk.decide(id, olga)
    appeal = desk.load(id)
    message = desk.service.exchange_view.message(appeal.message, own(olga))  # type: ignore[arg-type]

    assert appeal.outcome is Outcome.UPHELD_IN_PART
    assert message
    assert message.text
    assert "Извиниться" in message.text


def test_nothing_is_left_of_an_appeal_whose_client_is_forgotten(
    desk: Appealing, anna: Actor, olga: Actor
) -> None:
    id = desk.sent(anna, body=olga)
    desk.world.forget(own(anna))
    with pytest.raises(NotFound):
        desk.assign(id, olga)
    desk.service.appealing.clock.pass_information(id, desk.clock.now())


def _told(desk: Appealing, id: object, kind: type) -> list:  # type: ignore[type-arg]
    stored = desk.service.log.events.get(id)  # type: ignore[arg-type]
    return [one for one in stored if isinstance(one, kind)]


def _stored(desk: Appealing, id: object, name: str) -> list[datetime]:
    stored = desk.service.log.events.get(id)  # type: ignore[arg-type]
    found = [one for one in stored if type(one).__name__ == name]
    return [one.timestamp for one in found if isinstance(one, Event)]
