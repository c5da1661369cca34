"""What people see of notices: inbox, channels, what became of each delivery (I1)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from domain.kernel import Value
from domain.notice import (
    Basis,
    ChannelKind,
    Kept,
    Outcome,
    QuietHours,
    Spoken,
    Topic,
)
from domain.notice.mailing import Concern, Subject
from projections.view import View

PAGE = 50
COUNTED = 100
"""An inbox with as many unread notices has "many"."""
DEAD_SHOWN = 200


class NoticeCard(Value):
    """A notice in an inbox; its words are made where its reader is known.

    Attributes:
        id: of it.
        place: in the log; pages go by it.
        recipient: whose inbox.
        topic: what it is about.
        template, template_version: the words with which it was told.
        values: what stands in their places; None: of a mailing.
        subjects, concerns: of a mailing, what is told and what of it concerns this one.
        about: path of the page that it leads to.
        basis: why the recipient may be told.
        told_at: when, UTC.
        read_at: when it was opened first, UTC; None: not yet.
        read_by: id of the person who did.
    """

    id: UUID
    place: int
    recipient: UUID
    topic: Topic
    template: str
    template_version: int
    values: dict[str, Kept] | None
    subjects: tuple[Subject, ...] | None
    concerns: tuple[Concern, ...] | None
    about: str
    basis: Basis
    told_at: datetime
    read_at: datetime | None
    read_by: str | None


class InboxPage(Value):
    """Notices of an inbox, the newest first.

    Attributes:
        notices: of this page.
        after: cursor of the next one; None at the end.
    """

    notices: tuple[NoticeCard, ...]
    after: tuple[int, UUID] | None


class Attempt(Value):
    """One time that something was sent.

    Attributes:
        number: from 1.
        at: when, UTC.
        outcome: what came of it.
        answer: what the channel said.
    """

    number: int
    at: datetime
    outcome: Outcome
    answer: str


class DeliveryCard(Value):
    """A notice, or a code, on its way through a channel.

    Attributes:
        id: the receiver sees it too.
        channel, kind, address: where it goes.
        notice: which; None: a code.
        state: "waiting", "accepted", "given_up", or "dropped" with its channel.
        due_at: when it is sent next, UTC, while it waits.
        attempts: every one, the oldest first.
    """

    id: UUID
    channel: UUID
    kind: ChannelKind
    address: str
    notice: UUID | None
    state: str
    due_at: datetime
    attempts: tuple[Attempt, ...]


class ChannelCard(Value):
    """A channel of a recipient.

    Attributes:
        id: of it.
        kind, address: where it leads.
        is_confirmed: whether notices go there.
        topics: of which; None: of all.
        code: number of the code that was sent last.
        mistakes: how often a wrong one was entered since.
        secret: number of the secret that signs.
        given_up: how many deliveries were given up.
        code_state: what became of the sending of the code, as in DeliveryCard.
        code_answer: what the channel said to it; "" before the first attempt.
    """

    id: UUID
    kind: ChannelKind
    address: str
    is_confirmed: bool
    topics: tuple[Topic, ...] | None
    code: int
    mistakes: int
    secret: int
    given_up: int
    code_state: str | None
    code_answer: str

    def carries(self, topic: Topic) -> bool:
        """Whether notices of a topic go there."""
        return self.topics is None or topic in self.topics


class Choices(Value):
    """What a recipient chose.

    Attributes:
        version: of the choices; 0 before the first one.
        quiet: when nothing is sent; None: at no time.
        language: in which what is sent is written.
    """

    version: int = 0
    quiet: QuietHours | None = None
    language: Spoken = "ru"


class NoticeView(View):
    """Answers questions about inboxes; also `application.ports.NoticesKept`."""

    def page(
        self,
        recipient: UUID,
        *,
        topics: Collection[Topic] = (),
        hidden: Collection[Topic] = (),
        unread: bool = False,
        after: tuple[int, UUID] | None = None,
        limit: int = PAGE,
    ) -> InboxPage:
        """An inbox, the newest first.

        Args:
            recipient: whose.
            topics: only of these; of all when empty.
            hidden: none of these: they are not for the reader.
            unread: only those that nobody has opened.
            after: cursor of the page before.
            limit: how many at most, 1..200.
        """
        place, id = after or (None, None)
        found = self.all(
            NoticeCard,
            INBOX,
            {
                "recipient": recipient,
                "topics": [one.value for one in topics] or None,
                "hidden": [one.value for one in hidden],
                "unread": unread,
                "place": place,
                "id": id,
                "limit": limit + 1,
            },
        )
        shown = tuple(found[:limit])
        last = shown[-1] if len(found) > limit else None
        return InboxPage(notices=shown, after=last and (last.place, last.id))

    def get(self, id: UUID) -> NoticeCard | None:
        """One notice; None when there is none."""
        return self.one(NoticeCard, f"{CARDS} WHERE n.id = %s", (id,))

    def first_read(
        self, recipient: UUID, about: str, since: datetime
    ) -> datetime | None:
        """When something told of a page since an instant was first opened, UTC."""
        asked = (recipient, about, since)
        with self.read() as sql:
            row = sql.execute(FIRST_READ, asked, prepare=True).fetchone()
        return row["read_at"] if row else None

    def many(self, ids: Collection[UUID]) -> dict[UUID, NoticeCard]:
        """Those of some notices that there are, by id."""
        found = self.all(NoticeCard, f"{CARDS} WHERE n.id = ANY(%s)", (list(ids),))
        return {one.id: one for one in found}

    def unread(self, recipient: UUID, hidden: Collection[Topic] = ()) -> int:
        """How many notices nobody has opened; 100 stands for more."""
        asked = (recipient, [one.value for one in hidden], COUNTED)
        with self.read() as sql:
            row = sql.execute(COUNT, asked, prepare=True).fetchone()
        return int(row["n"]) if row else 0

    def recipient(self, id: UUID) -> UUID | None:
        """Whose inbox a notice is in; None when there is none such."""
        with self.read() as sql:
            row = sql.execute(
                "SELECT recipient FROM notice.notice WHERE id = %s", (id,), prepare=True
            ).fetchone()
        return row["recipient"] if row else None

    def unread_of(
        self, recipient: UUID, limit: int, hidden: Collection[Topic] = ()
    ) -> list[UUID]:
        """Ids of the unread notices of an inbox, the newest first."""
        asked = (recipient, [one.value for one in hidden], limit)
        with self.read() as sql:
            found = sql.execute(UNREAD, asked, prepare=True)
            return [row["id"] for row in found]

    def deliveries(self, notice: UUID) -> list[DeliveryCard]:
        """What became of a notice by each channel."""
        return self.all(DeliveryCard, f"{DELIVERIES} WHERE d.notice = %s", (notice,))

    def given_up(self, recipient: UUID) -> list[DeliveryCard]:
        """What could not be delivered to channels in use; at most the newest 200."""
        return self.all(DeliveryCard, DEAD, (recipient, DEAD_SHOWN))

    def channels(self, recipient: UUID) -> list[ChannelCard]:
        """The channels of a recipient, the oldest first."""
        return self.all(ChannelCard, CHANNELS, {"recipient": recipient})

    def choices(self, recipient: UUID) -> Choices:
        """What a recipient chose."""
        with self.read() as sql:
            row = sql.execute(
                "SELECT * FROM notice.setting WHERE recipient = %s",
                (recipient,),
                prepare=True,
            ).fetchone()
        return _choices(row) if row else Choices()


def _choices(row: dict[str, Any]) -> Choices:
    quiet = None
    if row["zone"] is not None:
        quiet = QuietHours(
            since=row["quiet_since"], until=row["quiet_until"], zone=row["zone"]
        )
    return Choices(version=row["version"], quiet=quiet, language=row["language"])


CARDS = """
    SELECT n.id, n.place, n.recipient, n.topic, n.template, n.template_version,
           n.values, m.subjects, w.concerns, n.about, n.basis, n.told_at, n.read_at,
           n.read_by
    FROM notice.notice n
    LEFT JOIN notice.told_words w ON w.id = n.words
    LEFT JOIN notice.mailing_words m ON m.id = w.mailing
