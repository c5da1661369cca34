"""The home page, pages about the service and its refusals, and the language switch."""

from functools import cache
from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from application.access import Action, may
from domain.errors import NotFound, Refusal
from domain.kernel import Actor, Role, Value
from interfaces.deps import Asks, ServiceDep
from interfaces.exports.wording import ChangeWording
from interfaces.locale import CODES, N_
from interfaces.overview import overview
from interfaces.problems import PROTOCOL, status_of
from interfaces.signed import is_https
from interfaces.web.execution.words import words_of
from interfaces.web.pages import COOKIE, STATIC, language_of, own_path, page

router = APIRouter(include_in_schema=False)

Keeper = Annotated[Actor, Depends(Asks(Action.READ_STATUS))]
Reader = Annotated[Actor, Depends(Asks(Action.READ_PUBLIC))]

YEAR: Final = 365 * 24 * 3600

WHY: Final = {
    400: N_("The request is not written the way the service can read it."),
    401: N_(
        "Only somebody who is signed in may see this. A program needs an access token."
    ),
    403: N_("The service knows who you are, but you may not do exactly this."),
    404: N_(
        "There is no such page or thing. What belongs to others looks the same"
        " on purpose."
    ),
    405: N_("The address exists, but it does something else."),
    406: N_("The document exists, but not in the form that was asked for."),
    409: N_(
        "What you sent is right in itself. Its state or the law does not allow it now."
    ),
    412: N_(
        "Somebody changed it after you opened it. Open it again, look, and repeat."
    ),
    413: N_("A file or a text is larger than this address takes."),
    415: N_("The content is of another kind than this address reads."),
    422: N_(
        "Something in what you sent is missing or wrong. Correct it and send again."
    ),
    428: N_(
        "A change must say which version it changes, so that no work of others is lost."
    ),
    429: N_("The service protects itself from too many requests in a short time."),
    500: N_("This is our fault. It was written down, and somebody will look at it."),
    503: N_(
        "The service is busy or being restarted. Nothing that it confirmed is lost."
    ),
}


class ProblemPage(Value):
    """One kind of refusal.

    Attributes:
        code: stable name.
        title: msgid of one sentence.
        status: of the answer.
        why: msgid that says when it happens.
        about: the field at fault; "" when it is none in particular.
        source: in law; "" when there is none.
    """

    code: str
    title: str
    status: int
    why: str
    about: str = ""
    source: str = ""


@cache
def problem_pages() -> dict[str, ProblemPage]:
    """Every refusal of the service and of HTTP, by code, in order."""
    ours = [
        ProblemPage(
            code=kind.code,
            title=kind.title,
            status=status_of(kind),
            why=WHY[status_of(kind)],
            about=kind.about,
            source=str(kind.source or ""),
        )
        for kind in _kinds(Refusal)
    ]
    of_http = [
        ProblemPage(
            code=one.code, title=one.title, status=one.status, why=WHY[one.status]
        )
        for one in PROTOCOL
    ]
    return {one.code: one for one in sorted([*ours, *of_http], key=lambda x: x.code)}


def _kinds(base: type[Refusal]) -> set[type[Refusal]]:
    below = {kind for kind in base.__subclasses__() if kind.__module__[:5] != "tests"}
    return below.union(*(_kinds(kind) for kind in below))


@router.get("/")
def home(request: Request, service: ServiceDep, by: Reader) -> Response:
    """What the service is for; for a business or its employee, what to do next."""
    if by.organisation and by.role is Role.EMPLOYEE:
        steps = service.execution_view.handed_to(by.organisation, UUID(by.id))
        about = {"steps": steps, "done": None, **words_of(request, service)}
        return page(request, "execution/handed.html", about)
    if by.organisation is None or not may(by, Action.READ_LIST):
        return page(request, "home.html", {})
    spoken = language_of(request)
    changes = ChangeWording(spoken, service.wording(spoken.code))
    try:
        told = overview(service, by.organisation)
    except NotFound:  # forgotten, or registered a moment ago
        return page(request, "home.html", {})
    return page(request, "client/home.html", {"told": told, "changes": changes})


@router.get("/about")
def about(request: Request, _by: Reader) -> Response:
    """What the service does, and what it does not."""
    return page(request, "about.html", {})


@router.get("/accessibility")
def accessibility(request: Request, _by: Reader) -> Response:
    """How far everybody can use the service."""
    return page(request, "accessibility.html", {})


@router.get("/developers")
def developers(request: Request, _by: Reader) -> Response:
    """How a program begins with the API."""
    return page(request, "developers.html", {})


@router.get("/status")
def status(request: Request, service: ServiceDep, _by: Keeper) -> Response:
    """How far each read model is, and what it stands still at."""
    return page(request, "status.html", {"lag": service.runner.lag()})


@router.get("/problems")
def problems(request: Request, _by: Reader) -> Response:
    """Every refusal."""
    return page(request, "problems.html", {"problems": problem_pages().values()})


@router.get("/problems/{code}")
def problem(request: Request, code: str, _by: Reader) -> Response:
    """One refusal: when it happens, and on what ground."""
    found = problem_pages().get(code)
    if found is None:
        raise NotFound
    return page(request, "problem_kind.html", {"kind": found})


@router.get("/language/{code}")
def switch(request: Request, code: str, _by: Reader, next: str = "/") -> Response:
    """Speak this language from now on, on the same page."""
    if code not in CODES:
        raise NotFound
    answer = RedirectResponse(own_path(next), HTTPStatus.SEE_OTHER)
    answer.set_cookie(
        COOKIE,
        code,
        max_age=YEAR,
        path="/",
        secure=is_https(request),
        httponly=True,
        samesite="lax",
    )
    return answer


class _Lasting(StaticFiles):
    """Static files; under an address that bears the mark of the content, for ever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        if scope["query_string"].startswith(b"v="):
            answer.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
        return answer


def install(app: FastAPI) -> None:
    """Add these pages and the static files to the app."""
    app.include_router(router)
    app.mount("/static", _Lasting(directory=STATIC), name="static")
