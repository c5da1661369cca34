"""A client's data set: every fact with its voices, its history, what is unsettled."""

from collections.abc import Iterable, Mapping
from typing import Final, LiteralString, NamedTuple
from uuid import UUID

from domain.client import DisputeStatus, Facts, derive
from domain.kernel import Certainty, Role
from domain.profile import FactValue
from projections.client.card import (
    ClientCard,
    Said,
    known_facts,
    person_id,
)
from projections.client.dispute import DisputeCard
from projections.client.lines import (
    Differing,
    DisputeBrief,
    FactHistory,
    FactLine,
    From,
    Statement,
    ToSettle,
    Voice,
    Who,
)
from projections.view import View

REGISTERED: Final = ("name", "inn", "ogrn")
"""What is registered and no condition asks for: not in the vocabulary."""
MOST_STATEMENTS: Final = 50


class Names(NamedTuple):
    """Names of people and organisations, by id as text."""

    people: Mapping[str, str]
    organisations: Mapping[str, str]

    def who(self, said: Said) -> Who:
        is_own = said.role is Role.CLIENT
        return Who(
            person=self.people.get(said.by) if is_own else None,
            role=said.role,
            organisation=self.organisations.get(str(said.organisation)),
        )

    def voice(self, said: Said) -> Voice:
        fields = said.model_dump(include=set(Voice.model_fields))
        return Voice(**fields, who=self.who(said))


class DataSetView(View):
    """Answers what is known of a client, from whom, and what was known before."""

    def lines(
        self,
        card: ClientCard,
        keys: Iterable[str],
        disputes: Mapping[str, DisputeCard],
    ) -> list[FactLine]:
        """Facts of the whole business: the registered ones, the keys, then others.

        Args:
            card: of the client.
            keys: fact keys to tell of even when nothing is known, in their order.
            disputes: see `DisputeView.of_facts`.
        """
        names = self._names(card)
        derived = _derived(card)
        wanted = dict.fromkeys((*keys, *sorted({*card.facts, *derived})))
        found = [
            _line(fact, card, derived.get(fact), disputes.get(fact), names)
            for fact in wanted
        ]
        return [*self._registered(card), *found]

    def place_lines(
        self, card: ClientCard, premises_id: UUID, keys: Iterable[str]
    ) -> list[FactLine]:
        """Facts of one open place, then the keys of which nothing is known there."""
        names = self._names(card)
        place = next(one for one in card.premises if one.id == premises_id)
        return [
            FactLine(
                fact=fact,
                premises_id=premises_id,
                value=known.value if known else None,
                said=names.voice(known) if known else None,
            )
            for fact in dict.fromkeys((*place.facts, *keys))
            for known in [place.facts.get(fact)]
        ]

    def history(
        self,
        client_id: UUID,
        fact: str,
        premises_id: UUID | None = None,
        *,
        before: int | None = None,
        limit: int = MOST_STATEMENTS,
    ) -> FactHistory:
        """What was said of a fact of the business, or of one place, newest first.

        Args:
            client_id: of whom.
            fact: its key, or one of REGISTERED.
            premises_id: the place; None: the whole business.
            before: cursor of the page before.
            limit: how many at most, 1..200.
        """
        found = self._statements(
            HISTORY,
            {
                "client": client_id,
                "fact": fact,
                "premises": premises_id,
                "before": before,
                "limit": limit + 1,
            },
        )
        after = found[limit - 1].version if len(found) > limit else None
        return FactHistory(statements=tuple(found[:limit]), after=after)

    def to_settle(self, client_id: UUID) -> ToSettle:
        """What is unsettled in a client's data set; nothing when there is no client."""
        with self.read() as sql:
            row = sql.execute(TO_SETTLE, (client_id,), prepare=True).fetchone()
        if row is None:
            return ToSettle()
        statuses = row["statuses"] or {}
        facts = known_facts(row["facts"], row["words"])
        return ToSettle(
            open_disputes=sum(one == DisputeStatus.OPEN for one in statuses.values()),
            differing=tuple(
                Differing(
                    fact=fact,
                    value=known.value,
                    registry=known.registry,
                    own=known.own.value,
                    dispute=statuses.get(fact),
                )
                for fact, known in sorted(facts.items())
                if known.differs and known.own
            ),
            proposals=row["proposals"],
        )

    def _registered(self, card: ClientCard) -> list[FactLine]:
        now = {"name": card.name, "inn": card.inn, "ogrn": card.ogrn}
        said = self._statements(NEWEST, {"client": card.id, "facts": list(REGISTERED)})
        return [
            FactLine(fact=fact, value=now[fact], said=statement)
            for fact, statement in zip(REGISTERED, said, strict=True)
        ]

    def _statements(
        self, query: LiteralString, params: Mapping[str, object]
    ) -> list[Statement]:
        with self.read() as sql:
            rows = sql.execute(query, params, prepare=True).fetchall()
        return [
            Statement.model_validate(
                {
                    **{name: row[name] for name in VOICED},
                    "certainty": row["certainty"] or Certainty.CERTAIN,
                    "who": {
                        "person": row["person"],
                        "role": Role.CLIENT if row["role"] == "person" else row["role"],
                        "organisation": row["body"],
                    },
                }
            )
            for row in rows
        ]

    def _names(self, card: ClientCard) -> Names:
        known = [*card.facts.values()]
        known += [fact for place in card.premises for fact in place.facts.values()]
        said = [one for fact in known for one in (fact, *fact.beside)]
        people = {
            id for one in said if one.role is Role.CLIENT and (id := person_id(one.by))
        }
        bodies = {one.organisation for one in said if one.organisation}
        with self.read() as sql:
            rows = sql.execute(NAMES, (list(people), list(bodies)), prepare=True)
            found = {(row["kind"], row["id"]): row["name"] for row in rows}
        return Names(
            {id: name for (kind, id), name in found.items() if kind == "person"},
            {id: name for (kind, id), name in found.items() if kind == "body"},
        )


