"""Declaring through HTTP, next to the same application doing one bare INSERT."""

import json
from collections.abc import Iterator, Sequence
from itertools import product
from random import Random
from statistics import median
from typing import NamedTuple
from uuid import uuid4

from bench.figure import Figure, at_least, at_most, ratio_of
from bench.load import Outcome, Plan, request, run
from bench.population import COMMON, Crowd, declarable, fill_register, pour
from bench.serving import Site, busy, busy_family, processes
from bench.web import DECLARE, RAW, RAW_SIGNED, TABLE
from bench.world import World
from domain.profile import Profile

CONNECTIONS = 8
PROCESSES = 2
CLIENTS = 2000
MOST_A_SECOND = 4000
"""Requests that are prepared for a second of measuring."""
NAME = "declaring"
EXPLANATION = "В помещении этого нет: см. договор аренды, приложение 2."


class Measured(NamedTuple):
    """One plan carried out once.

    Attributes:
        outcome: what the clients saw.
        web, postgres: milliseconds of a core that a request took.
    """

    outcome: Outcome
    web: float
    postgres: float


Rounds = list[dict[str, Measured]]


def figures(world: World) -> Iterator[Figure]:
    """Requests a second and their times; alone, and with the worker beside."""
    tokens = _populate(world)
    plans = {
        "explained": _requests(DECLARE, tokens, explained=True),
        "plain": _requests(DECLARE, tokens, explained=False),
        "raw": _requests(RAW, tokens, explained=True),
        "signed": _requests(RAW_SIGNED, tokens, explained=True),
    }
    with processes(world, NAME, web=PROCESSES) as site:
        rounds = _rounds(world, site, plans)
        yield from _compared(rounds, "explained", "with an explanation")
        yield from _compared(rounds, "plain", "without")
        yield from _cores(rounds)
        with site.worker():
            yield from _beside_worker(_rounds(world, site, plans))


def _compared(rounds: Rounds, ours: str, how: str) -> Iterator[Figure]:
    rate = {name: [one[name].outcome.rate for one in rounds] for name in rounds[0]}
    p99 = {
        name: [one[name].outcome.milliseconds(0.99) for one in rounds] for name in rate
    }
    for theirs, name in (("raw", "no sign-in"), ("signed", "signed in")):
        yield at_least(
            f"declare over HTTP, 8 clients, {how}",
            f"{median(rate[ours]):.0f}/s",
            f"same app, one INSERT, {name}: {median(rate[theirs]):.0f}/s",
            ratio_of(rate[ours], rate[theirs]),
            0.6,
        )
    for theirs, name in (("raw", "no sign-in"), ("signed", "signed in")):
        yield at_most(
            f"the same, p99, {how}",
            f"{median(p99[ours]):.1f} ms",
            f"same app, one INSERT, {name}: {median(p99[theirs]):.1f} ms",
            ratio_of(p99[ours], p99[theirs]),
            3,
        )


def _cores(rounds: Rounds) -> Iterator[Figure]:
    """What a request costs; it depends less on what else the machine does."""
    web = {name: [one[name].web for one in rounds] for name in rounds[0]}
    all_ = {
        name: [one[name].web + one[name].postgres for one in rounds]
        for name in rounds[0]
    }
    for ours, how in (("explained", "with an explanation"), ("plain", "without")):
        for theirs, name in (("raw", "no sign-in"), ("signed", "signed in")):
            yield Figure(
                f"a core's time for a declaration, {how}: web and PostgreSQL",
                f"{median(all_[ours]):.2f} ms, of it web {median(web[ours]):.2f}",
                f"same app, one INSERT, {name}: {median(all_[theirs]):.2f} ms,"
                f" web {median(web[theirs]):.2f} (ratio: baseline over value)",
                ratio_of(all_[theirs], all_[ours]),
            )


def _beside_worker(rounds: Rounds) -> Iterator[Figure]:
    ours = [one["explained"].outcome.rate for one in rounds]
    theirs = [one["raw"].outcome.rate for one in rounds]
    yield Figure(
        "declare over HTTP, the worker working on the same cores",
        f"{median(ours):.0f}/s",
        f"same app, one INSERT (nothing for the worker to do): {median(theirs):.0f}/s",
        ratio_of(ours, theirs),
    )


def _rounds(world: World, site: Site, plans: dict[str, list[bytes]]) -> Rounds:
    """Each plan in turn, so often; the first time is thrown away."""
    _round(world, site, plans, 1.0)
    return [_round(world, site, plans, world.seconds) for _ in range(world.rounds)]


def _round(
    world: World, site: Site, plans: dict[str, list[bytes]], seconds: float
) -> dict[str, Measured]:
    return {
        name: _carried_out(world, site, requests, seconds)
        for name, requests in plans.items()
    }


def _carried_out(
    world: World, site: Site, requests: list[bytes], seconds: float
) -> Measured:
    world.calm()
    some = requests[: int(seconds * MOST_A_SECOND)]
    web, postgres = _busy_web(site), _busy_postgres(world)
    outcome = run(Plan(site.port, CONNECTIONS, some, seconds), world.home)
    web, postgres = _busy_web(site) - web, _busy_postgres(world) - postgres
    assert set(outcome.statuses) == {201}, outcome.statuses
    assert outcome.sent < len(some), "too few requests were prepared"
    del requests[: outcome.sent]
    each = 1000 / outcome.sent
    return Measured(outcome, web * each, postgres * each)


def _busy_web(site: Site) -> float:
    return sum(busy(one.pid) for one in site.webs)


def _busy_postgres(world: World) -> float:
    assert world.local.pid
    return busy_family(world.local.pid)


def _populate(world: World) -> list[str]:
    """Make businesses whose owners may declare; gives their access tokens."""
    with world.service(NAME) as service:
        fill_register(service, 162)
        crowd = Crowd(service)
        everybody = range(CLIENTS)
        pour(service, (one for n in everybody for one in crowd.registered(n, COMMON)))
        pour(service, (one for n in everybody for one in crowd.admitted(n)))
        service.runner.drain()
    with world.sql(NAME) as sql:
        sql.execute(TABLE)
    return [crowd.token(n) for n in everybody]


def _requests(path: str, tokens: Sequence[str], *, explained: bool) -> list[bytes]:
    """A request for each business and requirement, no two the same, in any order."""
    possible = declarable(Profile.model_validate(COMMON))
    half = len(tokens) // 2
    mine = tokens[:half] if explained else tokens[half:]
    requests = []
    for token, one in product(mine, possible):
        command = {
            "requirements": [one.code],
            "ground": one.ground,
            "absent": [one.atom],
            "explanation": EXPLANATION if explained else None,
        }
        headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
            "Idempotency-Key": uuid4().hex,
        }
        body = json.dumps(command).encode()
        requests.append(request("POST", path, body, headers))
    Random(path).shuffle(requests)
    return requests
