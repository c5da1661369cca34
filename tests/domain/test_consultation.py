"""Questions, answers and what everybody may read of them (L6)."""

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.consultation import (
    MOST_FOLLOW_UPS,
    REGISTRAR,
    AlreadyPublic,
    AnswerMissing,
    AnswerWithdrawn,
    Asker,
    AskerNamed,
    AskersWords,
    ExplanationOfAnother,
    ForwardingReasonMissing,
    Matter,
    NotAnsweredYet,
    NothingAmended,
    NothingToAnswer,
    NotTogether,
    PublicAnswer,
    Question,
    QuestionClosed,
    QuestionMissing,
    Said,
    SameBody,
    Status,
    ThreadFull,
    TooFewQuestions,
    WithdrawalReasonMissing,
    are_alike,
    groups_of,
    is_named,
)
from domain.errors import Refusal
from domain.kernel import Actor, Certainty, Role
from domain.law_term import LawTerm
from tests.facts import new_facts

TODAY = date(2026, 11, 21)
CLIENT = uuid4()
ANNA = Actor(id="anna", role=Role.CLIENT, organisation=CLIENT)
PAVEL = Actor(id="pavel", role=Role.INSPECTOR, organisation=uuid4())
FIRE, OTHER = "МЧС России", "Роспотребнадзор"
SAID = Said(question="Сколько огнетушителей в зале?", answer="Не меньше одного")


def term(id: str = "LAW-049", value: int = 30, unit: str = "calendar_day") -> LawTerm:
    return LawTerm(
        id=id,
        topic="Prevention",
        rule="Written consultation answer",
        value=value,
        unit=unit,
        counted_from="registration",
        source="59-ФЗ art. 12",
        certainty=Certainty.CERTAIN,
    )


SIMILAR = term("LAW-047", 5, "questions")
CAFE = Asker(
    name="ИП Кузнецова Анна Викторовна (кафе «Липа»)",
    numbers=("630000000119", "326630000000017"),
)


def asked(
    text: str = "Нужен ли нам огнетушитель?",
    requirement: str = "REQ-FIRE-001",
    body: str = FIRE,
    on: date = TODAY,
    client_id: UUID = CLIENT,
) -> Question:
    matter = Matter(requirement=requirement, version=1, control_body=body, body=body)
    return Question.ask(
        matter, client_id=client_id, question=text, term=term(), by=ANNA, today=on
    )


def answered(**how: str) -> Question:
    question = asked(**how)  # type: ignore[arg-type]
    question.answer(answer="Да, один", by=PAVEL, today=TODAY)
    return question


def names(question: Question | PublicAnswer) -> list[str]:
    return [name for name, _ in new_facts(question)]


def published(said: Said = SAID) -> PublicAnswer:
    return PublicAnswer.publish(answered(), said, asker=CAFE, by=PAVEL, today=TODAY)


def explained(sources: list[Question], said: Said = SAID) -> PublicAnswer:
    return PublicAnswer.explain(
        sources, said, askers=[CAFE], term=SIMILAR, by=PAVEL, today=TODAY
    )


def test_a_question_bears_its_deadline_and_the_rule_behind_it() -> None:
    question = asked("  Нужен ли нам огнетушитель? ")

    assert new_facts(question) == [
        (
            "Asked",
            {
                "client_id": CLIENT,
                "requirement": "REQ-FIRE-001",
                "requirement_version": 1,
                "control_body": FIRE,
                "body": FIRE,
                "question": "Нужен ли нам огнетушитель?",
                "on": TODAY,
                "due": date(2026, 12, 21),
                "rule": "LAW-049",
            },
        )
    ]
    assert question.status is Status.WAITING


def test_forwarding_moves_the_question_and_not_its_deadline() -> None:
    question = asked()

    question.forward(body=OTHER, reason="Это санитарные правила", by=PAVEL)

    assert question.body == OTHER
    assert new_facts(question)[1] == (
        "Forwarded",
        {"client_id": CLIENT, "body": OTHER, "reason": "Это санитарные правила"},
    )


def test_a_follow_up_has_a_deadline_and_an_answer_of_its_own() -> None:
    question = answered()
    later = date(2026, 12, 1)

    question.follow_up(question="А на улице?", term=term(), by=ANNA, today=later)
    waited = question.status
    question.answer(answer="Тоже", by=PAVEL, today=later)

    told = dict(new_facts(question)[2:])
    assert waited is Status.WAITING
    assert (told["FollowedUp"]["turn"], told["FollowedUp"]["due"]) == (
        2,
        date(2026, 12, 31),
    )
    assert told["Answered"]["turn"] == 2
    assert question.status is Status.ANSWERED


