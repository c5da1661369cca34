"""What sheets of papers ask, and what all of them say (I8)."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple, Protocol
from uuid import UUID

from application.log import EventLog
from application.paper import Due
from domain.law_term import LawTerm
from interfaces.locale import Language
from interfaces.places import Places
from projections.client import ClientCard, ClientView
from projections.inspection import InspectionView
from projections.person import PersonView
from projections.requirement import RequirementView


class Law(Protocol):
    """The numbers of the law as of a day."""

    def on(self, id: str, day: date, control_kind: str | None = None) -> LawTerm:
        """A rule by its id."""
        ...


class Known(NamedTuple):
    """What sheets ask.

    Attributes:
        log: what happened in cautions, visits and appeals.
        inspections, clients, people, requirements: the read models.
        places: where cases go on.
        today: tells the day.
        spoken: the language of papers.
        law: its numbers.
    """

    log: EventLog
    inspections: InspectionView
    clients: ClientView
    people: PersonView
    requirements: RequirementView
    places: Places
    today: Callable[[], date]
    spoken: Language
    law: Law


def authority_and_client(known: Known, due: Due, client: ClientCard) -> dict[str, str]:
    """Who issues a paper, and to whom."""
    authority = known.people.organisation(due.authority)
    return {
        "authority": authority.name if authority else "",
        "client": client.name,
        "inn": client.inn,
    }


def name_of(known: Known, person: str) -> str:
    """Name of a person by its id; "" for one who is forgotten."""
    try:
        found = known.people.person(UUID(person))
    except ValueError:
        return person
    return found.name if found else ""
