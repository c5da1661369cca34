"""A survey: the records of many clients judged for twenty requirements (C3)."""

import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random
from statistics import median
from typing import Any
from uuid import UUID, uuid5

from eventsourcing.utils import get_topic

from application.data_assessment import AskSurvey, Surveys
from application.data_assessment.surveying import AT_ONCE
from bench.figure import Figure, ratio_of
from bench.population import NAMES, SINCE, Crowd, fill_register, pour, starter
from bench.world import World
from domain.applicability import Declaration
from domain.client import Client, FactSource
from domain.compliance import ComplianceDeclaration
from domain.compliance import Confirmed as Declared
from domain.condition import Ground, Verdict
from domain.data_assessment import Segment, Survey
from domain.execution import Confirmed, ExecutionConfirmation, How, Proof
from domain.kernel import Actor, Event, Role
from domain.requirement import requirement_id
from interfaces.service import Service
from projections.client import ClientProjection
from projections.data_assessment import RecordProjection
from projections.runner import Runner

CLIENTS, QUICK_CLIENTS = 10_000, 2_000
REQUIREMENTS = 20
LEAST = 20_000
"""Judgements a second, on one core."""
AUTHORITY = uuid5(NAMES, "authority")
INSPECTOR = Actor(id="bench", role=Role.INSPECTOR, organisation=AUTHORITY)
PLAIN = """
    SELECT client_id, requirement_id, kind, stand, source, number, since, since_at,
        version, "on", until, place, guarantees, bundle
    FROM data_assessment.standing
    WHERE client_id = ANY(%s) AND requirement_id = ANY(%s)
"""


def figures(world: World) -> Iterator[Figure]:
    """Judgements a second of whole surveys, beside reading the same rows alone."""
    count = QUICK_CLIENTS if world.is_quick else CLIENTS
    with world.service("assessing") as service:
        rows = _requirements()
        fill_register(service, len(starter()))
        crowd = Crowd(service)
        pour(service, _records(crowd, rows, count))
        read = (RecordProjection(), ClientProjection())
        Runner(service.database, service.log, read).drain()
        with service.database.connect() as sql:
            sql.execute("VACUUM ANALYZE")
        clients = sorted(crowd.client_id(n) for n in range(count))
        ours, theirs = [], []
        for _ in range(world.rounds):
            theirs.append(_read(service, clients, [row["id"] for row in rows]))
            ours.append(_survey(service, rows, count))
    judgements = count * REQUIREMENTS
    speed = judgements / median(ours)
    yield Figure(
        f"survey of {count:,} clients × {REQUIREMENTS} requirements",
        f"{speed:,.0f} judgements/s",
        f"plain SELECT of their records: {judgements / median(theirs):,.0f}/s",
        ratio_of(theirs, ours),
        f"≥ {LEAST:,} judgements/s",
        met=speed >= LEAST,
    )


def _requirements() -> list[dict[str, Any]]:
    """Twenty that are in force, of whichever body."""
    today = SINCE.date().isoformat()
    held = [
        row
        for row in starter()
        if not row["in_force_until"] and row["in_force_from"] < today
    ]
    return held[:REQUIREMENTS]


class _AllBodies:
    """An authority that answers for every body of the twenty."""

    def of(self, organisation: UUID) -> frozenset[str]:
        return frozenset(row["control_body"] for row in _requirements())


def _survey(service: Service, rows: Sequence[dict[str, Any]], count: int) -> float:
    """Seconds of a survey, asked and gone through as the worker does."""
    surveys = Surveys(
        service.log,
        service.clock,
        service.settings.time_zone,
        service.records_kept,
        _AllBodies(),
        service.algorithm_view,
        service.survey_view,
    )
    command = AskSurvey(
        requirements=tuple(row["id"] for row in rows),
        purpose="bench",
        segment=Segment(),
    )
    began = time.perf_counter()
    id = surveys.ask(command, by=INSPECTOR).id
    while surveys.go_on(id):
        pass
    seconds = time.perf_counter() - began
    survey = service.log.load(Survey, id)
    assert survey.is_finished
    assert survey.version == count // AT_ONCE + 2
    return seconds


