"""The service's web application with one thing more: a bare INSERT to compare with.

    python -m bench.web FD

answers at a listening socket as `sverka web` does.
"""

import os
import sys
from datetime import UTC, date, datetime
from typing import Annotated
from uuid import UUID, uuid4

from eventsourcing.utils import get_topic
from fastapi import APIRouter, Depends, FastAPI
from starlette.routing import Match

import interfaces.app
from application.access import Action
from application.applicability import Declare
from domain.applicability import Declaration
from domain.condition import Ground
from domain.kernel import Actor, Role, Value
from interfaces.deps import Asks, ServiceDep
from interfaces.observability import configure_logging
from interfaces.one_thread import OneThread
from interfaces.security import Rates
from interfaces.serve import answer
from interfaces.service import Service
from interfaces.settings import Settings

DECLARE = "/api/declarations"
RAW = "/api/bench/raw"
RAW_SIGNED = "/api/bench/raw-signed"
TABLE = """
    CREATE TABLE IF NOT EXISTS bench_raw (
        originator_id uuid NOT NULL, originator_version bigint NOT NULL,
        topic text NOT NULL, state bytea NOT NULL, notification_id bigserial NOT NULL,
        PRIMARY KEY (originator_id, originator_version));
    CREATE UNIQUE INDEX IF NOT EXISTS bench_raw_id ON bench_raw (notification_id)
"""
INSERT = (
    "INSERT INTO bench_raw (originator_id, originator_version, topic, state)"
    " VALUES (%b, %b, %s, %b) RETURNING notification_id"
)
GENEROUS = 1000.0

Declarer = Annotated[Actor, Depends(Asks(Action.DECLARE))]


class Stored(Value):
    """What a bare INSERT answers: as much as a receipt."""

    position: int
    changed: tuple[dict[str, str | int], ...]


def create_app() -> FastAPI:
    """The application, no caller held back, and the baselines."""
    app = interfaces.app.create_app(rates=Rates().times(GENEROUS))

    router = APIRouter(route_class=OneThread)

    @router.post(RAW, status_code=201)
    def raw(_command: Declare, service: ServiceDep) -> Stored:
        """Take the same JSON, store the same bytes, ask nothing."""
        return _insert(service)

    @router.post(RAW_SIGNED, status_code=201)
    def raw_signed(_command: Declare, service: ServiceDep, _by: Declarer) -> Stored:
        """The same, for somebody whose access token was looked up."""
        return _insert(service)

    app.router.routes.extend(router.routes)
    _stand_beside(app, DECLARE, RAW, RAW_SIGNED)
    return app


def _stand_beside(app: FastAPI, path: str, *added: str) -> None:
    """Move routes to just before that of a path, so that all are found as fast."""
    routes = app.router.routes
    ours = [one for one in routes if getattr(one, "path", "") in added]
    others = [one for one in routes if one not in ours]
    asked = {"type": "http", "method": "POST", "path": path, "root_path": ""}
    place = next(
        n for n, one in enumerate(others) if one.matches(asked)[0] is Match.FULL
    )
    routes[:] = [*others[:place], *ours, *others[place:]]


def state_of(*, explanation: str | None) -> bytes:
    """The bytes that the log stores of a declaration."""
    client_id = uuid4()
    event = Declaration.Declared(
        originator_id=uuid4(),
        originator_version=1,
        originator_topic=get_topic(Declaration),
        timestamp=datetime.now(UTC),
        by=Actor(id=str(uuid4()), role=Role.CLIENT, organisation=client_id),
        client_id=client_id,
        requirement="REQ-FIRE-001",
        requirement_version=1,
        control_body="МЧС России",
        ground=Ground.OBJECT_NOT_USED,
        absent=("object:premises",),
        explanation=explanation,
        on=date(2026, 11, 21),
    )
    return event.model_dump_json(
        exclude={"originator_id", "originator_version"}
    ).encode()


STATE = state_of(explanation="x" * 120)
TOPIC = get_topic(Declaration.Declared)


def _insert(service: Service) -> Stored:
    id: UUID = uuid4()
    with service.database.connection() as connection:
        row = connection.execute(INSERT, (id, 1, TOPIC, STATE), prepare=True).fetchone()
    assert row
    return Stored(position=row[0], changed=({"id": str(id), "version": 1},))


if __name__ == "__main__":
    configure_logging(Settings.from_env(os.environ).log)
    answer(int(sys.argv[1]), "bench.web:create_app")
