"""`sverka list`: a profile and a register from files, judged and told."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from domain.profile import Profile
from interfaces.listing import (
    REGISTER,
    BadFile,
    judge_file,
    list_of,
    okved_title,
    read_profile,
    read_register,
)
from interfaces.wording import Wording
from tests.conditions import truth

ON = date(2026, 11, 21)
CAFE: dict[str, Any] = {
    "client_kind": "IE",
    "okved": ["56.10"],
    "employees": 8,
    "region": "63",
    "size": "micro",
    "activities": {"cooks_food": True, "sells_alcohol": False},
    "objects": {"premises": True, "lift": False},
    "life_situations": [],
}


@pytest.fixture
def cafe(tmp_path: Path) -> Profile:
    file = tmp_path / "cafe.json"
    file.write_text(json.dumps(CAFE), "utf-8")
    return read_profile(file)


def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in REGISTER.read_text("utf-8").splitlines()]


def test_the_list_of_the_cafe_is_what_counting_by_hand_gives(cafe: Profile) -> None:
    verdicts = {0: "does_not_apply", 0.5: "unknown", 1: "applies"}
    expected = {
        row["id"]: verdicts[truth(row["applies"], CAFE)]
        for row in rows()
        if row["in_force_from"] <= "2026-11-21" <= (row["in_force_until"] or "9999")
    }

    told = judge_file(REGISTER, cafe, ON)

    assert {one["id"]: one["verdict"] for one in told["requirements"]} == expected
    assert told["on"] == "2026-11-21"
    assert told["counts"] == {"applies": 26, "does_not_apply": 38, "unknown": 96}


def test_each_line_tells_the_facts_that_decide_it_with_a_sentence(
    cafe: Profile,
) -> None:
    told = judge_file(REGISTER, cafe, ON)
    because = {one["id"]: one["because"] for one in told["requirements"]}

    assert because["REQ-FIRE-001"] == [
        {"fact": "object:premises", "value": True, "sentence": "У вас есть помещение."},
        {
            "fact": "client_kind",
            "value": "IE",
            "sentence": "Вы — индивидуальный предприниматель.",
        },
    ]
    assert because["REQ-HOT-001"] == [
        {
            "fact": "okved",
            "value": ["56.10"],
            "sentence": "Среди ваших ОКВЭД нет 55.",
        }
    ]
    assert because["REQ-HOT-008"] == [
        {"fact": "object:pool", "value": None, "sentence": "Есть ли у вас бассейн?"}
    ]


def test_what_its_act_let_end_is_told_apart_with_its_last_day(cafe: Profile) -> None:
    told = judge_file(REGISTER, cafe, ON)

    assert told["ended"] == [
        {"id": "REQ-LAB-007", "ended_on": "2026-09-01"},
        {"id": "REQ-MED-005", "ended_on": "2026-09-01"},
    ]


@pytest.mark.parametrize(
    ("on", "listed", "ended"),
    [
        (date(2026, 8, 31), False, False),
        (date(2026, 9, 1), True, False),
        (date(2027, 8, 31), True, False),
        (date(2027, 9, 1), True, False),
        (date(2027, 9, 2), False, True),
    ],
)
def test_both_days_of_validity_are_included(
    tmp_path: Path, on: date, listed: object, ended: object
) -> None:
    row = rows()[0] | {"in_force_from": "2026-09-01", "in_force_until": "2027-09-01"}
    register = tmp_path / "register.jsonl"
    register.write_text(json.dumps(row), "utf-8")

    told = judge_file(register, Profile(), on)

    assert (bool(told["requirements"]), bool(told["ended"])) == (listed, ended)


def test_the_list_is_told_to_people_by_verdict(cafe: Profile) -> None:
    listing = list_of(cafe, read_register(REGISTER), ON)

    text = listing.as_text(Wording("ru", okved_title))
    headings = re.findall(r"^[^ \n].*: \d+$", text, re.M)

    assert headings == [
        "Относится к вам: 26",
        "Нужно уточнить: 96",
        "Не относится к вам: 38",
        "Больше не действует: 2",
    ]
    assert "Действовало до 01.09.2026 включительно" in text
    assert max(map(len, text.splitlines())) <= 88


def test_the_list_is_told_in_english_too(cafe: Profile) -> None:
    listing = list_of(cafe, read_register(REGISTER), ON)

    text = listing.as_text(Wording("en"))

    assert "Applies to you: 26" in text
    assert "Tell us: do you have a swimming pool?" in text


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        ('{"a"', ["#: This is not JSON"]),
        ("[]", ["#: Input should be an object"]),
        ('{"turnover": 5}', ["#/turnover: There is no such key in a profile"]),
        (
            '{"okved": ["5"], "employees": "8", "objects": {"lift": "no"}}',
            [
                "#/okved/0: '5' is not a code such as \"56.10\"",
                "#/employees: Give a whole number",
                "#/objects/lift: Say true, false or null",
            ],
        ),
        (
            '{"region": "98", "objects": {"moon": true}, "life_situations": ["sleep"]}',
            [
                "#/objects/moon: There is no object with this name",
                "#/life_situations/0: There is no life situation with this name",
                "#/region: There is no region with this code",
            ],
        ),
    ],
)
def test_every_fault_of_a_profile_is_told_on_a_line_of_its_own(
    tmp_path: Path, content: str, faults: list[str]
) -> None:
    file = tmp_path / "profile.json"
    file.write_text(content, "utf-8")

    with pytest.raises(BadFile) as bad:
        read_profile(file)

    assert len(bad.value.faults) == len(faults)
    for told, expected in zip(bad.value.faults, faults, strict=True):
        assert told.startswith(f"{file}: {expected}")


def test_a_profile_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "profile.json"
    file.write_bytes(b"\xef\xbb\xbf{}")

    assert read_profile(file) == Profile()


def test_a_file_that_is_missing_or_too_large_is_told(tmp_path: Path) -> None:
    large = tmp_path / "large.json"
    large.write_bytes(b" " * (2 << 20))

    for file, said in (
        (tmp_path / "none.json", "No such file"),
        (large, "larger than"),
    ):
        with pytest.raises(BadFile, match=said):
            read_profile(file)


def test_wrong_lines_of_a_register_are_told_with_their_numbers(tmp_path: Path) -> None:
    first = rows()[0]
    wrong = first | {"id": "REQ-2", "applies": {"op": "all", "of": [{"objekt": []}]}}
    register = tmp_path / "register.jsonl"
    register.write_text("\n".join(map(json.dumps, (first, wrong))) + "\n{\n", "utf-8")

    with pytest.raises(BadFile) as bad:
        judge_file(register, Profile(), ON)

    assert [one.split(": ")[1] for one in bad.value.faults] == ["line 2", "line 3"]
    assert "/of/0/objekt" in bad.value.faults[0]
