"""What is going to change in a client's list, as far as the register knows it."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from domain.profile import Profile
from domain.requirement import Repeal
from projections.applicability.personal_list.ahead import Ahead, Found, Kept
from projections.applicability.personal_list.changes import Coming
from projections.applicability.personal_list.judging import Judging
from projections.applicability.personal_list.known import Known
from projections.applicability.personal_list.rows import Texts
from projections.view import Connections, View

MOST_COMING = 1000


class ComingChanges(View):
    """Looks ahead.

    Args:
        database: where the tables are.
        judging: makes lists.
    """

    def __init__(self, database: Connections, judging: Judging) -> None:
        super().__init__(database)
        self._judging = judging
        self._texts = Texts(database)

    def of_client(
        self, client_id: UUID, profile: Profile, until: date, limit: int
    ) -> tuple[Coming, ...]:
        """The nearest changes; see `PersonalLists.coming`."""
        knowledge, today = self._judging.knowledge, self._judging.today()
        beliefs, [register] = self._judging.register.known(None)
        declared = knowledge.declared(client_id)
        stated = knowledge.profiles(client_id, today, until)
        # What is known of the client today is what the caller says.
        eras = [(today, profile), *stated[1:]]
        known = [(day, Known(one, declared, today)) for day, one in eras]
        suspensions = knowledge.suspensions(None)
        ahead = Ahead(register, beliefs, today, until, known, suspensions)
        return tuple(self._told(ahead, ahead.nearest(limit)))

    def _told(self, ahead: Ahead, found: Sequence[Found]) -> Iterator[Coming]:
        rows = self._texts.rows(
            ahead.register, list(dict.fromkeys(one.row for one in found))
        )
        kept = self._kept([row["requirement"] for row in rows.values()])
        for one in found:
            row = rows.get(one.row)
            about = row and kept.get(row["requirement"])
            if row and about:
                yield ahead.told(one, row, about)

    def _kept(self, requirements: Sequence[UUID]) -> dict[UUID, Kept]:
        if not requirements:
            return {}
        with self.read() as sql:
            found = sql.execute(KEPT, (list(requirements),), prepare=True)
            return {
                row["id"]: Kept(
                    row["version"],
                    row["changed_at"],
                    Repeal.model_validate(row["repeal"]) if row["repeal"] else None,
                )
                for row in found
            }


KEPT = """
    SELECT id, version, changed_at, CASE WHEN status = 'repealed' THEN
        jsonb_path_query_first(history, '$.changes[*] ? (@.kind == "repeal")')
    END AS repeal
    FROM requirement.register WHERE id = ANY(%s)
"""
