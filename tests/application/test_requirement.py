"""Keeping the register: commands, and imports that are whole or nothing (L1)."""

import json
import tracemalloc
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from application.log import EventLog, Key
from application.requirement import (
    AmendRequirement,
    ClassifierHasFaults,
    Classifiers,
    DraftRequirement,
    Import,
    ImportReport,
    NotAClassifier,
    NothingToImport,
    Progress,
    RepealRequirement,
    Requirements,
    ResumeRequirement,
    SuspendRequirement,
    lines_of,
)
from application.requirement.okved import activities_of
from domain.errors import NotFound, Stale
from domain.kernel import PUBLIC, Actor, Role
from domain.requirement import (
    OKVED,
    Activity,
    AlreadyRepealed,
    Classifier,
    ClassifierUnchanged,
    CodeTaken,
    Requirement,
    Status,
    UnknownSuccessor,
    requirement_id,
)
from tests.register import LAST, REGISTRAR, content

pytestmark = pytest.mark.database

STARTER = Path(__file__).parents[2] / "starter"
FIRE = "REQ-FIRE-001"
ACT = "Постановление Правительства РФ от 10.03.2022 № 336"


@pytest.fixture
def requirements(log: EventLog) -> Requirements:
    return Requirements(log)


def publish(requirements: Requirements, code: str = FIRE, **changes: Any) -> None:
    command = DraftRequirement(code=code, content=content(**changes))
    requirements.draft(command, by=REGISTRAR)
    requirements.publish(code, by=REGISTRAR)


def kept(log: EventLog, code: str = FIRE) -> Requirement:
    return log.load(Requirement, requirement_id(code))


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.REGISTRAR}))
def test_nobody_but_a_registrar_keeps_the_register(
    requirements: Requirements, log: EventLog, role: Role
) -> None:
    by = Actor(id="someone", role=role)

    with pytest.raises(NotFound):
        requirements.draft(DraftRequirement(code=FIRE, content=content()), by=by)
    with pytest.raises(NotFound):
        Import(log).requirements([], by=by)
    with pytest.raises(NotFound):
        Classifiers(log).load_okved(b"", by=by)


def test_a_requirement_lives_from_draft_to_repeal(
    requirements: Requirements, log: EventLog
) -> None:
    publish(requirements)
    publish(requirements, "REQ-FIRE-002")

    requirements.amend(
        FIRE,
        AmendRequirement(content=content(in_force_from=date(2025, 9, 1))),
        by=REGISTRAR,
        version=2,
    )
    requirements.suspend(
        FIRE,
        SuspendRequirement(from_day=date(2026, 1, 1), reason="Мораторий", act=ACT),
        by=REGISTRAR,
    )
    requirements.resume(
        FIRE, ResumeRequirement(from_day=date(2026, 3, 1), act=ACT), by=REGISTRAR
    )
    receipt = requirements.repeal(
        FIRE,
        RepealRequirement(from_day=LAST, reason="Заменено", successor="REQ-FIRE-002"),
        by=REGISTRAR,
    )

    assert receipt.version == 6
    assert kept(log).status is Status.REPEALED


def test_a_code_is_given_once(requirements: Requirements) -> None:
    publish(requirements)

    with pytest.raises(CodeTaken):
        requirements.draft(
            DraftRequirement(code=FIRE, content=content(title="Другое")), by=REGISTRAR
        )


def test_drafting_twice_under_one_key_drafts_once(requirements: Requirements) -> None:
    key = Key(key="k", fingerprint="f")
    command = DraftRequirement(code=FIRE, content=content())

    first = requirements.draft(command, by=REGISTRAR, key=key)

    assert requirements.draft(command, by=REGISTRAR, key=key) == first


def test_amending_a_draft_rewrites_it(
    requirements: Requirements, log: EventLog
) -> None:
    requirements.draft(DraftRequirement(code=FIRE, content=content()), by=REGISTRAR)

    requirements.amend(
        FIRE, AmendRequirement(content=content(title="Иначе")), by=REGISTRAR
    )

    assert (kept(log).status, kept(log).content.title) == (Status.DRAFT, "Иначе")


