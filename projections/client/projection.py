"""Keeps what is known of clients, every statement about them, and their disputes."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import orjson

from domain.client import Client, Dispute, FactSource, profile_of, rank
from domain.client import Word as ClientWord
from domain.kernel import Certainty, Role
from domain.profile import FactValue
from projections.client.card import person_id
from projections.client.dispute import write_disputes
from projections.forgetting import forget
from projections.view import Projection, Recorded, Rows, Sql

Word = dict[str, Any]
Words = dict[str, Word]
"""Who said something, by the version of the client at which it was said, as text."""
Voice = list[Any]
"""What a voice says of a fact, and the version at which it said so."""

OWN = frozenset({Role.CLIENT, Role.PERSON})
"""As whom a client's own people enter what is known of it."""


class ClientProjection(Projection):
    """A row per client, per statement and per dispute; a forgotten client loses all.

    What was said of facts is never taken from `statement`: it is the history.

    In `facts`, and in those of a place, each fact has what every voice says of it as
    [value, version of the client], the one that stands first; `words` tells once who
    said what was said at a version. So a row is short enough not to be compressed.
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
            words         jsonb NOT NULL,
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
                    rows.change(id, profile=_profile(row), words=_needed(row))
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
            "facts": {},
            "words": {},
            "premises": [],
            "proposals": [],
        }
    elif row is None:
        raise LookupError(f"no client for {type(event).__name__}")
    match event:
        case Client.Registered() | Client.FactsStated() | Client.PremisesFactsStated():
            _hear(row, one)
        case Client.Renamed():
            row |= {"name": event.name, "ogrn": event.ogrn}
        case _:
            _to_places(row, one)
    row |= {"version": event.originator_version, "position": one.position}
    return row


def _hear(row: dict[str, Any], one: Recorded) -> None:
    """Put down what an event says of facts, and who says so."""
    event, version = one.event, one.event.originator_version
    facts, words = row["facts"], row["words"]
    words[str(version)] = _word_of(one)
    match event:
        case Client.Registered():
            facts["client_kind"] = [[event.kind.value, version]]
        case Client.FactsStated():
            for fact, value in event.facts.items():
                said, new = facts.get(fact), [value, version]
                facts[fact] = _heard(said, new, words) if said else [new]
        case Client.PremisesFactsStated():
            place = _place(row, event.premises_id)
            for fact, value in event.facts.items():
                place["facts"][fact] = [[value, version]]


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


def _word_of(one: Recorded) -> Word:
    """Who says what an event tells, as `Said` has it; the usual is left out."""
    by = one.event.by
    word = {"at": one.at, "by": by.id}
    if by.role not in OWN:
        word |= {"role": by.role, "organisation": by.organisation}
    return {name: told for name, told in (word | _source_of(one)).items() if told}


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


def _heard(known: Iterable[Voice], new: Voice, words: Words) -> list[Voice]:
    """What is said of a fact after one more word: see `domain.client.words.rank`."""
    speaker = _speaker(new, words)
    said = [old for old in known if _speaker(old, words) != speaker]
    if not said:
        return [new]
    said.append(new)
    stands = max(said, key=lambda one: rank(_ranked(one, words)))
    return [stands, *(one for one in said if one is not stands)]


def _speaker(voice: Voice, words: Words) -> tuple[str, str]:
    """Who speaks, as `domain.client.Word.voice` tells it."""
    word = words[str(voice[1])]
    source = word["source"]
    if source == FactSource.INSPECTOR:
        return source, str(word.get("organisation"))
    return source, word.get("registry", "")


def _ranked(voice: Voice, words: Words) -> ClientWord:
    value, version = voice
    word = words[str(version)]
    since = word["since"]
    return ClientWord(
        value=value,
        source=FactSource(word["source"]),
        since=date.fromisoformat(since) if isinstance(since, str) else since,
        said=version,
        registry=word.get("registry"),
        certainty=Certainty(word.get("certainty", Certainty.CERTAIN)),
    )


def _needed(row: dict[str, Any]) -> Words:
    """The words that some fact still rests on."""
    facts = [row["facts"], *(place["facts"] for place in row["premises"])]
    versions = {
        str(version)
        for known in facts
        for voices in known.values()
        for _, version in voices
    }
    return {version: row["words"][version] for version in versions}


def _place(row: dict[str, Any], id: UUID) -> dict[str, Any]:
    found: dict[str, Any] = next(p for p in row["premises"] if p["id"] == str(id))
    return found


def _profile(row: dict[str, Any]) -> dict[str, Any]:
    profile = profile_of(
        _values(row["facts"]), [_values(place["facts"]) for place in row["premises"]]
    )
    return profile.model_dump(mode="json", exclude_defaults=True)


def _values(facts: dict[str, list[Voice]]) -> dict[str, FactValue]:
    return {fact: _value(voices[0][0]) for fact, voices in facts.items()}


def _value(value: Any) -> FactValue:
    return tuple(value) if isinstance(value, list) else value
