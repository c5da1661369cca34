"""What is coming in a list, and what ends, as a calendar (iCalendar, RFC 5545)."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple
from uuid import UUID, uuid5

from domain.visit import Slot, Way
from interfaces.deadlines import DeadlineWords
from interfaces.exports.content import MARKS
from interfaces.exports.wording import ChangeWording
from interfaces.locale import N_, Language
from projections.applicability import Coming, ComingKind
from projections.deadline import DeadlineLine
from projections.execution import Ending
from projections.video import MeetingCard
from projections.visit import VisitLine

if TYPE_CHECKING:
    from icalendar import Event

DAY: Final = timedelta(days=1)
FIRST: Final = frozenset({ComingKind.BEGINS, ComingKind.NEW_VERSION})
LAST: Final = frozenset({ComingKind.ENDS, ComingKind.REPEALED})


class PlannedCheck(NamedTuple):
    """A planned inspection or visit; it names nobody.

    Attributes:
        id: names the event for good.
        version: of what says so.
        changed_at: when that changed last, UTC.
        starts: first day.
        last_day: last day.
        summary: what it is.
        address: of its page.
    """

    id: str
    version: int
    changed_at: datetime
    starts: date
    last_day: date
    summary: str
    address: str


def calendar(
    feed_id: UUID,
    coming: Sequence[Coming],
    spoken: Language,
    wording: ChangeWording,
    public_url: str,
    endings: Sequence[Ending] = (),
    deadlines: Sequence[DeadlineLine] = (),
    visits: Sequence[VisitLine] = (),
    checks: Sequence[PlannedCheck] = (),
    meetings: Sequence[MeetingCard] = (),
) -> bytes:
    """A calendar in which every change is an all-day event; meetings have their hours.

    It bears no name of the business, and nothing that changes from one asking to the
    next: the same changes give the same bytes.

    Args:
        feed_id: names the events for good, with the requirement.
        coming: what changes, the nearest first.
        spoken: the language.
        wording: changes in it.
        public_url: address of the service, for links.
        endings: what ends of confirmations.
        deadlines: what the business has to do until when.
        visits: to the business, whose time is set.
        checks: that are planned.
        meetings: by video, agreed on.
    """
    from icalendar import Calendar  # noqa: PLC0415 - 4 MB that few processes need

    made = Calendar()
    made.add("prodid", "-//Sverka//list//RU")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add(
        "x-wr-calname", spoken.gettext(N_("Mandatory requirements: what is coming"))
    )
    made.add("refresh-interval", DAY, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", DAY)
    for one in coming:
        uid = uuid5(feed_id, f"{one.code}/{_place(one)}")
        made.add_component(_event(str(uid), one, spoken, wording, public_url))
    for ending in endings:
        uid = uuid5(feed_id, f"{ending.confirmation}/{ending.on}")
        made.add_component(_ending(str(uid), ending, spoken, public_url))
    for line in deadlines:
        uid = uuid5(feed_id, str(line.id))
        made.add_component(_due(str(uid), line, spoken, public_url))
    for visit in visits:
        if visit.slot:
            uid = uuid5(feed_id, str(visit.id))
            made.add_component(_visit(str(uid), visit, visit.slot, spoken, public_url))
    for check in checks:
        made.add_component(_check(feed_id, check, public_url))
    for meeting in meetings:
        uid = uuid5(feed_id, str(meeting.id))
        made.add_component(_meeting(str(uid), meeting, spoken, public_url))
    return bytes(made.to_ical())


def tag_of(content: bytes) -> str:
    """The ETag of a calendar."""
    return f'"{sha256(content).hexdigest()[:32]}"'


def _event(
    uid: str,
    one: Coming,
    spoken: Language,
    wording: ChangeWording,
    public_url: str,
) -> "Event":
    event = _all_day(uid, one.day, one.revision, one.changed_at)
    event.add("summary", f"{wording.coming(one)}: {one.title}")
    event.add("description", _described(one, spoken, wording))
    event.add("url", f"{public_url}/requirements/{one.code}")
    return event


def _ending(uid: str, one: Ending, spoken: Language, public_url: str) -> "Event":
    event = _all_day(uid, one.on, one.version, one.changed_at)
    said = spoken.gettext(N_("Last day of a confirmation, renew it: %(title)s"))
    event.add("summary", said % {"title": one.title})
    event.add("description", ", ".join(one.requirements))
    event.add("url", f"{public_url}/execution-confirmations/{one.confirmation}")
    return event


def _due(uid: str, line: DeadlineLine, spoken: Language, public_url: str) -> "Event":
    words = DeadlineWords(spoken, line.changed_at)
    event = _all_day(uid, line.reckoning.last_day, line.version, line.changed_at)
    said = spoken.gettext(N_("Last day: %(task)s"))
    event.add("summary", said % {"task": words.task(line)})
    event.add("description", "\n".join(words.told(line)))
    event.add("url", f"{public_url}{line.about.address}")
    return event


def _visit(
    uid: str, visit: VisitLine, slot: Slot, spoken: Language, public_url: str
) -> "Event":
    event = _entry(uid, visit.version, visit.changed_at)
    event.add("dtstart", slot.starts.astimezone(UTC))
    event.add("dtend", slot.ends.astimezone(UTC))
    by_video = slot.way is Way.VIDEO
    said = N_("Preventive visit by video") if by_video else N_("Preventive visit")
    event.add("summary", spoken.gettext(said))
    event.add("url", f"{public_url}/visits/{visit.id}")
    return event


def _meeting(
    uid: str, meeting: MeetingCard, spoken: Language, public_url: str
) -> "Event":
    event = _entry(uid, meeting.version, meeting.changed_at)
    event.add("dtstart", meeting.starts.astimezone(UTC))
    event.add("dtend", meeting.ends.astimezone(UTC))
    is_hearing = meeting.about.startswith("/appeals/")
    said = N_("Hearing of an appeal by video") if is_hearing else N_("Meeting by video")
    event.add("summary", spoken.gettext(said))
    event.add("url", f"{public_url}/video/{meeting.id}")
    return event


def _check(feed_id: UUID, one: PlannedCheck, public_url: str) -> "Event":
    uid = str(uuid5(feed_id, one.id))
    event = _all_day(uid, one.starts, one.version, one.changed_at)
    del event["dtend"]
    event.add("dtend", one.last_day + DAY)
    event.add("summary", one.summary)
    event.add("url", f"{public_url}{one.address}")
    return event


def _all_day(uid: str, day: date, revision: int, changed_at: datetime) -> "Event":
    event = _entry(uid, revision, changed_at)
    event.add("dtstart", day)
    event.add("dtend", day + DAY)
    event.add("transp", "TRANSPARENT")
    return event


def _entry(uid: str, revision: int, changed_at: datetime) -> "Event":
    from icalendar import Event  # noqa: PLC0415 - see above

    event = Event()
    event.add("uid", f"{uid}@sverka")
    event.add("sequence", revision)
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("class", "PRIVATE")
    return event


def _described(one: Coming, spoken: Language, wording: ChangeWording) -> str:
    mark = spoken.gettext(MARKS[one.certainty.validity])
    parts = [
        wording.cause(one.cause),
        wording.consequence(one),
        spoken.gettext(N_("How sure the date is: %(mark)s."), mark=mark),
        f"{one.act}. {one.control_body}. {one.code}",
    ]
    return "\n".join(part for part in parts if part)


def _place(one: Coming) -> str:
    """What stays the same when a day or a version is corrected."""
    if one.kind in FIRST:
        return f"first/{one.nth}"
    return f"last/{one.nth}" if one.kind in LAST else f"{one.kind.value}/{one.day}"
