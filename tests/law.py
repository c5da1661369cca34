"""An administrator who keeps the law, and what is entered."""

from typing import Any
from uuid import UUID

from application.law_term import AmendLawTerm
from application.work_calendar import DayChange, TakeDecree
from domain.kernel import Actor, Role
from domain.person import Organisation, OrganisationKind
from domain.term import DayKind
from interfaces.gateways.production_calendar import decrees, yearly
from tests.business import Business, acting
from tests.interfaces.shell import ADMIN, SYSTEM

MONDAY_OFF = "2026-11-30"


def administrator(world: Business) -> Actor:
    """Somebody who runs the service."""
    person = world.person("admin")
    world.seen(world.service.people.appoint(UUID(person.id), "Сверка", by=SYSTEM))
    operator = Organisation.create_id(OrganisationKind.OPERATOR, "Сверка")
    return acting(person, operator, Role.ADMINISTRATOR)


def begin_calendar(world: Business) -> None:
    """Take the shipped years in."""
    world.service.work_calendars.take_shipped(yearly(), decrees(), by=ADMIN)
    world.service.runner.drain()


def decree(*days: str, **changes: Any) -> TakeDecree:
    """An act by which some days are off."""
    return TakeDecree.model_validate(
        {
            "act": "Постановление № 1",
            "days": [DayChange(day=one, kind=DayKind.OFF) for one in days],
        }
        | changes
    )


def amendment(**changes: Any) -> AmendLawTerm:
    """Another number for the term to answer a question."""
    return AmendLawTerm.model_validate(
        {
            "rule": "Ответ на вопрос",
            "value": 15,
            "unit": "working_day",
            "counted_from": "registration",
            "source": "999-ФЗ ст. 1",
            "certainty": "certain",
            "reason": "Новый закон",
        }
        | changes
    )
