"""Receipts of events, signed heads, and a check of the log that says what is wrong."""

import random
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest

from application.client import OpenPremises
from application.receipt import TreeForked
from domain.errors import NotFound
from domain.kernel import FORGOTTEN, Actor, Role
from domain.receipt import (
    BadNote,
    Content,
    Head,
    Receipt,
    Side,
    Wrong,
    check_consistency,
    introduction,
    text_of,
)
from domain.receipt.checking import check_receipt
from interfaces.gateways.database import Database
from interfaces.service import Service
from tests.business import Business, business, own
from tests.conftest import StoppedClock
from tests.interfaces.shell import service_of, settings_of
from tests.receipts import Signatory

pytestmark = pytest.mark.database


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


@pytest.fixture
def service(world: Business) -> Service:
    """With the events of a few people, all in the tree and signed."""
    world.client()
    world.supervisor()
    service = world.service
    service.runner.drain()
    service.tree_heads.sign()
    return service


def change(service: Service, statement: Any, *values: object) -> None:
    """What somebody does who has the database in hand."""
    with service.database.connection() as sql:
        sql.execute(statement, values)


def place_of(service: Service, event: str) -> int:
    """Where the last event of this name stands in the log."""
    events = service.log.tail(0, 1000).events
    return max(one.id for one in events if one.topic.endswith(f":{event}"))


def wrongs(service: Service, *heads: str) -> list[tuple[Wrong, int, int]]:
    return [
        (one.wrong, one.after, one.position)
        for one in service.tree_audit.run(heads).flaws
    ]


def holds(service: Service, receipt: Receipt) -> bool:
    read = Receipt.read(receipt.to_json())
    keys = service.signer.keys().keys
    return check_receipt(read, keys=keys, check=service.signer.check).holds


def test_every_event_has_a_receipt_that_holds(service: Service) -> None:
    head = service.log.head()

    receipts = [service.receipts.receipt_for(at) for at in range(1, head + 1)]

    assert all(holds(service, one) for one in receipts)
    assert [one.proof.leaf for one in receipts] == list(range(head))
    with pytest.raises(NotFound):
        service.receipts.receipt_for(head + 1)


def test_a_receipt_is_the_same_every_time(service: Service, world: Business) -> None:
    first = service.receipts.receipt_for(2)
    world.person("another")
    service.tree_heads.sign()

    assert service.receipts.receipt_for(2).to_json() == first.to_json()


def test_a_receipt_tells_as_whom_but_not_which_person(
    service: Service, world: Business
) -> None:
    boris = world.client("boris", "630000000292")

    told = service.receipts.receipt_for(place_of(service, "Client.Registered"))

    assert told.said.who.role is Role.PERSON
    assert boris.id.encode() not in told.to_json()


def test_whom_it_went_to_is_bound_to_the_event(
    service: Service, world: Business
) -> None:
    boris = world.client("boris", "630000000292")
    position = place_of(service, "Person.Joined")

    def to(organisation: object) -> Receipt:
        side = Side(organisation=organisation, field="organisation")
        return service.receipts.receipt_for(position, to=side)

    assert holds(service, to(boris.organisation))
    assert not holds(service, to(uuid4()))


def test_a_hash_that_the_event_does_not_hold_is_not_proved(service: Service) -> None:
    hash = sha256(b"a letter").hexdigest()
    vouched = Content(name="letter", sha256=hash)
    claimed = Content(name="letter", sha256=hash, field="timestamp")

    assert holds(service, service.receipts.receipt_for(1, content=[vouched]))
    assert not holds(service, service.receipts.receipt_for(1, content=[claimed]))


def test_whoever_acted_may_have_the_receipt_and_nobody_else(world: Business) -> None:
    anna = world.client()
    premises = OpenPremises(name="Кафе", address="Самара", facts={})
    done = world.clients.open_premises(own(anna), premises, by=anna)
    place = world.seen(done).position
    receipts = world.service.receipts
    colleague = anna.model_copy(update={"id": str(uuid4())})
    employee = colleague.model_copy(update={"role": Role.EMPLOYEE})
    stranger = colleague.model_copy(update={"organisation": uuid4()})
    alone = Actor(id=anna.id, role=Role.PERSON)

    for reader in (anna, colleague, alone):
        assert receipts.own(place, by=reader).event.position == place
    for reader in (employee, stranger, Actor(id="", role=Role.PUBLIC)):
        with pytest.raises(NotFound):
            receipts.own(place, by=reader)


