"""One voice, contents that nothing leads to, costs, near copies (E1 to E5)."""

from datetime import date
from decimal import Decimal
from functools import partial
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError

from domain.anonymity import Group, Round
from domain.errors import Refusal
from domain.evaluation import (
    MOST_A_DAY,
    ConsideredAlready,
    Evaluation,
    NamedAlready,
    NoSuchRemark,
    NothingSaid,
    NotNamed,
    NotSent,
    NotToBeSeen,
    Outcome,
    ReasonMissing,
    ReleasedAlready,
    Remark,
    Said,
    Subject,
    Tally,
    TooOften,
    Voice,
    Work,
    cost_of,
    fingerprint,
    near_copies,
    number_of,
    words_of,
)
from domain.kernel import Actor, Role
from tests.facts import new_facts
from tests.sample import ANNA

TODAY = date(2026, 11, 21)
RULE = Subject(code="REQ-FIRE-001", version=1)
CLIENT = uuid4()
JOB = Actor(id="system:rounds", role=Role.SYSTEM)
VIKTOR = Actor(id="viktor", role=Role.RULE_DEVELOPER)
SAID = Said(clarity=2)


def voice() -> Voice:
    return Voice.begin(RULE, SAID, client_id=CLIENT, by=ANNA)


def send(one: Voice, said: Said = SAID, *, is_named: bool = False) -> UUID:
    one.send(
        said, segment="{}", content=uuid4(), is_named=is_named, by=ANNA, today=TODAY
    )
    assert one.content
    return one.content


def content(*remarks: str) -> Evaluation:
    said = Said(clarity=2, remarks=tuple(Remark(text=text) for text in remarks))
    return Evaluation.give(
        RULE, said, id=uuid4(), due=TODAY, rule="LAW-104", by=JOB, today=TODAY
    )


def consider(one: Evaluation, remark: int = 0, reason: str = "Исправим") -> None:
    one.consider(remark, Outcome.PARTLY, reason, used_in=None, by=VIKTOR, today=TODAY)


def test_a_client_has_one_voice_on_one_version() -> None:
    other = Subject(code=RULE.code, version=2)

    assert voice().id == voice().id
    assert Voice.create_id(CLIENT, other) != voice().id


def test_the_content_is_found_by_chance_never_from_the_client() -> None:
    assert send(voice()) != send(voice())


def test_a_revision_keeps_its_number_and_a_withdrawal_does_not() -> None:
    one = voice()
    first = send(one)
    second = send(one)
    one.withdraw(by=ANNA)
    third = send(one)

    assert first == second
    assert third != first
    assert one.left == (first,)


def test_who_takes_the_name_back_gets_another_number() -> None:
    one = voice()
    named = send(one, is_named=True)

    one.take_name_back(uuid4(), by=ANNA)

    assert one.content != named
    assert one.left == (named,)
    assert send(one) == one.content


def test_sending_again_without_the_name_leaves_what_bore_it() -> None:
    one = voice()
    named = send(one, is_named=True)

    assert send(one, is_named=False) != named


def test_nothing_is_sent_that_says_nothing() -> None:
    with pytest.raises(NothingSaid):
        send(voice(), Said())


def test_one_voice_is_heard_so_many_times_a_day() -> None:
    one = voice()
    for _ in range(MOST_A_DAY):
        send(one)

    with pytest.raises(TooOften):
        send(one)


@pytest.mark.parametrize("refusal", [NotSent, NamedAlready, NotNamed])
def test_consent_is_of_what_was_sent_and_given_once(refusal: type[Refusal]) -> None:
    one = voice()
    if refusal is not NotSent:
        send(one, is_named=refusal is NamedAlready)

    step = (
        partial(one.take_name_back, uuid4()) if refusal is NotNamed else one.give_name
    )

    with pytest.raises(refusal):
        step(by=ANNA)


def test_what_is_given_bears_no_client_and_no_segment() -> None:
    [(name, fields)] = new_facts(content())

    assert name == "Given"
    assert fields.keys() == {"of", "said", "remarks", "written", "on", "due", "rule"}


def test_a_remark_is_decided_on_once() -> None:
    one = content("Так", "И так")
    one.release(1, "Так", due=TODAY, by=ANNA, today=TODAY)
    one.keep_back(2, by=ANNA, today=TODAY)

    for remark in (1, 2):
        with pytest.raises(ReleasedAlready):
            one.keep_back(remark, by=ANNA, today=TODAY)
    with pytest.raises(NoSuchRemark):
        one.keep_back(3, by=ANNA, today=TODAY)


@pytest.mark.parametrize(
    ("remark", "reason", "refusal"),
    [
        (1, "Исправим", NotToBeSeen),
        (2, "Исправим", NoSuchRemark),
        (0, " ", ReasonMissing),
    ],
)
def test_an_answer_has_a_reason_and_something_to_answer(
    remark: int, reason: str, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        consider(content("Так"), remark, reason)


def test_an_answer_is_given_once() -> None:
    one = content()
    consider(one)

    with pytest.raises(ConsideredAlready):
        consider(one)


def test_what_was_withdrawn_is_not_answered_and_what_was_revised_is_again() -> None:
    revised, gone = content("Так"), content()
    consider(revised)
    revised.revise(SAID, due=TODAY, rule="LAW-104", by=JOB, today=TODAY)
    gone.withdraw(by=JOB, today=TODAY)

    consider(revised)

    with pytest.raises(NotSent):
        consider(gone)


def test_groups_are_numbered_and_never_again() -> None:
    tally = Tally.begin(RULE, by=JOB)
    group = Group(label=(), members=(uuid4(),))
    tally.count(Round(formed=(group, group)), by=JOB, today=TODAY)
    tally.count(Round(formed=(group,), dissolved=(1, 2)), by=JOB, today=TODAY)

    assert tally.groups == {3: group}
    assert tally.counted == set(group.members)


@pytest.mark.parametrize(
    ("work", "hours", "roubles"),
    [
        (Work(), "0.00", 0),
        (Work(hours=Decimal(2), price=500), "2.00", 1000),
        (
            Work(hours=Decimal("1.5"), price=400, expenses=100, times=Decimal(4)),
            "6.00",
            2800,
        ),
    ],
)
def test_cost_is_price_times_time_times_frequency(
    work: Work, hours: str, roubles: int
) -> None:
    found = cost_of(work)

    assert (str(found.hours), found.roubles) == (hours, roubles)


@pytest.mark.parametrize(
    "given",
    [
        {"clarity": 0},
        {"clarity": 6},
        {"themes": ["cost", "cost"]},
        {"clashes": [{"kind": "duplicates", "requirement": "REQ-1"}] * 2},
        {"once": {"hours": -1}},
    ],
)
def test_what_cannot_be_said_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Said.model_validate(given)


def test_copies_are_told_by_their_words() -> None:
    texts = {
        fingerprint((text,)): words_of((text,))
        for text in (
            "Отмените журнал, он никому не нужен и отнимает время",
            "ОТМЕНИТЕ журнал: он никому не нужен и отнимает время!",
            "Отмените журнал, он никому не нужен и отнимает наше время",
            "Срок слишком мал",
        )
    }

    groups = near_copies(texts)

    assert len(texts) == 3
    assert [len(group) for group in groups] == [2, 1]


def test_without_words_there_is_no_fingerprint() -> None:
    assert fingerprint(()) == fingerprint(("!",)) == ""


def test_a_number_is_ten_signs() -> None:
    assert number_of(UUID(int=0)) == "AAAAA-AAAAA"
