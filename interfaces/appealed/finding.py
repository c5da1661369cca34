"""Finds what is appealed against, with everything already in place (I9)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from uuid import UUID

from application.access import Action, may
from application.appeal import FlagSeen, Linked, SubjectCard, TookPart
from domain.appeal import OF_INSPECTIONS, NothingToAppeal, Subject
from domain.inspection import RedFlag
from domain.kernel import Actor, Role
from domain.paper import CaseKind
from interfaces.appealed.streams import ADDRESS
from interfaces.appealed.things import Family, Thing
from interfaces.papers import PAPERS
from projections.paper import PaperCard


class AppealableThings:
    """Implements `application.appeal.Appealable` on what people see.

    Args:
        families: who knows the things of a page, by the first word of its address.
        took_part: knows whose decision or conduct something is.
    """

    def __init__(self, families: Mapping[str, Family], took_part: TookPart) -> None:
        self._families: Final = families
        self._took_part = took_part

    def find(self, address: str, *, by: Actor) -> SubjectCard:
        """A thing that still stands, for the business that it concerns.

        Raises:
            NothingToAppeal: there is none, or it is none of the actor's.
        """
        if by.role is not Role.CLIENT or not may(by, Action.APPEAL):
            raise NothingToAppeal
        own = (one for one in self.on_page(address) if one.client_id == by.organisation)
        for one in own:
            if one.stands and one.subject.address == address:
                return self._card(one)
        raise NothingToAppeal

    def card(self, subject: Subject) -> SubjectCard | None:
        """What the records say now of something that is appealed; None: nothing.

        For whoever may read the appeal: nobody else is asked about.
        """
        if subject.id is None:
            return None
        found = self.on_page(subject.address)
        same = (self._card(one) for one in found if _is_same(one.subject, subject))
        return next(same, None)

    def on_page(self, address: str) -> list[Thing]:
        """Everything on a page, also what has no effect any more."""
        found = ADDRESS.match(address)
        family = self._families.get(found[1]) if found else None
        return family.at(UUID(found[2])) if found and family else []

    def _card(self, thing: Thing) -> SubjectCard:
        parts = self._took_part.in_(thing.subject)
        papers = (Linked(PAPERS[one.kind], _address(one)) for one in thing.papers)
        return SubjectCard(
            subject=thing.subject,
            client_id=thing.client_id,
            officers=tuple(dict.fromkeys(one.person for one in parts)),
            documents=(*papers, *thing.documents),
            flags=tuple(_flags(thing)),
            inspection=_inspection(thing),
        )


def _is_same(one: Subject, other: Subject) -> bool:
    if (one.kind, one.id) != (other.kind, other.id):
        return False
    return other.authority in (None, one.authority)


def _inspection(thing: Thing) -> UUID | None:
    """The inspection on whose page a thing stands."""
    if thing.subject.kind not in OF_INSPECTIONS:
        return None
    found = ADDRESS.match(thing.subject.address)
    return UUID(found[2]) if found else None


def _address(paper: PaperCard) -> str:
    """Where a paper is read, or opened on the record before that."""
    if paper.case is CaseKind.INSPECTION:
        page = f"/inspections/{paper.case_id}"
        return f"{page}/papers/{paper.id}" if paper.opened_at else f"{page}#papers"
    if paper.opened_at is None:
        return f"/exchange/{paper.thread}"
    return f"/exchange/files/{paper.file}"


def _flags(thing: Thing) -> Iterator[FlagSeen]:
    """Red flags by what was violated; what shows one stands on the page of the case."""
    page = thing.subject.address.partition("#")[0]
    flags = thing.flags()
    for flag in dict.fromkeys(one.flag for one in flags):
        same = [one for one in flags if one.flag is flag]
        yield FlagSeen(flag.value, tuple(_shown(page, same)))


def _shown(page: str, flags: Sequence[RedFlag]) -> Iterator[str]:
    """Where flags are told, and the history of the case when events show them."""
    yield f"{page}#flags"
    if any(one.evidence for one in flags):
        yield f"{page}#course"
