"""The simulator: a list for somebody who is not signed in (L2); nothing is kept."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import timedelta
from http import HTTPStatus
from typing import Annotated, Any, cast

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import Response

from application.access import Action
from domain.kernel import Actor
from domain.profile import ClientKind, FactValue, Profile, Size
from interfaces.deps import Asks, ServiceDep
from interfaces.locale import N_
from interfaces.regions import regions
from interfaces.service import Service
from interfaces.signed import is_https
from interfaces.web.facts import read_value, told
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other

router = APIRouter(include_in_schema=False)

Anybody = Annotated[Actor, Depends(Asks(Action.READ_PUBLIC))]
Text = Annotated[str, Form()]

COOKIE = "answers"
KEPT_FOR = timedelta(days=1)
MOST_BYTES = 3500
"""What fits into one cookie beside its name."""
FULL = N_("Your browser keeps no more answers: register, and go on there")

FIRST = ("client_kind", "okved", "employees", "object:premises")
"""Asked of everybody; the others by how many requirements they decide."""
ENOUGH = 12
"""Questions after which the list is offered; the others may be answered from there."""


@router.get("/simulator")
def begin(request: Request, _by: Anybody) -> Response:
    """Say what will happen, and begin."""
    return page(request, "simulator/begin.html", {"given": len(_given(request))})


@router.get("/simulator/question")
def ask(
    request: Request,
    service: ServiceDep,
    _by: Anybody,
    fact: str = "",
    text: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """Ask the next thing, or what was asked for."""
    given = _given(request)
    if not fact:
        fact = _next(service, given) or ""
    if not fact or not service.vocabulary.has(fact, None):
        return see_other("/simulator/list")
    return _question(request, service, fact, text)


@router.post("/simulator/question")
def answer(
    request: Request,
    service: ServiceDep,
    _by: Anybody,
    fact: Text = "",
    value: Text = "",
    codes: Annotated[tuple[str, ...], Form()] = (),
) -> Response:
    """Note the answer in the browser and go on."""
    if not service.vocabulary.has(fact, None):
        return see_other("/simulator")
    given = _given(request)
    said = read_value(fact, ", ".join([*codes, value] if value else codes))
    if fact != "okved":
        said = read_value(fact, value)
    if not service.vocabulary.has(fact, said):
        sentence = language_of(request).gettext(N_("This answer cannot be read"))
        return _question(request, service, fact, "", {"value": sentence})
    to = see_other("/simulator/question" if _goes_on(given) else "/simulator/list")
    if not _keep(request, to, given | {fact: said}):
        sentence = language_of(request).gettext(FULL)
        return _question(request, service, fact, "", {"value": sentence})
    return to


@router.post("/simulator/again")
def again(_by: Anybody) -> Response:
    """Forget the answers and begin anew."""
    to = see_other("/simulator")
    forget_answers(to)
    return to


def answers_of(request: Request) -> Profile:
    """What somebody told the simulator, as a profile."""
    return _profile(_given(request))


def forget_answers(response: Response) -> None:
    """Take the answers out of the browser."""
    response.delete_cookie(COOKIE, path="/")


def answers(request: Request, service: Service) -> list[tuple[str, str, str]]:
    """What was answered, for people: fact, its name, its value."""
    wording = service.wording(language_of(request).code)
    return [
        (fact, wording.label(fact), told(request, wording, fact, value))
        for fact, value in _given(request).items()
    ]


def _given(request: Request) -> dict[str, FactValue]:
    """Answers by fact, in the order given; None: "I don't know".

    What a browser sends back may be anything: only what the vocabulary has counts.
    """
    try:
        packed = urlsafe_b64decode(request.cookies.get(COOKIE, "").encode())
        said = json.loads(packed) if packed else {}
    except (ValueError, RecursionError):
        return {}
    vocabulary = cast(Service, request.app.state.service).vocabulary
    given = {
        fact: tuple(value) if isinstance(value, list) else value
        for fact, value in (said.items() if isinstance(said, dict) else ())
    }
    return {fact: value for fact, value in given.items() if vocabulary.has(fact, value)}


def _profile(given: dict[str, FactValue]) -> Profile:
    return Profile().with_facts({f: v for f, v in given.items() if v is not None})


def _keep(request: Request, response: Response, given: dict[str, FactValue]) -> bool:
    """Note the answers in the browser; False when they are too many for it."""
    packed = urlsafe_b64encode(
        json.dumps(given, separators=(",", ":")).encode()
    ).decode()
    if len(packed) > MOST_BYTES:
        return False
    response.set_cookie(
        COOKIE,
        packed,
        max_age=int(KEPT_FOR.total_seconds()),
        path="/",
        secure=is_https(request),
        httponly=True,
        samesite="lax",
    )
    return True


def _goes_on(given: dict[str, FactValue]) -> bool:
    return len(given) + 1 < ENOUGH


def _next(service: Service, given: dict[str, FactValue]) -> str | None:
    """The next fact to ask; None when nothing more decides anything."""
    for fact in FIRST:
        if fact not in given:
            return fact
    profile = _profile(given)
    asked = service.personal_lists.asked(profile, service.clock.today())
    left = sorted(fact for fact in asked if fact not in given)
    return max(left, key=lambda fact: asked[fact], default=None)


def _question(
    request: Request,
    service: Service,
    fact: str,
    text: str,
    errors: dict[str, str] | None = None,
) -> Response:
    spoken = language_of(request)
    given = _given(request)
    profile = answers_of(request)
    asked = service.personal_lists.asked(profile, service.clock.today())
    found: list[Any] = []
    if fact == "okved" and text:
        found = service.requirement_view.activities(text)
    return page(
        request,
        "simulator/question.html",
        {
            "fact": fact,
            "wording": service.wording(spoken.code),
            "known": given.get(fact),
            "is_known": fact in given,
            "count": asked.get(fact, 0),
            "number": len(given) + (fact not in given),
            "enough": ENOUGH,
            "given": len(given),
            "text": text,
            "found": found,
            "kinds": list(ClientKind),
            "sizes": list(Size),
            "regions": regions(spoken.code),
            "errors": errors or {},
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK,
    )
