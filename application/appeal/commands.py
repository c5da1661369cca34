"""What can be asked of appeals (I9)."""

from datetime import date
from uuid import UUID

from pydantic import Field

from domain.appeal import (
    MOST_FILES,
    MOST_POINTS,
    AppealPower,
    DraftPart,
    Effect,
    Evidence,
    Ordered,
    PageAddress,
    Wish,
)
from domain.kernel import Value
from domain.risk.category import Category

LONGEST = 10_000
SHORT = 300
MOST_EFFECTS = 20
PAGE = r"^/[^/\s]\S*$"


class OutsideMatter(Value):
    """Something outside the service that is appealed.

    Attributes:
        told: what it is: decision, act, conduct; by whom, when.
        authority: organisation whose it is; None: chosen later.
        control_kind: name of the kind of control; "" unknown.
        decided_on: the day of it.
        register_number: of the inspection in the state's register, digits; "" for none.
    """

    told: str = Field(max_length=LONGEST, examples=["Протокол от 3 марта, № 7"])
    authority: UUID | None = None
    control_kind: str = Field(default="", max_length=SHORT)
    decided_on: date | None = None
    register_number: str = Field(default="", pattern=r"^[0-9]{0,20}$")


class BeginAppeal(Value):
    """Begin an appeal.

    Attributes:
        about: address of what is appealed, e.g. "/inspections/…"; None: `outside`.
        outside: what is appealed, when it is not in the service.
    """

    about: str | None = Field(default=None, pattern=PAGE, max_length=300)
    outside: OutsideMatter | None = None


class AddressAppeal(Value):
    """Say whose decision it is, of a thing outside; fields as `OutsideMatter`."""

    told: str = Field(max_length=LONGEST)
    authority: UUID
    control_kind: str = Field(default="", max_length=SHORT)
    decided_on: date | None = None
    register_number: str = Field(default="", pattern=r"^[0-9]{0,20}$")


class WritePoint(Value):
    """Say one thing that was wrong.

    Attributes:
        number: of the point that is written anew; None: a new one.
        ground: code of what was wrong.
        words: how it was.
        leans_on: the rule of law, if you name one.
        evidence: what shows it.
    """

    number: int | None = Field(default=None, ge=1, le=1000)
    ground: str = Field(max_length=64, examples=["no-notice"])
    words: str = Field(max_length=LONGEST, examples=["О проверке узнали в её день"])
    leans_on: str | None = Field(default=None, max_length=SHORT)
    evidence: Evidence = Evidence()


class ChangePart(Value):
    """Say another part of the draft; see `DraftPart` for what each uses."""

    part: DraftPart
    wanted: bool = True
    words: str = Field(default="", max_length=LONGEST)
    files: tuple[UUID, ...] = Field(default=(), max_length=MOST_FILES)
    learned_on: date | None = None
    office: UUID | None = None

    def wish(self) -> Wish:
        """The part without its words."""
        return Wish(
            wanted=self.wanted,
            files=self.files,
            learned_on=self.learned_on,
            office=self.office,
        )


class AddToAppeal(Value):
    """Add to an appeal that is sent, or give what was asked for."""

    words: str = Field(max_length=LONGEST)
    files: tuple[UUID, ...] = Field(default=(), max_length=MOST_FILES)


class WithdrawAppeal(Value):
    """Take an appeal back; the same cannot be sent again on the same grounds."""

    reason: str | None = Field(default=None, max_length=LONGEST)


class EmpowerInAppeal(Value):
    """Name a representative, or say anew what it may do.

    Attributes:
        person: id of the person.
        until: the last day; None: until it is revoked.
        document: file of the power of attorney.
    """

    person: str = Field(min_length=1, max_length=200)
    powers: frozenset[AppealPower]
    until: date | None = None
    document: UUID | None = None


class AssignAppeal(Value):
    """Give an appeal to an officer; `officer` is the person's id."""

    officer: str = Field(min_length=1, max_length=200)


class RefuseConsideration(Value):
    """Not consider an appeal, on a ground of the closed list."""

    ground: str = Field(max_length=64, examples=["term-missed"])
    reason: str = Field(max_length=LONGEST)


class Ruling(Value):
    """Grant what the client asked for, or not, and why."""

    granted: bool
    reason: str = Field(max_length=LONGEST)


class AskClient(Value):
    """Ask the client for more; the term to decide stands still."""

    what: str = Field(max_length=LONGEST)


class AskBody(Value):
    """Ask why it was lawful; `days` are working days to answer in."""

    what: str = Field(max_length=LONGEST)
    days: int = Field(ge=1, le=60)


class ExplainAppealed(Value):
    """Say why it was lawful; `documents` are addresses of what shows it."""

    words: str = Field(max_length=LONGEST)
    documents: tuple[PageAddress, ...] = Field(default=(), max_length=50)


class ExtendAppeal(Value):
    """Let the decision come so many working days later, exceptionally."""

    days: int = Field(ge=1, le=1000)
    reason: str = Field(max_length=LONGEST)


class JudgedPoint(Value):
    """What is decided about a point, and why."""

    upheld: bool
    reason: str = Field(max_length=LONGEST)


class OrderedEffect(Value):
    """What is ordered; see `Effect` for what each needs."""

    effect: Effect
    until: date | None = None
    category: Category | None = None
    words: str = Field(default="", max_length=LONGEST)

    def ordered(self) -> Ordered:
        """The effect without its words."""
        return Ordered(effect=self.effect, until=self.until, category=self.category)


class DraftDecision(Value):
    """Draft a decision: about every point, what follows, and the whole in words."""

    points: dict[int, JudgedPoint] = Field(max_length=MOST_POINTS)
    effects: tuple[OrderedEffect, ...] = Field(default=(), max_length=MOST_EFFECTS)
    words: str = Field(max_length=LONGEST)


class CheckDecision(Value):
    """Agree with a draft that another wrote, or return it with reasons."""

    agrees: bool
    reason: str | None = Field(default=None, max_length=LONGEST)


class ReportCarriedOut(Value):
    """Say that what a decision obliged to is done; `words` say how."""

    words: str = Field(max_length=LONGEST, examples=["Ответили 3 декабря, № 12"])
