"""What a file of a list says, line by line, in one language; and its hash."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Final
from uuid import UUID

import numpy as np

from domain.applicability import Status
from domain.condition import Verdict
from domain.kernel import Certainty
from domain.list_export import Form, Part, number_of
from interfaces.locale import N_, Language
from interfaces.wording import Wording
from projections.applicability import (
    Arrangement,
    AsOf,
    Basis,
    Line,
    PersonalLists,
    WholeList,
)
from projections.client import ClientCard
from projections.numbering import Numbers

GROUPS: Final[Mapping[Verdict, str]] = {
    Verdict.APPLIES: N_("About you"),
    Verdict.UNKNOWN: N_("To be clarified"),
    Verdict.DOES_NOT_APPLY: N_("Not about you"),
}
PARTS: Final[Mapping[Part, tuple[Verdict, ...]]] = {
    Part.ALL: tuple(GROUPS),
    Part.OPEN: (Verdict.APPLIES, Verdict.UNKNOWN),
    Part.APPLIES: (Verdict.APPLIES,),
    Part.UNKNOWN: (Verdict.UNKNOWN,),
    Part.DOES_NOT_APPLY: (Verdict.DOES_NOT_APPLY,),
}
MARKS: Final[Mapping[Certainty, str]] = {
    Certainty.CERTAIN: N_("sure"),
    Certainty.LIKELY: N_("likely"),
    Certainty.UNSURE: N_("unsure"),
}
DECLARED: Final[Mapping[Status, str]] = {
    Status.DECLARED: N_("Declared: not about you"),
    Status.CONTESTED: N_("Contested: your answer is awaited"),
    Status.ANSWERED: N_("Contested and answered"),
    Status.TO_RECONFIRM: N_("Look again: something changed"),
}
COLUMNS: Final = (
    N_("Group"),
    N_("Requirement"),
    N_("Why"),
    N_("Your declaration"),
    N_("Act"),
    N_("Kind of control"),
    N_("Supervisory body"),
    N_("Valid until"),
    N_("What comes then"),
    N_("Code"),
    N_("Version"),
    N_("Certainty: the rule"),
    N_("Certainty: the place in the act"),
    N_("Certainty: the sanction"),
    N_("Certainty: the dates"),
)
"""Headings of the columns, in the order of `Told.cells`."""


class Told(tuple[str, ...]):
    """The cells of one line, in the order of COLUMNS."""


@dataclass
class Content:
    """A list on its way into a file.

    Attributes:
        id: of the export.
        form: the kind of file.
        part: which lines.
        as_of: the moment, its instant always named.
        made_at: when the file is made, UTC.
        position: of the log, up to which the list knows it.
        client: whose list.
        whole: the list.
        address: where the file can be checked.
        spoken: the language.
        wording: conditions in it.
        lists: reads the lines.
    """

    id: UUID
    form: Form
    part: Part
    as_of: AsOf
    made_at: datetime
    position: int
    client: ClientCard
    whole: WholeList
    address: str
    spoken: Language
    wording: Wording
    lists: PersonalLists

    def __post_init__(self) -> None:
        self.counts = self.whole.counts()
        self._hash = sha256()

    @property
    def number(self) -> str:
        """How people name the file."""
        return number_of(self.id)

    @property
    def known_at(self) -> datetime:
        """The instant as of which the list is known, UTC."""
        assert self.as_of.known_at  # noqa: S101 - whoever makes it names one
        return self.as_of.known_at.astimezone(UTC)

    @property
    def count(self) -> int:
        """How many lines the file holds."""
        return sum(self.counts[group] for group in PARTS[self.part])

    def title(self) -> str:
        """The heading of the file."""
        return self.spoken.gettext(N_("List of mandatory requirements"))

    def about(self) -> list[tuple[str, str]]:
        """What the file is: names and values, in the order to show them."""
        say, spoken = self.spoken.gettext, self.spoken
        counts = "; ".join(
            f"{say(name)}: {self.counts[group]}" for group, name in GROUPS.items()
        )
        facts = {
            Basis.THEN: say(N_("those of that day")),
            Basis.TODAY: say(N_("those of today")),
        }
        return [
            (say(N_("Business")), f"{self.client.name}, {self._inn()}"),
            (say(N_("As of")), spoken.date(self.as_of.on)),
            (say(N_("As known on")), spoken.moment(self.known_at)),
            (say(N_("Facts about the business")), facts[self.as_of.basis]),
            (say(N_("Made on")), spoken.moment(self.made_at)),
            (say(N_("Position of the log")), str(self.position)),
            (say(N_("In the list")), counts),
            (say(N_("In this file")), str(self.count)),
            (say(N_("Number of the file")), self.number),
            (say(N_("Check this file at")), self.address),
        ]

    def notes(self) -> list[str]:
        """What a reader must know to rely on the file, and not more than it gives."""
        say = self.spoken.gettext
        return [
            say(
                N_(
                    "The list follows from what is known of the business. It is no"
                    " statement of a supervisory body, and it does not say that the"
                    " business complies."
                )
            ),
            say(
                N_(
                    "Certainty says how sure the register is of each part: sure, likely"
                    " (a number or a date may be off), unsure (check it before you rely"
                    " on it)."
                )
            ),
        ]

    def columns(self) -> list[str]:
        """The headings of the columns."""
        return [self.spoken.gettext(name) for name in COLUMNS]

    def groups(self) -> Iterator[tuple[Verdict, str, Iterator[tuple[Line, Told]]]]:
        """The groups of the file with their names and lines; to be read in order."""
        for group in PARTS[self.part]:
            name = self.spoken.gettext(GROUPS[group])
            yield group, name, self._lines(self._numbers(group))

    def lines(self) -> Iterator[tuple[Line, Told]]:
        """Every line of the file."""
        for _, _, lines in self.groups():
            yield from lines

    def digest(self) -> str:
        """SHA-256 of what the file says, once every line was read; hex.

        Of lines of text, each ended by a line feed: the day, the instant, the basis,
        the part and the counts; then of each requirement its code, version, group,
        declaration, declared end, whether the successor is unknown, and the four marks,
        parted by tabs. The language and the form make no difference.
        """
        head = [
            self.as_of.on.isoformat(),
            self.known_at.isoformat(timespec="microseconds"),
            self.as_of.basis.value,
            self.part.value,
            *(f"{group.value}\t{self.counts[group]}" for group in GROUPS),
        ]
        whole = sha256("".join(f"{line}\n" for line in head).encode())
        whole.update(self._hash.hexdigest().encode())
        return whole.hexdigest()

    def _numbers(self, group: Verdict) -> Numbers:
        return self.whole.arranged(self.whole.group(group), Arrangement.SECTOR)

    def _lines(self, numbers: Numbers) -> Iterator[tuple[Line, Told]]:
        for line in self.lists.every_line(self.whole, np.asarray(numbers)):
            self._hash.update(_canonical(line).encode())
            yield line, self._told(line)

    def _told(self, line: Line) -> Told:
        say, marks = self.spoken.gettext, line.certainty
        declared = line.declaration_status
        parts = (marks.rule, marks.reference, marks.sanction, marks.validity)
        return Told(
            (
                say(GROUPS[line.group]),
                line.title,
                self.wording.verdict(line.judgement),
                say(DECLARED[declared]) if declared else "",
                line.act,
                line.control_kind,
                line.control_body,
                line.declared_end.isoformat() if line.declared_end else "",
                say(N_("not known")) if line.successor_unknown else "",
                line.code,
                str(line.version),
                *(say(MARKS[mark]) for mark in parts),
            )
        )

    def _inn(self) -> str:
        return f"{self.spoken.gettext(N_('INN'))} {self.client.inn}"


def _canonical(line: Line) -> str:
    marks = line.certainty
    declared = line.declaration_status
    end: date | None = line.declared_end
    parts = (
        line.code,
        str(line.version),
        line.group.value,
        declared.value if declared else "",
        end.isoformat() if end else "",
        "unknown" if line.successor_unknown else "",
        marks.rule.value,
        marks.reference.value,
        marks.sanction.value,
        marks.validity.value,
    )
    return "\t".join(parts) + "\n"
