"""The list as a file: what it holds, that nothing in it acts, how it is checked."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as Xml
from zipfile import ZipFile

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain.kernel import Actor
from domain.list_export import Form
from interfaces.exports import taking, turns
from interfaces.gateways.database import Database
from tests.business import FIRM_INN, LIFT_CODE, Business, business
from tests.conftest import StoppedClock
from tests.interfaces.visits import faults, form, hidden, problem, site_of, told, visit

pytestmark = pytest.mark.database

HOSTILE = (
    '=HYPERLINK("http://evil.example";"a")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "{=1+1}",
    "http://evil.example/x",
    '#read("/etc/passwd") $x$ *b* <script>',
    "\\u{0} \\n `code` #panic()",
)
"""What a spreadsheet or a typesetter might do something about."""
EXPORTS = "/api/list/exports"
EVERYONE: dict[str, Any] = {"client_kind": ["LE", "IE"]}
XML = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require(title="Лифт осмотрен")
    for number, title in enumerate(HOSTILE):
        found.require(f"REQ-BAD-{number:03}", EVERYONE, title=title)
    found.require("REQ-FAR-001", {"client_kind": ["NPD"]}, title="Не про вас")
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


def take(by: TestClient, kind: str, **wish: Any) -> Any:
    """A file by the API, with what the service says of it."""
    answer = by.post(EXPORTS, json={"form": kind, "language": "en"} | wish)
    assert answer.status_code == 201, answer.text
    return answer


def checked(by: TestClient, answer: Any) -> dict[str, Any]:
    by.app.state.service.caught_up(int(answer.headers["Sverka-Position"]))  # type: ignore[attr-defined]
    found: dict[str, Any] = by.get(f"/api{answer.headers['Location']}").json()
    return found


def sheets(file: bytes) -> Iterator[Xml.Element]:
    with ZipFile(BytesIO(file)) as book:
        for name in sorted(book.namelist()):
            if re.fullmatch(r"xl/worksheets/sheet\d\.xml", name):
                yield Xml.fromstring(book.read(name))  # noqa: S314 - our own file


def cells(sheet: Xml.Element) -> list[list[str]]:
    return [
        ["".join(cell.itertext()) for cell in row.findall("s:c", XML)]
        for row in sheet.findall("s:sheetData/s:row", XML)
    ]


def test_a_spreadsheet_holds_texts_alone_whatever_the_titles_say(
    owner: TestClient,
) -> None:
    file = take(owner, "xlsx").content

    requirements, about = sheets(file)
    rows = cells(requirements)
    assert rows[0][:3] == ["Group", "Requirement", "Why"]
    assert {row[1] for row in rows[1:]} == {*HOSTILE, "Лифт осмотрен", "Не про вас"}
    kinds = {
        cell.get("t")
        for sheet in (requirements, about)
        for cell in sheet.iter(f"{{{XML['s']}}}c")
        if list(cell)
    }
    assert kinds == {"inlineStr"}
    with ZipFile(BytesIO(file)) as book:
        inside = b"".join(map(book.read, book.namelist()))
        names = book.namelist()
    assert not re.search(rb"<f[ >]|<hyperlink|externalLink|ddeLink", inside)
    assert not [name for name in names if "rels" in name and "sheet" in name]
    assert requirements.find("s:autoFilter", XML) is not None
    assert b'state="frozen"' in inside
    told = dict(row[:2] for row in cells(about) if len(row) > 1)
    assert told["As of"] == "21 November 2026"
    assert told["Number of the file"]
    assert re.fullmatch("[0-9a-f]{64}", told["SHA-256 of the content"])


def test_a_document_is_tagged_and_says_hostile_titles_as_they_are(
    owner: TestClient,
) -> None:
    answer = take(owner, "pdf")

    file = answer.content
    assert file.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in file
    assert b"pdfuaid:part>1<" in file
    assert b"pdfaid:part>2<" in file
    assert b"/Lang" in file
    disposition = answer.headers["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename="sverka-[\w-]+\.pdf"', disposition)


def test_data_hold_every_line_with_its_reason_version_and_marks(
    owner: TestClient,
) -> None:
    answer = take(owner, "json")

    said = json.loads(answer.content)
    card = checked(owner, answer)
    assert (said["on"], said["basis"], said["part"]) == ("2026-11-21", "then", "all")
    assert said["known_at"] == "2026-11-21T09:00:00+00:00"
    assert said["number"] == card["number"]
    assert said["content_sha256"] == card["export"]["content"]
    assert said["check_at"] == f"http://testserver{answer.headers['Location']}"
    assert said["position"] == card["export"]["position"] > 0
    assert said["client"]["name"] == "ИП anna"
    by_code = {one["id"]: one for one in said["requirements"]}
    lift = by_code[LIFT_CODE]
    assert (lift["version"], lift["group"], lift["successor_unknown"]) == (
        1,
        "unknown",
        True,
    )
    assert lift["certainty"]["sanction"] == "likely"
    assert "lift" in lift["sentence"]
    assert said["counts"] == {"applies": 8, "unknown": 1, "does_not_apply": 1}


@pytest.mark.parametrize(
    ("part", "count"),
    [("all", 10), ("open", 9), ("applies", 8), ("unknown", 1), ("does_not_apply", 1)],
)
def test_a_part_holds_its_groups_alone(
    owner: TestClient, part: str, count: int
) -> None:
    answer = take(owner, "json", part=part)

    assert len(json.loads(answer.content)["requirements"]) == count
    assert checked(owner, answer)["export"]["lines"] == count


@pytest.mark.parametrize("kind", ["xlsx", "pdf", "json"])
def test_whoever_holds_the_file_can_check_it_and_learns_nothing_else(
    owner: TestClient, site: FastAPI, kind: str
) -> None:
    answer = take(owner, kind)
    public, path = visit(site), answer.headers["Location"]
    card = checked(owner, answer)["export"]

    page = public.get(path)
    same = public.post(path, files={"file": ("a", answer.content)})
    other = public.post(path, files={"file": ("a", answer.content + b" ")})
    by_hash = public.post(path, data={"hash": card["file"].upper()})
    by_content = public.post(path, data={"hash": card["content"]})
    nothing = public.post(path, data={"hash": " "})

    assert sha256(answer.content).hexdigest() == card["file"]
    assert card["content"] in page.text
    assert "anna" not in page.text.lower()
    assert FIRM_INN not in page.text
    for answered in (same, by_hash, by_content):
        assert "Это тот самый файл" in told(answered)
    assert "Это не тот файл" in told(other)
    assert (nothing.status_code, faults(nothing)[0][0]) == (422, "file")


@pytest.mark.parametrize("path", ["/verify/", "/api/verify/"])
def test_there_is_nothing_at_the_address_of_no_file(
    site: FastAPI, owner: TestClient, path: str
) -> None:
    public = visit(site)
    unknown = f"{path}00000000-0000-0000-0000-000000000001"

    assert public.get(unknown).status_code == 404
    if path == "/verify/":
        assert public.post(unknown, data={"hash": "a"}).status_code == 404
    assert owner.get(f"{path}nonsense").status_code == 422


@pytest.mark.parametrize("kind", ["xlsx", "pdf", "json"])
def test_a_repetition_gives_the_same_file_even_after_something_changed(
    owner: TestClient, world: Business, anna: Actor, clock: StoppedClock, kind: str
) -> None:
    key = {"Idempotency-Key": "take-1"}
    wish = {"form": kind, "language": "ru"}

    first = owner.post(EXPORTS, json=wish, headers=key)
    clock.pass_by(timedelta(minutes=1))
    world.state(anna, object_lift=True)
    world.amend(title="Лифт осмотрен и смазан")
    again = owner.post(EXPORTS, json=wish, headers=key)
    other = owner.post(EXPORTS, json=wish)

    assert first.content == again.content
    assert first.headers["Location"] == again.headers["Location"]
    assert other.content != first.content
    position = {"Sverka-Position": other.headers["Sverka-Position"]}
    assert len(owner.get(EXPORTS, headers=position).json()) == 2


def test_the_same_list_has_the_same_hash_in_every_form_and_language(
    owner: TestClient,
) -> None:
    hashes = {
        checked(owner, take(owner, kind, language=language))["export"]["content"]
        for kind in ("xlsx", "json", "pdf")
        for language in ("ru", "en")
    }

    assert len(hashes) == 1


def test_the_hash_can_be_made_of_the_data_by_anybody(owner: TestClient) -> None:
    said = json.loads(take(owner, "json").content)

    lines = "".join(
        "\t".join(
            [
                one["id"],
                str(one["version"]),
                one["group"],
                one["declaration_status"] or "",
                one["declared_end"] or "",
                "unknown" if one["successor_unknown"] else "",
                *(
                    one["certainty"][part]
                    for part in ("rule", "reference", "sanction", "validity")
                ),
            ]
        )
        + "\n"
        for one in said["requirements"]
    )
    head = [said["on"], "2026-11-21T09:00:00.000000+00:00", said["basis"], said["part"]]
    head += [
        f"{group}\t{said['counts'][group]}"
        for group in ("applies", "unknown", "does_not_apply")
    ]
    whole = sha256("".join(f"{line}\n" for line in head).encode())
    whole.update(sha256(lines.encode()).hexdigest().encode())

    assert whole.hexdigest() == said["content_sha256"]


def test_a_file_of_another_moment_says_which(
    site: FastAPI, world: Business, anna: Actor, clock: StoppedClock
) -> None:
    before = clock.now()
    clock.pass_by(timedelta(days=3))
    world.state(anna, object_lift=True)
    owner = visit(site, anna)

    then = json.loads(
        take(owner, "json", on="2026-11-21", known_at=before.isoformat()).content
    )

    assert (then["on"], then["known_at"]) == ("2026-11-21", "2026-11-21T09:00:00+00:00")
    assert then["counts"]["unknown"] == 1


def test_too_many_lines_are_refused_with_the_number_that_one_file_may_hold(
    owner: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "MOST", dict.fromkeys(taking.MOST, 9))

    refused = owner.post(EXPORTS, json={"form": "pdf"})
    page = owner.post("/list/export", data=form(form="pdf", part="all"))
    fits = owner.post(EXPORTS, json={"form": "json", "part": "open"})

    assert problem(refused) == (409, "list-too-long", ["#/part"])
    assert (refused.json()["lines"], refused.json()["most"]) == (10, 9)
    assert (page.status_code, faults(page)[0][0]) == (409, "part")
    assert fits.status_code == 201


def test_the_page_gives_the_file_and_lists_what_was_taken_out(
    owner: TestClient,
) -> None:
    page = owner.get("/list/export?on=2026-11-20")
    filled = hidden(page)
    file = owner.post("/list/export", data=filled | {"form": "xlsx", "part": "open"})
    listed = owner.get("/list/export")

    assert filled["on"] == "2026-11-20"
    assert file.content.startswith(b"PK")
    assert file.headers["Content-Type"] == taking.MEDIA_TYPES[Form.XLSX]
    assert "attachment" in file.headers["Content-Disposition"]
    assert "Location" not in file.headers
    owner.app.state.service.caught_up(int(file.headers["Sverka-Position"]))  # type: ignore[attr-defined]
    assert "/verify/" in owner.get("/list/export").text
    assert listed.status_code == 200


@pytest.mark.slow
def test_a_list_of_thousands_of_lines_becomes_a_file(
    owner: TestClient, world: Business, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists = type(world.service.personal_lists)
    every = lists.every_line

    def many(self: Any, whole: Any, rows: Any) -> Iterator[Any]:
        for line in every(self, whole, rows):
            yield from [line] * 500

    monkeypatch.setattr(lists, "every_line", many)

    for kind in ("xlsx", "json"):
        assert len(take(owner, kind).content) > 50_000
    assert take(owner, "pdf", part="unknown").content.startswith(b"%PDF")


def test_who_comes_while_another_file_is_made_is_asked_to_come_again(
    owner: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "PATIENCE", 0.01)

    with turns.AT_ONCE:
        busy = owner.post(EXPORTS, json={"form": "json"})
    after = owner.post(EXPORTS, json={"form": "json"})

    assert (busy.status_code, after.status_code) == (503, 201)
    assert busy.headers["Retry-After"]
