"""Who could decide an appeal, and what each did in what is appealed (I9)."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from application.access import DECIDE_APPEALS
from domain.appeal import Part, Subject, conflicts
from domain.kernel import Role
from interfaces.locale import Language
from interfaces.service import Service
from projections.appeal import AppealCard

Did = tuple[str, datetime]
"""What a person did, in a language, and when."""


class OfficerLine(NamedTuple):
    """Somebody of the body who decides appeals.

    Attributes:
        id: of the person.
        name: to show.
        role: as what the person decides.
        parts: what the person did in what is appealed; empty: may decide it.
    """

    id: str
    name: str
    role: Role
    parts: tuple[Did, ...]


def officers_of(
    service: Service, card: AppealCard, spoken: Language
) -> list[OfficerLine]:
    """Everybody who decides appeals in the body, by name, with what each did."""
    if card.authority is None:
        return []
    parts = parts_in(service, card.subject)
    return [
        OfficerLine(
            id=str(one.person_id),
            name=one.name,
            role=one.role,
            parts=told(parts, str(one.person_id), spoken),
        )
        for one in service.person_view.members(card.authority)
        if one.role in DECIDE_APPEALS
    ]


def parts_in(service: Service, subject: Subject) -> Sequence[Part]:
    """Who did what in what is appealed; nobody in what the service does not know."""
    return () if subject.is_outside else service.appealed.took_part.in_(subject)


def told(parts: Sequence[Part], person: str, spoken: Language) -> tuple[Did, ...]:
    """What a person did, the oldest first, in a language."""
    return tuple((spoken.gettext(o.what), o.at) for o in conflicts(person, parts))