def test_a_receipt_stays_right_after_its_subject_was_forgotten(
    world: Business,
) -> None:
    anna = world.client()
    service = world.service
    before = service.receipts.receipt_for(service.log.head())

    service.clients.forget(own(anna), by=Actor(id="system:t", role=Role.ADMINISTRATOR))
    service.runner.drain()
    service.tree_heads.sign()

    after = service.receipts.receipt_for(before.event.position)
    assert after == before
    assert holds(service, after)
    assert service.tree_audit.run().flaws == ()
    assert FORGOTTEN not in after.to_json().decode()


def test_a_head_is_signed_when_the_log_grew_and_only_then(
    service: Service, world: Business, clock: StoppedClock
) -> None:
    first = service.tree_heads.sign()
    clock.pass_by(timedelta(minutes=1))
    again = service.tree_heads.sign()
    world.person("another")
    later = service.tree_heads.sign()

    assert first
    assert later
    assert again == first
    assert later.head.size > first.head.size
    assert later.signed_at - first.signed_at == timedelta(minutes=1)
    path = service.tree_heads.consistency(first.head.size, later.head.size)
    check_consistency(
        path, first.head.size, first.head.root, later.head.size, later.head.root
    )


def test_nothing_is_signed_of_an_empty_log(
    database: Database, clock: StoppedClock
) -> None:
    heads = service_of(database, clock, settings_of(database)).tree_heads

    assert heads.sign() is None
    with pytest.raises(NotFound):
        heads.for_witness(0)


def test_a_witness_gets_the_proof_from_what_it_signed_last(
    service: Service, world: Business
) -> None:
    old = service.heads.latest()
    world.person("another")
    new = service.tree_heads.sign()

    assert old
    assert new
    size, *path = service.tree_heads.for_witness(old.head.size).split("\n")
    gap = path.index("")
    assert size == f"old {old.head.size}"
    assert Head.read(text_of("\n".join(path[gap + 1 :]))) == new.head
    assert gap == len(service.tree_heads.consistency(old.head.size, new.head.size))
    assert service.tree_heads.for_witness(0) == f"old 0\n\n{new.note}"
    with pytest.raises(NotFound):
        service.tree_heads.for_witness(new.head.size + 1)


def test_no_head_is_signed_over_a_tree_that_was_changed(
    service: Service, world: Business
) -> None:
    change(
        service,
        "UPDATE receipt.leaf SET hashes ="
        " substring(hashes FOR length(hashes) - 32) || %s::bytea"
        " WHERE number = (SELECT max(number) FROM receipt.leaf)",
        b"x" * 32,
    )
    world.person("another")

    with pytest.raises(TreeForked):
        service.tree_heads.sign()


def test_an_untouched_log_passes_its_check(service: Service) -> None:
    report = service.tree_audit.run()

    assert report.flaws == ()
    assert report.events == report.position == service.log.head()
    assert report.heads == 1
    assert service.audits.latest() == report


@pytest.mark.parametrize(
    ("statement", "wrong"),
    [
        (
            "UPDATE log_events SET state = replace(convert_from(state, 'UTF8'),"
            " 'person', 'client')::bytea WHERE notification_id = %s",
            Wrong.ALTERED,
        ),
        (
            "UPDATE log_events SET topic = topic || 'x' WHERE notification_id = %s",
            Wrong.ALTERED,
        ),
        (
            "UPDATE log_events SET originator_version = 77 WHERE notification_id = %s",
            Wrong.ALTERED,
        ),
        ("DELETE FROM log_events WHERE notification_id = %s", Wrong.MISSING),
    ],
)
def test_an_old_event_that_was_altered_is_found_where_it_stands(
    service: Service, statement: str, wrong: Wrong
) -> None:
    change(service, statement, 3)

    assert wrongs(service) == [(wrong, 2, 3)]


def test_an_event_put_among_older_ones_is_found(service: Service) -> None:
    change(service, "DELETE FROM log_events WHERE notification_id = %s", 2)
    change(
        service,
        "INSERT INTO log_events SELECT gen_random_uuid(), 1, topic, state, 2"
        " FROM log_events WHERE notification_id = 3",
    )
    change(
        service,
        "UPDATE log_events SET notification_id = 0 WHERE notification_id = 1",
    )

    found = wrongs(service)

    assert (Wrong.ALTERED, 1, 2) in found
    assert (Wrong.MISSING, 0, 1) in found


