"""What the register allows, and what held when, as known when (L1)."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from domain.requirement import (
    Activity,
    AlreadyPublished,
    AlreadyRepealed,
    AlreadySuspended,
    Classifier,
    ClassifierUnchanged,
    Code,
    Content,
    History,
    NothingToCorrect,
    NotPublished,
    NotSuspended,
    OwnSuccessor,
    PeriodBackwards,
    Repeal,
    Requirement,
    RequirementUnchanged,
    Resumption,
    Status,
    Suspension,
    Validity,
    Version,
    VersionFromThatDay,
    doubts,
    requirement_id,
)
from tests.register import FIRST, LAST, REGISTRAR, content

STARTER = Path(__file__).parents[2] / "starter" / "requirements.jsonl"
LEARNED = datetime(2026, 11, 1, 9, tzinfo=UTC)
ONE_DAY = timedelta(days=1)
ACT = "Постановление Правительства РФ от 10.03.2022 № 336"


def drafted() -> Requirement:
    return Requirement.draft(code="REQ-FIRE-001", content=content(), by=REGISTRAR)


def published() -> Requirement:
    requirement = drafted()
    requirement.publish(by=REGISTRAR)
    return requirement


def repealed() -> Requirement:
    requirement = published()
    requirement.repeal(from_day=LAST, reason="Отменён", by=REGISTRAR)
    return requirement


def suspend(
    requirement: Requirement, from_day: date, until: date | None = None
) -> None:
    requirement.suspend(
        from_day=from_day, until=until, reason="Мораторий", act=ACT, by=REGISTRAR
    )


def names(requirement: Requirement) -> list[str]:
    return [type(event).__name__ for event in requirement.pending_events]


def test_a_requirement_is_known_by_its_code_for_ever() -> None:
    assert drafted().id == requirement_id("REQ-FIRE-001") == drafted().id
    assert drafted().id != requirement_id("REQ-FIRE-002")


@pytest.mark.parametrize("code", ["req-1", "REQ 1", "REQ/1", "-REQ", "", "REQ--1"])
def test_a_code_stands_in_an_address_without_escaping(code: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Code).validate_python(code)


def test_a_draft_is_rewritten_until_it_is_published() -> None:
    requirement = drafted()

    requirement.redraft(content=content(title="Есть инструкция"), by=REGISTRAR)
    requirement.publish(by=REGISTRAR)

    assert names(requirement) == ["Drafted", "Redrafted", "Published"]
    assert requirement.status is Status.PUBLISHED
    assert [v.content.title for v in requirement.history.versions] == [
        "Есть инструкция"
    ]


def test_what_is_published_is_amended_not_rewritten() -> None:
    requirement = published()

    with pytest.raises(AlreadyPublished):
        requirement.redraft(content=content(title="Иначе"), by=REGISTRAR)
    with pytest.raises(AlreadyPublished):
        requirement.publish(by=REGISTRAR)


def test_only_what_is_published_is_amended_suspended_or_repealed() -> None:
    draft = drafted()

    with pytest.raises(NotPublished):
        draft.amend(content=content(title="Иначе"), by=REGISTRAR)
    with pytest.raises(NotPublished):
        suspend(draft, FIRST)
    with pytest.raises(NotPublished):
        draft.resume(from_day=FIRST, act=ACT, by=REGISTRAR)
    with pytest.raises(NotPublished):
        draft.repeal(from_day=LAST, reason="Отменён", by=REGISTRAR)


def test_a_repealed_requirement_is_not_touched_any_more() -> None:
    requirement = repealed()

    with pytest.raises(AlreadyRepealed):
        requirement.amend(content=content(title="Иначе"), by=REGISTRAR)
    with pytest.raises(AlreadyRepealed):
        suspend(requirement, FIRST)
    with pytest.raises(AlreadyRepealed):
        requirement.resume(from_day=FIRST, act=ACT, by=REGISTRAR)
    with pytest.raises(AlreadyRepealed):
        requirement.repeal(from_day=LAST, reason="Отменён", by=REGISTRAR)
    with pytest.raises(AlreadyPublished):
        requirement.publish(by=REGISTRAR)


def test_recording_the_same_again_is_refused() -> None:
    with pytest.raises(RequirementUnchanged):
        drafted().redraft(content=content(), by=REGISTRAR)
    with pytest.raises(RequirementUnchanged):
        published().amend(content=content(), by=REGISTRAR)


def test_two_versions_never_hold_from_the_same_day_unless_one_corrects_the_other() -> (
    None
):
    requirement = published()

    with pytest.raises(VersionFromThatDay) as refusal:
        requirement.amend(content=content(title="Иначе"), by=REGISTRAR)

    assert refusal.value.facts == {"day": FIRST}
    assert (
        requirement.amend(content=content(title="Иначе"), corrects=1, by=REGISTRAR) == 2
    )


@pytest.mark.parametrize("corrects", [1, 3, 0])
def test_only_a_version_that_is_believed_can_be_corrected(corrects: int) -> None:
    requirement = published()
    requirement.amend(content=content(title="Вторая"), corrects=1, by=REGISTRAR)

    with pytest.raises(NothingToCorrect):
        requirement.amend(
            content=content(title="Третья"), corrects=corrects, by=REGISTRAR
        )


@pytest.mark.parametrize(
    ("starts", "corrects"),
    [(FIRST, 1), (FIRST - ONE_DAY, 1), (FIRST + ONE_DAY, None)],
)
def test_an_outside_register_corrects_the_version_of_its_first_day(
    starts: date, corrects: int | None
) -> None:
    requirement = published()

    requirement.restate(
        content=content(in_force_from=starts, title="Иначе"), by=REGISTRAR
    )

    assert requirement.history.versions[-1].corrects == corrects


@pytest.mark.parametrize(
    ("from_day", "until", "refused"),
    [
        (date(2025, 2, 28), date(2025, 2, 28), False),
        (date(2025, 2, 28), date(2025, 3, 1), True),
        (date(2025, 3, 31), None, True),
        (date(2025, 4, 1), None, False),
    ],
)
def test_suspensions_never_touch(
    from_day: date, until: date | None, *, refused: bool
) -> None:
    requirement = published()
    suspend(requirement, date(2025, 3, 1), date(2025, 3, 31))

    if refused:
        with pytest.raises(AlreadySuspended):
            suspend(requirement, from_day, until)
    else:
        suspend(requirement, from_day, until)


def test_a_suspension_does_not_end_before_it_begins() -> None:
    with pytest.raises(PeriodBackwards):
        suspend(published(), LAST, LAST - ONE_DAY)


def test_only_a_day_of_a_suspension_can_resume_it() -> None:
    requirement = published()
    suspend(requirement, date(2025, 3, 1), date(2025, 3, 31))

    with pytest.raises(NotSuspended):
        requirement.resume(from_day=date(2025, 4, 1), act=ACT, by=REGISTRAR)
    with pytest.raises(NotSuspended):
        requirement.resume(from_day=date(2025, 2, 28), act=ACT, by=REGISTRAR)
    requirement.resume(from_day=date(2025, 3, 10), act=ACT, by=REGISTRAR)

    assert names(requirement)[2:] == ["Suspended", "Resumed"]


def test_a_requirement_does_not_take_its_own_place() -> None:
    with pytest.raises(OwnSuccessor):
        published().repeal(
            from_day=LAST, reason="Заменён", successor="REQ-FIRE-001", by=REGISTRAR
        )


def version(number: int = 1, corrects: int | None = None, **changes: Any) -> Version:
    return Version(
        number=number,
        content=content(**changes),
        corrects=corrects,
        known_at=LEARNED + timedelta(days=number - 1),
    )


def suspension(from_day: date, until: date | None) -> Suspension:
    return Suspension(
        from_day=from_day, until=until, reason="Мораторий", act=ACT, known_at=LEARNED
    )


def repeal(from_day: date) -> Repeal:
    return Repeal(from_day=from_day, reason="Отменён", known_at=LEARNED)


def validity(history: History, day: date) -> tuple[Validity, int]:
    standing = history.on(day)
    assert standing
    return standing.validity, standing.version.number


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (FIRST - ONE_DAY, Validity.NOT_YET),
        (FIRST, Validity.ENDS),
        (LAST, Validity.ENDS),
        (LAST + ONE_DAY, Validity.ENDED),
    ],
)
def test_a_declared_end_without_a_successor_is_a_state_of_its_own(
    day: date, expected: Validity
) -> None:
    assert validity(History(changes=(version(),)), day) == (expected, 1)


def test_a_requirement_without_a_declared_end_is_simply_in_force() -> None:
    history = History(changes=(version(in_force_until=None),))

    assert validity(history, date(2100, 1, 1)) == (Validity.IN_FORCE, 1)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (LAST, (Validity.IN_FORCE, 1)),
        (LAST + ONE_DAY, (Validity.NOT_YET, 2)),
        (date(2027, 2, 28), (Validity.NOT_YET, 2)),
        (date(2027, 3, 1), (Validity.IN_FORCE, 2)),
    ],
)
def test_a_known_next_version_takes_the_doubt_away(
    day: date, expected: tuple[Validity, int]
) -> None:
    coming = version(2, in_force_from=date(2027, 3, 1), in_force_until=None)

    assert validity(History(changes=(version(), coming)), day) == expected


def test_a_new_version_ends_the_one_before_on_the_eve_of_its_first_day() -> None:
    coming = version(2, in_force_from=date(2025, 9, 1))

    standing = History(changes=(version(), coming)).on(date(2025, 8, 31))

    assert standing
    assert (standing.version.number, standing.until) == (1, date(2025, 8, 31))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 2, 28), Validity.ENDS),
        (date(2025, 3, 1), Validity.SUSPENDED),
        (date(2025, 3, 9), Validity.SUSPENDED),
        (date(2025, 3, 10), Validity.ENDS),
    ],
)
def test_a_resumed_requirement_holds_again_from_that_day(
    day: date, expected: Validity
) -> None:
    history = History(
        changes=(
            version(),
            suspension(date(2025, 3, 1), None),
            Resumption(from_day=date(2025, 3, 10), act=ACT, known_at=LEARNED),
        )
    )

    assert validity(history, day) == (expected, 1)


def test_a_suspension_resumed_on_its_first_day_never_was() -> None:
    first = date(2025, 3, 1)
    resumed = Resumption(from_day=first, act=ACT, known_at=LEARNED)
    history = History(changes=(version(), suspension(first, None), resumed))

    assert history.suspensions == ()


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 8, 31), Validity.IN_FORCE),
        (date(2026, 9, 1), Validity.REPEALED),
        (LAST + ONE_DAY, Validity.REPEALED),
    ],
)
def test_a_repealed_requirement_holds_until_the_eve(
    day: date, expected: Validity
) -> None:
    history = History(changes=(version(), repeal(date(2026, 9, 1))))

    assert validity(history, day) == (expected, 1)


def test_what_held_on_a_day_is_told_as_it_was_known_at_the_time() -> None:
    wrong = version(1, title="С ошибкой")
    right = version(2, corrects=1, title="Исправлено")
    history = History(changes=(wrong, right))
    day = date(2025, 1, 1)

    before = history.on(day, wrong.known_at)
    after = history.on(day, right.known_at)

    assert before
    assert after
    assert [before.version.number, after.version.number] == [1, 2]
    assert history.on(day, wrong.known_at - ONE_DAY) is None


def test_a_later_change_of_the_rule_leaves_the_past_as_it_was() -> None:
    later = version(2, in_force_from=date(2025, 9, 1))

    assert validity(History(changes=(version(), later)), date(2025, 1, 1))[1] == 1


def test_correcting_the_present_text_keeps_a_coming_version() -> None:
    history = History(
        changes=(
            version(1),
            version(2, in_force_from=date(2026, 3, 1)),
            version(3, corrects=1, title="Исправлено"),
        )
    )

    assert [validity(history, date(year, 6, 1))[1] for year in (2025, 2026)] == [3, 2]


def test_the_days_to_show_a_version_cover_all_time_without_overlap() -> None:
    history = History(
        changes=(
            version(1),
            version(2, in_force_from=date(2027, 3, 1), in_force_until=None),
        )
    )

    assert [(s.version.number, s.first, s.last) for s in history.spans()] == [
        (1, None, LAST),
        (2, LAST + ONE_DAY, None),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "   "},
        {"title": "нуль\x00"},
        {"sectors": []},
        {"sectors": ["cross", "cross"]},
        {"in_force_until": FIRST - ONE_DAY},
        {"in_force_from": date(1000, 1, 1)},
        {"in_force_from": 0},
        {"in_force_from": "0"},
        {"in_force_from": "2021-02-30"},
        {"frequency": {"type": "periodic", "every": {"n": 0, "unit": "month"}}},
        {"frequency": {"type": "sometimes"}},
        {"condition": {"op": "all"}},
        {"extra": 1},
    ],
    ids=str,
)
def test_content_that_makes_no_sense_is_not_taken(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        content(**wrong)


def test_the_last_day_may_be_the_first() -> None:
    assert content(in_force_until=FIRST).in_force_until == FIRST


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        (
            {"in_force_from": date(2025, 3, 1), "in_force_until": date(2031, 2, 28)},
            [],
        ),
        (
            {"in_force_from": date(2025, 4, 1), "in_force_until": None},
            ["in_force_from", "in_force_until"],
        ),
        (
            {"in_force_from": date(2025, 9, 1), "in_force_until": date(2031, 9, 2)},
            ["in_force_until"],
        ),
    ],
)
def test_unusual_days_of_a_new_act_raise_doubts(
    changes: dict[str, Any], expected: list[str]
) -> None:
    act = {"name": "П", "number": "1", "date": date(2020, 11, 1), "unit": "п. 1"}
    given = content(act=act, **changes) if changes else content()

    assert [doubt.about for doubt in doubts(given)] == expected


def test_every_starter_requirement_is_a_content() -> None:
    rows = [json.loads(line) for line in STARTER.read_text("utf-8").splitlines()]
    for row in rows:
        row.pop("id"), row.pop("non_applicability_grounds")
        row["sectors"], row["condition"] = row.pop("sector"), row.pop("applies")

    assert len([Content.model_validate_json(json.dumps(row)) for row in rows]) == 162


def test_the_same_classifier_file_is_not_loaded_twice() -> None:
    line = Activity(section="I", code="56.10", title="Деятельность ресторанов")
    classifier = Classifier.load(
        name="okved2", digest="0" * 64, activities=(line,), by=REGISTRAR
    )

    with pytest.raises(ClassifierUnchanged):
        classifier.replace(digest="0" * 64, activities=(line,), by=REGISTRAR)
    classifier.replace(digest="1" * 64, activities=(line,), by=REGISTRAR)

    assert classifier.digest == "1" * 64
