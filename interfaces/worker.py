"""The one background process: read models, reactions, and the timetable.

Run one. A second one is harmless: it waits until the first is gone.
"""

import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from types import FrameType
from typing import LiteralString

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from interfaces.gateways.database import Database
from interfaces.postman import Postman
from interfaces.reactions import Reactions
from interfaces.receipts import note_keys, place_of
from interfaces.service import Service, open_service
from interfaces.settings import Settings

KEYS_KEPT = timedelta(days=30)
"""How long a repeated Idempotency-Key is known."""
UNUSED_KEPT = timedelta(days=1)
"""How long a file waits for something that refers to it."""
REMOVED_AT_ONCE = 10_000
HEADS_EVERY = 10
"""Seconds between two looks whether the log grew, to sign its head."""
DEADLINES_EVERY = 5
"""Seconds until the worker sees that a deadline has come."""
MAILINGS_EVERY = 2
"""Seconds until the worker sees that a mailing was begun."""
MAILING_HOUR = 9
"""When the changes since the last mailing are told; at most once a day by itself."""
SILENCE_EVERY = 20
"""Seconds until the worker sees that silence moves or ends an inspection."""
PAPERS_EVERY = 2
"""Seconds until the worker sees that something is to be put on paper."""
MEETINGS_EVERY = 10
"""Seconds until the worker sees that somebody is gone from a meeting."""
SIGNALS_KEPT = timedelta(hours=8)
"""How long what browsers tell each other to connect is kept; longer than meetings."""
SURVEYS_EVERY = 2
"""Seconds until the worker sees that a survey was asked."""

log = structlog.get_logger()


def work(settings: Settings) -> None:
    """Keep read models up to date and do what is due, until told to stop."""
    over = threading.Event()

    def stop(_sign: int, _frame: FrameType | None) -> None:
        over.set()

    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, stop)
    with open_service(settings) as service:
        jobs = timetable(service)
        with suppress(OSError):  # a machine that keeps no files needs none
            note_keys(settings.home, service.signer.keys().keys)
        with (
            service.runner.running(),
            Reactions(service).running(),
            Postman(service).running(),
        ):
            jobs.start()
            log.info("worker works")
            over.wait()
            jobs.shutdown()


def timetable(service: Service) -> BackgroundScheduler:
    """What the service does by itself, and when. Every job is safe to repeat."""
    jobs = BackgroundScheduler(
        timezone=service.settings.time_zone,
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": 3600},
    )

    def every_hour(job: Callable[[], object], minute: int) -> None:
        jobs.add_job(job, "cron", minute=minute, id=job.__name__)

    def remove_old_keys() -> None:
        forget_keys(service)

    def remove_ended_sessions() -> None:
        end_sessions(service)

    def remove_unused_documents() -> None:
        drop_documents(service)

    def look_at_outdated() -> None:
        service.reconfirmations.look_at_outdated()
        service.confirmation_reviews.look_at_outdated()

    def look_at_confirmations() -> None:
        service.lapses.look_at_due()

    def sweep_uploads() -> None:
        service.evidence.sweep()
        service.enclosures.tidy()

    jobs.add_job(
        service.tree_heads.sign, "interval", seconds=HEADS_EVERY, id="sign_head"
    )
    jobs.add_job(
        lambda: check_log(service), "cron", hour="3", minute=20, id="check_log"
    )
    _look_after_inspections(jobs, service)
    _look_after_meetings(jobs, service)
    every_hour(remove_ended_sessions, 7)
    every_hour(remove_old_keys, 17)
    every_hour(sweep_uploads, 37)
    every_hour(remove_unused_documents, 27)
    # Once a day at the same hour, so that the hour of a round tells nothing.
    jobs.add_job(service.rounds.hold, "cron", hour="4", minute=40, id="hold_rounds")
    jobs.add_job(
        service.surveys.go_on_with_all,
        "interval",
        seconds=SURVEYS_EVERY,
        id="go_on_with_surveys",
    )
    jobs.add_job(
        service.mailings.go_on_with_all,
        "interval",
        seconds=MAILINGS_EVERY,
        id="go_on_with_mailings",
    )
    jobs.add_job(
        service.mailings.begin_of_day,
        "cron",
        hour=MAILING_HOUR,
        id="begin_mailing_of_day",
    )
    jobs.add_job(
        service.firing.fire_due,
        "interval",
        seconds=DEADLINES_EVERY,
        id="fire_deadlines",
    )
    # After midnight, when versions begin and end; again at noon, if that was missed.
    jobs.add_job(
        look_at_outdated, "cron", hour="0,12", minute=5, id=look_at_outdated.__name__
    )
    jobs.add_job(
        look_at_confirmations,
        "cron",
        hour="0,12",
        minute=10,
        id=look_at_confirmations.__name__,
    )
    return jobs


def _look_after_inspections(jobs: BackgroundScheduler, service: Service) -> None:
    def reckon_risk_again() -> None:
        service.risk_recomputations.of_day()

    jobs.add_job(
        service.inspection_silence.look,
        "interval",
        seconds=SILENCE_EVERY,
        id="look_at_silence",
    )
    jobs.add_job(
        service.papers.issue_due,
        "interval",
        seconds=PAPERS_EVERY,
        id="issue_papers",
    )
    # When the day is over by which records count and criteria hold.
    jobs.add_job(
        reckon_risk_again, "cron", hour=1, minute=15, id=reckon_risk_again.__name__
    )


def _look_after_meetings(jobs: BackgroundScheduler, service: Service) -> None:
    def look_after_meetings() -> None:
        service.attendance.look_after()
        service.meeting_recordings.keep_abandoned()

    def remove_old_signals() -> None:
        service.signalling.forget(service.clock.now() - SIGNALS_KEPT)

    jobs.add_job(
        look_after_meetings,
        "interval",
        seconds=MEETINGS_EVERY,
        id=look_after_meetings.__name__,
    )
    jobs.add_job(remove_old_signals, "cron", minute=47, id=remove_old_signals.__name__)


def check_log(service: Service) -> None:
    """Look whether anything in the log was altered since it was recorded."""
    for flaw in service.tree_audit.run().flaws:
        log.error("the log was altered", where=place_of(flaw))


def forget_keys(service: Service) -> int:
    """Remove Idempotency-Keys that are older than 30 days; returns how many."""
    return _remove(
        service.database,
        "DELETE FROM command_keys WHERE (actor, key) IN (SELECT actor, key"
        " FROM command_keys WHERE recorded_at < %s LIMIT %s)",
        service.clock.now() - KEYS_KEPT,
    )


def drop_documents(service: Service) -> int:
    """Remove files that nothing referred to within a day; returns how many."""
    return _remove(
        service.database,
        "DELETE FROM documents WHERE id IN (SELECT id FROM documents"
        " WHERE NOT is_referred AND kept_at < %s LIMIT %s) AND NOT is_referred",
        service.clock.now() - UNUSED_KEPT,
    )


def end_sessions(service: Service) -> int:
    """Remove sessions that are over; returns how many."""
    return _remove(
        service.database,
        "DELETE FROM sessions WHERE digest IN (SELECT digest FROM sessions"
        " WHERE least(idle_until, ends_at) <= %s LIMIT %s)",
        service.clock.now(),
    )


def _remove(database: Database, statement: LiteralString, before: datetime) -> int:
    """Delete in portions, so that no lock is held for long."""
    removed = 0
    with database.connection() as sql:
        while True:
            portion = sql.execute(statement, (before, REMOVED_AT_ONCE)).rowcount
            removed += portion
            if portion < REMOVED_AT_ONCE:
                return removed
