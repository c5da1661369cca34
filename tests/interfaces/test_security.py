"""The guard around the application: headers, other sites, sizes, rates, faults."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel

from application.person import IssueToken
from domain.kernel import Actor, Role
from domain.person import Scope
from interfaces.gateways.database import Database
from interfaces.security import Buckets, Guard, Rate, Rates
from interfaces.service import Service
from tests.conftest import StoppedClock
from tests.interfaces.shell import (
    Cast,
    browser,
    demo,
    service_of,
    settings_of,
    shell,
)

pytestmark = pytest.mark.database

MEGABYTE = 1024 * 1024
TIGHT = Rate(2, 60.0)

router = APIRouter()


class Said(BaseModel):
    text: str


@router.post("/api/echo")
def echo(said: Said) -> int:
    return len(said.text)


@router.get("/api/broken")
def broken_api() -> None:
    raise RuntimeError("a secret of the inside")


@router.get("/broken")
def broken_page() -> None:
    raise RuntimeError("a secret of the inside")


@router.get("/half")
def half() -> StreamingResponse:
    def parts() -> Iterator[bytes]:
        yield b"begun"
        raise RuntimeError("midway")

    return StreamingResponse(parts())


@router.get("/parts")
def parts() -> StreamingResponse:
    return StreamingResponse(iter([b"one", b"two"]))


@router.get("/nonce")
def nonce(request: Request) -> str:
    return str(request.state.nonce)


@pytest.fixture
def site(shell_service: Service) -> Iterator[TestClient]:
    with browser(shell(shell_service, router)) as site:
        yield site


def token_of(cast: Cast, *scopes: Scope) -> dict[str, str]:
    by = Actor(id=str(cast.person()), role=Role.PERSON)
    command = IssueToken(name="test", scopes=frozenset(scopes or (Scope.READ,)))
    issued = cast.service.people.issue_token(command, by=by)
    cast.service.caught_up(issued.receipt.position)
    return {"Authorization": f"Bearer {issued.token}"}


@pytest.mark.parametrize("path", ["/", "/nothing", "/broken", "/static/favicon.svg"])
def test_every_answer_bears_the_same_protection(site: TestClient, path: str) -> None:
    headers = site.get(path).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in headers


def test_each_answer_has_a_nonce_of_its_own_that_pages_know(site: TestClient) -> None:
    one, two = site.get("/nonce"), site.get("/nonce")

    assert f"'nonce-{one.json()}'" in one.headers["Content-Security-Policy"]
    assert one.json() != two.json()


def test_over_https_cookies_and_addresses_are_kept_to_https(
    database: Database, clock: StoppedClock
) -> None:
    settings = settings_of(database, SVERKA_PUBLIC_URL="https://sverka.example")
    service = service_of(database, clock, settings)
    with browser(shell(service), base_url="https://sverka.example") as site:
        answer = site.post("/sign-in/demo", data={"person": "anna"})
        account = site.get("/person")

    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-sverka=")
    assert "Secure" in cookie
    assert "max-age=63072000" in answer.headers["Strict-Transport-Security"]
    assert account.status_code == 200


def test_what_a_signed_in_person_sees_is_stored_nowhere(site: TestClient) -> None:
    assert site.get("/").headers["Cache-Control"] == "no-cache"

    demo(site)

    assert site.get("/").headers["Cache-Control"] == "no-store"


def test_static_files_are_kept_for_ever_under_the_mark_of_their_content(
    site: TestClient,
) -> None:
    [path] = re.findall(r'href="(/static/sverka\.css\?v=\w+)"', site.get("/").text)

    assert "immutable" in site.get(path).headers["Cache-Control"]
    assert site.get("/static/sverka.css").headers["Cache-Control"] == "no-cache"
    assert len(site.get(path).content) < 20_000


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "", "Origin": "null"},
        {"Sec-Fetch-Site": "", "Origin": "http://testserver.evil.example"},
        {"Sec-Fetch-Site": "", "Origin": "http://testserver:8080"},
        {"Sec-Fetch-Site": "", "Origin": "https://testserver"},
    ],
)
def test_what_another_site_sends_is_not_carried_out(
    site: TestClient, headers: dict[str, str]
) -> None:
    demo(site)

    answer = site.post("/sign-out", headers=headers)

    assert answer.status_code == 403
    assert "с чужого сайта" in answer.text
    assert site.get("/person").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": ""},
    ],
)
def test_what_our_own_pages_send_is_carried_out(
    site: TestClient, headers: dict[str, str]
) -> None:
    assert site.post("/sign-out", headers=headers).status_code == 303


def test_a_token_is_proof_enough_whatever_the_origin(
    site: TestClient, cast: Cast
) -> None:
    headers = token_of(cast, Scope.WRITE) | {"Sec-Fetch-Site": "cross-site"}

    answer = site.post("/api/echo", json={"text": "да"}, headers=headers)

    assert answer.json() == 2


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [("POST", "/api/clients", False), ("GET", "/api/person", True)],
)
def test_a_token_that_only_reads_changes_nothing(
    site: TestClient, cast: Cast, method: str, path: str, *, allowed: bool
) -> None:
    answer = site.request(method, path, headers=token_of(cast, Scope.READ))

    assert answer.status_code == (200 if allowed else 403)
    if not allowed:
        assert answer.json()["code"] == "scope-too-narrow"


@pytest.mark.parametrize("path", ["/api/echo", "/sign-in/demo"])
def test_a_body_that_says_it_is_too_large_is_refused_at_once(
    site: TestClient, path: str
) -> None:
    large = b"x" * (MEGABYTE + 1)

    answer = site.post(path, content=large, headers={"Content-Type": "text/plain"})

    assert answer.status_code == 413


def test_only_somebody_who_is_known_may_send_a_large_file(site: TestClient) -> None:
    def send(**headers: str) -> int:
        return site.post(
            "/api/requirements/import",
            content=b"x" * (2 * MEGABYTE),
            headers={"Content-Type": "text/plain"} | headers,
        ).status_code

    stranger, liar = send(), send(Authorization="Bearer sverka_made-up")
    demo(site)
    known = send()

    assert (stranger, liar, known) == (413, 413, 404)


def test_a_body_that_grows_too_large_is_cut_off(site: TestClient) -> None:
    came = []

    def parts() -> Iterator[bytes]:
        for number in range(64):
            came.append(number)
            yield b'"' + b"x" * 65_535

    answer = site.post(
        "/api/echo", content=parts(), headers={"Content-Type": "application/json"}
    )

    assert answer.status_code == 413
    assert answer.json()["code"] == "too-large"


def test_the_largest_body_that_fits_is_taken(site: TestClient) -> None:
    text = "x" * (MEGABYTE - len('{"text":""}'))

    answer = site.post(
        "/api/echo",
        content=f'{{"text":"{text}"}}',
        headers={"Content-Type": "application/json"},
    )

    assert answer.json() == len(text)


@pytest.mark.parametrize("kind", ["image/png", "application/xml", "", "application/x"])
def test_the_api_says_which_content_it_does_not_read(
    site: TestClient, kind: str
) -> None:
    answer = site.post("/api/echo", content=b"x", headers={"Content-Type": kind})

    assert answer.status_code == 415
    assert answer.json()["code"] == "unknown-media-type"


def test_a_fault_of_ours_tells_nothing_of_the_inside(site: TestClient) -> None:
    for path in ("/api/broken", "/broken"):
        answer = site.get(path)

        assert answer.status_code == 500
        assert "secret" not in answer.text
    assert site.get("/api/broken").json()["code"] == "unexpected"
    assert "У нас что-то сломалось" in site.get("/broken").text


def test_an_answer_that_breaks_midway_is_not_passed_off_as_whole(
    site: TestClient,
) -> None:
    with pytest.raises(RuntimeError, match="midway"):
        site.get("/half")


@pytest.mark.parametrize("path", ["/people?text=%00", "/api/people/%00", "/%00"])
def test_a_zero_character_is_stopped_before_it_reaches_the_database(
    site: TestClient, path: str
) -> None:
    assert site.get(path).status_code == 400


def test_head_of_a_stream_is_empty_too(site: TestClient) -> None:
    assert site.head("/parts").content == b""
    assert site.get("/parts").content == b"onetwo"


def test_head_answers_as_get_without_a_body(site: TestClient) -> None:
    whole, head = site.get("/about"), site.head("/about")

    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["Content-Length"] == whole.headers["Content-Length"]
    assert site.head("/nothing").status_code == 404


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/person/tokens", "GET, POST, HEAD, OPTIONS"),
        ("/api/person/tokens", "GET, POST, HEAD, OPTIONS"),
        ("/sign-out", "POST, OPTIONS"),
    ],
)
def test_options_and_405_tell_what_an_address_takes(
    site: TestClient, path: str, allowed: str
) -> None:
    options, wrong = site.options(path), site.put(path, json={})

    assert (options.status_code, options.content) == (204, b"")
    assert options.headers["Allow"] == allowed
    assert wrong.status_code == 405
    assert wrong.headers["Allow"] == allowed


def test_who_asks_too_often_waits(shell_service: Service) -> None:
    rates = replace(Rates(), reading=TIGHT)
    with browser(shell(shell_service, rates=rates)) as site:
        statuses = [site.get("/api/person").status_code for _ in range(3)]
        answer = site.get("/api/person")
        static = [site.get("/static/favicon.svg").status_code for _ in range(5)]

    assert statuses == [401, 401, 429]
    assert answer.json()["code"] == "too-many-requests"
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert set(static) == {200}


def test_each_session_has_a_measure_of_its_own(
    shell_service: Service, cast: Cast
) -> None:
    rates = replace(Rates(), reading=TIGHT)
    cookies = [{"Cookie": f"sverka={cast.session(cast.person())}"} for _ in range(2)]
    with browser(shell(shell_service, rates=rates)) as site:
        statuses = [
            site.get("/api/person", headers=cookie).status_code
            for cookie in cookies
            for _ in range(3)
        ]

    assert statuses == [200, 200, 429, 200, 200, 429]


def test_trying_out_tokens_soon_ends(shell_service: Service) -> None:
    rates = replace(Rates(), failing=TIGHT)
    with browser(shell(shell_service, rates=rates)) as site:
        statuses = [
            site.get(
                "/api/person", headers={"Authorization": f"Bearer sverka_{n}"}
            ).status_code
            for n in range(4)
        ]
        without = site.get("/about").status_code

    assert statuses == [401, 401, 429, 429]
    assert without == 200


def test_signing_in_has_a_tighter_measure(shell_service: Service) -> None:
    rates = replace(Rates(), signing_in=TIGHT)
    with browser(shell(shell_service, rates=rates)) as site:
        statuses = [
            site.post("/sign-in/demo", data={"person": "anna"}).status_code
            for _ in range(3)
        ]
        reading = site.get("/sign-in").status_code

    assert statuses == [303, 303, 429]
    assert reading == 200


def test_a_bucket_gives_a_burst_and_then_one_each_time() -> None:
    buckets, rate = Buckets(), Rate(burst=2, each=10.0)

    took = [buckets.take("a", rate, now) for now in (0, 0, 0, 9, 10, 10, 19.5)]

    assert took == pytest.approx([0, 0, 10, 1, 0, 10, 0.5])
    assert buckets.take("b", rate, 0) == 0
    assert [buckets.take("a", rate, 1000) for _ in range(3)] == [0, 0, 10]


def test_looking_into_a_bucket_takes_nothing() -> None:
    buckets, rate = Buckets(), Rate(burst=1, each=10.0)

    before = [buckets.left("a", rate, 0) for _ in range(3)]
    buckets.take("a", rate, 0)

    assert before == [0, 0, 0]
    assert buckets.left("a", rate, 4) == pytest.approx(6)


def test_strangers_cannot_fill_the_memory_with_buckets() -> None:
    buckets, rate = Buckets(most=10), Rate(burst=1, each=1.0)

    for number in range(1000):
        buckets.take(str(number), rate, number * 0.001)

    assert len(buckets._full_at) <= 10


def test_rates_can_be_loosened_for_measuring() -> None:
    loose = Rates().times(10)

    assert loose.writing.burst == 10 * Rates().writing.burst
    assert loose.writing.each == pytest.approx(Rates().writing.each / 10)


@pytest.mark.anyio
async def test_what_is_no_request_passes_by() -> None:
    seen = []

    async def inner(scope: object, _receive: object, _send: object) -> None:
        seen.append(scope)

    await Guard(inner)({"type": "lifespan"}, None, None)  # type: ignore[arg-type]

    assert seen == [{"type": "lifespan"}]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
