"""Personal data in the log: sealed for its subject, gone when the key is."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from cryptography.exceptions import InvalidTag
from pydantic import BaseModel

from application.log import EventLog, ForbiddenCharacter, SubjectForgotten
from application.ports import Secret
from domain.kernel import FORGOTTEN, Event, Personal
from interfaces.gateways.database import Database
from interfaces.gateways.event_mapper import personal_fields
from interfaces.gateways.keys import BadMasterKey, MasterKeys, PostgresKeys
from tests.conftest import MASTER_KEY
from tests.sample import ANNA, Count, Note

pytestmark = pytest.mark.database

NAME = "Иванова Мария Петровна"


def everything_stored(database: Database) -> bytes:
    """The raw bytes of the log and of what stands beside it."""
    with database.connection() as connection:
        rows = connection.execute(
            "SELECT state FROM log_events UNION ALL"
            " SELECT convert_to(changed::text, 'UTF8') FROM command_keys UNION ALL"
            " SELECT wrapped FROM subject_keys WHERE wrapped IS NOT NULL"
        )
        return b"\n".join(row[0] for row in rows)


def test_personal_fields_come_back_as_they_were(log: EventLog) -> None:
    note = Note.write(uuid4(), "t", NAME, remark="")

    log.record(note, by=ANNA)

    found = log.load(Note, note.id)
    assert (found.text, found.remark) == (NAME, "")


def test_personal_fields_are_nowhere_in_the_clear(
    log: EventLog, database: Database
) -> None:
    log.record(Note.write(uuid4(), "title", NAME, remark=NAME), by=ANNA)

    stored = everything_stored(database)

    assert b"title" in stored
    for encoding in ("utf-8", "utf-16-le", "unicode_escape"):
        assert NAME.encode(encoding) not in stored


def test_a_forgotten_subject_reads_as_forgotten_and_the_rest_as_before(
    log: EventLog, keys: PostgresKeys
) -> None:
    gone, other = uuid4(), uuid4()
    note = Note.write(gone, "t", NAME)
    note.add(5)
    kept = Note.write(other, "u", NAME)
    log.record(note, kept, by=ANNA)

    keys.destroy(gone)

    found = log.load(Note, note.id)
    assert (found.text, found.remark, found.words) == (FORGOTTEN, None, 5)
    assert log.load(Note, kept.id).text == NAME


def test_a_forgotten_subject_never_gets_a_key_again(
    log: EventLog, keys: PostgresKeys, database: Database
) -> None:
    person, stranger = uuid4(), uuid4()
    log.record(Note.write(person, "t", NAME), by=ANNA)
    for subject in (person, person, stranger):
        keys.destroy(subject)

    for subject in (person, stranger):
        with pytest.raises(SubjectForgotten):
            log.record(Note.write(subject, "again", NAME), by=ANNA)

    with database.connection() as connection:
        left = connection.execute("SELECT wrapped FROM subject_keys").fetchall()
    assert left == [(None,), (None,)]


def test_an_aggregate_of_a_forgotten_subject_still_decides(
    log: EventLog, keys: PostgresKeys
) -> None:
    person = uuid4()
    id = log.record(Note.write(person, "t", NAME), by=ANNA).id
    keys.destroy(person)

    note = log.load(Note, id)
    note.close()
    log.record(note, by=ANNA)

    assert log.load(Note, id).is_closed


def test_a_sealed_text_does_not_open_in_another_place(
    log: EventLog, database: Database
) -> None:
    person = uuid4()
    mine = log.record(Note.write(person, "t", NAME), by=ANNA).id
    other = log.record(Note.write(person, "t", "public"), by=ANNA).id
    with database.connection() as connection:
        connection.execute(
            "UPDATE log_events SET state = (SELECT state FROM log_events"
            " WHERE originator_id = %s) WHERE originator_id = %s",
            (mine, other),
        )

    with pytest.raises(InvalidTag):
        log.load(Note, other)


class CountingKeys(PostgresKeys):
    calls = 0

    def _wrapped(self, subjects: Iterator[UUID]) -> dict[UUID, bytes | None]:  # type: ignore[override]
        self.calls += 1
        return super()._wrapped(subjects)


def test_keys_are_asked_for_once_a_batch_and_not_at_all_without_personal_data(
    database: Database, log: EventLog
) -> None:
    keys = CountingKeys(database, MasterKeys(MASTER_KEY))
    log.mapper.__init__(keys)  # type: ignore[misc]

    log.record(*[Count.start() for _ in range(3)], by=ANNA)
    assert keys.calls == 0

    notes = [Note.write(uuid4(), "t", NAME, remark="r") for _ in range(20)]
    log.record(*notes, by=ANNA)
    assert keys.calls == 1

    log.events_of(log.tail(0, 1000).events)
    assert keys.calls == 2


def test_a_master_key_can_be_replaced(database: Database) -> None:
    secret = Secret(uuid4(), b"content", b"place")
    old, new = b"o" * 32, b"n" * 32
    sealed = PostgresKeys(database, MasterKeys(old)).seal([secret])
    again = [secret._replace(content=sealed[0])]

    both = PostgresKeys(database, MasterKeys(new, [old]))
    assert both.open(again) == [b"content"]
    assert both.rewrap() == 1
    assert both.rewrap() == 0

    assert PostgresKeys(database, MasterKeys(new)).open(again) == [b"content"]
    with pytest.raises(BadMasterKey):
        PostgresKeys(database, MasterKeys(old)).open(again)


def test_a_master_key_of_the_same_name_but_another_content_opens_nothing() -> None:
    subject = uuid4()
    with pytest.raises(BadMasterKey):
        MasterKeys(b"k" * 32).unwrap(subject, MasterKeys(b"k" * 32).name + b"x" * 60)


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_master_key_has_thirty_two_bytes(length: int) -> None:
    with pytest.raises(BadMasterKey):
        MasterKeys(b"k" * length)


@pytest.mark.parametrize(
    "note",
    [
        Note.write(uuid4(), "nul\0l", "text"),
        Note.write(uuid4(), "title", "nul\0l"),
    ],
)
def test_a_character_that_no_read_model_could_keep_is_refused(
    log: EventLog, note: Note
) -> None:
    with pytest.raises(ForbiddenCharacter):
        log.record(note, by=ANNA)


def test_a_backslash_is_no_forbidden_character(log: EventLog) -> None:
    note = Note.write(uuid4(), "\\u0000 \\\\u0000", "\\u0000")

    log.record(note, by=ANNA)

    assert log.load(Note, note.id).title == "\\u0000 \\\\u0000"


class Inner(BaseModel):
    name: Personal


class Nested(Event):
    inner: tuple[Inner, ...]


class Listed(Event):
    names: list[Personal]


@pytest.mark.parametrize("kind", [Nested, Listed])
def test_a_personal_text_inside_a_value_is_a_mistake_that_is_told(
    kind: type[Event],
) -> None:
    with pytest.raises(TypeError, match="inside a value"):
        personal_fields(kind)


def test_personal_fields_are_found_with_and_without_none() -> None:
    assert personal_fields(Note.Written) == {"text", "remark"}
    assert personal_fields(Count.Started) == set()
