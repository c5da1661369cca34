"""The list of appeals of a business, and of those in which somebody is named (I9)."""

from functools import partial
from typing import Final

from fastapi import Request
from fastapi.responses import Response

from application.access import Action, allow
from domain.appeal import AppealStatus
from domain.kernel import Actor, Role
from interfaces.appeal_cases import appeals_of
from interfaces.appeal_words import OUTCOMES, STATUSES, SUBJECTS
from interfaces.locale import Language
from interfaces.service import Service
from interfaces.web.pages import language_of, page
from projections.appeal import AppealLine

LONGEST: Final = 60


def show(request: Request, service: Service, by: Actor) -> Response:
    """The reader's own appeals, the newest first.

    Raises:
        NotFound: the reader acts for nobody.
        BadCursor: the address names no place of the list.
    """
    allow(by, Action.APPEAL)
    after = request.query_params.get("after", "")[:LONGEST]
    is_client = by.role is Role.CLIENT
    view = service.appeal_view
    return page(
        request,
        "appeal/mine.html",
        {
            "found": appeals_of(service, by, after),
            "represented": view.represented_by(by.id).appeals if is_client else (),
            "is_client": is_client,
            "statuses": STATUSES,
            "outcomes": OUTCOMES,
            "subjects": SUBJECTS,
            "next_of": partial(_next, service, language_of(request)),
            "first": not after,
        },
    )


def _next(service: Service, spoken: Language, line: AppealLine) -> str:
    """What the reader should know first of an appeal; "" for nothing."""
    if line.status is AppealStatus.DRAFT:
        return ""
    if line.waits_for_client:
        return spoken.gettext("You are asked for something.")
    if not line.is_open or line.due_day is None:
        return ""
    until = spoken.date(line.due_day)
    if line.is_overdue(service.clock.now()):
        said = spoken.gettext("The body is late: it had time until %(until)s.")
    else:
        said = spoken.gettext("It is the turn of the body, until %(until)s.")
    return (said % {"until": until}).replace("г..", "г.")
