"""A history as a file: a table for people, data for programs (R5)."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from io import BytesIO, StringIO
from typing import Final, NamedTuple
from uuid import UUID

import orjson

from domain.errors import RuleBroken
from interfaces.exports.workbook import workbook
from interfaces.locale import N_, Language
from interfaces.service import Service
from interfaces.timeline.details import Detail
from interfaces.timeline.history import Wanted, every_step
from interfaces.timeline.names import KINDS, SERVICES, TOUCHPOINTS
from interfaces.timeline.telling import Told

MOST: Final = 10_000
"""Lines of one file: what a web process makes in a few seconds."""
HEADS: Final = (
    N_("When"),
    N_("Who"),
    N_("What happened"),
    N_("What was said"),
    N_("Requirements"),
    N_("Place"),
    N_("Service"),
    N_("Kind of step"),
    N_("Where"),
    N_("Address"),
)
WIDTHS: Final = (18, 30, 50, 60, 40, 24, 30, 26, 26, 40)
LONGEST: Final = 32_767
"""Signs that a cell can hold."""
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class HistoryTooLong(RuleBroken):
    code = "history-too-long"
    title = "There are more steps than one file may hold: choose a shorter period"
    about = "from_day"


class FileForm(StrEnum):
    """What kind of file a history is taken out as."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


class WantedFile(Wanted):
    """What of a history is wanted as a file.

    Attributes:
        form: what kind of file.
    """

    form: FileForm = FileForm.XLSX


class Taken(NamedTuple):
    """A file, ready to be given away.

    Attributes:
        name: of the file.
        media_type: of the file.
        file: its bytes.
    """

    name: str
    media_type: str
    file: bytes

    @property
    def headers(self) -> dict[str, str]:
        """What tells a browser or a program about the file."""
        return {
            "Content-Disposition": f'attachment; filename="{self.name}"',
            "Cache-Control": "no-store",
        }


class Content(NamedTuple):
    """What a file holds.

    Attributes:
        client_id: whose history.
        made_at: when the file was made, UTC.
        wanted: how it was narrowed.
        steps: in the order asked for.
        spoken: in which language.
        address: of the service, before paths.
    """

    client_id: UUID
    made_at: datetime
    wanted: Wanted
    steps: Sequence[Told]
    spoken: Language
    address: str

    def heads(self) -> list[str]:
        """Names of the columns."""
        return [self.spoken.gettext(one) for one in HEADS]

    def rows(self) -> Iterator[list[str]]:
        """A row per step, each cell a text."""
        say = self.spoken.gettext
        for one in self.steps:
            yield [
                self.spoken.moment(one.at),
                one.who,
                one.what,
                "\n".join(map(_said, one.details)),
                "\n".join(_requirements(one)),
                one.place or "",
                ", ".join(f"{id} {say(SERVICES[id])}" for id in one.services),
                say(KINDS[one.kind]),
                say(TOUCHPOINTS[one.touchpoint]),
                f"{self.address}{one.address}" if one.address else "",
            ]


def take_out(
    service: Service,
    client_id: UUID,
    wanted: WantedFile,
    spoken: Language,
) -> Taken:
    """Make a file of a client's own history.

    Args:
        service: the service.
        client_id: whose history.
        wanted: which steps, as what kind of file; from the cursor on, if there is one.
        spoken: in which language.

    Raises:
        HistoryTooLong: there are more steps than one file may hold.
    """
    steps = list(every_step(service, client_id, wanted, spoken, most=MOST))
    if len(steps) > MOST:
        raise HistoryTooLong(most=MOST)
    now = service.clock.now()
    content = Content(
        client_id, now, wanted, steps, spoken, service.settings.public_url
    )
    write, media_type = WRITERS[wanted.form]
    name = f"sverka-history-{service.clock.today()}.{wanted.form.value}"
    return Taken(name, media_type, write(content))


def _table(content: Content) -> bytes:
    text = StringIO()
    rows = csv.writer(text)
    rows.writerow(content.heads())
    for row in content.rows():
        rows.writerow([_harmless(cell) for cell in row])
    # With its mark, so that spreadsheets read Russian.
    return text.getvalue().encode("utf-8-sig")


def _spreadsheet(content: Content) -> bytes:
    with BytesIO() as file:
        with workbook(file) as book:
            sheet = book.add_worksheet(content.spoken.gettext(N_("History")))
            bold = book.add_format({"bold": True, "text_wrap": True})
            wrapped = book.add_format({"text_wrap": True, "valign": "top"})
            for column, width in enumerate(WIDTHS):
                sheet.set_column(column, column, width)
                sheet.write_string(0, column, content.heads()[column], bold)
            row = 0
            for row, cells in enumerate(content.rows(), start=1):
                for column, text in enumerate(cells):
                    sheet.write_string(row, column, text[:LONGEST], wrapped)
            sheet.freeze_panes(1, 1)
            sheet.autofilter(0, 0, max(row, 1), len(WIDTHS) - 1)
        return file.getvalue()


def _data(content: Content) -> bytes:
    return orjson.dumps(
        {
            "client": str(content.client_id),
            "made_at": content.made_at,
            "language": content.spoken.code,
            "narrowed": content.wanted.model_dump(
                mode="json", exclude_defaults=True, exclude={"form", "limit"}
            ),
            "steps": [
                one.model_dump(mode="json")
                | {"details": [detail._asdict() for detail in one.details]}
                for one in content.steps
            ],
        },
        option=orjson.OPT_INDENT_2,
    )


WRITERS: Final[Mapping[FileForm, tuple[Callable[[Content], bytes], str]]] = {
    FileForm.XLSX: (
        _spreadsheet,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    FileForm.CSV: (_table, "text/csv; charset=utf-8"),
    FileForm.JSON: (_data, "application/json"),
}


def _said(detail: Detail) -> str:
    return f"{detail.label}: {detail.text}" if detail.label else detail.text


def _requirements(step: Told) -> Iterator[str]:
    for one in step.requirements:
        yield f"{one.code} {one.title}" if one.title else one.code
    if step.more:
        yield f"+ {step.more}"


def _harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
