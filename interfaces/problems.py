"""Every refusal as an answer: RFC 9457 problem details, or a page; no third shape."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode

import structlog
from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.exceptions import HTTPException

from application.log import Unavailable
from application.ports import RegisterUnavailable
from domain.errors import Invalid, NotAllowed, NotFound, Refusal, RuleBroken, Stale
from interfaces.faults import sentence_of
from interfaces.locale import N_, Language
from interfaces.observability import count_refusal
from interfaces.web.pages import is_api, language_of, page

STATUS: Final[Mapping[type[Refusal], HTTPStatus]] = {
    NotFound: HTTPStatus.NOT_FOUND,
    NotAllowed: HTTPStatus.FORBIDDEN,
    Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    RuleBroken: HTTPStatus.CONFLICT,
    Stale: HTTPStatus.PRECONDITION_FAILED,
    Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    RegisterUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
}
PROBLEM_TYPE: Final = "application/problem+json"
RETRY_AFTER: Final = "5"
"""Seconds to wait when the database or a read model does not answer."""

log = structlog.get_logger()


@dataclass(frozen=True)
class ProtocolProblem:
    """A refusal of HTTP itself, before any rule of the business was asked.

    Attributes:
        code: as in `Refusal`.
        title: likewise a msgid.
        status: of the answer.
    """

    code: str
    title: str
    status: HTTPStatus


PROTOCOL: Final = (
    ProtocolProblem(
        "malformed", N_("The request cannot be read"), HTTPStatus.BAD_REQUEST
    ),
    ProtocolProblem(
        "sign-in-needed", N_("Sign in to see this"), HTTPStatus.UNAUTHORIZED
    ),
    ProtocolProblem(
        "other-site",
        N_("This came from another site, so it was not carried out"),
        HTTPStatus.FORBIDDEN,
    ),
    ProtocolProblem(
        "method-not-allowed",
        N_("This address does not take such requests"),
        HTTPStatus.METHOD_NOT_ALLOWED,
    ),
    ProtocolProblem(
        "not-acceptable",
        N_("There is no such form of this document"),
        HTTPStatus.NOT_ACCEPTABLE,
    ),
    ProtocolProblem(
        "too-large",
        N_("What you sent is too large"),
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    ),
    ProtocolProblem(
        "unknown-media-type",
        N_("The content is of a kind that this address does not take"),
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    ),
    ProtocolProblem(
        "version-needed",
        N_("Send the version that you read as If-Match"),
        HTTPStatus.PRECONDITION_REQUIRED,
    ),
    ProtocolProblem(
        "too-many-requests",
        N_("There were too many requests: wait a little and try again"),
        HTTPStatus.TOO_MANY_REQUESTS,
    ),
    ProtocolProblem(
        "sign-in-failed",
        N_("Signing in did not work: begin again"),
        HTTPStatus.BAD_REQUEST,
    ),
    ProtocolProblem(
        "unexpected",
        N_("Something broke on our side; nothing was changed by halves"),
        HTTPStatus.INTERNAL_SERVER_ERROR,
    ),
)
BY_CODE: Final = {one.code: one for one in PROTOCOL}
BY_STATUS: Final = {one.status: one for one in reversed(PROTOCOL)}


class Fault(BaseModel):
    """One thing to correct.

    Attributes:
        pointer: JSON Pointer into what was sent, e.g. "#/facts/employees".
        where: "body", "query", "path", "header" or "cookie".
        detail: a sentence in the reader's language.
    """

    pointer: str
    where: str = "body"
    detail: str


class Problem(BaseModel):
    """RFC 9457 problem details.

    Attributes:
        type: "/problems/<code>", a page that tells more.
        code: stable name of this kind of problem.
        title: one sentence in the language of Accept-Language.
        status: the HTTP status again.
        errors: what to correct.
        source: the rule of law behind the refusal, if there is one.
    """

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={
            "examples": [
                {
                    "type": "/problems/not-found",
                    "code": "not-found",
                    "title": "Nothing was found at this address",
                    "status": 404,
                }
            ]
        },
    )

    type: str
    code: str
    title: str
    status: int
    errors: list[Fault] = []
    source: str | None = None


def _documented(description: str) -> dict[str, Any]:
    reference = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": description,
        "content": {PROBLEM_TYPE: {"schema": reference}},
    }


RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    **{kind.value: _documented(one.title) for kind, one in BY_STATUS.items()},
    **{status.value: _documented(kind.title) for kind, status in STATUS.items()},
}
"""What every operation of the API may answer, as the OpenAPI document tells it."""


def status_of(refusal: Refusal | type[Refusal]) -> HTTPStatus:
    """The HTTP status of a refusal: that of the nearest kind it inherits from."""
    kind = refusal if isinstance(refusal, type) else type(refusal)
    return next(STATUS[above] for above in kind.__mro__ if above in STATUS)


def problem(refusal: Refusal, spoken: Language) -> dict[str, object]:
    """The refusal as RFC 9457 members; `facts` are extensions."""
    title = spoken.gettext(refusal.title)
    body: dict[str, object] = {
        **refusal.facts,
        **_head(refusal.code, title, status_of(refusal)),
    }
    if refusal.about:
        body["errors"] = [
            {"pointer": f"#/{refusal.about}", "where": "body", "detail": title}
        ]
    if refusal.source:
        body["source"] = str(refusal.source)
    return body


def field_errors(
    error: RequestValidationError | ValidationError | Refusal, spoken: Language
) -> dict[str, str]:
    """What is wrong as {field id: sentence}, for the error summary of a form."""
    if isinstance(error, Refusal):
        return {error.about: spoken.gettext(error.title)}
    told: dict[str, str] = {}
    for one in _faults(error, spoken):
        name = one["pointer"].removeprefix("#/").partition("/")[0].removeprefix("#")
        told.setdefault(name, one["detail"])
    return told


def install(app: FastAPI) -> None:
    """Answer every error of the app as a problem or a page."""
    app.add_exception_handler(Refusal, _refused)  # type: ignore[arg-type]
    app.add_exception_handler(RequestValidationError, _malformed)  # type: ignore[arg-type]
    app.add_exception_handler(HTTPException, _http_error)  # type: ignore[arg-type]
    app.add_exception_handler(TimeoutError, _late)


def _refused(request: Request, refusal: Refusal) -> Response:
    return answer(request, problem(refusal, language_of(request)))


def _malformed(request: Request, error: RequestValidationError) -> Response:
    spoken = language_of(request)
    body = problem(Invalid(), spoken)
    body["errors"] = _faults(error, spoken)
    return answer(request, body)


def _http_error(request: Request, error: HTTPException) -> Response:
    headers = dict(error.headers or {})
    status = HTTPStatus(error.status_code)
    if status == HTTPStatus.NOT_FOUND:
        return answer(request, problem(NotFound(), language_of(request)), headers)
    if status in (HTTPStatus.FORBIDDEN, HTTPStatus.UNPROCESSABLE_ENTITY):
        kind = NotAllowed if status == HTTPStatus.FORBIDDEN else Invalid
        return answer(request, problem(kind(), language_of(request)), headers)
    if status == HTTPStatus.UNAUTHORIZED and not is_api(request):
        if request.method == "GET":
            return RedirectResponse(_sign_in(request), HTTPStatus.SEE_OTHER)
        headers.pop("WWW-Authenticate", None)
    known = BY_STATUS.get(status)
    if known is None:
        return answer(request, _head(f"http-{status}", status.phrase, status), headers)
    return refuse(request, known.code, headers)


def _sign_in(request: Request) -> str:
    url = request.url
    back = f"{url.path}?{url.query}" if url.query else url.path
    return f"/sign-in?{urlencode({'next': back})}"


def _late(request: Request, _error: Exception) -> Response:
    """A read model that lags is no fault of the person who asks."""
    log.warning("a read model is late")
    return answer(request, problem(Unavailable(), language_of(request)))


def broken(request: Request) -> Response:
    """The answer to a fault of ours; says nothing of the inside."""
    return refuse(request, "unexpected")


def refuse(
    request: Request, code: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Answer one of PROTOCOL by its code."""
    known = BY_CODE[code]
    title = language_of(request).gettext(known.title)
    return answer(request, _head(code, title, known.status), headers)


