"""The tables of drafts and of what clients follow; how events fill them (E1, E4)."""

from collections.abc import Sequence
from typing import Any, LiteralString

from domain.client import Client
from domain.draft import (
    Draft,
    DraftText,
    DraftVersion,
    Following,
    ListedDraft,
    Listing,
    Repeals,
    Stage,
)
from projections.view import Projection, Recorded, Row, Rows, Sql

OWN = (Draft.Event, Draft.Begun)
LISTED = (ListedDraft.Event, ListedDraft.Listed)
FOLLOWED = (Following.Event, Following.Began)


class DraftProjection(Projection):
    """Keeps a row per draft, written here or listed by the state, and per follower.

    `position` is the place in the log of the last change that the public sees, so
    that what is new is what lies behind a place; nothing public, no position.
    """

    name = "draft"
    schema = """
        CREATE TABLE draft (
            id              uuid PRIMARY KEY,
            number          text COLLATE "C" NOT NULL UNIQUE,
            version         integer NOT NULL,
            organisation    uuid,
            body            text NOT NULL,
            stage           text NOT NULL,
            title           text NOT NULL,
            kind            text NOT NULL,
            summary         text NOT NULL,
            text            jsonb,
            versions        jsonb NOT NULL,
            listing         jsonb,
            project         bigint,
            opens           date,
            closes          date,
            entered         bigint,
            position        bigint,
            published_at    timestamptz,
            changed_at      timestamptz NOT NULL,
            act             jsonb,
            adopted_on      date,
            dropped_on      date,
            dropped_because text,
            entries         jsonb NOT NULL,
            entered_on      date,
            codes           text[] NOT NULL,
            bodies          text[] NOT NULL,
            okved           text[] NOT NULL,
            regions         text[] NOT NULL,
            said            text NOT NULL,
            words           tsvector NOT NULL GENERATED ALWAYS AS (
                setweight(to_tsvector('russian',
                    translate(lower(title || ' ' || number), 'ё', 'е')), 'A')
                || setweight(to_tsvector('russian',
                    translate(lower(said), 'ё', 'е')), 'B')) STORED
        );
        CREATE INDEX draft_entered ON draft (entered DESC) WHERE entered IS NOT NULL;
        CREATE INDEX draft_position ON draft (position) WHERE position IS NOT NULL;
        CREATE INDEX draft_closes ON draft (closes) WHERE stage = 'published';
        CREATE INDEX draft_organisation ON draft (organisation, changed_at DESC);
        CREATE INDEX draft_project ON draft (project) WHERE project IS NOT NULL;
        CREATE INDEX draft_codes ON draft USING gin (codes);
        CREATE INDEX draft_words ON draft USING gin (words) WITH (fastupdate = off);
        CREATE TABLE following (
            client_id uuid PRIMARY KEY,
            version   integer NOT NULL,
            filters   jsonb NOT NULL,
            seen      bigint NOT NULL,
            seen_on   date
        );
        CREATE TABLE forgotten (client_id uuid PRIMARY KEY);
    """
    events = (*OWN, *LISTED, *FOLLOWED, Client.Forgotten)

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means."""
        gone = [
            one.event.originator_id
            for one in events
            if isinstance(one.event, Client.Forgotten)
        ]
        if gone:
            sql.execute(FORGET, (gone, gone))
        drafts = [one for one in events if isinstance(one.event, (*OWN, *LISTED))]
        if drafts:
            _write_drafts(sql, drafts)
        followed = [one for one in events if isinstance(one.event, FOLLOWED)]
        if followed:
            _write_followings(sql, followed)


FORGET: LiteralString = """
    WITH gone AS (
        INSERT INTO forgotten SELECT unnest(%s::uuid[]) ON CONFLICT DO NOTHING
    )
    DELETE FROM following WHERE client_id = ANY(%s)
