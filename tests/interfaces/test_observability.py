"""What operators see of a request: its id, its line and its numbers, and no person."""

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain.errors import RuleBroken, Stale
from domain.kernel import PUBLIC, Actor
from interfaces.observability import (
    configure_logging,
    count_refusal,
    counting,
    metrics,
    watching,
)
from interfaces.observed import Observed


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield
    root.handlers, root.level = before, level
    structlog.reset_defaults()


class NoSuchTea(RuleBroken):
    code = "sample-no-such-tea"
    title = "There is no such tea"


class Teas:
    """Commands of a context that is not there."""

    def pour(self, kind: str, *, by: Actor) -> str:
        if kind == "none":
            raise NoSuchTea
        if kind == "late":
            raise Stale
        if kind == "broken":
            raise ZeroDivisionError
        return kind

    def taste(self) -> str:
        return "good"


def app() -> FastAPI:
    made = FastAPI()

    @made.get("/clients/{inn}")
    def show(inn: str) -> str:
        if inn == "broken":
            raise ValueError(inn)
        logging.getLogger("ours").info("looked")
        return inn

    made.add_middleware(Observed)
    return made


def logged_client() -> TestClient:
    """A client whose lines go to standard error as it is now."""
    configure_logging("json")
    return TestClient(app(), raise_server_exceptions=False)


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_the_callers_request_id_is_in_every_line_and_in_the_answer(
    capsys: pytest.CaptureFixture[str],
) -> None:
    client = logged_client()

    answer = client.get("/clients/1", headers={"X-Request-Id": "abc-1"})

    assert answer.headers["X-Request-Id"] == "abc-1"
    told = lines(capsys)
    assert [(line["event"], line["request_id"]) for line in told] == [
        ("looked", "abc-1"),
        ("request", "abc-1"),
    ]


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, "и", '"},{"'])
def test_a_request_id_that_is_not_plain_is_replaced(
    given: str,
) -> None:
    answer = logged_client().get(
        "/clients/1", headers={b"X-Request-Id": given.encode()}
    )

    assert answer.headers["X-Request-Id"] != given
    assert len(answer.headers["X-Request-Id"]) == 32


def test_a_line_names_the_route_and_nothing_that_a_person_sent(
    capsys: pytest.CaptureFixture[str],
) -> None:
    client = logged_client()

    client.get("/clients/630000000119?name=Анна")
    client.get("/clients/broken")
    client.get("/nowhere/630000000119")

    text = capsys.readouterr().err
    told = [json.loads(line) for line in text.splitlines()]
    assert "630000000119" not in text
    assert "Анна" not in text
    assert [
        (line["route"], line["status"]) for line in told if line["event"] == "request"
    ] == [("/clients/{inn}", 200), ("/clients/{inn}", 500), ("(none)", 404)]


def test_a_fault_is_told_by_kind_and_place_without_its_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    client = logged_client()

    client.get("/clients/broken")

    [failed] = [one for one in lines(capsys) if one["event"] == "request failed"]
    told = str(failed["exception"])
    assert told.rstrip().endswith("ValueError")
    assert "test_observability.py" in told


def test_what_comes_of_commands_is_counted() -> None:
    teas = counting(Teas())

    teas.pour("green", by=PUBLIC)
    for kind, refusal in (("none", NoSuchTea), ("late", Stale)):
        with pytest.raises(refusal):
            teas.pour(kind, by=PUBLIC)
    with pytest.raises(ZeroDivisionError):
        teas.pour("broken", by=PUBLIC)
    teas.taste()

    text = metrics({}).decode()
    for outcome in ("recorded", "refused", "stale", "failed"):
        line = f'sverka_commands_total{{command="Teas.pour",outcome="{outcome}"}} 1.0'
        assert line in text
    assert "Teas.taste" not in text


def test_refusals_lag_and_pool_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("interfaces.observability.POOL_SAMPLE_SECONDS", 0.01)
    asked = iter(range(1000))
    looked = threading.Event()

    def stats() -> dict[str, int]:
        if next(asked):  # the first look was written down
            looked.set()
        return {"pool_size": 5, "pool_available": 3, "requests_waiting": 1}

    count_refusal("sample-refusal")
    with watching(stats):
        assert looked.wait(5)
    text = metrics({"sample": 7}).decode()

    assert 'sverka_refusals_total{code="sample-refusal"} 1.0' in text
    assert 'sverka_projection_lag{projection="sample"} 7.0' in text
    assert 'sverka_pool_connections{state="in_use"} 2.0' in text
    assert 'sverka_pool_connections{state="waiting"} 1.0' in text


def test_times_are_told_by_route_template() -> None:
    client = logged_client()

    client.get("/clients/1")
    client.get("/clients/2")

    text = metrics({}).decode()

    name = 'sverka_request_seconds_count{method="GET",route="/clients/{inn}"'
    assert [line for line in text.splitlines() if line.startswith(name)]
    assert "/clients/1" not in text


COUNT = """
from interfaces.observability import count_refusal, metrics
count_refusal("shared")
print(metrics({"log": 3}).decode())
"""


def test_processes_add_up_what_they_counted(tmp_path: Path) -> None:
    env = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    said = [
        subprocess.run(
            [sys.executable, "-c", COUNT],
            env=env | {"PYTHONPATH": str(Path.cwd())},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for _ in range(2)
    ]

    assert 'sverka_refusals_total{code="shared"} 1.0' in said[0]
    assert 'sverka_refusals_total{code="shared"} 2.0' in said[1]
    assert 'sverka_projection_lag{projection="log"} 3.0' in said[1]


def test_text_for_a_person_needs_no_parser(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("text")

    structlog.get_logger("ours").info("hello", place="Самара")

    said = capsys.readouterr().err
    assert "hello" in said
    assert "Самара" in said
