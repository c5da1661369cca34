"""What both sides of a request share: who may, and what becomes of its deadlines."""

from uuid import UUID

from application.access import Action, allow, allow_information_request
from application.client import living_client
from application.deadline import Deadlines
from application.information_request.reckoning import Law, Reckoned
from application.log import EventLog, check_version
from application.ports import Clock, Places
from domain.deadline import (
    About,
    Deadline,
    Party,
    Task,
    WhyCancelled,
    WhyPaused,
    WhyRecomputed,
    counted_again,
)
from domain.errors import NotFound
from domain.information_request import InformationRequest
from domain.kernel import Actor
from domain.term import reckon

DECIDE = "LAW-088"
"""The rule of law that says how soon a body decides about more time."""
GIVE, MORE = Task.GIVE_INFORMATION, Task.DECIDE_MORE_TIME


class Handling:
    """Loads requests for those who may have them, and keeps their deadlines.

    Deadlines are returned, not recorded: record them with the request.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        law: Law,
        places: Places,
        deadlines: Deadlines,
    ) -> None:
        self._log = log
        self._clock = clock
        self._law = law
        self._places = places
        self._deadlines = deadlines

    def asked_by(self, id: UUID, version: int | None, by: Actor) -> InformationRequest:
        """A request, for the body that asks.

        Raises:
            NotFound: it is none of the actor's.
            Stale: it has moved on since `version`.
        """
        allow(by, Action.ASK_FOR_INFORMATION)
        return self._of(id, version, by)

    def given_to(self, id: UUID, version: int | None, by: Actor) -> InformationRequest:
        """A request, for the business that is asked; raises as `asked_by`."""
        allow(by, Action.GIVE_INFORMATION)
        return self._of(id, version, by)

    def begun(
        self, request: InformationRequest, reckoned: Reckoned, by: Actor
    ) -> Deadline:
        """The deadline of the business."""
        return self._deadlines.new(
            GIVE,
            about=about(request.id),
            reckoning=reckoned.reckoning,
            pauses=reckoned.pauses,
            owed_by=Party.client(request.client_id),
            owed_to=Party.authority(request.authority),
            by=by,
        )

    def deciding(self, request: InformationRequest, by: Actor) -> list[Deadline]:
        """The clock of the business stands, that of the body runs."""
        now = self._clock.now()
        rule = self._law.on(DECIDE, self._clock.today())
        body = self._deadlines.new(
            MORE,
            about=about(request.id),
            reckoning=reckon(rule.term, now, self._places.at()),
            owed_by=Party.authority(request.authority),
            owed_to=Party.client(request.client_id),
            turn=request.turn,
            by=by,
        )
        own = self._deadlines.find(GIVE, request.id)
        if own is not None and own.is_open:
            own.pause(WhyPaused.MORE_TIME_ASKED, at=now, by=by)
        return [body, *_changed(own)]

    def decided(
        self, request: InformationRequest, days: int, by: Actor
    ) -> list[Deadline]:
        """The body has decided: the clock of the business goes on.

        Args:
            request: the request.
            days: working days that are given beyond.
            by: who decides.
        """
        body = self._deadlines.find(MORE, request.id, request.turn)
        if body is not None:
            body.keep(at=self._clock.now(), by=by)
        own = self._deadlines.find(GIVE, request.id)
        if own is not None and own.is_open:
            if not request.is_suspended:
                self._deadlines.go_on(own, by=by)
            if days:
                self._lengthen(own, days, by)
        return [*_changed(body), *_changed(own)]

    def ended(
        self, request: InformationRequest, by: Actor, *, kept: bool
    ) -> list[Deadline]:
        """Nothing is due any more; `kept`: since the business has answered."""
        own = self._deadlines.find(GIVE, request.id)
        body = self._deadlines.find(MORE, request.id, request.turn)
        if own is not None and kept:
            own.keep(at=self._clock.now(), by=by)
        elif own is not None:
            own.cancel(WhyCancelled.WITHDRAWN, by=by)
        if body is not None:
            body.cancel(WhyCancelled.NOT_NEEDED, by=by)
        return [*_changed(own), *_changed(body)]

    def _lengthen(self, deadline: Deadline, days: int, by: Actor) -> None:
        before = deadline.reckoning
        term = before.term.model_copy(update={"value": before.term.value + days})
        longer = before.model_copy(update={"term": term})
        calendar = self._places.at(before.region).calendar
        deadline.recompute(
            counted_again(longer, calendar, deadline.pauses),
            why=WhyRecomputed.MORE_TIME,
            at=self._clock.now(),
            by=by,
        )

    def _of(self, id: UUID, version: int | None, by: Actor) -> InformationRequest:
        request = self._log.load(InformationRequest, id)
        allow_information_request(
            by, client_id=request.client_id, authority=request.authority
        )
        living_client(self._log, request.client_id)
        return check_version(request, version)


def about(id: UUID) -> About:
    """A request, as its deadlines and its correspondence name it."""
    return About(
        kind="information_request", id=id, address=f"/information-requests/{id}"
    )


def own(by: Actor) -> UUID:
    """The organisation somebody acts for.

    Raises:
        NotFound: for none.
    """
    if by.organisation is None:
        raise NotFound
    return by.organisation


def _changed(deadline: Deadline | None) -> list[Deadline]:
    return [deadline] if deadline is not None and deadline.pending_events else []