"""
INBOX = f"""
    {CARDS}
    WHERE n.recipient = %(recipient)s
      AND (%(topics)s::text[] IS NULL OR n.topic = ANY(%(topics)s))
      AND n.topic <> ALL(%(hidden)s::text[])
      AND (NOT %(unread)s OR n.read_at IS NULL)
      AND (%(place)s::bigint IS NULL OR n.place < %(place)s
           OR (n.place = %(place)s AND n.id > %(id)s::uuid))
    ORDER BY n.place DESC, n.id LIMIT %(limit)s
"""
COUNT = """
    SELECT count(*) AS n FROM (
        SELECT FROM notice.notice
        WHERE recipient = %s AND read_at IS NULL AND topic <> ALL(%s::text[]) LIMIT %s
    ) AS unread
"""
FIRST_READ = """
    SELECT min(read_at) AS read_at FROM notice.notice
    WHERE recipient = %s AND about = %s AND told_at >= %s
"""
UNREAD = """
    SELECT id FROM notice.notice
    WHERE recipient = %s AND read_at IS NULL AND topic <> ALL(%s::text[])
    ORDER BY place DESC LIMIT %s
"""
DELIVERIES = """
    SELECT d.id, d.channel, c.kind, c.address, d.notice, d.state, d.due_at, d.attempts
    FROM notice.delivery d JOIN notice.channel c ON c.id = d.channel
"""
DEAD = f"""
    {DELIVERIES}
    WHERE d.recipient = %s AND d.state = 'given_up' AND d.notice IS NOT NULL
      AND c.state = 'confirmed'
    ORDER BY d.wanted_at DESC LIMIT %s
"""
CHANNELS = """
    SELECT c.id, c.kind, c.address, c.state = 'confirmed' AS is_confirmed, c.topics,
           c.code, c.mistakes, c.secret, coalesce(dead.n, 0) AS given_up,
           d.state AS code_state, coalesce(d.attempts -> -1 ->> 'answer', '')
           AS code_answer
    FROM notice.channel c
    LEFT JOIN notice.delivery d ON d.channel = c.id AND d.code = c.code
    LEFT JOIN (
        SELECT channel, count(*) AS n FROM notice.delivery
        WHERE recipient = %(recipient)s AND state = 'given_up' AND notice IS NOT NULL
        GROUP BY channel
    ) AS dead ON dead.channel = c.id
    WHERE c.recipient = %(recipient)s AND c.state <> 'removed' ORDER BY c.place
"""
