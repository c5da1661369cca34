"""Papers of cases: what was issued, and what is still to be put on paper (I8)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from operator import attrgetter
from typing import Any, LiteralString
from uuid import UUID

from pydantic import computed_field

from domain.appeal import events as appeal
from domain.caution import Caution
from domain.client import Client
from domain.inspection import Inspection, Kind, Step, tells_client
from domain.kernel import Actor, Event, Value
from domain.paper import CaseKind, Paper, PaperKind, number_of
from domain.visit import Visit
from projections.view import Projection, Recorded, Row, Rows, Sql, View


class PaperCard(Value):
    """A paper that was issued.

    Attributes:
        id: of it; the address of its verification.
        client_id: to whom.
        authority: organisation that issued it.
        authority_name: its name.
        kind: what it is.
        case, case_id: to which it belongs.
        thread, message: the correspondence, and the message it was sent with.
        file: the enclosure.
        name: of the file; None once the client's data are deleted.
        size: of the file, bytes.
        sha256: of the file, hex.
        on: the day, local time.
        issued_at: when it was recorded, UTC.
        opened_at: when somebody who acts for the client opened it; None: not yet.
        number: what people call it by.
    """

    id: UUID
    client_id: UUID
    authority: UUID
    authority_name: str | None
    kind: PaperKind
    case: CaseKind
    case_id: UUID
    thread: UUID
    message: UUID
    file: UUID
    name: str | None
    size: int | None
    sha256: str
    on: date
    issued_at: datetime
    opened_at: datetime | None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def number(self) -> str:
        """What people call it by."""
        return number_of(self.id)


class DuePaper(Value):
    """Something that is to be put on paper; see `application.paper.Due`."""

    id: UUID
    kind: PaperKind
    case: CaseKind
    case_id: UUID
    made_of: int
    client_id: UUID
    authority: UUID
    thread: UUID | None
    by: Actor

    @property
    def address(self) -> str:
        """Of the page of the case."""
        return f"/{self.case.value}s/{self.case_id}"


CARD: LiteralString = """
    SELECT p.id, p.client_id, p.authority, o.name AS authority_name, p.kind,
        p."case", p.case_id, p.thread, p.message, p.file, e.name, e.size, p.sha256,
        p."on", p.issued_at, (
            SELECT r.opened_at FROM exchange.recipient AS r
            WHERE r.message = p.message AND r.recipient = p.client_id
        ) AS opened_at
    FROM paper.issued_paper AS p
    LEFT JOIN person.organisations AS o ON o.id = p.authority
    LEFT JOIN exchange.enclosure AS e ON e.id = p.file
