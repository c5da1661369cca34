"""A body asks a business for information, which answers within a sufficient time."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID, uuid4

from eventsourcing.domain import event
from pydantic import Field

from domain.information_request.refusals import (
    AnswersMissing,
    MoreTimeAsked,
    MoreTimeNotAsked,
    NoSuchItem,
    NothingAsked,
    PurposeOfRequestMissing,
    ReasonOfDeclineMissing,
    RequestOver,
)
from domain.information_request.time import Kind, Sufficient
from domain.kernel import Actor, Aggregate, Personal, Value
from domain.redress import ByAppeal, EffectImpossible, Standing

MOST_ITEMS = 30


class Ground(StrEnum):
    """On what ground a body asks; each is bounded by a rule of law.

    DOCUMENTARY: documents for a documentary inspection. DEMAND: documents demanded in
    another inspection. GOOD_FAITH: what shows that a business keeps its requirements
    or acts in good faith, asked outside of inspections.
    """

    DOCUMENTARY = "documentary"
    DEMAND = "demand"
    GOOD_FAITH = "good_faith"


class RequestStatus(StrEnum):
    """Where a request stands; DECIDING: the body decides about more time."""

    WAITING = "waiting"
    DECIDING = "deciding"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({RequestStatus.WAITING, RequestStatus.DECIDING})


class Item(Value):
    """One thing that is asked for.

    Attributes:
        number: from 1.
        kind: of document, see `LeadTime`.
        requirement: code of the requirement that it shows; "" for none.
        fact: key of the fact that it shows; "" for none.
    """

    number: int = Field(ge=1, le=MOST_ITEMS)
    kind: Kind
    requirement: str = Field(default="", max_length=64)
    fact: str = Field(default="", max_length=100)


class Given(Value):
    """What a business gives for one item.

    Attributes:
        text: in words; "" for none.
        files: ids of the files that are sent with it.
    """

    text: str = ""
    files: tuple[UUID, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.text.strip() and not self.files


class InformationRequest(Aggregate):
    """One request of a body to a business, until it is answered or withdrawn."""

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Asked(Aggregate.Created):
        """A body asked; what exactly is told item by item.

        Attributes:
            client_id: who is asked.
            authority: organisation that asks.
            ground: on what ground.
            purpose: the ground in words, and what for.
            items: what is asked for.
            time: how long the business needs at least, and how that was found.
            days: working days that it was given.
            thread: the correspondence in which it was sent.
            message: the message there.
            on: day of sending, local time.
        """

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        authority: UUID
        ground: Ground
        purpose: Personal
        items: tuple[Item, ...]
        time: Sufficient
        days: int
        thread: UUID
        message: UUID
        on: date

    class ItemWorded(Event):
        """What is asked for under a number, in words."""

        number: int
        what: Personal

    class MoreTimeAsked(Event):
        """The business needs more time; its clock stands until the body decides.

        Attributes:
            turn: which time it asks, from 1.
            days: working days that it asks for; None: it leaves that to the body.
        """

        turn: int
        days: int | None
        reason: Personal | None

    class MoreTimeGiven(Event):
        """The body gave working days."""

        turn: int
        days: int

    class MoreTimeDeclined(Event):
        """The body gave none, and said why."""

        turn: int
        reason: Personal

    class ItemAnswered(Event):
        """The business gave what was asked for under a number."""

        number: int
        text: Personal | None
        files: tuple[UUID, ...]

    class Answered(Event):
        """Everything was given; it was sent in a message."""

        message: UUID
        on: date

    class Withdrawn(Event):
        """The body needs it no more."""

        reason: Personal | None
        on: date

    class Annulled(Event):
        """A decision on an appeal undid it: nothing has to be given."""

        appeal: ByAppeal
        on: date

    class Suspended(Event):
        """An appeal suspended it: nothing has to be given until that is over."""

        appeal: ByAppeal
        at: datetime
        on: date

    class Resumed(Event):
        """An appeal suspends it no longer."""

        appeal: ByAppeal
        at: datetime
        on: date

    @classmethod
    def ask(
        cls,
        items: Sequence[Item],
        wording: Sequence[str],
        *,
        id: UUID,
        client_id: UUID,
        authority: UUID,
        ground: Ground,
        purpose: str,
        time: Sufficient,
        days: int,
        thread: UUID,
        message: UUID,
        by: Actor,
        today: date,
    ) -> "InformationRequest":
        """Ask a business.

        Args:
            items: what is asked for, by kind; at least one.
            wording: the same in words, in the same order.
            id: of the request; the correspondence names it.
            client_id: who is asked.
            authority: organisation that asks.
            ground: on what ground.
            purpose: the ground in words, and what for.
            time: how long the business needs at least.
            days: working days that it is given.
            thread: the correspondence in which it is sent.
            message: the message there.
            by: an officer of the authority.
            today: the day, local time.

        Raises:
            NothingAsked: no item, or one without words.
            PurposeOfRequestMissing: nothing is said of what for.

        Source:
            Стандарт «Государство для бизнеса», п. 4.8.
        """
        if not items or not all(one.strip() for one in wording):
            raise NothingAsked
        if not purpose.strip():
            raise PurposeOfRequestMissing
        asked = cls._create(
            cls.Asked,
            id=id,
            client_id=client_id,
            authority=authority,
            ground=ground,
            purpose=purpose.strip(),
            items=tuple(items),
            time=time,
            days=days,
            thread=thread,
            message=message,
            on=today,
            by=by,
        )
        for item, what in zip(items, wording, strict=True):
            asked._word(
                client_id=client_id, number=item.number, what=what.strip(), by=by
            )
        return asked

    def ask_more(
        self, *, days: int | None = None, reason: str | None = None, by: Actor
    ) -> None:
        """Say that more time is needed; nothing else has to be said.

        Raises:
            RequestOver: it is answered or withdrawn.
            MoreTimeAsked: the body is deciding.

        Source:
            248-ФЗ, ст. 80.
        """
        self._check_open()
        if self.status is RequestStatus.DECIDING:
            raise MoreTimeAsked
        self._ask_more(
            client_id=self.client_id,
            turn=self.turn + 1,
            days=days,
            reason=_said(reason),
            by=by,
        )

    def give_more(self, *, days: int, by: Actor) -> None:
        """Give working days beyond those there were.

        Raises:
            RequestOver, MoreTimeNotAsked: nobody waits for it.
        """
        self._check_deciding()
        self._give_more(client_id=self.client_id, turn=self.turn, days=days, by=by)

    def decline_more(self, *, reason: str, by: Actor) -> None:
        """Give no more time, and say why.

        Raises:
            RequestOver, MoreTimeNotAsked: nobody waits for it.
            ReasonOfDeclineMissing: it is not said why.
        """
        self._check_deciding()
        if not reason.strip():
            raise ReasonOfDeclineMissing
        self._decline_more(
            client_id=self.client_id, turn=self.turn, reason=reason.strip(), by=by
        )

    def answer(
        self, given: Mapping[int, Given], *, message: UUID, by: Actor, today: date
    ) -> None:
        """Give everything that was asked for.

        Args:
            given: by number of the item.
            message: in which it is sent.
            by: who acts for the business.
            today: the day, local time.

        Raises:
            RequestOver: it is answered or withdrawn.
            NoSuchItem: nothing was asked under a number.
            AnswersMissing: something is not answered.
        """
        self.check_given(given)
        for number in sorted(given):
            self._give(
                client_id=self.client_id,
                number=number,
                text=_said(given[number].text),
                files=given[number].files,
                by=by,
            )
        self._answer(client_id=self.client_id, message=message, on=today, by=by)

    def check_given(self, given: Mapping[int, Given]) -> None:
        """See that everything is answered; refusals as `answer`."""
        self._check_open()
        numbers = [one.number for one in self.items]
        if set(given) - set(numbers):
            raise NoSuchItem
        missing = [n for n in numbers if n not in given or given[n].is_empty]
        if missing:
            raise AnswersMissing(items=missing)

    def withdraw(self, *, reason: str | None, by: Actor, today: date) -> None:
        """Need it no more.

        Raises:
            RequestOver: it is answered or withdrawn.
        """
        self._check_open()
        self._withdraw(client_id=self.client_id, reason=_said(reason), on=today, by=by)

    def annul(self, appeal: ByAppeal, *, by: Actor, today: date) -> None:
        """Undo it by a decision on an appeal.

        Raises:
            EffectImpossible: it is answered or withdrawn.

        Source:
            248-ФЗ, ст. 43.
        """
        if self.status not in OPEN:
            raise EffectImpossible(why="over")
        self._annul(client_id=self.client_id, appeal=appeal, on=today, by=by)

    def suspend(self, appeal: ByAppeal, *, at: datetime, on: date, by: Actor) -> None:
        """Let it wait because of an appeal; again it changes nothing.

        Raises:
            EffectImpossible: it is answered or withdrawn.

        Source:
            248-ФЗ, ст. 40 ч. 10 (LAW-072).
        """
        if self.standing.has(appeal):
            return
        if self.status not in OPEN:
            raise EffectImpossible(why="over")
        self._suspend(client_id=self.client_id, appeal=appeal, at=at, on=on, by=by)

    def resume(self, appeal: ByAppeal, *, at: datetime, on: date, by: Actor) -> None:
        """Let it go on as far as an appeal is concerned; again it changes nothing."""
        if self.standing.has(appeal):
            self._resume(client_id=self.client_id, appeal=appeal, at=at, on=on, by=by)

    @property
    def is_suspended(self) -> bool:
        """Whether an appeal lets it wait."""
        return bool(self.standing.by)

    def _check_open(self) -> None:
        if self.status not in OPEN:
            raise RequestOver

    def _check_deciding(self) -> None:
        self._check_open()
        if self.status is not RequestStatus.DECIDING:
            raise MoreTimeNotAsked

    @event(Asked)
    def __init__(
        self,
        client_id: UUID,
        authority: UUID,
        ground: Ground,
        purpose: str,
        items: tuple[Item, ...],
        time: Sufficient,
        days: int,
        thread: UUID,
        message: UUID,
        on: date,
        by: Actor,
    ) -> None:
        self.client_id = client_id
        self.authority = authority
        self.ground = ground
        self.items = items
        self.days = days
        self.thread = thread
        self.message = message
        self.turn = 0
        self.wanted: int | None = None
        self.status = RequestStatus.WAITING
        self.standing = Standing()

    @event(ItemWorded)
    def _word(self, client_id: UUID, number: int, what: str, by: Actor) -> None:
        pass

    @event(MoreTimeAsked)
    def _ask_more(
        self,
        client_id: UUID,
        turn: int,
        by: Actor,
        days: int | None = None,
        reason: str | None = None,
    ) -> None:
        self.turn = turn
        self.wanted = days
        self.status = RequestStatus.DECIDING

    @event(MoreTimeGiven)
    def _give_more(self, client_id: UUID, turn: int, days: int, by: Actor) -> None:
        self.days += days
        self.status = RequestStatus.WAITING

    @event(MoreTimeDeclined)
    def _decline_more(self, client_id: UUID, turn: int, reason: str, by: Actor) -> None:
        self.status = RequestStatus.WAITING

    @event(ItemAnswered)
    def _give(
        self,
        client_id: UUID,
        number: int,
        files: tuple[UUID, ...],
        by: Actor,
        text: str | None = None,
    ) -> None:
        pass

    @event(Answered)
    def _answer(self, client_id: UUID, message: UUID, on: date, by: Actor) -> None:
        self.status = RequestStatus.ANSWERED

    @event(Withdrawn)
    def _withdraw(
        self, client_id: UUID, on: date, by: Actor, reason: str | None = None
    ) -> None:
        self.status = RequestStatus.WITHDRAWN

    @event(Annulled)
    def _annul(self, client_id: UUID, appeal: ByAppeal, on: date, by: Actor) -> None:
        self.status = RequestStatus.WITHDRAWN

    @event(Suspended)
    def _suspend(
        self, client_id: UUID, appeal: ByAppeal, at: datetime, on: date, by: Actor
    ) -> None:
        self.standing = self.standing.begun(appeal, at, on)

    @event(Resumed)
    def _resume(
        self, client_id: UUID, appeal: ByAppeal, at: datetime, on: date, by: Actor
    ) -> None:
        self.standing = self.standing.ended(appeal)


def new_request_id() -> UUID:
    """An id that the correspondence can name before the request is recorded."""
    return uuid4()


def _said(text: str | None) -> str | None:
    return text.strip() or None if text else None
