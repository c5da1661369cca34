"""Algorithms on pages: read by all, written and approved by those who may (C1)."""

import re
from html import unescape
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain.kernel import Actor, Role
from domain.profile import FactValue
from interfaces.gateways.database import Database
from tests.algorithm import (
    ALGORITHM,
    algorithm,
    amend,
    approve,
    card,
    draft,
    lines,
    row,
    step,
    withdraw,
)
from tests.business import (
    LIFT_CODE,
    LIFTS,
    SCHOOLS,
    TEACHING_CODE,
    Business,
    business,
    own,
)
from tests.conftest import StoppedClock
from tests.interfaces.requirement import registrar_session
from tests.interfaces.visits import faults, form, hidden, site_of, told, visit
from tests.register import REGISTRAR

pytestmark = pytest.mark.database

ONE = f"/algorithms/{ALGORITHM}"
LIFT: dict[str, FactValue] = {"object:lift": True}


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    world = business(database, clock)
    world.require()
    world.require(TEACHING_CODE, body=SCHOOLS)
    return world


@pytest.fixture
def app(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def public(app: FastAPI) -> TestClient:
    return visit(app)


@pytest.fixture
def registrar(app: FastAPI, world: Business) -> TestClient:
    visitor = visit(app)
    visitor.cookies.set("sverka", registrar_session(world.service))
    return visitor


@pytest.fixture
def head(world: Business) -> Actor:
    return world.supervisor(role=Role.HEAD)


def in_english(visitor: TestClient) -> TestClient:
    visitor.cookies.set("lang", "en")
    return visitor


def test_a_draft_is_recommended_and_an_approved_one_guarantees(
    world: Business, public: TestClient, head: Actor
) -> None:
    draft(world)
    before = told(public.get(ONE))
    approve(world, head)
    after = told(public.get(ONE))

    assert "Проект: рекомендуется, не утверждён" in before
    assert "гарантирует" not in before.lower()
    assert f"Ожидается утверждение: {LIFTS}" in before
    assert "Утверждён: гарантирует соблюдение" in after
    assert "Что он гарантирует" in after
    assert "Основание: Приказ № 12" in after
    assert f"Управление: {LIFTS}" in after


@pytest.mark.parametrize("path", ["", "/steps/1", "/chart", "/history", "?number=1"])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_no_page_of_a_draft_says_that_it_guarantees(
    world: Business, public: TestClient, path: str, language: str
) -> None:
    draft(world)
    public.cookies.set("lang", language)

    said = told(public.get(ONE + path)).lower()

    promised = re.sub("not yet guaranteed|гарантии пока нет", "", said)
    assert "guarante" not in promised
    assert "гаранти" not in promised


def test_the_whole_says_everything_about_each_step(
    world: Business, public: TestClient
) -> None:
    first = step(
        1,
        performed_by="contractor",
        due={
            "type": "within",
            "n": 3,
            "unit": "working_day",
            "since": "premises_taken",
        },
        lasts={"n": 30, "unit": "minute"},
        cost=1500,
        where="МФЦ",
        source="ТР ТС 011/2011, ст. 4",
        complain_to="Прокуратура",
        automatic_check="реестр лифтов",
    )
    second = step(
        2,
        requirements=[LIFT_CODE],
        only_if={"employees_min": 1},
        due={"type": "on", "day": "03-01"},
        after=[0],
    )
    draft(world, algorithm(first, second, limits="Кроме эскалаторов"))

    said = told(public.get(ONE))

    for part in (
        "подрядчик, которого вы наняли",
        "приказ (документ)",
        "реестр лифтов",
        "в течение 3 рабочих дней, отсчёт: занятие помещения",
        "30 минут",
        "около 1\xa0500 руб.".replace("\xa0", " "),
        "МФЦ",
        "ТР ТС 011/2011, ст. 4",
        "Прокуратура",
        "у вас есть работники",
        "каждый год до 01.03",
        "Можно начать сразу",
        "Кроме эскалаторов",
    ):
        assert part in said.replace("\xa0", " "), part


def test_one_page_a_step_leads_to_the_next_and_back(
    world: Business, public: TestClient
) -> None:
    draft(world, algorithm(step(1), step(5, requirements=[LIFT_CODE])))

    first, last = public.get(f"{ONE}/steps/1"), public.get(f"{ONE}/steps/5")

    assert "Шаг 1 из 2" in told(first)
    assert f'href="{ONE}/steps/5"' in first.text
    assert f'href="{ONE}/steps/1"' in last.text
    assert 'class="large-print"' in last.text
    assert public.get(f"{ONE}/steps/2").status_code == 404


def test_the_chart_says_in_words_all_that_it_shows(
    world: Business, public: TestClient
) -> None:
    draft(
        world,
        algorithm(
            step(1),
            step(2, after=[1], only_if={"employees_min": 1}),
            step(3, after=[1], requirements=[LIFT_CODE]),
            step(4, after=[2, 3]),
        ),
    )

    page = public.get(f"{ONE}/chart")

    pictures = re.findall(r"<svg.*?</svg>", page.text, re.S)
    [chart] = [one for one in pictures if 'class="chart"' in one]
    assert 'role="img" ' in chart
    assert 'aria-labelledby="chart-title chart-about"' in chart
    words = told(page).partition("То же словами")[2]
    for number in range(1, 5):
        assert f"{number}. Сделать дело {number}" in chart
        assert f"Шаг {number}: Сделать дело {number}." in words
    assert "У вас есть работники?" in chart
    assert "Только при условии: у вас есть работники." in words
    assert "После шагов: 2 и 3." in words
    assert "Одновременно с шагами: 3." in words
    assert "style=" not in chart


def test_a_fault_in_the_order_is_drawn_all_the_same(
    world: Business, public: TestClient
) -> None:
    draft(world, algorithm(step(1), step(2, after=[3]), step(3, after=[2])))

    page = public.get(f"{ONE}/chart")

    assert page.status_code == 200
    assert "До этого шага никто не дойдёт." in told(page)


def test_what_is_written_in_an_algorithm_cannot_become_part_of_the_page(
    world: Business, public: TestClient
) -> None:
    evil = "<script>alert(1)</script>"
    draft(world, algorithm(step(1, action=evil, evidence_name=evil), title=evil))

    for path in ("", "/chart", "/steps/1"):
        assert evil not in public.get(ONE + path).text
    assert evil not in public.get(f"/api{ONE}/chart").text


def test_people_look_for_algorithms(world: Business, public: TestClient) -> None:
    draft(world)

    found = public.get("/algorithms?text=лифтов")
    other = public.get("/algorithms?text=бассейн")
    wrong = public.get("/algorithms?requirement=нет&text=лифтов")

    assert f'href="{ONE}"' in found.text
    assert "1 алгоритм" in told(found)
    assert "Ничего не найдено" in told(other) or "0 алгоритмов" in told(other)
    assert faults(wrong)[0][0] == "requirement"


def test_a_requirement_leads_to_its_algorithms_or_says_that_there_is_none(
    world: Business, public: TestClient
) -> None:
    none = told(public.get(f"/requirements/{LIFT_CODE}"))
    draft(world)
    some = public.get(f"/requirements/{LIFT_CODE}")

    assert "Для этого требования пока нет алгоритма." in none
    assert f'href="{ONE}"' in some.text
    assert "Проект: рекомендуется, не утверждён" in told(some)


def test_a_client_asks_from_the_list_and_sees_that_it_asked(
    app: FastAPI, world: Business
) -> None:
    client = world.client(facts=LIFT)
    visitor = visit(app, client)
    line = visitor.get(f"/list/{LIFT_CODE}")
    assert "Алгоритма пока нет" in told(visitor.get("/list"))

    sent = visitor.post("/algorithms/ask", data=hidden(line))
    again = visitor.post("/algorithms/ask", data=form(requirement=LIFT_CODE))

    assert sent.headers["location"] == f"/list/{LIFT_CODE}#algorithm"
    assert again.status_code == 303
    assert "Вы попросили алгоритм" in told(visitor.get(f"/list/{LIFT_CODE}"))
    asked = world.service.algorithm_view.asked_by(own(client), [LIFT_CODE])
    assert asked == {LIFT_CODE}
    draft(world)
    assert f'href="{ONE}"' in visitor.get("/list").text
    assert f'href="{ONE}"' in visitor.get(f"/list/{LIFT_CODE}").text


def test_an_author_writes_it_step_by_step_and_sees_what_the_client_will(
    registrar: TestClient, world: Business
) -> None:
    head = form(
        code=ALGORITHM,
        title="Исправный лифт",
        situation="В здании есть лифт",
        guarantees=LIFT_CODE,
        action="Заключить договор",
        condition='{"op": "all", "of": []}',
        repeat_n="1",
        repeat_unit="year",
        certainty="likely",
    )
    made = registrar.post("/algorithms/new", data=head)
    page = registrar.get(made.headers["location"])
    assert "Ни один шаг не относится к этому требованию" in told(page)
    assert "Нечем подтвердить, что шаг выполнен" in told(page)

    first = registrar.get(f"{ONE}/amend/steps/1")
    saved = registrar.post(
        f"{ONE}/amend/steps/1",
        data=hidden(first)
        | {
            "number": "1",
            "action": "Заключить договор",
            "evidence_kind": "document",
            "evidence_name": "договор",
            "performed_by": "client",
            "requirements": LIFT_CODE,
            "due_n": "3",
            "due_unit": "working_day",
            "due_since": "premises_taken",
            "lasts_n": "2",
            "lasts_unit": "hour",
            "cost": "0",
            "repeats": "no",
            "step": "save",
        },
    )
    assert saved.status_code == 303, told(saved)
    second = registrar.get(f"{ONE}/amend/steps/new")
    registrar.post(
        f"{ONE}/amend/steps/new",
        data=hidden(second)
        | {
            "number": "2",
            "action": "Осмотреть",
            "evidence_kind": "journal",
            "performed_by": "contractor",
            "only_if": '{"employees_min": 1}',
            "after": "0",
            "due_day": "04-01",
        },
    )

    page = registrar.get(f"{ONE}/amend")
    assert "Замечаний нет" in told(page)
    preview = told(page).partition("Как это видит клиент")[2]
    assert "в течение 3 рабочих дней" in preview
    assert "бесплатно" in preview
    assert "у вас есть работники" in preview
    content = card(world).newest.content
    assert [one.repeats for one in content.steps] == [False, True]
    assert content.repeat
    assert content.repeat.every


def test_the_forms_say_again_what_they_were_told(
    registrar: TestClient, world: Business
) -> None:
    content = algorithm(
        step(
            1,
            requirements=[LIFT_CODE],
            due={"type": "within", "n": 3, "unit": "month", "since": "order_issued"},
            lasts={"n": 2, "unit": "hour"},
            cost=10,
            only_if={"employees_min": 1},
            where="МФЦ",
        ),
        step(2, due={"type": "on", "day": "03-01"}, after=[0], repeats=False),
        condition={"object": ["lift"]},
        repeat={
            "every": {"n": 1, "unit": "year"},
            "per": "trip",
            "also_on": ["accident"],
        },
        limits="Кроме эскалаторов",
    )
    draft(world, content)

    for path in ("head", "steps/1", "steps/2"):
        page = registrar.get(f"{ONE}/amend/{path}")
        again = registrar.post(f"{ONE}/amend/{path}", data=filled(page))
        # What says exactly the same is refused, so the form lost nothing.
        assert again.status_code == 409, told(again)
        assert "В алгоритме уже написано именно это" in told(again)


def filled(page: Any) -> dict[str, str]:
    """What a browser sends when the form is sent as it is shown."""
    shown = page.text.partition('<form method="post" action="/algorithms')[2]
    fields = {**hidden(page)}
    fields |= {
        name: unescape(text)
        for name, text in re.findall(
            r'<textarea id="[^"]+" name="([^"]+)"[^>]*>(.*?)</textarea>', shown, re.S
        )
    }
    for tag in re.findall(r"<input [^>]*>", shown):
        name = re.findall(r' name="([^"]*)"', tag)
        value = re.findall(r' value="([^"]*)"', tag)
        kind = re.findall(r'type="([^"]*)"', tag)
        if name and value and kind != ["hidden"]:
            if kind == ["radio"] and " checked" not in tag:
                continue
            fields[name[0]] = unescape(value[0])
    for name, options in re.findall(
        r'<select id="[^"]+" name="([^"]+)"[^>]*>(.*?)</select>', shown, re.S
    ):
        chosen = re.findall(r'<option value="([^"]*)" selected', options)
        fields[name] = chosen[0] if chosen else ""
    return fields | {"step": "save"}


def test_a_wrong_step_is_told_beside_its_fields(
    registrar: TestClient, world: Business
) -> None:
    draft(world)
    page = registrar.get(f"{ONE}/amend/steps/1")

    answer = registrar.post(
        f"{ONE}/amend/steps/1",
        data=hidden(page)
        | {
            "number": "x",
            "action": "",
            "due_n": "2",
            "due_unit": "month",
            "only_if": '{"object": ["time_machine"]}',
            "performed_by": "client",
        },
    )

    assert answer.status_code == 422
    assert {field for field, _ in faults(answer)} == {"number", "action", "due_since"}
    strange = registrar.post(
        f"{ONE}/amend/steps/1",
        data=hidden(page)
        | {
            "number": "1",
            "action": "Сделать",
            "performed_by": "client",
            "only_if": '{"object": ["time_machine"]}',
        },
    )
    assert [field for field, _ in faults(strange)] == ["only_if"]


def test_a_step_is_taken_out(registrar: TestClient, world: Business) -> None:
    draft(world)
    page = registrar.get(f"{ONE}/amend/steps/1")

    registrar.post(f"{ONE}/amend/steps/1", data=hidden(page) | {"step": "remove"})

    assert [one.number for one in card(world).newest.content.steps] == [2]


def test_a_head_checks_the_answers_and_approves(
    app: FastAPI, world: Business, head: Actor
) -> None:
    draft(world)
    officer = visit(app, head)
    asked = officer.get(f"{ONE}/approve")

    empty = officer.post(f"{ONE}/approve", data=hidden(asked) | {"step": "check"})
    checked = officer.post(
        f"{ONE}/approve", data=hidden(asked) | {"step": "check", "basis": "Приказ № 7"}
    )
    sent = officer.post(f"{ONE}/approve", data=hidden(checked) | {"step": "send"})

    assert [field for field, _ in faults(empty)] == ["basis"]
    assert "Приказ № 7" in told(checked)
    assert sent.headers["location"] == ONE
    assert card(world).in_use.approvals[0].basis == "Приказ № 7"
    assert "Нет проекта" in told(officer.get(f"{ONE}/approve"))


def test_the_page_says_why_one_cannot_approve(
    app: FastAPI, world: Business, head: Actor
) -> None:
    draft(world, algorithm(step(1)))
    other = visit(app, world.supervisor(SCHOOLS, "olga", Role.HEAD))

    assert "не контролирует ни одного" in told(other.get(f"{ONE}/approve"))
    page = visit(app, head).get(f"{ONE}/approve")
    assert "Ни один шаг не относится к этому требованию" in told(page)
    assert "<form method" not in page.text.partition('id="main"')[2]


def test_a_registrar_withdraws_with_a_reason(
    registrar: TestClient, public: TestClient, world: Business
) -> None:
    draft(world)
    asked = registrar.get(f"{ONE}/withdraw")

    checked = registrar.post(
        f"{ONE}/withdraw", data=hidden(asked) | {"step": "check", "reason": "Устарел"}
    )
    registrar.post(f"{ONE}/withdraw", data=hidden(checked) | {"step": "send"})

    said = told(public.get(ONE))
    assert "Не полагайтесь на него. Причина: Устарел" in said
    assert "Утвердить" not in told(registrar.get(ONE))


def test_versions_and_what_happened_are_public(
    world: Business, public: TestClient, head: Actor
) -> None:
    draft(world)
    approve(world, head)
    amend(world, title="Иначе")

    said = told(public.get(f"{ONE}/history"))
    shown = told(public.get(ONE))
    newer = told(public.get(f"{ONE}?number=2"))

    assert "Проект в работе" in said
    assert "Приказ № 12" in said
    assert "Готовится новая версия" in shown
    assert "Это не действующая версия" in newer
    assert "Проект: рекомендуется" in newer


def test_the_board_says_honest_numbers_and_what_to_do_first(
    app: FastAPI, world: Business, head: Actor
) -> None:
    draft(world)
    officer = visit(app, head)

    board = officer.get("/algorithms/coverage")
    mine = officer.get(f"/algorithms/coverage?body={LIFTS}&segment=0")
    strange = officer.get("/algorithms/coverage?standing=odd&segment=x&after=5")

    said = told(board)
    assert "Из 2 опубликованных требований нет алгоритма у 1." in said
    assert f"Только то, что контролирует {LIFTS}" in said
    assert said.index(TEACHING_CODE) < said.index(LIFT_CODE)
    assert "Из 1 опубликованных требований нет алгоритма у 0." in told(mine)
    assert strange.status_code == 200


def test_a_registrar_imports_a_file_and_is_told_every_fault(
    registrar: TestClient, world: Business
) -> None:
    def sent(*rows: dict[str, Any]) -> Any:
        file = ("algorithms.jsonl", b"".join(lines(*rows)))
        return registrar.post("/algorithms/import", files={"algorithms": file})

    wrong = sent(row(), row(id="ALG-2", guarantees=["REQ-NONE-1"]))
    right = sent(row())
    empty = registrar.post("/algorithms/import", files={"algorithms": ("a", b"")})
    blank = registrar.post("/algorithms/import", files={"algorithms": ("a", b"\n")})

    assert wrong.status_code == 422
    assert "В реестре нет требования с таким кодом" in told(wrong)
    assert "Файл загружен" in told(right) or "загружен" in told(right).lower()
    assert card(world).number == 1
    assert [field for field, _ in faults(empty)] == ["algorithms"]
    assert [field for field, _ in faults(blank)] == ["algorithms"]


def test_pages_are_in_english_too(world: Business, public: TestClient) -> None:
    draft(world)
    withdraw(world, REGISTRAR)
    draft(world, code="ALG-2")

    english = in_english(public)

    assert "Draft: recommended, not approved" in told(english.get("/algorithms/ALG-2"))
    assert "Do not rely on it" in told(english.get(ONE))
    assert "The same in words" in told(english.get("/algorithms/ALG-2/chart"))
