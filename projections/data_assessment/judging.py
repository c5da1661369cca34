"""Judges the records of clients as of a moment, one or many at once (C3)."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, tzinfo
from typing import Any, NamedTuple
from uuid import UUID

from domain.condition import Verdict, judge
from domain.data_assessment import (
    Assessed,
    Case,
    Finding,
    Moment,
    Outcome,
    Record,
    RecordKind,
    RequirementAt,
    Segment,
    Stand,
    assess,
)
from domain.profile import Profile
from projections.applicability.register import Register
from projections.data_assessment.proofs import Proof, Proofs
from projections.data_assessment.queries import (
    BUNDLES,
    CLIENT,
    COLUMNS,
    CONTROL_KINDS,
    MEMBERS,
    PLACES,
    POSITION,
    RECORDS,
    SIZE,
)
from projections.data_assessment.requirements import Kept, RequirementsThen, Wanted
from projections.data_assessment.state import (
    NOTHING_SAID,
    Facts,
    StateFacts,
    StateWord,
    StateWords,
)
from projections.index import VERDICTS
from projections.view import Connections, View

Places = Mapping[UUID, Collection[UUID]]


class Judged(NamedTuple):
    """What is the same for all clients of one reading.

    Attributes:
        kept: the requirements.
        moment: as of when.
        bodies: for which the reader answers.
        proofs: entries of registers that prove one of the requirements.
        profiles: by set of facts.
        verdicts: what each set of facts says of each requirement.
        because: which facts decide that, kept once they were looked for.
    """

    kept: Kept
    moment: Moment
    bodies: Collection[str]
    proofs: Sequence[Proof]
    profiles: Mapping[Facts, Profile]
    verdicts: Mapping[Facts, Sequence[Verdict]]
    because: dict[tuple[Facts, int], tuple[str, ...]]

    def deciding(self, key: Facts, number: int) -> tuple[str, ...]:
        """The facts that settle whether a requirement concerns such a client."""
        found = self.because.get((key, number))
        if found is None:
            judgement = judge(self.kept.conditions[number], self.profiles[key])
            found = tuple(one.fact for one in judgement.because)
            self.because[key, number] = found
        return found


class RecordsKept(View):
    """Answers what records say; `application.ports.RecordsKept` too.

    Args:
        database: where the tables are.
        register: the register in memory.
        proofs: which entries of registers are themselves a proof.
        today: the current day where the service is run.
        zone: whose days are meant.
    """

    def __init__(
        self,
        database: Connections,
        register: Register,
        proofs: Proofs,
        today: Callable[[], date],
        zone: tzinfo,
    ) -> None:
        super().__init__(database)
        self._requirements = RequirementsThen(database, register, today, zone)
        self._state = StateFacts(database)
        self._proofs = proofs

    def position(self) -> int:
        """Up to which place in the log records are kept."""
        with self.read() as sql:
            row = sql.execute(POSITION, prepare=True).fetchone()
        return int(row["position"]) if row else 0

    def client(self, id: UUID | None, ogrn: str | None) -> UUID | None:
        """A client by its id or its OGRN; None when there is none."""
        with self.read() as sql:
            row = sql.execute(CLIENT, (id, ogrn), prepare=True).fetchone()
        return row["client_id"] if row else None

    def subjects(
        self,
        bodies: Collection[str],
        codes: Collection[str] | None,
        control_kind: str | None,
        moment: Moment,
        most: int,
    ) -> Sequence[RequirementAt]:
        """Requirements that are asked for and were in force; see the port."""
        wanted = Wanted(bodies, codes, control_kind)
        return self._requirements.wanted(wanted, moment, most)

    def control_kinds(self, bodies: Collection[str]) -> list[str]:
        """Kinds of control of what some bodies supervise now, by name."""
        with self.read() as sql:
            found = sql.execute(CONTROL_KINDS, (list(bodies),), prepare=True)
            return [row["control_kind"] for row in found]

    def findings(
        self,
        client_id: UUID,
        subjects: Sequence[RequirementAt],
        moment: Moment,
        bodies: Collection[str],
    ) -> tuple[Finding, ...]:
        """What a client's records say of each requirement; see the port."""
        kept = self._requirements.kept(subjects, moment)
        [(_, found)] = self._assessed([client_id], kept, moment, bodies)
        return tuple(
            Finding(code=subject.code, version=subject.version, **assessed._asdict())
            for subject, assessed in zip(subjects, found, strict=True)
        )

    def outcomes(
        self,
        clients: Sequence[UUID],
        subjects: Sequence[RequirementAt],
        moment: Moment,
        bodies: Collection[str],
    ) -> dict[UUID, tuple[Outcome, ...]]:
        """What the records of each client say of each requirement; see the port."""
        kept = self._requirements.kept(subjects, moment)
        return {
            client: tuple(one.outcome for one in found)
            for client, found in self._assessed(clients, kept, moment, bodies)
        }

    def size(self, segment: Segment) -> int:
        """How many clients a segment has."""
        with self.read() as sql:
            row = sql.execute(SIZE, _asked(segment), prepare=True).fetchone()
        return int(row["n"]) if row else 0

    def members(
        self, segment: Segment, after: UUID | None, limit: int
    ) -> Sequence[UUID]:
        """The next clients of a segment, in the order of their ids."""
        asked = _asked(segment) | {"after": after, "limit": limit}
        with self.read() as sql:
            return [row["id"] for row in sql.execute(MEMBERS, asked, prepare=True)]

    def _assessed(
        self,
        clients: Sequence[UUID],
        kept: Kept,
        moment: Moment,
        bodies: Collection[str],
    ) -> Iterator[tuple[UUID, list[Assessed]]]:
        proofs = self._proofs.of(one.code for one in kept.subjects)
        index = kept.numbered.freeze()
        facts = {*index.facts, *(one.fact for one in proofs)}
        said = self._state.of(clients, facts, moment)
        profiles = self._state.profiles(said.values())
        verdicts = {
            key: [VERDICTS[n] for n in index.judge_all(profile)]
            for key, profile in profiles.items()
        }
        judged = Judged(kept, moment, bodies, proofs, profiles, verdicts, {})
        records = self._records(clients, judged)
        places = self._places(clients, moment)
        for client in clients:
            yield (
                client,
                _of_client(
                    client,
                    said.get(client, NOTHING_SAID),
                    records.get(client, {}),
                    places.get(client, ()),
                    judged,
                ),
            )

    def _records(
        self, clients: Sequence[UUID], judged: Judged
    ) -> dict[UUID, dict[UUID, list[Record]]]:
        asked = _window(clients, judged.moment) | {
            "ids": list(judged.kept.ids),
            "bodies": list(judged.bodies),
        }
        with self._database.connection() as connection:
            rows = connection.execute(RECORDS, asked, prepare=True).fetchall()
            bundles = {row[-1] for row in rows if row[-1]}
            found = connection.execute(BUNDLES, (list(bundles),), prepare=True)
            outdated = {
                id
                for id, ids, versions in found
                if _is_outdated(ids, versions, judged.kept)
            }
        records: dict[UUID, dict[UUID, list[Record]]] = {}
        for client, requirement, *columns, bundle in rows:
            fields = dict(zip(COLUMNS, columns, strict=True))
            fields["kind"] = RecordKind(fields["kind"])
            fields["stand"] = Stand(fields["stand"])
            record = Record.model_construct(**fields, outdated=bundle in outdated)
            of_client = records.setdefault(client, {})
            of_client.setdefault(requirement, []).append(record)
        return records

    def _places(self, clients: Sequence[UUID], moment: Moment) -> Places:
        places: dict[UUID, set[UUID]] = {}
        with self.read() as sql:
            for row in sql.execute(PLACES, _window(clients, moment), prepare=True):
                places.setdefault(row["client_id"], set()).add(row["id"])
        return places


