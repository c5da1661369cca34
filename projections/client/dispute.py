"""Disputes of facts, as the client and the keeper of the register read them (L7)."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from domain.client import Dispute, DisputeStatus
from domain.kernel import Event, Value
from domain.profile import FactValue
from projections.view import Recorded, Rows, Sql, View

PAGE: Final = 50


class DisputeCard(Value):
    """A dispute as it stands.

    Attributes:
        id: of the dispute.
        version: its version; the ETag.
        number: its place in the log; people name it by this.
        client_id: who disputes.
        client_name, client_inn: as registered; None where the reader did not ask.
        fact: key of the disputed fact.
        registry: the register that says it; None: an inspector does.
        authority: organisation of the inspector that says it; None: a register.
        value: the disputed value.
        since: the day from which it is said to be so.
        claim: what would be right; None when the client did not say.
        reason: in the client's words.
        document_id: of the document given with it.
        status: where it stands.
        raised_at, changed_at: when, UTC.
        answer: the keeper's reason; None when there is none.
        corrected: what the keeper says is right, when it accepted.
    """

    id: UUID
    version: int
    number: int
    client_id: UUID
    client_name: str | None = None
    client_inn: str | None = None
    fact: str
    registry: str | None
    authority: UUID | None
    value: FactValue
    since: date
    claim: FactValue
    reason: str
    document_id: UUID | None
    status: DisputeStatus
    raised_at: datetime
    changed_at: datetime
    answer: str | None
    corrected: FactValue

    @property
    def is_open(self) -> bool:
        """Whether the keeper's answer is awaited."""
        return self.status is DisputeStatus.OPEN


class DisputeQueue(Value):
    """A page of disputes.

    Attributes:
        disputes: newest first.
        after: cursor of the next page; None at the end.
    """

    disputes: tuple[DisputeCard, ...]
    after: int | None


class DisputeView(View):
    """Answers questions about disputes."""

    def get(self, id: UUID) -> DisputeCard | None:
        """One dispute with its client's name and INN; None when there is none."""
        return self.one(DisputeCard, f"{WITH_CLIENT} WHERE d.id = %s", (id,))

    def mine(
        self,
        client_id: UUID,
        *,
        statuses: Collection[DisputeStatus] = (),
        before: int | None = None,
        limit: int = PAGE,
    ) -> DisputeQueue:
        """A client's disputes, newest first; arguments as for `queue`."""
        found = self.all(
            DisputeCard,
            f"{ALONE} WHERE d.client_id = %(client)s{AND_STATUS}{AND_BEFORE}",
            {
                "client": client_id,
                "statuses": [status.value for status in statuses] or None,
                "before": before,
                "limit": limit + 1,
            },
        )
        return _page(found, limit)

    def queue(
        self,
        registers: Collection[str],
        authority: UUID,
        *,
        statuses: Collection[DisputeStatus] = (),
        before: int | None = None,
        limit: int = PAGE,
    ) -> DisputeQueue:
        """Disputes that an organisation answers, newest first.

        Args:
            registers: names of the state registers that it keeps.
            authority: the organisation, for what its inspectors said.
            statuses: only these; all when empty.
            before: cursor of the page before.
            limit: how many at most, 1..200.
        """
        found = self.all(
            DisputeCard,
            f"{WITH_CLIENT} WHERE (d.registry = ANY(%(registers)s)"
            f" OR d.authority = %(authority)s){AND_STATUS}{AND_BEFORE}",
            {
                "registers": list(registers),
                "authority": authority,
                "statuses": [status.value for status in statuses] or None,
                "before": before,
                "limit": limit + 1,
            },
        )
        return _page(found, limit)

    def of_facts(self, client_id: UUID) -> dict[str, DisputeCard]:
        """The newest dispute of each fact of a client, by fact key."""
        found = self.all(
            DisputeCard, f"{NEWEST} WHERE client_id = %s{BY_FACT}", (client_id,)
        )
        return {one.fact: one for one in found}


def write_disputes(sql: Sql, events: Sequence[Recorded]) -> None:
    """Keep a row per dispute; those of forgotten clients are not kept.

    A step that was decided while the client was being forgotten may stand after it.
    """
    clients = {one.event.client_id for one in events}  # type: ignore[attr-defined]
    forgotten = {row["client_id"] for row in sql.execute(FORGOTTEN, (list(clients),))}
    steps = [
        one
        for one in events
        if one.event.client_id not in forgotten  # type: ignore[attr-defined]
    ]
    known = {
        one.event.originator_id
        for one in steps
        if not isinstance(one.event, Dispute.Raised)
    }
    with Rows(sql, "dispute", known) as rows:
        for one in steps:
            id = one.event.originator_id
            if isinstance(one.event, Dispute.Raised):
                rows[id] = _raised(one.event, one)
            rows.change(
                id,
                **_changes(one.event),
                version=one.event.originator_version,
                changed_at=one.at,
            )


COLUMNS: Final = (
    "d.id, d.version, d.number, d.client_id, d.fact, d.registry, d.authority, d.value,"
    " d.since, d.claim, d.reason, d.document_id, d.status, d.raised_at, d.changed_at,"
    " d.answer, d.corrected"
)
ALONE: Final = f"SELECT {COLUMNS} FROM client.dispute AS d"  # noqa: S608
NEWEST: Final = f"SELECT DISTINCT ON (d.fact) {COLUMNS} FROM client.dispute AS d"  # noqa: S608
BY_FACT: Final = " ORDER BY d.fact, d.number DESC"
WITH_CLIENT: Final = (
    f"SELECT {COLUMNS}, c.name AS client_name, c.inn AS client_inn"  # noqa: S608
    " FROM client.dispute AS d JOIN client.client AS c ON c.id = d.client_id"
)
AND_STATUS: Final = (
    " AND (%(statuses)s::text[] IS NULL OR d.status = ANY(%(statuses)s))"
)
AND_BEFORE: Final = (
    " AND (%(before)s::bigint IS NULL OR d.number < %(before)s)"
    " ORDER BY d.number DESC LIMIT %(limit)s"
)
FORGOTTEN: Final = "SELECT client_id FROM forgotten WHERE client_id = ANY(%s)"


def _page(found: list[DisputeCard], limit: int) -> DisputeQueue:
    shown = tuple(found[:limit])
    after = shown[-1].number if len(found) > limit else None
    return DisputeQueue(disputes=shown, after=after)


def _raised(event: Dispute.Raised, one: Recorded) -> dict[str, Any]:
    return {
        "id": event.originator_id,
        "number": one.position,
        "client_id": event.client_id,
        "fact": event.fact,
        "registry": event.registry,
        "authority": event.authority,
        "value": event.value,
        "since": event.since,
        "claim": event.claim,
        "reason": event.reason,
        "document_id": event.document_id,
        "raised_at": one.at,
        "answer": None,
        "corrected": None,
    }


def _changes(event: Event) -> dict[str, Any]:
    """The columns that an event gives other values."""
    match event:
        case Dispute.Accepted():
            return {
                "status": DisputeStatus.ACCEPTED,
                "answer": event.reason,
                "corrected": event.value,
            }
        case Dispute.Declined():
            return {"status": DisputeStatus.DECLINED, "answer": event.reason}
        case Dispute.Withdrawn():
            return {"status": DisputeStatus.WITHDRAWN}
    return {"status": DisputeStatus.OPEN}
