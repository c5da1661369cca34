"""Noting that a notice was opened (I1)."""

from uuid import UUID

from application.access import Action, allow, topics_hidden_from
from application.log import EventLog, Key, Receipt
from application.ports import NoticesKept
from domain.errors import NotFound, Stale
from domain.kernel import Actor
from domain.notice import Reading

AT_ONCE = 500


class Readings:
    """The commands of an inbox.

    Args:
        log: where readings are recorded.
        kept: knows whose notice it is.
    """

    def __init__(self, log: EventLog, kept: NoticesKept) -> None:
        self._log = log
        self._kept = kept

    def read(self, id: UUID, *, by: Actor, key: Key | None = None) -> Receipt | None:
        """Note the first opening of a notice.

        Returns:
            None when it was opened before.

        Raises:
            NotFound: it is not addressed to the actor's organisation.
        """
        recipient = self._kept.recipient(id)
        if recipient is None:
            raise NotFound
        allow(by, Action.READ_NOTICES, of=recipient)
        reading = Reading.note(notice=id, recipient=recipient, by=by)
        try:
            return self._log.record(reading, by=by, key=key)
        except Stale:
            return None

    def read_all(
        self, recipient: UUID, *, by: Actor, key: Key | None = None
    ) -> Receipt | None:
        """Note that the unread notices, at most 500, were seen in the list.

        Returns:
            None when there were none.
        """
        allow(by, Action.READ_NOTICES, of=recipient)
        hidden = topics_hidden_from(by)
        unread = self._kept.unread_of(recipient, AT_ONCE, hidden)
        known = self._log.find_many(Reading, [Reading.create_id(id) for id in unread])
        fresh = [
            Reading.note(notice=id, recipient=recipient, by=by)
            for id in unread
            if Reading.create_id(id) not in known
        ]
        if not fresh:
            return None
        return self._log.once(by, key, lambda: self._log.record(*fresh, by=by, key=key))
