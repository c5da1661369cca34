"""An appeal, from the first word of its draft until its decision is read (I9)."""

from datetime import date, datetime
from uuid import UUID

from eventsourcing.domain import event

from domain.appeal import events
from domain.appeal.conflict import Part
from domain.appeal.deciding import Deciding
from domain.appeal.drafting import Drafting
from domain.appeal.refusals import OutsideUnnamed
from domain.appeal.standing import AppealStatus, Outcome, Restoration, Suspension
from domain.appeal.subject import Subject
from domain.appeal.writing import Drafted, DraftPart, Point, Wish
from domain.kernel import Actor, Aggregate
from domain.term import Pause, Reckoning

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_GROUP = 5


class Appeal(Drafting, Deciding, Aggregate):
    """One appeal of one client against one thing.

    Its events stand in `events`, each with what it changes; its commands in `drafting`,
    `considering` and `deciding`.
    """

    @classmethod
    def begin(
        cls,
        matter: Subject,
        *,
        client_id: UUID,
        told: str | None = None,
        by: Actor,
        today: date,
    ) -> "Appeal":
        """Begin a draft.

        Args:
            matter: what it is against.
            client_id: whose appeal it is.
            told: of a thing outside the service, what it is.
            by: the client, or who acts for it.
            today: the day, local time.

        Raises:
            OutsideUnnamed: the thing is outside, and not said what it is.
        """
        said = (told or "").strip() or None
        if matter.is_outside and said is None:
            raise OutsideUnnamed
        return cls(client_id=client_id, matter=matter, told=said, on=today, by=by)

    def send(
        self,
        *,
        form: int,
        filing: Reckoning,
        late: bool,
        learned_on: date,
        document: UUID | None,
        suspension: Reckoning | None,
        acceptance: Reckoning,
        decision: Reckoning,
        thread: UUID,
        message: UUID,
        at: datetime,
        by: Actor,
    ) -> None:
        """Sign and send it; arguments as the fields of `Sent`.

        Raises:
            Refusal: what `check_sending` raises.
        """
        authority = self.check_sending(filing, late=late)
        self.tell(
            events.Sent,
            by,
            authority=authority,
            number=appeal_number(self.id, at),
            form=form,
            learned_on=learned_on,
            filing=filing,
            late=late,
            signed_by=by.id,
            document=document,
            points=tuple(sorted(self.points)),
            suspension=suspension,
            acceptance=acceptance,
            decision=decision,
            thread=thread,
            message=message,
            at=at,
        )

    def tell(self, kind: type[events.AppealEvent], by: Actor, **facts: object) -> None:
        """Note that something happened."""
        self.trigger_event(kind, client_id=self.client_id, by=by, **facts)

    @event(events.Begun)
    def __init__(
        self,
        client_id: UUID,
        matter: Subject,
        on: date,
        by: Actor,
        told: str | None = None,
    ) -> None:
        self.client_id = client_id
        self.matter = matter
        self.told = told or ""
        self.authority = matter.authority
        self.control_kind = matter.control_kind
        self.decided_on = matter.decided_on
        self.status = AppealStatus.DRAFT
        self.points: dict[int, Point] = {}
        self.words: dict[int, tuple[str, str]] = {}
        self.last_point = 0
        self.wishes: dict[DraftPart, Wish] = {}
        self.wished: dict[DraftPart, str] = {}
        self.number = ""
        self.form: int | None = None
        self.learned_on: date | None = None
        self.filing: Reckoning | None = None
        self.is_late = False
        self.acceptance: Reckoning | None = None
        self.decision: Reckoning | None = None
        self.main: Reckoning | None = None
        self.pauses: tuple[Pause, ...] = ()
        self.thread: UUID | None = None
        self.sent_at: datetime | None = None
        self.submitted: tuple[UUID, ...] = ()
        self.additions = self.asked = self.questions = self.drafts = 0
        self.officer: str | None = None
        self.restoration = Restoration.NOT_ASKED
        self.suspension = Suspension.NOT_ASKED
        self.awaited: tuple[datetime, Reckoning] | None = None
        self.unexplained: set[int] = set()
        self.explained: tuple[Part, ...] = ()
        self.is_extended = False
        self.drafted: Drafted | None = None
        self.reasons: dict[int, tuple[bool, str]] = {}
        self.effect_words: dict[tuple[int, int], str] = {}
        self.agreed: bool | None = None
        self.outcome: Outcome | None = None
        self.message: UUID | None = None
        self.is_delivered = False


def appeal_number(id: UUID, at: datetime) -> str:
    """What people call an appeal by: year and ten signs that follow from its id."""
    left, signs = id.int, ""
    for _ in range(2 * _GROUP):
        left, digit = divmod(left, len(_ALPHABET))
        signs += _ALPHABET[digit]
    return f"{at:%y}-{signs[:_GROUP]}-{signs[_GROUP:]}"
