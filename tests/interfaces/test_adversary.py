"""A developer of rules plays the adversary: who wrote what? (E5).

The adversary sees every page, every export and every answer of the API that the role
may see, on every day, keeps all of it, and has what no developer has: a register of all
clients with their activity, region and size, and the list of those who evaluated. It
knows how rounds are made. It does not know when somebody evaluated.
"""

# ruff: noqa: S311 - chance here only makes examples

import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from random import Random
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from domain.anonymity import Label, Segment, path
from domain.evaluation import Evaluation, Tally
from domain.kernel import Actor
from interfaces.evaluated import starter_atlas
from interfaces.gateways.database import Database
from tests.business import LIFT_CODE, business, own
from tests.conftest import StoppedClock
from tests.consulting import inn_of
from tests.evaluating import OF, K, Poll
from tests.interfaces.visits import site_of, visit

pytestmark = [pytest.mark.database, pytest.mark.slow]

PAGES = (
    "/consideration",
    "/consideration?sort=cost",
    "/consideration?sort=ends",
    f"/consideration/requirements/{LIFT_CODE}",
    f"/consideration/requirements/{LIFT_CODE}?version=1",
    f"/requirements/{LIFT_CODE}/evaluations",
    f"/requirements/{LIFT_CODE}/evaluations.csv",
    "/api/consideration",
    f"/api/consideration/requirements/{LIFT_CODE}",
    f"/api/requirements/{LIFT_CODE}/evaluations",
    f"/api/requirements/{LIFT_CODE}/evaluations.csv",
    f"/api/requirements/{LIFT_CODE}/evaluations/answers",
)
CLOSED = ("/evaluations", "/api/evaluations", "/releases", "/api/releases")
OKVED = ("56.10", "56.29", "47.11", "47.25", "10.71", "62.01")
REGIONS = ("63", "64", "16", "77", "50", "78")
SIZES = ("micro", "small", "medium", "large")
DAYS, CLIENTS = 8, 60


class Register:
    """Clients by chance: most like many others, some like nobody else."""

    def __init__(self, poll: Poll, chance: Random) -> None:
        self.clients: list[Actor] = []
        self.label: dict[UUID, Label] = {}
        for place in range(CLIENTS):
            common = chance.random() < 0.6
            segment = Segment(
                okved=OKVED[0] if common else chance.choice(OKVED),
                region=REGIONS[0] if common else chance.choice(REGIONS),
                size=SIZES[0] if common else chance.choice(SIZES),
            )
            by = poll.client(
                place,
                okved=(segment.okved,),
                region=segment.region,
                size=segment.size,
            )
            self.clients.append(by)
            self.label[own(by)] = path(segment, starter_atlas())


class Days:
    """What happens over the days, and what the adversary has seen of it."""

    def __init__(self, poll: Poll, developer: TestClient, chance: Random) -> None:
        self.poll, self.chance = poll, chance
        self.developer = developer
        self.register = Register(poll, chance)
        self.author: dict[UUID, UUID] = {}
        self.sent: list[Actor] = []
        self.texts: list[str] = []
        self.seen: list[list[str]] = []
        self.label: dict[UUID, set[Label]] = defaultdict(set)
        self.figures: list[dict[str, Any]] = []

    def pass_by(self) -> None:
        waiting = list(self.register.clients)
        self.chance.shuffle(waiting)
        for _ in range(DAYS):
            for _ in range(min(len(waiting), self.chance.randint(2, 9))):
                self.evaluate(waiting.pop())
            if len(self.sent) > K and self.chance.random() < 0.7:
                self.evaluate(self.chance.choice(self.sent), again=True)
            if len(self.sent) > K and self.chance.random() < 0.4:
                gone = self.sent.pop(self.chance.randrange(len(self.sent)))
                self.poll.withdraw(gone)
            self.poll.round()
            self.look()

    def evaluate(self, by: Actor, *, again: bool = False) -> None:
        text = f"Замечание {self.chance.getrandbits(60):x}"
        self.poll.send(
            by,
            {
                "clarity": self.chance.randint(1, 5),
                "yearly": {"roubles": self.chance.randint(0, 10**6)},
                "remarks": [{"text": text}],
            },
        )
        self.author[self.poll.content(by)] = own(by)
        if not again:
            self.sent.append(by)

    def look(self) -> None:
        """Read everything there is to read, and keep it."""
        answers = [self.developer.get(page) for page in PAGES]
        assert [one.status_code for one in answers] == [200] * len(PAGES)
        self.texts += [one.text for one in answers]
        queue = json.loads(answers[8].text)
        order = []
        for pile in queue["waiting"]:
            entry = pile["leading"]
            order.append(entry["id"])
            for id in pile["versions"]:
                if id == entry["id"]:
                    said = tuple((name, value) for name, value in entry["label"])
                    self.label[UUID(id)].add(said)
        self.seen.append(order)
        self.figures.append(json.loads(answers[9].text))


