"""Correspondence: who sends what to whom, and what is recorded of it."""

from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID, uuid4

import pytest

from domain.errors import NotFound, Refusal
from domain.evidence import Print, Scan
from domain.exchange import (
    MOST_FILES,
    MOST_PARTIES,
    AlreadyEnclosed,
    AnsweredMissing,
    BadExchangedFile,
    Contents,
    Enclosure,
    FileKindWithoutFile,
    Kind,
    Letter,
    Message,
    MessageEmpty,
    NotOpenedYet,
    NotTheirFile,
    OnlyTheStateDecides,
    OwnMessage,
    Part,
    Party,
    RepresentsAlready,
    Thread,
    TitleMissing,
    TooManyFiles,
    TooManyParties,
    exchanged_type,
    text_document,
)
from domain.kernel import Actor, Role
from tests.facts import new_facts

TODAY = date(2026, 3, 2)
CLIENT, BODY, OFFICE, LAWYER = uuid4(), uuid4(), uuid4(), uuid4()
ANNA = Actor(id=str(uuid4()), role=Role.CLIENT, organisation=CLIENT)
PAVEL = Actor(id=str(uuid4()), role=Role.INSPECTOR, organisation=BODY)
OLGA = Actor(id=str(LAWYER), role=Role.PERSON)
SYSTEM = Actor(id="system:deliver", role=Role.SYSTEM)
SALT = "5a17" * 16
BUSINESS, INSPECTORS = Party.of(CLIENT, Part.CLIENT), Party.of(BODY, Part.BODY)


def thread(*more: Party) -> Thread:
    return Thread.begin(
        client_id=CLIENT,
        title=" Лифт ",
        about="/declarations/7",
        parties=(BUSINESS, INSPECTORS, *more),
        by=ANNA,
    )


def file(by: Actor = ANNA, owner: UUID = CLIENT, hash: str = "ab" * 32) -> Enclosure:
    return Enclosure.keep(
        client_id=CLIENT,
        owner=owner,
        object=uuid4(),
        name="C:\\acts\\Акт.pdf",
        print=Print(size=7, media_type="application/pdf", sha256=hash),
        scan=Scan.CLEAN,
        scanner="ClamAV 1.4",
        by=by,
    )


def sent(
    kind: Kind = Kind.STATEMENT,
    text: str = "Сообщаем",
    *,
    within: Thread | None = None,
    by: Actor = ANNA,
    files: tuple[Enclosure, ...] = (),
    answers: Message | None = None,
) -> Message:
    within = within or thread()
    return Message.send(
        Letter(kind=kind, text=text),
        thread=within,
        sender=within.party_of(by),
        files=files,
        answers=answers,
        salt=SALT,
        by=by,
        today=TODAY,
    )


def test_a_correspondence_says_with_whom_about_what_and_who_takes_part() -> None:
    begun = thread()

    assert new_facts(begun) == [
        (
            "Begun",
            {
                "client_id": CLIENT,
                "about": "/declarations/7",
                "title": "Лифт",
                "parties": (BUSINESS.model_dump(), INSPECTORS.model_dump()),
            },
        )
    ]


def test_a_correspondence_without_a_topic_is_refused() -> None:
    with pytest.raises(TitleMissing):
        Thread.begin(client_id=CLIENT, title="  ", parties=(BUSINESS,), by=ANNA)


@pytest.mark.parametrize(
    ("by", "part"),
    [
        (ANNA, Part.CLIENT),
        (PAVEL, Part.BODY),
        (PAVEL.model_copy(update={"role": Role.HEAD}), Part.BODY),
        (OLGA, Part.REPRESENTATIVE),
        (
            OLGA.model_copy(update={"role": Role.CLIENT, "organisation": uuid4()}),
            Part.REPRESENTATIVE,
        ),
        (PAVEL.model_copy(update={"role": Role.APPEALS_OFFICER}), None),
        (ANNA.model_copy(update={"role": Role.EMPLOYEE}), None),
        (ANNA.model_copy(update={"organisation": uuid4()}), None),
        (OLGA.model_copy(update={"role": Role.INSPECTOR}), None),
        (OLGA.model_copy(update={"id": str(uuid4())}), None),
    ],
)
def test_who_takes_part_follows_from_organisation_and_role(
    by: Actor, part: Part | None
) -> None:
    within = thread(Party.representing(LAWYER, CLIENT))

    if part is None:
        with pytest.raises(NotFound):
            within.party_of(by)
    else:
        assert within.party_of(by).part is part


