"""Who is signed in: a row per session, found by the hash of a random cookie."""

from collections.abc import Iterable
from datetime import timedelta
from secrets import token_urlsafe
from typing import Final
from uuid import UUID

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
