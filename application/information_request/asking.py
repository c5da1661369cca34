"""A body asks a business for information, and decides about more time (C4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from application.access import Action, allow
from application.client.clients import living
from application.exchange import Correspondence
from application.information_request.commands import (
    AskForInformation,
    DeclineMoreTime,
    GiveMoreTime,
    WithdrawRequest,
)
from application.information_request.handling import Handling, about, own
from application.information_request.reckoning import Reckoned, SufficientTimes
from application.log import EventLog, Key, Receipt
from application.ports import Bodies, Clock, Pseudonyms, StateHolds
from domain.client.numbers import INN_DIGITS, inn_of
from domain.exchange import Kind, Letter, Part, Party
from domain.information_request import (
    Held,
    InformationRequest,
    Item,
    NothingAsked,
    NotYourRequirement,
    RequestedClientUnknown,
    StateHoldsIt,
    TermTooShort,
    new_request_id,
)
from domain.kernel import Actor, Aggregate
from domain.profile import ClientKind

LONGEST_TITLE = 200


@dataclass(frozen=True)
class Prepared:
    """A request as it would be sent.

    Attributes:
        client_id: who is asked.
        items: what is asked for, numbered.
        reckoned: how long the business gets.
        held: what need not be asked, since the state has it.
    """

    client_id: UUID
    items: tuple[Item, ...]
    reckoned: Reckoned
    held: tuple[Held, ...]


class InformationRequests:
    """The commands of requests for information."""

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        times: SufficientTimes,
        holds: StateHolds,
        bodies: Bodies,
        pseudonyms: Pseudonyms,
        correspondence: Correspondence,
        handling: Handling,
    ) -> None:
        self._log = log
        self._clock = clock
        self._times = times
        self._holds = holds
        self._bodies = bodies
        self._pseudonyms = pseudonyms
        self._correspondence = correspondence
        self._handling = handling

    def prepare(self, command: AskForInformation, *, by: Actor) -> Prepared:
        """What a request would be: how long it gives, and what need not be asked.

        Raises:
            NotFound: the actor asks nobody.
            RequestedClientUnknown, BadInn: there is no such business.
            NothingAsked, UnknownDocumentKind: of the items.
            NotYourRequirement: another body supervises one.
            RequestTooLarge: it takes longer than the law allows.
            TermTooShort: less time is given than the business needs.
        """
        allow(by, Action.ASK_FOR_INFORMATION)
        client_id = self._client(command.inn)
        if not command.items:
            raise NothingAsked
        items = tuple(
            Item(number=n, kind=one.kind, requirement=one.requirement, fact=one.fact)
            for n, one in enumerate(command.items, 1)
        )
        self._check_ours(items, by)
        reckoned = self._times.reckon(client_id, items, command.ground, command.days)
        if command.days is not None and command.days < reckoned.time.days:
            raise TermTooShort(least=reckoned.time.days)
        kinds = self._times.table().kinds
        stands = {kind: one.stands for kind, one in kinds.items()}
        today = self._clock.today()
        held = [
            *self._holds.held(client_id, items, stands, own(by), today),
            *(
                Held(one.number, "register", kinds[one.kind].held_by, today, "")
                for one in items
                if kinds[one.kind].held_by
            ),
        ]
        return Prepared(client_id, items, reckoned, tuple(held))

    def ask(
        self, command: AskForInformation, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Ask a business; the time runs from today.

        Returns:
            A receipt that names the request first.

        Raises:
            StateHoldsIt: the state has some of it; names the records.
            Refusal: what `prepare` and `InformationRequest.ask` raise.
        """

        def decide() -> Receipt:
            prepared = self.prepare(command, by=by)
            if prepared.held:
                raise StateHoldsIt(held=[one._asdict() for one in prepared.held])
            return self._log.record(*self._asked(command, prepared, by), by=by, key=key)

        return self._log.once(by, key, decide)

    def give_more_time(
        self,
        id: UUID,
        command: GiveMoreTime,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Give more time; the body.

        Raises:
            NotFound, Stale: of the request.
            RequestOver, MoreTimeNotAsked: see `InformationRequest.give_more`.
        """

        def decide() -> Receipt:
            request = self._handling.asked_by(id, version, by)
            request.give_more(days=command.days, by=by)
            changed = self._handling.decided(request, command.days, by)
            return self._log.record(request, *changed, by=by, key=key)

        return self._log.once(by, key, decide)

    def decline_more_time(
        self,
        id: UUID,
        command: DeclineMoreTime,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Give no more time, and say why; the body.

        Raises:
            NotFound, Stale: of the request.
            RequestOver, MoreTimeNotAsked, ReasonOfDeclineMissing: see
                `InformationRequest.decline_more`.
        """

        def decide() -> Receipt:
            request = self._handling.asked_by(id, version, by)
            request.decline_more(reason=command.reason, by=by)
            changed = self._handling.decided(request, 0, by)
            return self._log.record(request, *changed, by=by, key=key)

        return self._log.once(by, key, decide)

    def withdraw(
        self,
        id: UUID,
        command: WithdrawRequest,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Need it no more; the body.

        Raises:
            NotFound, Stale: of the request.
            RequestOver: it is answered or withdrawn.
        """

        def decide() -> Receipt:
            request = self._handling.asked_by(id, version, by)
            request.withdraw(reason=command.reason, by=by, today=self._clock.today())
            changed = self._handling.ended(request, by, kept=False)
            return self._log.record(request, *changed, by=by, key=key)

        return self._log.once(by, key, decide)

    def _asked(
        self, command: AskForInformation, prepared: Prepared, by: Actor
    ) -> tuple[Aggregate, ...]:
        """The request, the message in which it goes, and its deadline."""
        id, authority = new_request_id(), own(by)
        client_id, reckoned = prepared.client_id, prepared.reckoned
        wording = [one.what for one in command.items]
        asked = "\n".join(f"{n}. {what.strip()}" for n, what in enumerate(wording, 1))
        thread, message, *files = self._correspondence.compose(
            client_id=client_id,
            about=about(id).address,
            title=command.purpose[:LONGEST_TITLE],
            parties=(
                Party.of(client_id, Part.CLIENT),
                Party.of(authority, Part.BODY),
            ),
            letter=Letter(
                kind=Kind.REQUEST,
                text=f"{command.purpose.strip()}\n\n{asked}",
                basis=about(id).address,
            ),
            by=by,
        )
        request = InformationRequest.ask(
            prepared.items,
            wording,
            id=id,
            client_id=client_id,
            authority=authority,
            ground=command.ground,
            purpose=command.purpose,
            time=reckoned.time,
            days=reckoned.days,
            thread=thread.id,
            message=message.id,
            by=by,
            today=self._clock.today(),
        )
        deadline = self._handling.begun(request, reckoned, by)
        return (request, thread, message, *files, deadline)

    def _client(self, inn: str) -> UUID:
        digits = "".join(inn.split())
        is_entity = len(digits) <= INN_DIGITS[ClientKind.LE]
        kind = ClientKind.LE if is_entity else ClientKind.IE
        id, known = living(self._log, self._pseudonyms, inn_of(digits, kind))
        if known is None:
            raise RequestedClientUnknown
        return id

    def _check_ours(self, items: Sequence[Item], by: Actor) -> None:
        """See that the body supervises what it asks about."""
        codes = {one.requirement for one in items if one.requirement}
        if codes:
            bodies = self._bodies.of(own(by))
            ours = self._holds.supervised(codes, bodies, self._clock.today())
            if strange := sorted(codes - set(ours)):
                raise NotYourRequirement(requirements=strange)
