"""Handing files in: who may, what is taken, and what an interruption leaves."""

from datetime import timedelta
from io import BytesIO
from typing import BinaryIO
from uuid import UUID, uuid4

import obstore
import pytest

from application.evidence import (
    LONGEST_UPLOAD,
    EvidenceFiles,
    FilesUnavailable,
    ScannerUnavailable,
)
from application.log import EventLog
from application.ports import Scanned
from domain.errors import NotFound
from domain.evidence import (
    MOST_BYTES,
    BadFile,
    EvidenceFile,
    FileInfected,
    FileInUse,
    NoRoomForFiles,
    Scan,
)
from domain.kernel import Actor, Role
from interfaces.gateways.database import Database
from interfaces.gateways.files import StoredFiles
from tests.business import OTHER_INN, Business, business, key, own, stranger
from tests.conftest import StoppedClock

# `log` keeps the history of what was stored.
pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]

PHOTO = b"\xff\xd8\xff" + b"a photo of the exit"
ROOM = 1000


class Scanner:
    """Says what it was told to say."""

    def __init__(self) -> None:
        self.says: Exception | Scanned = Scanned(Scan.CLEAN, "ClamAV 1.4")
        self.read: list[bytes] = []

    def scan(self, content: BinaryIO) -> Scanned:
        self.read.append(content.read())
        if isinstance(self.says, Exception):
            raise self.says
        return self.says


class Uses:
    """What needs files."""

    def __init__(self) -> None:
        self.needed: set[UUID] = set()

    def needs(self, file_id: UUID) -> bool:
        return file_id in self.needed


class World:
    """A café, its files, and who looks into them."""

    def __init__(self, made: Business) -> None:
        self.made = made
        service = made.service
        self.scanner, self.uses = Scanner(), Uses()
        self.store: StoredFiles = service.files
        self.log: EventLog = service.log
        self.files = EvidenceFiles(
            service.log,
            service.clock,
            service.pseudonyms,
            self.store,
            self.scanner,
            service.evidence_view,
            self.uses,
            ROOM,
        )
        self.anna = made.client()

    def keep(self, content: bytes = PHOTO, by: Actor | None = None) -> UUID:
        by = by or self.anna
        receipt = self.files.keep(own(by), "фото.jpg", BytesIO(content), by=by)
        return self.made.seen(receipt).id

    def content(self, id: UUID) -> bytes:
        file = self.log.load(EvidenceFile, id)
        return b"".join(self.store.open(file.client_id, file.object))

    def objects(self) -> list[UUID]:
        """Names of the objects that are there."""
        listed = obstore.list(self.store._store)
        paths = [one["path"] for found in listed for one in found]
        return [UUID(path.rpartition("/")[2]) for path in paths]

    def unsettled(self) -> int:
        with self.made.service.database.connection() as sql:
            row = sql.execute("SELECT count(*) FROM file_uploads").fetchone()
        return int(row[0]) if row else 0

    def age_uploads(self) -> None:
        with self.made.service.database.connection() as sql:
            sql.execute(
                "UPDATE file_uploads SET begun_at = %s",
                (self.made.service.clock.now() - LONGEST_UPLOAD - timedelta(1),),
            )


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> World:
    return World(business(database, clock))


def test_a_file_is_kept_once_however_often_it_is_handed_in(world: World) -> None:
    first, again = world.keep(), world.keep()

    assert first == again
    assert world.log.load(EvidenceFile, first).version == 1
    assert world.content(first) == PHOTO
    assert len(world.objects()) == 1
    assert world.unsettled() == 0
    assert world.scanner.read == [PHOTO]


def test_the_same_file_of_another_client_is_another_file(world: World) -> None:
    maria = world.made.client("maria", OTHER_INN)

    mine, hers = world.keep(), world.keep(by=maria)

    assert mine != hers
    assert len(world.objects()) == 2


def test_the_same_upload_sent_twice_is_one(world: World) -> None:
    def keep(content: bytes) -> UUID:
        return world.files.keep(
            own(world.anna), "a.jpg", BytesIO(content), by=world.anna, key=key()
        ).id

    assert keep(PHOTO) == keep(PHOTO)


