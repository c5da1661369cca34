"""Carrying an algorithm out on pages, and what comes of it (C2)."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from domain.execution import Form
from interfaces.gateways.database import Database
from tests.algorithm import ALGORITHM, amend, approve, draft, step, withdraw
from tests.business import LIFT_CODE, LIFTS, OTHER_INN, business, own
from tests.conftest import StoppedClock
from tests.execution import PHOTO, STEPS, Cafe, two_steps
from tests.interfaces.visits import faults, form, hidden, ids, site_of, told, visit

pytestmark = pytest.mark.database

START = f"/algorithms/{ALGORITHM}/start"


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Cafe:
    return Cafe(business(database, clock))


@pytest.fixture
def app(world: Cafe) -> FastAPI:
    return site_of(world.made)


@pytest.fixture
def anna(world: Cafe, app: FastAPI) -> TestClient:
    return english(visit(app, world.anna))


@pytest.fixture
def pavel(world: Cafe, app: FastAPI) -> TestClient:
    return english(visit(app, world.pavel))


def english(visitor: TestClient) -> TestClient:
    visitor.cookies.set("lang", "en")
    return visitor


def start(by: TestClient, **said: str) -> str:
    answer = by.post(START, data=form(**said))
    assert answer.status_code == 303
    return answer.headers["Location"]


def attach(by: TestClient, path: str, then: str = "done", **said: Any) -> Response:
    photo = said.pop("photo", None)
    files = {"photo": ("фото.jpg", photo) if photo else ("", b"")}
    return by.post(f"{path}/file", data=form(then=then, **said), files=files)


def do_both(by: TestClient, path: str) -> None:
    assert attach(by, f"{path}/steps/1", record="№ 12").status_code == 303
    assert attach(by, f"{path}/steps/2", photo=PHOTO).status_code == 303


def press(by: TestClient, page: str, act: str, **said: Any) -> Response:
    """Send the form of a page with the version that it shows."""
    version = hidden(by.get(page))["version"]
    version = version[0] if isinstance(version, list) else version
    base = page.partition("?")[0].removesuffix("/finish")
    return by.post(f"{base}/{act}", data=form(version=version, **said))


def carry_out(by: TestClient) -> str:
    path = start(by)
    do_both(by, path)
    answer = press(by, f"{path}/finish", "finish")
    assert answer.status_code == 303
    return answer.headers["Location"].partition("?")[0]


def test_before_it_is_begun_people_read_what_will_come_of_it(
    anna: TestClient, world: Cafe
) -> None:
    text = told(anna.get(START))
    assert "is recommended, no body has approved it yet" in text
    assert "guarantee" not in text.partition("does not guarantee")[0]
    assert "It has 2 steps and may confirm" in text

    approve(world.made, world.nina)

    text = told(anna.get(START))
    assert "This is guaranteed by the bodies that supervise them" in text


def test_one_place_is_chosen_already_and_two_are_asked_about(
    anna: TestClient, world: Cafe
) -> None:
    world.made.open_premises(world.anna, object_lift=True)
    place = world.made.card(world.anna).premises[0].id

    page = anna.get(START)
    assert f'value="{place}" checked' in re.sub(r"\s+", " ", page.text)
    path = start(anna, place=str(place), object="Лифт № 1")

    assert "Цех; Лифт № 1" in told(anna.get(path))
    again = told(anna.get(START))
    assert "You have begun this already" in again
    wrong = anna.post(START, data=form(place=str(uuid4())))
    assert (wrong.status_code, faults(wrong)) == (
        422,
        [("place", "Choose one of your premises")],
    )


def test_what_cannot_be_carried_out_says_why(anna: TestClient, world: Cafe) -> None:
    draft(world.made, two_steps(condition={"client_kind": ["LE"]}), "ALG-FIRM-1")
    withdraw(world.made, world.nina)

    withdrawn, firms = anna.get(START), anna.get("/algorithms/ALG-FIRM-1/start")

    assert "This algorithm is withdrawn" in told(withdrawn)
    assert "made for other businesses" in told(firms)
    assert "Begin" not in told(withdrawn).partition("withdrawn")[2]
    answer = anna.post("/algorithms/ALG-FIRM-1/start", data=form())
    assert answer.status_code == 409


def test_the_list_of_steps_says_which_can_be_done_now(anna: TestClient) -> None:
    path = start(anna)

    text = told(anna.get(path))

    assert "Go on: step 1" in text
    assert "2 steps are left" in text
    assert "Can be done now" in text
    assert "Later after step 2" not in text
    assert "Later after step 1" in text
    attach(anna, f"{path}/steps/1", record="№ 12", note="Подписан")
    text = told(anna.get(f"{path}?done=1"))
    assert "Step 1 is settled." in text
    assert "Go on: step 2" in text
    assert "1 step is left" in text


def test_a_step_takes_a_photo_from_the_camera_of_a_phone(anna: TestClient) -> None:
    path = start(anna)
    attach(anna, f"{path}/steps/1", record="№ 12")

    page = anna.get(f"{path}/steps/2")

    assert re.search(
        r'<input id="photo" name="photo" type="file" accept="image/\*"'
        r' capture="environment"',
        page.text,
    )
    assert {"file", "note"} <= set(ids(page))
    assert "record" not in ids(page)


def test_evidence_can_be_attached_first_and_the_step_done_later(
    anna: TestClient,
) -> None:
    step_path = f"{start(anna)}/steps/1"

    attached = attach(anna, step_path, "attach", record="№ 12")
    page = anna.get(step_path)
    done = attach(anna, step_path)

    assert attached.headers["Location"] == f"{step_path}#shown"
    assert "№ 12" in told(page)
    assert done.headers["Location"].endswith("?done=1")
    settled = told(anna.get(step_path))
    assert "Open this step again" in settled
    assert "The step is done" not in settled


def test_what_is_missing_is_told_at_its_field_and_nothing_typed_is_lost(
    anna: TestClient,
) -> None:
    step_path = f"{start(anna)}/steps/1"

    nothing = attach(anna, step_path, note="Почти готово")
    empty = attach(anna, step_path, "attach")
    wrong = anna.post(
        f"{step_path}/file",
        data=form(then="attach"),
        files={"file": ("a.exe", b"MZ")},
    )

    assert (nothing.status_code, faults(nothing)) == (
        422,
        [("file", "Attach what shows that this step was done")],
    )
    assert "Почти готово" in nothing.text
    assert faults(empty) == [("file", "Give a file, write it down, or name the record")]
    assert faults(wrong) == [
        ("file", "Give a PDF, JPEG, PNG, WebP or HEIC file of at most 10 MB")
    ]


def test_a_double_click_attaches_and_does_once(anna: TestClient, world: Cafe) -> None:
    path = start(anna)
    step_path = f"{path}/steps/1"
    sent = form(then="done", record="№ 12")

    answers = [anna.post(f"{step_path}/file", data=sent) for _ in range(2)]

    assert [one.status_code for one in answers] == [303, 303]
    card = world.card(UUID(path.rpartition("/")[2]))
    assert [e.form for e in card.evidence] == [Form.RECORD]
    assert [m.kind for m in card.moments].count("step_done") == 1


def test_a_step_is_left_out_with_a_reason_and_a_warning(anna: TestClient) -> None:
    path = start(anna)
    step_path = f"{path}/steps/1"
    assert "This step is about you. If you leave it out" in told(anna.get(step_path))

    refused = anna.post(f"{step_path}/skip", data=form(reason=" "))
    anna.post(f"{step_path}/skip", data=form(reason="Приказ есть"))

    assert [field for field, _ in faults(refused)] == ["reason"]
    text = told(anna.get(path))
    assert "Left out, with a reason" in text
    attach(anna, f"{path}/steps/2", photo=PHOTO)
    text = told(anna.get(f"{path}/finish"))
    assert "Приказ есть" in text
    assert "1 requirement will be confirmed" in text


def test_a_branch_that_is_unknown_says_when_to_leave_it_out(
    anna: TestClient, world: Cafe
) -> None:
    branch = step(3, only_if={"object": ["pool"]})
    draft(world.made, two_steps(steps=[*STEPS, branch]), "ALG-BRANCH-1")
    answer = anna.post("/algorithms/ALG-BRANCH-1/start", data=form())
    path = answer.headers["Location"]
    do_both(anna, path)

    page = told(anna.get(f"{path}/steps/3"))
    assert "This step is only for those of whom this is so" in page
    world.made.state(world.anna, object_pool=False)
    page = told(anna.get(f"{path}/steps/3"))
    assert "There is nothing to do" in page
    assert "Every step is settled" in told(anna.get(path))


def test_evidence_of_one_step_is_used_for_another_and_taken_back(
    anna: TestClient, world: Cafe
) -> None:
    path = start(anna)
    attach(anna, f"{path}/steps/2", "attach", photo=PHOTO)
    [piece] = world.card(UUID(path.rpartition("/")[2])).evidence

    page = anna.get(f"{path}/steps/1")
    anna.post(f"{path}/steps/1/share", data=form(evidence=str(piece.id)))
    shared = anna.get(f"{path}/steps/1")
    anna.post(f"{path}/steps/1/take-back", data=form(evidence=str(piece.id)))

    assert "фото.jpg (step 2)" in told(page)
    assert "shows steps 2 and 1" in told(shared)
    assert "not checked for viruses" in told(shared)
    download = anna.get(f"{path}/steps/2/evidence/{piece.id}")
    assert download.content == PHOTO
    assert anna.get(f"{path}/steps/1/evidence/{piece.id}").status_code == 404


def test_an_employee_sees_and_does_one_step(
    anna: TestClient, app: FastAPI, world: Cafe
) -> None:
    employee = world.employee(world.anna)
    path = start(anna)
    attach(anna, f"{path}/steps/1", record="№ 12")
    denis = english(visit(app, employee))
    assert "Nothing is handed to you now." in told(denis.get("/executions"))

    handed = anna.post(f"{path}/steps/2/hand", data=form(person=employee.id))
    text = told(denis.get("/executions"))
    page = denis.get(f"{path}/steps/2")
    done = attach(denis, f"{path}/steps/2", photo=PHOTO)

    assert handed.headers["Location"] == path
    assert "handed to: Denis" in told(anna.get(path))
    assert "Сделать дело 2" in text
    assert "Hand this step" not in told(page)
    assert "№ 12" not in told(page)
    assert done.headers["Location"] == "/executions?done=2"
    for hidden_page in (
        path,
        f"{path}/finish",
        f"{path}/steps/1",
        "/list",
        "/evidence",
    ):
        assert denis.get(hidden_page).status_code == 404
    assert denis.post(f"{path}/steps/2/hand", data=form(person="x")).status_code == 404


def test_it_is_paused_and_resumed(anna: TestClient) -> None:
    path = start(anna)

    press(anna, path, "pause")
    paused = told(anna.get(path))
    refused = attach(anna, f"{path}/steps/1", record="№ 12")
    press(anna, path, "resume")

    assert "You have paused this" in paused
    assert refused.status_code == 409
    assert attach(anna, f"{path}/steps/1", record="№ 12").status_code == 303


def test_a_new_version_of_the_algorithm_is_told_and_followed(
    anna: TestClient, world: Cafe
) -> None:
    path = start(anna)
    do_both(anna, path)
    amend(
        world.made,
        steps=[STEPS[0], STEPS[1] | {"action": "Снять снаружи"}],
        repeat=two_steps().repeat,
    )

    assert "The algorithm was changed after you began" in told(anna.get(path))
    press(anna, path, "follow")
    text = told(anna.get(path))
    assert "Снять снаружи" in text
    assert "1 step is left" in text


def test_it_is_given_up_and_nothing_is_left_to_do(anna: TestClient) -> None:
    path = start(anna)

    press(anna, path, "abandon")

    text = told(anna.get(path))
    assert "Given up" in text
    assert "Go on" not in text
    assert "Given up" in told(anna.get("/executions"))


def test_before_it_is_finished_people_check_what_they_did_and_who_sees_it(
    anna: TestClient,
) -> None:
    path = start(anna)
    assert "These steps are still open" in told(anna.get(f"{path}/finish"))
    do_both(anna, path)

    text = told(anna.get(f"{path}/finish"))

    assert "1 requirement will be confirmed" in text
    assert f"these supervisory bodies: {LIFTS}" in text
    assert "until 21 December 2026" in text
    assert "1 piece of evidence" in text


def test_a_confirmation_is_shown_with_number_hash_and_code(
    anna: TestClient, world: Cafe
) -> None:
    path = carry_out(anna)

    page = anna.get(f"{path}?new=yes")

    card = world.confirmation(UUID(path.rpartition("/")[2]))
    text = told(page)
    assert f"Confirmation {card.number}" in text
    assert card.sha256 in text
    assert f"http://testserver/verify/confirmation/{card.id}" in text
    assert 'src="data:image/svg+xml' in page.text
    assert "does not guarantee" in text
    receipt = anna.get(f"{path}/receipt")
    assert receipt.headers["content-disposition"].endswith('.json"')
    assert f"No. {card.number}" in told(anna.get("/execution-confirmations"))


def test_the_line_of_the_list_says_until_when_it_is_confirmed(
    anna: TestClient, app: FastAPI, world: Cafe, clock: StoppedClock
) -> None:
    assert "Confirmed until" not in told(anna.get("/list"))
    carry_out(anna)

    for page in ("/list", f"/list/{LIFT_CODE}"):
        assert "Confirmed until 21 December 2026" in told(anna.get(page))
    clock.pass_by(timedelta(20))
    anna = english(visit(app, world.anna))
    assert "1 confirmation of an algorithm waits for you." in told(anna.get("/list"))
    clock.pass_by(timedelta(20))
    anna = english(visit(app, world.anna))
    assert "Confirmed until" not in told(anna.get("/list"))


def test_people_are_warned_before_it_ends_and_renew_only_what_ends(
    anna: TestClient, app: FastAPI, world: Cafe, clock: StoppedClock
) -> None:
    path = carry_out(anna)
    assert "Renew" not in told(anna.get(path))
    clock.pass_by(timedelta(20))
    anna = english(visit(app, world.anna))

    listed = told(anna.get("/execution-confirmations"))
    page = told(anna.get(path))
    renewal = press(anna, path, "renew").headers["Location"]

    assert "Ends on 21 December 2026: renew" in listed
    assert "Some of it ends on 21 December 2026" in page
    assert "still counts from last time" in told(anna.get(renewal))
    attach(anna, f"{renewal}/steps/2", photo=PHOTO + b"2")
    new = press(anna, f"{renewal}/finish", "finish").headers["Location"]
    assert "The earlier confirmation" in told(anna.get(new))
    assert "Renewed by another one" in told(anna.get(path))


def test_what_lapsed_says_why(anna: TestClient, world: Cafe) -> None:
    path = carry_out(anna)
    world.made.state(world.anna, object_lift=False)
    world.made.react()

    text = told(anna.get(path))

    assert "Lapsed" in text
    assert "facts about the business changed" in text
    assert "lift or lifting platform: No" in text


def test_a_body_questions_the_business_replies_and_it_is_decided(
    anna: TestClient, pavel: TestClient, world: Cafe
) -> None:
    path = carry_out(anna)

    [line] = re.findall(
        r'href="(/execution-confirmations/[0-9a-f-]+)"',
        pavel.get("/execution-confirmations").text,
    )
    refused = press(pavel, line, "question", reason="")
    press(pavel, line, "question", requirements=LIFT_CODE, reason="Не видно лифта")
    asked = anna.get(path)
    authority = str(own(world.pavel))
    press(anna, path, "reply", authority=authority, reason="Вот лифт")
    queue = pavel.get("/execution-confirmations?replied=yes")
    decided = told(pavel.get(line))
    press(pavel, line, "uphold-question", reason="Это другой дом")

    assert line == path
    assert faults(refused)[0][0] in {"requirements", "question-text"}
    assert "Не видно лифта" in told(asked)
    assert f"Управление: {LIFTS} questions this" in told(asked)
    assert "Вот лифт" in decided
    assert line in queue.text
    assert line not in pavel.get("/execution-confirmations?replied=yes").text
    text = told(anna.get(path))
    assert "The body upheld its question" in text
    assert "Это другой дом" in text
    assert "Lapsed" in text


def test_a_body_finds_what_concerns_it(
    anna: TestClient, pavel: TestClient, app: FastAPI, world: Cafe
) -> None:
    carry_out(anna)
    page = "/execution-confirmations"

    def found(visitor: TestClient, **query: str) -> bool:
        return "Исправный лифт" in told(visitor.get(page, params=query))

    assert found(pavel)
    assert found(pavel, text="630000000119")
    assert not found(pavel, text=OTHER_INN)
    assert found(pavel, force="in_force")
    assert not found(pavel, questioned="yes")
    assert not found(visit(app, world.olga))


def test_a_body_sees_the_evidence_of_its_steps_and_no_others(
    anna: TestClient, pavel: TestClient, world: Cafe
) -> None:
    path = carry_out(anna)
    card = world.confirmation(UUID(path.rpartition("/")[2]))
    [[hidden_piece], [shown_piece]] = [step.evidence for step in card.steps]

    assert pavel.get(f"{path}/evidence/{shown_piece}").content == PHOTO
    assert pavel.get(f"{path}/evidence/{hidden_piece}").status_code == 404
    assert "Сделать дело 1" not in told(pavel.get(path))
    assert pavel.get(f"{path}/receipt").status_code == 404


def test_everybody_checks_a_confirmation_by_its_code(
    anna: TestClient, app: FastAPI
) -> None:
    path = carry_out(anna)
    public = english(visit(app))

    text = told(
        public.get(path.replace("execution-confirmations", "verify/confirmation"))
    )

    assert "In force" in text
    assert "nothing of whom it is about" in text
    press(anna, path, "recall", reason="Ошиблись")
    text = told(
        public.get(path.replace("execution-confirmations", "verify/confirmation"))
    )
    assert "Taken back" in text


def test_files_are_listed_handed_in_and_removed(anna: TestClient) -> None:
    nothing = anna.post("/evidence", data=form())
    anna.post("/evidence", data=form(), files={"file": ("план.jpg", PHOTO)})
    page = anna.get("/evidence")
    [path] = re.findall(r'href="(/evidence/[0-9a-f-]+)"', page.text)
    carried = start(anna)
    attach(anna, f"{carried}/steps/2", "attach", photo=PHOTO)
    used = anna.post(f"{path}/remove", data=form())
    press(anna, carried, "abandon")
    removed = anna.post(f"{path}/remove", data=form())

    assert faults(nothing) == [
        ("file", "Give a PDF, JPEG, PNG, WebP or HEIC file of at most 10 MB")
    ]
    assert "Not checked for viruses" in told(page)
    assert "0 of 1,024 MB are filled" in told(page)
    assert anna.get(path).status_code == 404
    assert (used.status_code, removed.status_code) == (409, 303)


def test_colleagues_are_let_in_as_employees(anna: TestClient, world: Cafe) -> None:
    person = world.made.person("denis")

    anna.post("/person/colleagues", data=form(person_id=person.id, role="employee"))
    page = told(anna.get("/person/colleagues"))
    anna.post(f"/person/colleagues/{person.id}/remove", data=form(role="employee"))

    assert "Denis Employee of a business" in page
    assert "Denis" not in told(anna.get("/person/colleagues"))
