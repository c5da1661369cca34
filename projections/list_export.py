"""The files that lists were taken out as; whoever holds one may check it (L2)."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from domain.client import Client
from domain.condition import Verdict
from domain.kernel import Value
from domain.list_export import Form, ListExport, Part
from projections.view import Projection, Recorded, Rows, Sql, View

PAGE = 20


class ExportCard(Value):
    """A file that a list was taken out as; nothing in it says whose list it is.

    Attributes:
        id: in the address that the file names.
        form, language, part, on, known_at, basis, made_at, position, counts, lines,
        content: see `domain.list_export.Exported`.
        file: SHA-256 of the file, hex.
    """

    id: UUID
    form: Form
    language: str
    part: Part
    on: date
    known_at: datetime
    basis: str
    made_at: datetime
    position: int
    counts: dict[Verdict, int]
    lines: int
    content: str
    file: str


class ListExportProjection(Projection):
    """Keeps a row per file; those of a forgotten client go with it."""

    name = "list_export"
    schema = """
        CREATE TABLE export (
            id        uuid PRIMARY KEY,
            client_id uuid NOT NULL,
            form      text NOT NULL,
            language  text NOT NULL,
            part      text NOT NULL,
            "on"      date NOT NULL,
            known_at  timestamptz NOT NULL,
            basis     text NOT NULL,
            position  bigint NOT NULL,
            counts    jsonb NOT NULL,
            lines     integer NOT NULL,
            content   text NOT NULL,
            file      text NOT NULL,
            made_at   timestamptz NOT NULL
        );
        CREATE INDEX ON export (client_id, made_at DESC);
        CREATE TABLE forgotten (client_id uuid PRIMARY KEY);
    """
    events = (ListExport.Made, Client.Forgotten)

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means."""
        gone = {
            one.event.originator_id
            for one in events
            if isinstance(one.event, Client.Forgotten)
        }
        if gone:
            sql.execute(FORGET, (list(gone),))
        made = [e for one in events if isinstance(e := one.event, ListExport.Made)]
        clients = [event.client_id for event in made]
        found = sql.execute(FORGOTTEN, (clients,), prepare=True)
        forgotten = {row["client_id"] for row in found}
        with Rows(sql, "export", ()) as rows:
            for event in made:
                if event.client_id not in forgotten:
                    rows[event.originator_id] = {
                        "id": event.originator_id,
                        "client_id": event.client_id,
                        "file": event.file,
                        **event.exported.model_dump(mode="json"),
                    }


class ListExportView(View):
    """Answers questions about files."""

    def get(self, id: UUID) -> ExportCard | None:
        """One file; None when there is none."""
        return self.one(ExportCard, f"{EXPORT} WHERE id = %s", (id,))

    def of_client(self, client_id: UUID, limit: int = PAGE) -> list[ExportCard]:
        """The newest files of a client, newest first."""
        return self.all(
            ExportCard,
            f"{EXPORT} WHERE client_id = %s ORDER BY made_at DESC, id LIMIT %s",
            (client_id, limit),
        )


EXPORT = (
    'SELECT id, form, language, part, "on", known_at, basis, position, counts, lines,'
    " content, file, made_at FROM list_export.export"
)
FORGET = """
    WITH gone AS (
        INSERT INTO forgotten SELECT unnest(%s::uuid[])
        ON CONFLICT DO NOTHING RETURNING client_id
    )
    DELETE FROM export USING gone WHERE export.client_id = gone.client_id
"""
FORGOTTEN = "SELECT client_id FROM forgotten WHERE client_id = ANY(%s)"