def test_events_that_changed_places_are_found(service: Service) -> None:
    for was, now in ((2, -1), (3, 2), (-1, 3)):
        change(
            service,
            "UPDATE log_events SET notification_id = %s WHERE notification_id = %s",
            now,
            was,
        )

    assert wrongs(service) == [(Wrong.ALTERED, 1, 2), (Wrong.ALTERED, 2, 3)]


def test_a_tree_made_anew_over_an_altered_log_is_not_the_one_that_was_signed(
    service: Service, world: Business
) -> None:
    signed = service.heads.latest()
    assert signed
    size = signed.head.size
    world.person("another")
    change(
        service, "UPDATE log_events SET topic = topic || 'x' WHERE notification_id = 2"
    )
    with service.database.connection() as sql:
        heads = sql.execute("SELECT * FROM tree_heads").fetchall()
    change(service, "TRUNCATE receipt.leaf, tree_heads")
    change(service, "UPDATE projections SET position = 0 WHERE name = 'receipt'")
    service.runner.drain()
    for head in heads:
        change(service, "INSERT INTO tree_heads VALUES (%s, %s, %s, %s)", *head)

    assert wrongs(service) == [(Wrong.ROOT, 0, size)]


def test_whoever_also_forges_the_heads_is_found_by_one_kept_elsewhere(
    service: Service,
) -> None:
    kept = service.heads.latest()
    assert kept
    change(
        service, "UPDATE log_events SET topic = topic || 'x' WHERE notification_id = 2"
    )
    change(service, "TRUNCATE receipt.leaf, tree_heads")
    change(service, "UPDATE projections SET position = 0 WHERE name = 'receipt'")
    service.runner.drain()
    service.tree_heads.sign()

    assert wrongs(service) == []
    assert wrongs(service, kept.note) == [(Wrong.ROOT, 0, kept.head.size)]
    with pytest.raises(BadNote):
        service.tree_audit.run([Signatory().sign(kept.head.text)])


def test_the_end_of_the_log_cannot_be_cut_off(service: Service) -> None:
    head = service.log.head()
    change(service, "DELETE FROM log_events WHERE notification_id > %s", head - 2)
    change(service, "DELETE FROM receipt.leaf WHERE position > %s", head - 2)

    assert [one[0] for one in wrongs(service)] == [Wrong.LOST]


def test_a_forged_head_is_found_by_its_signature(service: Service) -> None:
    kept = service.heads.latest()
    assert kept
    forged = Signatory(kept.head.origin).sign(kept.head.text)
    change(service, "UPDATE tree_heads SET note = %s", forged)

    assert [one[0] for one in wrongs(service)] == [Wrong.SIGNATURE]


def test_leaves_that_were_changed_or_taken_away_are_found(service: Service) -> None:
    change(service, "DELETE FROM receipt.leaf WHERE position = 2")

    found = wrongs(service)

    assert found[:2] == [(Wrong.ADDED, 1, 2), (Wrong.TREE, 2, 3)]
    assert Wrong.ALTERED not in [one[0] for one in found]


def test_a_change_anywhere_in_any_event_is_found(service: Service) -> None:
    chance = random.Random(6962)  # noqa: S311
    events = service.log.tail(0, 100).events

    for one in chance.choices(events, k=40):
        place = chance.randrange(len(one.state))
        bit = 1 << chance.randrange(7)
        spoilt = bytearray(one.state)
        spoilt[place] ^= bit
        change(
            service,
            "UPDATE log_events SET state = %s WHERE notification_id = %s",
            bytes(spoilt),
            one.id,
        )
        assert (Wrong.ALTERED, one.id - 1, one.id) in wrongs(service)
        change(
            service,
            "UPDATE log_events SET state = %s WHERE notification_id = %s",
            bytes(one.state),
            one.id,
        )
    assert wrongs(service) == []


def test_a_new_key_is_introduced_by_the_one_before(service: Service) -> None:
    (first,) = service.signer.keys().keys
    before = service.receipts.receipt_for(1)

    second = service.signer.rotate()

    keys = service.signer.keys()
    assert keys.keys == (second, first)
    assert text_of(keys.vouched[0]) == introduction(second)
    after = service.receipts.receipt_for(1)
    assert check_receipt(after, keys=[first], check=service.signer.check).holds
    assert check_receipt(before, keys=keys.keys, check=service.signer.check).holds
    assert service.tree_audit.run().flaws == ()
    with service.database.connection() as sql:
        kept = sql.execute("SELECT count(sealed) FROM signing_keys").fetchone()
    assert kept == (1,)
