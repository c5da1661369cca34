"""What both sides of a caution share: who may, its terms, its deadlines (C6)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from application.access import Action, allow
from application.caution.ports import CautionsKnown
from application.client import living_client
from application.deadline import Deadlines
from application.log import EventLog, check_version
from application.ports import Clock, Places
from domain.caution import Caution, CautionTerms, Law
from domain.deadline import About, Deadline, Party, Task, WhyCancelled
from domain.errors import NotFound
from domain.exchange import Kind, Letter
from domain.kernel import Actor
from domain.term import Reckoning

OBJECT, ANSWER = Task.OBJECT_TO_CAUTION, Task.ANSWER_CAUTION_OBJECTION


class CautionHandling:
    """Loads cautions for those who may have them, and keeps their deadlines.

    Deadlines are returned, not recorded: record them with the caution.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        law: Law,
        places: Places,
        known: CautionsKnown,
        deadlines: Deadlines,
    ) -> None:
        self._log = log
        self._clock = clock
        self._law = law
        self._places = places
        self._known = known
        self._deadlines = deadlines

    def terms(self, client_id: UUID, control_kind: str) -> CautionTerms:
        """The terms of a kind of control where a business is."""
        region = self._known.region_of(client_id)
        return CautionTerms(self._law, self._places.at(region), control_kind)

    def issued_by(self, id: UUID, version: int | None, by: Actor) -> Caution:
        """A caution, for the body that issued it.

        Raises:
            NotFound: it is none of the actor's.
            Stale: it has moved on since `version`.
        """
        allow(by, Action.CAUTION)
        caution = self.load(id)
        if by.organisation != caution.authority:
            raise NotFound
        return check_version(caution, version)

    def issued_to(self, id: UUID, version: int | None, by: Actor) -> Caution:
        """A caution, for the business that is cautioned; raises as `issued_by`."""
        caution = self.load(id)
        allow(by, Action.REPLY_TO_CAUTION, of=caution.client_id)
        return check_version(caution, version)

    def load(self, id: UUID) -> Caution:
        """A caution, for the service itself; raises NotFound."""
        caution = self._log.load(Caution, id)
        living_client(self._log, caution.client_id)
        return caution

    def received(self, caution: Caution, at: datetime, by: Actor) -> list[Deadline]:
        """An edition reached the business: its term to object runs, if there is one."""
        terms = self.terms(caution.client_id, caution.control_kind)
        caution.receive(at=at, objection=terms.to_object(at), by=by)
        until = caution.objection
        if not caution.pending_events or until is None or caution.is_objected:
            return []
        return [
            self._deadlines.new(
                OBJECT,
                about=about(caution.id),
                reckoning=until,
                owed_by=Party.client(caution.client_id),
                owed_to=Party.authority(caution.authority),
                turn=caution.edition,
                by=by,
            )
        ]

    def objected(
        self, caution: Caution, answer: Reckoning, by: Actor
    ) -> list[Deadline]:
        """The business objected: the body has to answer."""
        own = self._deadlines.find(OBJECT, caution.id, caution.edition)
        if own is not None:
            own.keep(at=self._clock.now(), by=by)
        due = self._deadlines.new(
            ANSWER,
            about=about(caution.id),
            reckoning=answer,
            owed_by=Party.authority(caution.authority),
            owed_to=Party.client(caution.client_id),
            turn=caution.edition,
            by=by,
        )
        return [due, *_changed(own)]

    def answered(self, id: UUID, edition: int, by: Actor) -> list[Deadline]:
        """The body answered, or there is nothing more to object to in an edition."""
        own = self._deadlines.find(OBJECT, id, edition)
        answer = self._deadlines.find(ANSWER, id, edition)
        if own is not None:
            own.cancel(WhyCancelled.NOT_NEEDED, by=by)
        if answer is not None:
            answer.keep(at=self._clock.now(), by=by)
        return [*_changed(own), *_changed(answer)]


def about(id: UUID) -> About:
    """A caution, as its deadlines and its correspondence name it."""
    return About(kind="caution", id=id, address=f"/cautions/{id}")


def letter(kind: Kind, id: UUID, text: str) -> Letter:
    """A message in the correspondence of a caution."""
    return Letter(kind=kind, text=text.strip(), basis=about(id).address)


def own(by: Actor) -> UUID:
    """The organisation somebody acts for.

    Raises:
        NotFound: for none.
    """
    if by.organisation is None:
        raise NotFound
    return by.organisation


def _changed(deadline: Deadline | None) -> Sequence[Deadline]:
    return [deadline] if deadline is not None and deadline.pending_events else []
