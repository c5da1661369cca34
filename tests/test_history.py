"""Every event ever stored can still be read.

Each file in history/ is an event as it once stood in the log. Never change one: when an
event's shape changes, add a file with the next number (tests/add_history.py does it)
and an `upcast`.
"""

import json
import pkgutil
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from eventsourcing.utils import resolve_topic

import domain
from application.log import EventLog
from application.ports import Secret, SubjectKeys
from domain.client import Client
from domain.kernel import Event
from domain.profile import ClientKind
from interfaces.gateways.event_mapper import JsonMapper, personal_fields
from tests.add_history import HISTORY, add_missing, example, name_of
from tests.facts import event_classes
from tests.sample import ANNA

FILES = sorted(HISTORY.glob("*.json"))

for module in pkgutil.walk_packages(domain.__path__, "domain."):
    import_module(module.name)


class NoKeys(SubjectKeys):
    """The files show personal fields in the clear: no key is ever asked for."""

    def seal(self, secrets: Sequence[Secret]) -> list[bytes]:
        raise NotImplementedError

    def open(self, secrets: Sequence[Secret]) -> list[bytes | None]:
        raise NotImplementedError

    def destroy(self, subject: UUID) -> None:
        raise NotImplementedError


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_old_event_can_still_be_read(path: Path) -> None:
    stored = example(path)

    [event] = JsonMapper(NoKeys()).to_events([stored])

    assert name_of(type(event)) == path.stem.rsplit(".", 1)[0]
    assert str(event.originator_id) == stored.originator_id


def test_every_event_has_been_kept_in_the_history() -> None:
    kept = {resolve_topic(example(path).topic) for path in FILES}
    known = set(event_classes())

    assert {name_of(kind) for kind in known - kept} == set()


def test_numbers_of_the_files_have_no_gaps() -> None:
    for path in FILES:
        name, number = path.stem.rsplit(".", 1)
        before = HISTORY / f"{name}.{int(number) - 1}.json"
        assert number == "1" or before.exists(), f"{before} is missing"


@pytest.mark.parametrize("kind", [*event_classes()], ids=name_of)
def test_personal_fields_are_where_they_can_be_sealed(kind: type[Event]) -> None:
    assert personal_fields(kind) <= set(kind.model_fields)
    subject = kind.subject
    assert not personal_fields(kind) or subject in kind.model_fields


def test_a_shape_that_is_not_kept_yet_gets_the_next_number(
    log: EventLog, tmp_path: Path
) -> None:
    client = Client.register(
        id=uuid4(),
        kind=ClientKind.LE,
        name="ООО «Лифт»",
        inn="7707083893",
        ogrn=None,
        by=ANNA,
    )
    log.record(client, by=ANNA)
    (tmp_path / "client.Registered.1.json").write_text('{"topic": "another shape"}')

    add_missing(log, tmp_path)
    add_missing(log, tmp_path)

    assert len(list(tmp_path.iterdir())) == 2
    kept = json.loads((tmp_path / "client.Registered.2.json").read_text())
    assert (kept["name"], kept["inn"]) == ("ООО «Лифт»", "7707083893")
    [event] = JsonMapper(NoKeys()).to_events(
        [example(tmp_path / "client.Registered.2.json")]
    )
    assert type(event) is Client.Registered
