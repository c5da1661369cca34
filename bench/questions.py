"""How many questions self-examination asks, and how long it thinks (L5)."""

import json
import time
from collections.abc import Iterator
from random import Random
from statistics import mean, median
from typing import Any

from bench.figure import Figure, at_most, percentile
from bench.listing import LARGE, QUICK_LARGE, fill, name_of
from bench.world import World
from domain.profile import FLAGS, FactValue, Profile
from domain.self_examination import Catalogue
from interfaces.questions import starter_catalogue
from interfaces.regions import STARTER
from interfaces.service import Service
from interfaces.starter import load_starter
from projections.self_examination import Question

MOST = 0.5
"""Of asking every fact once."""
GIVEN = ("client_kind", "okved", "region")
"""What is known before the first question."""


def figures(world: World) -> Iterator[Figure]:
    """Questions of the demo businesses, compared with asking every fact once."""
    with world.service("questions") as service:
        load_starter(service)
        service.runner.drain()
        for client in _demo():
            yield from _of_client(service, client)
    size = QUICK_LARGE if world.is_quick else LARGE
    fill(world, size)
    with world.service(name_of(size)) as service:
        yield _thinking(service, size, world.rounds)


def _of_client(service: Service, client: dict[str, Any]) -> Iterator[Figure]:
    truth = truth_of(client)
    start = Profile().with_facts({fact: truth[fact] for fact in GIVEN})
    whole = service.self_examination_view.of_profile(start)
    undecided = sum(len(one.facts) for one in whole.questions)
    every = _every_fact(service)
    asked, shown = _examine(service, start, truth)
    by_chance = mean(_examine(service, start, truth, Random(n))[0] for n in range(5))
    name = client["id"]
    yield at_most(
        f"questions, {name}",
        f"{asked} (random order {by_chance:.1f}), {shown} facts on them",
        f"every fact once: {every}",
        asked / every,
        MOST,
    )
    yield at_most(
        f"questions, {name}, of its undecided facts",
        str(asked),
        f"undecided facts: {undecided}",
        asked / undecided,
        1,
    )


def truth_of(client: dict[str, Any]) -> dict[str, FactValue]:
    """Every fact of a demo business: what it does not mention is not so."""
    facts: dict[str, FactValue] = {"client_kind": client["kind"]}
    for fact, value in client["facts"].items():
        facts[fact] = tuple(value) if isinstance(value, list) else value
    for place in client["premises"]:
        facts["object:premises"] = True
        for fact, value in place["facts"].items():
            facts[fact] = facts.get(fact) or value
    return facts


def answer(question: Question, truth: dict[str, FactValue]) -> dict[str, FactValue]:
    """What a business says to a question."""
    return {
        fact: truth.get(fact, False if fact.startswith(FLAGS) else None)
        for fact in question.facts
    }


def _examine(
    service: Service,
    profile: Profile,
    truth: dict[str, FactValue],
    random: Random | None = None,
) -> tuple[int, int]:
    """Questions, and facts on them; in the service's order, or in a random one."""
    catalogue: Catalogue = starter_catalogue()
    profile = profile.with_facts(catalogue.follows(profile))
    asked = shown = 0
    while questions := service.self_examination_view.of_profile(profile).questions:
        question = random.choice(questions) if random else questions[0]
        profile = profile.with_facts(answer(question, truth))
        profile = profile.with_facts(catalogue.follows(profile))
        asked += 1
        shown += len(question.facts)
    return asked, shown


def _every_fact(service: Service) -> int:
    """Facts that requirements in force name, but for those that are given."""
    nothing = service.self_examination_view.of_profile(Profile())
    named = {fact for one in nothing.questions for fact in one.facts}
    return len(named - set(GIVEN))


def _thinking(service: Service, size: int, rounds: int) -> Figure:
    [client, *_] = _demo()
    truth = truth_of(client)
    start = Profile().with_facts({fact: truth[fact] for fact in GIVEN})
    service.self_examination_view.of_profile(start)
    times = []
    for _ in range(rounds * 5):
        began = time.perf_counter()
        service.self_examination_view.of_profile(start)
        times.append((time.perf_counter() - began) * 1000)
    return Figure(
        f"choosing the first question, {size:,} requirements, median",
        f"{median(times):.0f} ms (p99 {percentile(times, 0.99):.0f} ms)",
    )


def _demo() -> list[dict[str, Any]]:
    clients: list[dict[str, Any]] = json.loads(
        (STARTER / "demo.json").read_text("utf-8")
    )["clients"]
    return clients