def test_another_organisation_joins_in_the_same_shape() -> None:
    within = thread()
    office = Party.of(OFFICE, Part.OMBUDSMAN)
    within.join(office, by=ANNA)
    officer = Actor(id="o", role=Role.OMBUDSMAN, organisation=OFFICE)

    message = sent(within=within, by=officer)

    assert within.party_of(officer) == office
    assert message.recipients == (CLIENT, BODY)


def test_nobody_joins_twice_and_only_representatives_leave() -> None:
    within = thread()
    within.join(Party.representing(LAWYER, CLIENT), by=ANNA)

    with pytest.raises(RepresentsAlready):
        within.join(Party.representing(LAWYER, CLIENT), by=ANNA)
    with pytest.raises(NotFound):
        within.leave(BODY, by=ANNA)
    within.leave(LAWYER, by=ANNA)
    within.leave(LAWYER, by=ANNA)
    names = [name for name, _ in new_facts(within)]
    assert names == ["Begun", "Joined", "Left"]
    with pytest.raises(NotFound):
        within.party_of(OLGA)


def test_a_correspondence_has_so_many_parties_at_most() -> None:
    within = thread(
        *(Party.representing(uuid4(), CLIENT) for _ in range(MOST_PARTIES - 2))
    )

    with pytest.raises(TooManyParties):
        within.join(Party.representing(LAWYER, CLIENT), by=ANNA)


def test_a_message_goes_to_all_others_with_the_hashes_of_what_it_says() -> None:
    within, act = thread(), file()

    message = sent(text=" Сообщаем ", within=within, files=(act,))

    document = text_document("Сообщаем", SALT)
    contents = Contents(text=sha256(document).hexdigest(), files=("ab" * 32,))
    assert new_facts(message) == [
        (
            "Sent",
            {
                "client_id": CLIENT,
                "thread": within.id,
                "sender": CLIENT,
                "recipients": (BODY,),
                "kind": Kind.STATEMENT,
                "text": "Сообщаем",
                "files": (act.id,),
                "answers": None,
                "basis": "",
                "salt": SALT,
                "contents": contents.model_dump(),
                "on": TODAY,
            },
        )
    ]
    assert new_facts(act)[-1] == (
        "Enclosed",
        {"client_id": CLIENT, "message": message.id},
    )


def test_a_representative_writes_and_opens_for_the_side_it_stands_on() -> None:
    within = thread(Party.representing(LAWYER, CLIENT))
    asked = sent(Kind.REQUEST, within=within, by=PAVEL)
    asked.open(within.party_of(OLGA).side, by=OLGA, today=TODAY)

    answer = sent(Kind.ANSWER, within=within, by=OLGA, answers=asked)

    assert asked.opened == {CLIENT}
    assert (answer.sender, answer.recipients) == (CLIENT, (BODY,))


def test_the_text_is_known_again_only_with_its_salt() -> None:
    one, other = Contents.of("Да", SALT, ()), Contents.of("Да", "0" * 64, ())

    assert one != other
    assert Contents.of("", SALT, ()) == Contents(text=None)


