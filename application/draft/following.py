"""What a client may ask about what it follows (E4)."""

from uuid import UUID

from application.access import Action, allow
from application.log import EventLog, Key, Receipt
from application.ports import Clock
from domain.draft import Filter, Following
from domain.errors import NotFound, Stale
from domain.kernel import Actor


class Followings:
    """The commands of what is followed; whoever acts for the client."""

    def __init__(self, log: EventLog, clock: Clock) -> None:
        self._log = log
        self._clock = clock

    def follow(
        self, client_id: UUID, command: Filter, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Follow something from now on.

        Raises:
            NothingFollowed, FollowedAlready, TooManyFollowed: see `Following.follow`.
        """
        allow(by, Action.FOLLOW, of=client_id)

        def decide() -> Receipt:
            following = self._find(client_id) or Following.begin(client_id, by=by)
            following.follow(command, by=by)
            return self._log.record(following, by=by, key=key)

        return self._log.once(by, key, decide)

    def unfollow(
        self,
        client_id: UUID,
        place: int,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Stop following something.

        Raises:
            NotFound: nothing with this number is followed.
            Stale: what is followed has changed since `version`.
        """
        allow(by, Action.FOLLOW, of=client_id)

        def decide() -> Receipt:
            following = self._load(client_id)
            before = following.version
            following.unfollow(place, by=by)
            if version is not None and version != before:
                raise Stale(version=before)
            return self._log.record(following, by=by, key=key)

        return self._log.once(by, key, decide)

    def see(
        self, client_id: UUID, position: int, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Say that everything up to a place in the log was seen.

        Raises:
            NotFound: nothing was ever followed.
            PositionAhead: the log has not come so far.
        """
        allow(by, Action.FOLLOW, of=client_id)

        def decide() -> Receipt:
            self._log.check_given(position)
            following = self._load(client_id)
            following.see(position, on=self._clock.today(), by=by)
            return self._log.record(following, by=by, key=key)

        return self._log.once(by, key, decide)

    def _find(self, client_id: UUID) -> Following | None:
        return self._log.find(Following, Following.create_id(client_id))

    def _load(self, client_id: UUID) -> Following:
        found = self._find(client_id)
        if found is None:
            raise NotFound
        return found
