"""Spreadsheet files in which every cell is a text, so that none can be a formula."""

from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook(file: BytesIO) -> "Workbook":
    """A file to be written sheet by sheet, row by row; use it with `with`."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - 5 MB that few processes need

    return Workbook(file, _OPTIONS)
