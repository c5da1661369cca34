"""Asking and answering on the real log: who may, to whom it goes, all or nothing."""

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import pytest

from application.access import answers_for
from application.consultation import (
    AmendAnswer,
    Ask,
    Explain,
    Forward,
    GiveAnswer,
    PublishAnswer,
    WithdrawAnswer,
)
from application.log import EventLog, KeyReused
from domain.consultation import (
    REGISTRAR,
    AskerNamed,
    NobodyAnswers,
    NothingToAnswer,
    NotTogether,
    PublicAnswer,
    Question,
    SameBody,
    Status,
    TooFewQuestions,
)
from domain.errors import NotFound, Refusal, Stale
from domain.kernel import PUBLIC, Actor, Role
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
    stranger,
)
from tests.conftest import StoppedClock
from tests.consulting import SAME, Desk

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]


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
def at_school(world: Business) -> Actor:
    """An inspector of another body."""
    return world.supervisor(SCHOOLS, "olga")


def test_a_question_goes_to_the_body_that_supervises_the_requirement(
    desk: Desk, anna: Actor, pavel: Actor, log: EventLog
) -> None:
    receipt = desk.ask(anna)
    question = log.load(Question, receipt.id)

    assert question.body == LIFTS
    assert question.client_id == own(anna)
    assert desk.card(receipt.id).due == date(2026, 12, 21)
    assert answers_for(pavel, desk.world.service.person_view) == {LIFTS}


def test_a_question_about_the_list_goes_to_the_registrar(
    desk: Desk, anna: Actor, log: EventLog
) -> None:
    elena = desk.registrar()

    id = desk.ask(anna, requirement=None).id
    desk.answer(id, elena)

    question = log.load(Question, id)
    assert (question.body, question.status) == (REGISTRAR, Status.ANSWERED)


def test_where_nobody_answers_for_the_body_the_registrar_takes_the_question(
    desk: Desk, anna: Actor
) -> None:
    elena = desk.registrar()
    card = desk.card(desk.ask(anna).id)

    pavel = desk.world.supervisor()
    desk.forward(card.id, elena, LIFTS, "Теперь есть кому ответить")
    desk.answer(card.id, pavel)

    assert (card.control_body, card.body) == (LIFTS, REGISTRAR)
    assert desk.card(card.id).due == card.due


def test_forwarding_gives_the_question_away(
    desk: Desk, anna: Actor, pavel: Actor, at_school: Actor
) -> None:
    id = desk.ask(anna).id
    due = desk.card(id).due

    desk.forward(id, pavel, SCHOOLS)

    with pytest.raises(NotFound):
        desk.answer(id, pavel)
    with pytest.raises(SameBody):
        desk.forward(id, at_school, SCHOOLS)
    with pytest.raises(NobodyAnswers):
        desk.forward(id, at_school, "Никто")
    desk.answer(id, at_school)
    assert desk.card(id).due == due


Act = Callable[[Desk, UUID, Actor], object]
OF_CLIENT: dict[str, Act] = {
    "follow up": lambda desk, one, by: desk.follow_up(one, by),
    "rate": lambda desk, one, by: desk.rate(one, by),
    "read": lambda desk, one, by: desk.read(one, by),
    "close": lambda desk, one, by: desk.close(one, by),
}
OF_BODY: dict[str, Act] = {
    "answer": lambda desk, one, by: desk.answer(one, by),
    "answer with": lambda desk, one, by: desk.answer_with(one, uuid4(), by),
    "forward": lambda desk, one, by: desk.forward(one, by, SCHOOLS),
    "publish": lambda desk, one, by: desk.publish(one, by),
    "explain": lambda desk, one, by: desk.explain([one], by),
}


