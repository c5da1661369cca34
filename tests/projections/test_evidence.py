"""Evidence files as their owners read them."""

from io import BytesIO
from uuid import UUID, uuid4

import pytest

from domain.evidence import Scan
from domain.kernel import Actor
from interfaces.gateways.database import Database
from projections.evidence import FileCard
from tests.business import OTHER_INN, Business, business, own
from tests.conftest import NOON, StoppedClock

pytestmark = pytest.mark.database

PHOTO = b"\xff\xd8\xff a photo"


@pytest.fixture
def made(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


def keep(
    made: Business, by: Actor, content: bytes = PHOTO, name: str = "a.jpg"
) -> UUID:
    files = made.service.evidence
    return made.seen(files.keep(own(by), name, BytesIO(content), by=by)).id


def test_a_file_is_told_with_what_was_found_out_about_it(made: Business) -> None:
    anna = made.client()
    id = keep(made, anna)

    card = made.service.evidence_view.get(id)

    assert card == FileCard(
        id=id,
        version=1,
        number=card.number if card else 0,
        client_id=own(anna),
        object=card.object if card else uuid4(),
        name="a.jpg",
        media_type="image/jpeg",
        size=len(PHOTO),
        sha256=card.sha256 if card else "",
        scan=Scan.NOT_SCANNED,
        scanner=None,
        kept_at=NOON,
        by=anna.id,
    )


def test_files_come_newest_first_page_by_page(made: Business) -> None:
    anna, maria = made.client(), made.client("maria", OTHER_INN)
    ids = [keep(made, anna, PHOTO + bytes([n])) for n in range(5)]
    keep(made, maria)
    view = made.service.evidence_view

    first = view.of_client(own(anna), limit=3)
    second = view.of_client(own(anna), before=first.after, limit=3)

    assert [one.id for one in (*first.files, *second.files)] == ids[::-1]
    assert second.after is None
    assert view.bytes_of(own(anna)) == 5 * (len(PHOTO) + 1)
    assert set(view.named([ids[0], ids[1], uuid4()])) == {ids[0], ids[1]}


def test_a_removed_file_is_gone_and_comes_back_under_its_new_name(
    made: Business,
) -> None:
    anna, view = made.client(), made.service.evidence_view
    id = keep(made, anna)

    made.seen(made.service.evidence.remove(id, by=anna))
    gone = (view.get(id), view.bytes_of(own(anna)), view.named([id]))
    keep(made, anna, name="b.jpg")

    assert gone == (None, 0, {})
    card = view.get(id)
    assert card
    assert (card.name, card.version) == ("b.jpg", 3)


def test_a_rebuilt_table_is_the_same(made: Business) -> None:
    anna, view = made.client(), made.service.evidence_view
    keep(made, anna)
    made.seen(made.service.evidence.remove(keep(made, anna, PHOTO + b"2"), by=anna))
    before = view.of_client(own(anna))

    made.service.runner.rebuild("evidence")

    assert view.of_client(own(anna)) == before


def test_files_of_a_forgotten_client_are_gone_whatever_comes_after(
    made: Business,
) -> None:
    anna, maria = made.client(), made.client("maria", OTHER_INN)
    keep(made, anna)
    hers = keep(made, maria)

    made.forget(own(anna))
    made.service.runner.rebuild("evidence")

    assert made.service.evidence_view.of_client(own(anna)).files == ()
    assert made.service.evidence_view.get(hers)
