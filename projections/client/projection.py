"""Keeps what is known of clients, every statement about them, and their disputes."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import orjson

from domain.client import Client, Dispute, FactSource, Word, profile_of, rank
from domain.kernel import Certainty, Role
from domain.profile import FactValue
from projections.client.card import person_id
from projections.client.dispute import write_disputes
from projections.forgetting import forget
from projections.view import Projection, Recorded, Rows, Sql

OWN = frozenset({Role.CLIENT, Role.PERSON})
"""As whom a client's own people enter what is known of it."""


class ClientProjection(Projection):
    """A row per client, per statement and per dispute; a forgotten client loses all.

    What was said of facts is never taken from `statement`: it is the history.
    """

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
            proposals     jsonb NOT NULL,
            profile       jsonb NOT NULL,
            position      bigint NOT NULL
        );
        CREATE INDEX client_position ON client (position);
        CREATE TABLE statement (
            client_id    uuid NOT NULL,
            version      integer NOT NULL,
            premises_id  uuid,
            facts        jsonb NOT NULL,
            source       text NOT NULL,
            registry     text,
            reference    text,
            certainty    text,
            since        date NOT NULL,
            at           timestamptz NOT NULL,
            person_id    uuid,
            role         text NOT NULL,
            organisation uuid,
            PRIMARY KEY (client_id, version)
        );
        CREATE TABLE dispute (
            id          uuid PRIMARY KEY,
            version     integer NOT NULL,
            number      bigint NOT NULL,
            client_id   uuid NOT NULL,
            fact        text NOT NULL,
            registry    text,
            authority   uuid,
            value       jsonb,
            since       date NOT NULL,
            claim       jsonb,
            reason      text NOT NULL,
            document_id uuid,
            status      text NOT NULL,
            raised_at   timestamptz NOT NULL,
            changed_at  timestamptz NOT NULL,
            answer      text,
            corrected   jsonb
        );
        CREATE INDEX dispute_client ON dispute (client_id, number DESC);
        CREATE INDEX dispute_registry ON dispute (registry, number DESC);
        CREATE INDEX dispute_authority ON dispute (authority, number DESC);
        CREATE TABLE forgotten (client_id uuid PRIMARY KEY);
    """
    events = (Client.Event, Client.Registered, Dispute.Event, Dispute.Raised)

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means."""
        disputed = [
            one
            for one in events
            if isinstance(one.event, Dispute.Event | Dispute.Raised)
        ]
        if len(disputed) < len(events):
            among = {one.position for one in disputed}
            self._clients(sql, [one for one in events if one.position not in among])
        if disputed:
            write_disputes(sql, disputed)

    def _clients(self, sql: Sql, events: Sequence[Recorded]) -> None:
        known = {
            one.event.originator_id
            for one in events
            if not isinstance(one.event, Client.Registered)
        }
        forgotten = [
            one.event.originator_id
            for one in events
            if isinstance(one.event, Client.Forgotten)
        ]
        with Rows(sql, "client", known) as rows:
            for one in events:
                id = one.event.originator_id
                if isinstance(one.event, Client.Forgotten):
                    del rows[id]
                else:
                    rows[id] = _after(rows.get(id), one)
            for id in {one.event.originator_id for one in events}:
                if row := rows.get(id):
                    rows.change(id, profile=_profile(row))
        _keep_statements(sql, events)
        if forgotten:
            for statement in FORGET:
                sql.execute(statement, (forgotten,))
            forget(sql, forgotten)


def _keep_statements(sql: Sql, events: Sequence[Recorded]) -> None:
    said = [_statement(one, facts) for one in events if (facts := _stated(one))]
    if said:
        sql.execute(STATE, (orjson.dumps(said).decode(),))


STATE = (
    "INSERT INTO statement"
    " SELECT * FROM json_populate_recordset(NULL::statement, %s::json)"
)
FORGET = (
    "DELETE FROM statement WHERE client_id = ANY(%s)",
    "DELETE FROM dispute WHERE client_id = ANY(%s)",
    "INSERT INTO forgotten SELECT unnest(%s::uuid[]) ON CONFLICT DO NOTHING",
)


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
            "facts": {"client_kind": {"value": event.kind.value, **_said(one)}},
            "premises": [],
            "proposals": [],
        }
    elif row is None:
        raise LookupError(f"no client for {type(event).__name__}")
    match event:
        case Client.Renamed():
            row |= {"name": event.name, "ogrn": event.ogrn}
        case Client.FactsStated():
            known, said = row["facts"], _said(one)
            for fact, value in event.facts.items():
                known[fact] = _heard(known.get(fact), {"value": value, **said})
        case Client.PremisesFactsStated():
            place, said = _place(row, event.premises_id), _said(one)
            for fact, value in event.facts.items():
                place["facts"][fact] = {"value": value, **said}
        case _:
            _to_places(row, one)
    row |= {"version": event.originator_version, "position": one.position}
    return row


