"""Self-examinations as their client reads them: one row each (L5)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from domain.client import Client
from domain.kernel import Event, Value
from domain.profile import FactValue
from domain.self_examination import Examination
from projections.view import Projection, Recorded, Rows, Sql, View


class AnswerCard(Value):
    """An answer.

    Attributes:
        number: in this client's history, from 1.
        at: when, UTC.
        by: id of the person.
        said: by fact key; None: "I don't know".
        follows: facts that followed.
        is_undone: whether it was taken back.
    """

    number: int
    at: datetime
    by: str
    said: dict[str, FactValue]
    follows: dict[str, FactValue]
    is_undone: bool = False


class ExaminationCard(Value):
    """The newest self-examination of a client.

    Attributes:
        client_id: whose.
        version: of all its self-examinations together; the ETag.
        begun_on, finished_on: days; None: it goes on.
        known: what was known when it began, by fact key.
        answers: oldest first, undone ones too.
        left: facts that still decided something when it was finished.
    """

    client_id: UUID
    version: int
    begun_on: date
    finished_on: date | None
    known: dict[str, FactValue]
    answers: tuple[AnswerCard, ...]
    left: tuple[str, ...]

    @property
    def is_finished(self) -> bool:
        return self.finished_on is not None

    @property
    def unsure(self) -> tuple[str, ...]:
        """Facts whose newest answer is "I don't know"; not asked again by itself."""
        newest: dict[str, FactValue] = {}
        for answer in self.answers:
            if not answer.is_undone:
                newest |= answer.said
        return tuple(fact for fact, value in newest.items() if value is None)


class ExaminationProjection(Projection):
    """Keeps a row per client; those of a forgotten client go with it."""

    name = "self_examination"
    schema = """
        CREATE TABLE examination (
            client_id   uuid PRIMARY KEY,
            version     integer NOT NULL,
            begun_on    date NOT NULL,
            finished_on date,
            known       jsonb NOT NULL,
            answers     json NOT NULL,
            "left"      text[] NOT NULL
        );
        CREATE TABLE forgotten (client_id uuid PRIMARY KEY);
    """
    events = (Examination.Event, Examination.Begun, Client.Forgotten)

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
        clients = {_client(one.event) for one in steps}
        forgotten = {
            row["client_id"]
            for row in sql.execute(FORGOTTEN, (list(clients),), prepare=True)
        }
        with Rows(sql, "examination", clients - forgotten, "client_id") as rows:
            for one in steps:
                id = _client(one.event)
                if id not in forgotten:
                    rows[id] = _after(rows.get(id), one)


FORGET = """
    WITH gone AS (
        INSERT INTO forgotten SELECT unnest(%s::uuid[])
        ON CONFLICT DO NOTHING RETURNING client_id
    )
    DELETE FROM examination USING gone WHERE examination.client_id = gone.client_id
"""
FORGOTTEN = "SELECT client_id FROM forgotten WHERE client_id = ANY(%s)"


class ExaminationView(View):
    """Gives the newest self-examination of a client."""

    def get(self, client_id: UUID) -> ExaminationCard | None:
        """The newest one; None when the client never began."""
        return self.one(
            ExaminationCard,
            "SELECT * FROM self_examination.examination WHERE client_id = %s",
            (client_id,),
        )


def _client(event: Event) -> UUID:
    id: UUID = event.client_id  # type: ignore[attr-defined]
    return id


def _after(row: dict[str, Any] | None, one: Recorded) -> dict[str, Any]:
    """The row after one more event."""
    event = one.event
    match event:
        case Examination.Begun() | Examination.BegunAgain():
            row = {
                "client_id": event.client_id,
                "begun_on": event.on,
                "finished_on": None,
                "known": event.known,
                "answers": [],
                "left": [],
            }
        case _ if row is None:
            raise LookupError(f"nothing was begun before {type(event).__name__}")
        case Examination.Answered():
            row["answers"].append(
                {
                    "number": event.number,
                    "at": one.at,
                    "by": event.by.id,
                    "said": event.said,
                    "follows": event.follows,
                    "is_undone": False,
                }
            )
        case Examination.Undone():
            for answer in row["answers"]:
                if answer["number"] == event.number:
                    answer["is_undone"] = True
        case Examination.Finished():
            row |= {"finished_on": event.on, "left": list(event.left)}
    return row | {"version": event.originator_version}
