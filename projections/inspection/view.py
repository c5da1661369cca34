"""Questions about inspections (I0 to I8)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.errors import NotFound
from domain.inspection import BEFORE, UNDER_WAY, Done, Order
from domain.inspection.hours import Span
from domain.kernel import Value
from domain.profile import ClientKind
from domain.term import Pause
from projections.inspection import queries
from projections.inspection.cards import (
    ActionCard,
    ActionPage,
    CaseCard,
    CaseLine,
    CasePage,
    MoveCard,
    RepresentativeCard,
)
from projections.view import Connections, View

PAGE = 50
MOST_IN_CALENDAR = 2000
DOCUMENTS = "248-ФЗ, ст. 72 ч. 8"
"""A documentary inspection does not run while documents are awaited (LAW-011)."""
_ONE_DAY = timedelta(days=1)
C = TypeVar("C", bound=Value)


class InspectionView(View):
    """Answers questions about inspections.

    Also what the commands ask of it: `InspectionsKnown` and `ClientKinds`.

    Args:
        database: where the tables are.
        zone: whose days count.
        today: tells the day.
    """

    def __init__(
        self, database: Connections, zone: ZoneInfo, today: Callable[[], date]
    ) -> None:
        super().__init__(database)
        self._zone = zone
        self._today = today

    def case(self, id: UUID) -> CaseCard | None:
        """One inspection as a whole; None when there is none."""
        card = self.one(CaseCard, queries.CARD, (id,))
        if card is None:
            return None
        names = self._names([card.ordered_by, *(one.by for one in card.steps)])
        steps = tuple(
            one.model_copy(update={"by_name": names.get(one.by)}) for one in card.steps
        )
        return card.model_copy(
            update={"steps": steps, "ordered_by_name": names.get(card.ordered_by)}
        )

    def of(
        self,
        *,
        client_id: UUID | None = None,
        authority: UUID | None = None,
        is_over: bool | None = None,
        before: int | None = None,
        limit: int = PAGE,
    ) -> CasePage:
        """Inspections of a client, or of a body, the newest first.

        Args:
            client_id: who is inspected; or else
            authority: who inspects.
            is_over: only those that are over, or only those that are not; None: all.
            before: cursor of the page before.
            limit: how many at most, 1..200.
        """
        asked = {
            "client": client_id,
            "authority": authority,
            "over": is_over,
            "before": before,
            "limit": limit + 1,
        }
        return _page(self.all(CaseLine, queries.LINES, asked), limit)

    def represented_by(
        self, person: str, *, before: int | None = None, limit: int = PAGE
    ) -> CasePage:
        """Inspections in which somebody acts for the client today, the newest first."""
        asked = {
            "person": person,
            "today": self._today(),
            "before": before,
            "limit": limit + 1,
        }
        return _page(self.all(CaseLine, queries.REPRESENTED, asked), limit)

    def between(
        self, authority: UUID, first: datetime, end: datetime
    ) -> Sequence[CaseLine]:
        """Inspections of a body that run in a time, in the order of their start."""
        asked = {
            "authority": authority,
            "first": first.astimezone(self._zone).date(),
            "end": end,
            "limit": MOST_IN_CALENDAR,
        }
        return self.all(CaseLine, queries.BETWEEN, asked)

    def actions(
        self, id: UUID, *, before: int | None = None, limit: int = PAGE
    ) -> ActionPage:
        """Actions of an inspection, the last recorded first."""
        asked = {"inspection": id, "before": before, "limit": limit + 1}
        found = self.all(ActionCard, queries.ACTIONS, asked)
        shown = self._named(found[:limit], "by")
        after = shown[-1].number if len(found) > limit else None
        return ActionPage(actions=tuple(shown), after=after)

    def action(self, id: UUID) -> tuple[UUID, ActionCard] | None:
        """One action, and the inspection that it belongs to; None: there is none."""
        with self.read() as sql:
            row = sql.execute(queries.ONE_ACTION, (id,), prepare=True).fetchone()
        if row is None:
            return None
        (card,) = self._named([ActionCard.model_validate(row)], "by")
        return row["inspection"], card

    def moves(self, id: UUID) -> list[MoveCard]:
        """Wishes for another date of an inspection, the first one first."""
        query = f"{queries.MOVE} WHERE inspection = %s ORDER BY turn"
        return self._named(self.all(MoveCard, query, (id,)), "asked_by")

    def move(self, id: UUID) -> MoveCard | None:
        """One wish for another date; None when there is none."""
        return self.one(MoveCard, f"{queries.MOVE} WHERE id = %s", (id,))

    def representatives(self, id: UUID) -> list[RepresentativeCard]:
        """Everybody who acts or acted for the client in an inspection."""
        found = self.all(RepresentativeCard, queries.REPRESENTATIVES, (id,))
        return self._named(found, "person", "name")

    def representative(self, id: UUID, person: str) -> RepresentativeCard | None:
        """One who acts or acted for the client in an inspection."""
        return self.one(RepresentativeCard, queries.REPRESENTATIVE, (id, person))

    def done(self, inspection: UUID) -> list[Done]:
        """Every recorded action of an inspection, any order."""
        return self._done(queries.DONE, {"inspection": inspection})

    def odd(self, inspection: UUID, order: Order) -> list[Done]:
        """Those actions that may be a red flag of themselves, whatever time they took.

        Done by somebody whom the order does not name, not ordered, or of what the state
        held; and examinations of experts, for which the act waits.
        """
        return self._done(
            queries.ODD,
            {
                "inspection": inspection,
                "actions": list(order.actions),
                "persons": [one.person for one in order.persons],
            },
        )

    def spans(self, inspection: UUID, zone: str) -> list[Span]:
        """How long the client was busy with it: a span for each day, in order.

        A day's span begins at midnight, whenever the client was busy, so that thousands
        of actions are a few rows.

        Args:
            inspection: which.
            zone: name of the time zone, e.g. "Europe/Samara".
        """
        asked = {"inspection": inspection, "zone": zone}
        with self.read() as sql:
            found = sql.execute(queries.DAYS, asked, prepare=True).fetchall()
        return [(row["since"], row["until"]) for row in found]

    def pauses(self, inspection: UUID) -> list[Pause]:
        """Times that do not count: until the documents came that were asked for."""
        asked = {"inspection": inspection, "today": self._today()}
        with self.read() as sql:
            found = sql.execute(queries.PAUSES, asked, prepare=True).fetchall()
        return [
            Pause.of_days(row["since"] + _ONE_DAY, row["until"], self._zone, DOCUMENTS)
            for row in found
            if row["since"] < row["until"]
        ]

    def last_planned(
        self, client_id: UUID, authority: UUID, control_kind: str
    ) -> date | None:
        """Day on which the last planned inspection ended; None: there was none."""
        asked = (client_id, authority, control_kind)
        with self.read() as sql:
            row = sql.execute(queries.LAST_PLANNED, asked, prepare=True).fetchone()
        ended: datetime | None = row["ended_at"] if row else None
        return ended.astimezone(self._zone).date() if ended else None

    def kind(self, client_id: UUID) -> ClientKind:
        """What a client is in law; raises NotFound."""
        with self.read() as sql:
            found = sql.execute(queries.CLIENT_KIND, (client_id,), prepare=True)
            row = found.fetchone()
        if row is None:
            raise NotFound
        return ClientKind(row["kind"])

    def to_expire(self, limit: int) -> list[UUID]:
        """Ids of those whose term is over though nobody ended them."""
        asked = {
            "today": self._today(),
            "stages": list(UNDER_WAY),
            "limit": limit,
        }
        return self._ids(queries.TO_EXPIRE, asked)

    def moves_due(self, now: datetime, limit: int) -> list[UUID]:
        """Ids of wishes for another date that silence decides."""
        asked = {"now": now, "stages": list(BEFORE), "limit": limit}
        return self._ids(queries.MOVES_DUE, asked)

    def of_notice(self, notice: UUID) -> list[UUID]:
        """Ids of the inspections that a notice told of."""
        return self._ids(queries.OF_NOTICE, (notice,))

    def _ids(self, query: Any, asked: Any) -> list[UUID]:
        with self.read() as sql:
            return [row["id"] for row in sql.execute(query, asked, prepare=True)]

    def _done(self, query: Any, asked: Any) -> list[Done]:
        with self.read() as sql:
            found = sql.execute(query, asked, prepare=True)
            return [Done(**(row | {"held": tuple(row["held"])})) for row in found]

    def _named(self, cards: Sequence[C], who: str, name: str | None = None) -> list[C]:
        """The same with the names of people."""
        names = self._names(getattr(one, who) for one in cards)
        told = name or f"{who}_name"
        return [
            one.model_copy(update={told: names.get(getattr(one, who))}) for one in cards
        ]

    def _names(self, people: Iterable[str]) -> Mapping[str, str]:
        ids = sorted({id for id in people if _is_person(id)})
        if not ids:
            return {}
        with self.read() as sql:
            found = sql.execute(queries.NAMES, (ids,), prepare=True)
            return {row["id"]: row["name"] for row in found}


def _page(found: Sequence[CaseLine], limit: int) -> CasePage:
    shown = tuple(found[:limit])
    more = len(found) > limit
    return CasePage(inspections=shown, after=shown[-1].number if more else None)


def _is_person(id: str) -> bool:
    try:
        UUID(id)
    except ValueError:
        return False
    return True
