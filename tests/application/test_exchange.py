"""Correspondence on the real log: who may, nothing is lost, nothing is done twice."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import obstore
import pytest

from application.evidence import LONGEST_UPLOAD
from application.exchange import Attach, BeginThread, LetRepresent
from application.exchange.attaching import UNSENT_KEPT
from application.log import EventLog, Unavailable
from domain.client import BadInn
from domain.errors import NotFound, Refusal
from domain.evidence import MOST_BYTES
from domain.exchange import (
    AlreadyEnclosed,
    BadExchangedFile,
    BodyUnknown,
    CorrespondentUnknown,
    Enclosure,
    Kind,
    Letter,
    Message,
    NoRoomForExchange,
    NotTheirFile,
    Part,
    Party,
    RepresentativeUnknown,
    Thread,
)
from domain.kernel import PUBLIC, Actor, Role
from interfaces.gateways.database import Database
from tests.business import (
    INN,
    OTHER_INN,
    PDF,
    SCHOOLS,
    Business,
    business,
    key,
    own,
    stranger,
)
from tests.conftest import StoppedClock
from tests.exchanging import TEXT, TOPIC, Post, archive
from tests.interfaces.shell import ADMIN

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


@pytest.fixture
def post(world: Business) -> Post:
    return Post(world)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client()


@pytest.fixture
def pavel(world: Business) -> Actor:
    return world.supervisor()


def events_of(log: EventLog, id: UUID) -> list[str]:
    stored = log.recorder.select_events(id)
    return [one.topic.rpartition(".")[2] for one in stored]


def test_a_client_writes_to_a_body_and_the_body_reads_answers_and_decides(
    post: Post, anna: Actor, pavel: Actor
) -> None:
    thread, asked = post.begin(anna, pavel)
    post.open(asked, pavel)

    post.send(thread, pavel, kind=Kind.ANSWER, answers=asked)
    post.send(thread, pavel, kind=Kind.DECISION, text="Срок установлен")

    page = post.view.messages(thread, own(pavel))
    assert [one.kind for one in page.messages] == ["request", "answer", "decision"]
    assert post.view.unopened(anna) == 2


def test_a_body_writes_to_a_client_that_it_names_by_its_inn(
    post: Post, anna: Actor, pavel: Actor
) -> None:
    thread, message = post.begin_as_body(pavel, inn=f" {INN[:6]} {INN[6:]} ")

    post.open(message, anna)

    parties = {one.part: one.id for one in post.thread(thread).parties}
    assert parties == {Part.CLIENT: own(anna), Part.BODY: own(pavel)}


@pytest.mark.parametrize(
    ("inn", "refusal"),
    [("", BadInn), ("12345", BadInn), (OTHER_INN, CorrespondentUnknown)],
)
@pytest.mark.usefixtures("anna")
def test_a_body_writes_to_registered_businesses_only(
    post: Post, pavel: Actor, inn: str, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        post.begin_as_body(pavel, inn=inn)


def test_a_client_writes_to_authorities_only(
    post: Post, anna: Actor, pavel: Actor
) -> None:
    for body in (None, uuid4(), own(anna)):
        with pytest.raises(BodyUnknown):
            post.begin(anna, pavel, body=body)


@pytest.mark.parametrize("role", [Role.PERSON, Role.EMPLOYEE, Role.OMBUDSMAN])
def test_others_begin_no_correspondence(post: Post, pavel: Actor, role: Role) -> None:
    with pytest.raises(NotFound):
        post.begin(stranger(role), pavel)


def test_nobody_else_sends_opens_or_attaches(
    world: Business, post: Post, anna: Actor, pavel: Actor
) -> None:
    thread, message = post.begin(anna, pavel)
    others = (
        PUBLIC,
        stranger(),
        stranger(Role.INSPECTOR),
        world.client("boris", OTHER_INN),
        world.supervisor(SCHOOLS, "irina"),
        anna.model_copy(update={"role": Role.EMPLOYEE}),
        world.person("zoya"),
    )

    for other in others:
        for ask in (
            lambda: post.send(thread, other),  # noqa: B023
            lambda: post.open(message, other),  # noqa: B023
            lambda: post.attach(other, thread),  # noqa: B023
        ):
            with pytest.raises(NotFound):
                ask()


def test_sending_twice_with_one_key_sends_once(
    post: Post, anna: Actor, pavel: Actor
) -> None:
    file = post.attach(anna)
    first = post.begin(anna, pavel, files=(file,), key=key())
    again = post.begin(anna, pavel, files=(file,), key=key())
    sent = post.send(first[0], anna, key=key("s"))

    assert again == first
    assert post.send(first[0], anna, key=key("s")) == sent
    assert len(post.view.messages(first[0], own(anna)).messages) == 2


def test_opening_again_changes_nothing_whoever_of_the_side_does_it(
    world: Business, post: Post, anna: Actor, pavel: Actor
) -> None:
    _, message = post.begin(anna, pavel)
    colleague = pavel.model_copy(update={"id": world.person("roman").id})
    world.react()
    post.open(message, pavel, key=key("o"))

    post.open(message, pavel, key=key("o"))
    receipt = post.open(message, colleague)

    assert receipt.position == 0
    assert events_of(world.service.log, message) == [
        "Sent",
        "Delivered",
        "Opened",
    ]
    [reached] = post.message(message, own(anna)).reached
    assert (reached.opened_by, reached.opened_role) == (pavel.id, Role.INSPECTOR)


def test_a_message_is_delivered_by_itself_when_it_stands_in_the_inbox(
    world: Business, post: Post, anna: Actor, pavel: Actor
) -> None:
    _, message = post.begin(anna, pavel)
    [before] = post.message(message, own(anna)).reached

    world.react()

    [after] = post.message(message, own(anna)).reached
    assert before.delivered_number is None
    assert after.delivered_on == world.service.clock.today()
    assert after.opened_number is None


def test_whoever_it_is_delivered_to_is_told_once_and_nothing_of_what_it_says(
    world: Business, post: Post, anna: Actor, pavel: Actor
) -> None:
    thread, message = post.begin(anna, pavel)
    post.send(thread, pavel, kind=Kind.DECISION)
    world.react()
    [delivered] = [
        one
        for one in world.service.log.mapper.to_events(
            world.service.log.recorder.select_events(message)
        )
        if isinstance(one, Message.Delivered)
    ]
    world.service.arrivals.react(delivered)
    world.react()

    told = {
        name: [
            (one.template, one.about)
            for one in world.service.notice_view.page(own(by)).notices
            if one.about.startswith("/exchange")
        ]
        for name, by in (("anna", anna), ("pavel", pavel))
    }

    assert told == {
        "anna": [("decision-delivered", f"/exchange/{thread}")],
        "pavel": [("message-delivered", f"/exchange/{thread}")],
    }


def test_one_opens_a_message_while_the_worker_delivers_it(
    world: Business,
    post: Post,
    anna: Actor,
    pavel: Actor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, message = post.begin(anna, pavel)
    log = world.service.log
    record = type(log).record
    raced: list[bool] = []

    def slowly(self: EventLog, *aggregates: Any, **more: Any) -> Any:
        if not raced and isinstance(aggregates[0], Message):
            raced.append(True)
            world.react()
        return record(self, *aggregates, **more)

    monkeypatch.setattr(type(log), "record", slowly)
    post.open(message, pavel)

    assert events_of(log, message) == ["Sent", "Delivered", "Opened"]


def test_a_closed_message_tells_its_recipient_neither_text_nor_files(
    post: Post, anna: Actor, pavel: Actor
) -> None:
    file = post.attach(anna)
    _, message = post.begin(anna, pavel, files=(file,))

    closed = post.message(message, own(pavel))
    post.open(message, pavel)
    opened = post.message(message, own(pavel))

    assert closed.is_closed
    assert (closed.text, closed.salt, closed.files) == (None, None, ())
    assert closed.files_sent == 1
    assert (opened.text, [one.id for one in opened.files]) == (TEXT, [file])


def test_a_representative_reads_and_writes_in_one_correspondence_until_it_ends(
    world: Business, post: Post, anna: Actor, pavel: Actor
) -> None:
    thread, _ = post.begin(anna, pavel)
    other, _ = post.begin(anna, pavel, title="Другое")
    olga = world.person("olga")
    post.let_represent(thread, olga, by=anna)
    decision = post.send(thread, pavel, kind=Kind.DECISION).id

    post.open(decision, olga)
    post.send(thread, olga, files=(post.attach(olga, thread),))

    [reached] = post.message(decision, own(pavel)).reached
    assert (reached.recipient, reached.opened_by) == (own(anna), olga.id)
    assert [one.id for one in post.view.of_reader(olga).threads] == [thread]
    with pytest.raises(NotFound):
        post.send(other, olga)
    post.commands.end_representing(thread, UUID(olga.id), by=anna)
    with pytest.raises(NotFound):
        post.send(thread, olga)
    world.seen(post.send(thread, anna))
    assert post.view.of_reader(olga).threads == ()


def test_whom_else_a_representative_acts_for_is_not_recorded(
    world: Business, post: Post, anna: Actor, pavel: Actor
) -> None:
    thread, _ = post.begin(anna, pavel)
    boris = world.client("boris", OTHER_INN)
    post.let_represent(thread, boris, by=anna)
    got = post.send(thread, pavel).id

    post.open(got, boris)
    sent = post.send(thread, boris).id

    for id in (got, sent):
        stored = world.service.log.recorder.select_events(id)
        assert str(own(boris)).encode() not in b"".join(bytes(s.state) for s in stored)
    card = post.message(sent, own(anna))
    assert (card.by, card.role) == (boris.id, Role.PERSON)


def test_only_the_client_chooses_who_represents_it(
    world: Business, post: Post, anna: Actor, pavel: Actor
) -> None:
    thread, _ = post.begin(anna, pavel)
    olga = world.person("olga")
    post.let_represent(thread, olga, by=anna)

    for other in (pavel, olga, world.client("boris", OTHER_INN)):
        with pytest.raises(NotFound):
            post.let_represent(thread, world.person("zoya"), by=other)
    with pytest.raises(RepresentativeUnknown):
        post.commands.let_represent(thread, LetRepresent(person=uuid4()), by=anna)


def test_another_context_records_a_correspondence_with_its_own_parties(
    world: Business, post: Post, anna: Actor, pavel: Actor
) -> None:
    officer = pavel.model_copy(update={"role": Role.APPEALS_OFFICER})
    parties = (
        Party.of(own(anna), Part.CLIENT),
        Party.of(own(pavel), Part.BODY, roles=(Role.APPEALS_OFFICER,)),
    )
    written = post.commands.compose(
        client_id=own(anna),
        about="/appeals/7",
        title="Жалоба",
        parties=parties,
        letter=Letter(kind=Kind.STATEMENT, text="Примите", basis="/appeals/7"),
        by=anna,
    )
    world.seen(world.service.log.record(*written, by=anna))

    [thread] = post.view.about("/appeals/7")
    assert post.view.unopened(officer) == 1
    assert post.view.unopened(pavel) == 0
    with pytest.raises(NotFound):
        post.send(thread.id, pavel)


def test_a_file_is_sealed_whole_and_reaches_the_other_side(
    world: Business, post: Post, anna: Actor, pavel: Actor
) -> None:
    big = PDF + bytes(3 * 1024 * 1024)
    file = post.attach(anna, content=big)
    post.begin(anna, pavel, files=(file,))

    card = post.view.enclosure(file)

    assert card
    content = b"".join(world.service.files.open(own(anna), card.object))
    assert content == big
    store: Any = world.service.files._store
    sealed = bytes(obstore.get(store, f"{own(anna)}/{card.object}").bytes())
    assert PDF not in sealed


def test_attaching_twice_with_one_key_attaches_once(post: Post, anna: Actor) -> None:
    first = post.attach(anna, key=key("a"))

    assert post.attach(anna, key=key("a")) == first
    assert post.view.unsent_bytes(own(anna), own(anna)) == len(PDF)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ" + bytes(40),
        archive("setup.exe"),
        archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        archive("[Content_Types].xml", "word/document.xml")[:60],
        PDF + bytes(MOST_BYTES),
    ],
    ids=["empty", "program", "archive", "macros", "cut off", "too large"],
)
def test_what_is_no_document_is_not_attached(
    post: Post, anna: Actor, content: bytes
) -> None:
    with pytest.raises(BadExchangedFile):
        post.attach(anna, content=content)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (archive("[Content_Types].xml", "word/document.xml"), "wordprocessingml"),
        (
            archive("content.xml", declared="application/vnd.oasis.opendocument.text"),
            "opendocument.text",
        ),
    ],
)
def test_office_documents_are_attached(
    post: Post, anna: Actor, content: bytes, kind: str
) -> None:
    card = post.view.enclosure(post.attach(anna, content=content))

    assert card
    assert kind in card.media_type


def test_what_waits_to_be_sent_fills_so_much_at_most(
    post: Post, anna: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("application.exchange.attaching.MOST_UNSENT", len(PDF) + 1)
    post.attach(anna)

    with pytest.raises(NoRoomForExchange):
        post.attach(anna)


def test_a_file_of_one_correspondent_is_not_sent_to_another(
    world: Business, post: Post, anna: Actor, pavel: Actor
) -> None:
    boris = world.client("boris", OTHER_INN)
    for_anna = post.attach(pavel, inn=INN)
    of_boris = post.attach(boris)

    with pytest.raises(NotTheirFile):
        post.begin_as_body(pavel, inn=OTHER_INN, files=(for_anna,))
    with pytest.raises(NotTheirFile):
        post.begin(anna, pavel, files=(of_boris,))
    with pytest.raises(NotTheirFile):
        post.begin(anna, pavel, files=(uuid4(),))


def test_a_file_is_taken_away_by_whom_it_belongs_to_until_it_is_sent(
    world: Business, post: Post, anna: Actor, pavel: Actor
) -> None:
    thread, _ = post.begin(anna, pavel)
    away, stays = post.attach(anna), post.attach(anna)
    post.send(thread, anna, files=(stays,))

    for other in (pavel, anna.model_copy(update={"role": Role.EMPLOYEE, "id": "x"})):
        with pytest.raises(NotFound):
            post.files.detach(away, by=other)
    with pytest.raises(AlreadyEnclosed):
        post.files.detach(stays, by=anna)
    card = post.view.enclosure(away)
    world.seen(post.files.detach(away, by=anna))
    world.react()

    assert card
    assert post.view.enclosure(away) is None
    with pytest.raises(NotFound):
        list(world.service.files.open(own(anna), card.object))
    with pytest.raises(NotFound):
        post.files.detach(away, by=anna)


def test_what_nobody_sent_within_a_week_is_taken_away_by_night(
    world: Business, post: Post, anna: Actor, pavel: Actor, clock: StoppedClock
) -> None:
    forgotten, sent = post.attach(anna), post.attach(anna)
    post.begin(anna, pavel, files=(sent,))
    post.files.tidy()
    assert post.view.enclosure(forgotten)

    clock.pass_by(UNSENT_KEPT + timedelta(seconds=1))
    assert post.files.tidy() == 1
    world.react()

    assert post.view.enclosure(forgotten) is None
    assert post.view.enclosure(sent)


def test_the_sweep_of_broken_uploads_leaves_what_was_recorded(
    world: Business,
    post: Post,
    anna: Actor,
    clock: StoppedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    log = world.service.log
    record = type(log).record

    def stores_and_breaks_off(self: EventLog, *aggregates: Any, **more: Any) -> Any:
        record(self, *aggregates, **more)
        raise Unavailable

    with monkeypatch.context() as broken:
        broken.setattr(type(log), "record", stores_and_breaks_off)
        with pytest.raises(Unavailable):
            post.files.attach(Attach(), "a.pdf", BytesIO(PDF), by=anna)
    clock.pass_by(LONGEST_UPLOAD + timedelta(seconds=1))

    assert world.service.evidence.sweep() == 0
    world.service.runner.drain()
    [id] = post.view.unsent_since(clock.now())
    found = log.load(Enclosure, id)
    assert b"".join(world.service.files.open(own(anna), found.object)) == PDF


def test_a_forgotten_client_takes_its_correspondence_along(
    world: Business, post: Post, anna: Actor, pavel: Actor
) -> None:
    file = post.attach(anna)
    thread, message = post.begin(anna, pavel, files=(file,))
    card = post.view.enclosure(file)
    assert card
    contents = world.service.log.load(Message, message).contents
    world.seen(world.clients.forget(own(anna), by=ADMIN))
    world.react()

    assert post.view.get(thread) is None
    assert post.view.unopened(pavel) == 0
    assert world.service.log.load(Message, message).contents == contents
    for ask in (
        lambda: post.open(message, pavel),
        lambda: post.send(thread, pavel),
        lambda: list(world.service.files.open(own(anna), card.object)),
    ):
        with pytest.raises(NotFound):
            ask()
    with pytest.raises(CorrespondentUnknown):
        post.begin_as_body(pavel)


def test_nothing_that_was_written_stands_in_the_log_in_the_clear(
    world: Business, post: Post, anna: Actor, pavel: Actor
) -> None:
    file = post.attach(anna, name="Акт обследования.pdf")
    ids = [*post.begin(anna, pavel, files=(file,)), file]

    stored = b"".join(
        bytes(one.state)
        for id in ids
        for one in world.service.log.recorder.select_events(id)
    ).decode()

    for secret in (TEXT, TOPIC, "Акт обследования"):
        assert secret not in stored


def test_the_thread_kept_in_the_log_knows_its_case(
    world: Business, post: Post, anna: Actor, pavel: Actor
) -> None:
    thread, _ = post.begin(anna, pavel, about="/declarations/7")

    assert world.service.log.load(Thread, thread).about == "/declarations/7"
    with pytest.raises(ValueError, match="about"):
        BeginThread(kind=Kind.REQUEST, title="a", about="//evil.example/x")
