"""What can be asked of the ombudsman's part in a case (I10)."""

from uuid import UUID

from pydantic import Field

from domain.exchange import MOST_FILES
from domain.kernel import Value

LONGEST = 5000
LONGEST_OPINION = 20_000


class InviteOmbudsman(Value):
    """Invite an office; `{}` is enough where there is but one.

    Attributes:
        office: organisation to invite; None: the only one.
        wish: what you hope for; need not be said.
    """

    office: UUID | None = None
    wish: str | None = Field(
        default=None, max_length=LONGEST, examples=["Прошу быть при осмотре цеха"]
    )


class DeclineInvitation(Value):
    """Take no part, and say why."""

    reason: str = Field(max_length=LONGEST, examples=["Направьте жалобу на решение"])


class Advise(Value):
    """Give an opinion; both sides get it.

    Attributes:
        opinion: in words.
        files: ids of files attached to the correspondence before.
    """

    opinion: str = Field(
        max_length=LONGEST_OPINION, examples=["Срок проверки превышен на два дня"]
    )
    files: tuple[UUID, ...] = Field(default=(), max_length=MOST_FILES)


class AskBothSides(Value):
    """Ask a question; both sides get it."""

    question: str = Field(
        max_length=LONGEST_OPINION, examples=["На каком основании отобраны пробы?"]
    )


class LeaveInspection(Value):
    """Take no more part; why need not be said."""

    reason: str | None = Field(default=None, max_length=LONGEST)
