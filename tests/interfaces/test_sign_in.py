"""Signing in through a real OpenID provider: npm's oidc-provider, started here."""

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from fastapi.testclient import TestClient

from interfaces.gateways.database import Database
from interfaces.service import Service
from tests.conftest import StoppedClock
from tests.interfaces.shell import browser, service_of, settings_of, shell

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache" / "oidc"
VERSION = "9.13.3"
SECRET = "a secret of at least 32 characters"  # noqa: S105 - the test provider's

pytestmark = [
    pytest.mark.database,
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("node"), reason="needs node and npm"),
]


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The address of a running provider that knows anybody by any name."""
    if not (CACHE / "node_modules" / "oidc-provider").exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["npm", "install", "--no-audit", "--no-fund", f"oidc-provider@{VERSION}"],
            cwd=CACHE,
            check=True,
            capture_output=True,
        )
    port = free_port()
    provider = subprocess.Popen(
        [
            "node",
            str(ROOT / "tests" / "oidc_provider.mjs"),
            str(port),
            "http://testserver/sign-in/callback",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "OIDC_MODULES": str(CACHE)},
    )
    assert provider.stdout
    try:
        assert provider.stdout.readline().strip() == "ready"
        yield f"http://127.0.0.1:{port}"
    finally:
        provider.terminate()
        provider.wait(5)
        provider.stdout.close()


@pytest.fixture
def service(database: Database, clock: StoppedClock, issuer: str) -> Service:
    settings = settings_of(
        database,
        SVERKA_SIGN_IN="oidc",
        SVERKA_OIDC_ISSUER=issuer,
        SVERKA_OIDC_CLIENT_ID="sverka",
        SVERKA_OIDC_CLIENT_SECRET=SECRET,
    )
    return service_of(database, clock, settings)


@pytest.fixture
def site(service: Service) -> Iterator[TestClient]:
    with browser(shell(service)) as site:
        yield site


def through_the_provider(address: str, login: str = "anna") -> str:
    """Log in and consent at the provider; where it sends the browser back to."""
    with httpx2.Client(trust_env=False) as person:
        answer = person.get(address)
        for _ in range(12):
            if answer.is_redirect:
                to = answer.headers["Location"]
                if to.startswith("http://testserver/"):
                    return to
                answer = person.get(answer.url.join(to))
                continue
            action = re.search(r'<form[^>]+action="([^"]+)"', answer.text)
            prompt = re.search(r'name="prompt" value="(\w+)"', answer.text)
            assert action
            assert prompt
            answer = person.post(
                answer.url.join(action[1]),
                data={"prompt": prompt[1], "login": login, "password": "x"},
            )
    raise AssertionError("the provider led nowhere")


def sign_in(site: TestClient, login: str = "anna", to: str = "/person") -> str:
    """Sign in; the path where the person ends."""
    asked = site.get("/sign-in/provider", params={"next": to})
    back = through_the_provider(asked.headers["Location"], login)
    answer = site.get(back.removeprefix("http://testserver"))
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def test_a_person_signs_in_and_is_the_same_person_next_time(
    site: TestClient,
) -> None:
    first = sign_in(site)
    one = site.get("/api/person").json()["signed"]
    site.post("/sign-out")
    sign_in(site)
    two = site.get("/api/person").json()["signed"]
    sign_in(site, "boris")
    other = site.get("/api/person").json()["signed"]

    assert first == "/person"
    assert one["name"] == "Имя anna"
    assert one == two
    assert other["person_id"] != one["person_id"]
    assert "boris@example.org" in site.get("/person").text


def test_the_request_bears_pkce_state_and_nonce(site: TestClient) -> None:
    asked = site.get("/sign-in/provider?next=/person")

    sent = parse_qs(urlsplit(asked.headers["Location"]).query)
    assert sent["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} <= sent.keys()
    assert sent["redirect_uri"] == ["http://testserver/sign-in/callback"]
    cookie = asked.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "Path=/sign-in" in cookie
    assert sent["nonce"][0] not in cookie


def test_somebody_without_a_name_is_called_by_the_subject(site: TestClient) -> None:
    sign_in(site, "nameless")

    assert site.get("/api/person").json()["signed"]["name"] == "nameless"


def test_the_way_back_leads_to_our_own_pages_only(site: TestClient) -> None:
    assert sign_in(site, to="/person/tokens?a=1") == "/person/tokens?a=1"
    assert sign_in(site, to="//evil.example") == "/"


@pytest.mark.parametrize(
    "query",
    [
        "code=x&state=forged",
        "state=forged",
        "code=x",
        "error=access_denied&state=forged",
        "",
    ],
)
def test_a_forged_answer_gets_a_clear_page(site: TestClient, query: str) -> None:
    site.get("/sign-in/provider")

    answer = site.get(f"/sign-in/callback?{query}")

    assert answer.status_code == 400
    assert "Войти не удалось: начните сначала" in answer.text
    assert "sverka" not in site.cookies


def test_an_answer_to_a_question_of_another_browser_is_not_taken(
    service: Service, site: TestClient
) -> None:
    asked = site.get("/sign-in/provider")
    back = through_the_provider(asked.headers["Location"])
    with browser(shell(service)) as victim:
        victim.get("/sign-in/provider")
        answer = victim.get(back.removeprefix("http://testserver"))

    assert answer.status_code == 400
    assert "sverka" not in victim.cookies


def test_an_answer_that_comes_too_late_is_not_taken(
    site: TestClient, clock: StoppedClock
) -> None:
    asked = site.get("/sign-in/provider")
    back = through_the_provider(asked.headers["Location"])

    clock.pass_by(timedelta(minutes=10, seconds=1))
    answer = site.get(back.removeprefix("http://testserver"))

    assert answer.status_code == 400


def test_an_answer_is_taken_once(site: TestClient) -> None:
    asked = site.get("/sign-in/provider")
    kept = asked.cookies["sverka_sign_in"]
    back = through_the_provider(asked.headers["Location"])
    path = back.removeprefix("http://testserver")
    first = site.get(path)
    site.cookies.set("sverka_sign_in", kept, path="/sign-in")

    second = site.get(path)

    assert (first.status_code, second.status_code) == (303, 400)


def test_a_provider_that_does_not_answer_is_no_fault_of_the_person(
    database: Database, clock: StoppedClock
) -> None:
    settings = settings_of(
        database,
        SVERKA_SIGN_IN="oidc",
        SVERKA_OIDC_ISSUER=f"http://127.0.0.1:{free_port()}",
        SVERKA_OIDC_CLIENT_ID="sverka",
    )
    with browser(shell(service_of(database, clock, settings))) as site:
        answer = site.get("/sign-in/provider")

    assert answer.status_code == 503
    assert "Retry-After" in answer.headers


def test_demo_people_exist_only_where_the_settings_say_so(site: TestClient) -> None:
    asked = site.get("/sign-in")
    taken = site.post("/sign-in/demo", data={"person": "admin"})

    assert "Анна Кузнецова" not in asked.text
    assert 'href="/sign-in/provider?next=%2F"' in asked.text
    assert taken.status_code == 404


def test_the_provider_is_not_asked_where_people_are_made_up(
    database: Database, clock: StoppedClock
) -> None:
    with browser(shell(service_of(database, clock, settings_of(database)))) as site:
        assert site.get("/sign-in/provider").status_code == 404
        assert site.get("/sign-in/callback?code=x&state=y").status_code == 404