def _to_places(row: dict[str, Any], one: Recorded) -> None:
    event = one.event
    match event:
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
            _settle(row, event.proposal_id)
        case Client.PremisesClosed():
            row["premises"].remove(_place(row, event.premises_id))
        case Client.PremisesProposed():
            row["proposals"].append(
                {
                    "id": str(event.proposal_id),
                    "registry": event.registry,
                    "reference": event.reference,
                    "name": event.name,
                    "address": event.address,
                    "region": event.region,
                    "since": event.since,
                }
            )
        case Client.ProposalDeclined():
            _settle(row, event.proposal_id)


def _settle(row: dict[str, Any], proposal_id: UUID | None) -> None:
    if proposal_id:
        row["proposals"] = [
            one for one in row["proposals"] if one["id"] != str(proposal_id)
        ]


def _said(one: Recorded) -> dict[str, Any]:
    """A word about facts but for its value, as `Said` has it; the usual is left out."""
    by = one.event.by
    said = {"at": one.at, "by": by.id, "said": one.event.originator_version}
    if by.role not in OWN:
        said |= {"role": by.role, "organisation": by.organisation}
    return {name: told for name, told in (said | _source_of(one)).items() if told}


def _source_of(one: Recorded) -> dict[str, Any]:
    # Asked for an attribute that it has not, an event takes longer than all of this.
    told = vars(one.event)
    return {
        "source": told.get("source", FactSource.CLIENT),
        "since": told.get("since") or one.event.timestamp.date(),
        "registry": told.get("registry"),
        "reference": told.get("reference"),
        "certainty": told.get("certainty"),
    }


def _statement(one: Recorded, facts: dict[str, FactValue]) -> dict[str, Any]:
    event, by = one.event, one.event.by
    return {
        "client_id": event.originator_id,
        "version": event.originator_version,
        "premises_id": vars(event).get("premises_id"),
        "facts": facts,
        "at": one.at,
        "person_id": person_id(by.id) if by.role in OWN else None,
        "role": by.role,
        "organisation": by.organisation,
        **_source_of(one),
    }


def _stated(one: Recorded) -> dict[str, FactValue]:
    """The facts that an event tells, for the history; the registered ones too."""
    event = one.event
    match event:
        case Client.FactsStated() | Client.PremisesFactsStated():
            return dict(event.facts)
        case Client.Registered():
            return {
                "client_kind": event.kind.value,
                "name": event.name,
                "inn": event.inn,
                "ogrn": event.ogrn,
            }
        case Client.Renamed():
            return {"name": event.name, "ogrn": event.ogrn}
    return {}


def _heard(known: dict[str, Any] | None, new: dict[str, Any]) -> dict[str, Any]:
    """A known fact after one more word: see `domain.client.words.rank`."""
    if known is None:
        return new
    beside = known.pop("beside", ())
    voice = _voice(new)
    said = [old for old in (known, *beside) if _voice(old) != voice]
    if not said:
        return new
    said.append(new)
    stands: dict[str, Any] = max(said, key=lambda one: rank(_word(one)))
    return stands | {"beside": [one for one in said if one is not stands]}


def _voice(said: dict[str, Any]) -> tuple[str, str]:
    """Who speaks, as `Word.voice` tells it."""
    source = said["source"]
    if source == FactSource.INSPECTOR:
        return source, str(said.get("organisation"))
    return source, said.get("registry", "")


def _word(said: dict[str, Any]) -> Word:
    since = said["since"]
    return Word(
        value=said["value"],
        source=FactSource(said["source"]),
        since=date.fromisoformat(since) if isinstance(since, str) else since,
        said=said["said"],
        registry=said.get("registry"),
        certainty=Certainty(said.get("certainty", Certainty.CERTAIN)),
    )


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
