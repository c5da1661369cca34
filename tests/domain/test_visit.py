"""How a preventive visit comes about, is moved, held or evaded, and how it ends."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from domain.kernel import Actor, Certainty, Role
from domain.law_term import LawTerm, LawTerms
from domain.risk import Category
from domain.term import Counting, Place, Reckoning
from domain.visit import (
    Advice,
    AdviceEmpty,
    CannotRefuse,
    ChoiceTooLate,
    Claim,
    Ground,
    MoveNotDue,
    MoveTooFar,
    MoveTooLate,
    MoveUndecided,
    NoSuchSlot,
    NotEligible,
    NotEvadedYet,
    NotHeld,
    NoticeTooShort,
    NotificationMissing,
    NotOnTheDay,
    OnlyMandatoryEvaded,
    OrderedAlready,
    OrderEmpty,
    OrderNotAllowed,
    OrderPoint,
    Outcome,
    RefusalLate,
    Remedy,
    Right,
    RiskKindMissing,
    Slot,
    SlotPast,
    SlotsMissing,
    SlotTooLong,
    StillChoosing,
    Visit,
    VisitAboutMissing,
    VisitAskedAlready,
    VisitKind,
    VisitNotByRisk,
    VisitNotThere,
    VisitReasonMissing,
    VisitStatus,
    VisitTerms,
    VisitTooLate,
    VisitTooSoon,
    Way,
    Wish,
    duty,
    new_visit_id,
    right_to_ask,
)
from tests.conftest import MOSCOW
from tests.deadlines import CLIENT_ID, SYSTEM, edition

CLIENT = Actor(id="c", role=Role.CLIENT, organisation=CLIENT_ID)
OFFICER = Actor(id="o", role=Role.INSPECTOR, organisation=uuid4())
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY = NOW.date()
ASKED, OFFERED, MANDATORY = VisitKind.ASKED, VisitKind.OFFERED, VisitKind.MANDATORY


def rule(id: str, value: int | None, unit: str, **more: Any) -> LawTerm:
    told = {
        "id": id,
        "topic": "",
        "rule": "",
        "value": value,
        "unit": unit,
        "counted_from": None,
        "source": "248-ФЗ, ст. 52",
        "certainty": Certainty.LIKELY,
    }
    return LawTerm.model_validate(told | more)


PERIOD, BEFORE = {"counting": Counting.PERIOD}, {"counting": Counting.BEFORE}
RULES = [
    rule("LAW-017", 1, "working_day", **PERIOD),
    rule("LAW-018", 10, "working_day", **PERIOD),
    rule("LAW-022", 5, "working_day", **BEFORE),
    rule("LAW-023", 3, "working_day", valid_until=date(2024, 12, 31), **BEFORE),
    rule("LAW-024", 3, "month"),
    rule("LAW-028", 1, "per_year"),
    rule("LAW-030", 1, "per_3_years"),
    rule("LAW-033", 0, "count"),
    rule("LAW-034", 6, "month"),
    rule("LAW-052", 1, "per_year"),
    rule("LAW-053", 10, "working_day"),
    rule("LAW-054", None, "rule", valid_from=date(2025, 1, 1)),
    rule("LAW-084", 20, "calendar_day"),
]
ON_REQUEST = next(one for one in RULES if one.id == "LAW-052")


def terms(kind: str | None = None) -> VisitTerms:
    return VisitTerms(LawTerms(RULES), Place(edition(), MOSCOW), kind)


def at(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=MOSCOW)


def slot(day: date, hour: int = 10, hours: int = 2, way: Way = Way.PLACE) -> Slot:
    starts = at(day, hour)
    return Slot(starts=starts, ends=starts + timedelta(hours=hours), way=way)


FRIDAY, MONDAY = date(2026, 12, 4), date(2026, 12, 7)
FIRST, SECOND = slot(FRIDAY), slot(MONDAY, way=Way.VIDEO)
UNTIL = date(2026, 11, 27)


def begun(kind: VisitKind = MANDATORY, **more: Any) -> Visit:
    said: dict[str, Any] = {
        "id": new_visit_id(),
        "client_id": CLIENT_ID,
        "authority": uuid4(),
        "control_kind": None,
        "requirements": ("REQ-FIRE-001",),
        "premises": None,
        "told": "Как хранить товары",
        "thread": uuid4(),
        "by": SYSTEM,
        "today": TODAY,
    }
    return Visit.begin(kind, **(said | more))


def offer(
    visit: Visit, *slots: Slot, until: date = UNTIL, now: datetime = NOW
) -> Visit:
    visit.offer(
        slots or (FIRST, SECOND), until=until, terms=terms(), now=now, by=OFFICER
    )
    return visit


def fixed(kind: VisitKind = MANDATORY, **more: Any) -> Visit:
    visit = offer(begun(kind, **more))
    visit.choose(FIRST, terms=terms(), now=NOW, by=CLIENT)
    return visit


def moving(*wishes: Slot, kind: VisitKind = MANDATORY) -> Visit:
    visit = fixed(kind)
    ask_move(visit, *wishes)
    return visit


def ask_move(visit: Visit, *wishes: Slot, now: datetime = NOW) -> None:
    visit.ask_move(wishes, reason="Ревизия", terms=terms(), now=now, by=CLIENT)


def held(kind: VisitKind = MANDATORY) -> Visit:
    visit = fixed(kind)
    visit.start(Way.PLACE, terms=terms(), now=FIRST.starts, by=OFFICER)
    visit.end(terms=terms(), now=FIRST.ends, by=OFFICER)
    return visit


@pytest.mark.parametrize(
    ("is_small", "claim", "right"),
    [
        (True, None, Right(claim=Claim.SMALL_BUSINESS, is_known=True)),
        (
            None,
            Claim.SMALL_BUSINESS,
            Right(claim=Claim.SMALL_BUSINESS, is_known=False),
        ),
        (False, Claim.INSTITUTION, Right(claim=Claim.INSTITUTION, is_known=False)),
        (False, Claim.SMALL_BUSINESS, None),
        (False, None, None),
        (None, None, None),
    ],
)
def test_what_no_register_knows_is_not_held_against_who_asks(
    *, is_small: bool | None, claim: Claim | None, right: Right | None
) -> None:
    wish = Wish(is_small=is_small, claim=claim)

    if right:
        assert right_to_ask(wish, ON_REQUEST, TODAY) == right
    else:
        with pytest.raises(NotEligible):
            right_to_ask(wish, ON_REQUEST, TODAY)


def test_a_visit_is_asked_for_once_in_a_calendar_year() -> None:
    last_year = Wish(is_small=True, claim=None, earlier=(date(2025, 12, 31),))
    this_year = Wish(is_small=True, claim=None, earlier=(date(2026, 1, 1),))

    assert right_to_ask(last_year, ON_REQUEST, TODAY).is_known
    with pytest.raises(VisitAskedAlready) as refused:
        right_to_ask(this_year, ON_REQUEST, TODAY)
    assert refused.value.facts["earliest"] == date(2027, 1, 1)


def test_the_body_decides_on_a_wish_within_the_term() -> None:
    assert terms().to_decide(NOW).last_day == date(2026, 12, 4)


def test_offering_times_is_consent_and_declining_takes_a_reason() -> None:
    assert begun(ASKED).status is VisitStatus.ASKED
    assert offer(begun(ASKED)).status is VisitStatus.CHOOSING

    visit = begun(ASKED)
    with pytest.raises(VisitReasonMissing):
        visit.decline(reason=" ", by=OFFICER, today=TODAY)
    visit.decline(reason="Не наш надзор", by=OFFICER, today=TODAY)
    assert visit.status is VisitStatus.DECLINED
    with pytest.raises(VisitNotThere):
        begun(OFFERED).decline(reason="Нет", by=OFFICER, today=TODAY)


def test_a_visit_says_what_it_is_about() -> None:
    with pytest.raises(VisitAboutMissing):
        begun(ASKED, told="")


def found_duty(
    ground: Ground,
    *,
    notified: date | None = None,
    category: Category = Category.LOW,
    last: date | None = None,
    kind: str | None = "006",
) -> Reckoning | None:
    return duty(
        ground,
        notified=notified,
        category=category,
        last=last,
        terms=terms(kind),
        today=TODAY,
    )


def test_a_beginner_is_visited_within_the_term_since_it_told() -> None:
    hold = found_duty(Ground.START, notified=date(2026, 5, 20))

    assert hold
    assert hold.last_day == TODAY
    with pytest.raises(VisitTooLate):
        found_duty(Ground.START, notified=date(2026, 5, 19))
    for notified in (None, TODAY + timedelta(days=1)):
        with pytest.raises(NotificationMissing):
            found_duty(Ground.START, notified=notified)


@pytest.mark.parametrize(
    ("category", "last", "earliest"),
    [
        (Category.SIGNIFICANT, None, None),
        (Category.SIGNIFICANT, date(2023, 11, 20), None),
        (Category.SIGNIFICANT, date(2023, 11, 21), date(2026, 11, 21)),
        (Category.EXTREME, date(2025, 11, 20), None),
        (Category.EXTREME, date(2025, 11, 21), date(2026, 11, 21)),
    ],
)
def test_the_category_of_risk_says_when_the_next_visit_is_due(
    category: Category, last: date | None, earliest: date | None
) -> None:
    if earliest is None:
        assert found_duty(Ground.RISK, category=category, last=last) is None
    else:
        with pytest.raises(VisitTooSoon) as refused:
            found_duty(Ground.RISK, category=category, last=last)
        assert refused.value.facts["earliest"] == earliest


def test_a_low_risk_makes_no_visit_mandatory() -> None:
    with pytest.raises(VisitNotByRisk) as refused:
        found_duty(Ground.RISK)

    assert refused.value.facts == {"category": "low", "rules": ["LAW-033"]}


def test_a_category_of_risk_is_one_of_a_kind_of_control() -> None:
    with pytest.raises(RiskKindMissing):
        found_duty(Ground.RISK, category=Category.EXTREME, kind=None)


def test_no_time_is_offered_after_the_term_of_the_visit() -> None:
    hold = found_duty(Ground.START, notified=date(2026, 6, 4))

    assert offer(begun(hold=hold), FIRST).slots == (FIRST,)
    with pytest.raises(VisitTooLate):
        offer(begun(hold=hold), SECOND)


def test_a_mandatory_visit_is_announced_five_working_days_ahead() -> None:
    first, sunday = slot(date(2026, 11, 30)), date(2026, 11, 22)
    until = date(2026, 11, 29)

    assert terms().to_notify(first, TODAY).last_day == sunday
    in_time, late = at(sunday, 23), at(sunday + timedelta(days=1), 0)
    assert offer(begun(), first, until=until, now=in_time).turn == 1
    assert offer(begun(OFFERED), first, until=until, now=late).turn == 1
    with pytest.raises(NoticeTooShort) as refused:
        offer(begun(), first, until=until, now=late)
    assert refused.value.facts["last_day"] == sunday


@pytest.mark.parametrize(
    ("kind", "ends", "refused"),
    [
        (ASKED, at(FRIDAY, 23), False),
        (ASKED, at(MONDAY, 9), True),
        (OFFERED, at(MONDAY, 9), True),
        (MANDATORY, at(date(2026, 12, 17), 18), False),
        (MANDATORY, at(date(2026, 12, 18), 9), True),
    ],
)
def test_a_visit_lasts_no_longer_than_the_law_lets_it(
    kind: VisitKind, ends: datetime, *, refused: bool
) -> None:
    long = Slot(starts=FIRST.starts, ends=ends)

    if refused:
        with pytest.raises(SlotTooLong):
            offer(begun(kind), long)
    else:
        assert offer(begun(kind), long).slots == (long,)


def test_times_lie_ahead_and_leave_time_to_choose() -> None:
    with pytest.raises(SlotsMissing):
        begun().offer((), until=UNTIL, terms=terms(), now=NOW, by=OFFICER)
    with pytest.raises(SlotsMissing):
        offer(begun(), *[FIRST] * 11)
    with pytest.raises(SlotPast):
        offer(begun(), slot(TODAY, hour=12))
    for until in (TODAY - timedelta(days=1), FRIDAY):
        with pytest.raises(ChoiceTooLate):
            offer(begun(), until=until)


def test_a_slot_ends_after_it_begins() -> None:
    with pytest.raises(ValueError, match="ends after"):
        Slot(starts=FIRST.starts, ends=FIRST.starts)


def test_the_business_chooses_the_time_and_the_way() -> None:
    visit = offer(begun())
    visit.choose(SECOND, terms=terms(), now=NOW, by=CLIENT)

    assert visit.status is VisitStatus.FIXED
    assert visit.slot is not None
    assert visit.slot.way is Way.VIDEO


def test_a_time_that_has_come_or_is_not_offered_cannot_be_chosen() -> None:
    for chosen, now in ((slot(date(2026, 12, 8)), NOW), (FIRST, FIRST.starts)):
        with pytest.raises(NoSuchSlot):
            offer(begun()).choose(chosen, terms=terms(), now=now, by=CLIENT)


def test_the_body_chooses_only_after_silence_and_only_a_mandatory_visit() -> None:
    visit = offer(begun())

    with pytest.raises(StillChoosing):
        visit.choose(FIRST, terms=terms(), now=at(UNTIL, 23), by=OFFICER)
    with pytest.raises(VisitNotThere):
        offer(begun(OFFERED)).choose(
            FIRST, terms=terms(), now=at(FRIDAY, 1), by=OFFICER
        )
    visit.choose(FIRST, terms=terms(), now=at(UNTIL + timedelta(days=1)), by=OFFICER)
    assert visit.slot == FIRST


def test_other_times_are_offered_only_when_the_time_to_choose_is_over() -> None:
    visit, later = offer(begun(OFFERED)), at(UNTIL + timedelta(days=1))

    with pytest.raises(StillChoosing):
        offer(visit, SECOND, until=FRIDAY, now=at(UNTIL, 23))
    offer(visit, SECOND, until=FRIDAY, now=later)
    assert (visit.status, visit.slots) == (VisitStatus.CHOOSING, (SECOND,))


def test_a_request_to_move_is_decided_before_the_visit_begins() -> None:
    visit = moving()

    assert visit.status is VisitStatus.MOVING
    assert terms().to_answer_move(FIRST.starts).ends == FIRST.starts
    visit.decline_move(reason="Срок", terms=terms(), now=NOW, by=OFFICER)
    assert (visit.status, visit.slot) == (VisitStatus.FIXED, FIRST)


def test_the_body_moves_it_to_a_time_that_is_wished_or_offers_others() -> None:
    visit = moving(SECOND)

    with pytest.raises(NoSuchSlot):
        visit.agree_move(FIRST, now=NOW, by=OFFICER)
    visit.agree_move(SECOND, now=NOW, by=OFFICER)
    assert (visit.status, visit.slot) == (VisitStatus.FIXED, SECOND)
    assert offer(moving(), SECOND).status is VisitStatus.CHOOSING


def test_silence_moves_the_visit_to_the_first_time_still_ahead() -> None:
    third = slot(date(2026, 12, 8))
    visit = moving(SECOND, third)

    with pytest.raises(MoveNotDue):
        visit.move_by_silence(now=FIRST.starts - timedelta(seconds=1), by=SYSTEM)
    with pytest.raises(MoveTooLate):
        visit.decline_move(reason="-", terms=terms(), now=FIRST.starts, by=OFFICER)
    visit.move_by_silence(now=FIRST.starts, by=SYSTEM)
    assert (visit.status, visit.slot) == (VisitStatus.FIXED, SECOND)

    late = moving(SECOND, third)
    late.move_by_silence(now=SECOND.starts, by=SYSTEM)
    assert late.slot == third


def test_silence_without_wishes_leaves_the_body_to_offer_times() -> None:
    visit = moving()
    visit.move_by_silence(now=FIRST.starts, by=SYSTEM)

    assert (visit.status, visit.slot) == (VisitStatus.ARRANGING, None)


def test_while_moving_is_undecided_nothing_begins_and_nothing_is_evaded() -> None:
    with pytest.raises(MoveUndecided):
        moving().start(Way.PLACE, terms=terms(), now=FIRST.starts, by=OFFICER)
    with pytest.raises(MoveUndecided):
        moving().record_evasion(
            reason="Закрыто", terms=terms(), now=SECOND.ends, by=OFFICER
        )


def test_a_mandatory_visit_is_moved_as_far_as_the_law_lets_it() -> None:
    last = date(2026, 12, 10)

    assert moving(slot(last)).wishes == (slot(last),)
    with pytest.raises(MoveTooFar):
        moving(slot(last + timedelta(days=1)))
    assert moving(slot(date(2027, 3, 1)), kind=ASKED).status is VisitStatus.MOVING


def test_a_visit_that_has_come_is_not_moved() -> None:
    with pytest.raises(MoveTooLate):
        ask_move(fixed(), now=FIRST.starts)


@pytest.mark.parametrize("kind", [ASKED, OFFERED])
def test_a_visit_that_is_not_mandatory_is_refused_without_a_reason(
    kind: VisitKind,
) -> None:
    visit = fixed(kind)
    visit.refuse(reason=None, terms=terms(), now=NOW, by=CLIENT)

    assert visit.status is VisitStatus.REFUSED


def test_a_mandatory_visit_cannot_be_refused_since_2025() -> None:
    for visit in (begun(), fixed()):
        with pytest.raises(CannotRefuse):
            visit.refuse(reason="Нет", terms=terms(), now=NOW, by=CLIENT)


@pytest.mark.parametrize(("day", "refused"), [(8, False), (9, True)])
def test_until_2025_a_mandatory_visit_was_refused_three_working_days_ahead(
    day: int, *, refused: bool
) -> None:
    then, when = datetime(2024, 11, 25, 9, tzinfo=UTC), slot(date(2024, 12, 12))
    visit = offer(begun(), when, until=date(2024, 12, 1), now=then)
    now = at(date(2024, 12, day))

    if refused:
        with pytest.raises(RefusalLate) as late:
            visit.refuse(reason=None, terms=terms(), now=now, by=CLIENT)
        assert late.value.facts["rule"] == "LAW-023"
    else:
        visit.refuse(reason=None, terms=terms(), now=now, by=CLIENT)
        assert visit.status is VisitStatus.REFUSED


def test_a_visit_begins_on_its_day_and_has_a_latest_end() -> None:
    visit = fixed()

    with pytest.raises(NotOnTheDay):
        visit.start(Way.PLACE, terms=terms(), now=NOW, by=OFFICER)
    visit.start(Way.VIDEO, terms=terms(), now=FIRST.starts, by=OFFICER)
    assert visit.finish is not None
    assert visit.finish.last_day == date(2026, 12, 17)
    with pytest.raises(VisitNotThere):
        visit.refuse(reason=None, terms=terms(), now=NOW, by=CLIENT)
    with pytest.raises(VisitNotThere):
        visit.call_off(reason="-", by=OFFICER, today=TODAY)
    with pytest.raises(VisitNotThere):
        ask_move(visit)
    visit.end(terms=terms(), now=FIRST.ends, by=OFFICER)
    assert visit.status is VisitStatus.HELD


def test_the_body_calls_a_visit_off_but_declines_a_wish() -> None:
    visit = fixed()
    visit.call_off(reason="Заболел инспектор", by=OFFICER, today=TODAY)

    assert visit.status is VisitStatus.CALLED_OFF
    with pytest.raises(VisitNotThere):
        begun(ASKED).call_off(reason="-", by=OFFICER, today=TODAY)


def test_evading_a_mandatory_visit_opens_a_term_for_an_inspection() -> None:
    visit = fixed()

    with pytest.raises(NotEvadedYet):
        visit.record_evasion(reason="-", terms=terms(), now=FIRST.ends, by=OFFICER)
    visit.record_evasion(
        reason="Дверь закрыта", terms=terms(), now=at(MONDAY), by=OFFICER
    )
    assert visit.status is VisitStatus.EVADED
    assert terms().to_inspect(MONDAY).last_day == date(2027, 3, 7)


def test_only_a_mandatory_visit_can_be_evaded() -> None:
    with pytest.raises(OnlyMandatoryEvaded):
        fixed(OFFERED).record_evasion(
            reason="-", terms=terms(), now=SECOND.ends, by=OFFICER
        )


ADVICE = (Advice(number=1, requirement="REQ-FIRE-001", algorithm="ALG-FIRE"),)
POINTS = (OrderPoint(number=1, requirement="REQ-FIRE-001", until=date(2027, 1, 20)),)
MESSAGE = uuid4()
REMEDY = Remedy(found="Выход закрыт", remedy="Открыть", proof="Фото в переписке")


def advised(visit: Visit, text: str = "Идите по алгоритму") -> Outcome:
    return Outcome.advise(
        visit, ADVICE, [text], message=MESSAGE, by=OFFICER, today=FRIDAY
    )


def order(outcome: Outcome, visit: Visit, **more: Any) -> None:
    said: dict[str, Any] = {"points": POINTS, "wording": (REMEDY,), "today": FRIDAY}
    said |= more
    points, wording, today = said["points"], said["wording"], said["today"]
    outcome.order(visit, points, wording, terms=terms(), by=OFFICER, today=today)


def test_a_visit_ends_in_advice_or_in_thanks() -> None:
    visit = held(ASKED)

    assert advised(visit).id == Outcome.create_id(visit.id)
    thanked = Outcome.advise(visit, (), (), message=MESSAGE, by=OFFICER, today=FRIDAY)
    assert not thanked.is_ordered
    with pytest.raises(AdviceEmpty):
        advised(visit, text=" ")
    with pytest.raises(NotHeld):
        advised(fixed())


def test_an_order_names_the_rule_that_allows_it_and_how_sure_it_is() -> None:
    visit = held()
    outcome = advised(visit)
    order(outcome, visit)

    (made,) = (
        one for one in outcome.pending_events if isinstance(one, Outcome.Ordered)
    )
    assert (made.allowed.rule, made.allowed.certainty) == (
        "LAW-054",
        Certainty.LIKELY,
    )
    with pytest.raises(OrderedAlready):
        order(outcome, visit)


@pytest.mark.parametrize(
    ("kind", "today"),
    [(ASKED, FRIDAY), (OFFERED, FRIDAY), (MANDATORY, date(2024, 12, 31))],
)
def test_where_the_law_allows_no_order_a_visit_ends_in_advice(
    kind: VisitKind, today: date
) -> None:
    visit = held(kind)

    with pytest.raises(OrderNotAllowed):
        order(advised(visit), visit, today=today)


@pytest.mark.parametrize(
    "more",
    [
        {"points": (), "wording": ()},
        {"wording": (REMEDY.model_copy(update={"proof": ""}),)},
        {"points": (POINTS[0].model_copy(update={"until": FRIDAY}),)},
    ],
)
def test_an_order_says_what_until_when_and_how_to_confirm(more: dict[str, Any]) -> None:
    visit = held()

    with pytest.raises(OrderEmpty):
        order(advised(visit), visit, **more)


def test_a_visit_is_not_moved_beyond_the_term_in_which_it_is_due() -> None:
    hold = found_duty(Ground.START, notified=date(2026, 6, 4))
    visit = offer(begun(hold=hold), FIRST)

    with pytest.raises(VisitTooLate):
        ask_move(visit, SECOND)
