"""Life situations and segment profiles as they are read (L3)."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from domain.kernel import Event, Value
from domain.situation import (
    Situation,
    SituationContent,
    SituationKind,
    SituationStatus,
)
from projections.view import Projection, Recorded, Rows, Sql, View


class SituationCard(Value):
    """A life situation or a segment profile as it stands.

    Attributes:
        id: of it.
        code: its name.
        version: of its whole history; the ETag.
        kind: situation or segment.
        status: draft, published or withdrawn.
        number: of the newest version; 0 for a draft.
        content: what that says.
        changed_at: when it last changed, UTC.
    """

    id: UUID
    code: str
    version: int
    kind: SituationKind
    status: SituationStatus
    number: int
    content: SituationContent
    changed_at: datetime


class SituationVersion(Value):
    """What it said, and since when.

    Attributes:
        code: of the situation.
        number: of the version, from 1.
        content: what it says.
        at: when it was recorded, UTC.
    """

    code: str
    number: int
    content: SituationContent
    at: datetime


class SituationProjection(Projection):
    """Keeps a row each, and a row for each version.

    What a registrar wrote keeps its order: hence json, where jsonb would sort it.
    """

    name = "situation"
    schema = """
        CREATE TABLE situation (
            id         uuid PRIMARY KEY,
            code       text NOT NULL UNIQUE,
            version    integer NOT NULL,
            kind       text NOT NULL,
            status     text NOT NULL,
            number     integer NOT NULL,
            content    json NOT NULL,
            changed_at timestamptz NOT NULL
        );
        CREATE TABLE version (
            code    text NOT NULL,
            number  integer NOT NULL,
            content json NOT NULL,
            at      timestamptz NOT NULL,
            PRIMARY KEY (code, number)
        );
    """
    events = (
        Situation.Drafted,
        Situation.Redrafted,
        Situation.Published,
        Situation.Amended,
        Situation.Withdrawn,
    )

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means."""
        ids = {one.event.originator_id for one in events}
        with (
            Rows(sql, "situation", ids) as rows,
            Rows(sql, "version", (), ("code", "number")) as versions,
        ):
            for one in events:
                row = _after(rows.get(one.event.originator_id), one)
                rows[row["id"]] = row
                if isinstance(one.event, Situation.Published | Situation.Amended):
                    key = row["code"], row["number"]
                    versions[key] = {
                        "code": row["code"],
                        "number": row["number"],
                        "content": row["content"],
                        "at": one.at,
                    }


class SituationView(View):
    """Answers questions about life situations and segment profiles."""

    def get(self, code: str) -> SituationCard | None:
        """One of them, whatever its status; None when there is none."""
        return self.one(
            SituationCard, "SELECT * FROM situation.situation WHERE code = %s", (code,)
        )

    def published(self, kind: SituationKind | None = None) -> list[SituationCard]:
        """Those that are published, by code; of one kind, or of both."""
        return self.all(
            SituationCard,
            "SELECT * FROM situation.situation WHERE status = 'published'"
            " AND (%s::text IS NULL OR kind = %s) ORDER BY code",
            (kind and kind.value, kind and kind.value),
        )

    def kept(self) -> list[SituationCard]:
        """All of them: drafts first, then the others by kind and code."""
        return self.all(
            SituationCard,
            "SELECT * FROM situation.situation"
            " ORDER BY status <> 'draft', status = 'withdrawn', kind, code",
        )

    def versions(self, code: str) -> list[SituationVersion]:
        """Every version, the newest first; an empty list for a draft."""
        return self.all(
            SituationVersion,
            "SELECT * FROM situation.version WHERE code = %s ORDER BY number DESC",
            (code,),
        )

    def said(
        self, wanted: Collection[tuple[str, int]]
    ) -> dict[tuple[str, int], SituationContent]:
        """What some versions say, by code and number; unknown ones are missing."""
        codes, numbers = [c for c, _ in wanted], [n for _, n in wanted]
        found = self.all(
            SituationVersion,
            "SELECT v.* FROM situation.version AS v"
            " JOIN unnest(%s::text[], %s::integer[]) AS wanted (code, number)"
            " USING (code, number)",
            (codes, numbers),
        )
        return {(one.code, one.number): one.content for one in found}


def _after(row: dict[str, Any] | None, one: Recorded) -> dict[str, Any]:
    """The row after one more event."""
    event = one.event
    if isinstance(event, Situation.Drafted):
        row = {
            "id": event.originator_id,
            "code": event.code,
            "kind": event.kind,
            "number": 0,
        }
    elif row is None:
        raise LookupError(f"no situation for {type(event).__name__}")
    return (
        row
        | _changes(event)
        | {
            "version": event.originator_version,
            "changed_at": one.at,
        }
    )


def _changes(event: Event) -> dict[str, Any]:
    """The columns that an event gives other values."""
    match event:
        case Situation.Drafted():
            return {"content": event.content, "status": SituationStatus.DRAFT}
        case Situation.Redrafted():
            return {"content": event.content}
        case Situation.Published():
            return {"status": SituationStatus.PUBLISHED, "number": 1}
        case Situation.Amended():
            return {"content": event.content, "number": event.number}
    return {"status": SituationStatus.WITHDRAWN}