VOICED: Final = (
    "version",
    "value",
    "source",
    "registry",
    "reference",
    "since",
    "at",
)
STATEMENT: Final = """
    s.version, s.source, s.registry, s.reference, s.certainty, s.since, s.at, s.role,
    p.name AS person, o.name AS body
"""
OF_WHOM: Final = """
    LEFT JOIN person.people AS p ON p.id = s.person_id
    LEFT JOIN person.organisations AS o
        ON o.id = s.organisation AND o.kind <> 'client'
"""
HISTORY: Final = f"""
    SELECT s.facts -> %(fact)s AS value, {STATEMENT}
    FROM client.statement AS s {OF_WHOM}
    WHERE s.client_id = %(client)s AND s.facts ? %(fact)s
        AND s.premises_id IS NOT DISTINCT FROM %(premises)s::uuid
        AND (%(before)s::integer IS NULL OR s.version < %(before)s)
    ORDER BY s.version DESC LIMIT %(limit)s
"""  # noqa: S608
NEWEST: Final = f"""
    SELECT s.facts -> wanted.fact AS value, {STATEMENT}
    FROM unnest(%(facts)s::text[]) WITH ORDINALITY AS wanted (fact, place)
    JOIN LATERAL (
        SELECT * FROM client.statement
        WHERE client_id = %(client)s AND premises_id IS NULL AND facts ? wanted.fact
        ORDER BY version DESC LIMIT 1
    ) AS s ON true {OF_WHOM}
    ORDER BY wanted.place
"""  # noqa: S608
NAMES: Final = """
    SELECT 'person' AS kind, id::text, name FROM person.people
    WHERE id = ANY(%s)
    UNION ALL
    SELECT 'body', id::text, name FROM person.organisations
    WHERE kind <> 'client' AND id = ANY(%s)
"""
TO_SETTLE: Final = """
    SELECT c.facts, c.words, jsonb_array_length(c.proposals) AS proposals, (
        SELECT jsonb_object_agg(newest.fact, newest.status) FROM (
            SELECT DISTINCT ON (fact) fact, status FROM client.dispute
            WHERE client_id = c.id ORDER BY fact, number DESC
        ) AS newest
    ) AS statuses
    FROM client.client AS c WHERE c.id = %s
"""


def _derived(card: ClientCard) -> dict[str, tuple[FactValue, tuple[From, ...]]]:
    """What the places decide, and which of them."""
    whole: Facts = {fact: known.value for fact, known in card.facts.items()}
    places = [
        {fact: known.value for fact, known in place.facts.items()}
        for place in card.premises
    ]
    return {
        fact: (
            derived.value,
            tuple(
                From(
                    fact=one.fact,
                    premises_id=card.premises[one.premises].id,
                    place=card.premises[one.premises].name,
                )
                for one in derived.origins
            ),
        )
        for fact, derived in sorted(derive(whole, places).items())
        if derived.origins
    }


def _line(
    fact: str,
    card: ClientCard,
    derived: tuple[FactValue, tuple[From, ...]] | None,
    dispute: DisputeCard | None,
    names: Names,
) -> FactLine:
    known = card.facts.get(fact)
    value, origins = derived or (known.value if known else None, ())
    brief = (
        DisputeBrief.model_validate(
            dispute.model_dump(include=set(DisputeBrief.model_fields))
        )
        if dispute
        else None
    )
    return FactLine(
        fact=fact,
        value=value,
        said=names.voice(known) if known else None,
        beside=tuple(names.voice(one) for one in known.beside) if known else (),
        derived_from=origins,
        dispute=brief,
        differs=known.differs if known else False,
    )
