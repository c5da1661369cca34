"""Correspondence as each side may read it (I2)."""

from uuid import UUID

import pytest

from domain.evidence import Scan
from domain.exchange import Contents, Kind, Part, Party, Thread
from domain.kernel import Actor, Role
from interfaces.gateways.database import Database
from projections.exchange import EnclosureCard, ExchangeView, Reached, ThreadCard
from tests.business import OTHER_INN, PDF, SCHOOLS, Business, business, own
from tests.conftest import NOON, StoppedClock
from tests.exchanging import TEXT, TOPIC, Post

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


@pytest.fixture
def post(world: Business) -> Post:
    return Post(world)


@pytest.fixture
def view(world: Business) -> ExchangeView:
    return world.service.exchange_view


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client()


@pytest.fixture
def pavel(world: Business) -> Actor:
    return world.supervisor()


def test_a_correspondence_is_told_with_who_takes_part(
    post: Post, view: ExchangeView, anna: Actor, pavel: Actor
) -> None:
    id, _ = post.begin(anna, pavel, about="/declarations/7")

    card = view.get(id)

    assert card == ThreadCard(
        id=id,
        version=1,
        number=card.number if card else 0,
        client_id=own(anna),
        about="/declarations/7",
        title=TOPIC,
        parties=(
            Party.of(own(anna), Part.CLIENT),
            Party.of(own(pavel), Part.BODY),
        ),
        begun_at=NOON,
    )
    assert view.about("/declarations/7") == [card]
    assert view.about("") == []


def test_a_message_is_told_with_its_files_and_how_far_it_came(
    world: Business, post: Post, anna: Actor, pavel: Actor
) -> None:
    second, first = post.attach(anna, name="2.pdf"), post.attach(anna, name="1.pdf")
    thread, id = post.begin(anna, pavel, files=(first, second))
    world.react()
    post.open(id, pavel)

    card = post.message(id, own(anna))

    file = card.files[0]
    assert file == EnclosureCard(
        id=first,
        client_id=own(anna),
        owner=own(anna),
        object=file.object,
        name="1.pdf",
        media_type="application/pdf",
        size=len(PDF),
        sha256=file.sha256,
        scan=Scan.NOT_SCANNED,
        scanner=None,
        by=anna.id,
        message=id,
    )
    assert card.salt
    assert card.contents == Contents.of(TEXT, card.salt, [file.sha256] * 2)
    [reached] = card.reached
    day = world.service.clock.today()
    assert reached == Reached(
        recipient=own(pavel),
        delivered_number=reached.delivered_number,
        delivered_on=day,
        delivered_at=NOON,
        opened_number=reached.opened_number,
        opened_on=day,
        opened_at=NOON,
        opened_by=pavel.id,
        opened_role=Role.INSPECTOR,
    )
    assert card.number < (reached.delivered_number or 0) < (reached.opened_number or 0)
    told = (card.thread, card.kind, card.sender, card.by, card.role, card.sent_at)
    assert told == (thread, Kind.REQUEST, own(anna), anna.id, Role.CLIENT, NOON)


def test_correspondences_come_by_their_newest_message_page_by_page(
    world: Business, post: Post, view: ExchangeView, anna: Actor, pavel: Actor
) -> None:
    irina = world.supervisor(SCHOOLS, "irina")
    ids = [post.begin(anna, one)[0] for one in (pavel, irina, pavel, pavel)]
    post.send(ids[0], anna)

    first = view.of_reader(anna, limit=3)
    second = view.of_reader(anna, before=first.after, limit=3)

    found = [one.id for one in (*first.threads, *second.threads)]
    assert found == [ids[0], ids[3], ids[2], ids[1]]
    assert second.after is None
    assert [one.id for one in view.of_reader(irina).threads] == [ids[1]]
    assert first.threads[0].messages == 2
    assert view.of_reader(world.client("boris", OTHER_INN)).threads == ()


def test_what_is_not_opened_is_counted_for_its_recipient_alone(
    post: Post, view: ExchangeView, anna: Actor, pavel: Actor
) -> None:
    thread, message = post.begin(anna, pavel)
    done, opened = post.begin(anna, pavel)
    post.send(thread, anna)
    post.open(opened, pavel)

    lines = {one.id: one.unopened for one in view.of_reader(pavel).threads}
    unopened = [one.id for one in view.of_reader(pavel, unopened=True).threads]

    assert lines == {thread: 2, done: 0}
    assert unopened == [thread]
    assert (view.unopened(pavel), view.unopened(anna)) == (2, 0)
    assert view.of_reader(anna, unopened=True).threads == ()
    post.open(message, pavel)
    assert view.unopened(pavel) == 1


def test_messages_come_oldest_first_with_earlier_ones_behind_a_cursor(
    post: Post, view: ExchangeView, anna: Actor, pavel: Actor
) -> None:
    thread, first = post.begin(anna, pavel)
    rest = [post.send(thread, anna).id for _ in range(4)]

    newest = view.messages(thread, own(anna), limit=3)
    earlier = view.messages(thread, own(anna), before=newest.before, limit=3)

    assert [one.id for one in newest.messages] == rest[1:]
    assert [one.id for one in earlier.messages] == [first, rest[0]]
    assert earlier.before is None


def test_who_joins_later_reads_what_was_written_before(
    world: Business, post: Post, view: ExchangeView, anna: Actor, pavel: Actor
) -> None:
    thread, before = post.begin(anna, pavel)
    log, office = world.service.log, world.supervisor(SCHOOLS, "irina")
    found = log.load(Thread, thread)
    found.join(Party.of(own(office), Part.OMBUDSMAN, roles=(office.role,)), by=anna)
    world.seen(log.record(found, by=anna))
    after = post.send(thread, anna).id

    told = {one.id: one.text for one in view.messages(thread, own(office)).messages}

    assert told == {before: TEXT, after: None}
    assert view.unopened(office) == 1


def test_a_representative_takes_part_once_even_of_the_own_business(
    post: Post, view: ExchangeView, anna: Actor, pavel: Actor
) -> None:
    thread, _ = post.begin(anna, pavel)
    post.let_represent(thread, anna, by=anna)

    assert [one.id for one in view.of_reader(anna).threads] == [thread]


def test_names_are_those_of_organisations_clients_and_people(
    view: ExchangeView, anna: Actor, pavel: Actor
) -> None:
    ids = [own(anna), own(pavel), UUID(anna.id)]

    assert view.names(ids) == {
        ids[0]: "ИП anna",
        ids[1]: "Управление: Ростехнадзор",
        ids[2]: "Anna",
    }
    assert view.bodies() == [(own(pavel), "Управление: Ростехнадзор")]


def test_a_rebuild_gives_the_same(
    world: Business, post: Post, view: ExchangeView, anna: Actor, pavel: Actor
) -> None:
    file = post.attach(anna)
    thread, message = post.begin(anna, pavel, files=(file,))
    post.let_represent(thread, world.person("olga"), by=anna)
    post.open(message, pavel)
    before = view.get(thread), view.messages(thread, own(pavel)), view.of_reader(pavel)

    world.service.runner.rebuild("exchange")

    after = view.get(thread), view.messages(thread, own(pavel)), view.of_reader(pavel)
    assert after == before
