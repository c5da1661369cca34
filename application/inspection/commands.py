"""What can be asked of inspections (I0 to I7)."""

from datetime import date
from uuid import UUID

from pydantic import AwareDatetime, Field

from domain.inspection import (
    Cause,
    ControlAction,
    Ending,
    Obstacle,
    Order,
    Power,
    Violation,
)
from domain.kernel import Value

LONGEST = 5000
MOST = 1000


class OrderInspection(Value):
    """Order an inspection.

    Attributes:
        client_id: who is inspected.
        order: what it names.
        explained: the ground, in words; the client reads it.
        reasons: why data were not enough, by code of the requirement.
    """

    client_id: UUID
    order: Order
    explained: str = Field(max_length=LONGEST)
    reasons: dict[str, str] = Field(default_factory=dict, max_length=MOST)


class When(Value):
    """When and where a step was taken.

    Attributes:
        at: when; None: now.
        place: where, in words.
        as_it_happened: record what has happened already though it was a gross
            violation; else such a step is refused.
    """

    at: AwareDatetime | None = None
    place: str = Field(max_length=500, examples=["Самара, ул. Ленина, 1"])
    as_it_happened: bool = False


class RegisterInspection(When):
    """Tell its number in the state's register."""

    number: str = Field(max_length=40)


class TellProsecutor(When):
    """Ask a prosecutor for approval, or tell of an immediate start."""

    office: str = Field(min_length=1, max_length=300)


class RecordApproval(When):
    """Record what the prosecutor decided."""

    approved: bool
    office: str = Field(min_length=1, max_length=300)
    number: str = Field(min_length=1, max_length=100)
    reason: str | None = Field(default=None, max_length=LONGEST)


class PreventInspection(When):
    """Record that it could not be held."""

    obstacle: Obstacle
    reason: str | None = Field(default=None, max_length=LONGEST)


class FoundViolation(Value):
    """One thing that was found: which requirement, where, in words."""

    requirement: str = Field(max_length=64)
    objects: tuple[UUID, ...] = Field(default=(), max_length=MOST)
    what: str = Field(max_length=LONGEST)


class DrawAct(When):
    """Draw the act; without violations it says that nothing was found."""

    violations: tuple[FoundViolation, ...] = Field(default=(), max_length=MOST)

    def numbered(self) -> tuple[Violation, ...]:
        """The violations with their numbers, from 1."""
        return tuple(
            Violation(number=n, requirement=one.requirement, objects=one.objects)
            for n, one in enumerate(self.violations, 1)
        )


class OrderImprovement(When):
    """Order that what was found is removed, until when, and how that is confirmed."""

    until: date
    how: str = Field(max_length=LONGEST)


class ConfirmImprovement(When):
    """Accept that it was removed; `rests_on` is the address of what shows it."""

    rests_on: str = Field(max_length=300)


class FinishInspection(When):
    """Close, stop or cancel it."""

    how: Ending
    reason: str | None = Field(default=None, max_length=LONGEST)


class RecordAction(Value):
    """Record what was done; see `ActionRecord.Recorded`.

    Attributes:
        draft: name that the device gave it; sent again it is recorded once.
    """

    draft: UUID
    action: ControlAction
    since: AwareDatetime
    until: AwareDatetime
    place: str = Field(max_length=500)
    with_client: bool = True
    objects: tuple[UUID, ...] = Field(default=(), max_length=MOST)
    requirements: tuple[str, ...] = Field(default=(), max_length=MOST)
    held: tuple[str, ...] = Field(default=(), max_length=20)
    files: tuple[UUID, ...] = Field(default=(), max_length=100)
    said: str | None = Field(default=None, max_length=LONGEST)
    as_it_happened: bool = False


class AskMove(Value):
    """Ask for another date; the first time is the one that is liked best."""

    cause: Cause
    slots: tuple[AwareDatetime, ...] = Field(max_length=50)
    reason: str | None = Field(default=None, max_length=LONGEST)
    document: UUID | None = None


class OfferMove(Value):
    """Offer other times, and say why the client's do not suit."""

    slots: tuple[AwareDatetime, ...] = Field(max_length=50)
    reason: str = Field(max_length=LONGEST)


class TakeSlot(Value):
    """Grant a time that the client wished, or choose one that the body offered."""

    slot: AwareDatetime


class DeclineMove(Value):
    """Let it begin as planned, and say why."""

    reason: str = Field(max_length=LONGEST)


class AskInInspection(Value):
    """Ask the body something; it has a deadline to answer."""

    text: str = Field(max_length=LONGEST, examples=["Какие журналы подготовить?"])


class AnswerInInspection(Value):
    """Answer a question of the client."""

    text: str = Field(max_length=LONGEST)


class Empower(Value):
    """Name a representative, or say anew what it may do.

    Attributes:
        person: id of the person.
        until: the last day; None: until it is revoked.
        document: file of the power of attorney.
    """

    person: str = Field(min_length=1, max_length=200)
    powers: frozenset[Power]
    until: date | None = None
    document: UUID | None = None
