"""Questions about appeals (I9)."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import LiteralString
from uuid import UUID

from domain.appeal import OPEN, AppealStatus, SubjectKind
from domain.kernel import Value
from projections.appeal import queries
from projections.appeal.cards import (
    AppealAgainst,
    AppealCard,
    AppealCount,
    AppealLine,
    AppealPage,
    AppealRepresentativeCard,
    ToExplain,
)
from projections.appeal.place import Place
from projections.appeal.queries import MOST_COUNTED, Only
from projections.view import Connections, View

PAGE = 50


class Asked(Value):
    """Which appeals of a body.

    Attributes:
        only: of those that are open.
        status: only those that stand so; one that is over shows those that are.
        kind: only against things of this kind.
        over: those that are over, in place of the open ones.
    """

    only: Only = Only.ALL
    status: AppealStatus | None = None
    kind: SubjectKind | None = None
    over: bool = False

    @property
    def is_over(self) -> bool:
        """Whether it asks for those that are over."""
        return self.over or (self.status is not None and self.status not in OPEN)


class AppealView(View):
    """Answers questions about appeals; whose they are, the caller sees to.

    Args:
        database: where the tables are.
        today: tells the day.
        now: tells the instant.
    """

    def __init__(
        self,
        database: Connections,
        today: Callable[[], date],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(database)
        self._today = today
        self._now = now

    def get(self, id: UUID) -> AppealCard | None:
        """One appeal as a whole; None when there is none."""
        card = self.one(AppealCard, queries.CARD, (id,))
        if card is None:
            return None
        people = (card.officer, card.signed_by, *(one.by for one in card.history))
        names = self.names(people)
        history = tuple(
            one.model_copy(update={"by_name": names.get(one.by)})
            for one in card.history
        )
        return card.model_copy(
            update={
                "history": history,
                "officer_name": names.get(card.officer or ""),
                "signed_by_name": names.get(card.signed_by or ""),
            }
        )

    def of_client(
        self, client_id: UUID, *, after: Place | None = None, limit: int = PAGE
    ) -> AppealPage:
        """Appeals of a business, its drafts among them, the newest first.

        Args:
            client_id: who appeals.
            after: the place where the page before ended.
            limit: how many at most, 1..200.
        """
        asked = {"client": client_id, "before": _place(after), "limit": limit + 1}
        return self._newest(queries.OF_CLIENT, asked, limit)

    def represented_by(
        self, person: str, *, after: Place | None = None, limit: int = PAGE
    ) -> AppealPage:
        """Appeals in which somebody acts for the client today, the newest first."""
        asked = {
            "person": person,
            "today": self._today(),
            "before": _place(after),
            "limit": limit + 1,
        }
        return self._newest(queries.REPRESENTED, asked, limit)

    def of_subject(
        self, client_id: UUID, kind: SubjectKind, id: UUID
    ) -> Sequence[AppealLine]:
        """Appeals of a business against one thing, the newest first; at most 50."""
        asked = {"client": client_id, "kind": kind, "subject": id, "limit": PAGE}
        return self.all(AppealLine, queries.OF_SUBJECT, asked)

    def against(
        self, client_id: UUID, things: Collection[UUID]
    ) -> dict[tuple[SubjectKind, UUID], AppealAgainst]:
        """The newest appeals of a business against some things; without withdrawn."""
        found = self.all(AppealAgainst, queries.AGAINST, (client_id, list(things)))
        return {(one.kind, one.subject_id): one for one in found}

    def draft_files(self) -> Collection[UUID]:
        """Ids of the files that drafts keep until they are sent or thrown away."""
        with self.read() as sql:
            found = sql.execute(queries.DRAFT_FILES, prepare=True)
            return [row["id"] for row in found]

    def explaining(self, authority: UUID) -> Sequence[ToExplain]:
        """Open appeals in which a body still owes an explanation; at most 50.

        The one that has to be explained first comes first.
        """
        asked = {"authority": authority, "limit": PAGE}
        return self.all(ToExplain, queries.EXPLAINING, asked)

    def queue(
        self,
        authority: UUID,
        asked: Asked,
        *,
        officer: str,
        after: Place | None = None,
        limit: int = PAGE,
    ) -> AppealPage:
        """What a body has to decide, the most urgent first; or what is over.

        Args:
            authority: that decides.
            asked: which; what is over comes the newest first.
            officer: id of the reader, for those that are its own.
            after: the place where the page before ended.
            limit: how many at most, 1..200.
        """
        params = {
            "authority": authority,
            "officer": officer,
            "now": self._now(),
            "status": asked.status,
            "kind": asked.kind,
            "due": after.due if after else None,
            "place": _place(after),
            "limit": limit + 1,
        }
        found = self._named(self.all(AppealLine, _queue(asked, after), params))
        shown = tuple(found[:limit])
        more = len(found) > limit
        after_it = _after(shown[-1], by_due=not asked.is_over) if more else None
        return AppealPage(appeals=shown, after=after_it)

    def counted(self, authority: UUID, officer: str) -> AppealCount:
        """How many open appeals a body has, of each sort."""
        asked = {
            "authority": authority,
            "officer": officer,
            "now": self._now(),
            "most": MOST_COUNTED,
        }
        with self.read() as sql:
            row = sql.execute(queries.COUNT, asked, prepare=True).fetchone()
        return AppealCount.model_validate(row)

    def representatives(self, id: UUID) -> list[AppealRepresentativeCard]:
        """Everybody who acts or acted for the client in an appeal, by time."""
        query: LiteralString = f"{queries.REPRESENTATIVES} ORDER BY since, person"
        found = self.all(AppealRepresentativeCard, query, (id,))
        names = self.names(one.person for one in found)
        return [one.model_copy(update={"name": names.get(one.person)}) for one in found]

    def representative(self, id: UUID, person: str) -> AppealRepresentativeCard | None:
        """One who acts or acted for the client in an appeal."""
        query: LiteralString = f"{queries.REPRESENTATIVES} AND person = %s"
        return self.one(AppealRepresentativeCard, query, (id, person))

    def names(self, people: Iterable[str | None]) -> Mapping[str, str]:
        """What people are called, by id; jobs and forgotten ones lack."""
        ids = sorted({id for id in people if id and _is_person(id)})
        if not ids:
            return {}
        with self.read() as sql:
            found = sql.execute(queries.NAMES, (ids,), prepare=True)
            return {row["id"]: row["name"] for row in found}

    def _newest(
        self, query: LiteralString, asked: Mapping[str, object], limit: int
    ) -> AppealPage:
        found = self._named(self.all(AppealLine, query, asked))
        shown = tuple(found[:limit])
        more = len(found) > limit
        return AppealPage(appeals=shown, after=_after(shown[-1]) if more else None)

    def _named(self, lines: Sequence[AppealLine]) -> list[AppealLine]:
        names = self.names(one.officer for one in lines)
        return [
            one.model_copy(update={"officer_name": names.get(one.officer)})
            if one.officer
            else one
            for one in lines
        ]


def _queue(asked: Asked, after: Place | None) -> LiteralString:
    """Only the conditions that are asked for, so that each finds its index."""
    status: LiteralString = queries.STATUS if asked.status else ""
    kind: LiteralString = queries.KIND if asked.kind else ""
    which: LiteralString = queries.OVER if asked.is_over else queries.OPEN
    only: LiteralString = "" if asked.is_over else queries.ONLY[asked.only]
    order: LiteralString = queries.BY_PLACE if asked.is_over else queries.BY_DUE
    beyond: LiteralString = queries.AFTER_PLACE if asked.is_over else queries.AFTER_DUE
    place: LiteralString = beyond if after else ""
    inner: LiteralString = (
        f"SELECT a.id {which} {only} {status} {kind} {place} {order} LIMIT %(limit)s"
    )
    return f"{queries.LINE} {queries.FROM} WHERE a.id IN ({inner}) {order}"


def _place(after: Place | None) -> int | None:
    return after.place if after else None


def _after(line: AppealLine, *, by_due: bool = False) -> str:
    return str(Place(line.place, line.due if by_due else None))


def _is_person(id: str) -> bool:
    try:
        UUID(id)
    except ValueError:
        return False
    return True
