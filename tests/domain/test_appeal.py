"""How an appeal is written, sent, taken up and decided, and who may not decide it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError

from domain.appeal import (
    FITTING,
    AcceptedAlready,
    AdditionEmpty,
    Appeal,
    AppealedBodyMissing,
    AppealNotOpen,
    AppealNotRead,
    AppealReasonMissing,
    AppealStatus,
    AppealTerms,
    AskedAlready,
    AskMissing,
    DecidesItself,
    DecisionLate,
    DecisionReturned,
    DraftMissing,
    DraftPart,
    Effect,
    EffectIncomplete,
    EffectMissing,
    EffectUnfit,
    EffectWithoutGround,
    Evidence,
    ExplanationEmpty,
    ExplanationTermWrong,
    ExtendedAlready,
    ExtensionTooLong,
    GroundUnknown,
    InformationAwaited,
    JudgementsMissing,
    LearnedBeforeDecided,
    LearnedInFuture,
    LearnedMissing,
    NoSuchAppealPoint,
    NotAccepted,
    NotADraft,
    NotAsked,
    NothingAsked,
    NothingToSuspend,
    NotYourAppeal,
    Ordered,
    Outcome,
    OutsideUnnamed,
    OwnDraft,
    Part,
    PointEmpty,
    PointsMissing,
    RefusalGroundUnknown,
    RefusalLate,
    Restoration,
    RestorationMissing,
    RestorationRefused,
    RestorationUndecided,
    Subject,
    SubjectKind,
    Suspension,
    TookPartInIt,
    TooManyAppealFiles,
    TooManyPoints,
    Wish,
    WishEmpty,
    appeal_number,
    events,
)
from domain.kernel import Actor, Role
from domain.risk.category import Category
from domain.term import Pause, Place, Reckoning
from interfaces.appeal_grounds import starter_forms, starter_grounds
from interfaces.law import starter_law_terms
from tests.conftest import MOSCOW
from tests.deadlines import CLIENT_ID, SYSTEM, edition

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY = date(2026, 11, 20)
BODY = UUID("00000000-0000-4000-8000-00000000b0d4")
OLGA = Actor(id="olga", role=Role.APPEALS_OFFICER, organisation=BODY)
PAVEL = Actor(id="pavel", role=Role.INSPECTOR, organisation=BODY)
BORIS = Actor(id="boris", role=Role.HEAD, organisation=BODY)
GROUNDS = starter_grounds()
ACTED = (Part(person="pavel", what="drew the act", at=NOW),)
ANNUL = (Ordered(effect=Effect.ANNUL), "")


def terms(kind: SubjectKind = SubjectKind.ACT) -> AppealTerms:
    return AppealTerms(starter_law_terms(), Place(edition(), MOSCOW), kind, "")


def begun(kind: SubjectKind = SubjectKind.ACT, **differently: Any) -> Appeal:
    said = {
        "kind": kind,
        "id": uuid4(),
        "authority": BODY,
        "name": "акт № 1",
        "decided_on": TODAY - timedelta(days=3),
        "learned_on": TODAY - timedelta(days=2),
    }
    matter = Subject.model_validate(said | differently)
    return Appeal.begin(matter, client_id=CLIENT_ID, by=SYSTEM, today=TODAY)


def outside(told: str = "Письмо № 7", authority: UUID | None = None) -> Appeal:
    matter = Subject(kind=SubjectKind.OUTSIDE, authority=authority)
    return Appeal.begin(matter, client_id=CLIENT_ID, told=told, by=SYSTEM, today=TODAY)


def point(
    appeal: Appeal,
    number: int | None = None,
    ground: str = "not-proven",
    words: str = "Ничем не доказано",
    files: tuple[UUID, ...] = (),
) -> None:
    appeal.write_point(
        number,
        ground=ground,
        words=words,
        leans_on=None,
        evidence=Evidence(files=files),
        grounds=GROUNDS,
        by=SYSTEM,
    )


def change(appeal: Appeal, part: DraftPart, words: str = "", **wish: Any) -> None:
    appeal.change(part, Wish.model_validate(wish), words, by=SYSTEM, today=TODAY)


def written(appeal: Appeal, points: int = 1) -> Appeal:
    for _ in range(points):
        point(appeal)
    change(appeal, DraftPart.ASKS, "Отменить")
    return appeal


def send(appeal: Appeal, at: datetime = NOW, *, late: bool = False) -> Appeal:
    counted = terms(appeal.matter.kind)
    learned = appeal.learned() or TODAY
    suspends = appeal.wants(DraftPart.SUSPENSION)
    appeal.send(
        form=2,
        filing=counted.to_file(learned),
        late=late,
        learned_on=learned,
        document=None,
        suspension=counted.to_suspend(at) if suspends else None,
        acceptance=counted.to_refuse(at),
        decision=counted.to_decide(at),
        thread=uuid4(),
        message=uuid4(),
        at=at,
        by=SYSTEM,
    )
    return appeal


def sent(kind: SubjectKind = SubjectKind.ACT, points: int = 1) -> Appeal:
    return send(written(begun(kind), points))


def sent_late() -> Appeal:
    appeal = written(begun())
    change(appeal, DraftPart.RESTORATION, "Болел")
    return send(appeal, late=True)


def accepted(kind: SubjectKind = SubjectKind.ACT, points: int = 1) -> Appeal:
    appeal = sent(kind, points)
    appeal.assign("olga", ACTED, by=OLGA, today=TODAY)
    appeal.accept(at=NOW, by=OLGA)
    return appeal


def suspended() -> Appeal:
    appeal = written(begun(SubjectKind.IMPROVEMENT_ORDER))
    change(appeal, DraftPart.SUSPENSION, "Закроемся")
    rule_suspension(send(appeal), granted=True)
    return appeal


def rule_suspension(appeal: Appeal, *, granted: bool, reason: str = "Вред") -> None:
    tell = terms().to_tell_suspension(NOW)
    appeal.decide_suspension(
        reason, granted=granted, tell=tell, message=uuid4(), at=NOW, by=OLGA
    )


def restore(appeal: Appeal, *, granted: bool) -> None:
    appeal.decide_restoration(
        "Справка", granted=granted, message=uuid4(), at=NOW, by=OLGA
    )


def refuse(
    appeal: Appeal,
    ground: str = "sent-before",
    reason: str = "Уже была",
    at: datetime = NOW,
) -> None:
    appeal.refuse_consideration(
        ground, reason, GROUNDS, message=uuid4(), at=at, by=OLGA
    )


def ask(appeal: Appeal, at: datetime = NOW, what: str = "Пришлите журнал") -> None:
    until = terms().to_inform(at)
    appeal.ask_client(what, until=until, message=uuid4(), at=at, by=OLGA)


def term_of(appeal: Appeal) -> Reckoning:
    assert appeal.decision
    return appeal.decision


def give(appeal: Appeal, at: datetime, words: str = "Вот") -> None:
    assert appeal.awaited
    decision = terms().to_decide(NOW)
    appeal.give(words, files=(), message=uuid4(), decision=decision, at=at, by=SYSTEM)


def ask_body(appeal: Appeal, days: int = 3, what: str = "Почему?") -> None:
    until = terms().to_explain(NOW, days)
    appeal.ask_body(what, until=until, at=NOW, by=OLGA)


def explain(appeal: Appeal, by: Actor = PAVEL, words: str = "Потому") -> None:
    appeal.explain(words, documents=(), message=uuid4(), at=NOW, by=by)


def extend(appeal: Appeal, days: int = 5, at: datetime = NOW) -> None:
    longer = terms().extended(term_of(appeal), days)
    appeal.extend("Экспертиза", decision=longer, message=uuid4(), at=at, by=OLGA)


def draft(
    appeal: Appeal, *upheld: int, effects: Any = None, reason: str = "Нет доказательств"
) -> None:
    judged = {n: (n in upheld, reason) for n in appeal.points}
    follows = ([ANNUL] if upheld else []) if effects is None else effects
    appeal.draft_decision(judged, follows, "Итог", by=OLGA)


def decide(appeal: Appeal, at: datetime = NOW) -> None:
    deliver = terms().to_deliver(at)
    appeal.decide(deliver=deliver, message=uuid4(), at=at, by=OLGA)


def happened(appeal: Appeal) -> list[str]:
    return [type(one).__name__ for one in appeal.pending_events]


@dataclass
class Wrong:
    """A draft with one thing wrong, and what it is refused with."""

    refusal: type[Exception]
    part: DraftPart
    words: str = ""
    wish: Any = None


# The draft


def test_a_draft_is_sent_when_it_says_what_was_wrong_and_what_it_asks() -> None:
    appeal = begun()
    with pytest.raises(PointsMissing):
        send(appeal)
    point(appeal)
    with pytest.raises(AskMissing):
        send(appeal)
    change(appeal, DraftPart.ASKS, "Отменить")
    send(appeal)

    assert appeal.status is AppealStatus.SENT
    assert appeal.is_open
    assert appeal.number == appeal_number(appeal.id, NOW)


def test_an_outside_matter_is_named_and_has_a_body() -> None:
    with pytest.raises(OutsideUnnamed):
        outside("  ")
    appeal = written(outside())
    change(appeal, DraftPart.LEARNED, learned_on=TODAY)
    with pytest.raises(AppealedBodyMissing):
        send(appeal)
    appeal.address_to(BODY, "Письмо № 7", by=SYSTEM)
    send(appeal)

    assert appeal.authority == BODY


def test_what_the_service_knows_is_addressed_by_the_service() -> None:
    with pytest.raises(AppealedBodyMissing):
        begun().address_to(uuid4(), "Другой орган", by=SYSTEM)


def test_points_are_written_anew_and_taken_out_by_number() -> None:
    appeal = begun()
    point(appeal)
    point(appeal, words="Второе")
    appeal.drop_point(1, by=SYSTEM)
    point(appeal, words="Третье")
    point(appeal, 2, words="Второе иначе")

    assert sorted(appeal.points) == [2, 3]
    assert appeal.words[2][0] == "Второе иначе"
    with pytest.raises(NoSuchAppealPoint):
        point(appeal, 1)
    with pytest.raises(NoSuchAppealPoint):
        appeal.drop_point(1, by=SYSTEM)


def test_a_point_has_a_ground_that_fits_and_words() -> None:
    appeal = begun()
    with pytest.raises(GroundUnknown):
        point(appeal, ground="risk-data-old")
    with pytest.raises(GroundUnknown):
        point(appeal, ground="никакого")
    with pytest.raises(PointEmpty):
        point(appeal, words=" ")


def test_there_is_room_for_twenty_points_and_twenty_files() -> None:
    appeal = begun()
    for _ in range(20):
        point(appeal)
    with pytest.raises(TooManyPoints):
        point(appeal)
    many = tuple(uuid4() for _ in range(20))
    point(appeal, 1, files=many)
    point(appeal, 2, files=many[:1])
    with pytest.raises(TooManyAppealFiles):
        point(appeal, 3, files=(uuid4(),))
    with pytest.raises(TooManyAppealFiles):
        change(appeal, DraftPart.DOCUMENTS, files=(uuid4(),))


@pytest.mark.parametrize(
    "wrong",
    [
        Wrong(AskMissing, DraftPart.ASKS),
        Wrong(WishEmpty, DraftPart.SUSPENSION),
        Wrong(WishEmpty, DraftPart.RESTORATION),
        Wrong(LearnedMissing, DraftPart.LEARNED),
        Wrong(
            LearnedInFuture,
            DraftPart.LEARNED,
            wish={"learned_on": TODAY + timedelta(days=1)},
        ),
        Wrong(
            LearnedBeforeDecided,
            DraftPart.LEARNED,
            wish={"learned_on": TODAY - timedelta(days=4)},
        ),
    ],
)
def test_a_part_that_is_wanted_is_told(wrong: Wrong) -> None:
    with pytest.raises(wrong.refusal):
        change(begun(), wrong.part, wrong.words, **(wrong.wish or {}))


def test_what_is_not_wanted_needs_no_words_and_the_same_is_noted_once() -> None:
    appeal = begun()
    change(appeal, DraftPart.SUSPENSION, wanted=False)
    change(appeal, DraftPart.SUSPENSION, wanted=False)

    assert happened(appeal) == ["Begun", "Changed"]
    assert not appeal.wants(DraftPart.SUSPENSION)


def test_what_is_not_executed_is_not_suspended() -> None:
    with pytest.raises(NothingToSuspend):
        change(begun(SubjectKind.ANSWER), DraftPart.SUSPENSION, "Прошу")


def test_the_first_day_counts_on_which_the_client_knew_by_its_word_or_by_records() -> (
    None
):
    appeal = begun()
    assert appeal.learned() == TODAY - timedelta(days=2)
    change(appeal, DraftPart.LEARNED, learned_on=TODAY)
    assert appeal.learned() == TODAY - timedelta(days=2)
    change(appeal, DraftPart.LEARNED, learned_on=TODAY - timedelta(days=3))
    assert appeal.learned() == TODAY - timedelta(days=3)


def test_a_late_appeal_asks_to_restore_the_term() -> None:
    appeal = written(begun())
    with pytest.raises(RestorationMissing) as caught:
        send(appeal, late=True)
    change(appeal, DraftPart.RESTORATION, "Болел")
    send(appeal, late=True)

    assert caught.value.facts["rule"] == "LAW-069"
    assert appeal.restoration is Restoration.WAITS


def test_a_draft_that_is_sent_or_thrown_away_is_no_draft() -> None:
    thrown = begun()
    thrown.discard(by=SYSTEM)
    for appeal in (sent(), thrown):
        with pytest.raises(NotADraft):
            point(appeal)
        with pytest.raises(NotADraft):
            change(appeal, DraftPart.ASKS, "Ещё")
        with pytest.raises(NotADraft):
            appeal.discard(by=SYSTEM)
        with pytest.raises(NotADraft):
            send(appeal)


def test_the_words_of_an_appeal_are_sealed() -> None:
    appeal = sent_late()
    kinds = {type(one) for one in appeal.pending_events}

    assert kinds == {events.Begun, events.PointWritten, events.Changed, events.Sent}


# Terms


def test_each_thing_has_its_own_term_to_appeal_and_to_decide() -> None:
    friday = date(2026, 11, 20)

    assert terms().to_file(friday).last_day == date(2026, 12, 21)
    order = terms(SubjectKind.IMPROVEMENT_ORDER)
    assert order.to_file(friday).last_day == date(2026, 12, 4)
    assert terms().to_decide(NOW).last_day == date(2026, 12, 11)
    risk = terms(SubjectKind.RISK_CATEGORY)
    assert risk.to_decide(NOW).last_day == date(2026, 11, 27)
    assert terms().to_suspend(NOW).last_day == date(2026, 11, 24)
    assert terms().to_refuse(NOW).last_day == date(2026, 11, 27)
    assert terms().to_go_to_court(NOW).last_day == date(2027, 2, 22)


def test_the_edition_of_the_law_is_that_of_the_day() -> None:
    before = datetime(2024, 11, 20, 9, tzinfo=UTC)

    assert terms().to_decide(before).term.value == 20
    assert terms().to_decide(NOW).term.value == 15


def test_the_term_grows_by_as_much_as_the_clock_stood() -> None:
    appeal = accepted()
    ask(appeal)
    later = datetime(2026, 11, 25, 9, tzinfo=UTC)
    assert appeal.awaited
    pauses = (Pause(since=NOW, until=later),)
    longer = terms().gone_on(term_of(appeal), pauses)

    assert longer.last_day == date(2026, 12, 16)


# Taking up


def test_who_took_part_is_not_given_the_appeal_and_is_told_why() -> None:
    appeal = sent()
    with pytest.raises(TookPartInIt) as caught:
        appeal.assign("pavel", ACTED, by=BORIS, today=TODAY)
    appeal.assign("olga", ACTED, by=BORIS, today=TODAY)

    parts: Any = caught.value.facts["parts"]
    assert [one["what"] for one in parts] == ["drew the act"]
    assert appeal.officer == "olga"


def test_only_the_officer_whose_it_is_acts_and_only_while_apart() -> None:
    appeal = sent()
    with pytest.raises(NotYourAppeal):
        appeal.check_officer((), OLGA)
    appeal.assign("olga", (), by=OLGA, today=TODAY)
    appeal.check_officer((), OLGA)
    with pytest.raises(NotYourAppeal):
        appeal.check_officer((), BORIS)
    with pytest.raises(TookPartInIt):
        appeal.check_officer((Part(person="olga", what="came", at=NOW),), OLGA)


def test_a_late_appeal_is_taken_up_when_its_term_is_restored() -> None:
    appeal = sent_late()
    with pytest.raises(RestorationUndecided):
        appeal.accept(at=NOW, by=OLGA)
    with pytest.raises(RefusalGroundUnknown):
        refuse(appeal, "term-missed")
    restore(appeal, granted=True)
    with pytest.raises(NotAsked):
        restore(appeal, granted=True)
    appeal.accept(at=NOW, by=OLGA)

    assert appeal.status is AppealStatus.ACCEPTED
    with pytest.raises(AcceptedAlready):
        appeal.accept(at=NOW, by=OLGA)


def test_a_late_appeal_whose_term_is_not_restored_is_not_considered() -> None:
    appeal = sent_late()
    restore(appeal, granted=False)
    with pytest.raises(RestorationRefused):
        appeal.accept(at=NOW, by=OLGA)
    refuse(appeal, "term-missed")

    assert appeal.status is AppealStatus.NOT_CONSIDERED


def test_what_was_not_refused_in_time_is_considered_though_it_came_late() -> None:
    appeal = sent_late()
    restore(appeal, granted=False)
    later = NOW + timedelta(days=10)
    with pytest.raises(RefusalLate):
        refuse(appeal, "term-missed", at=later)
    appeal.accept(at=later, by=OLGA)

    assert appeal.status is AppealStatus.ACCEPTED


@pytest.mark.parametrize(
    "shown",
    [
        {"addresses": ["javascript:alert(1)"]},
        {"addresses": ["//elsewhere.example"]},
        {"addresses": ["Иванов Иван"]},
        {"flags": ["Иванов Иван"]},
    ],
)
def test_evidence_names_pages_and_flags_and_says_nothing(shown: Any) -> None:
    with pytest.raises(ValidationError):
        Evidence.model_validate(shown)


def test_consideration_is_refused_by_the_closed_list_with_reasons_in_time() -> None:
    appeal = sent()
    with pytest.raises(RefusalGroundUnknown):
        refuse(appeal, "не нравится")
    with pytest.raises(RefusalGroundUnknown):
        refuse(appeal, "term-missed")
    with pytest.raises(AppealReasonMissing):
        refuse(appeal, reason=" ")
    with pytest.raises(RefusalLate):
        refuse(appeal, at=NOW + timedelta(days=10))
    refuse(appeal)
    with pytest.raises(AppealNotOpen):
        appeal.accept(at=NOW, by=OLGA)
    with pytest.raises(AcceptedAlready):
        refuse(accepted())


def test_what_was_not_asked_for_is_not_decided() -> None:
    with pytest.raises(NotAsked):
        rule_suspension(sent(), granted=True)
    with pytest.raises(NotAsked):
        restore(sent(), granted=True)
    with pytest.raises(NotAsked):
        rule_suspension(suspended(), granted=False)


@pytest.mark.parametrize("end", ["withdraw", "refuse", "decide"])
def test_whatever_ends_an_appeal_ends_the_suspension(end: str) -> None:
    appeal = suspended()
    if end == "withdraw":
        appeal.withdraw(None, message=uuid4(), at=NOW, by=SYSTEM)
    elif end == "refuse":
        refuse(appeal)
    else:
        appeal.accept(at=NOW, by=OLGA)
        draft(appeal, 1)
        decide(appeal)

    assert appeal.suspension is Suspension.ENDED
    assert happened(appeal)[-2] == "SuspensionEnded"


@pytest.mark.parametrize("end", ["withdraw", "refuse", "decide"])
def test_what_nobody_ruled_on_is_not_needed_any_more_at_the_end(end: str) -> None:
    appeal = written(begun(SubjectKind.IMPROVEMENT_ORDER))
    change(appeal, DraftPart.SUSPENSION, "Закроемся")
    change(appeal, DraftPart.RESTORATION, "Болел")
    send(appeal, late=end != "decide")
    if end == "withdraw":
        appeal.withdraw(None, message=uuid4(), at=NOW, by=SYSTEM)
    elif end == "refuse":
        refuse(appeal, "sent-before")
    else:
        appeal.accept(at=NOW, by=OLGA)
        draft(appeal, 1)
        decide(appeal)

    assert appeal.suspension is Suspension.NOT_NEEDED
    if end != "decide":
        assert appeal.restoration is Restoration.NOT_NEEDED


def test_what_is_not_read_is_told_until_the_appeal_is_over() -> None:
    appeal = sent()
    appeal.add("Ещё", files=(), message=uuid4(), at=NOW, by=SYSTEM)
    first, second = appeal.submitted
    with pytest.raises(AppealNotRead) as refused:
        appeal.check_read([first])
    assert refused.value.facts == {"messages": 1}
    appeal.check_read([second, first])
    appeal.withdraw(None, message=uuid4(), at=NOW, by=SYSTEM)

    appeal.check_read([])


def test_a_suspension_that_was_refused_does_not_end() -> None:
    appeal = written(begun(SubjectKind.IMPROVEMENT_ORDER))
    change(appeal, DraftPart.SUSPENSION, "Закроемся")
    rule_suspension(send(appeal), granted=False)
    appeal.withdraw(None, message=uuid4(), at=NOW, by=SYSTEM)

    assert "SuspensionEnded" not in happened(appeal)


# Between


def test_the_client_adds_and_withdraws_until_it_is_decided() -> None:
    appeal = sent()
    with pytest.raises(AdditionEmpty):
        appeal.add(" ", files=(), message=uuid4(), at=NOW, by=SYSTEM)
    appeal.add("Ещё", files=(), message=uuid4(), at=NOW, by=SYSTEM)
    appeal.withdraw("Договорились", message=uuid4(), at=NOW, by=SYSTEM)
    assert appeal.additions == 1
    for over in (appeal, begun()):
        with pytest.raises(AppealNotOpen):
            over.withdraw(None, message=uuid4(), at=NOW, by=SYSTEM)


def test_more_is_asked_for_once_at_a_time_and_in_time() -> None:
    with pytest.raises(NotAccepted):
        ask(sent())
    appeal = accepted()
    ask(appeal)
    with pytest.raises(AskedAlready):
        ask(appeal)
    give(appeal, NOW + timedelta(days=1))
    with pytest.raises(DecisionLate):
        ask(appeal, NOW + timedelta(days=60))
    ask(appeal, NOW + timedelta(days=2))

    assert appeal.asked == 2


def test_what_comes_too_late_is_not_what_was_asked_for() -> None:
    appeal = accepted()
    with pytest.raises(NothingAsked):
        appeal.check_giving("Вот", (), NOW)
    ask(appeal)
    with pytest.raises(AdditionEmpty):
        give(appeal, NOW, " ")
    late = NOW + timedelta(days=20)
    with pytest.raises(NothingAsked):
        give(appeal, late)
    for _ in range(2):
        appeal.pass_information(decision=term_of(appeal), at=late, by=SYSTEM)

    assert happened(appeal).count("InformationTermPassed") == 1
    assert appeal.awaited is None


def test_the_body_proves_and_whoever_explains_does_not_decide() -> None:
    appeal = accepted()
    with pytest.raises(NothingAsked):
        explain(appeal)
    with pytest.raises(ExplanationTermWrong):
        ask_body(appeal, 30)
    ask_body(appeal)
    with pytest.raises(AskedAlready):
        ask_body(appeal)
    with pytest.raises(DecidesItself):
        explain(appeal, OLGA)
    with pytest.raises(ExplanationEmpty):
        explain(appeal, words="")
    explain(appeal, BORIS)
    with pytest.raises(TookPartInIt):
        appeal.assign("boris", (), by=BORIS, today=TODAY)


def test_the_term_is_extended_once_and_by_no_more_than_the_law_says() -> None:
    appeal = accepted()
    with pytest.raises(ExtensionTooLong):
        extend(appeal, 21)
    with pytest.raises(ExtensionTooLong):
        extend(appeal, 0)
    before = term_of(appeal).last_day
    extend(appeal, 20)

    assert (before, term_of(appeal).last_day) == (date(2026, 12, 11), date(2027, 1, 11))
    with pytest.raises(ExtendedAlready):
        extend(appeal)
    with pytest.raises(DecisionLate):
        extend(accepted(), at=NOW + timedelta(days=60))


# The decision


def test_every_point_is_decided_with_a_reason() -> None:
    appeal = accepted(points=2)
    with pytest.raises(JudgementsMissing) as caught:
        appeal.draft_decision({1: (True, "Да")}, [ANNUL], "Итог", by=OLGA)
    assert caught.value.facts["points"] == [2]
    with pytest.raises(JudgementsMissing):
        draft(appeal, 1, reason=" ")
    judged = {1: (True, "Да"), 2: (True, "Да"), 3: (True, "Да")}
    with pytest.raises(JudgementsMissing):
        appeal.draft_decision(judged, [ANNUL], "Итог", by=OLGA)
    del judged[3]
    with pytest.raises(AppealReasonMissing):
        appeal.draft_decision(judged, [ANNUL], " ", by=OLGA)


@pytest.mark.parametrize(
    ("upheld", "outcome"),
    [
        ((1, 2), Outcome.UPHELD),
        ((2,), Outcome.UPHELD_IN_PART),
        ((), Outcome.REFUSED),
    ],
)
def test_the_whole_follows_from_the_points(
    upheld: tuple[int, ...], outcome: Outcome
) -> None:
    appeal = accepted(points=2)
    draft(appeal, *upheld)
    decide(appeal)

    assert (appeal.outcome, appeal.status) == (outcome, AppealStatus.DECIDED)


def test_effects_follow_from_what_is_upheld_and_fit_and_are_whole() -> None:
    appeal = accepted()
    with pytest.raises(EffectMissing):
        draft(appeal, 1, effects=[])
    with pytest.raises(EffectWithoutGround):
        draft(appeal, effects=[ANNUL])
    new_term = Ordered(effect=Effect.NEW_TERM, until=TODAY)
    with pytest.raises(EffectUnfit):
        draft(appeal, 1, effects=[(new_term, "")])
    wordless = (Ordered(effect=Effect.CORRECT), " ")
    with pytest.raises(EffectIncomplete) as caught:
        draft(appeal, 1, effects=[ANNUL, wordless])
    assert caught.value.facts["effects"] == [2]


@pytest.mark.parametrize(
    ("kind", "lacking", "whole"),
    [
        (
            SubjectKind.IMPROVEMENT_ORDER,
            (Ordered(effect=Effect.NEW_TERM), ""),
            (Ordered(effect=Effect.NEW_TERM, until=TODAY), ""),
        ),
        (
            SubjectKind.RISK_CATEGORY,
            (Ordered(effect=Effect.NEW_CATEGORY), ""),
            (Ordered(effect=Effect.NEW_CATEGORY, category=Category.MEDIUM), ""),
        ),
        (
            SubjectKind.ANSWER,
            (Ordered(effect=Effect.OBLIGE, until=TODAY), ""),
            (Ordered(effect=Effect.OBLIGE, until=TODAY), "Ответить"),
        ),
        (
            SubjectKind.ANSWER,
            (Ordered(effect=Effect.OBLIGE), "Ответить"),
            (Ordered(effect=Effect.OBLIGE, until=TODAY), "Ответить"),
        ),
    ],
)
def test_an_effect_says_all_that_it_needs(
    kind: SubjectKind, lacking: Any, whole: Any
) -> None:
    appeal = accepted(kind)
    with pytest.raises(EffectIncomplete):
        draft(appeal, 1, effects=[lacking])
    draft(appeal, 1, effects=[whole])
    assert list(appeal.ordered()) == [whole]


def test_a_second_person_checks_a_draft() -> None:
    appeal = accepted()
    with pytest.raises(DraftMissing):
        appeal.check_decision((), agrees=True, reason=None, by=BORIS)
    with pytest.raises(DraftMissing):
        decide(appeal)
    draft(appeal, 1)
    with pytest.raises(OwnDraft):
        appeal.check_decision((), agrees=True, reason=None, by=OLGA)
    with pytest.raises(TookPartInIt):
        appeal.check_decision(ACTED, agrees=True, reason=None, by=PAVEL)
    with pytest.raises(AppealReasonMissing):
        appeal.check_decision((), agrees=False, reason=None, by=BORIS)
    appeal.check_decision((), agrees=False, reason="Слабо", by=BORIS)
    with pytest.raises(DecisionReturned):
        decide(appeal)
    draft(appeal)
    decide(appeal)

    assert (appeal.outcome, appeal.drafts) == (Outcome.REFUSED, 2)


def test_nothing_is_decided_while_the_client_may_still_answer() -> None:
    appeal = accepted()
    draft(appeal, 1)
    ask(appeal)
    with pytest.raises(InformationAwaited):
        decide(appeal)


def test_a_decision_that_comes_late_says_so() -> None:
    early, late = accepted(), accepted()
    for appeal, at in ((early, NOW), (late, NOW + timedelta(days=60))):
        draft(appeal, 1)
        decide(appeal, at)

    told = [one for one in late.pending_events if isinstance(one, events.Decided)]
    assert [one.late for one in told] == [True]
    [on_time] = [one for one in early.pending_events if isinstance(one, events.Decided)]
    assert not on_time.late


def test_a_decision_is_delivered_once_and_only_a_decision() -> None:
    court = terms().to_go_to_court(NOW)
    appeal = accepted()
    appeal.deliver(court=court, at=NOW, by=SYSTEM)
    draft(appeal, 1)
    decide(appeal)
    for _ in range(2):
        appeal.deliver(court=court, at=NOW, by=SYSTEM)

    assert happened(appeal).count("Delivered") == 1


def test_the_words_of_an_earlier_draft_are_not_those_of_the_later() -> None:
    appeal = accepted(SubjectKind.ANSWER)
    oblige = Ordered(effect=Effect.OBLIGE, until=TODAY)
    draft(appeal, 1, effects=[(oblige, "Раз"), (oblige, "Два")])
    draft(appeal, 1, effects=[(oblige, "Три")])

    assert list(appeal.ordered()) == [(oblige, "Три")]


# The data


@pytest.mark.parametrize("kind", list(SubjectKind))
def test_every_kind_of_thing_has_a_form_grounds_and_effects(kind: SubjectKind) -> None:
    assert starter_forms().of(kind).title
    assert len(GROUNDS.of(kind)) > 3
    assert FITTING[kind]


def test_a_ground_with_a_form_of_its_own_goes_before_the_kind() -> None:
    forms = starter_forms()
    moratorium = GROUNDS.get("moratorium")
    assert moratorium

    assert forms.of(SubjectKind.INSPECTION).number == 3
    assert forms.of(SubjectKind.INSPECTION, [moratorium]).number == 10


def test_numbers_of_appeals_differ_and_bear_the_year() -> None:
    numbers = {appeal_number(uuid4(), NOW) for _ in range(1000)}

    assert len(numbers) == 1000
    assert all(one.startswith("26-") and len(one) == 14 for one in numbers)