"""


class PaperView(View):
    """Answers questions about papers; also `DuePapers` of the job."""

    def get(self, id: UUID) -> PaperCard | None:
        """One paper; None when there is none."""
        return self.one(PaperCard, f"{CARD} WHERE p.id = %s", (id,))

    def of_case(self, case_id: UUID) -> list[PaperCard]:
        """The papers of a case, the newest first."""
        query = f"{CARD} WHERE p.case_id = %s ORDER BY p.number DESC"
        return self.all(PaperCard, query, (case_id,))

    def due(self, limit: int, without: Sequence[UUID] = ()) -> list[DuePaper]:
        """What is to be put on paper, the oldest first."""
        query: LiteralString = (
            'SELECT id, kind, "case", case_id, made_of, client_id, authority, thread,'
            " by FROM paper.due_paper WHERE id <> ALL(%s::uuid[])"
            " ORDER BY number, kind LIMIT %s"
        )
        return self.all(DuePaper, query, (list(without), limit))


class PaperProjection(Projection):
    """A row for each paper, issued or due, and for each case that may have some."""

    name = "paper"
    schema = """
        CREATE TABLE paper_case (
            id        uuid PRIMARY KEY,
            authority uuid NOT NULL,
            client_id uuid NOT NULL,
            thread    uuid,
            kind      text,
            decided   boolean NOT NULL,
            by        jsonb NOT NULL
        );
        CREATE INDEX paper_case_client ON paper_case (client_id);
        CREATE TABLE due_paper (
            id        uuid PRIMARY KEY,
            number    bigint NOT NULL,
            kind      text NOT NULL,
            "case"    text NOT NULL,
            case_id   uuid NOT NULL,
            made_of   integer NOT NULL,
            client_id uuid NOT NULL,
            authority uuid NOT NULL,
            thread    uuid,
            by        jsonb NOT NULL
        );
        CREATE INDEX due_paper_number ON due_paper (number);
        CREATE TABLE issued_paper (
            id        uuid PRIMARY KEY,
            number    bigint NOT NULL,
            client_id uuid NOT NULL,
            authority uuid NOT NULL,
            kind      text NOT NULL,
            "case"    text NOT NULL,
            case_id   uuid NOT NULL,
            thread    uuid NOT NULL,
            message   uuid NOT NULL,
            file      uuid NOT NULL,
            sha256    text NOT NULL,
            "on"      date NOT NULL,
            issued_at timestamptz NOT NULL
        );
        CREATE INDEX issued_paper_case ON issued_paper (case_id, number DESC);
        CREATE INDEX issued_paper_client ON issued_paper (client_id);
        CREATE TABLE paper_forgotten (client_id uuid PRIMARY KEY);
    """
    events = (
        Inspection.Ordered,
        Inspection.Notified,
        Inspection.Started,
        Inspection.Prevented,
        Inspection.Ended,
        Inspection.Moved,
        Inspection.ActDrawn,
        Inspection.ImprovementOrdered,
        Caution.Issued,
        Caution.Changed,
        Visit.Begun,
        Visit.SlotsOffered,
        appeal.Sent,
        appeal.SuspensionDecided,
        appeal.ConsiderationRefused,
        appeal.Decided,
        Paper.Issued,
        Client.Forgotten,
    )

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means."""
        gone = [
            one.event.originator_id
            for one in events
            if isinstance(one.event, Client.Forgotten)
        ]
        for statement in FORGET if gone else ():
            sql.execute(statement, (gone,))
        told = [one for one in events if not isinstance(one.event, Client.Forgotten)]
        clients = list(set(map(_client, told)))
        found = sql.execute(FORGOTTEN, (clients,), prepare=True)
        forgotten = {row["client_id"] for row in found}
        told = [one for one in told if _client(one) not in forgotten]
        cases = {one.event.originator_id for one in told if _is_of_case(one)}
        papers = {id for one in told for id in _ids(one.event)}
        with (
            Rows(sql, "paper_case", cases) as known,
            Rows(sql, "due_paper", papers) as due,
            Rows(sql, "issued_paper", papers) as issued,
        ):
            for one in told:
                if isinstance(one.event, Paper.Issued):
                    id = one.event.originator_id
                    issued[id] = _issued(one.event, one)
                    del due[id]
                elif isinstance(one.event, _BEGUN):
                    known[one.event.originator_id] = _begun(one.event)
                    _fall_due(one, known, due)
                else:
                    _fall_due(one, known, due)


FORGET = (
    "INSERT INTO paper_forgotten SELECT unnest(%s::uuid[]) ON CONFLICT DO NOTHING",
    "DELETE FROM paper_case WHERE client_id = ANY(%s)",
    "DELETE FROM due_paper WHERE client_id = ANY(%s)",
    "DELETE FROM issued_paper WHERE client_id = ANY(%s)",
)
FORGOTTEN = "SELECT client_id FROM paper_forgotten WHERE client_id = ANY(%s)"

_BEGUN = (Inspection.Ordered, Caution.Issued, Visit.Begun, appeal.Sent)
_CASES: Mapping[type[Event], CaseKind] = {
    Inspection.Notified: CaseKind.INSPECTION,
    Inspection.Moved: CaseKind.INSPECTION,
    Inspection.Started: CaseKind.INSPECTION,
    Inspection.Prevented: CaseKind.INSPECTION,
    Inspection.Ended: CaseKind.INSPECTION,
    Inspection.ActDrawn: CaseKind.INSPECTION,
    Inspection.ImprovementOrdered: CaseKind.INSPECTION,
    Caution.Issued: CaseKind.CAUTION,
    Caution.Changed: CaseKind.CAUTION,
    Visit.SlotsOffered: CaseKind.VISIT,
    appeal.SuspensionDecided: CaseKind.APPEAL,
    appeal.ConsiderationRefused: CaseKind.APPEAL,
    appeal.Decided: CaseKind.APPEAL,
}
_KINDS: Mapping[type[Event], Sequence[PaperKind]] = {
    Inspection.Notified: (PaperKind.DECISION, PaperKind.NOTICE),
    Inspection.Moved: (PaperKind.NOTICE,),
    Inspection.Started: (PaperKind.DECISION,),
    Inspection.Prevented: (PaperKind.DECISION,),
    Inspection.Ended: (PaperKind.DECISION,),
    Inspection.ActDrawn: (PaperKind.ACT,),
    Inspection.ImprovementOrdered: (PaperKind.ORDER,),
    Caution.Issued: (PaperKind.CAUTION,),
    Caution.Changed: (PaperKind.CAUTION,),
    Visit.SlotsOffered: (PaperKind.INVITATION,),
    appeal.SuspensionDecided: (PaperKind.SUSPENSION_DECISION,),
    appeal.ConsiderationRefused: (PaperKind.APPEAL_REFUSAL,),
    appeal.Decided: (PaperKind.APPEAL_DECISION,),
}
"""What is put on paper when something happened."""

