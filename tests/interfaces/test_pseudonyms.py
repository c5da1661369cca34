"""Ids that do not give the numbers away that they stand for."""

from uuid import UUID

import pytest

from interfaces.gateways.database import Database
from interfaces.gateways.keys import MasterKeys, PostgresKeys
from interfaces.gateways.pseudonyms import KeyedPseudonyms
from tests.conftest import MASTER_KEY

pytestmark = pytest.mark.database

INN = "630000000119"


def pseudonyms(database: Database) -> KeyedPseudonyms:
    """As another process of the same service has them."""
    return KeyedPseudonyms(database, PostgresKeys(database, MasterKeys(MASTER_KEY)))


def test_the_same_number_is_the_same_id_in_every_process(database: Database) -> None:
    ids = {pseudonyms(database).of("inn", INN) for _ in range(3)}

    assert len(ids) == 1


def test_another_number_or_another_kind_of_it_is_another_id(
    database: Database,
) -> None:
    ours = pseudonyms(database)

    ids = {
        ours.of("inn", INN),
        ours.of("inn", "630000000292"),
        ours.of("person", INN),
        ours.of("inn\n6", INN[1:]),
    }

    assert len(ids) == 4
    assert all(isinstance(id, UUID) for id in ids)


def test_another_installation_gives_the_same_number_another_id(
    database: Database,
) -> None:
    here = pseudonyms(database).of("inn", INN)
    with database.connection() as connection:
        connection.execute("TRUNCATE service_secrets")

    assert pseudonyms(database).of("inn", INN) != here