@pytest.mark.parametrize("by", ["maria", "inspector", "employee", "public"])
def test_only_whoever_acts_for_the_client_hands_files_in(world: World, by: str) -> None:
    others = {
        "maria": stranger(),
        "inspector": stranger(Role.INSPECTOR),
        "employee": world.anna.model_copy(update={"role": Role.EMPLOYEE}),
        "public": stranger(Role.PUBLIC),
    }

    with pytest.raises(NotFound):
        world.files.keep(own(world.anna), "a.jpg", BytesIO(PHOTO), by=others[by])
    assert world.objects() == []


@pytest.mark.parametrize(
    "content", [b"", b"MZ", PHOTO + bytes(MOST_BYTES)], ids=["none", "program", "large"]
)
def test_what_is_not_taken_leaves_nothing(world: World, content: bytes) -> None:
    with pytest.raises(BadFile):
        world.keep(content)

    assert (world.objects(), world.unsettled()) == ([], 0)


@pytest.mark.parametrize("says", [FileInfected(found="Eicar"), ScannerUnavailable()])
def test_what_was_not_found_clean_leaves_nothing(world: World, says: Exception) -> None:
    world.scanner.says = says

    with pytest.raises(type(says)):
        world.keep()

    assert (world.objects(), world.unsettled()) == ([], 0)


def test_files_fill_no_more_than_they_may(world: World) -> None:
    world.keep(PHOTO + bytes(ROOM - 2 * len(PHOTO)))
    world.keep()

    with pytest.raises(NoRoomForFiles) as refusal:
        world.keep(PHOTO + b"x")

    assert refusal.value.facts == {"bytes_allowed": ROOM}
    assert world.keep() == world.keep()


def test_a_file_that_nothing_needs_can_be_removed_and_comes_back_as_new(
    world: World,
) -> None:
    id = world.keep()
    world.uses.needed = {id}
    with pytest.raises(FileInUse):
        world.files.remove(id, by=world.anna)
    world.uses.needed = set()

    world.files.remove(id, by=world.anna)
    world.made.react()

    assert world.objects() == []
    with pytest.raises(NotFound):
        world.files.remove(id, by=world.anna)
    assert world.keep() == id
    assert world.content(id) == PHOTO
    assert world.log.load(EvidenceFile, id).version == 3


def test_nobody_removes_the_file_of_another(world: World) -> None:
    id = world.keep()

    for by in (stranger(), stranger(Role.INSPECTOR)):
        with pytest.raises(NotFound):
            world.files.remove(id, by=by)


def test_a_store_that_does_not_answer_keeps_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object, **__: object) -> None:
        raise FilesUnavailable

    with monkeypatch.context() as patched:
        patched.setattr(world.store, "put", away)
        with pytest.raises(FilesUnavailable):
            world.keep()

    assert world.content(world.keep()) == PHOTO


def test_what_broke_off_before_it_was_recorded_is_swept_away_and_nothing_else(
    world: World,
) -> None:
    kept = world.keep()
    file = world.log.load(EvidenceFile, kept)
    torn = uuid4()
    world.store.put(own(world.anna), torn, BytesIO(PHOTO), of=uuid4())
    with world.made.service.database.connection() as sql:
        # As if the process had died right after recording it.
        sql.execute(
            "INSERT INTO file_uploads (object, subject, file) VALUES (%s, %s, %s)",
            (file.object, file.client_id, kept),
        )

    assert world.files.sweep() == 0
    world.age_uploads()
    assert world.files.sweep() == 1
    assert world.files.sweep() == 0

    assert world.objects() == [file.object]
    assert world.content(kept) == PHOTO
    assert world.unsettled() == 0


def test_files_go_with_the_client_they_belong_to(world: World) -> None:
    maria = world.made.client("maria", OTHER_INN)
    mine, hers = world.keep(), world.keep(by=maria)
    object = world.log.load(EvidenceFile, mine).object

    world.made.forget(own(world.anna))
    with pytest.raises(NotFound):
        list(world.store.open(own(world.anna), object))
    world.made.react()

    assert object not in world.objects()
    assert world.content(hers) == PHOTO
    with pytest.raises(NotFound):
        world.keep()