@pytest.fixture(params=range(2))
def days(
    request: pytest.FixtureRequest, database: Database, clock: StoppedClock
) -> Days:
    world = business(database, clock)
    world.require()
    poll = Poll(world)
    developer = visit(site_of(world), poll.developer())
    days = Days(poll, developer, Random(request.param))
    days.pass_by()
    roman = poll.ombudsman()
    for one in poll.service.evaluation_queue.to_release(1000):
        poll.release(one.id, roman, one.remark.text)
    days.look()
    return days


def test_the_adversary_does_no_better_than_guess_within_k(days: Days) -> None:
    register = days.register.label

    # Nothing read anywhere names a client, or anything of its stream.
    everything = "\n".join(days.texts)
    for place, by in enumerate(days.register.clients):
        assert str(own(by)) not in everything
        assert by.id not in everything
        assert inn_of(place) not in everything
        assert f"ИП client{place}" not in everything
    for id in (days.poll.voice(by).id for by in days.sent):
        assert str(id) not in everything

    # Whoever fits all labels ever shown with an evaluation may have written it.
    took_part = set(days.author.values())
    shown = {id: labels for id, labels in days.label.items() if id in days.author}
    assert len(shown) >= 4 * K
    chances = []
    for id, labels in shown.items():
        suspects = {
            client
            for client in took_part
            if all(register[client][: len(said)] == said for said in labels)
        }
        assert days.author[id] in suspects
        assert len(suspects) >= K
        chances.append(1 / len(suspects))
    assert max(chances) <= 1 / K

    # Labels of one evaluation stand inside one another: together no finer than one.
    for labels in shown.values():
        for one, two in combinations(labels, 2):
            depth = min(len(one), len(two))
            assert one[:depth] == two[:depth]


def test_guessing_by_order_of_appearance_gains_nothing(days: Days) -> None:
    for order in days.seen:
        # Within one last day the order is that of ids, which chance drew.
        assert all(UUID(id).version == 4 for id in order)
    batches = list(_rounds(days.poll))
    assert batches
    for ids in batches:
        assert ids == sorted(ids)
        assert len(ids) >= K


def test_comparing_days_tells_of_nobody_alone(days: Days) -> None:
    for before, after in combinations(days.figures, 2):
        for mine, yours in zip(before["scores"], after["scores"], strict=False):
            moved = sum(
                abs(a - b) for a, b in zip(mine["counts"], yours["counts"], strict=True)
            )
            came = after["count"] - before["count"]
            # Nothing moves but by a round, and with it at least k first-comers.
            assert moved == 0 or moved + came >= K
    for one in days.figures:
        assert one["count"] == 0 or one["count"] >= K
        assert all(group["count"] >= K for group in one["groups"])


def test_what_is_not_the_developers_does_not_exist(days: Days) -> None:
    id = days.poll.voice(days.sent[0]).id

    paths = (*CLOSED, f"/evaluations/{id}", f"/api/evaluations/{id}")
    answers = [days.developer.get(path).status_code for path in paths]

    assert answers == [404] * len(paths)


def test_no_filter_of_the_role_divides_the_figures_otherwise(days: Days) -> None:
    plain = days.developer.get(f"/api/requirements/{LIFT_CODE}/evaluations").json()

    for ask in ("region=63", "okved=56.10", "size=micro", "on=2026-11-20", "k=1"):
        page = days.developer.get(f"/api/requirements/{LIFT_CODE}/evaluations?{ask}")
        assert page.status_code == 422 or page.json() == plain


def test_the_adversary_would_win_if_groups_were_smaller(days: Days) -> None:
    """The attack itself works: without the rule, many stand alone."""
    register = days.register.label
    took_part = set(days.author.values())

    alone = [
        client
        for client in took_part
        if sum(register[other] == register[client] for other in took_part) == 1
    ]

    assert len(alone) > K
    assert OF.code == LIFT_CODE


def _rounds(poll: Poll) -> Iterator[list[UUID]]:
    """The contents that each round wrote, in the order of the log."""
    ids: list[UUID] = []
    events = poll.service.log.events_of(poll.service.log.tail(0, 100_000).events)
    for one in events:
        if isinstance(one, Evaluation.Given):
            ids.append(one.originator_id)
        elif isinstance(one, Tally.Counted):
            yield ids
            ids = []
    assert not ids
