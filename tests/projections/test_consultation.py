"""Questions and public answers as they are read (L6)."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from application.consultation import AmendAnswer, WithdrawAnswer
from domain.consultation import REGISTRAR, Asker, Status
from domain.kernel import Actor
from interfaces.gateways.database import Database
from projections.consultation import BadQuestionCursor, QuestionView, Turn
from projections.consultation.questions import LOOKED_AT
from tests.business import (
    INN,
    LIFT_CODE,
    LIFTS,
    OTHER_INN,
    SCHOOLS,
    TEACHING,
    TEACHING_CODE,
    Business,
    business,
    own,
)
from tests.conftest import StoppedClock
from tests.consulting import ANSWER, QUESTION, SAME, Desk

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]

TODAY, DUE = date(2026, 11, 21), date(2026, 12, 21)


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    world = business(database, clock)
    world.require()
    return world


@pytest.fixture
def desk(world: Business) -> Desk:
    return Desk(world)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client()


@pytest.fixture
def pavel(world: Business) -> Actor:
    return world.supervisor()


@pytest.fixture
def view(world: Business) -> QuestionView:
    return world.service.question_view


def test_a_question_shows_its_number_deadline_and_thread(
    desk: Desk, anna: Actor, pavel: Actor, clock: StoppedClock
) -> None:
    receipt = desk.ask(anna)
    desk.answer(receipt.id, pavel)
    clock.pass_by(timedelta(days=3))
    desk.follow_up(receipt.id, anna)

    card = desk.card(receipt.id)
    assert (card.number, card.version, card.status) == (
        receipt.position,
        3,
        Status.WAITING,
    )
    assert (card.client_id, card.client_name) == (own(anna), "ИП anna")
    assert (card.requirement, card.requirement_version, card.body) == (
        LIFT_CODE,
        1,
        LIFTS,
    )
    assert card.due == DUE + timedelta(days=3)
    assert card.turns[0] == Turn(
        number=1,
        question=QUESTION,
        on=TODAY,
        due=DUE,
        rule="LAW-049",
        body=LIFTS,
        answer=ANSWER,
        answered_on=TODAY,
        answered_at=card.asked_at,
    )
    assert card.last.answer is None
    assert [one.kind for one in card.moments] == ["asked", "answered", "followed_up"]


def test_overdue_is_the_day_after_the_last(
    desk: Desk, anna: Actor, pavel: Actor
) -> None:
    id = desk.ask(anna).id
    waits = desk.card(id)
    desk.answer(id, pavel)

    assert not waits.is_overdue(DUE)
    assert waits.is_overdue(DUE + timedelta(days=1))
    assert not desk.card(id).is_overdue(DUE + timedelta(days=1))


def test_the_queue_begins_with_the_oldest_deadline(
    desk: Desk, anna: Actor, pavel: Actor, clock: StoppedClock, view: QuestionView
) -> None:
    first = desk.ask(anna, "Первый").id
    clock.pass_by(timedelta(days=1))
    second = desk.ask(anna, "Второй").id
    third = desk.ask(anna, "Третий").id
    desk.answer(first, pavel)
    clock.pass_by(timedelta(days=1))
    desk.follow_up(first, anna)

    page = view.waiting([LIFTS], limit=2)
    rest = view.waiting([LIFTS], limit=2, after=page.after)

    assert [one.id for one in page.questions] == [second, third]
    assert [one.id for one in rest.questions] == [first]
    assert rest.after is None
    assert view.waiting([SCHOOLS]).questions == ()


def test_what_is_done_and_what_is_mine_begin_with_the_newest(
    desk: Desk, anna: Actor, pavel: Actor, view: QuestionView
) -> None:
    ids = [desk.ask(anna, f"Вопрос {n}").id for n in range(3)]
    desk.answer(ids[0], pavel)
    desk.close(ids[1], anna)

    done = view.done([LIFTS])
    page = view.mine(own(anna), limit=2)
    rest = view.mine(own(anna), limit=2, after=page.after)

    assert [one.id for one in done.questions] == [ids[1], ids[0]]
    assert [one.id for one in page.questions] == [ids[2], ids[1]]
    assert [one.id for one in rest.questions] == [ids[0]]
    assert view.mine(uuid4()).questions == ()


@pytest.mark.parametrize("after", ["x", "W10", "WyJhIiwxXQ", "ż"])
def test_a_place_that_nobody_gave_is_refused(view: QuestionView, after: str) -> None:
    for ask in (view.waiting, view.done):
        with pytest.raises(BadQuestionCursor):
            ask([LIFTS], after=after)
    with pytest.raises(BadQuestionCursor):
        view.mine(uuid4(), after=after)


def test_a_forwarding_is_seen_with_its_reason(
    desk: Desk, anna: Actor, pavel: Actor, view: QuestionView
) -> None:
    desk.world.supervisor(SCHOOLS, "olga")
    id = desk.ask(anna).id

    desk.forward(id, pavel, SCHOOLS, "Это о школе")

    moment = desk.card(id).moments[-1]
    assert (moment.kind, moment.text, moment.body) == (
        "forwarded",
        "Это о школе",
        SCHOOLS,
    )
    assert [one.id for one in view.waiting([SCHOOLS]).questions] == [id]
    assert view.waiting([LIFTS]).questions == ()


def test_the_newest_rating_of_an_answer_counts_for_the_body_that_gave_it(
    desk: Desk, anna: Actor, pavel: Actor, view: QuestionView
) -> None:
    first, second = desk.ask(anna).id, desk.ask(anna).id
    desk.answer(first, pavel)
    desk.answer(second, pavel)

    desk.rate(first, anna, 1)
    desk.rate(first, anna, 4, comment="Понял")
    desk.rate(second, anna, 5)

    found = view.ratings([LIFTS])
    assert (found.count, found.mean) == (2, 4.5)
    assert (desk.card(first).last.rating, desk.card(first).last.comment) == (4, "Понял")
    assert view.ratings([SCHOOLS]).model_dump() == {"count": 0, "mean": None}


def test_home_pages_know_what_waits(
    desk: Desk, anna: Actor, pavel: Actor, clock: StoppedClock, view: QuestionView
) -> None:
    nothing = view.for_client(own(anna)), view.for_officer([LIFTS])
    answered = desk.ask(anna).id
    desk.answer(answered, pavel)
    desk.ask(anna)
    clock.pass_by(timedelta(days=31))
    desk.ask(anna)

    assert nothing[0].model_dump() == {
        "waiting": 0,
        "until": None,
        "overdue": 0,
        "unread": 0,
    }
    assert nothing[1].model_dump() == {"open": 0, "overdue": 0, "until": None}
    assert view.for_client(own(anna)).model_dump() == {
        "waiting": 2,
        "until": DUE,
        "overdue": 1,
        "unread": 1,
    }
    assert view.for_officer([LIFTS]).model_dump() == {
        "open": 2,
        "overdue": 1,
        "until": DUE,
    }
    desk.read(answered, anna)
    assert view.for_client(own(anna)).unread == 0


@pytest.mark.usefixtures("pavel")
def test_similar_questions_are_noticed_in_any_form_of_the_words(
    desk: Desk, view: QuestionView
) -> None:
    clients = desk.clients(6)
    ids = desk.ask_the_same(clients[:5])
    other = desk.ask(clients[5], "Кто отвечает за табличку у входа?").id

    [found] = view.similar([LIFTS], 5)

    assert (found.requirement, found.body) == (LIFT_CODE, LIFTS)
    assert set(found.questions) == set(ids)
    assert view.similar([LIFTS], 6) == []
    assert view.similar([SCHOOLS], 5) == []
    beside = view.beside(desk.card(other))
    assert {one.id for one in beside} == {*ids, other}


@pytest.mark.usefixtures("pavel")
def test_only_questions_about_the_same_are_similar(
    desk: Desk, view: QuestionView
) -> None:
    desk.world.require(TEACHING_CODE, TEACHING)
    clients = desk.clients(5)
    for place, by in enumerate(clients):
        desk.ask(by, SAME[place], requirement=(LIFT_CODE, TEACHING_CODE)[place % 2])

    assert view.similar([LIFTS], 4) == []
    assert len(view.similar([LIFTS], 3)) == 1


def test_what_is_answered_counts_while_somebody_waits(
    desk: Desk, pavel: Actor, view: QuestionView
) -> None:
    clients = desk.clients(5)
    ids = desk.ask_the_same(clients)
    for id in ids[:4]:
        desk.answer(id, pavel)
    while_one_waits = view.similar([LIFTS], 5)
    desk.answer(ids[4], pavel)

    assert len(while_one_waits) == 1
    assert view.similar([LIFTS], 5) == []


def test_what_is_explained_or_closed_is_not_noticed_again(
    desk: Desk, pavel: Actor, view: QuestionView
) -> None:
    clients = desk.clients(6)
    ids = desk.ask_the_same(clients)
    desk.close(ids[5], clients[5])
    desk.explain(ids[:5], pavel)

    assert view.similar([LIFTS], 1) == []
    assert view.beside(desk.card(ids[0])) == []


@pytest.mark.usefixtures("pavel")
def test_of_very_many_questions_the_newest_are_compared(
    desk: Desk, anna: Actor, view: QuestionView
) -> None:
    for _ in range(LOOKED_AT + 3):
        desk.ask(anna, SAME[0])

    [found] = view.similar([LIFTS], 5)

    assert len(found.questions) == LOOKED_AT


def test_an_explanation_stands_beside_an_answer_that_was_given_before(
    desk: Desk, pavel: Actor, clock: StoppedClock
) -> None:
    ids = desk.ask_the_same(desk.clients(5))
    desk.answer(ids[0], pavel)
    clock.pass_by(timedelta(days=2))

    explanation = desk.explain(ids, pavel).id

    before, fresh = desk.card(ids[0]).last, desk.card(ids[1]).last
    assert (before.answer, before.explanation, before.answered_on) == (
        ANSWER,
        explanation,
        TODAY,
    )
    assert (fresh.answer, fresh.explanation, fresh.answered_on) == (
        None,
        explanation,
        TODAY + timedelta(days=2),
    )
    assert fresh.explanation_version == 1


class TestPublicAnswers:
    """What everybody finds and reads."""

    def test_an_answer_is_found_by_words_in_any_form_and_misspelt(
        self, desk: Desk, anna: Actor, pavel: Actor
    ) -> None:
        id = desk.ask(anna).id
        desk.answer(id, pavel)
        number = desk.publish(id, pavel).position
        search = desk.world.service.answer_view.search

        for text in ("лифт", "обследование лифтов", "ЛИФТЫ работает", "обслед"):
            assert [one.number for one in search(text).answers] == [number], text
        misspelt = search("обследуют лефты")
        assert [one.number for one in misspelt.answers] == [number]
        assert misspelt.corrected == "обследуют лифты"
        assert search("огнетушитель").answers == ()
        assert [one.number for one in search("lift-001").answers] == [number]
        assert [one.number for one in search().answers] == [number]

    def test_the_better_fit_comes_first_and_pages_follow(
        self, desk: Desk, anna: Actor, pavel: Actor
    ) -> None:
        id = desk.ask(anna).id
        desk.answer(id, pavel)
        best = desk.publish(id, pavel, "Лифт, лифт и ещё лифт?", "Лифт").position
        rest = [
            desk.publish(id, pavel, f"Вопрос {n}?", "Про лифт и другое").position
            for n in range(3)
        ]
        search = desk.world.service.answer_view.search

        seen: list[int] = []
        after = None
        while True:
            page = search("лифт", after=after, limit=2)
            seen += [one.number for one in page.answers]
            if (after := page.after) is None:
                break

        assert seen == [best, *reversed(rest)]
        with pytest.raises(BadQuestionCursor):
            search("лифт", after="WzFd")

    def test_answers_are_tied_to_their_requirement(
        self, desk: Desk, anna: Actor, pavel: Actor
    ) -> None:
        elena = desk.registrar()
        about, whole = desk.ask(anna).id, desk.ask(anna, requirement=None).id
        desk.answer(about, pavel)
        desk.answer(whole, elena)
        number = desk.publish(about, pavel).position
        general = desk.publish(whole, elena, "Зачем перечень?", "Чтобы знать").position
        view = desk.world.service.answer_view

        assert [one.number for one in view.about(LIFT_CODE)] == [number]
        assert [one.number for one in view.search(requirement="").answers] == [general]
        assert view.search(requirement=TEACHING_CODE).answers == ()
        assert [one.number for one in view.of_question(about)] == [number]
        found = view.get(general)
        assert found
        assert found.body == REGISTRAR

    def test_every_text_is_kept_and_the_newest_is_found(
        self, desk: Desk, anna: Actor, pavel: Actor, clock: StoppedClock
    ) -> None:
        id = desk.ask(anna).id
        desk.answer(id, pavel)
        receipt = desk.publish(id, pavel, unmet="нет закона")
        clock.pass_by(timedelta(days=1))
        amend = AmendAnswer(question="Когда проверяют краны?", answer="Никогда")

        desk.world.seen(desk.public.amend(receipt.id, amend, by=pavel))

        view = desk.world.service.answer_view
        card = view.get(receipt.position)
        assert card
        assert [(one.number, one.unmet, one.on) for one in card.editions] == [
            (1, "нет закона", TODAY),
            (2, None, TODAY + timedelta(days=1)),
        ]
        assert (card.question, card.answer, card.version) == (
            "Когда проверяют краны?",
            "Никогда",
            2,
        )
        assert view.search("лифт").answers == ()
        assert len(view.search("кран").answers) == 1

    def test_a_withdrawn_answer_says_only_why(
        self, desk: Desk, anna: Actor, pavel: Actor
    ) -> None:
        id = desk.ask(anna).id
        desk.answer(id, pavel)
        receipt = desk.publish(id, pavel)

        command = WithdrawAnswer(reason="Правила изменились")
        desk.world.seen(desk.public.withdraw(receipt.id, command, by=pavel))

        view = desk.world.service.answer_view
        card = view.get(receipt.position)
        assert card
        assert (card.withdrawn_on, card.withdrawn_because) == (
            TODAY,
            "Правила изменились",
        )
        public = card.for_everybody
        assert (public.question, public.answer, public.editions) == ("", "", ())
        assert view.about(LIFT_CODE) == []
        assert view.search("лифт").answers == ()
        assert view.of_question(id) == []

    def test_explanations_may_be_given_again(self, desk: Desk, pavel: Actor) -> None:
        ids = desk.ask_the_same(desk.clients(5))
        receipt = desk.explain(ids, pavel)

        view = desk.world.service.answer_view
        [card] = view.explanations(LIFT_CODE)
        assert (card.id, card.number, card.asked_times, card.rule) == (
            receipt.id,
            receipt.position - 5,
            5,
            "LAW-047",
        )
        assert view.explanations(TEACHING_CODE) == []
        assert view.get(10**12) is None


def test_what_names_a_client_is_known_until_it_is_forgotten(
    desk: Desk, anna: Actor, view: QuestionView
) -> None:
    found = view.askers([own(anna), uuid4()])
    desk.world.forget(own(anna))

    assert found == {own(anna): Asker(name="ИП anna", numbers=(INN,))}
    assert view.askers([own(anna)]) == {}


def test_with_a_client_its_questions_and_ratings_go_and_public_answers_stay(
    desk: Desk, anna: Actor, pavel: Actor, view: QuestionView
) -> None:
    maria = desk.world.client("maria", inn=OTHER_INN)
    id, other = desk.ask(anna).id, desk.ask(maria).id
    desk.answer(id, pavel)
    desk.rate(id, anna, 5)
    number = desk.publish(id, pavel).position

    desk.world.forget(own(anna))

    assert view.get(id) is None
    assert view.get(other)
    assert view.ratings([LIFTS]).count == 0
    assert desk.world.service.answer_view.get(number)


def test_a_rebuild_makes_the_same_rows(desk: Desk, anna: Actor, pavel: Actor) -> None:
    maria = desk.world.client("maria", inn=OTHER_INN)
    desk.ask(maria)
    id = desk.ask(anna).id
    desk.answer(id, pavel)
    desk.rate(id, anna, 3, comment="Так себе")
    desk.publish(id, pavel)
    desk.follow_up(id, anna)
    desk.world.forget(own(maria))
    before = _tables(desk)

    desk.world.service.runner.rebuild("consultation")

    assert _tables(desk) == before


def _tables(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    names = ("question", "rating", "answer", "word", "forgotten")
    with desk.world.service.database.connection() as sql:
        return {
            name: sql.execute(
                f"SELECT to_jsonb(t) FROM consultation.{name} AS t ORDER BY 1"  # noqa: S608
            ).fetchall()
            for name in names
        }
