"""The register as it is read: found, filtered, as of any day (L1)."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from application.log import EventLog
from application.requirement import (
    AmendRequirement,
    Classifiers,
    DraftRequirement,
    Import,
    RepealRequirement,
    Requirements,
    ResumeRequirement,
    SuspendRequirement,
    lines_of,
)
from domain.errors import Refusal
from domain.requirement import Certainty, Validity, requirement_id
from interfaces.gateways.database import Database
from projections.requirement import (
    ENDS,
    SUSPENDED,
    BadCursor,
    Count,
    Draft,
    Filters,
    RequirementProjection,
    RequirementView,
)
from projections.runner import Runner
from tests.conftest import NOON, StoppedClock
from tests.register import FIRST, LAST, REGISTRAR, content

pytestmark = pytest.mark.database

STARTER = Path(__file__).parents[2] / "starter"
TODAY = date(2026, 11, 21)
ONE_DAY = timedelta(days=1)
ACT = "Постановление Правительства РФ от 10.03.2022 № 336"


class World:
    """A register: changed by commands, read through its view."""

    def __init__(self, log: EventLog, runner: Runner, database: Database) -> None:
        self.log = log
        self.runner = runner
        self.commands = Requirements(log)
        self.register = RequirementView(database)

    @property
    def view(self) -> RequirementView:
        self.runner.drain()
        return self.register

    def draft(self, code: str, **changes: Any) -> None:
        command = DraftRequirement(code=code, content=content(**changes))
        self.commands.draft(command, by=REGISTRAR)

    def publish(self, code: str, **changes: Any) -> None:
        self.draft(code, **changes)
        self.commands.publish(code, by=REGISTRAR)

    def amend(self, code: str, corrects: int | None = None, **changes: Any) -> None:
        command = AmendRequirement(content=content(**changes), corrects=corrects)
        self.commands.amend(code, command, by=REGISTRAR)

    def suspend(self, code: str, from_day: date, until: date | None) -> None:
        command = SuspendRequirement(
            from_day=from_day, until=until, reason="Мораторий", act=ACT
        )
        self.commands.suspend(code, command, by=REGISTRAR)

    def resume(self, code: str, from_day: date) -> None:
        command = ResumeRequirement(from_day=from_day, act=ACT)
        self.commands.resume(code, command, by=REGISTRAR)

    def repeal(self, code: str, from_day: date) -> None:
        command = RepealRequirement(from_day=from_day, reason="Отменено")
        self.commands.repeal(code, command, by=REGISTRAR)

    def starter(self) -> None:
        with (STARTER / "requirements.jsonl").open("rb") as file:
            Import(self.log).requirements(lines_of(file), by=REGISTRAR)

    def found(self, text: str | None = None, day: date = TODAY, **by: Any) -> list[str]:
        found = self.view.search(Filters(text=text, **by), day, limit=100)
        return [line.code for line in found.items]


@pytest.fixture
def world(log: EventLog, runner_of: Callable[..., Runner], database: Database) -> World:
    return World(log, runner_of(RequirementProjection()), database)


def test_a_draft_is_seen_by_registrars_only(world: World) -> None:
    world.draft("REQ-1")

    assert world.found() == []
    assert world.view.drafts() == [
        Draft(code="REQ-1", title=content().title, version=1, changed_at=NOON)
    ]


def test_a_published_requirement_is_a_line_with_its_validity(world: World) -> None:
    world.publish("REQ-1")

    [line] = world.view.search(Filters(), TODAY).items

    assert (line.id, line.code, line.number) == (requirement_id("REQ-1"), "REQ-1", 1)
    assert (line.validity, line.valid_until) == (Validity.ENDS, LAST)
    assert line.certainty.sanction is Certainty.LIKELY
    assert world.view.drafts() == []


@pytest.mark.parametrize(
    "typed",
    [
        "инструкций",
        "УТВЕРЖДЁННЫЕ инструкции",
        "утвержденная",
        "инструкц",
        "инстукция",
        "пожарный надзор",
        "1479",
        "REQ-1",
        "req-1 приказ",
        "и о мерах",
        "инструкция ромашкокосилка",
    ],
)
def test_words_are_found_in_any_form_and_with_slips(world: World, typed: str) -> None:
    world.publish("REQ-1")
    world.publish(
        "REQ-2",
        title="Лифт",
        statement="Лифт",
        evidence=[],
        act=OTHER_ACT,
        control_kind="Надзор",
        control_body="Ростехнадзор",
    )

    assert world.found(typed)[0] == "REQ-1"


OTHER_ACT = {"name": "Лифты", "number": "1744", "date": "2023-10-20", "unit": "п. 4"}


def test_a_slip_is_told_with_what_was_looked_for(world: World) -> None:
    world.publish("REQ-1")

    found = world.view.search(Filters(text="инстукция пожарной"), TODAY)

    assert found.corrected == "инструкция пожарной"


def test_a_letter_without_its_dots_is_no_slip(world: World) -> None:
    world.publish("REQ-1")

    found = world.view.search(Filters(text="утвержденная"), TODAY)

    assert (len(found.items), found.corrected) == (1, None)


@pytest.mark.parametrize(
    "typed", ["", "и", "!!!", "'", "\\", "x' & y", "a:*", "\x00", "щщщ", "(" * 200]
)
def test_nothing_that_is_typed_breaks_the_search(world: World, typed: str) -> None:
    world.publish("REQ-1")

    found = world.view.search(Filters(text=typed), TODAY)

    assert [line.code for line in found.items] in ([], ["REQ-1"])


def test_the_title_weighs_more_than_the_text(world: World) -> None:
    world.publish("REQ-1", statement="Огнетушители проверены")
    world.publish("REQ-2", title="Огнетушители на месте")

    assert world.found("огнетушитель") == ["REQ-2", "REQ-1"]


def test_requirements_with_every_word_come_alone(world: World) -> None:
    world.publish("REQ-1", title="Журнал учёта огнетушителей")
    world.publish("REQ-2", title="Журнал инструктажей")

    assert world.found("журнал огнетушителей") == ["REQ-1"]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ({"act": "1744"}, ["REQ-2"]),
        ({"body": "МЧС России"}, ["REQ-1", "REQ-3"]),
        ({"kind": "Надзор за лифтами"}, ["REQ-2"]),
        ({"sector": "catering"}, ["REQ-3"]),
        ({"activity": "56.10"}, ["REQ-3"]),
        ({"activity": "56.10.1"}, ["REQ-3"]),
        ({"activity": "56"}, []),
        ({"certainty": "unsure"}, ["REQ-2"]),
        ({"validity": "in_force"}, ["REQ-2", "REQ-3"]),
        ({"validity": "ends_successor_unknown"}, ["REQ-1"]),
        ({"ends_by": LAST}, ["REQ-1"]),
        ({"ends_by": LAST - ONE_DAY}, []),
        ({"body": "МЧС России", "validity": "in_force"}, ["REQ-3"]),
        ({"act": "нет такого"}, []),
    ],
    ids=str,
)
def test_every_filter_keeps_what_it_names(
    world: World, by: dict[str, Any], expected: list[str]
) -> None:
    unsure = content().certainty.model_dump() | {"reference": "unsure"}
    world.publish("REQ-1")
    world.publish(
        "REQ-2",
        act=OTHER_ACT,
        control_kind="Надзор за лифтами",
        control_body="Ростехнадзор",
        in_force_until=None,
        certainty=unsure,
    )
    world.publish(
        "REQ-3",
        sectors=["retail", "catering"],
        in_force_until=None,
        condition={"okved_prefix": ["56.1", "47"]},
    )

    assert world.found(**by) == expected


def test_each_filter_tells_how_many_it_would_leave(world: World) -> None:
    world.publish("REQ-1")
    world.publish("REQ-2", act=OTHER_ACT, sectors=["cross", "retail"])

    facets = world.view.facets(Filters(), TODAY)

    assert facets.total == 2
    assert facets.sector == (
        Count(value="cross", name="cross", count=2),
        Count(value="retail", name="retail", count=1),
    )
    assert facets.act == (
        Count(value="1479", name="Правила противопожарного режима", count=1),
        Count(value="1744", name="Лифты", count=1),
    )
    assert facets.certainty == (Count(value="likely", name="likely", count=2),)
    assert world.view.facets(Filters(text="лифты"), TODAY).total == 1


def test_facets_follow_the_register(world: World) -> None:
    world.publish("REQ-1")
    before = world.view.facets(Filters(), TODAY).total

    world.publish("REQ-2")

    assert (before, world.view.facets(Filters(), TODAY).total) == (1, 2)


@pytest.mark.parametrize("text", [None, "инструкция"])
def test_pages_neither_skip_nor_repeat_when_others_are_published(
    world: World, text: str | None
) -> None:
    for number in (1, 3, 5, 7):
        world.publish(f"REQ-{number}")

    first = world.view.search(Filters(text=text), TODAY, limit=2)
    world.publish("REQ-2")
    rest = world.view.search(Filters(text=text), TODAY, after=first.next, limit=9)

    assert [line.code for line in first.items] == ["REQ-1", "REQ-3"]
    assert [line.code for line in rest.items] == ["REQ-5", "REQ-7"]
    assert rest.next is None


@pytest.mark.parametrize("cursor", ["x", "é", "W10", "WzEsImEiXQ", "====", "\x00"])
def test_a_cursor_of_nobody_is_refused(world: World, cursor: str) -> None:
    with pytest.raises(BadCursor):
        world.view.search(Filters(), TODAY, after=cursor)


def test_a_correction_takes_the_place_of_what_was_wrong(world: World) -> None:
    world.publish("REQ-1", title="Ошибка")
    world.amend("REQ-1", corrects=1, title="Исправлено")

    [line] = world.view.search(Filters(), TODAY).items

    assert (line.number, line.title) == (2, "Исправлено")
    assert world.found("ошибка") == []


def test_each_day_shows_the_version_of_that_day(world: World) -> None:
    world.publish("REQ-1", title="Прежняя")
    world.amend("REQ-1", title="Новая", in_force_from=date(2026, 9, 1))

    assert world.found("прежняя", day=date(2026, 8, 31)) == ["REQ-1"]
    assert world.found("прежняя", day=date(2026, 9, 1)) == []
    assert world.found("новая", day=date(2026, 9, 1)) == ["REQ-1"]


def test_what_held_is_told_as_it_was_known(world: World, clock: StoppedClock) -> None:
    world.publish("REQ-1", title="Ошибка")
    learned = clock.now()
    clock.pass_by(ONE_DAY)
    world.amend("REQ-1", corrects=1, title="Исправлено")

    def title(known_at: datetime | None) -> str | None:
        standing = world.view.as_of("REQ-1", TODAY, known_at)
        return standing.version.content.title if standing else None

    assert title(learned - ONE_DAY) is None
    assert title(learned) == "Ошибка"
    assert title(None) == "Исправлено"
    assert [v.known_at for v in world.view.versions("REQ-1")] == [
        learned,
        learned + ONE_DAY,
    ]


def test_one_requirement_is_read_with_all_its_history(world: World) -> None:
    world.publish("REQ-1")
    world.suspend("REQ-1", date(2026, 3, 1), None)
    world.resume("REQ-1", date(2026, 4, 1))
    world.repeal("REQ-1", TODAY)

    card = world.view.get("REQ-1")

    assert card
    assert (card.version, card.status.value) == (5, "repealed")
    assert card.content == content()
    assert [one.kind for one in card.history.changes] == [
        "version",
        "suspension",
        "resumption",
        "repeal",
    ]
    assert world.view.get("REQ-2") is None
    assert world.view.versions("REQ-2") == ()
    assert world.view.as_of("REQ-2", TODAY) is None


def test_several_are_told_how_they_stand(world: World) -> None:
    world.publish("REQ-1")
    world.draft("REQ-2")

    standing = world.view.standing(["REQ-1", "REQ-2", "REQ-3"], TODAY)

    assert {code: one.validity for code, one in standing.items()} == {
        "REQ-1": Validity.ENDS
    }


def test_lines_come_in_the_order_they_are_asked_for(world: World) -> None:
    world.publish("REQ-1")
    world.publish("REQ-2")
    keys = [(requirement_id(code), 1) for code in ("REQ-2", "REQ-1")]

    lines = world.view.texts([*keys, (uuid4(), 1)], TODAY)

    assert [line.code for line in lines] == ["REQ-2", "REQ-1"]


def test_the_index_hears_of_every_version_that_changed(world: World) -> None:
    world.publish("REQ-1")
    world.publish("REQ-2", in_force_until=None)
    [(_, first, then), (position, second, _)] = list(world.view.changed_since(0))
    world.amend("REQ-1", corrects=1, title="Иначе")
    world.suspend("REQ-2", TODAY, None)

    changed = [entry for _, entry, _ in world.view.changed_since(position)]
    times = [one for _, _, one in world.view.changed_since(position)]

    assert (first.since, first.until, first.status) == (FIRST, LAST, ENDS)
    assert first.condition == '{"client_kind":["LE","IE"]}'
    assert second.labels == (
        "МЧС России",
        "Правила противопожарного режима № 1479",
        "cross",
    )
    assert [(one.version, one.since, one.status) for one in changed] == [
        (1, date.max, 0),
        (2, FIRST, ENDS),
        (1, FIRST, SUSPENDED),
    ]
    assert (then.valid_from, then.declared_end, then.known_until) == (FIRST, LAST, None)
    assert [one.known_until is None for one in times] == [False, True, True]
    assert world.view.suspended_on(TODAY) == {requirement_id("REQ-2")}
    assert world.view.suspended_on(TODAY - ONE_DAY) == frozenset()


def test_activities_have_the_names_of_the_last_classifier(world: World) -> None:
    titles = (STARTER / "okved_titles.tsv").read_bytes()
    Classifiers(world.log).load_okved(titles, by=REGISTRAR)

    assert world.view.titles(["56.10", "I", "99"]) == {
        "56.10": "Деятельность ресторанов и услуги по доставке продуктов питания",
        "I": "ДЕЯТЕЛЬНОСТЬ ГОСТИНИЦ И ПРЕДПРИЯТИЙ ОБЩЕСТВЕННОГО ПИТАНИЯ",
    }
    assert [one.code for one in world.view.activities("56.1")] == [
        "56.1",
        "56.10",
        "56.10.1",
    ]
    assert [one.code for one in world.view.activities("кафе")] == ["56.10.1"]
    assert [one.code for one in world.view.activities("услуги ресторанов")] == [
        "56.1",
        "56.10",
    ]
    assert world.view.activities("  ") == []
    assert {one.code: one.parent for one in world.view.activities("96")} == {
        "96": "S",
        "96.0": "96",
        "96.02": "96.0",
        "96.04": "96.0",
    }


def test_the_starter_register_is_searched(world: World) -> None:
    world.starter()

    assert world.found("огнетушетели")[0].startswith("REQ-FIRE")
    assert len(world.found(validity="ended_successor_unknown")) == 2
    assert world.view.facets(Filters(), TODAY).total == 162


def test_a_rebuilt_register_is_the_same(world: World) -> None:
    world.starter()
    before = world.view.search(Filters(text="журнал"), TODAY)

    world.runner.rebuild("requirement")

    assert world.view.search(Filters(text="журнал"), TODAY) == before


_day = some.dates(date(2020, 1, 1), date(2022, 12, 31))
_step = some.one_of(
    some.tuples(some.just("amend"), some.none() | some.integers(1, 4), _day, _day),
    some.tuples(some.just("suspend"), some.none(), _day, some.none() | _day),
    some.tuples(some.just("resume"), some.none(), _day, some.none()),
    some.tuples(some.just("repeal"), some.none(), _day, some.none()),
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=some.lists(_step, max_size=7), days=some.lists(_day, min_size=1))
def test_the_list_and_the_history_say_the_same_of_every_day(
    world: World, steps: list[Any], days: list[date]
) -> None:
    code = f"REQ-{uuid4().hex.upper()}"
    world.publish(code, in_force_from=days[0], in_force_until=None)
    for place, (kind, corrects, first, last) in enumerate(steps):
        until = max(first, last) if last else None
        try:
            if kind == "amend":
                changes = {"in_force_from": first, "in_force_until": until}
                world.amend(code, corrects, title=f"Версия {place}", **changes)
            elif kind == "suspend":
                world.suspend(code, first, until)
            elif kind == "resume":
                world.resume(code, first)
            else:
                world.repeal(code, first)
        except Refusal:
            continue

    card = world.view.get(code)
    assert card
    for day in {
        *days,
        *(step[2] for step in steps),
        *(step[2] - ONE_DAY for step in steps),
    }:
        standing = card.on(day)
        assert standing
        [line] = world.view.texts([(card.id, standing.version.number)], day)
        shown = [
            one
            for one in world.view.search(Filters(), day, limit=100).items
            if one.code == code
        ]
        assert shown == [line]
        assert (line.validity, line.valid_until) == (standing.validity, standing.until)
