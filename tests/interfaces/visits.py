"""People of `tests.business` before the pages and the API."""

import re
from html import unescape
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from domain.kernel import Actor
from domain.person import Membership
from tests.business import Business
from tests.interfaces.shell import browser, shell


def site_of(world: Business) -> FastAPI:
    """The application on this world, without its lifespan."""
    app = shell(world.service)
    app.state.service = world.service
    return app


def visit(app: FastAPI, by: Actor | None = None) -> TestClient:
    """A browser in which somebody has signed in; without `by`: nobody."""
    visitor = browser(app)
    if by:
        acting = (
            Membership(organisation=by.organisation, role=by.role)
            if by.organisation
            else None
        )
        secret = app.state.service.sessions.open(by.id, acting)
        visitor.cookies.set("sverka", secret)
    return visitor


def seen(visitor: TestClient, answer: Response) -> Response:
    assert answer.is_success, answer.text
    visitor.app.state.service.caught_up(answer.json()["position"])  # type: ignore[attr-defined]
    return answer


def if_match(version: int) -> dict[str, str]:
    return {"If-Match": f'"{version}"'}


def problem(answer: Response) -> tuple[int, str, list[str]]:
    """Status, code and pointers of a refusal."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    told = answer.json()
    assert told["status"] == answer.status_code
    return (
        answer.status_code,
        told["code"],
        [one["pointer"] for one in told.get("errors", [])],
    )


def form(**fields: Any) -> dict[str, Any]:
    """What a page's form sends; a key of its own unless one is given."""
    form.count += 1  # type: ignore[attr-defined]
    return {"idempotency_key": f"key-{form.count}"} | fields  # type: ignore[attr-defined]


form.count = 0  # type: ignore[attr-defined]


def hidden(page: Response) -> dict[str, Any]:
    """The hidden fields of a page, those that come twice as a list."""
    found: dict[str, Any] = {}
    for tag in re.findall(r'<input type="hidden"[^>]*>', page.text):
        name, value = (
            unescape(re.findall(rf'{part}="([^"]*)"', tag)[0])
            for part in ("name", "value")
        )
        found.setdefault(name, []).append(value)
    return {name: one[0] if len(one) == 1 else one for name, one in found.items()}


def told(page: Response) -> str:
    """What a page says, without its tags."""
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", page.text, flags=re.S)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text)))


def faults(page: Response) -> list[tuple[str, str]]:
    """The error summary: where each line leads, and what it says."""
    summary = re.search(r'<div class="errors".*?</div>', page.text, re.S)
    return [
        (to, unescape(said))
        for to, said in re.findall(
            r'<li>(?:<a href="#([^"]+)">)?([^<]+)', summary[0] if summary else ""
        )
    ]


def brief(value: object) -> str:
    """A name for a parameter of a test."""
    return str(value)[:40]


def ids(page: Response) -> list[str]:
    """The ids of a page, in order."""
    return re.findall(r'\bid="([^"]+)"', page.text)