_client: Callable[[Recorded], UUID] = attrgetter("event.client_id")


def _is_of_case(one: Recorded) -> bool:
    return not isinstance(one.event, Paper.Issued)


def _papers(event: Event) -> list[tuple[PaperKind, int]]:
    """Kinds of the papers that tell of an event, each with what it is made of.

    The decision tells of the order, whatever let the client have it.
    """
    kinds = next((_KINDS[kind] for kind in _KINDS if isinstance(event, kind)), ())
    version = event.originator_version
    return [(one, 1 if one is PaperKind.DECISION else version) for one in kinds]


def _ids(event: Event) -> list[UUID]:
    if isinstance(event, Paper.Issued):
        return [event.originator_id]
    case = event.originator_id
    return [Paper.create_id(kind, case, of) for kind, of in _papers(event)]


def _begun(event: Event) -> Row:
    told: Any = event
    return {
        "id": event.originator_id,
        "authority": told.authority,
        "client_id": told.client_id,
        "thread": getattr(told, "thread", None),
        "kind": event.order.kind if isinstance(event, Inspection.Ordered) else None,
        "decided": False,
        "by": event.by.model_dump(mode="json"),
    }


def _fall_due(one: Recorded, known: Rows, due: Rows) -> None:
    """Note what is to be put on paper, where an officer did it."""
    event, case = one.event, known[one.event.originator_id]
    for kind, made_of in _papers(event):
        if kind is PaperKind.DECISION:
            if case["decided"] or not _is_told(event, case):
                continue
            known.change(event.originator_id, decided=True)
        elif isinstance(event, Inspection.Moved) and not case["decided"]:
            continue
        id = Paper.create_id(kind, event.originator_id, made_of)
        due[id] = {
            "id": id,
            "number": one.position,
            "kind": kind,
            "case": next(_CASES[kind] for kind in _CASES if isinstance(event, kind)),
            "case_id": event.originator_id,
            "made_of": made_of,
            "client_id": case["client_id"],
            "authority": case["authority"],
            "thread": case["thread"],
            "by": _officer(kind, event, case),
        }


_STEPS: Mapping[type[Event], Step] = {
    Inspection.Notified: Step.NOTIFY,
    Inspection.Started: Step.START,
    Inspection.Prevented: Step.PREVENT,
    Inspection.Ended: Step.END,
}


def _is_told(event: Event, case: Row) -> bool:
    """Whether the client knows of an inspection from this event on."""
    steps = (step for kind, step in _STEPS.items() if isinstance(event, kind))
    return any(tells_client(step, Kind(case["kind"])) for step in steps)


def _officer(kind: PaperKind, event: Event, case: Row) -> Row:
    """Who issues it: of a decision whoever ordered, though another began.

    A date that a client chose, or that silence set, is told by whoever ordered too.
    """
    by: Row = event.by.model_dump(mode="json")
    acts = by["organisation"] == str(case["authority"])
    ordered: Row = case["by"]
    return ordered if kind is PaperKind.DECISION or not acts else by


def _issued(event: Paper.Issued, one: Recorded) -> Row:
    return {
        "id": event.originator_id,
        "number": one.position,
        "client_id": event.client_id,
        "authority": event.authority,
        "kind": event.kind,
        "case": event.case,
        "case_id": event.case_id,
        "thread": event.thread,
        "message": event.message,
        "file": event.file,
        "sha256": event.sha256,
        "on": event.on,
        "issued_at": one.at,
    }
