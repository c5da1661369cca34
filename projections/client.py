"""Clients as they and their supervisors read them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from domain.client import Client, FactSource, profile_of
from domain.kernel import Value
from domain.profile import ClientKind, FactValue, Profile
from projections.forgetting import forget
from projections.view import Projection, Recorded, Rows, Sql, View


class KnownFact(Value):
    """A fact about a business or a place.

    Attributes:
        value: None: said to be unknown again.
        source: who says so.
        since: the day from which it is so.
        at: when it was entered, UTC.
        by: id of the person who entered it.
    """

    value: FactValue
    source: FactSource
    since: date
    at: datetime
    by: str


class Place(Value):
    """Premises of a business.

    Attributes:
        id: of the place.
        name, address, region: as stated.
        since: the day from which it is used.
        facts: `object:` facts of this place.
    """

    id: UUID
    name: str
    address: str
    region: str | None
    since: date
    facts: dict[str, KnownFact]


class ClientCard(Value):
    """What is known of a business.

    Attributes:
        id: of the client.
        version: its version; the ETag.
        kind: what it is in law.
        name, inn, ogrn: as registered.
        registered_at: when, UTC.
        facts: of the whole business, by fact key.
        premises: the open ones, in the order of opening.
        profile: all of it as conditions see it.
    """

    id: UUID
    version: int
    kind: ClientKind
    name: str
    inn: str
    ogrn: str | None
    registered_at: datetime
    facts: dict[str, KnownFact]
    premises: tuple[Place, ...]
    profile: Profile


class ClientProjection(Projection):
    """Keeps a row per client; a forgotten one loses its row and its key."""

    name = "client"
    schema = """
        CREATE TABLE client (
            id            uuid PRIMARY KEY,
            version       integer NOT NULL,
            kind          text NOT NULL,
            name          text NOT NULL,
            inn           text NOT NULL,
            ogrn          text,
            registered_at timestamptz NOT NULL,
            facts         jsonb NOT NULL,
            premises      jsonb NOT NULL,
            profile       jsonb NOT NULL
        );
    """
    events = (Client.Event, Client.Registered)

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means."""
        known = {
            one.event.originator_id
            for one in events
            if not isinstance(one.event, Client.Registered)
        }
        forgotten = []
        with Rows(sql, "client", known) as rows:
            for one in events:
                id = one.event.originator_id
                if isinstance(one.event, Client.Forgotten):
                    del rows[id]
                    forgotten.append(id)
                else:
                    rows[id] = _after(rows.get(id), one)
            for id in {one.event.originator_id for one in events}:
                if row := rows.get(id):
                    rows.change(id, profile=_profile(row))
        if forgotten:
            forget(sql, forgotten)


class ClientView(View):
    """Answers questions about clients."""

    def get(self, id: UUID) -> ClientCard | None:
        """One client; None when there is none, or it was forgotten."""
        return self.one(ClientCard, "SELECT * FROM client.client WHERE id = %s", (id,))


def _after(row: dict[str, Any] | None, one: Recorded) -> dict[str, Any]:
    """The row after one more event."""
    event = one.event
    if isinstance(event, Client.Registered):
        row = {
            "id": event.originator_id,
            "kind": event.kind,
            "name": event.name,
            "inn": event.inn,
            "ogrn": event.ogrn,
            "registered_at": event.timestamp,
            "facts": _facts({"client_kind": event.kind.value}, one, event.timestamp),
            "premises": [],
        }
    elif row is None:
        raise LookupError(f"no client for {type(event).__name__}")
    match event:
        case Client.Renamed():
            row |= {"name": event.name, "ogrn": event.ogrn}
        case Client.FactsStated():
            row["facts"] |= _facts(event.facts, one, event.since)
        case Client.PremisesOpened():
            row["premises"].append(
                {
                    "id": str(event.premises_id),
                    "name": event.name,
                    "address": event.address,
                    "region": event.region,
                    "since": event.since,
                    "facts": {},
                }
            )
        case Client.PremisesFactsStated():
            place = _place(row, event.premises_id)
            place["facts"] |= _facts(event.facts, one, event.since)
        case Client.PremisesClosed():
            row["premises"].remove(_place(row, event.premises_id))
    row["version"] = event.originator_version
    return row


def _facts(
    facts: dict[str, FactValue], one: Recorded, since: date
) -> dict[str, dict[str, Any]]:
    source = getattr(one.event, "source", FactSource.CLIENT)
    day = since.date() if isinstance(since, datetime) else since
    return {
        fact: {
            "value": value,
            "source": source,
            "since": day,
            "at": one.at,
            "by": one.event.by.id,
        }
        for fact, value in facts.items()
    }


def _place(row: dict[str, Any], id: UUID) -> dict[str, Any]:
    found: dict[str, Any] = next(p for p in row["premises"] if p["id"] == str(id))
    return found


def _profile(row: dict[str, Any]) -> dict[str, Any]:
    profile = profile_of(
        _values(row["facts"]), [_values(place["facts"]) for place in row["premises"]]
    )
    return profile.model_dump(mode="json", exclude_defaults=True)


def _values(facts: dict[str, dict[str, Any]]) -> dict[str, FactValue]:
    return {fact: _value(said["value"]) for fact, said in facts.items()}


def _value(value: Any) -> FactValue:
    return tuple(value) if isinstance(value, list) else value
