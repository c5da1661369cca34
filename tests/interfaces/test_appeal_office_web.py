"""Pages of those who decide appeals: queue, steps, draft, check, decision (I9)."""

import re
from datetime import timedelta
from html import unescape
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from domain.appeal import AppealStatus, DraftPart, Outcome, Suspension
from domain.kernel import Actor, Role
from domain.ombudsman import Case
from interfaces.gateways.database import Database
from interfaces.locale import language
from projections.appeal import AppealCard
from tests.appealing import ASKS, REASON, TOLD, WHOLE, WORDS, Appealing
from tests.business import Business, business
from tests.conftest import StoppedClock
from tests.helping import Helping
from tests.interfaces.visits import faults, form, hidden, site_of, told, visit

pytestmark = pytest.mark.database

ORDERED = language("ru").gettext("ordered the inspection")
A_SECOND = timedelta(seconds=1)


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    made = business(database, clock)
    made.require()
    return made


@pytest.fixture
def appealing(world: Business, clock: StoppedClock) -> Appealing:
    return Appealing(world, clock)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"object:lift": True})


@pytest.fixture
def olga(appealing: Appealing) -> Actor:
    return appealing.officer()


@pytest.fixture
def pavel(appealing: Appealing, olga: Actor) -> Actor:
    return appealing.colleague(olga, "pavel", Role.INSPECTOR)


@pytest.fixture
def head(appealing: Appealing, olga: Actor) -> Actor:
    return appealing.colleague(olga, "ivan", Role.HEAD)


