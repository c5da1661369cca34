"""What an appeal knows of itself, and how its commands tell what happened (I9)."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from domain.appeal.conflict import Part
from domain.appeal.refusals import AppealNotOpen, NotADraft
from domain.appeal.standing import OPEN, AppealStatus, Outcome, Restoration, Suspension
from domain.appeal.subject import Subject
from domain.appeal.writing import Drafted, DraftPart, Point, Wish
from domain.kernel import Actor
from domain.term import Pause, Reckoning

if TYPE_CHECKING:
    from domain.appeal.events import AppealEvent


class State:
    """What the parts of `Appeal` share.

    Attributes:
        words: of the points, and the rule of law each leans on, by number.
        wishes, wished: the other parts of the draft, and what they say.
        decision: the term to decide as of now.
        main: that term before it was extended; None: it was not.
        pauses: times it stood still.
        awaited: since when and until when the client is to give information.
        asked: how many times it was asked; `questions` likewise of the body.
        unexplained: numbers of questions that the body has not answered.
        explained: who explained for the body; these decide nothing about it.
        submitted: messages in which the client sent it, added to it and answered.
        reasons: whether each point is upheld by the draft, and why, by number.
        effect_words: what effects say, by number of the draft and their own.
        agreed: what the second person said of the draft; None: nobody looked.
        message: in which its end was told.
    """

    id: UUID
    version: int
    client_id: UUID
    matter: Subject
    told: str
    authority: UUID | None
    control_kind: str
    decided_on: date | None
    status: AppealStatus
    points: dict[int, Point]
    words: dict[int, tuple[str, str]]
    last_point: int
    wishes: dict[DraftPart, Wish]
    wished: dict[DraftPart, str]
    number: str
    form: int | None
    learned_on: date | None
    filing: Reckoning | None
    is_late: bool
    acceptance: Reckoning | None
    decision: Reckoning | None
    main: Reckoning | None
    pauses: tuple[Pause, ...]
    thread: UUID | None
    sent_at: datetime | None
    submitted: tuple[UUID, ...]
    additions: int
    officer: str | None
    restoration: Restoration
    suspension: Suspension
    asked: int
    awaited: tuple[datetime, Reckoning] | None
    questions: int
    unexplained: set[int]
    explained: tuple[Part, ...]
    is_extended: bool
    drafts: int
    drafted: Drafted | None
    reasons: dict[int, tuple[bool, str]]
    effect_words: dict[tuple[int, int], str]
    agreed: bool | None
    outcome: Outcome | None
    message: UUID | None
    is_delivered: bool

    def go_on(self, at: datetime, decision: Reckoning) -> None:
        """Let the term to decide run again."""
        if self.awaited is not None:
            self.pauses = (*self.pauses, Pause(since=self.awaited[0], until=at))
        self.awaited = None
        self.decision = decision

    def end(self, status: AppealStatus) -> None:
        """Let it be over: what was asked for and not ruled on is needed no more."""
        self.status = status
        if self.suspension is Suspension.WAITS:
            self.suspension = Suspension.NOT_NEEDED
        if self.restoration is Restoration.WAITS:
            self.restoration = Restoration.NOT_NEEDED

    @property
    def is_open(self) -> bool:
        """Whether it is sent, and nothing has ended it."""
        return self.status in OPEN

    @property
    def is_sent(self) -> bool:
        """Whether it has ever been sent."""
        return self.sent_at is not None

    def wants(self, part: DraftPart) -> bool:
        """Whether the client wants a part."""
        wish = self.wishes.get(part)
        return wish is not None and wish.wanted

    def check_draft(self) -> None:
        """See that it is still written; raises NotADraft."""
        if self.status is not AppealStatus.DRAFT:
            raise NotADraft

    def check_open(self) -> None:
        """See that it is sent and not over; raises AppealNotOpen."""
        if not self.is_open:
            raise AppealNotOpen(status=self.status)

    def tell(self, kind: "type[AppealEvent]", by: Actor, **facts: object) -> None:
        """Note that something happened."""
        raise NotImplementedError
