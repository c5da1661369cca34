"""What pages of meetings by video share (I6)."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Annotated, Final

from fastapi import Depends, Request

from application.access import Action
from domain.errors import Invalid
from domain.kernel import Actor
from domain.term import Place
from domain.video import Leaving, Side, Standing, StopReason, Time
from interfaces.deps import Asks
from interfaces.locale import N_
from interfaces.web.pages import language_of
from projections.video import MeetingCard

Participant = Annotated[Actor, Depends(Asks(Action.HOLD_VIDEO))]

STANDINGS: Final = {
    Standing.PROPOSED: (N_("Waits for the other side to agree"), "ask"),
    Standing.AGREED: (N_("Agreed"), "yes"),
    Standing.CALLED_OFF: (N_("The meeting is called off"), "no"),
    Standing.ENDED: (N_("The meeting is over"), ""),
}
SIDES: Final = {
    Side.CLIENT: N_("The business"),
    Side.BODY: N_("The supervisory body"),
    Side.HELPER: N_("The business ombudsman's office"),
    Side.EXPLAINS: N_("Those whose decision is appealed"),
}
LEAVINGS: Final = {
    Leaving.LEFT: N_("left"),
    Leaving.LOST: N_("the connection was lost"),
    Leaving.NO_RIGHT: N_("the right to take part ended"),
}
STOPS: Final = {
    StopReason.ASKED: N_("somebody in the room stopped it"),
    StopReason.REFUSED: N_("somebody did not agree any more"),
    StopReason.NEWCOMER: N_("somebody came in who had not agreed"),
    StopReason.RECORDER_LEFT: N_("whoever recorded left"),
    StopReason.ENDED: N_("the meeting ended"),
}
MINUTES: Final = (15, 30, 45, 60, 90, 120)
USUAL: Final = 30


class TimeUnclear(Invalid):
    code = "video-time-unclear"
    title = "Say on which day the meeting is, and when it begins"
    about = "day"


class Hours:
    """Says and reads times where the business is.

    Args:
        request: whose language.
        place: where the business is.
    """

    def __init__(self, request: Request, place: Place) -> None:
        self._spoken = language_of(request)
        self._place = place

    def when(self, card: MeetingCard) -> str:
        """The time of a meeting, e.g. "4 December 2026, 10:00 to 10:30"."""
        return self._spoken.gettext(
            N_("%(day)s, %(starts)s to %(ends)s"),
            day=self.day(card.starts),
            starts=self.hour(card.starts),
            ends=self.hour(card.ends),
        )

    def day(self, at: datetime) -> str:
        """The day of an instant."""
        return self._spoken.date(at.astimezone(self._place.zone).date())

    def hour(self, at: datetime) -> str:
        """The time of day of an instant, with seconds left out."""
        return f"{at.astimezone(self._place.zone):%H:%M}"

    def zone(self) -> str:
        """The zone in which the times are told."""
        return str(self._place.zone)

    def field_day(self, at: datetime) -> str:
        """The day as a field of a form has it."""
        return at.astimezone(self._place.zone).date().isoformat()

    def read(self, posted: Mapping[str, str]) -> datetime:
        """When a meeting is to begin, as a form says it.

        Raises:
            TimeUnclear: it is no time.
        """
        try:
            day = date.fromisoformat(posted.get("day", ""))
            begins = time.fromisoformat(posted.get("time", ""))
            return datetime.combine(day, begins, self._place.zone)
        except ValueError as fault:
            raise TimeUnclear from fault


def minutes_of(card: MeetingCard) -> int:
    """How long a meeting is to take."""
    return (card.ends - card.starts) // timedelta(minutes=1)


def opens_at(card: MeetingCard) -> datetime:
    """From when on the room can be entered."""
    return Time(card.starts, card.ends).opens


def is_enterable(card: MeetingCard, now: datetime) -> bool:
    """Whether the room is open now."""
    hours = Time(card.starts, card.ends)
    return card.standing is Standing.AGREED and hours.opens <= now <= hours.closes