@pytest.mark.parametrize("name", [*OF_CLIENT, *OF_BODY])
def test_nobody_else_has_a_say(
    desk: Desk, anna: Actor, pavel: Actor, at_school: Actor, name: str
) -> None:
    id = desk.ask(anna).id
    desk.answer(id, pavel)
    maria = desk.world.client("maria", inn=OTHER_INN)
    act = (OF_CLIENT | OF_BODY)[name]
    others = [PUBLIC, maria, at_school, desk.registrar(), *map(stranger, Role)]
    others += [pavel] if name in OF_CLIENT else [anna]

    for other in others:
        with pytest.raises(NotFound):
            act(desk, id, other)

    assert desk.card(id).version == 2


@pytest.mark.parametrize("by", [PUBLIC, stranger(), stranger(Role.INSPECTOR)])
def test_only_the_client_asks_for_itself(desk: Desk, anna: Actor, by: Actor) -> None:
    with pytest.raises(NotFound):
        desk.commands.ask(own(anna), Ask(question="Как?"), by=by)


@pytest.mark.parametrize("code", ["REQ-NONE-001", "REQ-DRAFT-001"])
def test_there_is_no_asking_about_what_is_not_published(
    desk: Desk, anna: Actor, code: str
) -> None:
    with pytest.raises(NotFound):
        desk.ask(anna, requirement=code)


def test_a_repealed_requirement_may_be_asked_about(desk: Desk, anna: Actor) -> None:
    desk.world.repeal()

    assert desk.card(desk.ask(anna).id).requirement == LIFT_CODE


def test_the_same_key_asks_once(desk: Desk, anna: Actor) -> None:
    first = desk.ask(anna, key=key())

    again = desk.ask(anna, key=key())
    with pytest.raises(KeyReused):
        desk.ask(anna, key=key(fingerprint="another"))

    assert again == first
    assert len(desk.world.service.question_view.mine(own(anna)).questions) == 1


def test_an_answer_to_what_was_changed_meanwhile_is_stale(
    desk: Desk, anna: Actor, pavel: Actor, at_school: Actor
) -> None:
    id = desk.ask(anna).id
    desk.forward(id, pavel, SCHOOLS)
    command = GiveAnswer(answer="Да")

    with pytest.raises(Stale):
        desk.commands.answer(id, command, by=at_school, version=1)
    receipt = desk.commands.answer(id, command, by=at_school, version=2)

    assert receipt.version == 3


def test_each_asker_gets_the_explanation_as_an_answer(
    desk: Desk, pavel: Actor, log: EventLog
) -> None:
    clients = desk.clients(6)
    ids = desk.ask_the_same(clients[:5])
    late = desk.ask(clients[5], SAME[0]).id

    receipt = desk.explain(ids, pavel)
    desk.answer_with(late, receipt.id, pavel)

    assert [one.id for one in receipt.changed] == [receipt.id, *ids]
    assert log.load(PublicAnswer, receipt.id).questions == tuple(ids)
    for id in (*ids, late):
        card = desk.card(id)
        assert card.status is Status.ANSWERED
        assert card.last.explanation == receipt.id
        assert card.is_unread


def test_an_explanation_answers_all_of_them_or_none(desk: Desk, pavel: Actor) -> None:
    clients = desk.clients(5)
    desk.world.require(TEACHING_CODE, TEACHING)
    ids = desk.ask_the_same(clients)
    other = desk.ask(clients[0], requirement=TEACHING_CODE).id
    before = desk.world.service.log.head()

    for questions, refusal in (
        (ids[:4], TooFewQuestions),
        ([*ids[:4], ids[0]], TooFewQuestions),
        ([*ids[:4], other], NotTogether),
        ([*ids, uuid4()], NotFound),
    ):
        with pytest.raises(refusal):
            desk.explain(questions, pavel)

    assert desk.world.service.log.head() == before


def test_nobody_is_named_in_what_everybody_reads(
    desk: Desk, anna: Actor, pavel: Actor
) -> None:
    id = desk.ask(anna).id
    desk.answer(id, pavel)
    inn = desk.world.card(anna).inn

    with pytest.raises(AskerNamed):
        desk.publish(id, pavel, answer=f"Спросил ИНН {inn}")
    published = desk.publish(id, pavel).id
    with pytest.raises(AskerNamed):
        desk.public.amend(
            published,
            AmendAnswer(question="Как ИП anna быть?", answer="Никак"),
            by=pavel,
        )