def test_a_thread_ends_after_so_many_follow_ups() -> None:
    question = answered()
    for _ in range(MOST_FOLLOW_UPS):
        question.follow_up(question="А ещё?", term=term(), by=ANNA, today=TODAY)
        question.answer(answer="Да", by=PAVEL, today=TODAY)

    with pytest.raises(ThreadFull) as refusal:
        question.follow_up(question="И ещё?", term=term(), by=ANNA, today=TODAY)

    assert refusal.value.facts == {"most": MOST_FOLLOW_UPS}


def test_an_answer_is_unread_until_the_client_says_or_does_something() -> None:
    question = answered()
    unread = question.is_unread

    question.mark_read(by=ANNA)
    question.mark_read(by=ANNA)

    assert unread
    assert not question.is_unread
    assert names(question) == ["Asked", "Answered", "AnswerRead"]


@pytest.mark.parametrize("act", ["rate", "close", "follow_up"])
def test_whoever_goes_on_has_read_the_answer(act: str) -> None:
    question = answered()

    if act == "rate":
        question.rate(turn=1, rating=5, comment=None, by=ANNA)
    elif act == "close":
        question.close(by=ANNA, today=TODAY)
    else:
        question.follow_up(question="А ещё?", term=term(), by=ANNA, today=TODAY)

    assert not question.is_unread


def test_a_rating_may_be_corrected_and_given_after_closing() -> None:
    question = answered()
    question.close(by=ANNA, today=TODAY)

    question.rate(turn=1, rating=2, comment="  ", by=ANNA)
    question.rate(turn=1, rating=4, comment=" Понял ", by=ANNA)

    rated = [facts for name, facts in new_facts(question) if name == "Rated"]
    assert [(one["rating"], one["comment"]) for one in rated] == [
        (2, None),
        (4, "Понял"),
    ]


@pytest.mark.parametrize("rating", [0, 6])
def test_a_rating_is_one_to_five(rating: int) -> None:
    with pytest.raises(ValidationError):
        answered().rate(turn=1, rating=rating, comment=None, by=ANNA)


def test_a_question_may_be_closed_before_it_is_answered() -> None:
    question = asked()

    question.close(by=ANNA, today=TODAY)

    assert question.status is Status.CLOSED


def _close(question: Question) -> None:
    question.close(by=ANNA, today=TODAY)


def _answer(question: Question, text: str = "Да") -> None:
    question.answer(answer=text, by=PAVEL, today=TODAY)


def _forward(question: Question, body: str = OTHER, reason: str = "Так") -> None:
    question.forward(body=body, reason=reason, by=PAVEL)


def _follow(question: Question, text: str = "А ещё?") -> None:
    question.follow_up(question=text, term=term(), by=ANNA, today=TODAY)


def _rate(question: Question, turn: int = 1) -> None:
    question.rate(turn=turn, rating=3, comment=None, by=ANNA)


def _closed() -> Question:
    question = answered()
    _close(question)
    return question


@pytest.mark.parametrize(
    ("question", "act", "refusal"),
    [
        (asked, _follow, NotAnsweredYet),
        (asked, _rate, NotAnsweredYet),
        (asked, lambda one: one.mark_read(by=ANNA), NotAnsweredYet),
        (asked, lambda one: _answer(one, "  "), AnswerMissing),
        (asked, lambda one: _forward(one, reason=" "), ForwardingReasonMissing),
        (asked, lambda one: _forward(one, body=FIRE), SameBody),
        (answered, _answer, NothingToAnswer),
        (answered, _forward, NothingToAnswer),
        (answered, lambda one: _follow(one, " "), QuestionMissing),
        (answered, lambda one: _rate(one, 2), NotAnsweredYet),
        (_closed, _answer, QuestionClosed),
        (_closed, _forward, QuestionClosed),
        (_closed, _follow, QuestionClosed),
        (_closed, _close, QuestionClosed),
    ],
)
def test_what_cannot_be_done_says_why(
    question: Callable[[], Question],
    act: Callable[[Question], None],
    refusal: type[Refusal],
) -> None:
    with pytest.raises(refusal):
        act(question())