def _asked(segment: Segment) -> dict[str, Any]:
    return segment.model_dump(mode="json")


def _window(clients: Sequence[UUID], moment: Moment) -> dict[str, Any]:
    return {
        "clients": list(clients),
        "at": moment.known_at,
        "position": moment.position,
    }


def _is_outdated(ids: Sequence[UUID], versions: Sequence[int], kept: Kept) -> bool:
    """Whether another version of something declared together is in force."""
    return any(
        kept.current(id) not in (None, version)
        for id, version in zip(ids, versions, strict=True)
    )


def _of_client(
    client: UUID,
    said: StateWords,
    records: Mapping[UUID, list[Record]],
    places: Collection[UUID],
    judged: Judged,
) -> list[Assessed]:
    found = []
    verdicts = judged.verdicts[said.key]
    proven = _proven(client, said, judged.proofs) if judged.proofs else {}
    for number, subject in enumerate(judged.kept.subjects):
        own = records.get(judged.kept.ids[number], [])
        verdict = verdicts[number]
        if verdict is Verdict.DOES_NOT_APPLY:
            facts = judged.deciding(said.key, number)
            own = [*own, *(_fact(client, said, one) for one in facts)]
        if subject.code in proven:
            own = [*own, proven[subject.code]]
        case = Case(subject.version, judged.moment.on, verdict, places)
        found.append(assess(own, case))
    return found


def _proven(
    client: UUID, said: StateWords, proofs: Sequence[Proof]
) -> dict[str, Record]:
    found = {}
    for proof in proofs:
        word = said.words.get(proof.fact)
        if (
            word
            and word.value == proof.value
            and word.row["registry"] == proof.registry
        ):
            record = _record_of(client, proof.fact, word, RecordKind.REGISTER)
            found[proof.requirement] = record.model_copy(
                update={"certainty": proof.certainty}
            )
    return found


def _fact(client: UUID, said: StateWords, fact: str) -> Record:
    return _record_of(client, fact, said.words[fact], RecordKind.FACT)


def _record_of(client: UUID, fact: str, word: StateWord, kind: RecordKind) -> Record:
    row = word.row
    return Record(
        kind=kind,
        stand=Stand.IN_FORCE,
        source=client,
        number=row["position"],
        position=row["position"],
        at=row["at"],
        on=row["since"],
        fact=fact,
        value=word.value,
        registry=row["registry"],
    )
