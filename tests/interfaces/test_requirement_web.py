"""Pages of the register: anybody looks, a registrar keeps it (L1)."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from application.requirement import read_row
from domain.requirement import Content
from interfaces.locale import language
from interfaces.service import Service
from interfaces.web.requirement import form as forms
from interfaces.web.requirement.words import SECTORS, WHEN, RequirementWords
from interfaces.wording import Wording
from tests.interfaces.requirement import FIRE, publish, said, seen, visitors
from tests.register import content

pytestmark = pytest.mark.database

STARTER = Path(__file__).parents[2] / "starter"
NEW = "/requirements/new"
KEY = {"idempotency_key": "a-key"}


@pytest.fixture
def both(shell_service: Service) -> Iterator[tuple[TestClient, TestClient]]:
    with visitors(shell_service) as both:
        yield both


@pytest.fixture
def public(both: tuple[TestClient, TestClient]) -> TestClient:
    return both[0]


@pytest.fixture
def registrar(both: tuple[TestClient, TestClient]) -> TestClient:
    return both[1]


def text_of(html: str) -> str:
    """What a reader of the page reads."""
    body = html[html.index("<main") :]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def form(**changes: str) -> dict[str, str]:
    return forms.filled(content()) | KEY | {"code": FIRE} | changes


def test_the_public_searches_the_register_without_a_script(
    public: TestClient, registrar: TestClient
) -> None:
    publish(registrar)
    publish(registrar, "REQ-LIFT-1", title="Лифт осмотрен", statement="Лифт")

    found = public.get("/requirements", params={"text": "руковадитель инструкции"})

    assert found.status_code == 200
    told = text_of(found.text)
    assert "Есть утверждённая инструкция о мерах пожарной безопасности" in told
    assert "Мы искали: руководитель инструкции" in told
    assert "1 требование" in told
    assert "Лифт осмотрен" not in told
    assert "<script" not in found.text


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("", 2),
        ("body=%D0%9C%D0%A7%D0%A1+%D0%A0%D0%BE%D1%81%D1%81%D0%B8%D0%B8", 1),
        ("validity=in_force&text=", 1),
        ("ends_by=2026-12-31", 1),
        ("activity=56.10", 1),
        ("act=0000", 0),
        ("after=nonsense", 2),
    ],
)
def test_the_list_is_narrowed_down(
    public: TestClient, registrar: TestClient, asked: str, count: int
) -> None:
    publish(registrar)
    publish(
        registrar,
        "REQ-2",
        in_force_until=None,
        control_body="Ростехнадзор",
        condition={"okved_prefix": ["56"]},
    )

    answer = public.get(f"/requirements?{asked}")

    assert answer.status_code == 200
    assert answer.text.count("<h3><a ") == count


def test_a_filter_that_makes_no_sense_is_told_beside_it(public: TestClient) -> None:
    answer = public.get("/requirements?activity=56.x&on=yesterday")

    assert 'href="#activity"' in answer.text
    assert 'href="#on"' in answer.text


def test_a_long_list_goes_on_on_another_page(
    public: TestClient, registrar: TestClient
) -> None:
    starter = (STARTER / "requirements.jsonl").read_bytes()
    registrar.post(
        "/api/requirements/import",
        content=starter,
        headers={"Content-Type": "application/x-ndjson"},
    )
    seen(registrar)

    first = public.get("/requirements?sector=cross")
    [more] = re.findall(r'href="([^"]+)" rel="next"', first.text)
    second = public.get(more.replace("&amp;", "&"))

    assert "sector=cross" in more
    assert first.text.count("<h3><a ") == second.text.count("<h3><a ") == 20
    assert not set(re.findall(r"REQ-\w+-\d+", first.text)) & set(
        re.findall(r"REQ-\w+-\d+", second.text)
    )


def test_the_page_of_a_requirement_says_everything_in_plain_words(
    public: TestClient, registrar: TestClient
) -> None:
    publish(
        registrar, frequency={"type": "periodic", "every": {"n": 6, "unit": "month"}}
    )

    told = text_of(public.get(f"/requirements/{FIRE}").text)

    for part in [
        "Акт сам объявляет последний день, 31 декабря 2026 г. Что будет после",
        "Руководитель утверждает инструкцию для каждого объекта.",
        "приказ",
        "Каждые 6 месяцев",
        "КоАП РФ ст. 20.4 ч. 1",
        "Правила противопожарного режима, № 1479 от 16.09.2020",
        "п. 2",
        "МЧС России",
        "Мы уверены",
        "Скорее всего верно",
        "Это версия 1",
    ]:
        assert part in told, part


def test_the_page_speaks_english_too(public: TestClient, registrar: TestClient) -> None:
    publish(registrar)
    public.cookies.set("lang", "en")

    told = text_of(public.get(f"/requirements/{FIRE}").text)

    assert "The act declares its end: 31 December 2026." in told
    assert "At all times" in told


def test_a_requirement_is_shown_as_of_another_day(
    public: TestClient, registrar: TestClient
) -> None:
    publish(registrar)

    later = text_of(public.get(f"/requirements/{FIRE}?on=2027-01-01").text)
    before = text_of(public.get(f"/requirements/{FIRE}?on=2020-01-01").text)
    unknown = text_of(public.get(f"/requirements/{FIRE}?known=2020-01-01").text)

    assert "Объявленный конец, 31 декабря 2026 г., прошёл" in later
    assert "Нужно выполнять с 1 января 2021 г." in before
    assert "Тогда реестр ещё не знал об этом" in unknown


@pytest.mark.parametrize("path", ["req-1", "REQ-NONE", "REQ-NONE/versions"])
def test_what_is_not_there_is_not_found(public: TestClient, path: str) -> None:
    assert public.get(f"/requirements/{path}").status_code == 404


def test_versions_show_both_their_dates_and_what_changed(
    public: TestClient, registrar: TestClient
) -> None:
    publish(registrar)
    registrar.put(
        f"/api/requirements/{FIRE}",
        json={"content": said(title="Инструкция есть"), "corrects": 1},
        headers={"If-Match": '"2"'},
    )
    registrar.post(
        f"/api/requirements/{FIRE}/repeal",
        json={"from_day": "2027-01-01", "reason": "Отменено"},
        headers={"If-Match": '"3"'},
    )
    seen(registrar)

    page = public.get(f"/requirements/{FIRE}/versions").text

    assert "исправляет версию 1" in text_of(page)
    assert "<ins>Инструкция есть</ins>" in page
    assert "с 1 января 2021 г." in text_of(page)
    assert "21 ноября 2026 г., 12:00" in text_of(page)
    assert "Отменено с 1 января 2027 г." in text_of(page)


def test_a_draft_is_hidden_from_the_public(
    public: TestClient, registrar: TestClient
) -> None:
    registrar.post(NEW, data=form(step="save"))

    assert public.get(f"/requirements/{FIRE}").status_code == 404
    assert public.get(f"/requirements/{FIRE}/amend").status_code in {303, 404}
    assert "Черновик" in text_of(registrar.get(f"/requirements/{FIRE}").text)
    assert FIRE in registrar.get("/requirements/drafts").text


def test_a_registrar_checks_a_draft_in_words_and_saves_it(
    registrar: TestClient,
) -> None:
    empty = registrar.get(NEW)
    checked = registrar.post(NEW, data=form(step="check"))
    saved = registrar.post(NEW, data=form(step="save"))

    assert empty.status_code == 200
    assert "Проверьте, что получилось" in text_of(checked.text)
    assert "Для" in text_of(checked.text)
    assert (saved.status_code, saved.headers["Location"]) == (
        303,
        f"/requirements/{FIRE}",
    )


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"title": ""}, "title", "Заполните"),
        ({"condition": "{"}, "condition", ""),
        ({"condition": '{"object": ["nothing"]}'}, "condition", "нет объекта"),
        ({"condition": '{"employees_min": "x"}'}, "condition", "целое число"),
        ({"act_date": "yesterday"}, "act_date", "дат"),
        ({"certainty_rule": "maybe"}, "certainty_rule", ""),
        ({"sectors": ""}, "sectors", ""),
        ({"evidence": "a\na"}, "evidence", "дважды"),
        ({"in_force_until": "2020-01-01"}, "in_force_until", "раньше первого"),
        ({"frequency_type": "periodic"}, "frequency_n", "целое число"),
        (
            {"frequency_type": "periodic", "frequency_n": "0"},
            "frequency_type",
            "единица или больше",
        ),
        ({"frequency_type": "event"}, "frequency_event", ""),
        ({"frequency_type": ""}, "frequency_type", ""),
        ({"code": "req"}, "code", ""),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_wrong_field_of_the_form_is_told_beside_it(
    registrar: TestClient, changes: dict[str, str], field: str, sentence: str
) -> None:
    answer = registrar.post(NEW, data=form(step="save", **changes))

    assert answer.status_code == 422
    [told] = re.findall(rf'<a href="#{field}">([^<]*)</a>', answer.text)
    assert sentence in told
    assert f'id="{field}"' in answer.text


def test_a_taken_code_is_told(registrar: TestClient) -> None:
    publish(registrar)

    answer = registrar.post(NEW, data=form(step="save"))

    assert answer.status_code == 409
    assert 'href="#code"' in answer.text


def test_a_registrar_publishes_after_a_look(
    public: TestClient, registrar: TestClient
) -> None:
    registrar.post(NEW, data=form(step="save"))

    look = registrar.get(f"/requirements/{FIRE}/publish")
    done = registrar.post(
        f"/requirements/{FIRE}/publish",
        data={"idempotency_key": "b-key", "version": "1", "step": "send"},
    )

    assert "Все увидят его" in text_of(look.text)
    assert done.status_code == 303
    assert public.get(f"/requirements/{FIRE}").status_code == 200


def test_a_registrar_sees_what_an_amendment_changes_before_it_is_saved(
    registrar: TestClient,
) -> None:
    publish(registrar)
    address = f"/requirements/{FIRE}/amend"
    changed = form(title="Инструкция есть", version="2", corrects="1")

    asked = registrar.get(address)
    checked = registrar.post(address, data=changed | {"step": "check"})
    saved = registrar.post(address, data=changed | {"step": "save"})
    late = registrar.post(
        address,
        data=changed | {"step": "save", "title": "Ещё", "idempotency_key": "b"},
    )

    assert "исправить версию 1" in text_of(asked.text)
    assert "<ins>Инструкция есть</ins>" in checked.text
    assert saved.status_code == 303
    assert late.status_code == 412


def test_a_new_version_from_the_same_day_must_say_what_it_corrects(
    registrar: TestClient,
) -> None:
    publish(registrar)

    answer = registrar.post(
        f"/requirements/{FIRE}/amend",
        data=form(title="Иначе", version="2", step="save"),
    )

    assert answer.status_code == 409
    assert 'href="#corrects"' in answer.text


def test_suspending_resuming_and_repealing_are_checked_first(
    public: TestClient, registrar: TestClient
) -> None:
    publish(registrar)

    def take(step: str, version: int, **fields: str) -> tuple[str, int]:
        address = f"/requirements/{FIRE}/{step}"
        data = fields | {"version": str(version), "idempotency_key": step}
        checked = registrar.post(address, data=data | {"step": "check"})
        sent = registrar.post(address, data=data | {"step": "send"})
        return text_of(checked.text), sent.status_code

    suspended = take(
        "suspend", 2, from_day="2026-11-01", until="", reason="Мораторий", act="ПП 336"
    )
    during = text_of(public.get(f"/requirements/{FIRE}").text)
    resumed = take("resume", 3, from_day="2026-11-20", act="ПП 337")
    repealed = take("repeal", 4, from_day="2026-11-21", reason="Отменено", successor="")
    after = text_of(public.get(f"/requirements/{FIRE}").text)

    assert "1 ноября 2026 г." in suspended[0]
    assert [suspended[1], resumed[1], repealed[1]] == [303, 303, 303]
    assert "Мораторий" in during
    assert "Отменено" in after
    assert registrar.get(f"/requirements/{FIRE}").status_code == 200


@pytest.mark.parametrize(
    ("step", "fields", "field"),
    [
        ("suspend", {"from_day": "", "reason": "a", "act": "b"}, "from_day"),
        (
            "suspend",
            {
                "from_day": "2026-11-02",
                "until": "2026-11-01",
                "reason": "a",
                "act": "b",
            },
            "until",
        ),
        ("resume", {"from_day": "2026-11-02", "act": "b"}, "from_day"),
        (
            "repeal",
            {"from_day": "2026-11-02", "reason": "a", "successor": "NONE"},
            "successor",
        ),
    ],
)
def test_a_wrong_step_is_told_beside_its_field(
    registrar: TestClient, step: str, fields: dict[str, str], field: str
) -> None:
    publish(registrar)

    answer = registrar.post(
        f"/requirements/{FIRE}/{step}",
        data=fields | KEY | {"version": "2", "step": "send"},
    )

    assert answer.status_code in {409, 422}
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text


def rows(*lines: object) -> dict[str, Any]:
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    return {"requirements": ("register.jsonl", text.encode(), "text/plain")}


def test_a_file_is_imported_with_a_report(
    public: TestClient, registrar: TestClient
) -> None:
    wrong = rows({"code": "REQ-1"} | said(), {"code": "REQ-2"} | said() | {"title": ""})

    asked = registrar.get("/requirements/import")
    refused = registrar.post("/requirements/import", files=wrong)
    taken = registrar.post(
        "/requirements/import", files=wrong, data={"skip_rejected": "true"}
    )

    assert asked.status_code == 200
    assert refused.status_code == 422
    told = text_of(refused.text)
    assert "Ничего не записано" in told
    assert "REQ-2 title Заполните" in told
    assert taken.status_code == 200
    assert public.get("/requirements/REQ-1").status_code == 200


def test_no_file_is_told_beside_the_field(registrar: TestClient) -> None:
    empty = {"requirements": ("", b"", "text/plain")}

    answer = registrar.post("/requirements/import", files=empty)

    assert answer.status_code == 422


def test_the_classifier_is_loaded_from_its_page(registrar: TestClient) -> None:
    titles = (STARTER / "okved_titles.tsv").read_bytes()

    wrong = registrar.post(
        "/requirements/import/okved", files={"okved": ("a.csv", b"a,b", "text/csv")}
    )
    done = registrar.post(
        "/requirements/import/okved", files={"okved": ("a.tsv", titles, "text/plain")}
    )

    assert (wrong.status_code, done.status_code) == (422, 200)
    assert 'href="#okved"' in wrong.text
    assert "Классификатор загружен" in text_of(done.text)


@pytest.mark.parametrize(
    "path", ["/requirements/new", "/requirements/drafts", "/requirements/import"]
)
def test_the_public_is_sent_to_sign_in_for_what_registrars_do(
    public: TestClient, path: str
) -> None:
    answer = public.get(path)

    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/sign-in")


@pytest.mark.parametrize(
    ("frequency", "ru", "en"),
    [
        ({"type": "continuous"}, "Постоянно", "At all times"),
        ({"type": "once"}, "Один раз", "Once"),
        (
            {"type": "once", "revise_on": ["layout_changed", "accident"]},
            "Один раз и снова, когда меняется планировка или после аварии",
            "Once, and again when the layout changes or after an accident",
        ),
        (
            {"type": "periodic", "every": {"n": 1, "unit": "year"}},
            "Каждый год",
            "Every year",
        ),
        (
            {"type": "periodic", "every": {"n": 5, "unit": "year"}},
            "Каждые 5 лет",
            "Every 5 years",
        ),
        (
            {"type": "periodic", "every": {"n": 15, "unit": "calendar_day"}},
            "Каждые 15 дней",
            "Every 15 days",
        ),
        (
            {
                "type": "event",
                "trigger": "employee_hired",
                "within": {"n": 0, "unit": "calendar_day"},
            },
            "Когда принимают работника, в тот же день",
            "When an employee is hired, on the same day",
        ),
        (
            {
                "type": "event",
                "trigger": "employee_started",
                "within": {"n": 3, "unit": "working_day"},
            },
            "Когда работник приступает к работе, в течение 3 рабочих дней",
            "When an employee starts work, within 3 working days",
        ),
        (
            {
                "type": "event",
                "trigger": "vacation_starts",
                "within": {"n": -3, "unit": "calendar_day"},
            },
            "Перед началом отпуска, не позднее чем за 3 дня",
            "Before a holiday begins, at least 3 days before",
        ),
        (
            {"type": "event", "trigger": "never_heard_of"},
            "При событии «never heard of»",
            "On the event “never heard of”",
        ),
    ],
)
def test_how_often_is_said_in_words(frequency: Any, ru: str, en: str) -> None:
    told = [
        RequirementWords(language(code), Wording(code)).frequency(
            content(frequency=frequency).frequency
        )
        for code in ("ru", "en")
    ]

    assert told == [ru, en]


def test_every_event_and_topic_of_the_starter_register_has_words() -> None:
    lines = (STARTER / "requirements.jsonl").read_text("utf-8").splitlines()
    starter = [json.loads(line) for line in lines]
    events = {
        event
        for one in starter
        for event in [
            *one["frequency"].get("revise_on", []),
            one["frequency"].get("trigger"),
        ]
        if event
    }

    assert events <= set(WHEN)
    assert {name for one in starter for name in one["sector"]} <= set(SECTORS)


def test_the_form_says_back_what_it_was_filled_with() -> None:
    lines = (STARTER / "requirements.jsonl").read_text("utf-8").splitlines()

    for number, line in enumerate(lines):
        filled = read_row(number, line).content

        assert Content.model_validate(forms.content_of(forms.filled(filled))) == filled
