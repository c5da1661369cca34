"""What there is to tell of requirements, and telling it once (L8)."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from domain.condition import Verdict
from domain.consent import Scope
from domain.kernel import Actor, Role
from domain.notice.changes import AHEAD, Days, coming_near, recorded
from domain.notice.mailing import (
    Concern,
    HelpOffered,
    Mailing,
    MailingOver,
    Portion,
    RequirementChange,
    Told,
    What,
    Window,
)
from domain.requirement import (
    History,
    Repeal,
    Resumption,
    Suspension,
    Version,
)
from tests.facts import new_facts
from tests.register import content

CODE = "REQ-FIRE-001"
TODAY = date(2026, 11, 22)
LONG_AGO = datetime(2021, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
JOB = Actor(id="system:mailings", role=Role.SYSTEM)
OPEN_END = {"in_force_until": None}


def version(
    number: int = 1,
    begins: date = date(2021, 1, 1),
    ends: date | None = None,
    corrects: int | None = None,
    known_at: datetime = LONG_AGO,
) -> Version:
    return Version(
        number=number,
        content=content(in_force_from=begins, in_force_until=ends),
        known_at=known_at,
        corrects=corrects,
    )


def history(*changes: Version | Suspension | Resumption | Repeal) -> History:
    return History(changes=changes)


def told(change: RequirementChange) -> tuple[What, int, int | None, date]:
    return change.what, change.version, change.before, change.day


def news(given: History, before: int, today: date = TODAY) -> list[object]:
    return [told(one) for one in recorded(CODE, given, before, today)]


def days(before: date | None = TODAY - timedelta(days=1), **how: object) -> Days:
    said = {"today": TODAY, "before": before, "told_since": LONG_AGO}
    return Days.model_validate(said | how)


def near(given: History, when: Days | None = None) -> list[object]:
    return [told(one) for one in coming_near(CODE, given, when or days())]


def test_a_published_requirement_is_new() -> None:
    begins = date(2027, 3, 1)

    assert news(history(version(begins=begins)), 0) == [(What.NEW, 1, None, begins)]


def test_what_was_told_before_is_not_told_again() -> None:
    assert news(history(version()), 1) == []


def test_an_amendment_names_the_version_that_held_until_then() -> None:
    begins = date(2027, 3, 1)
    amended = history(version(), version(2, begins))

    assert news(amended, 1) == [(What.AMENDED, 2, 1, begins)]


def test_a_correction_names_what_people_knew_and_skips_what_nobody_heard_of() -> None:
    begins = date(2021, 1, 1)
    corrected = history(
        version(), version(2, begins, corrects=1), version(3, begins, corrects=2)
    )

    assert news(corrected, 1) == [(What.CORRECTED, 3, 1, begins)]
    assert news(corrected, 0) == [(What.NEW, 3, None, begins)]


def test_a_version_whose_days_are_over_concerns_nobody() -> None:
    assert news(history(version(ends=TODAY - timedelta(days=1))), 0) == []
    assert news(history(version(ends=TODAY)), 0) != []


def test_suspending_resuming_and_repealing_are_told_of_the_version_of_that_day() -> (
    None
):
    first, again, gone = (TODAY + timedelta(days=n) for n in (1, 5, 9))
    changed = history(
        version(),
        version(2, gone - timedelta(days=2)),
        Suspension(from_day=first, until=None, reason="-", act="-", known_at=NOW),
        Resumption(from_day=again, act="-", known_at=NOW),
        Repeal(from_day=gone, reason="-", known_at=NOW),
    )

    assert news(changed, 2) == [
        (What.SUSPENDED, 1, None, first),
        (What.RESUMED, 1, None, again),
        (What.REPEALED, 2, None, gone),
    ]


@pytest.mark.parametrize(
    ("ahead", "is_near"), [(0, False), (29, False), (30, True), (31, False)]
)
def test_a_day_comes_near_on_one_day_alone(ahead: int, *, is_near: bool) -> None:
    begins = TODAY + timedelta(days=ahead)

    found = near(history(version(begins=begins)))

    assert found == ([(What.COMING, 1, None, begins)] if is_near else [])


def test_the_first_mailing_tells_of_all_days_that_are_near() -> None:
    begins = TODAY + timedelta(days=3)

    found = near(history(version(), version(2, begins)), days(before=None))

    assert found == [(What.COMING, 2, 1, begins)]


def test_days_that_no_mailing_was_made_on_are_made_good() -> None:
    begins = TODAY + AHEAD - timedelta(days=5)

    found = near(history(version(begins=begins)), days(TODAY - timedelta(days=9)))

    assert found == [(What.COMING, 1, None, begins)]


def test_nobody_is_reminded_of_what_was_told_lately() -> None:
    coming = history(version(begins=TODAY + AHEAD, known_at=NOW))

    assert near(coming) == []
    assert near(coming, days(told_since=NOW)) != []


def test_an_end_is_told_unless_another_version_follows_at_once() -> None:
    last = TODAY + AHEAD
    alone = history(version(ends=last))
    followed = history(version(ends=last), version(2, last + timedelta(days=1)))
    later = history(version(ends=last), version(2, last + timedelta(days=40)))

    assert near(alone) == [(What.ENDING, 1, None, last)]
    assert near(followed) == []
    assert near(later) == [(What.ENDING, 1, None, last)]


def test_a_repeal_of_long_ago_ends_it_and_what_was_to_follow_does_not_come() -> None:
    last = TODAY + AHEAD
    gone = Repeal(from_day=last + timedelta(days=1), reason="-", known_at=LONG_AGO)
    repealed = history(version(), gone)
    never = history(version(), version(2, last + timedelta(days=1)), gone)

    assert near(repealed) == [(What.ENDING, 1, None, last)]
    assert near(never) == [(What.ENDING, 1, None, last)]
    fresh = history(version(), gone.model_copy(update={"known_at": NOW}))
    assert near(fresh) == []


def change() -> RequirementChange:
    return RequirementChange(what=What.NEW, code=CODE, version=1, day=TODAY)


def begun() -> Mailing:
    window = Window(number=12, after=5, until=9, day=TODAY)
    return Mailing.about_changes(
        window, [change()], law="LAW-160", template_version=1, expected=2, by=JOB
    )


def portion(*clients: UUID) -> Portion:
    concern = Concern(of=0, verdict=Verdict.APPLIES, because=("object:lift",))
    return Portion(
        through=clients[-1], told=(Told(clients=clients, concerns=(concern,)),)
    )


def test_a_mailing_says_whom_it_tells_what_and_why_and_how_far_it_came() -> None:
    first, second = sorted((uuid4(), uuid4()))
    mailing = begun()

    mailing.tell(portion(first), by=JOB)
    mailing.tell(portion(second), by=JOB)
    mailing.finish(by=JOB)

    (_, said), (_, one), _, (_, end) = new_facts(mailing)
    assert said["name"] == "changes/12"
    assert (said["about"], said["law"]) == ("/changes/12", "LAW-160")
    assert one["through"] == first
    assert one["told"][0]["clients"] == (first,)
    assert end == {"clients": 2}
    assert mailing.after == second


def test_the_same_mailing_is_never_begun_twice() -> None:
    offered = HelpOffered(
        offer=uuid4(), survey=uuid4(), requirement=CODE, algorithm="ALG-001"
    )
    other = offered.model_copy(update={"offer": uuid4()})

    def id_of(one: HelpOffered) -> UUID:
        return Mailing.about_offer(one, template_version=1, expected=0, by=JOB).id

    assert begun().id == begun().id
    assert id_of(offered) == id_of(offered) != id_of(other)


def test_a_finished_mailing_tells_nobody_any_more() -> None:
    mailing = begun()
    mailing.finish(by=JOB)

    with pytest.raises(MailingOver):
        mailing.tell(portion(uuid4()), by=JOB)
    with pytest.raises(MailingOver):
        mailing.finish(by=JOB)


def test_help_is_told_by_consent_not_by_law() -> None:
    offered = HelpOffered(
        offer=uuid4(), survey=uuid4(), requirement=CODE, algorithm="ALG-001"
    )
    mailing = Mailing.about_offer(offered, template_version=1, expected=1, by=JOB)
    told = Told(
        clients=(uuid4(),),
        concerns=(Concern(of=0, verdict=Verdict.APPLIES),),
        consent=Scope.service("help"),
    )
    mailing.tell(Portion(through=told.clients[0], told=(told,)), by=JOB)

    (_, said), (_, mailed) = new_facts(mailing)
    assert said["law"] is None
    assert mailed["told"][0]["consent"] == {"kind": "service", "name": "help"}
