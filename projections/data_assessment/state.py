"""What the state alone says of clients, as it was known at a moment."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from domain.client import profile_of
from domain.data_assessment import Moment
from domain.profile import FactValue, Profile
from projections.view import Row, View

Facts = tuple[tuple[str, FactValue], ...]


class StateWord(NamedTuple):
    """What one voice of the state said last of a fact.

    Attributes:
        value: None: it says nothing any more.
        row: of the table.
    """

    value: FactValue
    row: Row


class StateWords(NamedTuple):
    """What the state says of one client, with one voice and undisputed.

    Attributes:
        words: by fact.
        key: the facts with their values, the same for clients that are alike.
    """

    words: Mapping[str, StateWord]
    key: Facts


NOTHING_SAID = StateWords({}, ())


class StateFacts(View):
    """Reads what registers and inspectors say of many clients at once."""

    _profiles: dict[Facts, Profile]

    def of(
        self, clients: Sequence[UUID], facts: Collection[str], moment: Moment
    ) -> dict[UUID, StateWords]:
        """What the state says; clients of whom it says nothing are missing.

        A fact on which two voices of the state differ counts for nothing, and so does
        one that its client disputes.
        """
        asked = {
            "clients": list(clients),
            "facts": sorted(facts),
            "on": moment.on,
            "at": moment.known_at,
            "position": moment.position,
        }
        with self.read() as sql:
            words = sql.execute(WORDS, asked, prepare=True).fetchall()
            disputed = {
                (row["client_id"], row["fact"])
                for row in sql.execute(DISPUTED, asked, prepare=True)
            }
        heard: dict[UUID, dict[str, list[Row]]] = {}
        for row in words:
            heard.setdefault(row["client_id"], {}).setdefault(row["fact"], []).append(
                row
            )
        return {
            client: _agreed(
                {
                    fact: rows
                    for fact, rows in said.items()
                    if (client, fact) not in disputed
                }
            )
            for client, said in heard.items()
        }

    def profiles(self, said: Iterable[StateWords]) -> dict[Facts, Profile]:
        """A profile for each set of facts, once for all clients that are alike."""
        return {
            key: profile_of(dict(key), ()) for key in {one.key for one in said} | {()}
        }


WINDOW = "since <= %(position)s AND since_at <= %(at)s AND"
STILL = "(ended IS NULL OR ended > %(position)s OR ended_at > %(at)s)"
WORDS = """
    SELECT DISTINCT ON (client_id, fact, voice)
        client_id, fact, voice, value, registry, is_official, since, position, at
    FROM data_assessment.word
    WHERE client_id = ANY(%(clients)s) AND fact = ANY(%(facts)s)
        AND position <= %(position)s AND at <= %(at)s AND since <= %(on)s
    ORDER BY client_id, fact, voice, position DESC
"""
DISPUTED = f"""
    SELECT client_id, fact FROM data_assessment.dispute
    WHERE client_id = ANY(%(clients)s) AND {WINDOW} {STILL}
"""  # noqa: S608


def _agreed(said: Mapping[str, Sequence[Row]]) -> StateWords:
    words: dict[str, StateWord] = {}
    for fact, rows in said.items():
        official = [
            row for row in rows if row["is_official"] and row["value"] is not None
        ]
        values = [_plain(row["value"]) for row in official]
        if values and all(value == values[0] for value in values):
            newest = max(official, key=lambda row: int(row["position"]))
            words[fact] = StateWord(values[0], newest)
    key = tuple(sorted((fact, word.value) for fact, word in words.items()))
    return StateWords(words, key)


def _plain(value: Any) -> FactValue:
    return tuple(value) if isinstance(value, list) else value
