"""Pages of self-assessment: asked one by one, mended, declared, annulled (L9)."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from domain.compliance import ControlScope, Degree, State
from domain.kernel import Actor
from interfaces.gateways.database import Database
from tests.business import (
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
from tests.compliance import Assessing
from tests.conftest import StoppedClock
from tests.interfaces.visits import faults, form, hidden, ids, site_of, told, visit

pytestmark = pytest.mark.database

LIFT, TEACH = f"/assessment/{LIFT_CODE}", f"/assessment/{TEACHING_CODE}"


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require(title="Лифт осмотрен")
    found.require(TEACHING_CODE, TEACHING, SCHOOLS, title="Есть лицензия")
    return found


@pytest.fixture
def doing(world: Business) -> Assessing:
    return Assessing(world)


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


def answer(owner: TestClient, path: str = LIFT, **given: Any) -> Response:
    """Fill in the form that the page shows."""
    fields = hidden(owner.get(path)) | given
    return owner.post(path, data=fields)


def to(answer: Response) -> str:
    """The page that an answer leads to, without what it is asked."""
    assert answer.status_code == 303, told(answer)
    return str(answer.headers["Location"]).partition("?")[0]


def follow(owner: TestClient, answer: Response) -> str:
    """The page that is shown in the end."""
    while answer.status_code == 303:
        path = str(answer.headers["Location"])
        answer = owner.get(path)
    assert answer.status_code == 200
    return path.partition("?")[0]


def test_one_after_another_is_assessed_until_nothing_is_left(
    owner: TestClient,
) -> None:
    begun = owner.get("/assessment/next")
    first = answer(owner, to(begun), degree="complies")
    second = owner.get(str(first.headers["Location"]))
    last = answer(owner, to(second), degree="complies")

    assert (to(begun), to(second)) == (TEACH, LIFT)
    assert follow(owner, last) == "/assessment"
    assert "Оценено: 2 из 2" in told(owner.get("/assessment"))


def test_what_is_not_observed_leads_to_the_plan_and_on(owner: TestClient) -> None:
    planning = answer(owner, TEACH, degree="partly", note="Узнать")
    page = owner.get(str(planning.headers["Location"]))
    planned = owner.post(
        f"{TEACH}/measures",
        data=hidden(page) | {"what": "Получить лицензию", "due": "2026-12-01"},
    )

    assert to(planning) == f"{TEACH}/measures/new"
    assert follow(owner, planned) == LIFT
    plan = told(owner.get("/assessment/plan"))
    assert "Получить лицензию" in plan
    assert "1 мера не выполнена" in plan
    assert "Узнать" in told(owner.get(TEACH))


def test_an_empty_form_is_shown_again_with_its_fault(owner: TestClient) -> None:
    page = answer(owner, evidence="Приказ № 4")

    assert page.status_code == 422
    assert [about for about, _ in faults(page)] == ["degree"]
    assert "degree" in ids(page)
    assert "Приказ № 4" in page.text


def test_a_measure_without_words_or_with_a_day_that_is_over_is_shown_again(
    owner: TestClient, doing: Assessing, anna: Actor
) -> None:
    doing.assess(anna, degree=Degree.PARTLY)
    sent = hidden(owner.get(f"{LIFT}/measures/new"))

    empty = owner.post(f"{LIFT}/measures", data=sent)
    late = owner.post(
        f"{LIFT}/measures", data=sent | form(what="Починить", due="2026-11-20")
    )

    assert [about for about, _ in faults(empty)] == ["what", "due"]
    assert [about for about, _ in faults(late)] == ["due"]
    assert "Починить" in late.text


def test_a_file_is_kept_with_the_answer_until_it_is_taken_away(
    owner: TestClient, doing: Assessing, anna: Actor
) -> None:
    sent = hidden(owner.get(LIFT)) | {"degree": "complies"}
    owner.post(LIFT, data=sent, files={"document": ("plan.pdf", PDF)})
    given = owner.get(f"{LIFT}/document")
    answer(owner, degree="complies")
    kept = doing.card(anna).last.document_id
    answer(owner, degree="complies", without_document="yes")

    assert given.content == PDF
    assert kept
    assert doing.card(anna).last.document_id is None
    assert owner.get(f"{LIFT}/document").status_code == 404


def test_a_file_of_another_kind_is_refused_at_its_field(owner: TestClient) -> None:
    sent = hidden(owner.get(LIFT)) | {"degree": "complies"}

    page = owner.post(LIFT, data=sent, files={"document": ("plan.txt", b"So")})

    assert [about for about, _ in faults(page)] == ["document"]


def test_the_evidence_asked_for_is_offered_and_kept(
    owner: TestClient, doing: Assessing, anna: Actor
) -> None:
    answer(owner, degree="complies", shown_by="инструкция", evidence_kind="journal")

    page = owner.get(LIFT)
    assert doing.card(anna).last.shown_by == ("инструкция",)
    assert re.search(r'value="инструкция"\s+checked', page.text)
    assert re.search(r'value="journal" selected', page.text)


def test_a_colleagues_answer_meanwhile_is_shown_instead_of_overwritten(
    owner: TestClient, doing: Assessing, anna: Actor
) -> None:
    sent = hidden(owner.get(LIFT))
    doing.assess(anna, degree=Degree.DOES_NOT)

    page = owner.post(LIFT, data=sent | {"degree": "complies"})

    assert page.status_code == 412
    assert "Это изменили" in told(page)
    assert doing.card(anna).last.degree is Degree.DOES_NOT


def test_a_new_version_asks_to_look_again_and_says_so(
    owner: TestClient, world: Business, doing: Assessing, anna: Actor
) -> None:
    doing.assess(anna)
    sent = hidden(owner.get(LIFT))
    world.amend(title="Лифт осмотрен дважды")

    assert "Ответ дан на прежнюю версию" in told(owner.get("/assessment"))
    assert "Вы отвечали о версии 1. Сейчас действует версия 2" in told(owner.get(LIFT))
    refused = owner.post(LIFT, data=sent | {"degree": "complies"})
    assert refused.status_code == 412
    assert "Лифт осмотрен дважды" in told(refused)


def test_several_alike_are_answered_at_once(
    owner: TestClient, doing: Assessing, anna: Actor
) -> None:
    codes = [LIFT_CODE, TEACHING_CODE]
    page = owner.get("/assessment/several", params={"requirement": codes})

    saved = owner.post("/assessment/several", data=hidden(page) | {"degree": "unknown"})
    wrong = owner.post("/assessment/several", data=hidden(page))

    assert to(saved) == "/assessment"
    assert [doing.card(anna, code).last.degree for code in codes] == [
        Degree.UNKNOWN,
        Degree.UNKNOWN,
    ]
    assert [about for about, _ in faults(wrong)] == ["degree"]
    assert to(owner.get("/assessment/several")) == "/assessment"


def test_the_sheet_is_narrowed_by_links_and_a_form(
    owner: TestClient, doing: Assessing, anna: Actor
) -> None:
    doing.assess(anna)

    left = told(owner.get("/assessment?state=unassessed"))
    schools = told(owner.get(f"/assessment?body={SCHOOLS}&by=kind"))

    assert "Есть лицензия" in left
    assert "Лифт осмотрен" not in left
    assert f"Только: {SCHOOLS}." in schools


def test_a_measure_is_changed_done_and_dropped_by_its_page(
    owner: TestClient, doing: Assessing, anna: Actor
) -> None:
    doing.assess(anna, degree=Degree.PARTLY)
    first, second = (
        f"{LIFT}/measures/{doing.plan(anna, doing.today, what)}" for what in "AB"
    )

    changed = owner.post(first, data=form(version=3, what="Заменить", due="2026-12-01"))
    wrong = owner.post(first, data=form(version=4, what="", due="2026-12-01"))
    stale = owner.post(f"{first}/done", data=form(version=1))
    done = owner.post(f"{first}/done", data=form(version=4))
    dropped = owner.post(f"{second}/drop", data=form(version=5))
    again = owner.post(f"{first}/drop", data=form(version=6))

    assert to(changed) == to(dropped) == "/assessment/plan"
    assert [about for about, _ in faults(wrong)] == ["what"]
    assert stale.status_code == 412
    assert to(done) == LIFT
    assert again.status_code == 409
    assert [one.what for one in doing.card(anna).measures] == ["Заменить"]
    assert owner.get(second).status_code == 404
    assert owner.get(first.replace(LIFT, TEACH)).status_code == 404


def test_a_late_measure_is_shown_as_late(
    site: FastAPI, doing: Assessing, anna: Actor, clock: StoppedClock
) -> None:
    doing.assess(anna, degree=Degree.PARTLY)
    doing.plan(anna, doing.today)
    clock.pass_by(timedelta(days=1))
    owner = visit(site, anna)

    assert "1 просрочена" in told(owner.get("/assessment/plan"))
    assert "1 просрочена" in told(owner.get("/assessment"))
    assert "просрочено" in told(owner.get(LIFT))


def test_what_does_not_concern_the_client_has_no_form(
    owner: TestClient, world: Business, doing: Assessing, anna: Actor
) -> None:
    doing.assess(anna)
    world.state(anna, object_lift=False)

    assert "оценивать нечего" in told(owner.get(LIFT))
    assert "<form method" not in owner.get(LIFT).text.partition("<main")[2]
    assert owner.get("/assessment/REQ-NONE-999").status_code == 404


def declared(owner: TestClient, scope: str = f"body:{LIFTS}") -> Response:
    """Declare through the pages."""
    page = owner.get("/assessment/declare/check", params={"scope": scope})
    return owner.post("/assessment/declare", data=hidden(page))


def test_before_declaring_everything_is_shown_with_who_will_see_it(
    owner: TestClient, doing: Assessing, anna: Actor
) -> None:
    doing.assess(anna, evidence="Журнал № 1", note="Тайна")
    doing.assess(anna, TEACHING_CODE, degree=Degree.PARTLY)

    choice = told(owner.get("/assessment/declare"))
    page = told(owner.get("/assessment/declare/check?scope=all"))

    assert f"{LIFTS} Оценено: 1 из 1." in choice
    for said in (
        "Вы заявляете, что соблюдаете 1 требование",
        "Журнал № 1",
        "Эти требования в декларацию не войдут",
        f"контрольный орган: {LIFTS}",
        "21 ноября 2027",
        "248-ФЗ, ст. 51; положение о виде контроля",
        "Скорее всего верно",
    ):
        assert said in page
    assert "Тайна" not in page
    assert owner.get("/assessment/declare/check").headers["Location"]


def test_an_unfinished_assessment_says_what_is_left_and_sends_nothing(
    owner: TestClient, doing: Assessing, anna: Actor
) -> None:
    doing.assess(anna)

    page = owner.get("/assessment/declare/check?scope=all")
    forced = owner.post(
        "/assessment/declare", data=form(scope="all", requirements=f"{LIFT_CODE}:1")
    )

    assert "Осталось 1 требование" in told(page)
    assert f'href="{TEACH}"' in page.text
    assert 'action="/assessment/declare"' not in page.text
    assert forced.status_code == 409
    assert "Не все требования оценены" in told(forced)


def test_nothing_observed_is_nothing_to_declare(
    owner: TestClient, doing: Assessing, anna: Actor
) -> None:
    doing.assess(anna, LIFT_CODE, TEACHING_CODE, degree=Degree.UNKNOWN)

    page = told(owner.get("/assessment/declare/check?scope=all"))

    assert "Декларировать нечего" in page
    assert owner.get("/assessment/declare/check?scope=body:X").status_code == 404


def test_a_declaration_is_registered_and_printed(
    owner: TestClient, doing: Assessing, anna: Actor
) -> None:
    doing.assess(anna, evidence="Журнал № 1")

    sent = declared(owner)
    page = told(owner.get(str(sent.headers["Location"])))
    path = to(sent).removesuffix("/sent")
    printed = told(owner.get(f"{path}/confirmation"))

    number = doing.declaration(UUID(path.rpartition("/")[2])).number
    assert f"Номер {number}" in page
    for said in (
        str(number),
        "21 ноября 2026 г., 12:00",
        "ИП anna",
        "Лифт осмотрен",
        "Журнал № 1",
        "21 ноября 2027",
        "его никто не проверял",
        "Действует до 21 ноября 2027",
        f"http://testserver{path}",
    ):
        assert said in printed


def test_the_whole_list_makes_several_declarations_and_says_how_many(
    owner: TestClient, doing: Assessing, anna: Actor
) -> None:
    doing.assess(anna, LIFT_CODE, TEACHING_CODE)

    sent = declared(owner, "all")
    page = owner.get(str(sent.headers["Location"]))

    assert "Зарегистрированы 2 декларации" in told(page)
    assert LIFTS in told(page)
    assert SCHOOLS in told(page)


@pytest.fixture
def made(doing: Assessing, anna: Actor, world: Business) -> str:
    """The address of a declaration of hers."""
    document = world.service.assessments.keep_document(
        own(anna), "plan.pdf", PDF, by=anna
    )
    doing.assess(anna, document_id=document, note="Тайна", evidence="Журнал № 1")
    doing.assess(anna, TEACHING_CODE, degree=Degree.DOES_NOT)
    return f"/compliance/{doing.declare(anna, ControlScope(control_body=LIFTS)).id}"


def state(doing: Assessing, path: str) -> State:
    return doing.declaration(UUID(path.rpartition("/")[2])).state


def test_the_body_reads_and_annuls_and_the_client_reads_why(
    owner: TestClient, inspector: TestClient, doing: Assessing, made: str
) -> None:
    queue = told(inspector.get("/compliance"))
    page = inspector.get(made)
    silent = inspector.post(f"{made}/annul", data=form(version=1))
    done = inspector.post(f"{made}/annul", data=form(version=1, reason="Журнала нет"))

    assert "ИП anna" in queue
    assert "Журнал № 1" in told(page)
    assert "Тайна" not in page.text
    assert TEACHING_CODE not in page.text
    assert "Продлить" not in page.text
    assert inspector.get(f"{made}/documents/{LIFT_CODE}").content == PDF
    assert [about for about, _ in faults(silent)] == ["annul-text"]
    assert to(done) == made
    assert state(doing, made) is State.ANNULLED
    assert "Журнала нет" in told(owner.get(made))
    again = told(owner.get(f"/assessment/declare/check?scope=body:{LIFTS}"))
    assert "была аннулирована" in again


def test_the_client_withdraws_with_or_without_a_reason(
    owner: TestClient, inspector: TestClient, doing: Assessing, made: str
) -> None:
    wrong = owner.post(f"{made}/withdraw", data=form(version=9))
    done = owner.post(f"{made}/withdraw", data=form(version=1, reason="Ошибка"))

    assert wrong.status_code == 412
    assert to(done) == made
    assert state(doing, made) is State.WITHDRAWN
    assert "Ошибка" in told(inspector.get(made))
    assert inspector.post(f"{made}/withdraw", data=form(version=2)).status_code == 404


def test_a_changed_requirement_ends_it_and_looking_again_renews_it(
    owner: TestClient,
    inspector: TestClient,
    world: Business,
    doing: Assessing,
    anna: Actor,
    made: str,
) -> None:
    world.amend(title="Лифт осмотрен дважды")

    seen_by_body = told(inspector.get(made))
    before = owner.get(f"{made}/renew")
    doing.assess(anna)
    page = owner.get(f"{made}/renew")
    renewed = owner.post(f"{made}/renew", data=hidden(page))
    stale = owner.post(f"{made}/renew", data=hidden(page) | form())

    assert "Прекратилась: требование изменилось" in seen_by_body
    assert "Действует другая версия" in seen_by_body
    assert "Осталось 1 требование" in told(before)
    assert to(renewed) == f"{made}/sent"
    assert stale.status_code == 412
    assert state(doing, made) is State.IN_EFFECT
    assert inspector.get(f"{made}/renew").status_code == 404


def test_a_client_that_answers_otherwise_later_is_warned(
    owner: TestClient, inspector: TestClient, doing: Assessing, anna: Actor, made: str
) -> None:
    doing.assess(anna, degree=Degree.DOES_NOT)

    warning = "Позже вы ответили, что соблюдаете не всё"
    assert warning in told(owner.get(made))
    assert warning not in told(inspector.get(made))


def test_another_body_and_another_business_find_nothing(
    site: FastAPI, world: Business, made: str
) -> None:
    other = visit(site, world.supervisor(SCHOOLS, "olga"))
    business = visit(site, world.client("oleg", "630000000292"))

    for reader in (other, business):
        for path in ("", "/sent", "/confirmation", f"/documents/{LIFT_CODE}", "/renew"):
            assert reader.get(made + path).status_code == 404
        assert made not in reader.get("/compliance").text
    assert business.get("/compliance").status_code == 200


def test_declarations_are_narrowed_by_where_they_stand(
    inspector: TestClient, owner: TestClient, made: str
) -> None:
    for reader in (inspector, owner):
        assert made in reader.get("/compliance?state=in_effect").text
        assert made not in reader.get("/compliance?state=annulled").text
        assert reader.get("/compliance?state=nonsense").status_code == 422


def test_the_service_never_says_that_somebody_complies(
    owner: TestClient, inspector: TestClient, made: str
) -> None:
    pages = [
        owner.get(path)
        for path in ("/assessment", made, f"{made}/sent", f"{made}/confirmation")
    ]
    pages += [inspector.get(made), inspector.get("/compliance")]

    for page in pages:
        assert "вы соблюдаете" not in told(page).lower()
    for page in (pages[1], pages[3], pages[4], pages[5]):
        assert "никто не проверял" in told(page)
