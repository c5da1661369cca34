"""Questions about meetings by video; `application.video.MeetingsKnown` too (I6)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

from projections.video.cards import (
    Attendee,
    Consenting,
    MeetingCard,
    MeetingPage,
    PieceCard,
    RecordingCard,
)
from projections.view import View

PAGE = 50
MOST = 500


class VideoView(View):
    """Answers questions about meetings; whose they are, the caller sees to."""

    def of(
        self,
        *,
        client_id: UUID | None = None,
        authority: UUID | None = None,
        about: str | None = None,
        kinds: Sequence[str] | None = None,
        before: int | None = None,
        limit: int = PAGE,
    ) -> MeetingPage:
        """The meetings of a client, of an authority, or of a case, the newest first.

        Args:
            client_id: of one client; None: of any.
            authority: of one authority; None: of any.
            about: address of one case; None: of any.
            kinds: beginnings of addresses of cases, e.g. "appeals"; None: any.
            before: cursor of the page before.
            limit: how many at most, 1..200.
        """
        found = self.all(
            MeetingCard,
            f"{MEETING} WHERE (%(client)s::uuid IS NULL OR client_id = %(client)s)"
            " AND (%(authority)s::uuid IS NULL OR authority = %(authority)s)"
            " AND (%(about)s::text IS NULL OR about = %(about)s)"
            " AND (%(kinds)s::text[] IS NULL"
            " OR split_part(about, '/', 2) = ANY(%(kinds)s))"
            " AND (%(before)s::bigint IS NULL OR number < %(before)s)"
            " ORDER BY number DESC LIMIT %(limit)s",
            {
                "client": client_id,
                "authority": authority,
                "about": about,
                "kinds": None if kinds is None else list(kinds),
                "before": before,
                "limit": limit + 1,
            },
        )
        shown = tuple(found[:limit])
        after = shown[-1].number if len(found) > limit else None
        return MeetingPage(meetings=shown, after=after)

    def ahead(
        self,
        since: datetime,
        until: datetime,
        *,
        client_id: UUID | None = None,
        authority: UUID | None = None,
    ) -> list[MeetingCard]:
        """Meetings agreed on that begin between two instants, the nearest first."""
        asked = {
            "client": client_id,
            "authority": authority,
            "since": since,
            "until": until,
            "most": MOST,
        }
        return self.all(MeetingCard, AHEAD, asked)

    def get(self, id: UUID) -> MeetingCard | None:
        """One meeting; None when there is none."""
        return self.one(MeetingCard, f"{MEETING} WHERE id = %s", (id,))

    def stays(self, meeting: UUID) -> list[Attendee]:
        """Who was there when, the first arrival first; at most 500."""
        return self.all(
            Attendee,
            f"{STAY} WHERE s.meeting = %s ORDER BY s.number LIMIT {MOST}",
            (meeting,),
        )

    def there(self, meeting: UUID) -> list[Attendee]:
        """Who is there now, the first arrival first."""
        return self.all(
            Attendee,
            f"{STAY} WHERE s.meeting = %s AND s.left_at IS NULL ORDER BY s.number",
            (meeting,),
        )

    def consents(self, meeting: UUID) -> list[Consenting]:
        """What people said to being recorded, in no order."""
        return self.all(
            Consenting,
            "SELECT person, agrees FROM video.consenting WHERE meeting = %s",
            (meeting,),
        )

    def recordings(self, meeting: UUID) -> list[RecordingCard]:
        """The recordings of a meeting, the oldest first."""
        return self.all(
            RecordingCard, f"{RECORDING} WHERE meeting = %s ORDER BY number", (meeting,)
        )

    def recording(self, id: UUID) -> RecordingCard | None:
        """One recording; None when there is none."""
        return self.one(RecordingCard, f"{RECORDING} WHERE id = %s", (id,))

    def pieces(self, recording: UUID) -> list[PieceCard]:
        """Where the pieces of a recording are, in their order."""
        return self.all(
            PieceCard,
            "SELECT object, size FROM video.piece WHERE recording = %s ORDER BY number",
            (recording,),
        )

    def lost(self, before: datetime) -> Sequence[tuple[UUID, str, datetime]]:
        """Those in rooms whose browsers were last heard of before an instant."""
        return [
            (row["meeting"], row["person"], row["seen_at"])
            for row in self._rows(LOST, {"before": before, "most": MOST})
        ]

    def overdue(self, before: datetime) -> Sequence[UUID]:
        """Meetings that somebody came to and that were to end before an instant."""
        return [row["id"] for row in self._rows(OVERDUE, (before, MOST))]

    def unfinished(self, before: datetime) -> Sequence[UUID]:
        """Recordings that stopped before an instant and are not whole."""
        return [row["id"] for row in self._rows(UNFINISHED, (before, MOST))]

    def _rows(self, query: LiteralString, params: Any) -> list[dict[str, Any]]:
        with self.read() as sql:
            return sql.execute(query, params, prepare=True).fetchall()


MEETING: LiteralString = (
    "SELECT id, version, number, client_id, authority, about, purpose, link,"
    " proposed_by, starts, ends, standing, called_off_by, reason, ended_at,"
    " ended_number, recording, recorder, changed_at FROM video.meeting"
)
AHEAD: LiteralString = (
    f"{MEETING} WHERE standing = 'agreed'"
    " AND (%(client)s::uuid IS NULL OR client_id = %(client)s)"
    " AND (%(authority)s::uuid IS NULL OR authority = %(authority)s)"
    " AND starts BETWEEN %(since)s AND %(until)s ORDER BY starts, number LIMIT %(most)s"
)
STAY: LiteralString = (
    "SELECT s.number, s.person, p.name, s.side, s.role, s.arrived_at, s.waits,"
    " s.admitted_at, s.left_at, s.how FROM video.stay AS s"
    " LEFT JOIN person.people AS p ON p.id = s.person::uuid"
)
RECORDING: LiteralString = (
    "SELECT id, meeting AS conference, client_id, number, person, begun_at,"
    " stopped_at, why, kept_number, pieces, size, sha256 FROM video.recording"
)
# Who came a moment ago has no tab yet; who went to an outside system never has one.
LOST: LiteralString = """
    SELECT s.meeting, s.person, coalesce(t.seen_at, s.arrived_at) AS seen_at
    FROM video.stay AS s
    JOIN video.meeting AS m ON m.id = s.meeting AND m.room_open AND m.link IS NULL
    LEFT JOIN public.video_tabs AS t
        ON t.meeting = s.meeting AND t.person = s.person
    WHERE s.left_at IS NULL
        AND greatest(t.seen_at, s.arrived_at) < %(before)s
    LIMIT %(most)s
"""
OVERDUE: LiteralString = (
    "SELECT id FROM video.meeting WHERE room_open AND ends < %s LIMIT %s"
)
UNFINISHED: LiteralString = (
    "SELECT id FROM video.recording WHERE kept_number IS NULL AND stopped_at < %s"
    " LIMIT %s"
)
