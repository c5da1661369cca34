"""A list as an XLSX file: every cell a text, so that nothing in it can be a formula."""

from datetime import UTC
from io import BytesIO
from typing import TYPE_CHECKING, Final

from interfaces.exports.content import Content
from interfaces.exports.workbook import workbook
from interfaces.locale import N_

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST: Final = 32_767
"""Signs that a cell can hold."""
WIDTHS: Final = (16, 60, 60, 24, 40, 34, 28, 13, 18, 16, 9, 12, 12, 12, 12)


def spreadsheet(content: Content) -> bytes:
    """The list as a file: a sheet of lines, and one that says what it is."""
    say = content.spoken.gettext
    with BytesIO() as file:
        with workbook(file) as book:
            book.set_properties(
                {
                    "title": content.title(),
                    "created": content.made_at.astimezone(UTC).replace(tzinfo=None),
                }
            )
            _lines(book, book.add_worksheet(say(N_("Requirements"))), content)
            _about(book, book.add_worksheet(say(N_("About this file"))), content)
        return file.getvalue()


def _lines(book: "Workbook", sheet: "Worksheet", content: Content) -> None:
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    for column, name in enumerate(content.columns()):
        _write(sheet, 0, column, name, bold)
    row = 0
    for row, (_, cells) in enumerate(content.lines(), start=1):
        for column, text in enumerate(cells):
            _write(sheet, row, column, text, wrapped)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(row, 1), len(WIDTHS) - 1)


def _about(book: "Workbook", sheet: "Worksheet", content: Content) -> None:
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 90)
    told = [
        (content.title(), ""),
        *content.about(),
        (content.spoken.gettext(N_("SHA-256 of the content")), content.digest()),
        *(("", note) for note in content.notes()),
    ]
    for row, (name, value) in enumerate(told):
        _write(sheet, row, 0, name, bold)
        _write(sheet, row, 1, value, wrapped)


def _write(sheet: "Worksheet", row: int, column: int, text: str, form: object) -> None:
    sheet.write_string(row, column, text[:LONGEST], form)
