"""Pages of advice: asked, checked, answered, explained, published for everybody."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain.consultation import MOST_FOLLOW_UPS
from domain.kernel import Actor
from interfaces.gateways.database import Database
from tests.business import LIFT_CODE, LIFTS, SCHOOLS, Business, business
from tests.conftest import StoppedClock
from tests.consulting import ANSWER, QUESTION, SAME, Desk
from tests.interfaces.visits import faults, form, hidden, site_of, told, visit

pytestmark = pytest.mark.database

SAID = {"question": "Как часто обследуют лифты?", "answer": "Раз в год.", "unmet": ""}


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require(title="Лифт осмотрен")
    return found


@pytest.fixture
def desk(world: Business) -> Desk:
    return Desk(world)


@pytest.fixture
def site(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client()


@pytest.fixture
def pavel(world: Business) -> Actor:
    return world.supervisor()


@pytest.fixture
def owner(site: FastAPI, anna: Actor) -> TestClient:
    return visit(site, anna)


@pytest.fixture
def inspector(site: FastAPI, pavel: Actor) -> TestClient:
    return visit(site, pavel)


def asked(owner: TestClient, question: str = QUESTION, about: str = LIFT_CODE) -> str:
    """Ask through the pages; the address of the question."""
    given = {"requirement": about, "question": question}
    page = owner.post("/questions/check", data=given)
    sent = owner.post("/questions", data=hidden(page))
    return str(sent.headers["Location"]).removesuffix("/sent")


def step(by: TestClient, path: str, name: str, **given: str) -> Any:
    """Take a step with the form that the page shows."""
    page = by.get(path)
    [shown] = re.findall(
        rf'<form method="post" action="{path}/{name}".*?</form>', page.text, re.S
    )
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', shown))
    return by.post(f"{path}/{name}", data=fields | given)


def answered(owner: TestClient, inspector: TestClient) -> str:
    path = asked(owner)
    assert step(inspector, path, "answer", text=ANSWER).status_code == 303
    return path


def id_in(path: str) -> UUID:
    return UUID(path.rpartition("/")[2])


def test_a_client_asks_from_the_requirement_and_from_the_list(
    owner: TestClient, site: FastAPI
) -> None:
    to = f'href="/questions/new?requirement={LIFT_CODE}"'

    assert to in owner.get(f"/requirements/{LIFT_CODE}").text
    assert to in owner.get(f"/list/{LIFT_CODE}").text
    assert 'href="/questions/new"' in owner.get("/list").text
    assert to not in visit(site).get(f"/requirements/{LIFT_CODE}").text


def test_before_sending_the_client_sees_to_whom_and_until_when(
    owner: TestClient, inspector: TestClient
) -> None:
    given = {"requirement": LIFT_CODE, "question": f" {QUESTION} "}

    page = told(owner.post("/questions/check", data=given))

    assert QUESTION in page
    assert LIFTS in page
    assert "21 декабря 2026" in page
    assert "30 календарных дней" in page
    assert "59-ФЗ ст. 12" in page
    assert inspector.get("/questions").text.count('class="line"') == 0


def test_what_was_written_is_kept_when_the_client_goes_back(
    owner: TestClient,
) -> None:
    given = {"requirement": LIFT_CODE, "question": QUESTION}
    page = owner.post("/questions/check", data=given)

    back = owner.post("/questions", data=hidden(page) | {"change": "yes"})

    assert back.status_code == 200
    assert f">{QUESTION}</textarea>" in back.text


def test_the_receipt_bears_the_number_the_time_and_the_deadline(
    owner: TestClient, desk: Desk
) -> None:
    path = asked(owner)

    page = told(owner.get(f"{path}/sent"))

    card = desk.card(id_in(path))
    assert str(card.number) in page
    assert "21 ноября 2026 г., 12:00" in page
    assert "21 декабря 2026" in page


@pytest.mark.parametrize("path", ["/questions/check", "/questions"])
def test_an_empty_question_is_shown_beside_its_field(
    owner: TestClient, path: str
) -> None:
    given = form(requirement=LIFT_CODE, question="  ")

    page = owner.post(path, data=given)

    assert page.status_code == 422
    assert faults(page) == [("question", "Напишите вопрос")]


def test_there_is_no_asking_about_what_is_not_there(owner: TestClient) -> None:
    assert owner.get("/questions/new?requirement=REQ-NONE-001").status_code == 404
    sent = form(requirement="REQ-NONE-001", question=QUESTION)
    assert owner.post("/questions", data=sent).status_code == 404


def test_a_question_about_the_list_goes_to_the_registrar(
    owner: TestClient, site: FastAPI, desk: Desk
) -> None:
    registrar = visit(site, desk.registrar())

    path = asked(owner, about="")
    step(registrar, path, "answer", text="Перечень полон")

    assert "Перечень полон" in told(owner.get(path))
    assert "Перечень в целом" in told(owner.get("/questions"))


def test_where_nobody_answers_the_client_is_told_who_takes_the_question(
    owner: TestClient,
) -> None:
    page = told(owner.get(f"/questions/new?requirement={LIFT_CODE}"))

    assert f"Контрольный орган ({LIFTS}) здесь пока не отвечает" in page


def test_the_officer_answers_and_the_client_reads_rates_and_asks_on(
    owner: TestClient, inspector: TestClient
) -> None:
    path = answered(owner, inspector)
    unread = told(owner.get("/questions"))

    assert "Вы ещё не прочитали 1 ответ." in unread
    assert ANSWER in told(owner.get(path))
    step(owner, path, "read")
    assert "Вы ещё не прочитали" not in told(owner.get("/questions"))
    step(owner, path, "rate", rating="4", text="Понял")
    step(owner, path, "follow-up", text="А если нет?")
    page = told(inspector.get(path))
    assert "Оценка: 4 из 5. Понял" in page
    assert "Уточняющий вопрос 1" in page
    step(inspector, path, "answer", text="Тогда нет")
    step(owner, path, "close")
    assert "Вы закрыли вопрос" in told(owner.get(path))
    assert "Клиенты оценивают ваши ответы на 4" in told(inspector.get("/questions"))


def test_a_thread_is_full_after_so_many_questions(
    owner: TestClient, inspector: TestClient
) -> None:
    path = answered(owner, inspector)
    for left in range(MOST_FOLLOW_UPS, 0, -1):
        assert f"ещё {left} вопрос" in told(owner.get(path))
        step(owner, path, "follow-up", text="А если нет?")
        step(inspector, path, "answer", text="Тогда нет")

    assert f"/questions/new?requirement={LIFT_CODE}" in owner.get(path).text
    assert "/follow-up" not in owner.get(path).text


def test_both_sides_see_what_is_late(
    desk: Desk, site: FastAPI, anna: Actor, pavel: Actor, clock: StoppedClock
) -> None:
    path = f"/questions/{desk.ask(anna).id}"
    clock.pass_by(timedelta(days=30))
    in_time = told(visit(site, anna).get(path))
    clock.pass_by(timedelta(days=1))

    assert "Срок ответа прошёл" not in in_time
    for by in (visit(site, anna), visit(site, pavel)):
        assert "Срок ответа прошёл" in told(by.get(path))
        assert "Срок ответа прошёл" in told(by.get("/questions"))
        assert "Просрочен 1." in told(by.get("/questions"))


def test_a_question_is_given_away_with_a_reason_that_the_client_reads(
    owner: TestClient, inspector: TestClient, site: FastAPI, world: Business
) -> None:
    at_school = visit(site, world.supervisor(SCHOOLS, "olga"))
    path = asked(owner)

    without = step(inspector, path, "forward", body=SCHOOLS, text=" ")
    nowhere = step(inspector, path, "forward", text="Так")
    given = step(inspector, path, "forward", body=SCHOOLS, text="Это о школе")

    assert faults(without) == [
        (
            "forward-text",
            "Объясните, почему отвечать должен другой орган: это прочитает клиент",
        )
    ]
    assert [to for to, _ in faults(nowhere)] == ["body"]
    assert given.headers["Location"] == "/questions"
    assert inspector.get(path).status_code == 404
    page = told(owner.get(path))
    assert f"Теперь на ваш вопрос отвечает: {SCHOOLS}" in page
    assert "Это о школе" in page
    assert "21 декабря 2026" in page
    assert "Лифт осмотрен" in told(at_school.get("/questions"))


def test_the_registrar_may_be_chosen_too(
    owner: TestClient, inspector: TestClient, site: FastAPI, desk: Desk
) -> None:
    registrar = visit(site, desk.registrar())
    path = asked(owner)

    step(inspector, path, "forward", body="registrar", text="О реестре")

    assert registrar.get(path).status_code == 200


@pytest.mark.parametrize(
    ("name", "given", "field"),
    [
        ("answer", {"text": " "}, "answer-text"),
        ("rate", {"rating": ""}, "rating"),
        ("follow-up", {"text": " "}, "follow-up-text"),
    ],
)
def test_a_step_that_cannot_be_taken_says_so_beside_its_field(
    owner: TestClient,
    inspector: TestClient,
    name: str,
    given: dict[str, str],
    field: str,
) -> None:
    path = asked(owner) if name == "answer" else answered(owner, inspector)
    by = inspector if name == "answer" else owner

    page = step(by, path, name, **given)

    assert page.status_code == 422
    assert [to for to, _ in faults(page)] == [field]
    assert f'id="{field}"' in page.text


def test_what_was_changed_meanwhile_is_told(
    owner: TestClient, inspector: TestClient, desk: Desk, pavel: Actor
) -> None:
    path = asked(owner)
    fields = form(version="1", text="Да")
    desk.answer(id_in(path), pavel)

    page = inspector.post(f"{path}/answer", data=fields)

    assert page.status_code == 412


def test_similar_questions_are_noticed_chosen_and_explained(
    desk: Desk, inspector: TestClient, site: FastAPI
) -> None:
    clients = desk.clients(6)
    ids = desk.ask_the_same(clients[:5])
    other = desk.ask(clients[5], "Кто отвечает за табличку у входа?").id
    queue = inspector.get("/questions")
    [to] = re.findall(r'href="(/questions/explain\?question=[^"]+)"', queue.text)

    chosen = inspector.get(to)
    checked = set(re.findall(r'value="([^"]+)" checked', chosen.text))
    page = inspector.post(
        "/questions/explain/check",
        data=hidden(chosen) | SAID | {"questions": sorted(checked)},
    )
    done = inspector.post("/questions/explain", data=hidden(page))

    assert "5 вопросов похожи между собой" in told(queue)
    assert checked == {str(id) for id in ids}
    assert "248-ФЗ ст. 50 ч. 6" in told(chosen)
    assert "прочитать сможет каждый" in told(page)
    assert "ответом на 5 вопросов" in told(page)
    public = done.headers["Location"]
    assert "Поступило 5 однотипных вопросов." in told(visit(site).get(public))
    for by, id in zip(clients, ids, strict=False):
        mine = told(visit(site, by).get(f"/questions/{id}"))
        assert "опубликовано разъяснение для всех" in mine
        assert SAID["answer"] in mine
    assert "explain?" not in inspector.get("/questions").text
    late = step(inspector, f"/questions/{other}", "answer-with")
    assert late.status_code == 303


def test_too_few_similar_questions_are_answered_one_by_one(
    desk: Desk, inspector: TestClient
) -> None:
    ids = desk.ask_the_same(desk.clients(4))
    given = SAID | {"of": str(ids[0]), "questions": [str(id) for id in ids]}

    page = inspector.post("/questions/explain/check", data=given)
    sent = inspector.post("/questions/explain", data=form() | given)

    for answer in (page, sent):
        assert answer.status_code == 409
        assert [to for to, _ in faults(answer)] == ["questions"]
        assert SAID["answer"] in answer.text
    back = inspector.post("/questions/explain", data=form(change="yes") | given)
    assert back.text.count(" checked") == 4


def test_an_answer_for_everybody_is_checked_published_and_found(
    owner: TestClient, inspector: TestClient, site: FastAPI
) -> None:
    path = answered(owner, inspector)
    page = inspector.get(f"{path}/publish")
    said = SAID | {"unmet": "закон этого не даёт"}

    checked = inspector.post(f"{path}/publish/check", data=hidden(page) | said)
    back = inspector.post(f"{path}/publish", data=hidden(checked) | {"change": "1"})
    done = inspector.post(f"{path}/publish", data=hidden(checked))

    assert QUESTION in told(page)
    assert "прочитать сможет каждый" in told(checked)
    assert f">{SAID['answer']}</textarea>" in back.text
    public = done.headers["Location"]
    anybody = visit(site)
    shown = told(anybody.get(public))
    assert SAID["answer"] in shown
    assert "Сейчас это невозможно, потому что закон этого не даёт" in shown
    assert QUESTION not in shown
    assert "anna" not in shown
    assert public in anybody.get("/answers?text=обследование лифта").text
    assert public in anybody.get(f"/requirements/{LIFT_CODE}").text
    assert public in owner.get(f"/questions/new?requirement={LIFT_CODE}").text
    assert public in inspector.get(path).text
    assert "/amend" not in anybody.get(public).text


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"question": " "}, "question"),
        ({"answer": " "}, "answer"),
        ({"answer": "Спросил ИП anna"}, "answer"),
    ],
)
def test_what_may_not_be_published_is_told_before(
    owner: TestClient, inspector: TestClient, said: dict[str, str], field: str
) -> None:
    path = answered(owner, inspector)

    for to in ("publish/check", "publish"):
        page = inspector.post(f"{path}/{to}", data=form() | SAID | said)
        assert page.status_code == 422
        assert [about for about, _ in faults(page)] == [field]


def test_the_askers_words_are_not_published(
    owner: TestClient, inspector: TestClient
) -> None:
    path = answered(owner, inspector)

    page = inspector.post(
        f"{path}/publish", data=form() | SAID | {"question": QUESTION}
    )

    assert [about for about, _ in faults(page)] == ["question"]


def test_an_answer_for_everybody_is_changed_and_withdrawn_by_its_body(
    owner: TestClient, inspector: TestClient, site: FastAPI, world: Business
) -> None:
    anybody, at_school = visit(site), visit(site, world.supervisor(SCHOOLS, "olga"))
    path = answered(owner, inspector)
    public = inspector.post(f"{path}/publish", data=form() | SAID).headers["Location"]

    page = inspector.get(f"{public}/amend")
    checked = inspector.post(
        f"{public}/amend/check", data=hidden(page) | SAID | {"answer": "Раз в два года"}
    )
    assert inspector.post(f"{public}/amend", data=hidden(checked)).status_code == 303
    same = inspector.post(
        f"{public}/amend",
        data=form(version=2)
        | hidden(checked)
        | {"version": "2", "idempotency_key": "other"},
    )
    shown = told(anybody.get(public))
    without = inspector.post(f"{public}/withdraw", data=form(version=2, reason=" "))
    gone = inspector.post(f"{public}/withdraw", data=form(version=2, reason="Устарел"))

    assert faults(same)[0][1] == "В ответе ничего не изменилось"
    assert "Раз в два года" in shown
    assert "Прежние тексты" in shown
    assert [to for to, _ in faults(without)] == ["reason"]
    assert gone.status_code == 303
    after = told(anybody.get(public))
    assert "Этот ответ отозван" in after
    assert "Устарел" in after
    assert "Раз в два года" not in after
    assert "Раз в два года" in told(inspector.get(public))
    assert public not in anybody.get("/answers").text
    for by in (anybody, owner, at_school):
        for to in ("amend", "withdraw"):
            assert by.get(f"{public}/{to}").status_code in (401, 404, 303)


def test_an_explanation_that_was_changed_or_withdrawn_is_told_to_the_asker(
    desk: Desk, inspector: TestClient, pavel: Actor, site: FastAPI
) -> None:
    [anna, *others] = desk.clients(5)
    ids = desk.ask_the_same([anna, *others])
    explanation = desk.explain(ids, pavel)
    public = f"/answers/{desk.public_answer(explanation.id).number}"
    owner = visit(site, anna)

    amended = form(version=1) | SAID
    assert inspector.post(f"{public}/amend", data=amended).status_code == 303
    changed = told(owner.get(f"/questions/{ids[0]}"))
    inspector.post(f"{public}/withdraw", data=form(version=2, reason="Устарело"))
    withdrawn = told(owner.get(f"/questions/{ids[0]}"))

    assert "Каждый лифт, раз в год." in changed
    assert "С тех пор текст изменился" in changed
    assert "Устарело" in withdrawn


@pytest.mark.usefixtures("inspector")
def test_a_question_of_another_is_not_there(
    owner: TestClient, site: FastAPI, world: Business, desk: Desk
) -> None:
    path = asked(owner)
    others = [
        visit(site, world.supervisor(SCHOOLS, "olga")),
        visit(site, desk.registrar()),
        visit(site, desk.clients(1)[0]),
    ]

    for by in others:
        nothing = by.get(f"/questions/{uuid4()}").status_code
        assert by.get(path).status_code == nothing == 404
        assert by.post(f"{path}/answer", data=form(version=1)).status_code == 404
    assert visit(site).get(path).headers["Location"].startswith("/sign-in")


def test_a_long_queue_is_paged_by_links(
    desk: Desk, anna: Actor, inspector: TestClient, owner: TestClient
) -> None:
    for number in range(51):
        desk.ask(anna, f"{SAME[0]} {number}")

    for by in (owner, inspector):
        first = by.get("/questions")
        [after] = re.findall(r'href="([^"]+)" rel="next"', first.text)
        rest = by.get(after.replace("&amp;", "&"))
        assert first.text.count('class="line"') == 50
        assert rest.text.count('class="line"') == 1


def test_pages_are_in_english_too(owner: TestClient, inspector: TestClient) -> None:
    path = answered(owner, inspector)
    owner.cookies.set("lang", "en")

    page = told(owner.get(path))

    assert "The answer" in page
    assert "How useful is the answer?" in page
    check = owner.post("/questions/check", data={"requirement": "", "question": "Why?"})
    assert "30 calendar days after that" in told(check)
    assert "59-ФЗ art. 12" in told(check)
