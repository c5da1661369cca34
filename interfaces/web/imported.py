"""The page that says what became of an imported file."""

from http import HTTPStatus

from fastapi import Request
from fastapi.responses import Response

from application.requirement import ImportReport, Rejection
from interfaces.faults import COUNTED, SENTENCES, sentence_of
from interfaces.locale import Language
from interfaces.web.pages import language_of, page

SHOWN = 200
"""Rejected rows on a page; the API tells a thousand."""


def imported(
    request: Request, template: str, report: ImportReport, name: str
) -> Response:
    """Show the counts of a report, and its rejected rows with their reasons.

    Args:
        request: the reader's.
        template: gets `report`, `name` and `rejected`: line, code, field and reason.
        report: of the import.
        name: of the file.
    """
    spoken = language_of(request)
    rejected = [
        (one.line, one.code or "—", one.pointer.removeprefix("#/"), _told(one, spoken))
        for one in report.rejections[:SHOWN]
    ]
    return page(
        request,
        template,
        {"report": report, "name": name, "rejected": rejected},
        status=HTTPStatus.OK if report.recorded else HTTPStatus.UNPROCESSABLE_ENTITY,
    )


def _told(one: Rejection, spoken: Language) -> str:
    """The reason in the reader's language."""
    if one.kind in SENTENCES or one.kind in COUNTED:
        return sentence_of({"type": one.kind, "ctx": one.limits}, spoken)
    return spoken.gettext(one.reason)
