"""Tables of evaluations: sums, rebuilding, what is forgotten (E3 to E5)."""

from typing import Any

import pytest

from domain.kernel import Actor
from interfaces.gateways.database import Database
from tests.business import business, own
from tests.conftest import StoppedClock
from tests.evaluating import OF, K, Poll
from tests.interfaces.shell import ADMIN

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]


@pytest.fixture
def poll(database: Database, clock: StoppedClock) -> Poll:
    world = business(database, clock)
    world.require()
    return Poll(world)


def busy(poll: Poll) -> list[Actor]:
    """Rounds with revisions, a withdrawal, a name, releases and an answer."""
    clients = poll.clients(*range(K))
    for place, by in enumerate(clients):
        poll.send(by, {"clarity": place + 1, "remarks": [{"text": "Часто"}]})
    poll.round()
    poll.send(clients[0], {"clarity": 5, "themes": ["cost"]})
    poll.withdraw(clients[1])
    poll.give_name(clients[2])
    for by in poll.clients(*range(10, 10 + K), region="77"):
        poll.send(by, {"clarity": 4, "themes": ["cost"]})
    poll.round()
    content = poll.content(clients[3])
    poll.release(content, poll.ombudsman(), "Часто")
    poll.consider([content], poll.developer())
    return clients


def rows(poll: Poll) -> dict[str, list[Any]]:
    """Everything that stands in the tables."""
    found = {}
    with poll.service.database.connection() as sql:
        for table in (
            "evaluation.entry",
            'evaluation."group"',
            "evaluation.label",
            "evaluation.summary",
            "evaluation_voice.voice",
            "evaluation_voice.left_behind",
        ):
            query = f"SELECT to_jsonb(t) FROM {table} AS t ORDER BY 1"  # noqa: S608
            found[table] = sql.execute(query).fetchall()
    return found


def test_tables_made_anew_are_the_same(poll: Poll) -> None:
    busy(poll)
    before = rows(poll)

    for name in ("evaluation", "evaluation_voice"):
        poll.service.runner.rebuild(name)

    assert rows(poll) == before
    assert all(before.values())


def test_the_whole_is_the_sum_of_its_groups(poll: Poll) -> None:
    busy(poll)
    summary = poll.summary()

    assert summary.count == 2 * K - 1
    assert summary.named == 1
    assert sum(group.count for group in summary.groups) + summary.named == summary.count
    clarity = summary.scores[0]
    assert sum(clarity.counts) == summary.count
    assert summary.themes == {"cost": K}


def test_progress_counts_what_is_shown_and_answered(poll: Poll) -> None:
    busy(poll)

    progress = poll.summary().progress

    assert progress.shown == 2 * K - 1
    assert (progress.considered, progress.accepted, progress.median_days) == (1, 1, 0)


def test_a_forgotten_clients_voice_goes_and_its_name_with_it(poll: Poll) -> None:
    clients = busy(poll)
    named, voice = poll.content(clients[2]), poll.voice(clients[2]).id
    assert poll.entry(named)

    poll.world.seen(poll.service.clients.forget(own(clients[2]), by=ADMIN))

    assert poll.service.voice_view.get(voice) is None
    assert poll.entry(named) is None


def test_copies_stand_in_one_pile(poll: Poll) -> None:
    roman = poll.ombudsman()
    for place, by in enumerate(poll.clients(*range(K + 1))):
        text = "Срок слишком мал" if place else "Отмените журнал совсем"
        poll.send(by, {"remarks": [{"text": text}]})
    poll.round()
    for one in poll.service.evaluation_queue.to_release():
        poll.release(one.id, roman, one.remark.text)

    piles = poll.service.evaluation_queue.piles(str(OF))

    assert sorted(pile.count for pile in piles) == [1, K]


def test_the_board_tells_what_everybody_reads(poll: Poll) -> None:
    for by in poll.clients(*range(2 * K)):
        poll.send(by, {"yearly": {"roubles": 20_000}})
    poll.round()
    today = poll.service.clock.today()

    [line] = poll.service.evaluation_board.of({"Ростехнадзор"}, today)

    assert (line.count, line.waiting) == (2 * K, 2 * K)
    assert line.yearly
    assert line.yearly.middle == (10_000, 30_000)
    assert poll.service.evaluation_board.of({"Рособрнадзор"}, today) == []
