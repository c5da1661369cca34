"""Evidence files as their owners read them (C2)."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from domain.client import Client
from domain.evidence import EvidenceFile, Scan
from domain.kernel import Value
from projections.view import Projection, Recorded, Rows, Sql, View

PAGE = 50


class FileCard(Value):
    """An evidence file as it stands.

    Attributes:
        id: of the file.
        version: its version; the ETag.
        number: place in the log of when it was last handed in.
        client_id: whose it is.
        object: what it is called in the store.
        name: as whoever handed it in called it.
        media_type: by its content.
        size: bytes.
        sha256: of the content, hex.
        scan: what the virus scanner said.
        scanner: which one; None when nobody scanned.
        kept_at: when it was handed in, UTC.
        by: id of the person who did.
    """

    id: UUID
    version: int
    number: int
    client_id: UUID
    object: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    scan: Scan
    scanner: str | None
    kept_at: datetime
    by: str


class FilePage(Value):
    """A page of files.

    Attributes:
        files: newest first.
        after: cursor of the next page; None at the end.
    """

    files: tuple[FileCard, ...]
    after: int | None


class EvidenceProjection(Projection):
    """Keeps a row per file that is there; those of a forgotten client go with it."""

    name = "evidence"
    schema = """
        CREATE TABLE file (
            id         uuid PRIMARY KEY,
            version    integer NOT NULL,
            number     bigint NOT NULL,
            client_id  uuid NOT NULL,
            object     uuid NOT NULL,
            name       text NOT NULL,
            media_type text NOT NULL,
            size       bigint NOT NULL,
            sha256     text NOT NULL,
            scan       text NOT NULL,
            scanner    text,
            kept_at    timestamptz NOT NULL,
            by         text NOT NULL,
            is_removed boolean NOT NULL
        );
        CREATE INDEX file_client ON file (client_id, number DESC);
        CREATE TABLE forgotten (client_id uuid PRIMARY KEY);
    """
    events = (EvidenceFile.Event, EvidenceFile.Kept, Client.Forgotten)

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means."""
        gone = [
            one.event.originator_id
            for one in events
            if isinstance(one.event, Client.Forgotten)
        ]
        if gone:
            sql.execute(FORGET, (gone,))
        steps = [one for one in events if not isinstance(one.event, Client.Forgotten)]
        clients = list(set(map(_client, steps)))
        forgotten = {
            row["client_id"] for row in sql.execute(FORGOTTEN, (clients,), prepare=True)
        }
        steps = [one for one in steps if _client(one) not in forgotten]
        known = {
            one.event.originator_id
            for one in steps
            if not isinstance(one.event, EvidenceFile.Kept)
        }
        with Rows(sql, "file", known) as rows:
            for one in steps:
                id = one.event.originator_id
                rows[id] = _after(rows.get(id), one)


class EvidenceView(View):
    """Answers questions about evidence files; `application.ports.FilesKept` too."""

    def get(self, id: UUID) -> FileCard | None:
        """One file; None when there is none, or it was removed."""
        return self.one(FileCard, f"{FILES} WHERE id = %s AND NOT is_removed", (id,))

    def named(self, ids: Collection[UUID]) -> dict[UUID, FileCard]:
        """Those of these files that there are, by id."""
        found = self.all(
            FileCard, f"{FILES} WHERE id = ANY(%s) AND NOT is_removed", (list(ids),)
        )
        return {one.id: one for one in found}

    def of_client(
        self, client_id: UUID, *, before: int | None = None, limit: int = PAGE
    ) -> FilePage:
        """A client's files, newest first.

        Args:
            client_id: whose.
            before: cursor of the page before.
            limit: how many at most, 1..200.
        """
        found = self.all(
            FileCard,
            f"{FILES} WHERE client_id = %s AND NOT is_removed"
            " AND (%s::bigint IS NULL OR number < %s)"
            " ORDER BY number DESC LIMIT %s",
            (client_id, before, before, limit + 1),
        )
        shown = tuple(found[:limit])
        after = shown[-1].number if len(found) > limit else None
        return FilePage(files=shown, after=after)

    def bytes_of(self, client_id: UUID) -> int:
        """How much a client's files fill."""
        with self.read() as sql:
            row = sql.execute(
                "SELECT coalesce(sum(size), 0) AS n FROM evidence.file"
                " WHERE client_id = %s AND NOT is_removed",
                (client_id,),
                prepare=True,
            ).fetchone()
        return int(row["n"]) if row else 0


FILES = (
    "SELECT id, version, number, client_id, object, name, media_type, size, sha256,"
    " scan, scanner, kept_at, by FROM evidence.file"
)
FORGET = """
    WITH gone AS (
        INSERT INTO forgotten SELECT unnest(%s::uuid[])
        ON CONFLICT DO NOTHING RETURNING client_id
    )
    DELETE FROM file USING gone WHERE file.client_id = gone.client_id
"""
FORGOTTEN = "SELECT client_id FROM forgotten WHERE client_id = ANY(%s)"

_client: Callable[[Recorded], UUID] = attrgetter("event.client_id")


def _after(row: dict[str, Any] | None, one: Recorded) -> dict[str, Any]:
    """The row after one more event."""
    event = one.event
    if isinstance(event, EvidenceFile.Kept):
        row = {
            "id": event.originator_id,
            "client_id": event.client_id,
            "media_type": event.media_type,
            "size": event.size,
            "sha256": event.sha256,
        }
    elif row is None:
        raise LookupError(f"no file for {type(event).__name__}")
    match event:
        case EvidenceFile.Kept() | EvidenceFile.KeptAgain():
            row |= {
                "number": one.position,
                "object": event.object,
                "name": event.name,
                "scan": event.scan,
                "scanner": event.scanner,
                "kept_at": one.at,
                "by": event.by.id,
                "is_removed": False,
            }
        case _:
            row |= {"is_removed": True, "name": ""}
    return row | {"version": event.originator_version}
