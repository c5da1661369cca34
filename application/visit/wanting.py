"""A business asks for a visit, chooses its time, moves or refuses it (C6)."""

from collections.abc import Callable
from uuid import UUID

from application.access import Action, allow
from application.exchange import Correspondence
from application.log import EventLog, Key, Receipt
from application.ports import Clock, StateHolds
from application.visit.commands import AskForVisit, AskMove, ChooseSlot, RefuseVisit
from application.visit.handling import (
    Handling,
    VisitsKnown,
    about,
    own,
    writers,
)
from application.visit.wording import TITLES
from domain.exchange import Kind, Letter
from domain.kernel import Actor, Aggregate
from domain.person import Organisation, OrganisationKind
from domain.profile import Size
from domain.visit import (
    ON_REQUEST,
    Law,
    Visit,
    VisitedBodyUnknown,
    VisitKind,
    Wish,
    new_visit_id,
    right_to_ask,
)

SMALL = frozenset({Size.MICRO, Size.SMALL})


class VisitWishes:
    """The commands of the business."""

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        law: Law,
        holds: StateHolds,
        visits: VisitsKnown,
        correspondence: Correspondence,
        handling: Handling,
    ) -> None:
        self._log = log
        self._clock = clock
        self._law = law
        self._holds = holds
        self._visits = visits
        self._correspondence = correspondence
        self._handling = handling

    def ask(
        self, command: AskForVisit, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Ask a body for a visit; it decides within the term.

        Returns:
            A receipt that names the visit first.

        Raises:
            NotFound: the actor acts for no business.
            VisitedBodyUnknown: there is no such body.
            VisitPlaceUnknown, NotSupervised: it cannot be about this.
            NotEligible, VisitAskedAlready: see `right_to_ask`.
            VisitAboutMissing: it is not said what about.
        """
        client_id = own(by)
        allow(by, Action.RECEIVE_VISIT, of=client_id)

        def decide() -> Receipt:
            visit, told = self._asked(command, client_id, by)
            return self._log.record(visit, *told, by=by, key=key)

        return self._log.once(by, key, decide)

    def prepare(self, command: AskForVisit, *, by: Actor) -> Visit:
        """The visit that `ask` would record; raises as it does."""
        client_id = own(by)
        allow(by, Action.RECEIVE_VISIT, of=client_id)
        visit, _ = self._asked(command, client_id, by)
        return visit

    def choose(
        self,
        id: UUID,
        command: ChooseSlot,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Choose a time that is offered; see `Visit.choose` for refusals."""

        def act(visit: Visit) -> list[Aggregate]:
            terms = self._handling.terms_of(visit)
            visit.choose(command.slot, terms=terms, now=self._clock.now(), by=by)
            return []

        return self._change(id, act, by, key, version)

    def ask_move(
        self,
        id: UUID,
        command: AskMove,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Ask for another time; see `Visit.ask_move` for refusals."""

        def act(visit: Visit) -> list[Aggregate]:
            visit.ask_move(
                command.wishes,
                reason=command.reason,
                terms=self._handling.terms_of(visit),
                now=self._clock.now(),
                by=by,
            )
            until = visit.answer_by
            return [self._handling.move_asked(visit, until, by)] if until else []

        return self._change(id, act, by, key, version)

    def refuse(
        self,
        id: UUID,
        command: RefuseVisit,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Refuse a visit, or take a wish back; see `Visit.refuse` for refusals."""

        def act(visit: Visit) -> list[Aggregate]:
            visit.refuse(
                reason=command.reason,
                terms=self._handling.terms_of(visit),
                now=self._clock.now(),
                by=by,
            )
            return [*self._handling.settled(visit, by)]

        return self._change(id, act, by, key, version)

    def _asked(
        self, command: AskForVisit, client_id: UUID, by: Actor
    ) -> tuple[Visit, tuple[Aggregate, ...]]:
        today, now = self._clock.today(), self._clock.now()
        authority = self._authority(command.body)
        self._handling.check_topic(command, client_id, authority)
        known, _ = self._holds.circumstances(client_id)
        wish = Wish(
            is_small=None if known.size is None else known.size in SMALL,
            claim=command.claim,
            earlier=self._visits.asked(client_id, authority),
        )
        rule = self._law.on(ON_REQUEST, today, command.control_kind)
        right = right_to_ask(wish, rule, today)
        id = new_visit_id()
        decide = self._handling.terms(client_id, command.control_kind).to_decide(now)
        thread, message, *files = self._correspondence.compose(
            client_id=client_id,
            about=about(id).address,
            title=TITLES[VisitKind.ASKED],
            parties=writers(client_id, authority),
            letter=Letter(
                kind=Kind.STATEMENT, text=command.told.strip(), basis=about(id).address
            ),
            by=by,
        )
        visit = Visit.begin(
            VisitKind.ASKED,
            id=id,
            client_id=client_id,
            authority=authority,
            control_kind=command.control_kind,
            requirements=command.requirements,
            premises=command.premises,
            told=command.told,
            right=right,
            decide=decide,
            thread=thread.id,
            by=by,
            today=today,
        )
        deadline = self._handling.asked(visit, decide, by)
        return visit, (thread, message, *files, deadline)

    def _authority(self, body: UUID) -> UUID:
        found = self._log.find(Organisation, body)
        if found is None or found.kind is not OrganisationKind.AUTHORITY:
            raise VisitedBodyUnknown
        return found.id

    def _change(
        self,
        id: UUID,
        act: Callable[[Visit], list[Aggregate]],
        by: Actor,
        key: Key | None,
        version: int | None,
    ) -> Receipt:
        """Decide on a visit of the actor's business."""

        def decide() -> Receipt:
            visit = self._handling.of_client(id, version, by)
            due = act(visit)
            return self._log.record(visit, *due, by=by, key=key)

        return self._log.once(by, key, decide)