def test_a_public_answer_is_kept_by_the_body_that_gave_it(
    desk: Desk, anna: Actor, pavel: Actor, at_school: Actor
) -> None:
    id = desk.ask(anna).id
    desk.answer(id, pavel)
    published = desk.publish(id, pavel).id
    amend = AmendAnswer(question="Как часто?", answer="Раз в два года")
    withdraw = WithdrawAnswer(reason="Правила изменились")

    for other in (PUBLIC, anna, at_school, stranger(Role.INSPECTOR)):
        with pytest.raises(NotFound):
            desk.public.amend(published, amend, by=other)
        with pytest.raises(NotFound):
            desk.public.withdraw(published, withdraw, by=other)
    with pytest.raises(Stale):
        desk.public.amend(published, amend, by=pavel, version=2)
    desk.public.amend(published, amend, by=pavel, version=1)
    receipt = desk.public.withdraw(published, withdraw, by=pavel, version=2)

    assert receipt.version == 3


def test_with_a_forgotten_client_its_questions_are_gone(
    desk: Desk, anna: Actor, pavel: Actor
) -> None:
    id = desk.ask(anna).id
    desk.answer(id, pavel)
    published = desk.publish(id, pavel).id

    desk.world.forget(own(anna))

    acts: list[Callable[[], object]] = [
        lambda: desk.answer(id, pavel),
        lambda: desk.follow_up(id, anna),
        lambda: desk.publish(id, pavel),
        lambda: desk.ask(anna),
    ]
    for act in acts:
        with pytest.raises(NotFound):
            act()
    desk.public.amend(
        published, AmendAnswer(question="Когда?", answer="В срок"), by=pavel
    )


def test_two_officers_do_not_answer_twice(
    desk: Desk, anna: Actor, pavel: Actor
) -> None:
    id = desk.ask(anna).id
    desk.answer(id, pavel)

    with pytest.raises(NothingToAnswer):
        desk.answer(id, pavel, "Ещё раз")


def test_what_is_not_a_question_is_not_found(
    desk: Desk, anna: Actor, pavel: Actor
) -> None:
    id = desk.ask(anna).id
    desk.answer(id, pavel)
    published = desk.publish(id, pavel).id

    acts: list[Callable[[], object]] = [
        lambda: desk.answer(published, pavel),
        lambda: desk.answer_with(id, id, pavel),
        lambda: desk.public.withdraw(id, WithdrawAnswer(reason="Так"), by=pavel),
        lambda: desk.commands.forward(
            uuid4(), Forward(body=LIFTS, reason="Так"), by=pavel
        ),
    ]
    for act in acts:
        with pytest.raises(NotFound):
            act()


def test_a_program_that_repeats_a_publication_publishes_once(
    desk: Desk, anna: Actor, pavel: Actor
) -> None:
    id = desk.ask(anna).id
    desk.answer(id, pavel)
    command = PublishAnswer(question_id=id, question="Когда?", answer="В срок")

    first = desk.public.publish(command, by=pavel, key=key())

    assert desk.public.publish(command, by=pavel, key=key()) == first


def test_a_repeated_explanation_gives_the_first_receipt(
    desk: Desk, pavel: Actor
) -> None:
    ids = desk.ask_the_same(desk.clients(5))
    command = Explain(questions=tuple(ids), question="Когда?", answer="В срок")

    first = desk.public.explain(command, by=pavel, key=key())

    assert desk.public.explain(command, by=pavel, key=key()) == first


def test_refusals_say_what_they_are_about() -> None:
    for kind, about in (
        (TooFewQuestions, "questions"),
        (NobodyAnswers, "body"),
        (AskerNamed, "answer"),
    ):
        assert issubclass(kind, Refusal)
        assert kind.about == about
