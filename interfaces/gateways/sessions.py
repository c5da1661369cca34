"""Who is signed in: a row per session, found by the hash of a random cookie."""

from collections.abc import Iterable
from datetime import timedelta
from http import HTTPStatus
from secrets import token_urlsafe
from typing import Final, cast
from uuid import UUID

from fastapi import HTTPException, Request
from fastapi.responses import Response

from application.person import digest_of
from application.ports import Clock
from domain.errors import NotFound
from domain.person import Membership
from interfaces.gateways.database import Database
from projections.person import PersonView, Signed

IDLE: Final = timedelta(hours=2)
LONGEST: Final = timedelta(hours=12)
NOTE_EVERY: Final = timedelta(minutes=1)
"""A session's use is written down no more often than this."""

COOKIE: Final = "sverka"
SECURE_COOKIE: Final = "__Host-sverka"
UNSET: Final = object()


class Sessions:
    """Opens, finds and ends sessions; also finds who an access token stands for.

    Args:
        database: holds the table `sessions`.
        clock: tells when a session is over.
        people: knows who is who.
    """

    def __init__(self, database: Database, clock: Clock, people: PersonView) -> None:
        self._database = database
        self._clock = clock
        self._people = people

    def open(self, person_id: UUID, acting: Membership | None = None) -> str:
        """Begin a session and forget those that are over.

        Returns:
            The secret for the cookie; nobody keeps it.
        """
        secret, now = token_urlsafe(32), self._clock.now()
        with self._database.connection() as connection:
            connection.execute(
                "DELETE FROM sessions WHERE least(idle_until, ends_at) <= %s", (now,)
            )
            connection.execute(
                "INSERT INTO sessions (digest, person_id, organisation_id, role,"
                " idle_until, ends_at) VALUES (%s, %s, %s, %s, %s, %s)",
                (
                    digest_of(secret),
                    person_id,
                    acting.organisation if acting else None,
                    acting.role.value if acting else None,
                    now + IDLE,
                    now + LONGEST,
                ),
            )
        return secret

    def signed(self, secret: str) -> Signed | None:
        """Whoever has this secret; None when the session is over. Keeps it alive."""
        digest, now = digest_of(secret), self._clock.now()
        found = self._people.by_session(digest, now)
        if found:
            with self._database.connection() as connection:
                connection.execute(
                    "UPDATE sessions SET idle_until = %s"
                    " WHERE digest = %s AND idle_until < %s",
                    (now + IDLE, digest, now + IDLE - NOTE_EVERY),
                    prepare=True,
                )
        return found

    def by_token(self, token: str) -> Signed | None:
        """Whoever an access token stands for; None when it is worth nothing."""
        return self._people.by_token(digest_of(token), self._clock.now())

    def act_as(self, secret: str, person_id: UUID, acting: Membership | None) -> None:
        """Choose as whom the person acts in this session; None: for nobody.

        Raises:
            NotFound: the person may not act so.
        """
        ways: Iterable[Membership] = (
            Membership(organisation=way.organisation_id, role=way.role)
            for way in self._people.memberships(person_id)
        )
        if acting is not None and acting not in ways:
            raise NotFound
        with self._database.connection() as connection:
            connection.execute(
                "UPDATE sessions SET organisation_id = %s, role = %s WHERE digest = %s",
                (
                    acting.organisation if acting else None,
                    acting.role.value if acting else None,
                    digest_of(secret),
                ),
            )

    def close(self, secret: str) -> None:
        """End a session; one that is over stays so."""
        with self._database.connection() as connection:
            connection.execute(
                "DELETE FROM sessions WHERE digest = %s", (digest_of(secret),)
            )

    def close_all(self, person_id: UUID) -> None:
        """End every session of a person, on every machine."""
        with self._database.connection() as connection:
            connection.execute(
                "DELETE FROM sessions WHERE person_id = %s", (person_id,)
            )


def signed_in(request: Request) -> Signed | None:
    """Whoever asks; None when nobody is signed in. Looked up once per request.

    Raises:
        HTTPException: 401, an access token is worth nothing.
    """
    known = getattr(request.state, "signed", UNSET)
    if known is UNSET:
        known = _look_up(request)
        request.state.signed = known
    return cast(Signed | None, known)


def _look_up(request: Request) -> Signed | None:
    sessions = cast(Sessions, request.app.state.service.sessions)
    if token := token_of(request):
        signed = sessions.by_token(token)
        if signed is None:
            raise HTTPException(
                HTTPStatus.UNAUTHORIZED,
                headers={"WWW-Authenticate": 'Bearer error="invalid_token"'},
            )
        return signed
    secret = session_secret(request)
    return sessions.signed(secret) if secret else None


def token_of(request: Request) -> str:
    """The access token that came, "" when none did. It makes any cookie meaningless."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def session_secret(request: Request) -> str:
    """The secret in the session's cookie, "" when there is none."""
    return request.cookies.get(_cookie(request), "")


def keep(request: Request, response: Response, secret: str) -> None:
    """Give the browser the session's cookie."""
    response.set_cookie(
        _cookie(request),
        secret,
        path="/",
        secure=is_https(request),
        httponly=True,
        samesite="lax",
    )


def drop(request: Request, response: Response) -> None:
    """Take the session's cookie away from the browser."""
    response.delete_cookie(
        _cookie(request),
        path="/",
        secure=is_https(request),
        httponly=True,
        samesite="lax",
    )


def is_https(request: Request) -> bool:
    """Whether people reach the service over HTTPS, whatever a proxy makes of it."""
    settings = getattr(request.app.state, "settings", None)
    return str(getattr(settings, "public_url", "")).startswith("https://")


def _cookie(request: Request) -> str:
    return SECURE_COOKIE if is_https(request) else COOKIE
