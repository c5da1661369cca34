"""Pages of the list and of declarations: asked, checked, sent, contested, answered."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain.applicability import Status
from domain.kernel import Actor, Role
from domain.profile import ClientKind
from interfaces.gateways.database import Database
from tests.business import (
    CRANE,
    FIRM_INN,
    LIFT_CODE,
    LIFTS,
    PDF,
    SCHOOLS,
    TEACHING,
    TEACHING_CODE,
    Business,
    business,
    own,
)
from tests.conftest import StoppedClock
from tests.interfaces.visits import faults, form, hidden, ids, site_of, told, visit

pytestmark = pytest.mark.database

SECOND, CRANE_CODE = "REQ-LIFT-002", "REQ-CRANE-001"
NO_LIFT = {"requirements": LIFT_CODE, "absent": "object:lift"}


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require(title="Лифт осмотрен")
    return found


@pytest.fixture
def site(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client()


@pytest.fixture
def owner(site: FastAPI, anna: Actor) -> TestClient:
    return visit(site, anna)


@pytest.fixture
def inspector(site: FastAPI, world: Business) -> TestClient:
    return visit(site, world.supervisor())


def check(owner: TestClient, **given: Any) -> Any:
    return owner.post("/declare/check", data=NO_LIFT | given)


def declared(owner: TestClient) -> str:
    """Declare through the pages; the address of the declaration."""
    sent = owner.post("/declare", data=hidden(check(owner)))
    return str(sent.headers["Location"]).removesuffix("/sent")


def id_in(path: str) -> UUID:
    return UUID(path.rpartition("/")[2])


def step(by: TestClient, path: str, name: str, reason: str = "") -> Any:
    """Take a step with the form that the page shows."""
    page = by.get(path)
    [shown] = re.findall(
        rf'<form method="post" action="{path}/{name}".*?</form>', page.text, re.S
    )
    fields = {
        name: re.findall(rf'name="{name}" value="([^"]*)"', shown)[0]
        for name in ("idempotency_key", "version")
    }
    return by.post(f"{path}/{name}", data=fields | {"reason": reason})


def test_each_line_of_the_list_says_its_reason_and_leads_on(owner: TestClient) -> None:
    page = owner.get("/list?group=unknown")

    assert "лифт" in told(page).lower()
    assert f'href="/list/{LIFT_CODE}"' in page.text
    line = owner.get(f"/list/{LIFT_CODE}")
    assert 'href="/client/facts/object:lift?' in line.text
    assert f'href="/declare?requirement={LIFT_CODE}"' in line.text
    assert re.search(r'class="back"><a href="/list', line.text)


def test_what_is_russian_on_an_english_page_is_marked_so(
    owner: TestClient, inspector: TestClient
) -> None:
    path = declared(owner)
    for reader in (owner, inspector):
        reader.cookies.set("lang", "en")

    pages = [owner.get(f"/list/{LIFT_CODE}"), inspector.get(path)]

    for page in pages:
        assert '<html lang="en">' in page.text
        assert f'<dd><span lang="ru">{LIFTS}</span></dd>' in page.text


def test_a_group_is_narrowed_and_paged_by_links_alone(
    owner: TestClient, world: Business
) -> None:
    for number in range(60):
        world.require(f"REQ-MANY-{number:03}", CRANE, "МЧС России")

    first = owner.get("/list?group=unknown&body=МЧС России")
    [after] = re.findall(r'href="([^"]+)" rel="next"', first.text)
    second = owner.get(after.replace("&amp;", "&"))

    found = [
        re.findall(r'href="/list/(REQ-[\w-]+)"', page.text) for page in (first, second)
    ]
    assert [len(codes) for codes in found] == [50, 10]
    assert len({*found[0], *found[1]}) == 60
    assert owner.get("/list?group=nonsense").status_code == 422


def test_what_is_not_in_force_has_no_page_in_the_list(
    owner: TestClient, world: Business
) -> None:
    path = declared(owner)
    world.suspend()

    assert owner.get(f"/list/{LIFT_CODE}").status_code == 404
    assert owner.get("/list/REQ-NONE-001").status_code == 404
    assert owner.get(f"/declare?requirement={LIFT_CODE}").status_code == 404
    page = owner.get(path)
    assert f'href="/list/{LIFT_CODE}"' not in page.text
    assert f'href="/requirements/{LIFT_CODE}"' in page.text


def test_the_form_offers_the_grounds_of_the_requirement(
    owner: TestClient, world: Business
) -> None:
    world.require(TEACHING_CODE, TEACHING, SCHOOLS)

    page = owner.get(f"/declare?requirement={TEACHING_CODE}")

    assert re.findall(r'name="absent" value="([^"]+)"', page.text) == [
        "okved:85",
        "activity:educational_programs",
    ]
    assert 'type="file"' in page.text
    assert f'class="back"><a href="/list/{TEACHING_CODE}"' in page.text


def test_the_check_page_names_who_will_see_it(owner: TestClient) -> None:
    page = check(owner, explanation="Один этаж")

    text = told(page)
    assert "Проверьте" in text
    assert f"Вы и контрольный орган: {LIFTS}." in text
    assert "название и ИНН вашего бизнеса" in text
    assert "Лифт осмотрен" in text
    assert "Один этаж" in text
    assert hidden(page)["seen"] == f"{LIFT_CODE}:1"


def test_a_declaration_is_sent_confirmed_and_downloaded(
    owner: TestClient, world: Business
) -> None:
    sent = owner.post("/declare", data=hidden(check(owner, explanation="Один этаж")))
    done = owner.get(sent.headers["Location"])
    path = sent.headers["Location"].removesuffix("/sent")
    number = world.declaration(id_in(path)).number
    kept = owner.get(f"{path}/confirmation")

    assert (sent.status_code, sent.headers["Location"]) == (303, f"{path}/sent")
    assert f"{number}" in told(done)
    assert f'href="{path}/confirmation"' in done.text
    disposition = kept.headers["Content-Disposition"]
    assert disposition == f'attachment; filename="sverka-{number}.html"'
    for part in (str(number), "Лифт осмотрен", "Один этаж", LIFTS, "ИП anna"):
        assert part in told(kept)
    assert "object:lift" not in kept.text
    assert f"http://testserver{path}" in kept.text


def test_the_confirmation_tells_when_it_was_declared(
    owner: TestClient, world: Business, clock: StoppedClock
) -> None:
    path = declared(owner)
    clock.pass_by(timedelta(hours=1))
    world.amend(title="Иначе")
    world.react()

    kept = told(owner.get(f"{path}/confirmation"))

    assert "Записано: 21 ноября 2026 г., 12:00" in kept


def test_sending_twice_declares_once(owner: TestClient, world: Business) -> None:
    filled = hidden(check(owner))

    answers = [owner.post("/declare", data=filled) for _ in range(2)]
    other_key = owner.post("/declare", data=filled | {"idempotency_key": "other"})

    assert len({one.headers["Location"] for one in answers}) == 1
    path = answers[0].headers["Location"].removesuffix("/sent")
    assert other_key.headers["Location"] == path
    assert world.declaration(id_in(path)).version == 1


def test_a_whole_branch_is_declared_at_once(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    world.require(SECOND, {"object": ["lift"]}, SCHOOLS)
    world.require(CRANE_CODE, CRANE)
    asked = owner.get("/declare?fact=object:lift")
    chosen = hidden(asked)["requirements"]

    checked = owner.post(
        "/declare/check", data={"requirements": chosen, "absent": "object:lift"}
    )
    sent = owner.post("/declare", data=hidden(checked))
    listed = owner.get(sent.headers["Location"])

    assert set(chosen) == {LIFT_CODE, SECOND, CRANE_CODE}
    assert re.search(r'value="object:lift"[^>]* checked', asked.text)
    assert set(hidden(checked)["requirements"]) == {LIFT_CODE, SECOND}
    text = told(checked)
    assert LIFTS in text
    assert SCHOOLS in text
    assert "Эти требования остаются в списке" in text
    assert sent.headers["Location"] == "/declarations?sent=2"
    assert "Отправлено 2 заявления" in told(listed)
    queue = world.service.declaration_view.mine(own(anna))
    assert {one.requirement for one in queue.declarations} == {LIFT_CODE, SECOND}


def test_a_branch_leaves_out_what_is_declared_already(
    owner: TestClient, world: Business
) -> None:
    world.require(SECOND)
    declared(owner)
    world.amend(title="Иначе")
    world.react()

    chosen = hidden(owner.get("/declare?fact=object:lift"))["requirements"]
    checked = owner.post(
        "/declare/check", data={"requirements": chosen, "absent": "object:lift"}
    )
    sent = owner.post("/declare", data=hidden(checked))

    assert hidden(checked)["requirements"] == SECOND
    assert "Вы уже" in told(checked)
    assert sent.headers["Location"].endswith("/sent")


def test_both_grounds_are_said_where_both_are_given(
    owner: TestClient, inspector: TestClient, world: Business
) -> None:
    either = {"op": "any", "of": [{"activity": ["cooks_food"]}, {"object": ["lift"]}]}
    world.require(SECOND, either)

    checked = check(
        owner, requirements=SECOND, absent=["activity:cooks_food", "object:lift"]
    )
    path = owner.post("/declare", data=hidden(checked)).headers["Location"]
    shown = inspector.get(path.removesuffix("/sent"))

    for page in (checked, shown):
        assert "(деятельность не осуществляется)" in told(page)
        assert "(объект не используется)" in told(page)


@pytest.mark.parametrize(
    "path", ["/declare", "/declare?fact=object:ufo", "/declare?fact=okved"]
)
def test_nothing_to_declare_leads_back_to_the_list(
    owner: TestClient, path: str
) -> None:
    assert owner.get(path).headers["Location"] == "/list"
    assert owner.post("/declare/check", data={}).headers["Location"] == "/list"


@pytest.mark.parametrize(
    "given",
    [
        {"absent": []},
        {"absent": ["object:pool"]},
        {"requirements": [LIFT_CODE, SECOND], "absent": []},
        {"requirements": [LIFT_CODE, SECOND], "absent": ["object:pool"]},
        {"absent": ["object:lift", "activity:cooks_food"]},
    ],
    ids=["none", "another", "none of many", "another of many", "mixed"],
)
def test_a_ground_that_does_not_hold_is_said_at_its_field(
    owner: TestClient, world: Business, given: dict[str, Any]
) -> None:
    world.require(SECOND)

    page = check(owner, **given)

    assert page.status_code == 422
    assert [to for to, _ in faults(page)] == ["absent"]
    assert "absent" in ids(page)


def test_a_fact_that_says_otherwise_is_said_at_its_field(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    world.state(anna, object_lift=True)

    page = check(owner, explanation="Нет его")

    assert (page.status_code, faults(page)[0][0]) == (409, "absent")
    assert "Нет его" in page.text


def test_a_wrong_file_is_said_at_its_field_and_a_right_one_is_kept(
    owner: TestClient, inspector: TestClient
) -> None:
    wrong = owner.post(
        "/declare/check", data=NO_LIFT, files={"document": ("a.exe", b"MZ")}
    )
    right = owner.post(
        "/declare/check", data=NO_LIFT, files={"document": ("план.pdf", PDF)}
    )
    path = owner.post("/declare", data=hidden(right)).headers["Location"]
    path = path.removesuffix("/sent")

    assert (wrong.status_code, faults(wrong)[0][0]) == (422, "document")
    assert "Приложен" in told(right)
    for reader in (owner, inspector):
        assert f'href="{path}/document"' in reader.get(path).text
        assert reader.get(f"{path}/document").content == PDF


def test_changing_the_answers_keeps_the_explanation_and_the_file(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    world.require(SECOND)
    world.require(CRANE_CODE, CRANE)
    chosen = {"requirements": [LIFT_CODE, SECOND, CRANE_CODE]}
    given = NO_LIFT | chosen | {"explanation": "Один этаж <и> подвал"}
    checked = owner.post(
        "/declare/check", data=given, files={"document": ("план.pdf", PDF)}
    )

    asked = owner.post("/declare/change", data=hidden(checked))
    again = owner.post(
        "/declare/check",
        data=hidden(asked)
        | {
            "absent": "object:lift",
            "explanation": re.findall(r"<textarea[^>]*>([^<]*)<", asked.text)[0],
        },
    )

    assert 'formaction="/declare/change"' in checked.text
    assert asked.status_code == 200
    assert "Один этаж &lt;и&gt; подвал" in asked.text
    assert re.search(r'value="object:lift"[^>]* checked', asked.text)
    assert set(hidden(asked)["requirements"]) == set(chosen["requirements"])
    assert hidden(asked)["document_id"] == hidden(checked)["document_id"]
    assert hidden(again)["document_id"] == hidden(checked)["document_id"]
    assert world.service.declaration_view.mine(own(anna)).declarations == ()


def test_a_file_that_was_attached_can_be_left_out_or_replaced(
    owner: TestClient,
) -> None:
    def sent(fields: dict[str, Any], **files: Any) -> dict[str, Any]:
        return hidden(owner.post("/declare/check", data=NO_LIFT | fields, files=files))

    first = sent({}, document=("план.pdf", PDF))
    kept = {"document_id": first["document_id"]}

    assert "document_id" not in sent(kept | {"drop_document": "yes"})
    other = sent(kept, document=("другой.pdf", PDF + b"!"))["document_id"]
    assert other != first["document_id"]


def test_nothing_to_change_leads_back_to_the_list(owner: TestClient) -> None:
    assert owner.post("/declare/change", data={}).headers["Location"] == "/list"


def test_a_file_of_several_megabytes_goes_through_the_form(owner: TestClient) -> None:
    large = PDF + bytes(9 * 1024 * 1024)

    page = owner.post(
        "/declare/check", data=NO_LIFT, files={"document": ("plan.pdf", large)}
    )

    assert (page.status_code, "document_id" in hidden(page)) == (200, True)


def test_a_requirement_that_changed_before_sending_is_looked_at_again(
    owner: TestClient, world: Business
) -> None:
    filled = hidden(check(owner))
    world.amend(title="Лифт осмотрен дважды")

    page = owner.post("/declare", data=filled)

    assert page.status_code == 412
    assert len(faults(page)) == 1
    assert faults(page)[0][0] in ("", *ids(page))
    assert "Лифт осмотрен дважды" in told(page)
    assert hidden(check(owner))["seen"] == f"{LIFT_CODE}:2"


@pytest.mark.parametrize(
    "given",
    [
        {"requirements": "REQ-NONE-001"},
        {"requirements": "%00"},
        {"ground": "laziness"},
        {"document_id": "plan"},
        {"document_id": str(UUID(int=1))},
        {"seen": "nonsense"},
        {"absent": "object:ufo"},
        {"explanation": "\x00"},
        {"explanation": "я" * 5001},
        {},
    ],
    ids=lambda given: str(given)[:30],
)
def test_nothing_in_a_form_breaks_the_pages(
    owner: TestClient, given: dict[str, str]
) -> None:
    filled = hidden(check(owner)) | given

    for path in ("/declare/check", "/declare"):
        assert owner.post(path, data=filled).status_code < 500


def test_a_contest_goes_back_and_forth(
    owner: TestClient, inspector: TestClient, world: Business
) -> None:
    path = declared(owner)
    empty = step(inspector, path, "contest")
    contested = step(inspector, path, "contest", "Лифт виден на плане")
    waiting = owner.get("/list")
    shown = owner.get(path)
    silent = step(owner, path, "answer", "  ")
    step(owner, path, "answer", "Его сняли")
    decided = inspector.get(path)
    kept = step(inspector, path, "uphold-contest", "")
    step(inspector, path, "uphold-contest", "Лифт работает")

    assert (empty.status_code, faults(empty)[0][0]) == (422, "contest-text")
    assert "contest-text" in ids(empty)
    assert contested.headers["Location"] == path
    assert "1 заявление ждёт вас" in told(waiting)
    assert "Лифт виден на плане" in told(shown)
    assert (silent.status_code, faults(silent)[0][0]) == (422, "answer-text")
    assert "Его сняли" in told(decided)
    assert (kept.status_code, faults(kept)[0][0]) == (422, "uphold-contest-text")
    assert world.declaration(id_in(path)).status is Status.NOT_UPHELD
    assert "Лифт работает" in told(owner.get(path))
    assert f'href="/declare?requirement={LIFT_CODE}"' in owner.get(path).text


def test_each_id_stands_once_on_the_page_of_a_declaration(
    owner: TestClient, inspector: TestClient
) -> None:
    path = declared(owner)
    step(inspector, path, "contest", "Лифт виден")
    pages = [owner.get(path), inspector.get(path)]
    step(owner, path, "answer", "Его сняли")
    pages += [owner.get(path), inspector.get(path)]

    for page in pages:
        assert sorted(set(ids(page))) == sorted(ids(page))


def test_an_accepted_contest_and_a_withdrawal_are_taken_by_forms(
    owner: TestClient, inspector: TestClient, world: Business
) -> None:
    path = declared(owner)
    step(inspector, path, "contest", "Лифт виден")
    step(inspector, path, "drop-contest")
    assert world.declaration(id_in(path)).status is Status.DECLARED

    step(owner, path, "withdraw", "Передумала")

    assert world.declaration(id_in(path)).status is Status.WITHDRAWN
    assert "Передумала" in told(inspector.get(path))


def test_what_changed_is_shown_side_by_side_and_reconfirmed(
    owner: TestClient, world: Business
) -> None:
    path = declared(owner)
    world.amend(title="Лифт осмотрен дважды")
    world.react()

    page = owner.get(path)
    done = step(owner, path, "reconfirm")

    text = told(page)
    assert "Лифт осмотрен Лифт осмотрен дважды" in text
    assert done.status_code == 303
    assert world.declaration(id_in(path)).requirement_version == 2


def test_a_changed_fact_is_shown_and_cannot_be_reconfirmed_away(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    path = declared(owner)
    world.state(anna, object_lift=True)
    world.react()

    page = owner.get(path)
    refused = step(owner, path, "reconfirm")

    assert "Да" in told(page)
    assert refused.status_code == 409
    assert faults(refused)[0][0] in ("", *ids(refused))


def test_a_step_on_what_changed_meanwhile_is_shown_anew(
    owner: TestClient, inspector: TestClient
) -> None:
    path = declared(owner)

    stale = inspector.post(f"{path}/contest", data=form(version=7, reason="Виден"))
    again = step(inspector, path, "contest", "Виден")

    assert (stale.status_code, again.status_code) == (412, 303)
    assert "Виден" in stale.text


def test_strangers_find_neither_the_declaration_nor_its_steps(
    owner: TestClient, site: FastAPI, world: Business
) -> None:
    path = declared(owner)

    for by in (
        world.client("oleg", FIRM_INN, ClientKind.LE),
        world.supervisor(SCHOOLS, "olga"),
        world.supervisor(name="galina", role=Role.APPEALS_OFFICER),
    ):
        stranger = visit(site, by)
        for tail in ("", "/sent", "/confirmation", "/document"):
            assert stranger.get(f"{path}{tail}").status_code == 404
        for name in ("withdraw", "answer", "contest", "drop-contest", "nonsense"):
            answer = stranger.post(f"{path}/{name}", data=form(version=1, reason="x"))
            assert answer.status_code == 404
        assert LIFT_CODE not in stranger.get("/declarations").text
    assert visit(site).get(path).headers["Location"].startswith("/sign-in")


def test_unknown_steps_and_declarations_are_not_found(owner: TestClient) -> None:
    path = declared(owner)

    assert owner.post(f"{path}/burn", data=form(version=1)).status_code == 404
    assert owner.get(f"/declarations/{uuid4()}").status_code == 404
    assert owner.get("/declarations/nothing").status_code == 422
    assert owner.get(f"{path}/document").status_code == 404


def test_each_side_finds_it_in_its_list(
    owner: TestClient, inspector: TestClient
) -> None:
    path = declared(owner)

    mine, theirs = owner.get("/declarations"), inspector.get("/declarations")
    contested = inspector.get("/declarations?status=contested")

    assert f'href="{path}"' in mine.text
    assert f'href="{path}"' in theirs.text
    assert "ИП anna" in told(theirs)
    assert f'href="{path}"' not in contested.text
    assert inspector.get("/declarations?status=odd").status_code == 422


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_page_stands_in_both_languages(
    owner: TestClient, inspector: TestClient, language: str
) -> None:
    path = declared(owner)
    for reader in (owner, inspector):
        reader.cookies.set("lang", language)

    for page in (
        "/list",
        "/list?group=unknown&by=object&uses=lift",
        "/list?group=does_not_apply&by=body",
        "/list/ended",
        f"/list/{LIFT_CODE}",
        "/declarations",
        f"/declare?requirement={LIFT_CODE}",
        path,
        f"{path}/sent",
        f"{path}/confirmation",
    ):
        answer = owner.get(page)
        assert (answer.status_code, answer.headers["Content-Language"]) == (
            200,
            language,
        ), page
        assert sorted(set(ids(answer))) == sorted(ids(answer)), page
    for page in ("/declarations", "/declarations?status=declared", path):
        assert inspector.get(page).status_code == 200
