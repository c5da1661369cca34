"""A database, a log and a clock that tests may ask for by name."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from application.log import EventLog
from interfaces.gateways.database import Database
from interfaces.gateways.event_mapper import JsonMapper
from interfaces.gateways.event_store import PostgresRecorder
from interfaces.gateways.keys import MasterKeys, PostgresKeys
from interfaces.gateways.postgres import Local
from interfaces.gateways.pseudonyms import KeyedPseudonyms
from interfaces.observability import configure_logging
from projections.runner import Runner
from projections.view import Projection
from tests.add_history import add_missing

MASTER_KEY = b"tests of Sverka, 32 bytes long.."
MOSCOW = ZoneInfo("Europe/Moscow")
NOON = datetime(2026, 11, 21, 9, tzinfo=UTC)

EMPTY = """
    DO $$
    DECLARE
        here   regclass;
        filled regclass[] := '{}';
        found  boolean;
    BEGIN
        FOR here IN
            SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
            WHERE relkind = 'r' AND c.relname <> 'projections'
              AND nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'
        LOOP
            EXECUTE format('SELECT EXISTS (SELECT FROM %s)', here) INTO found;
            IF found THEN filled := filled || here; END IF;
        END LOOP;
        IF filled <> '{}' THEN
            EXECUTE 'TRUNCATE ' || array_to_string(filled, ', ') || ' CASCADE';
        END IF;
        ALTER SEQUENCE log_events_notification_id_seq RESTART;
        UPDATE projections SET position = 0, error = NULL;
    END $$
"""


class StoppedClock:
    """A clock that shows what it was set to."""

    def __init__(self, now: datetime = NOON) -> None:
        self.set(now)

    def set(self, now: datetime) -> None:
        """Show another instant; it must bear its zone."""
        self._now = now.astimezone(UTC)

    def pass_by(self, time: timedelta) -> None:
        """Let some time pass."""
        self._now += time

    def now(self) -> datetime:
        return self._now

    def today(self) -> date:
        return self._now.astimezone(MOSCOW).date()


def pytest_configure() -> None:
    """Log as the service does: a fault with all its local variables takes seconds."""
    configure_logging("text")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--add-history",
        action="store_true",
        help="keep every event shape that these tests store and tests/history lacks",
    )


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    """A PostgreSQL of this test process alone; SVERKA_TEST_PG_BIN says which."""
    chosen = os.environ.get("SVERKA_TEST_PG_BIN")
    server = Local(
        tmp_path_factory.mktemp("postgres") / "data",
        Path(chosen) if chosen else None,
        fsync=False,
    )
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def opened(server: Local) -> Iterator[Database]:
    with Database(server.conninfo(), size=12) as database:
        database.migrate()
        yield database


@pytest.fixture
def database(opened: Database) -> Database:
    """A migrated database without a row."""
    with opened.connection() as connection:
        connection.execute(EMPTY)
    return opened


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def keys(database: Database) -> PostgresKeys:
    return PostgresKeys(database, MasterKeys(MASTER_KEY))


@pytest.fixture
def pseudonyms(database: Database, keys: PostgresKeys) -> KeyedPseudonyms:
    return KeyedPseudonyms(database, keys)


@pytest.fixture
def log(
    database: Database,
    keys: PostgresKeys,
    clock: StoppedClock,
    request: pytest.FixtureRequest,
) -> Iterator[EventLog]:
    """The event log, empty."""
    log = EventLog(PostgresRecorder(database), JsonMapper(keys), clock)
    yield log
    if request.config.getoption("--add-history"):
        add_missing(log)


@pytest.fixture
def runner_of(database: Database, log: EventLog) -> Callable[..., Runner]:
    """Make a runner of some projections, their tables there and empty."""

    def make(*projections: Projection) -> Runner:
        database.migrate(projections)
        return Runner(database, log, projections)

    return make