def answer(
    request: Request,
    body: dict[str, object],
    headers: Mapping[str, str] | None = None,
) -> Response:
    """JSON to a program, a page to a person."""
    status = int(str(body["status"]))
    count_refusal(str(body["code"]))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR and (id := _request_id()):
        body["request_id"] = id
    if is_api(request):
        made: Response = JSONResponse(
            jsonable_encoder(body), status, media_type=PROBLEM_TYPE
        )
        made.headers["Content-Language"] = language_of(request).code
    else:
        made = page(request, "problem.html", {"problem": body}, status=status)
    made.headers.update(headers or {})
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        made.headers.setdefault("Retry-After", RETRY_AFTER)
    if status == HTTPStatus.UNAUTHORIZED and is_api(request):
        made.headers.setdefault("WWW-Authenticate", "Bearer")
    return made


def _head(code: str, title: str, status: HTTPStatus) -> dict[str, object]:
    return {
        "type": f"/problems/{code}",
        "code": code,
        "title": title,
        "status": status.value,
    }


def _request_id() -> str | None:
    return structlog.contextvars.get_contextvars().get("request_id")


def _faults(
    error: RequestValidationError | ValidationError, spoken: Language
) -> list[dict[str, str]]:
    asked = isinstance(error, RequestValidationError)
    return [
        {
            "pointer": _pointer(one["loc"][1:] if asked else one["loc"], one["type"]),
            "where": str(one["loc"][0]) if asked else "body",
            "detail": sentence_of(one, spoken),
        }
        for one in error.errors()
    ]


def _pointer(steps: Sequence[object], kind: str) -> str:
    if kind == "json_invalid":  # the step is an offset into the text
        return "#"
    told = (str(step).replace("~", "~0").replace("/", "~1") for step in steps)
    return "#/" + "/".join(told) if steps else "#"
