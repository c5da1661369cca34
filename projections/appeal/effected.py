"""What decisions on appeals did to things: a row for each, told on their pages (I9)."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter
from typing import Any, Final, LiteralString
from uuid import UUID

from domain.applicability import Declaration
from domain.caution import Caution
from domain.client import Client
from domain.compliance import ComplianceDeclaration
from domain.execution import ExecutionConfirmation
from domain.information_request import InformationRequest
from domain.inspection import DateMove, Inspection, Undone
from domain.kernel import Event
from domain.redress import ByAppeal
from domain.risk import Category, RiskAssignment
from domain.visit import Outcome, Visit
from projections.view import Projection, Recorded, Row, Rows, Sql, View


class Effected(StrEnum):
    """What an appeal did to a thing.

    ALLOWED: another date of an inspection. LIFTED: what a body had said against the
    word of the client. LOWERED: the category of risk.
    """

    SUSPENDED = "suspended"
    RESUMED = "resumed"
    ANNULLED = "annulled"
    CORRECTED = "corrected"
    NEW_TERM = "new_term"
    ALLOWED = "allowed"
    LIFTED = "lifted"
    LOWERED = "lowered"


DID: Final[dict[type[Event], Effected]] = {
    Inspection.Suspended: Effected.SUSPENDED,
    Inspection.Resumed: Effected.RESUMED,
    Inspection.Annulled: Effected.ANNULLED,
    Inspection.ActCorrected: Effected.CORRECTED,
    Inspection.ImprovementTermSet: Effected.NEW_TERM,
    DateMove.Allowed: Effected.ALLOWED,
    Caution.Annulled: Effected.ANNULLED,
    RiskAssignment.LoweredByAppeal: Effected.LOWERED,
    Visit.Annulled: Effected.ANNULLED,
    Visit.Suspended: Effected.SUSPENDED,
    Visit.Resumed: Effected.RESUMED,
    Outcome.OrderAnnulled: Effected.ANNULLED,
    Outcome.OrderTermsSet: Effected.NEW_TERM,
    Outcome.OrderSuspended: Effected.SUSPENDED,
    Outcome.OrderResumed: Effected.RESUMED,
    InformationRequest.Annulled: Effected.ANNULLED,
    InformationRequest.Suspended: Effected.SUSPENDED,
    InformationRequest.Resumed: Effected.RESUMED,
    Declaration.ContestAnnulled: Effected.LIFTED,
    ComplianceDeclaration.AnnulmentLifted: Effected.LIFTED,
    ExecutionConfirmation.QuestionAnnulled: Effected.LIFTED,
}


class EffectLine(ByAppeal):
    """What an appeal did to a thing.

    Attributes:
        did: what.
        undone: of an inspection, what was annulled; None: all there is.
        at: when, UTC.
        until: the new last day; None: no term is about it.
        category: the new category of risk.
        slot: when an inspection begins now.
    """

    did: Effected
    undone: Undone | None
    at: datetime
    until: date | None
    category: Category | None
    slot: datetime | None


class EffectProjection(Projection):
    """Keeps a row for each; those of a forgotten client go with it."""

    name = "appeal_effect"
    schema = """
        CREATE TABLE appeal_effect (
            place     bigint PRIMARY KEY,
            thing     uuid NOT NULL,
            client_id uuid NOT NULL,
            appeal    uuid NOT NULL,
            number    text NOT NULL,
            did       text NOT NULL,
            undone    text,
            at        timestamptz NOT NULL,
            until     date,
            category  text,
            slot      timestamptz
        );
        CREATE INDEX appeal_effect_thing ON appeal_effect (thing, place);
        CREATE INDEX appeal_effect_client ON appeal_effect (client_id);
        CREATE TABLE appeal_effect_forgotten (client_id uuid PRIMARY KEY);
    """
    events = (*DID, Client.Forgotten)

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
        places = {one.position for one in told}
        with Rows(sql, "appeal_effect", places, "place") as rows:
            for one in told:
                rows[one.position] = _row(one)


FORGET: Final = (
    "INSERT INTO appeal_effect_forgotten SELECT unnest(%s::uuid[])"
    " ON CONFLICT DO NOTHING",
    "DELETE FROM appeal_effect WHERE client_id = ANY(%s)",
)
FORGOTTEN: Final = (
    "SELECT client_id FROM appeal_effect_forgotten WHERE client_id = ANY(%s)"
)

_client: Callable[[Recorded], UUID] = attrgetter("event.client_id")


def _row(one: Recorded) -> Row:
    event: Any = one.event
    return {
        "place": one.position,
        "thing": event.originator_id,
        "client_id": event.client_id,
        "appeal": event.appeal.appeal,
        "number": event.appeal.number,
        "did": DID[type(event)],
        "undone": getattr(event, "undone", None),
        "at": one.at,
        "until": _until(event),
        "category": getattr(event, "category", None),
        "slot": getattr(event, "slot", None),
    }


def _until(event: Any) -> date | None:
    """Until when something is to be done now."""
    if isinstance(event, Outcome.OrderTermsSet | Outcome.OrderResumed):
        return max((one.until for one in event.points), default=None)
    if isinstance(event, Inspection.Resumed):
        return event.improve_until
    until: date | None = getattr(event, "until", None)
    return until


OF: LiteralString = """
    SELECT appeal, number, did, undone, at, until, category, slot
    FROM appeal_effect.appeal_effect WHERE thing = ANY(%s) ORDER BY place
"""
OF_INSPECTION: LiteralString = """
    SELECT e.appeal, e.number, e.did, e.undone, e.at, e.until, e.category, e.slot
    FROM appeal_effect.appeal_effect AS e
    WHERE e.thing = %(id)s OR e.thing IN (
        SELECT m.id FROM inspection.inspection_move AS m WHERE m.inspection = %(id)s)
    ORDER BY e.place
"""


class EffectView(View):
    """Answers what appeals did to a thing."""

    def of(self, *things: UUID) -> list[EffectLine]:
        """What was done to some things, the oldest first."""
        return self.all(EffectLine, OF, (list(things),))

    def of_visit(self, id: UUID) -> list[EffectLine]:
        """What was done to a visit, and to the order after it."""
        return self.of(id, Outcome.create_id(id))

    def of_inspection(self, id: UUID) -> list[EffectLine]:
        """What was done to an inspection, and to wishes for another date of it."""
        return self.all(EffectLine, OF_INSPECTION, {"id": id})