@pytest.mark.parametrize(
    ("kind", "text", "files", "refusal"),
    [
        (Kind.STATEMENT, "  ", 0, MessageEmpty),
        (Kind.FILE, "Прилагаем", 0, FileKindWithoutFile),
        (Kind.STATEMENT, "Много", MOST_FILES + 1, TooManyFiles),
        (Kind.DECISION, "Решили", 0, OnlyTheStateDecides),
        (Kind.ANSWER, "Отвечаем", 0, AnsweredMissing),
    ],
)
def test_what_says_nothing_or_is_not_ones_to_say_is_refused(
    kind: Kind, text: str, files: int, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        sent(kind, text, files=tuple(file() for _ in range(files)))


@pytest.mark.parametrize("kind", [Kind.FILE, Kind.STATEMENT])
def test_files_alone_are_a_message(kind: Kind) -> None:
    assert sent(kind, "", files=(file(),)).contents.text is None


def test_a_representative_of_the_client_decides_nothing_either() -> None:
    within = thread(Party.representing(LAWYER, CLIENT))

    with pytest.raises(OnlyTheStateDecides):
        sent(Kind.DECISION, within=within, by=OLGA)
    assert sent(Kind.DECISION, within=within, by=PAVEL).kind is Kind.DECISION


def test_one_answers_what_one_got_and_opened_in_this_correspondence() -> None:
    within = thread()
    asked = sent(Kind.REQUEST, within=within, by=PAVEL)

    with pytest.raises(NotOpenedYet):
        sent(Kind.ANSWER, within=within, answers=asked)
    with pytest.raises(OwnMessage):
        sent(Kind.ANSWER, within=within, by=PAVEL, answers=asked)
    with pytest.raises(AnsweredMissing):
        sent(Kind.ANSWER, answers=asked)
    asked.open(CLIENT, by=ANNA, today=TODAY)
    assert sent(Kind.ANSWER, within=within, answers=asked).kind is Kind.ANSWER


def test_one_that_joined_later_cannot_answer_what_it_did_not_get() -> None:
    within = thread()
    asked = sent(Kind.REQUEST, within=within, by=PAVEL)
    within.join(Party.of(OFFICE, Part.OMBUDSMAN), by=ANNA)
    officer = Actor(id="o", role=Role.OMBUDSMAN, organisation=OFFICE)

    with pytest.raises(AnsweredMissing):
        sent(Kind.ANSWER, within=within, by=officer, answers=asked)


def test_delivery_and_opening_are_recorded_once_each_with_what_was_sent() -> None:
    message = sent(by=ANNA)
    tomorrow = TODAY + timedelta(days=1)

    message.deliver(by=SYSTEM, today=TODAY)
    message.deliver(by=SYSTEM, today=tomorrow)
    message.open(BODY, by=PAVEL, today=tomorrow)
    message.open(BODY, by=PAVEL, today=tomorrow)

    said = {
        "client_id": CLIENT,
        "thread": message.thread,
        "recipient": BODY,
        "contents": message.contents.model_dump(),
    }
    assert new_facts(message)[1:] == [
        ("Delivered", said | {"on": TODAY}),
        ("Opened", said | {"on": tomorrow}),
    ]


def test_what_is_opened_before_the_worker_looked_was_delivered() -> None:
    message = sent(by=ANNA)

    message.open(BODY, by=PAVEL, today=TODAY)
    message.deliver(by=SYSTEM, today=TODAY)

    names = [name for name, _ in new_facts(message)]
    assert names == ["Sent", "Delivered", "Opened"]


def test_nobody_opens_what_was_not_sent_to_it() -> None:
    message = sent(by=ANNA)

    with pytest.raises(NotFound):
        message.open(CLIENT, by=ANNA, today=TODAY)


def test_a_file_is_sent_once_by_whom_it_belongs_to() -> None:
    act = file()
    sent(files=(act,))

    with pytest.raises(AlreadyEnclosed):
        sent(files=(act,))
    with pytest.raises(AlreadyEnclosed):
        act.remove(by=ANNA)
    with pytest.raises(NotTheirFile):
        sent(by=PAVEL, files=(file(),))


def test_a_file_that_was_taken_away_is_not_sent() -> None:
    act = file()
    act.remove(by=ANNA)
    act.remove(by=ANNA)

    assert [name for name, _ in new_facts(act)] == ["Kept", "Removed"]
    assert not act.holds(act.object)
    with pytest.raises(NotTheirFile):
        sent(files=(act,))


OFFICE_TYPE = "application/vnd.openxmlformats-officedocument"
TYPES = "[Content_Types].xml"
ODT = "application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("head", "entries", "declared", "found"),
    [
        (b"%PDF-1.7", (), "", "application/pdf"),
        (b"\xff\xd8\xff\xe0", (), "", "image/jpeg"),
        (b'<?xml version="1.0"?>', (), "", "application/xml"),
        (
            b"\x30\x82\x05\x10\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02",
            (),
            "",
            "application/pkcs7-signature",
        ),
        (b"-----BEGIN CMS-----", (), "", "application/pkcs7-signature"),
        (
            b"PK\x03\x04",
            (TYPES, "word/document.xml"),
            "",
            f"{OFFICE_TYPE}.wordprocessingml.document",
        ),
        (
            b"PK\x03\x04",
            (TYPES, "xl/workbook.xml"),
            "",
            f"{OFFICE_TYPE}.spreadsheetml.sheet",
        ),
        (b"PK\x03\x04", ("mimetype", "content.xml"), ODT, ODT),
        (b"PK\x03\x04", (TYPES, "word/document.xml", "word/vbaProject.bin"), "", None),
        (b"PK\x03\x04", ("mimetype", "Basic/Standard/a.xml"), ODT, None),
        (b"PK\x03\x04", ("word/document.xml",), "", None),
        (b"PK\x03\x04", ("setup.exe",), "", None),
        (b"MZ\x90\x00", (), "", None),
        (b"<html>", (), "", None),
        (b"", (), "", None),
    ],
)
def test_documents_pictures_and_signatures_are_taken_and_programs_are_not(
    head: bytes, entries: tuple[str, ...], declared: str, found: str | None
) -> None:
    if found is None:
        with pytest.raises(BadExchangedFile):
            exchanged_type(head, entries, declared)
    else:
        assert exchanged_type(head, entries, declared) == found
