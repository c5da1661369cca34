"""Processes killed in the middle of work lose nothing and do nothing twice."""

import http.client
import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import uuid4

import psycopg
import pytest

from domain.condition import grounds, parse
from interfaces.gateways.postgres import Local
from interfaces.listing import REGISTER
from tests.interfaces.test_serve import PATIENCE, Served, free_port, within

pytestmark = [pytest.mark.database, pytest.mark.slow]

PEOPLE = 4
"""Who declare at the same time, each on a requirement of its own."""
AT_LEAST = 12
"""Commands acknowledged between two kills."""

JSON = {"Content-Type": "application/json"}


class Answer(NamedTuple):
    """What came back; status 0: nothing did."""

    status: int
    headers: http.client.HTTPMessage | None = None
    content: bytes = b""

    @property
    def json(self) -> Any:
        return json.loads(self.content)


class Acknowledged(NamedTuple):
    """A command that the service says it recorded."""

    position: int
    id: str
    version: int


def ask(
    port: int, method: str, path: str, body: object = None, **headers: str
) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    content = body if isinstance(body, str) else json.dumps(body)
    try:
        connection.request(
            method, path, None if body is None else content.encode(), JSON | told
        )
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())
    except (OSError, http.client.HTTPException):
        return Answer(0)
    finally:
        connection.close()


class Declarer(threading.Thread):
    """Declares, withdraws, declares again; repeats what failed under the same key."""

    def __init__(
        self, port: int, token: str, command: dict[str, Any], over: threading.Event
    ) -> None:
        super().__init__()
        self._port, self._command, self._over = port, command, over
        self.token = f"Bearer {token}"
        self.acknowledged: list[Acknowledged] = []
        self.refused: list[Answer] = []
        self.repeated = 0

    def run(self) -> None:
        while not self._over.is_set() and not self.refused:
            self._do("/api/declarations", self._command)
            if not self.refused:
                last = self.acknowledged[-1]
                path = f"/api/declarations/{last.id}/withdraw"
                self._do(path, {}, If_Match=f'"{last.version}"')

    def _do(self, path: str, body: object, **headers: str) -> None:
        key = str(uuid4())
        while True:
            answer = ask(
                self._port,
                "POST",
                path,
                body,
                Authorization=self.token,
                Idempotency_Key=key,
                **headers,
            )
            if answer.status in (200, 201):
                [changed] = answer.json["changed"]
                self.acknowledged.append(
                    Acknowledged(answer.json["position"], **changed)
                )
                return
            if answer.status not in (0, 429, 503):
                self.refused.append(answer)
                return
            self.repeated += 1
            time.sleep(0.2)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("faults") / "home"
    served = Served(home, free_port())
    try:
        assert within(PATIENCE, lambda: served.has_said("answers at")), (
            served.said.read_text()
        )
        assert within(PATIENCE, served.is_whole)
        with psycopg.connect(Local(home / "postgres").conninfo()) as sql:
            assert within(PATIENCE, lambda: has_caught_up(sql, 1))
        yield served
    finally:
        served.stop()
        Local(home / "postgres").stop()


def test_whatever_is_killed_every_acknowledged_command_is_there_once(
    served: Served,
) -> None:
    with declaring(served) as declarers:
        for kill in (one_web_process, the_worker, postgres):
            done = acknowledged(declarers)
            kill(served)
            assert within(
                PATIENCE,
                lambda: acknowledged(declarers) >= done + AT_LEAST,  # noqa: B023
            ), served.said.read_text()[-3000:]
    told = [one for declarer in declarers for one in declarer.acknowledged]

    assert not [answer for one in declarers for answer in one.refused]
    assert sum(one.repeated for one in declarers)
    with psycopg.connect(Local(served.home / "postgres").conninfo()) as sql:
        assert stored(sql, {one.id for one in told}) == sorted(told)
        assert within(PATIENCE, lambda: has_caught_up(sql, max(told).position))
    assert within(PATIENCE, served.is_whole)
    for declarer in declarers:
        assert read_version(served, declarer) == declarer.acknowledged[-1].version


def one_web_process(served: Served) -> None:
    os.kill(min(served.children()["web"]), signal.SIGKILL)