def test_a_version_that_somebody_overtook_is_not_amended(
    requirements: Requirements,
) -> None:
    publish(requirements)

    with pytest.raises(Stale):
        requirements.amend(
            FIRE,
            AmendRequirement(content=content(title="Иначе"), corrects=1),
            by=REGISTRAR,
            version=1,
        )


@pytest.mark.parametrize("successor", ["REQ-NONE", "REQ-DRAFT"])
def test_a_successor_is_published(requirements: Requirements, successor: str) -> None:
    publish(requirements)
    requirements.draft(
        DraftRequirement(code="REQ-DRAFT", content=content()), by=REGISTRAR
    )

    with pytest.raises(UnknownSuccessor):
        requirements.repeal(
            FIRE,
            RepealRequirement(from_day=LAST, reason="Заменено", successor=successor),
            by=REGISTRAR,
        )


def test_an_unknown_requirement_is_not_found(requirements: Requirements) -> None:
    with pytest.raises(NotFound):
        requirements.publish("REQ-NONE", by=REGISTRAR)


def row(code: str = FIRE, **changes: Any) -> dict[str, Any]:
    said = content().model_dump(mode="json") | {"id": code} | changes
    said["sector"], said["applies"] = said.pop("sectors"), said.pop("condition")
    return said | {"non_applicability_grounds": ["object_not_used:object=premises"]}


def file(*rows: object) -> list[str]:
    return [json.dumps(one, ensure_ascii=False) for one in rows]


def brought(log: EventLog, lines: list[str], **how: Any) -> ImportReport:
    return Import(log).requirements(lines, by=REGISTRAR, **how)


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.new, report.amended, report.same, report.rejected


def test_the_starter_register_is_imported_whole_and_once(log: EventLog) -> None:
    with (STARTER / "requirements.jsonl").open("rb") as starter:
        report = Import(log).requirements(lines_of(starter), by=REGISTRAR)
    with (STARTER / "requirements.jsonl").open("rb") as starter:
        again = Import(log).requirements(lines_of(starter), by=REGISTRAR)

    assert counts(report) == (162, 0, 0, 0)
    assert counts(again) == (0, 0, 162, 0)
    assert (report.position, again.position) == (324, 0)


def test_importing_again_changes_only_what_differs(log: EventLog) -> None:
    brought(log, file(row("REQ-1"), row("REQ-2"), row("REQ-3")))

    report = brought(
        log,
        file(row("REQ-1"), row("REQ-2", title="Иначе"), row("REQ-4")),
    )

    assert counts(report) == (1, 1, 1, 0)
    assert kept(log, "REQ-2").history.versions[-1].corrects == 1
    assert kept(log, "REQ-3").version == 2


def test_a_row_that_holds_from_a_later_day_is_a_new_version(log: EventLog) -> None:
    brought(log, file(row()))

    brought(log, file(row(in_force_from="2025-09-01")))

    assert [v.corrects for v in kept(log).history.believed] == [None, None]


def test_a_draft_that_a_file_names_is_published(
    requirements: Requirements, log: EventLog
) -> None:
    requirements.draft(DraftRequirement(code=FIRE, content=content()), by=REGISTRAR)

    report = brought(log, file(row(title="Иначе")))

    assert counts(report) == (1, 0, 0, 0)
    assert (kept(log).status, kept(log).content.title) == (Status.PUBLISHED, "Иначе")


def test_one_rejected_row_stops_the_whole_import(log: EventLog) -> None:
    report = brought(log, file(row("REQ-1"), row("REQ-2", title="")))

    assert (report.recorded, counts(report)) == (False, (1, 0, 0, 1))
    assert log.find(Requirement, requirement_id("REQ-1")) is None