"""
FORGOTTEN: LiteralString = "SELECT client_id FROM forgotten WHERE client_id = ANY(%s)"
EMPTY: Row = {
    "organisation": None,
    "text": None,
    "versions": [],
    "listing": None,
    "project": None,
    "opens": None,
    "closes": None,
    "entered": None,
    "position": None,
    "published_at": None,
    "act": None,
    "adopted_on": None,
    "dropped_on": None,
    "dropped_because": None,
    "entries": [],
    "entered_on": None,
    "codes": [],
    "bodies": [],
    "okved": [],
    "regions": [],
    "said": "",
}


def _write_drafts(sql: Sql, events: Sequence[Recorded]) -> None:
    with Rows(sql, "draft", {one.event.originator_id for one in events}) as rows:
        for one in events:
            event = one.event
            row = dict(rows.get(event.originator_id) or {})
            row |= _changes(row, one)
            row |= {"version": event.originator_version, "changed_at": one.at}
            if row["stage"] != Stage.WRITING and _is_public(row, event):
                row["position"] = one.position
                row["entered"] = row["entered"] or one.position
                row["published_at"] = row["published_at"] or one.at
            rows[event.originator_id] = row


def _is_public(row: Row, event: object) -> bool:
    """Whether the public sees this change: not what is only written, nor dropped so."""
    return not isinstance(event, Draft.Rewritten) and bool(
        row["versions"] or row["listing"]
    )


def _changes(row: Row, one: Recorded) -> Row:
    """The columns that an event gives other values."""
    match one.event:
        case Draft.Begun() as event:
            return {
                **EMPTY,
                "id": event.originator_id,
                "number": event.number,
                "organisation": event.organisation,
                "body": event.body,
                "stage": Stage.WRITING,
                **_written(event.text),
                **_headed(event.text),
            }
        case Draft.Rewritten(text=text):
            published = bool(row["versions"])
            return _written(text) | ({} if published else _headed(text))
        case Draft.Published() as event:
            return _published(row, event)
        case ListedDraft.Listed() as event:
            known = {"id": event.originator_id, "number": event.number}
            return EMPTY | known | _listed(event.listing)
        case ListedDraft.Relisted(listing=listing):
            return _listed(listing)
    return _ended(one)


def _ended(one: Recorded) -> Row:
    match one.event:
        case Draft.Adopted(act=act, on=on):
            said = act.model_dump(mode="json")
            return {"stage": Stage.ADOPTED, "act": said, "adopted_on": on}
        case Draft.Dropped(reason=reason, on=on):
            stage = {"stage": Stage.DROPPED}
            return stage | {"dropped_because": reason, "dropped_on": on}
        case Draft.Entered(entries=entries, on=on):
            listed = [entry.model_dump(mode="json") for entry in entries]
            return {"entries": listed, "entered_on": on}
    raise TypeError(one.event)


def _written(text: DraftText) -> Row:
    return {"text": text.model_dump(mode="json"), "project": text.project}


def _headed(text: DraftText) -> Row:
    return {"title": text.title, "kind": text.kind, "summary": text.summary}


def _published(row: Row, event: Draft.Published) -> Row:
    text = DraftText.model_validate(row["text"])
    version = DraftVersion(
        number=event.version, text=text, window=event.window, because=event.because
    )
    return {
        "stage": Stage.PUBLISHED,
        "versions": [*row["versions"], version.model_dump(mode="json")],
        "opens": event.window.opens,
        "closes": event.window.closes,
        **_headed(text),
        **_named(text),
    }


def _named(text: DraftText) -> Row:
    """What the draft can be found by."""
    conditions = [
        one.proposed.condition for one in text.proposals if not isinstance(one, Repeals)
    ]
    wanted = [
        literal
        for condition in conditions
        for literal, holds in condition.literals()
        if literal.holds is holds
    ]
    proposed = [one.proposed for one in text.proposals if not isinstance(one, Repeals)]
    parts = [text.summary, text.kind]
    parts += [f"{one.number} {one.text}" for one in text.provisions]
    parts += [f"{one.title} {one.statement}" for one in proposed]
    return {
        "codes": [one.code for one in text.proposals],
        "bodies": sorted({one.control_body for one in proposed}),
        "okved": sorted({str(one.test) for one in wanted if one.fact == "okved"}),
        "regions": sorted({str(one.test) for one in wanted if one.fact == "region"}),
        # Longer texts would not fit the index of their words.
        "said": " ".join(parts)[:200_000],
    }


def _listed(listing: Listing) -> Row:
    return {
        "listing": listing.model_dump(mode="json"),
        "project": listing.project,
        "body": listing.body,
        "stage": Stage.PUBLISHED,
        "title": listing.title,
        "kind": listing.kind,
        "summary": "",
        "opens": listing.opens,
        "closes": listing.closes,
        "said": f"{listing.kind} {listing.procedure} {listing.status}",
    }


def _write_followings(sql: Sql, events: Sequence[Recorded]) -> None:
    clients = list({_client(one) for one in events})
    forgotten: set[Any] = {
        row["client_id"] for row in sql.execute(FORGOTTEN, (clients,), prepare=True)
    }
    with Rows(sql, "following", clients, "client_id") as rows:
        for one in events:
            client_id = _client(one)
            if client_id not in forgotten:
                rows[client_id] = _following(dict(rows.get(client_id) or {}), one)


def _client(one: Recorded) -> Any:
    return one.event.client_id  # type: ignore[attr-defined]


def _following(row: Row, one: Recorded) -> Row:
    event = one.event
    match event:
        case Following.Began(client_id=client_id):
            row = {"client_id": client_id, "filters": [], "seen_on": None}
            # What happened before one began to follow is not news.
            row["seen"] = one.position
        case Following.Followed():
            kept = {
                name: getattr(event, name)
                for name in ("place", "act", "activity", "region", "body")
            }
            row["filters"] = [*row["filters"], kept]
        case Following.Unfollowed(place=place):
            row["filters"] = [f for f in row["filters"] if f["place"] != place]
        case Following.Seen(position=position, on=on):
            row |= {"seen": position, "seen_on": on}
    return row | {"version": event.originator_version}
