"""Claims of damage: their lines, interest, answers, settlement and court."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.burden import Amounts, Cost, CostKind, Damage, DamageKind, Who, Work
from domain.damage import (
    MOST_ANNEXES,
    MOST_LINES,
    AnswerNotExplained,
    Award,
    BodyAnswer,
    CaseNotNamed,
    Claim,
    ClaimEmpty,
    ClaimLine,
    ClaimNotNow,
    ClaimSide,
    ClaimStatus,
    ClaimTerms,
    CourtDayInFuture,
    CourtOutcome,
    DayTakenAlready,
    InterestBackwards,
    InterestInFuture,
    InterestNotReckoned,
    InterestTooEarly,
    KeyRate,
    KeyRateBackwards,
    KeyRates,
    KeyRateUnchanged,
    LearnedInFuture,
    LineEmpty,
    LineKind,
    LineNotExplained,
    NoOfferToAccept,
    NoSuchLine,
    Offer,
    OfferOutside,
    OutcomeSumWrong,
    PaidInFuture,
    PaidTooMuch,
    PayByPast,
    RateRecord,
    Source,
    StoryMissing,
    Taken,
    TooManyAnnexes,
    TooManyLines,
    Totals,
    interest,
    taken_from,
)
from domain.errors import Refusal
from domain.kernel import Actor, Certainty, Role
from domain.term import Place
from interfaces.law import starter_law_terms
from interfaces.wiring.damaging import starter_key_rates
from tests.deadlines import edition
from tests.facts import new_facts

TODAY = date(2026, 3, 12)
LEARNED = date(2026, 1, 15)
SENT_AT = datetime(2026, 3, 12, 9, tzinfo=UTC)
CLIENT, BODY, APPEAL = uuid4(), uuid4(), uuid4()
ANNA = Actor(id=str(uuid4()), role=Role.CLIENT, organisation=CLIENT)
NINA = Actor(id=str(uuid4()), role=Role.HEAD, organisation=BODY)
ADMIN = Actor(id="admin", role=Role.ADMINISTRATOR)
TERMS = ClaimTerms(starter_law_terms(), Place(edition(), ZoneInfo("Europe/Samara")))
STORY = "Склад был опечатан без основания три дня"
WHAT = "Испорченный товар по накладной № 7"
GOODS = ClaimLine(kind=LineKind.ACTUAL, kopecks=50_000_00, files=(uuid4(),))
GROWN = ClaimLine(kind=LineKind.INTEREST, kopecks=5)
LAWYER = ClaimLine(kind=LineKind.LEGAL, kopecks=10_000_00)
SOURCE = Source(CLIENT, BODY, "Пожарный надзор", APPEAL, None, LEARNED)


def draft(**differently: Any) -> Claim:
    return Claim.begin(
        SOURCE._replace(**differently),
        id=Claim.id_of(APPEAL, 1),
        limitation=TERMS.limitation(LEARNED),
        by=ANNA,
        today=TODAY,
    )


def written() -> Claim:
    claim = draft()
    claim.tell(STORY, by=ANNA)
    claim.add(GOODS, WHAT, by=ANNA)
    claim.add(LAWYER, "Юрист", by=ANNA)
    return claim


def send(claim: Claim) -> Claim:
    claim.send(
        letter=uuid4(),
        thread=uuid4(),
        message=uuid4(),
        answer=TERMS.to_answer(SENT_AT),
        by=ANNA,
        today=TODAY,
    )
    return claim


def answer(
    claim: Claim, said: BodyAnswer, kopecks: int = 0, words: str = "Почему", **by: Any
) -> Claim:
    offer = Offer(kopecks, by.get("pay_by"), words)
    claim.answer(said, offer, message=uuid4(), by=NINA, today=TODAY)
    return claim


def offer(claim: Claim, side: ClaimSide, kopecks: int, **by: Any) -> None:
    said = Offer(kopecks, by.get("pay_by"), by.get("words", "Предлагаем"))
    claim.make_offer(side, said, message=uuid4(), by=ANNA, today=TODAY)


def accept(claim: Claim, side: ClaimSide) -> None:
    claim.accept(side, message=uuid4(), by=ANNA, today=TODAY)


def talking() -> Claim:
    return answer(send(written()), BodyAnswer.REFUSED)


def settled() -> Claim:
    claim = answer(send(written()), BodyAnswer.OFFERED, 40_000_00)
    accept(claim, ClaimSide.CLIENT)
    return claim


def in_court() -> Claim:
    claim = talking()
    claim.go_to_court("А55-1/2026", TODAY, by=ANNA, today=TODAY)
    return claim


def test_a_draft_knows_until_when_a_court_gives_protection() -> None:
    ((name, facts),) = new_facts(draft())

    assert name == "Begun"
    assert facts["appeal"] == APPEAL
    assert facts["limitation"]["last_day"] == date(2029, 1, 15)
    assert facts["limitation"]["term"]["rule"] == "LAW-083"


def test_nobody_knows_of_damage_before_the_day() -> None:
    with pytest.raises(LearnedInFuture):
        draft(learned_on=date(2026, 3, 13))


def test_lines_come_to_totals_by_what_they_are_about() -> None:
    claim = written()

    assert claim.totals == Totals(actual=50_000_00, legal=10_000_00)
    assert claim.totals.all == 60_000_00


def test_a_number_of_a_line_is_not_used_again() -> None:
    claim = written()
    claim.remove(2, by=ANNA)

    assert claim.add(LAWYER, "Другой юрист", by=ANNA) == 3
    assert sorted(claim.lines) == [1, 3]


def test_saying_the_same_again_changes_nothing() -> None:
    claim = written()
    before = len(claim.pending_events)

    claim.tell(f" {STORY} ", by=ANNA)
    claim.change(1, GOODS, WHAT, by=ANNA)

    assert len(claim.pending_events) == before


@pytest.mark.parametrize(
    ("line", "what", "refusal"),
    [
        (GOODS.model_copy(update={"kopecks": 0}), WHAT, LineEmpty),
        (GOODS, " ", LineNotExplained),
        (
            GOODS.model_copy(update={"kind": LineKind.INTEREST}),
            WHAT,
            InterestNotReckoned,
        ),
    ],
)
def test_a_line_says_how_much_and_for_what(
    line: ClaimLine, what: str, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        draft().add(line, what, by=ANNA)


def test_a_recorded_day_speaks_for_itself_and_comes_once() -> None:
    claim, day = draft(), GOODS.model_copy(update={"day": LEARNED})

    claim.take([(day, ""), (day, "")], by=ANNA)

    assert len(claim.lines) == 2
    with pytest.raises(DayTakenAlready) as refused:
        claim.take([(day, "")], by=ANNA)
    assert refused.value.facts == {"days": [LEARNED]}


def test_a_claim_has_room_for_so_many_lines() -> None:
    claim = draft()
    for _ in range(MOST_LINES):
        claim.add(LAWYER, "Юрист", by=ANNA)

    with pytest.raises(TooManyLines):
        claim.add(LAWYER, "Юрист", by=ANNA)


def test_a_line_that_is_not_there_cannot_be_changed() -> None:
    with pytest.raises(NoSuchLine):
        written().remove(7, by=ANNA)


def test_what_a_recorded_day_comes_to_follows_from_its_kinds() -> None:
    amounts = Amounts(
        work=(
            Work(who=Who.STAFF, minutes=120, rate=500),
            Work(who=Who.ADVISER, minutes=60, rate=3000),
            Work(who=Who.OWNER, minutes=60),
        ),
        costs=(Cost(kind=CostKind.PAPERS, roubles=300),),
        damage=(
            Damage(kind=DamageKind.GOODS, roubles=5000),
            Damage(kind=DamageKind.DOWNTIME, roubles=7000),
            Damage(kind=DamageKind.CUSTOMERS, roubles=100),
        ),
    )

    assert taken_from(amounts) == [
        Taken(LineKind.ACTUAL, 6300),
        Taken(LineKind.PROFIT, 7100),
        Taken(LineKind.LEGAL, 3000),
    ]


def test_a_claim_without_words_or_lines_is_not_sent() -> None:
    claim = draft()
    with pytest.raises(StoryMissing):
        claim.check_sending()
    claim.tell(STORY, by=ANNA)
    with pytest.raises(ClaimEmpty):
        claim.check_sending()


def test_one_letter_carries_so_many_documents() -> None:
    claim = written()
    files = tuple(uuid4() for _ in range(MOST_ANNEXES + 1))
    claim.change(1, GOODS.model_copy(update={"files": files}), WHAT, by=ANNA)

    with pytest.raises(TooManyAnnexes):
        claim.check_sending()


def test_what_was_sent_changes_no_more() -> None:
    claim = send(written())

    assert claim.claimed == 60_000_00
    with pytest.raises(ClaimNotNow):
        claim.tell("Иначе", by=ANNA)
    with pytest.raises(ClaimNotNow):
        claim.remove(1, by=ANNA)


def test_a_sent_claim_is_answered_in_the_term_of_the_law() -> None:
    due = TERMS.to_answer(SENT_AT)

    assert (due.term.rule, due.last_day) == ("LAW-104", date(2026, 4, 11))


def test_accepting_all_of_it_is_a_settlement() -> None:
    claim = answer(send(written()), BodyAnswer.ACCEPTED, pay_by=date(2026, 4, 1))

    assert claim.status is ClaimStatus.SETTLED
    assert claim.left == 60_000_00
    assert [name for name, _ in new_facts(claim)][-2:] == ["Answered", "Settled"]


def test_a_refusal_says_why_and_offers_nothing() -> None:
    claim = send(written())
    with pytest.raises(AnswerNotExplained):
        answer(claim, BodyAnswer.REFUSED, words=" ")

    answer(claim, BodyAnswer.REFUSED, 5)

    assert (claim.status, claim.offer) == (ClaimStatus.TALKS, None)


@pytest.mark.parametrize("kopecks", [0, 60_000_01])
def test_a_sum_that_is_offered_is_within_the_claim(kopecks: int) -> None:
    with pytest.raises(OfferOutside):
        answer(send(written()), BodyAnswer.OFFERED, kopecks)


def test_a_day_to_pay_by_is_not_over() -> None:
    with pytest.raises(PayByPast):
        answer(send(written()), BodyAnswer.OFFERED, 5, pay_by=date(2026, 3, 11))


def test_offers_go_back_and_forth_until_one_is_accepted() -> None:
    claim = talking()
    offer(claim, ClaimSide.CLIENT, 55_000_00)
    offer(claim, ClaimSide.BODY, 45_000_00, pay_by=date(2026, 4, 1))
    with pytest.raises(NoOfferToAccept):
        accept(claim, ClaimSide.BODY)

    accept(claim, ClaimSide.CLIENT)

    assert (claim.status, claim.left) == (ClaimStatus.SETTLED, 45_000_00)


def test_there_is_nothing_to_accept_before_something_is_offered() -> None:
    with pytest.raises(NoOfferToAccept):
        accept(talking(), ClaimSide.CLIENT)


def test_nothing_is_offered_before_the_body_answered() -> None:
    with pytest.raises(ClaimNotNow):
        offer(send(written()), ClaimSide.CLIENT, 5)


def test_payments_in_parts_end_the_claim() -> None:
    claim = settled()

    claim.pay(15_000_00, TODAY, by=ANNA, today=TODAY)
    assert (claim.status, claim.left) == (ClaimStatus.SETTLED, 25_000_00)
    claim.pay(25_000_00, TODAY, by=ANNA, today=TODAY)

    assert claim.status is ClaimStatus.PAID


@pytest.mark.parametrize(
    ("kopecks", "on", "refusal"),
    [
        (0, TODAY, LineEmpty),
        (40_000_01, TODAY, PaidTooMuch),
        (5, date(2026, 3, 13), PaidInFuture),
    ],
)
def test_a_payment_is_of_what_is_left(
    kopecks: int, on: date, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        settled().pay(kopecks, on, by=ANNA, today=TODAY)


def test_before_a_court_the_sides_may_still_agree() -> None:
    claim = in_court()
    offer(claim, ClaimSide.BODY, 30_000_00)
    accept(claim, ClaimSide.CLIENT)

    assert claim.status is ClaimStatus.SETTLED


def test_what_the_court_awards_can_be_paid() -> None:
    claim = in_court()
    award = Award(CourtOutcome.IN_PART, 20_000_00, TODAY)
    claim.decide_in_court(award, by=ANNA, today=TODAY)
    claim.pay(20_000_00, TODAY, by=ANNA, today=TODAY)

    assert claim.status is ClaimStatus.PAID


@pytest.mark.parametrize(
    ("award", "refusal"),
    [
        (Award(CourtOutcome.GRANTED, 0, TODAY), OutcomeSumWrong),
        (Award(CourtOutcome.DENIED, 5, TODAY), OutcomeSumWrong),
        (Award(CourtOutcome.IN_PART, 60_000_00, TODAY), OutcomeSumWrong),
        (Award(CourtOutcome.DENIED, 0, date(2026, 3, 13)), CourtDayInFuture),
    ],
)
def test_a_decision_of_a_court_fits_its_sum(
    award: Award, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        in_court().decide_in_court(award, by=ANNA, today=TODAY)


def test_a_court_is_named_and_the_day_has_been() -> None:
    with pytest.raises(CaseNotNamed):
        talking().go_to_court(" ", TODAY, by=ANNA, today=TODAY)
    with pytest.raises(CourtDayInFuture):
        talking().go_to_court("А55", date(2026, 3, 13), by=ANNA, today=TODAY)


def test_a_sent_claim_is_withdrawn_with_words_and_a_draft_thrown_away() -> None:
    claim, thrown = send(written()), written()
    with pytest.raises(AnswerNotExplained):
        claim.withdraw("", message=uuid4(), by=ANNA, today=TODAY)

    claim.withdraw("Договорились иначе", message=uuid4(), by=ANNA, today=TODAY)
    thrown.discard(by=ANNA, today=TODAY)

    assert claim.status is ClaimStatus.WITHDRAWN
    assert thrown.status is ClaimStatus.DISCARDED


RATES = KeyRates(
    KeyRate(
        since=since,
        until=until,
        hundredths=hundredths,
        source="Банк России",
        certainty=Certainty.CERTAIN,
    )
    for since, until, hundredths in (
        (date(2023, 12, 18), None, 1600),
        (date(2024, 7, 29), None, 1800),
        (date(2026, 1, 1), date(2026, 1, 31), 1000),
    )
)


def test_interest_is_days_times_the_sum_times_the_rate_of_each_day() -> None:
    found = interest(
        100_000_00, date(2024, 7, 20), date(2024, 8, 7), RATES, today=TODAY
    )

    assert [(one.days, one.hundredths, one.year) for one in found.periods] == [
        (9, 1600, 366),
        (10, 1800, 366),
    ]
    # 100 000 × 9 × 16 % / 366 + 100 000 × 10 × 18 % / 366
    assert [one.kopecks for one in found.periods] == [393_44, 491_80]
    assert (found.kopecks, found.days) == (885_24, 19)


def test_a_leap_year_has_a_day_more() -> None:
    found = interest(365_00, date(2023, 12, 31), date(2024, 1, 1), RATES, today=TODAY)

    assert [one.year for one in found.periods] == [365, 366]


def test_beyond_the_last_known_day_the_last_rate_is_supposed_and_said() -> None:
    known = interest(100_00, date(2026, 1, 20), date(2026, 1, 31), RATES, today=TODAY)
    more = interest(100_00, date(2026, 1, 20), date(2026, 2, 3), RATES, today=TODAY)

    assert not known.is_supposed
    assert more.is_supposed
    assert [(one.days, one.is_known) for one in more.periods] == [
        (12, True),
        (3, False),
    ]
    assert RATES.known_until == date(2026, 1, 31)


@pytest.mark.parametrize(
    ("since", "until", "refusal"),
    [
        (date(2026, 1, 2), date(2026, 1, 1), InterestBackwards),
        (date(2026, 1, 2), date(2026, 3, 13), InterestInFuture),
        (date(2023, 12, 17), TODAY, InterestTooEarly),
    ],
)
def test_interest_runs_over_days_that_have_been_and_are_known(
    since: date, until: date, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        interest(100_00, since, until, RATES, today=TODAY)


@given(
    first=st.dates(date(2013, 9, 13), date(2027, 1, 1)),
    last=st.dates(date(2013, 9, 13), date(2027, 1, 1)),
)
def test_every_day_has_exactly_one_rate(first: date, last: date) -> None:
    first, last = sorted((first, last))
    found = list(KeyRates(starter_key_rates()).stretches(first, last))

    assert sum((one.last - one.first).days + 1 for one in found) == (
        (last - first).days + 1
    )
    assert all(one.first <= one.last for one in found)
    assert found == sorted(found, key=lambda one: one.first)


def test_before_august_2016_the_law_named_other_rates() -> None:
    rates = KeyRates(starter_key_rates())
    old = interest(100_00, date(2016, 7, 31), date(2016, 8, 1), rates, today=TODAY)
    new = interest(100_00, date(2016, 8, 1), date(2016, 8, 2), rates, today=TODAY)

    assert (old.is_doubtful, new.is_doubtful) == (True, False)


def test_of_rates_that_begin_on_one_day_the_first_counts() -> None:
    ours = RATES.all[0].model_copy(update={"hundredths": 1700})

    assert KeyRates([ours, *RATES.all]).all[0] == ours


def test_a_rate_is_entered_once_and_corrected_after() -> None:
    rate = RATES.all[-1]
    record = RateRecord.enter(rate, reason="Решение", by=ADMIN)
    later = rate.model_copy(update={"until": date(2026, 2, 28)})
    record.correct(later, reason="Не изменилась", by=ADMIN)

    assert [name for name, _ in new_facts(record)] == ["Entered", "Corrected"]
    with pytest.raises(KeyRateUnchanged):
        record.correct(later, reason="Ещё раз", by=ADMIN)
    wrong = rate.model_copy(update={"until": date(2025, 12, 31)})
    with pytest.raises(KeyRateBackwards):
        record.correct(wrong, reason="Ошибка", by=ADMIN)