@pytest.fixture
def site(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def officer(site: FastAPI, olga: Actor) -> TestClient:
    return visit(site, olga)


def card(appealing: Appealing, id: UUID) -> AppealCard:
    found = appealing.service.appeal_view.get(id)
    assert found
    return found


def step(visitor: TestClient, id: UUID, path: str, **fields: str) -> Response:
    """Fill in the page of a step and send it."""
    address = f"/appeals/{id}/{path}"
    page = visitor.get(address)
    assert page.status_code == 200, page.headers.get("location", page.text)
    kept = {"version": hidden(page).get("version", "0")}
    return visitor.post(address, data=form(**kept, **fields))


def opened(visitor: TestClient, id: UUID) -> Response:
    """The page of an appeal when the body has opened what came."""
    visitor.post(f"/appeals/{id}/read", data=form())
    return visitor.get(f"/appeals/{id}")


def with_its_papers(appealing: Appealing, by: Actor, client: Actor) -> UUID:
    """An inspection whose act is drawn, and on paper."""
    inspection = appealing.inspecting.acted(by, client, "Журнала нет")
    appealing.service.papers.issue_due()
    appealing.service.runner.drain()
    return inspection


def test_the_queue_shows_what_has_to_be_done_next_and_who_has_it(
    appealing: Appealing, anna: Actor, olga: Actor, officer: TestClient
) -> None:
    id = appealing.sent(anna, body=olga)
    before = told(officer.get("/appeals"))
    appealing.assign(id, olga)

    mine = officer.get("/appeals?only=mine")

    assert str(card(appealing, id).number) in before
    assert "пока ничья" in before
    assert f'href="/appeals/{id}"' in mine.text
    assert f"/appeals/{id}" not in officer.get("/appeals?only=unassigned").text
    assert f"/appeals/{id}" not in officer.get("/appeals?status=decided").text
    assert f"/appeals/{id}" not in officer.get("/appeals?kind=caution").text
    assert officer.get("/appeals?only=strange&kind=no&status=no").status_code == 200
    assert officer.get("/appeals?after=nowhere").status_code == 422


def test_a_conflict_stands_beside_the_name_and_is_refused(
    appealing: Appealing, anna: Actor, pavel: Actor, olga: Actor, site: FastAPI
) -> None:
    both = appealing.colleague(olga, "pavel", Role.HEAD)
    inspection = appealing.inspecting.notified(pavel, anna)
    id = appealing.sent(anna, f"/inspections/{inspection}")
    visitor = visit(site, olga)

    page = told(visitor.get(f"/appeals/{id}/steps/assign"))
    refused = step(visitor, id, "steps/assign", officer=both.id)
    nobody = step(visitor, id, "steps/assign", officer="")
    named = step(visitor, id, "steps/assign", officer=olga.id)

    assert ORDERED in page
    assert "В этом деле не участвовал" in page
    assert refused.status_code == 409
    assert [to for to, _ in faults(refused)] == ["officer"]
    assert nobody.status_code == 422
    assert faults(nobody) == [("officer", "Выберите сотрудника")]
    assert named.status_code == 303
    assert card(appealing, id).officer == olga.id


def test_what_came_is_read_once_the_body_opens_it_on_the_record(
    appealing: Appealing, anna: Actor, olga: Actor, officer: TestClient
) -> None:
    id = appealing.sent(anna, body=olga)
    before = told(officer.get(f"/appeals/{id}"))

    after = told(opened(officer, id))

    assert WORDS not in before
    assert "Открыть" in before
    for said in (WORDS, ASKS, TOLD):
        assert said in after


def test_nothing_can_be_decided_before_what_the_client_sent_is_opened(
    appealing: Appealing, anna: Actor, olga: Actor, officer: TestClient
) -> None:
    id = appealing.sent(anna, body=olga)
    appealing.assign(id, olga)
    page = officer.get(f"/appeals/{id}")
    before = officer.get(f"/appeals/{id}/steps/accept")
    forced = officer.post(f"/appeals/{id}/steps/accept", data=form())

    opened(officer, id)

    assert f"/appeals/{id}/read" in page.text
    assert f"/appeals/{id}/steps/refuse" not in page.text
    assert before.headers["location"] == f"/appeals/{id}"
    assert forced.status_code == 409
    assert "Сначала откройте" in told(forced)
    assert officer.get(f"/appeals/{id}/steps/accept").status_code == 200


def test_a_hearing_asked_for_without_words_is_not_called_unopened(
    appealing: Appealing, anna: Actor, olga: Actor, officer: TestClient
) -> None:
    id = appealing.written(anna, body=olga)
    appealing.change(id, anna, DraftPart.HEARING)
    appealing.send(id, anna)
    before = told(officer.get(f"/appeals/{id}"))

    after = told(opened(officer, id))

    assert "Ещё не открыто" in before
    assert "Заявитель просит выслушать его" in after
    assert "Ещё не открыто" not in after


def test_an_officer_takes_it_up_asks_suspends_and_extends(
    appealing: Appealing,
    anna: Actor,
    pavel: Actor,
    olga: Actor,
    officer: TestClient,
) -> None:
    inspection = appealing.inspecting.notified(pavel, anna)
    id = appealing.sent(anna, f"/inspections/{inspection}", suspend=True)
    appealing.assign(id, olga)
    opened(officer, id)

    empty = step(officer, id, "steps/suspension")
    stopped = step(officer, id, "steps/suspension", granted="1", reason="Вред")
    taken = step(officer, id, "steps/accept")
    longer = step(officer, id, "steps/extend", days="5", reason="Экспертиза")
    asked = step(officer, id, "steps/ask", what="Пришлите журнал")
    question = told(officer.get(f"/appeals/{id}/steps/question"))
    asking = step(officer, id, "steps/question", what="Когда?", days="3")

    assert "Жалобу нужно решить до" in question
    assert "г.." not in question
    assert ("granted", "Выберите решение") in faults(empty)
    done = [stopped, taken, longer, asked, asking]
    assert [one.status_code for one in done] == [303] * 5
    found = card(appealing, id)
    assert found.suspension is Suspension.GRANTED
    assert found.status is AppealStatus.ACCEPTED
    assert found.awaited
    assert found.extensions
    page = told(officer.get(f"/appeals/{id}"))
    assert "Пришлите журнал" in page
    assert "Исполнение приостановлено" in page


def test_a_step_that_is_not_possible_leads_back_to_the_appeal(
    appealing: Appealing, anna: Actor, olga: Actor, officer: TestClient
) -> None:
    id = appealing.sent(anna, body=olga)
    paths = ("steps/accept", "steps/restoration", "decision/draft", "decision/check")

    found = [officer.get(f"/appeals/{id}/{one}") for one in paths]
    forced = officer.post(f"/appeals/{id}/steps/accept", data=form())

    assert {one.headers["location"] for one in found} == {f"/appeals/{id}"}
    assert forced.status_code == 409
    assert officer.get(f"/appeals/{id}/steps/strange").status_code == 404
    assert officer.post(f"/appeals/{id}/steps/strange").status_code == 404


def test_consideration_is_refused_on_a_ground_of_the_closed_list_alone(
    appealing: Appealing, anna: Actor, olga: Actor, officer: TestClient
) -> None:
    id = appealing.sent(anna, body=olga)
    appealing.assign(id, olga)
    opened(officer, id)

    none = step(officer, id, "steps/refuse", ground="", reason="Так")
    silent = step(officer, id, "steps/refuse", ground="sent-before", reason="")
    done = step(officer, id, "steps/refuse", ground="sent-before", reason="Уже было")

    assert ("ground", "Выберите основание") in faults(none)
    assert "нужно сверить" in told(none)
    assert [to for to, _ in faults(none)] == ["ground"]
    assert [to for to, _ in faults(silent)] == ["reason"]
    assert done.status_code == 303
    assert card(appealing, id).status is AppealStatus.NOT_CONSIDERED
    assert "Уже было" in told(officer.get(f"/appeals/{id}"))


def test_every_point_gets_a_decision_with_a_reason_at_its_field(
    appealing: Appealing, anna: Actor, olga: Actor, officer: TestClient
) -> None:
    id = appealing.accepted(anna, olga, body=olga, points=2)
    path = "decision/draft"

    none = step(officer, id, path, words=WHOLE)
    half = {"upheld-1": "1", "reason-1": REASON, "upheld-2": "0", "reason-2": ""}
    lacking = step(officer, id, path, words=WHOLE, **half)
    judged = half | {"reason-2": "Уведомили"}
    nothing = step(officer, id, path, words=WHOLE, **judged)
    vague = step(officer, id, path, words=WHOLE, **judged, **{"effect-oblige": "1"})
    effect = {
        "effect-oblige": "1",
        "until-oblige": "2027-01-15",
        "words-oblige": "Ответить",
    }
    speechless = step(officer, id, path, **judged, **effect)
    none_right = judged | {"upheld-1": "0"}
    orders = step(officer, id, path, words=WHOLE, **none_right, **effect)
    done = step(officer, id, path, words=WHOLE, **judged, **effect)

    assert [to for to, _ in faults(orders)] == ["effects"]
    assert "снимите отметки" in faults(orders)[0][1]
    assert "Обязать орган" in told(orders)
    assert {to for to, _ in faults(none)} == {"upheld-1", "upheld-2"}
    assert [to for to, _ in faults(lacking)] == ["reason-2"]
    assert [to for to, _ in faults(nothing)] == ["effects"]
    assert [to for to, _ in faults(vague)] == ["effect-oblige"]
    assert [to for to, _ in faults(speechless)] == ["words"]
    assert done.status_code == 303
    draft = card(appealing, id).draft
    assert draft
    assert draft.outcome is Outcome.UPHELD_IN_PART
    again = officer.get(f"/appeals/{id}/{path}").text
    assert "Уведомили" in again
    assert 'value="2027-01-15"' in again


def test_a_second_person_returns_a_draft_and_agrees_with_the_next(
    appealing: Appealing,
    anna: Actor,
    olga: Actor,
    head: Actor,
    officer: TestClient,
    site: FastAPI,
) -> None:
    id = appealing.accepted(anna, olga, body=olga)
    appealing.ask_body(id, olga)
    appealing.draft(id, olga)
    second = visit(site, head)
    asked = second.get(f"/appeals/{id}").text

    own = officer.get(f"/appeals/{id}/decision/check")
    neither = step(second, id, "decision/check", reason="")
    silent = step(second, id, "decision/check", agrees="0", reason="")
    returned = step(second, id, "decision/check", agrees="0", reason="Нет нормы")
    stopped = officer.get(f"/appeals/{id}/decision/make")
    appealing.draft(id, olga)
    agreed = step(second, id, "decision/check", agrees="1")
    made = step(officer, id, "decision/make")

    assert f"/appeals/{id}/explain" in asked
    assert f"/appeals/{id}/decision/check" in asked
    assert own.status_code == 303
    assert faults(neither) == [("agrees", "Укажите, согласны ли вы с проектом")]
    assert [to for to, _ in faults(silent)] == ["reason"]
    assert stopped.status_code == 303
    assert [one.status_code for one in (returned, agreed, made)] == [303] * 3
    found = card(appealing, id)
    assert found.outcome is Outcome.UPHELD
    page = told(officer.get(f"/appeals/{id}?done=decide"))
    assert "Жалоба удовлетворена" in page
    assert REASON in page


def test_an_inspector_sees_what_has_to_be_explained_and_explains_it(
    appealing: Appealing,
    anna: Actor,
    pavel: Actor,
    olga: Actor,
    officer: TestClient,
    site: FastAPI,
) -> None:
    inspection = appealing.inspecting.notified(pavel, anna)
    id = appealing.accepted(anna, olga, about=f"/inspections/{inspection}")
    opened(officer, id)
    inspector = visit(site, pavel)
    before = inspector.get(f"/appeals/{id}")
    appealing.ask_body(id, olga)

    listed = inspector.get("/appeals").text
    page = told(inspector.get(f"/appeals/{id}"))
    empty = step(inspector, id, "explain", words="")
    done = step(inspector, id, "explain", words="Накануне", documents="/plan\n/terms")
    until = card(appealing, id).explanations[0].until.last_day

    assert before.status_code == 404
    assert f"/appeals/{id}" in listed
    assert f"Объяснить до {language('ru').date(until)}" in unescape(listed)
    assert "Когда уведомили?" in page
    assert WORDS in page
    assert ORDERED in page
    assert [to for to, _ in faults(empty)] == ["words"]
    assert done.status_code == 303
    assert inspector.get(f"/appeals/{id}/steps/assign").status_code == 404
    assert "Накануне" in told(opened(officer, id))


def test_documents_of_the_case_are_ticked_in_an_explanation(
    appealing: Appealing,
    anna: Actor,
    pavel: Actor,
    olga: Actor,
    site: FastAPI,
) -> None:
    inspection = with_its_papers(appealing, pavel, anna)
    id = appealing.accepted(anna, olga, about=f"/inspections/{inspection}#act")
    appealing.ask_body(id, olga)
    inspector, address = visit(site, pavel), f"/appeals/{id}/explain"
    boxes = re.compile(r'name="documents" value="([^"]+)"( checked)?')

    offered = [value for value, _ in boxes.findall(inspector.get(address).text)]
    ticked = {"documents": [offered[0], "/plan"]}
    silent = inspector.post(address, data=form(version=0, words="", **ticked))
    version = hidden(inspector.get(address))["version"]
    inspector.post(address, data=form(version=version, words="Вот акт", **ticked))

    kept = boxes.findall(silent.text)
    assert [value for value, is_ticked in kept if is_ticked] == [offered[0]]
    assert re.search(r"<textarea[^>]+>/plan<", silent.text)
    said = card(appealing, id).explanations[0]
    assert said.documents == (offered[0], "/plan")
    officer = visit(site, olga)
    page = opened(officer, id).text
    paper = re.search(rf'href="(/appeals/{id}/matter/papers/[^"]+)"', page)
    assert paper
    assert officer.get(paper[1]).content.startswith(b"%PDF-")
    assert 'href="/plan"' in page
    client = visit(site, anna)
    client.post(f"/appeals/{id}/messages/{said.message}/open", data=form())
    assert f'href="{offered[0]}"' in client.get(f"/appeals/{id}").text


def test_silence_of_the_body_is_shown(
    appealing: Appealing,
    anna: Actor,
    olga: Actor,
    site: FastAPI,
    clock: StoppedClock,
) -> None:
    id = appealing.accepted(anna, olga, body=olga)
    appealing.ask_body(id, olga, days=1)
    until = card(appealing, id).explanations[0].until
    clock.set(until.ends + A_SECOND)

    page = told(visit(site, olga).get(f"/appeals/{id}"))

    assert "Срок прошёл, орган ничего не ответил" in page


def test_an_overdue_appeal_is_shown_to_the_head(
    appealing: Appealing,
    anna: Actor,
    olga: Actor,
    head: Actor,
    site: FastAPI,
    clock: StoppedClock,
) -> None:
    id = appealing.accepted(anna, olga, body=olga)
    decision = card(appealing, id).decision
    assert decision
    clock.set(decision.ends + A_SECOND)
    visitor = visit(site, head)

    listed = visitor.get("/appeals?only=overdue").text

    assert f"/appeals/{id}" in listed
    assert "Просрочена 1 жалоба" in listed
    assert "Срок прошёл" in told(visitor.get(f"/appeals/{id}"))


def test_the_missed_term_is_restored_before_anything_else(
    appealing: Appealing, anna: Actor, olga: Actor, officer: TestClient
) -> None:
    late = appealing.clock.today().replace(year=2026, month=1, day=15)
    id = appealing.written(anna, body=olga, learned_on=late)
    appealing.change(id, anna, DraftPart.RESTORATION, "Болела")
    appealing.send(id, anna)
    appealing.assign(id, olga)
    page = told(opened(officer, id))

    early = officer.get(f"/appeals/{id}/steps/accept")
    done = step(officer, id, "steps/restoration", granted="1", reason="Подтверждено")

    assert "Болела" in page
    assert early.status_code == 303
    assert done.status_code == 303
    assert officer.get(f"/appeals/{id}/steps/accept").status_code == 200


def test_nobody_else_sees_these_pages(
    appealing: Appealing, anna: Actor, olga: Actor, site: FastAPI, world: Business
) -> None:
    id = appealing.sent(anna, body=olga)
    others = [
        visit(site, world.supervisor("МЧС России", "vera", Role.HEAD)),
        visit(site, world.person("boris")),
        visit(site),
    ]
    paths = ("", "/steps/assign", "/decision/draft", "/explain")

    found = {
        one.get(f"/appeals/{id}{path}").status_code for one in others for path in paths
    }

    assert found <= {404, 303, 401}
    assert visit(site, anna).get(f"/appeals/{id}/steps/assign").status_code == 404


def test_an_appeals_officer_reads_what_is_appealed_in_the_appeal_alone(
    appealing: Appealing,
    anna: Actor,
    pavel: Actor,
    olga: Actor,
    site: FastAPI,
) -> None:
    service, inspection = appealing.service, with_its_papers(appealing, pavel, anna)
    (paper, *_) = service.paper_view.of_case(inspection)
    id = appealing.sent(anna, f"/inspections/{inspection}#act")
    other = appealing.sent(anna, body=olga)

    officer = visit(site, olga)
    matter = officer.get(f"/appeals/{id}/matter")
    file = officer.get(f"/appeals/{id}/matter/papers/{paper.id}")
    elsewhere = officer.get(f"/appeals/{other}/matter/papers/{paper.id}")

    for said in ("Журнала нет", ORDERED, "Pavel"):
        assert said in told(matter)
    assert f"/appeals/{id}/matter/papers/{paper.id}" in matter.text
    assert file.content.startswith(b"%PDF-")
    assert elsewhere.status_code == 404
    assert officer.get(f"/inspections/{inspection}").status_code == 404
    assert officer.get(f"/appeals/{other}/matter").status_code == 200


def test_an_ombudsman_who_takes_part_reads_the_appeal_and_does_nothing_in_it(
    appealing: Appealing, anna: Actor, olga: Actor, world: Business, site: FastAPI
) -> None:
    helping = Helping(world)
    tatiana = helping.ombudsman()
    id = appealing.accepted(anna, olga, body=olga)
    appealing.ask_body(id, olga)
    appealing.draft(id, olga)
    visitor = visit(site, tatiana)
    before = visitor.get(f"/appeals/{id}")
    invited = helping.invite_to(Case.of_appeal(id), anna, office=tatiana.organisation)
    helping.accept(invited, tatiana)

    page = visitor.get(f"/appeals/{id}")

    assert before.status_code == 404
    assert WORDS in told(page)
    for hidden_from_it in (WHOLE, "/steps/", "/decision/", "/exchange/", "/matter"):
        assert hidden_from_it not in page.text
    assert visitor.get("/appeals").headers["location"] == "/ombudsman"
    assert visitor.get(f"/appeals/{id}/matter").status_code == 404