def test_an_empty_question_is_refused() -> None:
    with pytest.raises(QuestionMissing):
        asked(" \n ")


def test_a_public_answer_says_nothing_of_the_asker() -> None:
    answer = published(
        SAID.model_copy(update={"unmet": " норму нельзя заменить до 2028 года "})
    )

    [(name, facts)] = new_facts(answer)
    assert name == "Published"
    assert len(facts.pop("questions")) == 1
    assert facts == {
        "kind": "frequent",
        "body": FIRE,
        "requirement": "REQ-FIRE-001",
        "question": "Сколько огнетушителей в зале?",
        "answer": "Не меньше одного",
        "unmet": "норму нельзя заменить до 2028 года",
        "rule": None,
        "on": TODAY,
    }


@pytest.mark.parametrize(
    "text",
    [
        "Вот что ответили ИП Кузнецова из Самары",
        "анна викторовна спросила",
        "ИНН 6300 0000 0119",
        "Запись 326630000000017",
        "В кафе «Липа» нужен один",
        "В Липа нужен один",
    ],
)
def test_the_asker_is_not_named(text: str) -> None:
    assert is_named(CAFE, text)
    for said in (
        Said(question=text, answer="Да"),
        Said(question="Нужен ли?", answer=text),
        Said(question="Нужен ли?", answer="Нет", unmet=text),
    ):
        with pytest.raises(AskerNamed):
            published(said)


@pytest.mark.parametrize(
    "text",
    ["Кафе нужен один огнетушитель", "Анна", "Под липами", "ИП и ООО", "6300000001"],
)
def test_common_words_name_nobody(text: str) -> None:
    assert not is_named(CAFE, text)


def test_a_name_with_yo_is_found_without_it() -> None:
    assert is_named(Asker(name="ИП Королёв Пётр", numbers=()), "Королев Петр спросил")


def test_the_askers_words_are_not_published() -> None:
    with pytest.raises(AskersWords):
        published(Said(question="нужен ли нам огнетушитель", answer="Да"))