def _read(service: Service, clients: Sequence[UUID], codes: Sequence[str]) -> float:
    """Seconds of reading the same rows, and nothing else, as many at once."""
    ids = [requirement_id(code) for code in codes]
    began = time.perf_counter()
    with service.database.connection() as sql:
        for start in range(0, len(clients), AT_ONCE):
            some = list(clients[start : start + AT_ONCE])
            sql.execute(PLAIN, (some, ids), prepare=True).fetchall()
    return time.perf_counter() - began


def _records(
    crowd: Crowd, rows: Sequence[dict[str, Any]], count: int
) -> Iterator[Event]:
    for n in range(count):
        random = Random(n)
        yield from crowd.registered(n, crowd.facts(n))
        yield _from_register(crowd, n, random)
        yield from _declared(crowd, n, rows, random)
        if n % 2:
            yield _confirmed(crowd, n, rows, random)
        if n % 3 == 0:
            yield _not_applicable(crowd, n, rows[n % len(rows)])


def _from_register(crowd: Crowd, n: int, random: Random) -> Event:
    """What a state register says: where it works, and what it uses or does not."""
    said = crowd.facts(n)
    objects = {fact: said[fact] for fact in said if fact.startswith("object:")}
    return Client.FactsStated(
        originator_id=crowd.client_id(n),
        originator_version=3,
        timestamp=SINCE,
        by=crowd.owner(n),
        facts={"region": said["region"], "okved": said["okved"]}
        | dict(random.sample(sorted(objects.items()), 2)),
        source=FactSource.REGISTER,
        since=SINCE.date(),
        registry="ЕРВК",
    )


def _declared(
    crowd: Crowd, n: int, rows: Sequence[dict[str, Any]], random: Random
) -> Iterator[Event]:
    """A declaration of compliance to each body that has some of these."""
    chosen = random.sample(list(rows), 10)
    for body in sorted({row["control_body"] for row in chosen}):
        id = crowd.client_id(n)
        codes = [row["id"] for row in chosen if row["control_body"] == body]
        yield ComplianceDeclaration.Declared(
            originator_id=ComplianceDeclaration.create_id(id, body, None),
            originator_version=1,
            originator_topic=get_topic(ComplianceDeclaration),
            timestamp=SINCE,
            by=crowd.owner(n),
            client_id=id,
            control_body=body,
            control_kind=None,
            requirements=tuple(
                Declared(code=code, version=1, assessment_version=1) for code in codes
            ),
            on=SINCE.date(),
            valid_until=SINCE.date() + timedelta(days=365),
        )


def _confirmed(
    crowd: Crowd, n: int, rows: Sequence[dict[str, Any]], random: Random
) -> Event:
    execution = uuid5(NAMES, f"execution {n}")
    return ExecutionConfirmation.Issued(
        originator_id=ExecutionConfirmation.create_id(execution),
        originator_version=1,
        originator_topic=get_topic(ExecutionConfirmation),
        timestamp=SINCE,
        by=crowd.owner(n),
        client_id=crowd.client_id(n),
        execution=execution,
        algorithm="ALG-BENCH-0",
        algorithm_version=1,
        guarantees=True,
        requirements=tuple(
            Confirmed(
                code=row["id"],
                version=1,
                control_body=row["control_body"],
                steps=(1,),
                verdict=Verdict.APPLIES,
            )
            for row in random.sample(list(rows), 6)
        ),
        steps=(Proof(step=1, how=How.DONE, on=SINCE.date(), execution=execution),),
        on=SINCE.date(),
    )


def _not_applicable(crowd: Crowd, n: int, row: dict[str, Any]) -> Event:
    id = crowd.client_id(n)
    return Declaration.Declared(
        originator_id=Declaration.create_id(id, row["id"]),
        originator_version=1,
        originator_topic=get_topic(Declaration),
        timestamp=SINCE,
        by=crowd.owner(n),
        client_id=id,
        requirement=row["id"],
        requirement_version=1,
        control_body=row["control_body"],
        ground=Ground.OBJECT_NOT_USED,
        absent=("object:lift",),
        on=SINCE.date(),
    )
