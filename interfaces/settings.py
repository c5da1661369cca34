"""Settings from the environment, checked at start; every fault is told at once."""

import base64
import binascii
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from email.utils import parseaddr
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict
from pydantic import BaseModel, ConfigDict, Field

from domain.small_groups import K

KEY_BYTES = 32
PREFIX = "SVERKA_"


class BadSettings(Exception):
    """The environment cannot be used; says every fault, one a line.

    Attributes:
        faults: sentences, each beginning with the variable's name.
    """

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class Settings(BaseModel):
    """How this installation runs. See docs/running.md for each variable.

    Attributes:
        database_url: libpq connection string or URL; None: an embedded server.
        home: where the embedded server, its key and uploaded files live.
        host: address the web processes listen at.
        port: TCP port the web processes listen at, 1..65535.
        public_url: the address people type, without a slash at the end.
        master_key: 32 bytes that wrap the keys of personal data.
        sign_in: "demo" lets anybody be a demo person; "oidc" asks a provider.
        oidc_issuer: the provider's address; `check_sign_in` sees that it is there.
        oidc_client_id: who we are to the provider; likewise.
        oidc_client_secret: how we prove it; None for a public client.
        web_processes: how many processes answer requests, 1..64.
        documents_mb: how many megabytes of files one business may store, 1..100000.
        pool_size: most connections to the database per process, 2..200.
        log: "json" for machines, "text" for a person.
        time_zone: whose calendar day is "today".
        files_url: where evidence files are: s3://bucket/prefix, file:///folder; None:
            a folder under `home`.
        files_endpoint: the S3-compatible service; None: that of Amazon.
        files_key_id, files_secret: our key there.
        files_region: of the bucket.
        files_mb: how many MiB the files of one business may fill, 10..1048576.
        clamd: "host:port" or socket of the virus scanner; None: nobody scans.
        ervk_url: address of the list of notices of ЕРВК; None: it is not asked.
        smtp_url: the mail server: smtp://user:password@host:587, smtps://…; None: there
            is no e-mail.
        mail_from: the sender of e-mail.
        messengers: schemes of apprise that clients may use, e.g. "tgram".
        telegram_bot: token of our bot in Telegram; None: clients bring their own.
        private_addresses: whether webhooks may lead into our own network.
        stun_urls, turn_urls: servers by which browsers that meet by video reach each
            other, e.g. "stun:stun.example.org:3478".
        turn_secret: shared with the TURN servers; makes passwords that soon expire.
        video_url: address of a meeting in an outside system, with {room} in it; None:
            meetings are held here.
        small_group: below how many clients a count is not told, 3..100.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    database_url: str | None = Field(repr=False)
    home: Path
    host: str
    port: int
    public_url: str
    master_key: bytes = Field(repr=False)
    sign_in: Literal["demo", "oidc"]
    oidc_issuer: str | None
    oidc_client_id: str | None
    oidc_client_secret: str | None = Field(repr=False)
    web_processes: int
    documents_mb: int
    pool_size: int
    log: Literal["json", "text"]
    time_zone: ZoneInfo
    files_url: str | None = None
    files_endpoint: str | None = None
    files_key_id: str | None = None
    files_secret: str | None = Field(default=None, repr=False)
    files_region: str = "us-east-1"
    files_mb: int = 1024
    clamd: str | None = None
    ervk_url: str | None = None
    small_group: int = K
    smtp_url: str | None = Field(default=None, repr=False)
    mail_from: str = "sverka@localhost"
    messengers: tuple[str, ...] = ("tgram",)
    telegram_bot: str | None = Field(default=None, repr=False)
    private_addresses: bool = False
    stun_urls: tuple[str, ...] = ()
    turn_urls: tuple[str, ...] = ()
    turn_secret: str | None = Field(default=None, repr=False)
    video_url: str | None = None

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Settings":
        """Read and check the environment.

        Raises:
            BadSettings: something is missing or wrong; tells all of it.
        """
        return _Reader(env).settings()

    @property
    def is_embedded(self) -> bool:
        """Whether the database is our own, under `home`."""
        return self.database_url is None

    @property
    def data(self) -> Path:
        """Where the embedded cluster lives."""
        return self.home / "postgres"

    def check_sign_in(self) -> None:
        """See that people can sign in; only what answers people needs it.

        Raises:
            BadSettings: there is no provider to ask.
        """
        wanting = [
            f"{name} is needed: the address of your OpenID provider and our name there;"
            " or set SVERKA_SIGN_IN=demo to try the service with made-up people"
            for name, value in (
                ("SVERKA_OIDC_ISSUER", self.oidc_issuer),
                ("SVERKA_OIDC_CLIENT_ID", self.oidc_client_id),
            )
            if self.sign_in == "oidc" and not value
        ]
        if wanting:
            raise BadSettings(wanting)


class _Reader:
    """Reads one environment, gathering what is wrong with it."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self._env = {name: value.strip() for name, value in env.items()}
        self._faults: list[str] = []

    def settings(self) -> Settings:
        database_url = self._conninfo()
        home = Path(self._text("SVERKA_HOME") or ".sverka").absolute()
        host = self._text("SVERKA_HOST") or "127.0.0.1"
        port = self._number("PORT", 8000, 1, 65535)
        made = {
            "host": host,
            "port": port,
            "home": home,
            "database_url": database_url,
            "public_url": self._public_url(host, port),
            "sign_in": self._choice("SVERKA_SIGN_IN", ("oidc", "demo")),
            "oidc_issuer": self._text("SVERKA_OIDC_ISSUER") or None,
            "oidc_client_id": self._text("SVERKA_OIDC_CLIENT_ID") or None,
            "oidc_client_secret": self._text("SVERKA_OIDC_CLIENT_SECRET") or None,
            "web_processes": self._number("SVERKA_WEB_PROCESSES", 2, 1, 64),
            "documents_mb": self._number("SVERKA_DOCUMENTS_MB", 200, 1, 100_000),
            "pool_size": self._number("SVERKA_POOL_SIZE", 12, 2, 200),
            "log": self._choice("SVERKA_LOG", ("json", "text")),
            "time_zone": self._time_zone(),
            "files_url": self._files_url(),
            "files_endpoint": self._text("SVERKA_FILES_ENDPOINT") or None,
            "files_key_id": self._text("SVERKA_FILES_KEY_ID") or None,
            "files_secret": self._text("SVERKA_FILES_SECRET") or None,
            "files_region": self._text("SVERKA_FILES_REGION") or "us-east-1",
            "files_mb": self._number("SVERKA_FILES_MB", 1024, 10, 2**20),
            "small_group": self._number("SVERKA_K", K, 3, 100),
            "clamd": self._clamd(),
            "smtp_url": self._smtp_url(),
            "mail_from": self._mail_from(),
            "messengers": self._messengers(),
            "telegram_bot": self._text("SVERKA_TELEGRAM_BOT") or None,
            "private_addresses": self._choice(
                "SVERKA_PRIVATE_ADDRESSES", ("refuse", "allow")
            )
            == "allow",
            "ervk_url": self._address("SVERKA_ERVK_URL"),
            **self._video(),
        }
        self._check_names()
        key = self._master_key(home, embedded=database_url is None)
        if self._faults:
            raise BadSettings(self._faults)
        return Settings.model_validate(made | {"master_key": key})

    def _text(self, name: str) -> str:
        return self._env.get(name, "")

    def _conninfo(self) -> str | None:
        text = self._text("DATABASE_URL")
        try:
            conninfo_to_dict(text)
        except ProgrammingError:  # its message may repeat the password
            self._faults.append(
                "DATABASE_URL must be like postgresql://user:password@host/database"
            )
        return text or None

    def _number(self, name: str, default: int, least: int, most: int) -> int:
        text = self._text(name) or str(default)
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            self._faults.append(
                f"{name} must be a whole number from {least} to {most}, not {text!r}"
            )
            return default
        return int(text)

    def _choice(self, name: str, choices: tuple[str, ...]) -> str:
        text = self._text(name) or choices[0]
        if text not in choices:
            self._faults.append(
                f"{name} must be one of {', '.join(choices)}, not {text!r}"
            )
        return text

    def _public_url(self, host: str, port: int) -> str:
        shown = "127.0.0.1" if host in ("0.0.0.0", "::", "") else host  # noqa: S104
        text = self._text("SVERKA_PUBLIC_URL") or f"http://{shown}:{port}"
        parts = urlsplit(text)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query:
            self._faults.append(
                "SVERKA_PUBLIC_URL must be an address like https://example.org,"
                f" not {text!r}"
            )
        return text.rstrip("/")

    def _address(self, name: str) -> str | None:
        text = self._text(name)
        parts = urlsplit(text)
        if text and (parts.scheme not in ("http", "https") or not parts.hostname):
            self._faults.append(f"{name} must be an address like https://example.org")
        return text or None

    def _time_zone(self) -> ZoneInfo:
        name = self._text("SVERKA_TIME_ZONE") or "Europe/Moscow"
        try:
            return ZoneInfo(name)
        except (ValueError, OSError, KeyError):
            self._faults.append(
                f"SVERKA_TIME_ZONE must be a zone like Europe/Moscow, not {name!r}"
            )
            return ZoneInfo("UTC")

    def _files_url(self) -> str | None:
        text = self._text("SVERKA_FILES_URL")
        parts = urlsplit(text)
        is_place = {
            "s3": bool(parts.netloc),
            "file": len(parts.path) > 1,
            "memory": True,
        }
        if text and not is_place.get(parts.scheme, False):
            self._faults.append(
                "SVERKA_FILES_URL must be like s3://bucket/prefix or file:///folder,"
                f" not {text!r}"
            )
        if parts.scheme == "s3" and not (
            self._text("SVERKA_FILES_KEY_ID") and self._text("SVERKA_FILES_SECRET")
        ):
            self._faults.append(
                "SVERKA_FILES_URL names a bucket: SVERKA_FILES_KEY_ID and"
                " SVERKA_FILES_SECRET are needed to reach it"
            )
        return text or None

    def _clamd(self) -> str | None:
        text = self._text("SVERKA_CLAMD")
        host, _, port = text.rpartition(":")
        if text and not text.startswith("/") and not (host and port.isdigit()):
            self._faults.append(
                f"SVERKA_CLAMD must be host:port or the path of a socket, not {text!r}"
            )
        return text or None

    def _smtp_url(self) -> str | None:
        text = self._text("SVERKA_SMTP_URL")
        parts = urlsplit(text)
        if text and (parts.scheme not in ("smtp", "smtps") or not parts.hostname):
            self._faults.append(
                "SVERKA_SMTP_URL must be like smtp://user:password@host:587 or"
                " smtps://user:password@host:465"
            )
        return text or None

    def _mail_from(self) -> str:
        text = self._text("SVERKA_MAIL_FROM")
        address = parseaddr(text)[1]
        if self._text("SVERKA_SMTP_URL") and "@" not in address:
            self._faults.append(
                "SVERKA_MAIL_FROM is needed with SVERKA_SMTP_URL: the sender of e-mail,"
                " like Sverka <notices@example.org>"
            )
        return text or "sverka@localhost"

    def _messengers(self) -> tuple[str, ...]:
        text = self._text("SVERKA_MESSENGERS") or "tgram"
        schemes = tuple(one.strip() for one in text.split(",") if one.strip())
        if not all(one.isascii() and one.isalnum() for one in schemes):
            self._faults.append(
                "SVERKA_MESSENGERS must be schemes of apprise with commas between them,"
                f" like tgram,slack, not {text!r}"
            )
        return () if text == "none" else schemes

    def _video(self) -> dict[str, Any]:
        secret = self._text("SVERKA_TURN_SECRET") or None
        turn = self._ice("SVERKA_TURN_URLS", ("turn:", "turns:"))
        if turn and not secret:
            self._faults.append(
                "SVERKA_TURN_SECRET is needed with SVERKA_TURN_URLS: the shared secret"
                " of the TURN servers"
            )
        outside = self._address("SVERKA_VIDEO_URL")
        if outside and "{room}" not in outside:
            self._faults.append(
                "SVERKA_VIDEO_URL must have {room} in it, like"
                " https://meet.example.org/{room}"
            )
        return {
            "stun_urls": self._ice("SVERKA_STUN_URLS", ("stun:", "stuns:")),
            "turn_urls": turn,
            "turn_secret": secret,
            "video_url": outside,
        }

    def _ice(self, name: str, schemes: tuple[str, ...]) -> tuple[str, ...]:
        text = self._text(name)
        urls = tuple(one.strip() for one in text.split(",") if one.strip())
        if not all(one.startswith(schemes) for one in urls):
            self._faults.append(
                f"{name} must be addresses like {schemes[0]}example.org:3478 with"
                f" commas between them, not {text!r}"
            )
        return urls

    def _check_names(self) -> None:
        """A misspelt name would silently mean its default."""
        self._faults += [
            f"{name} is not a setting; the settings are {', '.join(sorted(NAMES))}"
            for name in sorted(self._env)
            if name.startswith(PREFIX) and name not in NAMES
        ]

    def _master_key(self, home: Path, *, embedded: bool) -> bytes:
        if text := self._text("SVERKA_MASTER_KEY"):
            return self._key_of(text, "SVERKA_MASTER_KEY")
        if not embedded:
            self._faults.append(
                "SVERKA_MASTER_KEY is needed with DATABASE_URL: base64 of 32 random"
                " bytes, e.g. from `openssl rand -base64 32`"
            )
            return b""
        if self._faults:  # make nothing for a start that fails
            return b""
        file = home / "master.key"
        try:
            _make_once(file, base64.b64encode(secrets.token_bytes(KEY_BYTES)))
            text = file.read_text("ascii", errors="replace").strip()
        except OSError as fault:
            self._faults.append(f"SVERKA_HOME: {file}: {fault.strerror}")
            return b""
        return self._key_of(text, str(file))

    def _key_of(self, text: str, name: str) -> bytes:
        try:
            key = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            key = b""
        if len(key) != KEY_BYTES:
            self._faults.append(f"{name} must be base64 of {KEY_BYTES} bytes")
        return key