def test_the_good_rows_are_imported_when_the_registrar_says_so(log: EventLog) -> None:
    lines = file(row("REQ-1"), row("REQ-2", title=""))

    report = brought(log, lines, skip_rejected=True)

    assert (report.recorded, counts(report)) == (True, (1, 0, 0, 1))
    assert kept(log, "REQ-1").status is Status.PUBLISHED


@pytest.mark.parametrize("lines", [[], ["", " \n"]])
def test_a_file_without_lines_is_no_import(log: EventLog, lines: list[str]) -> None:
    with pytest.raises(NothingToImport):
        brought(log, lines)


@pytest.mark.parametrize(
    ("line", "pointer", "kind"),
    [
        ("{", "#", "not_json"),
        ("[]", "#", "not_an_object"),
        ('"' + "я" * 200_000 + '"', "#", "line_too_long"),
        (json.dumps(row("REQ-1")), "#/id", "code_repeated"),
        (json.dumps(row("req")), "#/id", "string_pattern_mismatch"),
        (json.dumps(row("REQ-2", sectors=[])), "#/sector", "too_short"),
        (json.dumps(row("REQ-2", condition={"op": 1})), "#/applies/of", "condition"),
        (
            json.dumps(row("REQ-2", in_force_until="2020-12-31")),
            "#/in_force_until",
            "ends_before_start",
        ),
        (
            json.dumps(row("REQ-2", frequency={"type": "periodic"})),
            "#/frequency/periodic/every",
            "missing",
        ),
        (json.dumps(row("REQ-2") | {"colour": "red"}), "#/colour", "extra_forbidden"),
        (json.dumps({"id": "REQ-2"}), "#/title", "missing"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_a_rejected_row_is_told_with_its_line_and_its_fault(
    log: EventLog, line: str, pointer: str, kind: str
) -> None:
    report = brought(log, [*file(row("REQ-1")), "", line])

    assert report.rejected == 1
    fault = report.rejections[0]
    assert (fault.line, fault.pointer, fault.kind) == (3, pointer, kind)


def test_a_row_of_a_repealed_requirement_is_rejected(
    requirements: Requirements, log: EventLog
) -> None:
    publish(requirements)
    requirements.repeal(
        FIRE, RepealRequirement(from_day=LAST, reason="Отменено"), by=REGISTRAR
    )

    report = brought(log, file(row(title="Иначе")))

    assert [one.kind for one in report.rejections] == [AlreadyRepealed.code]


def test_an_import_tells_how_far_it_is(log: EventLog) -> None:
    seen: list[Progress] = []

    brought(log, file(*(row(f"REQ-{n}") for n in range(501))), on_progress=seen.append)

    assert [(one.phase, one.done, one.total) for one in seen] == [
        ("checking", 500, None),
        ("checking", 501, None),
        ("recording", 500, 501),
        ("recording", 501, 501),
    ]


def test_an_import_that_broke_is_continued_by_running_it_again(log: EventLog) -> None:
    lines = file(*(row(f"REQ-{n}") for n in range(501)))

    def break_off(progress: Progress) -> None:
        if progress.phase == "recording":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        brought(log, lines, on_progress=break_off)
    report = brought(log, lines)

    assert counts(report) == (1, 0, 500, 0)


def test_who_is_faster_than_the_import_is_not_overwritten(
    requirements: Requirements, log: EventLog
) -> None:
    def intervene(progress: Progress) -> None:
        if progress.phase == "checking":
            publish(requirements)
            command = RepealRequirement(from_day=LAST, reason="Отменено")
            requirements.repeal(FIRE, command, by=REGISTRAR)

    report = brought(log, file(row(title="Иначе"), row("REQ-2")), on_progress=intervene)

    assert report.recorded
    assert kept(log).content.title == content().title
    assert kept(log, "REQ-2").status is Status.PUBLISHED


def test_a_longer_file_takes_no_more_memory(log: EventLog) -> None:
    def peak(rows: int) -> int:
        line = json.dumps(row("REQ-1"), ensure_ascii=False)
        lines = (line.replace("REQ-1", f"REQ-{rows}-{n}") for n in range(rows))
        tracemalloc.start()
        report = Import(log).requirements(lines, by=REGISTRAR)
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert report.new == rows
        return used

    some_batches = peak(1500)

    # What grows is the set of codes seen, some 100 bytes a row; a row itself is 10 KB.
    assert peak(3000) < some_batches + 1500 * 2_000


def test_a_line_without_an_end_does_not_fill_the_memory() -> None:
    endless = BytesIO(b"x" * 3_000_000 + b"\nnext\n")

    lines = list(lines_of(endless))

    assert [len(line) < 300_000 for line in lines] == [True, True]
    assert lines[1] == b"next\n"


OPEN_DATA = (
    '"I";" ";"ДЕЯТЕЛЬНОСТЬ ГОСТИНИЦ"\r\n"I";"56.10";"Деятельность ресторанов; кафе"\r\n'
).encode("cp1251")
TABLE = (
    "section\tcode\tparent\tname\nI\t\t\tДЕЯТЕЛЬНОСТЬ ГОСТИНИЦ\n"
    "I\t56.10\t56.1\tДеятельность ресторанов; кафе\n"
).encode()
BOTH_SAY = (
    Activity(section="I", code=None, title="ДЕЯТЕЛЬНОСТЬ ГОСТИНИЦ"),
    Activity(section="I", code="56.10", title="Деятельность ресторанов; кафе"),
)


@pytest.mark.parametrize("shape", [OPEN_DATA, TABLE, b"\xef\xbb\xbf" + TABLE])
def test_the_classifier_is_read_in_both_its_shapes(shape: bytes) -> None:
    assert activities_of(shape) == BOTH_SAY


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"\x98\x98",
        b"a,b,c\n",
        b"one;two\n",
        b"\x00" * 100,
        b"a\rb",
        b'"' + b"x" * 200_000,
        TABLE[:25],
    ],
)
def test_what_is_no_classifier_is_not_taken_for_one(file: bytes) -> None:
    with pytest.raises(NotAClassifier):
        activities_of(file)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("I\t5610\t\tКафе\n", {"line": 4, "field": "code"}),
        ("I\t56.10\t\tКафе\n", {"line": 4, "field": "code"}),
        ("Я\t56.1\t\tКафе\n", {"line": 4, "field": "section"}),
        ("I\t56.1\t\t\n", {"line": 4, "field": "title"}),
        ("I\t56.1\n", {"line": 4, "field": "name"}),
    ],
)
def test_a_wrong_line_of_a_classifier_is_told(
    line: str, fault: dict[str, object]
) -> None:
    with pytest.raises(ClassifierHasFaults) as refusal:
        activities_of(TABLE + line.encode())

    told: Any = refusal.value.facts["lines"]
    assert [{k: one[k] for k in ("line", "field")} for one in told] == [fault]


def test_a_newer_classifier_takes_the_place_of_the_older(log: EventLog) -> None:
    classifiers = Classifiers(log)
    classifiers.load_okved(TABLE, by=REGISTRAR)

    with pytest.raises(ClassifierUnchanged):
        classifiers.load_okved(TABLE, by=REGISTRAR)
    receipt = classifiers.load_okved(OPEN_DATA, by=REGISTRAR)

    assert receipt.version == 2
    assert receipt.id == Classifier.create_id(OKVED)


def test_the_starter_titles_are_a_classifier() -> None:
    titles = activities_of((STARTER / "okved_titles.tsv").read_bytes())

    assert {one.code for one in titles} >= {"56.10", "96.02", "49.41", "25.11", "25.62"}


def test_the_public_is_told_nothing_of_the_register_commands(log: EventLog) -> None:
    with pytest.raises(NotFound):
        Requirements(log).publish(FIRE, by=PUBLIC)
