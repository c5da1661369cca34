"""The shell, running, for the tests that ask for it by name."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from interfaces.gateways.database import Database
from interfaces.service import Service
from tests.conftest import StoppedClock
from tests.interfaces.shell import Cast, browser, service_of, settings_of, shell


@pytest.fixture
def shell_service(database: Database, clock: StoppedClock) -> Service:
    return service_of(database, clock, settings_of(database))


@pytest.fixture
def cast(shell_service: Service) -> Cast:
    return Cast(shell_service)


@pytest.fixture
def site(shell_service: Service) -> Iterator[TestClient]:
    with browser(shell(shell_service)) as site:
        yield site
