"""The files that lists were taken out as, as whoever holds one may check them."""

from uuid import UUID

import pytest

from application.list_export import MakeExport
from domain.kernel import Actor
from domain.list_export import fresh_id
from interfaces.gateways.database import Database
from projections.list_export import ExportCard
from tests.business import Business, business, own
from tests.conftest import StoppedClock
from tests.domain.test_list_export import EXPORTED

pytestmark = pytest.mark.database


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


def made(world: Business, by: Actor) -> UUID:
    command = MakeExport(id=fresh_id(), exported=EXPORTED, file="f" * 64)
    receipt = world.service.list_exports.make(own(by), command, by=by)
    return world.seen(receipt).id


def test_a_file_is_found_by_the_id_that_it_names(world: Business) -> None:
    anna, view = world.client(), world.service.list_export_view
    id = made(world, anna)

    told = EXPORTED.model_dump()
    assert view.get(id) == ExportCard(id=id, file="f" * 64, **told)
    assert view.get(own(anna)) is None
    assert "client" not in " ".join(ExportCard.model_fields)


def test_a_client_sees_its_own_files_and_a_forgotten_one_none(
    world: Business,
) -> None:
    anna, view = world.client(), world.service.list_export_view
    ids = {made(world, anna) for _ in range(3)}

    assert {one.id for one in view.of_client(own(anna))} == ids
    assert len(view.of_client(own(anna), limit=2)) == 2
    assert view.of_client(UUID(int=1)) == []
    world.forget(own(anna))
    assert [view.get(id) for id in ids] == [None] * 3
    world.service.runner.rebuild("list_export")
    assert [view.get(id) for id in ids] == [None] * 3
