"""Whom an offer of help may be told: those alone who want to hear of such (C3, R3)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, LiteralString
from uuid import UUID

from domain.condition import Verdict, parse
from domain.consent import HELP, Scope, within
from domain.notice.mailing import Concern, HelpOffered, Portion, Subject, Told
from domain.situation import SituationKind
from projections.situation import SituationView
from projections.view import Connections, View

CONDITION: LiteralString = """
    SELECT condition::jsonb AS condition FROM requirement.version
    WHERE code = %s AND shown_from <= %s AND shown_until >= %s
"""
EXPECTED: LiteralString = """
    SELECT count(DISTINCT client_id) AS found
    FROM data_assessment_look.offered JOIN consent.consent USING (client_id)
    WHERE offered.offer = %(offer)s AND NOT offered.is_dismissed AND consent.stands
        AND (consent.kind, consent.name) IN (
            SELECT * FROM unnest(%(kinds)s::text[], %(names)s::text[]))
"""
AGREED: LiteralString = """
    SELECT client_id, array_agg(consent.kind || '/' || consent.name) AS scopes
    FROM data_assessment_look.offered JOIN consent.consent USING (client_id)
    WHERE offered.offer = %(offer)s AND NOT offered.is_dismissed AND consent.stands
        AND (consent.kind, consent.name) IN (
            SELECT * FROM unnest(%(kinds)s::text[], %(names)s::text[]))
        AND (%(after)s::uuid IS NULL OR client_id > %(after)s)
    GROUP BY client_id ORDER BY client_id LIMIT %(most)s
"""


class HelpAudience(View):
    """Answers who agreed to be told of an offer, and on what ground.

    Args:
        database: where consents and offers are.
        situations: life situations; within one is what its facts decide.
        today: the current day where the service is run.
    """

    def __init__(
        self,
        database: Connections,
        situations: SituationView,
        today: Callable[[], date],
    ) -> None:
        super().__init__(database)
        self._situations = situations
        self._today = today

    def finding(self, subjects: Sequence[Subject]) -> "HelpFinding":
        """Whom an offer may be told; as `application.ports.Audience`."""
        offered = next(one for one in subjects if isinstance(one, HelpOffered))
        return HelpFinding(self._database, offered, self._scopes(offered.requirement))

    def _scopes(self, requirement: str) -> list[Scope]:
        """What one may have agreed to so that this falls under it; services first."""
        today = self._today()
        with self.read() as sql:
            row = sql.execute(CONDITION, (requirement, today, today)).fetchone()
        condition = parse(row["condition"]) if row else None
        situations = [
            Scope.situation(one.code)
            for one in self._situations.published(SituationKind.LIFE_SITUATION)
            if condition is not None and within(condition, one.content.facts)
        ]
        return [Scope.service(HELP), *situations]


class HelpFinding(View):
    """Those who agreed, portion by portion; a consent counts as it stands then."""

    def __init__(
        self, database: Connections, offered: HelpOffered, scopes: Sequence[Scope]
    ) -> None:
        super().__init__(database)
        self._scopes = {str(one): one for one in scopes}
        self._asked = {
            "offer": offered.offer,
            "kinds": [one.kind.value for one in scopes],
            "names": [one.name for one in scopes],
        }

    @property
    def expected(self) -> int:
        """How many agreed."""
        with self.read() as sql:
            row = sql.execute(EXPECTED, self._asked).fetchone()
        return row["found"] if row else 0

    def portions(self, after: UUID | None, most: int) -> Iterator[Portion]:
        """Whom to tell, in the order of ids; see `application.ports.Found`."""
        while True:
            with self.read() as sql:
                asked = self._asked | {"after": after, "most": most}
                rows = sql.execute(AGREED, asked).fetchall()
            if not rows:
                return
            after = rows[-1]["client_id"]
            yield Portion(through=after, told=tuple(self._told(rows)))

    def _told(self, rows: Sequence[Mapping[str, Any]]) -> Iterator[Told]:
        groups: dict[str, list[UUID]] = {}
        for row in rows:
            groups.setdefault(self._ground(row["scopes"]), []).append(row["client_id"])
        concern = Concern(of=0, verdict=Verdict.APPLIES)
        for name, clients in groups.items():
            yield Told(
                clients=tuple(clients),
                concerns=(concern,),
                consent=self._scopes[name],
            )

    def _ground(self, agreed: Sequence[str]) -> str:
        """The first of what was agreed to, services before situations."""
        return next(name for name in self._scopes if name in agreed)
