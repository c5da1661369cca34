"""Proposing a meeting by video, agreeing on it, calling it off (I6)."""

from uuid import UUID

from application.log import EventLog, Key, Receipt, check_version
from application.ports import Clock
from application.video.cases import VideoCases
from application.video.commands import (
    CallOffMeeting,
    ProposeMeeting,
    ProposeMeetingTime,
)
from application.video.ports import OutsideLink
from domain.inspection import Power
from domain.kernel import Actor
from domain.video import Conference, Side


class Meetings:
    """The commands by which both sides settle whether and when they meet.

    Args:
        log: where it is recorded.
        clock: tells the instant.
        cases: knows who takes part.
        link: makes addresses in an outside system, where one is set up.
    """

    def __init__(
        self, log: EventLog, clock: Clock, cases: VideoCases, link: OutsideLink
    ) -> None:
        self._log = log
        self._clock = clock
        self._cases = cases
        self._link = link

    def propose(
        self, command: ProposeMeeting, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Propose to meet; the client or the body of a case.

        Raises:
            CaseForVideoUnknown, CaseForVideoOver: see `VideoCases.under_way`.
            PurposeMissing, MeetingInThePast and others: see `Conference.propose`.
        """

        def decide() -> Receipt:
            case, side = self._cases.under_way(command.about, by)
            conference = Conference.propose(
                command.time,
                client_id=case.client_id,
                authority=case.authority,
                about=command.about,
                purpose=command.purpose,
                side=side,
                link=self._link(),
                by=by,
                now=self._clock.now(),
            )
            return self._log.record(conference, by=by, key=key)

        return self._log.once(by, key, decide)

    def propose_time(
        self,
        id: UUID,
        command: ProposeMeetingTime,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Propose another time; see `Conference.propose_time`.

        Raises:
            NotFound: the meeting is none of the actor's.
        """

        def decide() -> Receipt:
            conference, side = self._own(id, version, by)
            now = self._clock.now()
            conference.propose_time(command.time, side=side, by=by, now=now)
            return self._log.record(conference, by=by, key=key)

        return self._log.once(by, key, decide)

    def agree(
        self,
        id: UUID,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Agree to the time; see `Conference.agree`; raises as `propose_time`."""

        def decide() -> Receipt:
            conference, side = self._own(id, version, by)
            conference.agree(side=side, by=by, now=self._clock.now())
            return self._log.record(conference, by=by, key=key)

        return self._log.once(by, key, decide)

    def call_off(
        self,
        id: UUID,
        command: CallOffMeeting,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Do not meet; see `Conference.call_off`; raises as `propose_time`."""

        def decide() -> Receipt:
            conference, side = self._own(id, version, by)
            conference.call_off(side=side, reason=command.reason, by=by)
            return self._log.record(conference, by=by, key=key)

        return self._log.once(by, key, decide)

    def _own(self, id: UUID, version: int | None, by: Actor) -> tuple[Conference, Side]:
        conference = self._log.load(Conference, id)
        side = self._cases.of(conference, by, Power.MOVE)
        check_version(conference, version)
        return conference, side
