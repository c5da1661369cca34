"""Who takes a list out, and that a repetition is no other file."""

import pytest

from application.list_export import MakeExport
from application.log import EventLog, KeyReused
from domain.errors import NotFound
from domain.kernel import Role
from domain.list_export import fresh_id
from interfaces.gateways.database import Database
from tests.business import Business, business, key, own, stranger
from tests.conftest import StoppedClock
from tests.domain.test_list_export import EXPORTED

pytestmark = pytest.mark.database


@pytest.fixture
def world(
    database: Database,
    clock: StoppedClock,
    log: EventLog,  # noqa: ARG001 - `--add-history` looks at it
) -> Business:
    return business(database, clock)


def command() -> MakeExport:
    return MakeExport(id=fresh_id(), exported=EXPORTED, file="f" * 64)


def test_a_repetition_is_answered_with_the_first_file(world: Business) -> None:
    anna, exports = world.client(), world.service.list_exports
    first = command()

    made = exports.make(own(anna), first, by=anna, key=key())
    again = exports.make(own(anna), command(), by=anna, key=key())

    assert made.id == again.id == first.id
    with pytest.raises(KeyReused):
        exports.make(own(anna), command(), by=anna, key=key(fingerprint="other"))


@pytest.mark.parametrize("role", [Role.CLIENT, Role.INSPECTOR, Role.ADMINISTRATOR])
def test_nobody_takes_out_the_list_of_another(world: Business, role: Role) -> None:
    anna = world.client()

    with pytest.raises(NotFound):
        world.service.list_exports.make(own(anna), command(), by=stranger(role))
