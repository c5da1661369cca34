"""Recording what aggregates decide: once, all or nothing, never over another."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError

from application.log import EventLog, Key, KeyReused, KeyTaken, Receipt
from domain.errors import NotFound, Refusal, Stale
from domain.kernel import Actor, Role
from tests.conftest import NOON, StoppedClock
from tests.facts import decided
from tests.sample import ANNA, Count, Note, NoteClosed

pytestmark = pytest.mark.database

BORIS = Actor(id="boris", role=Role.REGISTRAR)
KEY = Key(key="click-1", fingerprint="a")


def counted(log: EventLog, key: Key | None, by: Actor = ANNA) -> Receipt:
    """A command that makes a new count."""
    return log.once(by, key, lambda: log.record(Count.start(), by=by, key=key))


def length(log: EventLog) -> int:
    return len(log.tail(0, 1000).events)


def test_what_was_decided_is_there_when_loaded_again(log: EventLog) -> None:
    count = Count.start("sheep")
    count.rise()

    receipt = log.record(count, by=ANNA)

    found = log.load(Count, receipt.id)
    assert (found.name, found.value, found.version) == ("sheep", 1, receipt.version)
    assert receipt.position == 2


def test_events_bear_the_instant_of_the_logs_clock(
    log: EventLog, clock: StoppedClock
) -> None:
    receipt = log.record(Count.start(), by=ANNA)
    clock.pass_by(timedelta(hours=1))
    count = log.load(Count, receipt.id)
    count.rise()
    log.record(count, by=ANNA)

    events = log.events_of(log.tail(0, 10).events)

    assert [event.timestamp for event in events] == [NOON, NOON + timedelta(hours=1)]


def test_several_aggregates_are_saved_together_or_not_at_all(log: EventLog) -> None:
    first = log.record(Count.start(), Count.start(), by=ANNA)
    one, other = (log.load(Count, changed.id) for changed in first.changed)
    rival = log.load(Count, other.id)
    rival.rise()
    log.record(rival, by=BORIS)
    one.rise()
    other.rise()

    with pytest.raises(Stale):
        log.record(one, other, by=ANNA)

    assert log.load(Count, one.id).value == 0


def test_a_command_that_changes_nothing_has_no_position(log: EventLog) -> None:
    count = log.load(Count, log.record(Count.start(), by=ANNA).id)

    assert log.record(count, by=ANNA).position == 0


def test_an_aggregate_of_another_kind_is_not_found(log: EventLog) -> None:
    receipt = log.record(Count.start(), by=ANNA)

    with pytest.raises(NotFound):
        log.load(Note, receipt.id)
    with pytest.raises(NotFound):
        log.load(Count, uuid4())
    assert log.find(Note, receipt.id) is None


def test_many_are_found_at_once_and_the_others_are_left_out(log: EventLog) -> None:
    counts = [Count.start(name) for name in "abc"]
    note = Note.write(uuid4(), "t", "text")
    for count in counts:
        count.rise()
    log.record(*counts, note, by=ANNA)

    found = log.find_many(Count, [counts[0].id, uuid4(), note.id, counts[2].id])

    assert {id: (one.name, one.value) for id, one in found.items()} == {
        counts[0].id: ("a", 1),
        counts[2].id: ("c", 1),
    }
    assert log.find_many(Count, []) == {}


def test_a_version_seen_before_a_change_is_stale(log: EventLog) -> None:
    count = Count.start()
    count.rise()
    receipt = log.record(count, by=ANNA)

    with pytest.raises(Stale) as refusal:
        log.load(Count, receipt.id, version=1)

    assert refusal.value.facts == {"version": 2}


def test_the_same_key_records_once_and_gives_the_first_receipt(log: EventLog) -> None:
    first = counted(log, KEY)
    second = counted(log, KEY)

    assert second == first
    assert length(log) == 1


def test_a_repeated_command_that_is_refused_by_now_gives_the_first_receipt(
    log: EventLog,
) -> None:
    id = log.record(Note.write(uuid4(), "t", "text"), by=ANNA).id

    def close() -> Receipt:
        note = log.load(Note, id)
        note.add(1)
        note.close()
        return log.record(note, by=ANNA, key=KEY)

    first = log.once(ANNA, KEY, close)

    assert log.once(ANNA, KEY, close) == first
    with pytest.raises(NoteClosed):
        log.once(ANNA, Key(key="click-2", fingerprint="a"), close)


def test_a_repeated_creation_under_a_fixed_id_gives_the_first_receipt(
    log: EventLog,
) -> None:
    id = uuid4()

    def create() -> Receipt:
        return log.record(Count.start(id=id), by=ANNA, key=KEY)

    first = log.once(ANNA, KEY, create)

    assert log.once(ANNA, KEY, create) == first
    with pytest.raises(Stale):
        log.once(BORIS, KEY, create)


def test_a_key_serves_one_request_only(log: EventLog) -> None:
    counted(log, KEY)

    with pytest.raises(KeyReused):
        counted(log, Key(key=KEY.key, fingerprint="b"))

    assert length(log) == 1


def test_everybody_has_keys_of_their_own(log: EventLog) -> None:
    counted(log, KEY)
    counted(log, KEY, BORIS)

    assert length(log) == 2


def acting_for(organisation: UUID | None) -> Actor:
    return ANNA.model_copy(update={"organisation": organisation})


def test_a_person_has_keys_of_their_own_for_every_organisation(log: EventLog) -> None:
    id, one, other = uuid4(), acting_for(uuid4()), acting_for(uuid4())

    def create(by: Actor) -> Receipt:
        return log.record(Count.start(id=id), by=by, key=KEY)

    first = log.once(one, KEY, lambda: create(one))

    assert log.once(one, KEY, lambda: create(one)) == first
    with pytest.raises(Stale):
        log.once(other, KEY, lambda: create(other))
    with pytest.raises(Stale):
        log.once(ANNA, KEY, lambda: create(ANNA))
    assert counted(log, KEY, other).id != id


def test_who_registers_a_business_and_so_acts_for_it_may_send_again(
    log: EventLog,
) -> None:
    id, later = uuid4(), acting_for(uuid4())

    def create(by: Actor, key: Key = KEY) -> Receipt:
        return log.record(Count.start(id=id), by=by, key=key)

    first = log.once(ANNA, KEY, lambda: create(ANNA))

    assert log.once(later, KEY, lambda: create(later)) == first
    another = Key(key=KEY.key, fingerprint="b")
    with pytest.raises(Stale):
        log.once(later, another, lambda: create(later, another))


def test_a_refused_command_leaves_its_key_free(log: EventLog) -> None:
    def refuse() -> Receipt:
        raise NoteClosed

    with pytest.raises(Refusal):
        log.once(ANNA, KEY, refuse)

    assert counted(log, KEY).position == 1


def test_a_key_that_is_taken_stores_no_event(log: EventLog) -> None:
    counted(log, KEY)

    with pytest.raises(KeyTaken):
        log.record(Count.start(), Count.start(), by=ANNA, key=KEY)

    assert length(log) == 1


@pytest.mark.parametrize("key", ["", " ", "a b", "ключ", "a" * 201, "a\n"])
def test_a_key_is_short_visible_ascii(key: str) -> None:
    with pytest.raises(ValidationError):
        Key(key=key, fingerprint="")


def test_nothing_is_left_to_save_after_recording(log: EventLog) -> None:
    count = Count.start()

    log.record(count, by=ANNA)

    assert decided(count) == []
