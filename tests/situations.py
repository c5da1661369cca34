"""A life situation and a segment to try confirming with."""

from typing import Any
from uuid import UUID

from application.person import AddPerson, FoundOrganisation
from application.situation import AmendSituation, DraftSituation
from domain.kernel import Actor, Role
from domain.person import OrganisationKind
from domain.situation import SituationContent, SituationKind
from tests.business import Business, acting
from tests.interfaces.shell import ADMIN
from tests.register import REGISTRAR

PLACE, CAFE = "open-place", "small-cafe"


def situation(**changes: Any) -> SituationContent:
    """Opening a place, but for changes."""
    return SituationContent.model_validate(
        {
            "name": {"ru": "Открываю точку", "en": "Opening a place"},
            "about": {"ru": "Ещё одно место", "en": "One more place"},
            "facts": {"life_situation:opens_site": True, "object:lift": True},
            "whom": {"client_kind": ["LE", "IE"]},
            "certainty": "likely",
        }
        | changes
    )


def offer(
    world: Business,
    code: str = PLACE,
    kind: SituationKind = SituationKind.LIFE_SITUATION,
    **changes: Any,
) -> None:
    """Publish a situation or a segment."""
    command = DraftSituation(code=code, kind=kind, content=situation(**changes))
    world.service.situations.draft(command, by=REGISTRAR)
    world.seen(world.service.situations.publish(code, by=REGISTRAR))


def offer_segment(world: Business, **changes: Any) -> None:
    """Publish the segment of small cafés."""
    said = {
        "name": {"ru": "Кафе", "en": "Café"},
        "facts": {"activity:cooks_food": True, "object:lift": False, "employees": 8},
        "whom": {"okved_prefix": ["56"]},
    }
    offer(world, CAFE, SituationKind.SEGMENT, **(said | changes))


def change(world: Business, code: str = PLACE, **changes: Any) -> None:
    """Publish another version."""
    command = AmendSituation(content=situation(**changes))
    world.seen(world.service.situations.amend(code, command, by=REGISTRAR))


def registrar(world: Business) -> Actor:
    """Somebody who keeps the register and is signed in."""
    person = world.person("elena")
    kind, name = OrganisationKind.REGISTRAR, "Оператор реестра"
    found = FoundOrganisation(kind=kind, name=name, bodies=())
    id = world.service.people.found(found, by=ADMIN).id
    joining = AddPerson(person_id=UUID(person.id), organisation=id, role=Role.REGISTRAR)
    world.seen(world.service.people.add(joining, by=ADMIN))
    return acting(person, id, Role.REGISTRAR)
