"""The list of one business from files alone: its profile, and a register."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from textwrap import fill
from typing import Any, NamedTuple

from pydantic import ValidationError

from application.requirement import Rejected, Row, read_row
from domain.condition import Because, Judgement, Verdict, judge
from domain.profile import Profile
from interfaces.regions import STARTER
from interfaces.wording import Wording, starter_vocabulary

REGISTER = STARTER / "requirements.jsonl"
"""The register that the product comes with."""
LARGEST_PROFILE = 1 << 20
"""Bytes."""

_WIDTH = 88
_INDENT = " " * 16


class BadFile(Exception):
    """A file cannot be used.

    Attributes:
        faults: sentences that name the place, e.g. "cafe.json: #/okved/0: …".
    """

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class Line(NamedTuple):
    """A requirement of the list."""

    row: Row
    judgement: Judgement


class Listing(NamedTuple):
    """The list of a business on a day.

    Attributes:
        on: the day, both ends of validity included.
        lines: what is in force, in the register's order.
        ended: what the act itself let end before the day; what follows is not known.
    """

    on: date
    lines: tuple[Line, ...]
    ended: tuple[Row, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many requirements there are by verdict, e.g. {"applies": 26, …}."""
        found = dict.fromkeys((verdict.value for verdict in Verdict), 0)
        for line in self.lines:
            found[line.judgement.verdict.value] += 1
        return found

    def as_json(self, wording: Wording) -> dict[str, Any]:
        """The list for programs.

        Returns:
            {"on": day, "requirements": [{"id", "verdict", "because": [{"fact", "value",
            "sentence"}]}], "counts": {verdict: number}, "ended": [{"id", "ended_on"}]}.
            In an unknown verdict `because` holds the facts that would decide, their
            values null and their sentences questions.
        """
        return {
            "on": self.on.isoformat(),
            "requirements": [
                {
                    "id": line.row.code,
                    "verdict": line.judgement.verdict.value,
                    "because": [_why(one, wording) for one in line.judgement.because],
                }
                for line in self.lines
            ],
            "counts": self.counts,
            "ended": [
                {"id": row.code, "ended_on": row.in_force_until.isoformat()}
                for row in self.ended
                if row.in_force_until
            ],
        }

    def as_text(self, wording: Wording) -> str:
        """The list for people: what applies, is unclear, does not apply, ended."""
        parts = []
        for verdict in (Verdict.APPLIES, Verdict.UNKNOWN, Verdict.DOES_NOT_APPLY):
            lines = [
                _told(line.row, wording.verdict(line.judgement))
                for line in self.lines
                if line.judgement.verdict is verdict
            ]
            parts.append(_part(wording.heading(verdict.value), lines))
        ended = [
            _told(row, wording.ended(row.in_force_until))
            for row in self.ended
            if row.in_force_until
        ]
        parts.append(_part(wording.heading("ended"), ended))
        return "\n\n".join(part for part in parts if part)


def list_of(profile: Profile, register: Iterable[Row], on: date) -> Listing:
    """Judge everything that is in force on a day."""
    lines, ended = [], []
    for row in register:
        if row.in_force_until and row.in_force_until < on:
            ended.append(row)
        elif row.in_force_from <= on:
            lines.append(Line(row, judge(row.condition, profile)))
    return Listing(on, tuple(lines), tuple(ended))


def judge_file(
    register: Path, profile: Profile, on: date, language: str = "ru"
) -> dict[str, Any]:
    """The list from a register's file, as `Listing.as_json`.

    Raises:
        BadFile: the register cannot be read, or a line of it is wrong.
    """
    wording = Wording(language, okved_title)
    return list_of(profile, read_register(register), on).as_json(wording)


def read_profile(file: Path) -> Profile:
    """The profile in a JSON file.

    Raises:
        BadFile: it cannot be read, or is not a profile; a sentence for each fault.
    """
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST_PROFILE + 1)
    except OSError as fault:
        raise BadFile([f"{file}: {fault.strerror}"]) from None
    if len(content) > LARGEST_PROFILE:
        raise BadFile([f"{file}: larger than {LARGEST_PROFILE} bytes"])
    try:
        profile = Profile.model_validate_json(content.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        raise BadFile(
            [
                f"{file}: {'/'.join(('#', *map(str, one['loc'])))}: {_detail(one)}"
                for one in error.errors(include_url=False)
            ]
        ) from None
    strangers = profile.strangers(starter_vocabulary())
    if strangers:
        raise BadFile([f"{file}: #{one.pointer}: {one.detail}" for one in strangers])
    return profile


def read_register(file: Path) -> Iterator[Row]:
    """The requirements of a file, one JSON object a line.

    Raises:
        BadFile: it cannot be read, or lines are wrong; a sentence for each fault.
    """
    faults: list[str] = []
    try:
        with file.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    yield read_row(number, line)
                except Rejected as rejected:
                    faults += [
                        f"{file}: line {number}: {one.pointer}: {one.reason}"
                        for one in rejected.faults
                    ]
    except OSError as fault:
        raise BadFile([f"{file}: {fault.strerror}"]) from None
    if faults:
        raise BadFile(faults)


def okved_title(code: str) -> str | None:
    """The title of a code in the classifier's part that the product comes with."""
    return _titles().get(code)


@cache
def _titles() -> dict[str, str]:
    text = (STARTER / "okved_titles.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return {code: title for _, code, _, title in rows if code}


_SHAPES = {"okved": 'a code such as "56.10"', "region": 'a code such as "63"'}


def _detail(error: Any) -> str:
    """What is wrong, in words for people who write a profile by hand."""
    match error["type"]:
        case "extra_forbidden":
            return "There is no such key in a profile"
        case "json_invalid":
            return f"This is not JSON: {error['ctx']['error']}"
        case "string_pattern_mismatch":
            return f"{error['input']!r} is not {_SHAPES.get(error['loc'][0], 'a name')}"
        case "int_type" | "int_from_float":
            return "Give a whole number"
        case "bool_type":
            return "Say true, false or null"
    return str(error["msg"])


def _why(because: Because, wording: Wording) -> dict[str, Any]:
    value = because.value
    return {
        "fact": because.fact,
        "value": list(value) if isinstance(value, tuple) else value,
        "sentence": wording.sentence(because),
    }


def _part(heading: str, told: list[str]) -> str:
    return "\n".join([f"{heading}: {len(told)}", *told]) if told else ""


def _told(row: Row, why: str) -> str:
    return "\n".join(
        fill(text, _WIDTH, initial_indent=begin, subsequent_indent=_INDENT)
        for begin, text in ((f"{row.code:<16}", row.title), (_INDENT, why))
    )