def the_worker(served: Served) -> None:
    [worker] = served.children()["worker"]
    os.kill(worker, signal.SIGKILL)


def postgres(served: Served) -> None:
    pid = Local(served.home / "postgres").pid
    assert pid
    os.kill(pid, signal.SIGKILL)


@contextmanager
def declaring(served: Served) -> Iterator[list[Declarer]]:
    """The café's owner declares from several programs until the block ends."""
    over = threading.Event()
    tokens = [token(served.port) for _ in range(PEOPLE)]
    declarers = [
        Declarer(served.port, one, command, over)
        for one, command in zip(tokens, commands(served.port, tokens[0]), strict=True)
    ]
    for one in declarers:
        one.start()
    try:
        assert within(PATIENCE, lambda: acknowledged(declarers) >= AT_LEAST)
        yield declarers
    finally:
        over.set()
        for one in declarers:
            one.join(PATIENCE)


def acknowledged(declarers: list[Declarer]) -> int:
    refused = [answer for one in declarers for answer in one.refused]
    assert not refused, refused
    return sum(len(one.acknowledged) for one in declarers)


def token(port: int) -> str:
    """A new access token of the café's owner."""
    form = urlencode({"person": "anna"})
    signed = ask(
        port,
        "POST",
        "/sign-in/demo",
        form,
        **{"Content-Type": "application/x-www-form-urlencoded"},
    )
    assert signed.headers, signed
    cookie = signed.headers["Set-Cookie"].partition(";")[0]
    wanted = {"name": "load", "scopes": ["read", "write"]}
    issued: list[Answer] = []

    def is_issued() -> bool:
        # A service that has just started may still be reading its starter data.
        issued.append(ask(port, "POST", "/api/person/tokens", wanted, Cookie=cookie))
        return issued[-1].status != 503

    assert within(PATIENCE, is_issued)
    assert issued[-1].status == 201, issued
    return str(issued[-1].json["token"])


def commands(port: int, token: str) -> list[dict[str, Any]]:
    """As many declarations as people, that the café may make."""
    found: list[dict[str, Any]] = []
    for line in REGISTER.read_text("utf-8").splitlines():
        row = json.loads(line)
        for one in grounds(parse(row["applies"]))[:1]:
            command = {
                "requirements": [row["id"]],
                "ground": one.ground,
                "absent": [one.atom],
            }
            if is_taken(port, token, command):
                found.append(command)
        if len(found) == PEOPLE:
            return found
    raise AssertionError("too few requirements can be declared")


def is_taken(port: int, token: str, command: dict[str, Any]) -> bool:
    """Whether such a declaration is taken; it is withdrawn again."""
    by = f"Bearer {token}"
    made = ask(port, "POST", "/api/declarations", command, Authorization=by)
    if made.status != 201:
        return False
    path = f"{made.json['changed'][0]['id']}/withdraw"
    ended = ask(
        port,
        "POST",
        f"/api/declarations/{path}",
        {},
        Authorization=by,
        If_Match='"1"',
    )
    return ended.status == 200


def stored(
    sql: psycopg.Connection[tuple[Any, ...]], ids: set[str]
) -> list[Acknowledged]:
    """What the log holds of these declarations since the load began."""
    rows = sql.execute(
        "SELECT notification_id, originator_id::text, originator_version"
        " FROM log_events WHERE originator_id::text = ANY(%s)"
        " AND originator_version > 2 ORDER BY notification_id",
        (list(ids),),
    )
    return [Acknowledged(*row) for row in rows]


def has_caught_up(sql: psycopg.Connection[tuple[Any, ...]], position: int) -> bool:
    """Whether every read model, and the reactions, stand at this position or later."""
    row = sql.execute(
        "SELECT bool_and(position >= %s AND error IS NULL), count(*) FROM projections",
        (position,),
    ).fetchone()
    sql.rollback()
    return row is not None and row[0] and row[1] >= 5


def read_version(served: Served, declarer: Declarer) -> int:
    """The version that people read of a declaration."""
    last = declarer.acknowledged[-1]
    answer = ask(
        served.port,
        "GET",
        f"/api/declarations/{last.id}",
        Authorization=declarer.token,
        Sverka_Position=str(last.position),
    )
    return int(answer.json["version"])