def _make_once(file: Path, content: bytes) -> None:
    """Write a private file whole or not at all; keep the one that is there."""
    if file.exists():
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    making = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(making, os.O_CREAT | os.O_WRONLY, 0o600), "wb") as out:
            out.write(content + b"\n")
            out.flush()
            os.fsync(out.fileno())
        with suppress(FileExistsError):
            os.link(making, file)
    finally:
        making.unlink(missing_ok=True)


NAMES = {
    "SVERKA_CLAMD",
    "SVERKA_FILES_ENDPOINT",
    "SVERKA_FILES_KEY_ID",
    "SVERKA_FILES_MB",
    "SVERKA_FILES_REGION",
    "SVERKA_FILES_SECRET",
    "SVERKA_FILES_URL",
    "SVERKA_DOCUMENTS_MB",
    "SVERKA_ERVK_URL",
    "SVERKA_HOME",
    "SVERKA_HOST",
    "SVERKA_LOG",
    "SVERKA_MAIL_FROM",
    "SVERKA_MASTER_KEY",
    "SVERKA_MESSENGERS",
    "SVERKA_OIDC_CLIENT_ID",
    "SVERKA_OIDC_CLIENT_SECRET",
    "SVERKA_OIDC_ISSUER",
    "SVERKA_PG_BIN",
    "SVERKA_PRIVATE_ADDRESSES",
    "SVERKA_POOL_SIZE",
    "SVERKA_PUBLIC_URL",
    "SVERKA_SIGN_IN",
    "SVERKA_SMTP_URL",
    "SVERKA_STUN_URLS",
    "SVERKA_TELEGRAM_BOT",
    "SVERKA_TIME_ZONE",
    "SVERKA_TURN_SECRET",
    "SVERKA_TURN_URLS",
    "SVERKA_VIDEO_URL",
    "SVERKA_WEB_PROCESSES",
}
