"""What was wrong with what somebody sent, as a page tells it."""

from collections.abc import Collection
from http import HTTPStatus
from typing import Final

from fastapi import Request
from pydantic import ValidationError

from domain.errors import Invalid, Refusal, RuleBroken, Stale
from interfaces.problems import field_errors, status_of
from interfaces.web.pages import language_of

Fault = ValidationError | Refusal
WRONG: Final = (ValidationError, Invalid, RuleBroken, Stale)
"""What is told on the page that was sent; anything else has a page of its own."""


def errors_of(request: Request, fault: Fault | None) -> dict[str, str]:
    """What is wrong, by the field that it is about."""
    return field_errors(fault, language_of(request)) if fault else {}


def errors_in(
    request: Request, fault: Fault | None, fields: Collection[str]
) -> dict[str, str]:
    """What is wrong, by field; what is about no field of the form is about none."""
    return {
        about if about in fields else "": sentence
        for about, sentence in errors_of(request, fault).items()
    }


def status_for(fault: Fault | None) -> HTTPStatus:
    """The status of a page that is drawn again because of a fault."""
    if fault is None:
        return HTTPStatus.OK
    return status_of(fault if isinstance(fault, Refusal) else Invalid)
