"""State registers are read strictly: from files, and over HTTP from a real server."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from application.ports import (
    NotInRegister,
    RegisterUnavailable,
    RegisterUnreadable,
    StateRegister,
)
from domain.client import RegisterAnswer, RegisterFact, RegisterPlace
from domain.kernel import Certainty
from interfaces.gateways.registers import (
    BadErvkFile,
    Notice,
    answers_of,
    ervk_http,
    read_notices,
    starter_activities,
)
from interfaces.gateways.registers.ervk_http import ErvkOverHttp
from interfaces.settings import BadSettings, Settings
from interfaces.wording import starter_vocabulary
from tests.business import FIRM_INN, INN
from tests.registers import register_over_http, sample

REGIONS = starter_vocabulary().regions
LIKELY = Certainty.LIKELY


def read(pages: Any) -> tuple[list[Notice], list[tuple[str, str, str]]]:
    content = json.dumps(pages, ensure_ascii=False).encode()
    notices, faults = read_notices(content, REGIONS)
    return notices, [(one.row, one.pointer, one.reason) for one in faults]


def answers(pages: Any) -> dict[str, RegisterAnswer]:
    notices, faults = read(pages)
    assert faults == []
    return {one.inn: one for one in answers_of(notices, starter_activities())}


def facts(answer: RegisterAnswer) -> dict[str, RegisterFact]:
    return {one.fact: one for one in answer.facts}


def test_notices_of_one_business_say_one_thing_together() -> None:
    cafe = answers(sample())[INN]

    first, second = "У003/000000017", "У003/000000018"
    march, may = date(2026, 3, 15), date(2026, 5, 20)
    assert facts(cafe) == {
        one.fact: one
        for one in (
            RegisterFact(
                fact="activity:listed_notifiable_activity",
                value=True,
                since=march,
                reference=first,
            ),
            RegisterFact(
                fact="activity:cooks_food",
                value=True,
                since=march,
                reference=first,
                certainty=LIKELY,
            ),
            RegisterFact(
                fact="activity:serves_consumers",
                value=True,
                since=march,
                reference=first,
                certainty=LIKELY,
            ),
            RegisterFact(
                fact="activity:takes_payments",
                value=True,
                since=may,
                reference=second,
                certainty=LIKELY,
            ),
            RegisterFact(
                fact="okved",
                value=("56.10", "56.30", "47.11"),
                since=may,
                reference=second,
            ),
            RegisterFact(fact="region", value="63", since=may, reference=second),
        )
    }
    assert cafe.ogrn == "326630000000017"
    assert cafe.places[1] == RegisterPlace(
        name="Лавка «Липа»",
        address="Самара, ул. Придуманная, 7 (вымышленный адрес)",
        region="63",
        since=may,
        reference=second,
    )


def test_an_ended_activity_is_said_no_more_and_its_place_is_not_proposed() -> None:
    metal = answers(sample())["6300000041"]

    assert facts(metal)["activity:cooks_food"].value is None
    assert facts(metal)["okved"].value == ("25.11", "56.29")
    assert ("region" in facts(metal), metal.places) == (False, ())


def test_an_activity_that_goes_on_elsewhere_is_still_said() -> None:
    pages = sample()
    ended = pages[0]["notices"][0]
    ended["terminated"] = True
    other = pages[0]["notices"][1]
    other["activity"]["title"] = ended["activity"]["title"]

    assert facts(answers(pages)[INN])["activity:cooks_food"].value is True


def test_a_business_of_two_regions_is_said_to_be_of_neither() -> None:
    pages = sample()
    pages[0]["notices"][0]["controlObject"]["regionCode"] = "77"

    assert "region" not in facts(answers(pages)[INN])


def test_every_fact_of_the_table_is_of_the_vocabulary() -> None:
    table, vocabulary = starter_activities(), starter_vocabulary()

    said = [table.every_notice, *table.activities]
    strange = [
        fact
        for one in said
        for fact, value in one.facts.items()
        if not vocabulary.has(fact, value)
    ]

    assert strange == []


def without(name: str) -> Callable[[dict[str, Any]], None]:
    return lambda notice: notice.pop(name)


def with_(**changes: Any) -> Callable[[dict[str, Any]], None]:
    return lambda notice: notice.update(changes)


def in_(part: str, **changes: Any) -> Callable[[dict[str, Any]], None]:
    return lambda notice: notice[part].update(changes)


WRONG: list[tuple[Callable[[dict[str, Any]], None], str]] = [
    (without("legalEntity"), "/legalEntity"),
    (without("terminated"), "/terminated"),
    (with_(terminated="no"), "/terminated"),
    (with_(noticeDate="вчера"), "/noticeDate"),
    (with_(noticeDate=20260315), "/noticeDate"),
    (with_(noticeDate="2026-02-30"), "/noticeDate"),
    (with_(number=""), "/number"),
    (with_(okvedList="56.10"), "/okvedList"),
    (with_(okvedList=["кафе"]), "/okvedList/0"),
    (in_("legalEntity", inn="630000000118"), "/legalEntity/inn"),
    (in_("legalEntity", inn=630000000119), "/legalEntity/inn"),
    (in_("legalEntity", ogrnip="1"), "/legalEntity/ogrnip"),
    (in_("legalEntity", okvedList=None), "/legalEntity/okvedList"),
    (in_("controlObject", regionCode="6"), "/controlObject/regionCode"),
    (in_("controlObject", regionCode="00"), "/controlObject/regionCode"),
    (in_("activity", title=" "), "/activity/title"),
    (with_(controlObject=[]), "/controlObject"),
]


@pytest.mark.parametrize(("break_", "pointer"), WRONG, ids=[p for _, p in WRONG])
def test_a_faulty_notice_is_named_and_the_others_are_read(
    break_: Callable[[dict[str, Any]], None], pointer: str
) -> None:
    pages = sample()
    break_(pages[0]["notices"][1])

    notices, faults = read(pages)

    assert len(notices) == 3
    [(row, at, reason)] = faults
    assert row.startswith("page 1, notice 2 (")
    assert (at, bool(reason)) == (pointer, True)


def test_a_notice_that_stands_twice_counts_once_unless_it_says_otherwise() -> None:
    pages = sample()
    pages[1]["notices"].append(pages[0]["notices"][0])
    assert len(read(pages)[0]) == 4

    other = sample()[0]["notices"][0] | {"noticeDate": "2020-01-01"}
    pages[1]["notices"].append(other)
    assert [fault[1] for fault in read(pages)[1]] == ["/number"]


def test_one_page_is_a_file_too() -> None:
    assert len(read(sample()[0])[0]) == 2


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[1]",
        b'"notices"',
        b"{}",
        b'{"notices": {}, "page": 0, "totalElements": 1, "totalPages": 1}',
        b'{"notices": [], "page": -1, "totalElements": 0, "totalPages": 0}',
        b"[" * 100_000,
    ],
    ids=range(8),
)
def test_what_is_no_file_of_notices_is_refused_as_a_whole(content: bytes) -> None:
    with pytest.raises(BadErvkFile):
        read_notices(content, REGIONS)


@pytest.fixture
def register() -> Iterator[Any]:
    with register_over_http() as server:
        yield server


def ervk(server: Any) -> StateRegister:
    return ErvkOverHttp(server.url, starter_activities(), REGIONS)


def test_a_register_is_asked_page_by_page_and_for_every_detail(register: Any) -> None:
    answer = ervk(register).ask(INN, None)

    assert answer == answers(sample())[INN]
    paths = [path.partition("?")[0].rpartition("/")[2] for path in register.asked]
    assert paths == ["notices", "notices", "5001", "5002"]


def test_asking_again_gives_the_same(register: Any) -> None:
    assert ervk(register).ask(FIRM_INN, None) == ervk(register).ask(FIRM_INN, None)


def test_a_business_without_notices_is_not_in_the_register(register: Any) -> None:
    with pytest.raises(NotInRegister):
        ervk(register).ask("7707083893", None)


def test_notices_of_another_business_are_left_alone(register: Any) -> None:
    first, second = register.notices[:2]
    second["found_by"] = [INN]
    second["legalEntity"] = second["legalEntity"] | {"inn": FIRM_INN}

    answer = ervk(register).ask(INN, None)

    assert {one.reference for one in answer.facts} == {first["number"]}


HUGE = b'{"notices": [], "totalPages": 1, "x": "' + b"x" * (3 << 20) + b'"}'


@pytest.mark.parametrize(
    ("status", "content", "refusal"),
    [
        (503, b"", RegisterUnavailable),
        (403, b"no", RegisterUnavailable),
        (302, b"", RegisterUnavailable),
        (200, b"<html>", RegisterUnreadable),
        (200, b"[]", RegisterUnreadable),
        (200, b"{}", RegisterUnreadable),
        (200, b'{"notices": [1], "totalPages": 1}', RegisterUnreadable),
        (200, b'{"notices": [{"id": "../x"}], "totalPages": 1}', RegisterUnreadable),
        (200, b'{"notices": [], "totalPages": 100000}', RegisterUnreadable),
        (200, HUGE, RegisterUnreadable),
    ],
)
def test_what_a_register_answers_otherwise_is_taken_from_nobody(
    register: Any,
    status: int,
    content: bytes,
    refusal: type[RegisterUnavailable],
) -> None:
    register.broken = (status, content)

    with pytest.raises(RegisterUnavailable) as refused:
        ervk(register).ask(INN, None)

    assert type(refused.value) is refusal


def test_a_detail_that_cannot_be_read_spoils_the_whole_answer(register: Any) -> None:
    register.notices[1]["legalEntity"]["okvedList"] = "47.11"

    with pytest.raises(RegisterUnreadable) as refusal:
        ervk(register).ask(INN, None)

    assert refusal.value.facts == {"faults": ["/legalEntity/okvedList"]}


def test_a_register_that_takes_too_long_is_not_waited_for(
    register: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ervk_http, "LONGEST", 0.0)

    with pytest.raises(RegisterUnavailable):
        ervk(register).ask(INN, None)


def test_a_register_that_is_not_there_does_not_answer() -> None:
    with pytest.raises(RegisterUnavailable):
        ErvkOverHttp("http://127.0.0.1:9/", starter_activities(), REGIONS).ask(
            INN, None
        )


@pytest.mark.parametrize("address", ["ervk.gov.ru", "ftp://ervk.gov.ru", "https://"])
def test_the_address_of_a_register_is_checked_at_start(
    address: str, tmp_path: Any
) -> None:
    with pytest.raises(BadSettings, match="SVERKA_ERVK_URL must be an address"):
        Settings.from_env({"SVERKA_HOME": str(tmp_path), "SVERKA_ERVK_URL": address})
