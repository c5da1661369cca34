"""What can be asked of requests for information (C4)."""

from datetime import date
from uuid import UUID

from pydantic import Field

from domain.information_request import MOST_ITEMS, Ground
from domain.kernel import Value

LONGEST = 5000


class AskedItem(Value):
    """One thing to ask for.

    Attributes:
        kind: of document, as in the table of lead times.
        what: in words.
        requirement: code of the requirement that it shows; "" for none.
        fact: key of the fact that it shows; "" for none.
    """

    kind: str = Field(max_length=40, examples=["archive"])
    what: str = Field(
        min_length=1, max_length=LONGEST, examples=["Договор на обслуживание лифта"]
    )
    requirement: str = Field(default="", max_length=64, examples=["REQ-LIFT-001"])
    fact: str = Field(default="", max_length=100)


class AskForInformation(Value):
    """Ask a business for information.

    Attributes:
        inn: of the business.
        ground: on what ground.
        purpose: the ground in words, and what for; the business reads it.
        items: what is asked for.
        days: working days to give, when more than what was reckoned.
    """

    inn: str = Field(max_length=20, examples=["630000000119"])
    ground: Ground = Field(examples=["good_faith"])
    purpose: str = Field(
        max_length=LONGEST, examples=["Оценка добросовестности за 2026 год"]
    )
    items: tuple[AskedItem, ...] = Field(max_length=MOST_ITEMS)
    days: int | None = Field(default=None, ge=1, le=250)


class AskMoreTime(Value):
    """Ask for more time; nothing has to be said.

    Attributes:
        days: working days that are needed; None: the body decides how many.
        reason: why, if one likes to say.
    """

    days: int | None = Field(default=None, ge=1, le=250)
    reason: str | None = Field(default=None, max_length=LONGEST)


class GiveMoreTime(Value):
    """Give more time."""

    days: int = Field(ge=1, le=250, examples=[5])


class DeclineMoreTime(Value):
    """Give no more time; the business reads why."""

    reason: str = Field(max_length=LONGEST)


class GivenItem(Value):
    """What is given for one item.

    Attributes:
        text: in words.
        files: ids of files attached in the correspondence of the request.
    """

    text: str = Field(default="", max_length=LONGEST)
    files: tuple[UUID, ...] = Field(default=(), max_length=20)


class GiveInformation(Value):
    """Answer a request: every item, in words, with files, or both."""

    items: dict[int, GivenItem] = Field(max_length=MOST_ITEMS)


class WithdrawRequest(Value):
    """Need it no more."""

    reason: str | None = Field(default=None, max_length=LONGEST)


class DeclareAbsence(Value):
    """Nobody in the business can answer on these days, both included."""

    since: date = Field(examples=["2026-12-28"])
    until: date = Field(examples=["2027-01-15"])
