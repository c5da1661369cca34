"""What a body is told of a claim of damage beside the letters."""

from datetime import timedelta

import pytest

from domain.damage import BodyAnswer, CourtOutcome
from interfaces.gateways.database import Database
from tests.business import business, own
from tests.claiming import Claiming
from tests.conftest import StoppedClock
from tests.inspecting import Inspecting

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]


def test_the_body_is_told_of_payments_and_of_what_a_court_did(
    database: Database, clock: StoppedClock
) -> None:
    world = business(database, clock)
    world.require()
    anna, pavel = world.client(facts={"object:lift": True}), world.supervisor()
    claiming = Claiming(world)
    nina = claiming.head(pavel)
    inspection = Inspecting(world, clock).started(pavel, anna)
    id = claiming.sent(anna, inspection)
    claiming.answer(id, nina, BodyAnswer.OFFERED, kopecks=1_000_00)
    claiming.sue(id, anna)
    claiming.judge(id, anna, CourtOutcome.IN_PART, 20_000_00)
    claiming.pay(id, anna, 20_000_00)
    clock.set(clock.now() + timedelta(minutes=1))
    world.react()
    world.react()

    found = world.service.notice_view.page(own(nina), limit=100).notices
    told = [one for one in reversed(found) if one.about == f"/damages/{id}"]
    names = [one.template for one in told if one.template.startswith("damage-")]
    assert names == ["damage-in-court", "damage-court-decided", "damage-paid"]