def test_only_what_was_answered_is_published() -> None:
    with pytest.raises(NotAnsweredYet):
        PublicAnswer.publish(asked(), SAID, asker=CAFE, by=PAVEL, today=TODAY)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (Said(question=" ", answer="Да"), QuestionMissing),
        (Said(question="Как?", answer=" "), AnswerMissing),
    ],
)
def test_a_public_answer_has_both_texts(said: Said, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        published(said)


def test_an_amended_answer_keeps_its_texts_and_a_withdrawn_one_is_over() -> None:
    answer = published()
    said = Said(question="Сколько огнетушителей?", answer="По расчёту")

    answer.amend(said, askers=[CAFE], by=PAVEL, today=TODAY)
    with pytest.raises(NothingAmended):
        answer.amend(said, askers=[CAFE], by=PAVEL, today=TODAY)
    with pytest.raises(AskerNamed):
        answer.amend(
            Said(question="Для кафе «Липа»?", answer="Да"),
            askers=[CAFE],
            by=PAVEL,
            today=TODAY,
        )
    with pytest.raises(WithdrawalReasonMissing):
        answer.withdraw(reason=" ", by=PAVEL, today=TODAY)
    answer.withdraw(reason="Правила изменились", by=PAVEL, today=TODAY)

    assert names(answer) == ["Published", "Amended", "Withdrawn"]
    assert answer.text_version == 2
    with pytest.raises(AnswerWithdrawn):
        answer.amend(SAID, askers=[], by=PAVEL, today=TODAY)
    with pytest.raises(AnswerWithdrawn):
        answer.withdraw(reason="Ещё раз", by=PAVEL, today=TODAY)


def test_five_similar_questions_get_one_explanation() -> None:
    sources = [asked(f"Вопрос {n}", client_id=uuid4()) for n in range(5)]

    explanation = explained(sources)

    assert (explanation.kind, explanation.requirement) == (
        "explanation",
        "REQ-FIRE-001",
    )
    assert [one.status for one in sources] == [Status.ANSWERED] * 5
    for one in sources:
        assert new_facts(one)[1] == (
            "Explained",
            {
                "client_id": one.client_id,
                "turn": 1,
                "explanation": explanation.id,
                "explanation_version": 1,
                "on": TODAY,
            },
        )


def test_the_number_comes_from_the_rule_of_the_day() -> None:
    sources = [asked() for _ in range(4)]

    with pytest.raises(TooFewQuestions) as refusal:
        explained(sources)
    with pytest.raises(TooFewQuestions):
        PublicAnswer.explain(
            [asked() for _ in range(6)],
            SAID,
            askers=[],
            term=term("LAW-047", 7, "questions"),
            by=PAVEL,
            today=TODAY,
        )

    assert refusal.value.facts == {"needed": 5, "chosen": 4}
    assert str(refusal.value.source) == "248-ФЗ, ст. 50 ч. 6"


def test_those_that_were_answered_count_and_get_it_too() -> None:
    sources = [*[answered() for _ in range(4)], asked()]

    explained(sources)

    assert [names(one)[-1] for one in sources] == ["Explained"] * 5


def test_an_explanation_needs_somebody_who_waits() -> None:
    with pytest.raises(NothingToAnswer):
        explained([answered() for _ in range(5)])


@pytest.mark.parametrize(
    "other",
    [{"requirement": "REQ-FIRE-002"}, {"body": OTHER}, {"requirement": ""}],
)
def test_an_explanation_is_about_one_thing(other: dict[str, str]) -> None:
    sources = [*[asked() for _ in range(4)], asked(**other)]  # type: ignore[arg-type]

    with pytest.raises(NotTogether):
        explained(sources)


def test_what_is_closed_or_explained_is_not_explained_again() -> None:
    sources = [asked() for _ in range(5)]
    explained(sources)

    with pytest.raises(AlreadyPublic):
        explained([sources[0], *[asked() for _ in range(4)]])
    with pytest.raises(QuestionClosed):
        explained([_closed(), *[asked() for _ in range(4)]])


def test_a_later_question_may_be_answered_with_the_explanation() -> None:
    explanation = explained([asked() for _ in range(5)])
    late, other = asked(), asked(requirement="REQ-FIRE-002")

    explanation.answer(late, by=PAVEL, today=TODAY)

    assert late.status is Status.ANSWERED
    with pytest.raises(ExplanationOfAnother):
        explanation.answer(other, by=PAVEL, today=TODAY)
    with pytest.raises(ExplanationOfAnother):
        published().answer(asked(), by=PAVEL, today=TODAY)
    explanation.withdraw(reason="Так", by=PAVEL, today=TODAY)
    with pytest.raises(AnswerWithdrawn):
        explanation.answer(asked(), by=PAVEL, today=TODAY)


def test_the_registrar_answers_for_the_list() -> None:
    assert asked(requirement="", body=REGISTRAR).body == REGISTRAR


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("огнетушител каф", "огнетушител каф зал 20", True),
        ("огнетушител каф нуж", "огнетушител каф скольк нужн", True),
        ("огнетушител", "огнетушител", False),
        ("огнетушител каф нуж сет", "огнетушител лифт кран", False),
        ("огнетушител каф зал лифт мест", "огнетушител каф кран цех склад", False),
        ("", "", False),
    ],
)
def test_questions_are_alike_when_half_of_the_shorter_is_shared(
    first: str, second: str, *, alike: bool
) -> None:
    one, other = frozenset(first.split()), frozenset(second.split())

    assert are_alike(one, other) is alike
    assert are_alike(other, one) is alike


def test_groups_are_led_by_the_question_most_alike_to_the_others() -> None:
    texts = {
        "a": frozenset({"x", "y"}),
        "b": frozenset({"x", "y", "z"}),
        "c": frozenset({"y", "z"}),
        "d": frozenset({"q", "r"}),
        "e": frozenset({"q", "r", "s"}),
    }

    assert groups_of(texts, 3) == [("b", "a", "c")]
    assert groups_of(texts, 2) == [("b", "a", "c"), ("d", "e")]


@given(
    texts=st.dictionaries(
        st.integers(0, 30), st.frozensets(st.sampled_from("abcdefg")), max_size=12
    ),
    least=st.integers(1, 4),
)
def test_no_question_is_in_two_groups_and_all_are_alike_to_the_first(
    texts: dict[int, frozenset[str]], least: int
) -> None:
    found = groups_of(texts, least)

    together = [one for group in found for one in group]
    assert len(together) == len(set(together))
    for lead, *others in found:
        assert len(others) + 1 >= least
        assert all(are_alike(texts[lead], texts[other]) for other in others)
