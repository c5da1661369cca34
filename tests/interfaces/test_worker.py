"""What the service does by itself: reactions in the log's order, and the timetable."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from uuid import UUID, uuid4

import pytest

from application.person import SignIn
from domain.errors import NotFound
from domain.kernel import Event
from domain.person import Person
from interfaces.reactions import Reactions
from interfaces.service import Service
from interfaces.worker import drop_documents, end_sessions, forget_keys, timetable
from tests.conftest import StoppedClock

pytestmark = pytest.mark.database


@pytest.fixture
def service(shell_service: Service) -> Service:
    return shell_service


class Notes:
    """Reactions that note whom they saw, and fail at one."""

    on = (Person.Registered,)

    def __init__(self) -> None:
        self.seen: list[UUID] = []
        self.fails_at: UUID | None = None

    def react(self, happened: Event) -> None:
        if happened.originator_id == self.fails_at:
            raise ZeroDivisionError
        self.seen.append(happened.originator_id)


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def reactions(service: Service, notes: Notes) -> Reactions:
    return Reactions(replace(service, reconfirmations=cast(Any, notes)))


def sign_in(service: Service, name: str) -> UUID:
    return service.people.sign_in(SignIn(issuer="demo", subject=name, name=name)).id


def test_every_event_is_reacted_to_once_and_in_order(
    service: Service, reactions: Reactions, notes: Notes
) -> None:
    people = [sign_in(service, name) for name in ("anna", "boris")]

    reactions.drain()
    people.append(sign_in(service, "vera"))
    reactions.drain()
    reactions.drain()

    assert notes.seen == people
    assert reactions.progress().behind == 0


def test_a_reaction_that_fails_stands_and_is_told_until_it_works(
    service: Service, reactions: Reactions, notes: Notes
) -> None:
    anna, boris, vera = (sign_in(service, name) for name in ("anna", "boris", "vera"))
    notes.fails_at = boris

    with pytest.raises(ZeroDivisionError):
        reactions.drain()

    fault = reactions.progress().fault
    assert notes.seen == [anna]
    assert fault is not None
    assert (fault.kind, fault.position) == (
        "ZeroDivisionError",
        reactions.progress().position + 1,
    )

    notes.fails_at = None
    reactions.drain()

    assert notes.seen == [anna, boris, vera]
    assert reactions.progress().fault is None


def test_keys_are_known_for_thirty_days(service: Service, clock: StoppedClock) -> None:
    def count() -> int:
        with service.database.connection() as sql:
            row = sql.execute("SELECT count(*) FROM command_keys").fetchone()
        return int(row[0]) if row else 0

    with service.database.connection() as sql:
        for days in (29, 31):
            sql.execute(
                "INSERT INTO command_keys VALUES ('a', %s, '', 1, '[]', %s)",
                (str(days), clock.now() - timedelta(days=days)),
            )

    assert forget_keys(service) == 1
    assert forget_keys(service) == 0
    assert count() == 1


def test_sessions_that_are_over_are_removed(
    service: Service, clock: StoppedClock
) -> None:
    person = sign_in(service, "anna")
    service.sessions.open(person)
    clock.pass_by(timedelta(hours=1))
    service.sessions.open(person)

    assert end_sessions(service) == 0
    clock.pass_by(timedelta(hours=1, minutes=30))
    assert end_sessions(service) == 1


def test_files_that_nothing_refers_to_are_removed_after_a_day(
    service: Service, clock: StoppedClock
) -> None:
    clock.set(datetime.now(UTC))
    owner = uuid4()
    ids = {
        name: service.documents.keep(owner, name, b"%PDF-" + name.encode())
        for name in ("named", "forgotten", "fresh", "again")
    }
    service.documents.refer(ids["named"], owner)
    with service.database.connection() as sql:
        sql.execute(
            "UPDATE documents SET kept_at = CASE WHEN id = %s THEN %s ELSE %s END",
            (
                ids["fresh"],
                clock.now() - timedelta(hours=23),
                clock.now() - timedelta(hours=25),
            ),
        )
        sql.execute(
            "UPDATE documents SET kept_at = %s WHERE id = %s",
            (clock.now() - timedelta(hours=25), ids["again"]),
        )
    service.documents.keep(owner, "again", b"%PDF-again")

    assert drop_documents(service) == 1
    assert drop_documents(service) == 0
    for name in ("named", "fresh", "again"):
        service.documents.get(ids[name], owner)
    with pytest.raises(NotFound):
        service.documents.refer(ids["forgotten"], owner)


def test_every_job_of_the_timetable_can_be_run(service: Service) -> None:
    jobs = timetable(service).get_jobs()

    for job in jobs:
        job.func()

    assert {job.id for job in jobs} == {
        "begin_mailing_of_day",
        "check_log",
        "fire_deadlines",
        "go_on_with_mailings",
        "go_on_with_surveys",
        "look_after_meetings",
        "look_at_silence",
        "look_at_confirmations",
        "hold_rounds",
        "issue_papers",
        "look_at_outdated",
        "reckon_risk_again",
        "remove_ended_sessions",
        "remove_old_keys",
        "remove_old_signals",
        "sweep_uploads",
        "remove_unused_documents",
        "sign_head",
    }
