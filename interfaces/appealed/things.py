"""What a thing that can be appealed against is made of (I9)."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol
from uuid import UUID

from pydantic import AwareDatetime

from application.appeal import Linked
from domain.appeal import Subject
from domain.inspection import RedFlag
from projections.paper import PaperCard


class Thing(NamedTuple):
    """Something that can be appealed against, whether it still stands or not.

    Attributes:
        subject: as an appeal names it.
        client_id: whom it concerns, and who may appeal.
        stands: it has an effect, so that an appeal may still change something.
        authority_name: whose it is; None: the name is not known any more.
        decided_at: the instant of it; None: only the day is known.
        papers: official papers of it, the newest first.
        documents: what else there is of it.
        flags: gives the gross violations that can be seen in it; they cost a look.
    """

    subject: Subject
    client_id: UUID
    stands: bool
    authority_name: str | None = None
    decided_at: AwareDatetime | None = None
    papers: tuple[PaperCard, ...] = ()
    documents: tuple[Linked, ...] = ()
    flags: Callable[[], Sequence[RedFlag]] = tuple


class Family(Protocol):
    """Knows the things on pages of one sort."""

    def at(self, id: UUID) -> list[Thing]:
        """Everything on a page that can or could be appealed; empty: nothing is."""
        ...


def part(address: str, *names: object) -> str:
    """The address of a part of a page, e.g. "/inspections/7b0c…#act"."""
    return f"{address}#{'-'.join(str(one) for one in names)}"
