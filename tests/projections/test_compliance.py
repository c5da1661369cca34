"""Self-assessment, plan and declarations as they are read (L9)."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from psycopg.sql import SQL, Identifier

from application.log import EventLog
from domain.compliance import ControlScope, Degree, EvidenceKind, State
from domain.errors import NotFound
from domain.kernel import Actor, Role
from domain.profile import ClientKind
from interfaces.gateways.database import Database
from projections.compliance import (
    Answered,
    AssessmentCard,
    ConfirmedLine,
    Measure,
    Progress,
    SheetBy,
    SheetLine,
    SheetState,
    SheetWanted,
    Summary,
)
from tests.business import (
    FIRM_INN,
    LIFT_CODE,
    LIFTS,
    SCHOOLS,
    TEACHING,
    TEACHING_CODE,
    Business,
    business,
    own,
)
from tests.compliance import Assessing
from tests.conftest import NOON, StoppedClock

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]

TODAY = date(2026, 11, 21)
ONE_DAY = timedelta(days=1)
TITLE = "Есть утверждённая инструкция о мерах пожарной безопасности"


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require(in_force_until=None)
    found.require(TEACHING_CODE, TEACHING, SCHOOLS, in_force_until=None)
    return found


@pytest.fixture
def doing(world: Business) -> Assessing:
    return Assessing(world)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client()


def lines(doing: Assessing, by: Actor, **wanted: object) -> list[tuple[str, str]]:
    """Codes and states of somebody's sheet."""
    asked = SheetWanted.model_validate({"on": doing.today} | wanted)
    sheet = doing.service.assessment_view.sheet(own(by), asked)
    return [(one.code, one.state.value) for one in sheet.lines]


def test_what_was_said_is_kept_with_version_evidence_person_and_time(
    doing: Assessing, anna: Actor, clock: StoppedClock
) -> None:
    doing.assess(anna, degree=Degree.PARTLY, note="Спросить мастера")
    clock.pass_by(ONE_DAY)
    doing.assess(
        anna,
        shown_by=("инструкция",),
        evidence_kind=EvidenceKind.JOURNAL,
        evidence="Журнал № 2",
    )

    first = Answered(
        version=1,
        requirement_version=1,
        degree=Degree.PARTLY,
        shown_by=(),
        evidence_kind=None,
        evidence=None,
        document_id=None,
        note="Спросить мастера",
        at=NOON,
        by=anna.id,
    )
    second = first.model_copy(
        update={
            "version": 2,
            "degree": Degree.COMPLIES,
            "shown_by": ("инструкция",),
            "evidence_kind": EvidenceKind.JOURNAL,
            "evidence": "Журнал № 2",
            "note": None,
            "at": NOON + ONE_DAY,
        }
    )
    card = doing.card(anna)
    assert card == AssessmentCard(
        id=card.id,
        version=2,
        requirement=LIFT_CODE,
        answers=(first, second),
        measures=(),
    )


def test_the_sheet_says_what_is_left_and_what_was_said_of_another_version(
    world: Business, doing: Assessing, anna: Actor
) -> None:
    before = lines(doing, anna)
    doing.assess(anna)
    after = lines(doing, anna)
    world.amend(title="Иначе")

    left = (TEACHING_CODE, "unassessed")
    assert before == [left, (LIFT_CODE, "unassessed")]
    assert after == [left, (LIFT_CODE, "assessed")]
    assert lines(doing, anna) == [left, (LIFT_CODE, "look_again")]
    assert lines(doing, anna, state=SheetState.LOOK_AGAIN) == [
        (LIFT_CODE, "look_again")
    ]
    assert lines(doing, anna, body=SCHOOLS) == [left]
    assert lines(doing, anna, degree=Degree.UNKNOWN) == []
    assert lines(doing, anna, limit=1, after=1) == [(LIFT_CODE, "look_again")]


def test_a_version_of_a_later_day_is_looked_at_again_on_that_day(
    world: Business, doing: Assessing, anna: Actor, clock: StoppedClock
) -> None:
    doing.assess(anna)
    id = doing.declare(anna, ControlScope(control_body=LIFTS)).id
    world.amend(in_force_from=TODAY + 30 * ONE_DAY, in_force_until=None)

    assert dict(lines(doing, anna))[LIFT_CODE] == "assessed"
    assert doing.declaration(id).state is State.IN_EFFECT
    clock.pass_by(30 * ONE_DAY)
    assert dict(lines(doing, anna))[LIFT_CODE] == "look_again"
    assert doing.declaration(id).state is State.CHANGED


def test_the_sheet_tells_the_progress_of_each_body_or_kind(
    doing: Assessing, anna: Actor
) -> None:
    doing.assess(anna)
    doing.assess(anna, TEACHING_CODE, degree=Degree.DOES_NOT)

    view = doing.service.assessment_view
    sheet = view.sheet(own(anna), SheetWanted(on=TODAY))
    by_kind = view.sheet(own(anna), SheetWanted(on=TODAY, by=SheetBy.KIND))

    def progress(name: str, total: int, complies: int) -> Progress:
        return Progress(
            name=name, total=total, assessed=total, look_again=0, complies=complies
        )

    assert sheet.whole == progress("", 2, 1)
    assert sheet.groups == (progress(SCHOOLS, 1, 0), progress(LIFTS, 1, 1))
    assert [one.total for one in by_kind.groups] == [2]
    assert (sheet.whole.is_finished, sheet.whole.to_mend) == (True, 1)
    assert sheet.lines[1] == SheetLine(
        code=LIFT_CODE,
        version=1,
        title=TITLE,
        control_kind=by_kind.groups[0].name,
        control_body=LIFTS,
        state=SheetState.ASSESSED,
        degree=Degree.COMPLIES,
        given_on=1,
        answered_at=NOON,
    )


def test_what_does_not_concern_the_client_is_not_on_its_sheet(
    world: Business, doing: Assessing, anna: Actor
) -> None:
    doing.assess(anna)

    world.state(anna, object_lift=False)

    assert lines(doing, anna) == [(TEACHING_CODE, "unassessed")]
    assert doing.card(anna).last.degree is Degree.COMPLIES


def test_the_next_one_to_assess_goes_round_the_sheet(
    doing: Assessing, anna: Actor
) -> None:
    view, wanted = doing.service.assessment_view, SheetWanted(on=TODAY)

    assert view.left(own(anna), wanted, "") == TEACHING_CODE
    assert view.left(own(anna), wanted, TEACHING_CODE) == LIFT_CODE
    assert view.left(own(anna), wanted, LIFT_CODE) == TEACHING_CODE
    doing.assess(anna)
    assert view.left(own(anna), wanted, TEACHING_CODE) is None


def test_the_plan_goes_by_day_and_shows_what_is_late(
    doing: Assessing, anna: Actor, clock: StoppedClock
) -> None:
    doing.assess(anna, degree=Degree.PARTLY)
    late = doing.plan(anna, TODAY, "Починить")
    doing.plan(anna, TODAY + 9 * ONE_DAY, "Купить")
    done = doing.plan(anna, TODAY + ONE_DAY, "Спросить")
    dropped = doing.plan(anna, TODAY + ONE_DAY, "Подумать")
    doing.finish(anna, done)
    doing.drop(anna, dropped)
    clock.pass_by(ONE_DAY)

    plan = doing.service.assessment_view.plan(own(anna), doing.today)

    assert [(one.what, one.is_overdue(doing.today)) for one in plan.measures] == [
        ("Починить", True),
        ("Купить", False),
        ("Спросить", False),
    ]
    assert (plan.open, plan.overdue, plan.after) == (2, 1, None)
    assert plan.measures[0] == Measure(
        id=late,
        requirement=LIFT_CODE,
        version=7,
        title=TITLE,
        what="Починить",
        due=TODAY,
        done_on=None,
    )
    assert plan.measures == doing.card(anna).measures
    page = doing.service.assessment_view.plan(own(anna), doing.today, after=1, limit=1)
    assert ([one.what for one in page.measures], page.after) == (["Купить"], 2)


def test_a_changed_measure_is_read_as_changed(doing: Assessing, anna: Actor) -> None:
    doing.assess(anna, degree=Degree.PARTLY)
    id = doing.plan(anna, TODAY)

    doing.change(anna, id, TODAY + ONE_DAY, "Заменить")

    found = doing.service.assessment_view.measure(own(anna), id)
    assert found
    assert (found.what, found.due) == ("Заменить", TODAY + ONE_DAY)
    assert doing.service.assessment_view.measure(id, id) is None


def test_a_home_page_gets_it_in_a_few_numbers(
    world: Business, doing: Assessing, anna: Actor, clock: StoppedClock
) -> None:
    doing.assess(anna)
    doing.assess(anna, TEACHING_CODE, degree=Degree.PARTLY)
    doing.plan(anna, TODAY, code=TEACHING_CODE)
    doing.plan(anna, TODAY + 9 * ONE_DAY, code=TEACHING_CODE)
    id = doing.declare(anna).id
    until = doing.declaration(id).valid_until
    clock.pass_by(ONE_DAY)

    def summary() -> Summary:
        return doing.service.assessment_view.summary(own(anna), doing.today)

    before = summary()
    world.amend(title="Иначе")

    assert before == Summary(
        total=2,
        assessed=2,
        look_again=0,
        to_mend=1,
        measures=2,
        overdue=1,
        next_due=TODAY + 9 * ONE_DAY,
        in_effect=1,
        declared_until=until,
        lapsed=0,
    )
    assert summary() == before.model_copy(
        update={
            "assessed": 1,
            "look_again": 1,
            "in_effect": 0,
            "declared_until": None,
            "lapsed": 1,
        }
    )


@pytest.fixture
def made(doing: Assessing, anna: Actor) -> UUID:
    doing.assess(anna, evidence="Журнал № 1", shown_by=("инструкция",), note="Тайна")
    return doing.declare(anna, ControlScope(control_body=LIFTS)).id


def test_a_declaration_says_what_is_confirmed_by_what_until_when(
    doing: Assessing, anna: Actor, made: UUID
) -> None:
    doing.assess(anna, degree=Degree.DOES_NOT, evidence="Журнал потерян")

    card = doing.declaration(made)

    assert (card.client_name, card.on, card.valid_until) == (
        "ИП anna",
        TODAY,
        date(2027, 11, 21),
    )
    assert card.number == card.moments[-1].number
    assert card.declared_at == NOON
    assert doing.service.compliance_view.lines(made, TODAY) == [
        ConfirmedLine(
            code=LIFT_CODE,
            version=1,
            title=TITLE,
            act="Правила противопожарного режима № 1479, п. 2",
            is_current=True,
            shown_by=("инструкция",),
            evidence_kind=None,
            evidence="Журнал № 1",
            document_id=None,
        )
    ]
    assert doing.service.assessment_view.contradicting(own(anna), [LIFT_CODE]) == [
        LIFT_CODE
    ]


@pytest.mark.parametrize(
    ("days", "state"),
    [(364, State.IN_EFFECT), (365, State.IN_EFFECT), (366, State.TERM_ENDED)],
)
def test_a_declaration_lapses_by_itself_after_its_last_day(
    doing: Assessing, made: UUID, days: int, state: State
) -> None:
    found = doing.service.compliance_view.get(made, TODAY + days * ONE_DAY)

    assert found
    assert found.state is state


def test_a_changed_requirement_is_told_apart_from_the_others(
    world: Business, doing: Assessing, anna: Actor
) -> None:
    world.require("REQ-LIFT-002", {"object": ["lift"]}, in_force_until=None)
    doing.assess(anna, LIFT_CODE, "REQ-LIFT-002")
    id = doing.declare(anna, ControlScope(control_body=LIFTS)).id

    world.amend("REQ-LIFT-002", title="Иначе")

    found = doing.service.compliance_view.lines(id, TODAY)
    assert [(one.code, one.is_current, one.title) for one in found] == [
        (LIFT_CODE, True, TITLE),
        ("REQ-LIFT-002", False, TITLE),
    ]
    assert doing.declaration(id).state is State.CHANGED


def test_queues_hold_ones_own_newest_first_and_by_state(
    world: Business, doing: Assessing, anna: Actor, made: UUID
) -> None:
    firm = world.client("oleg", FIRM_INN, ClientKind.LE)
    doing.assess(firm)
    other = doing.declare(firm, ControlScope(control_body=LIFTS)).id
    doing.annul(world.supervisor(), other)
    view = doing.service.compliance_view

    def ids(bodies: set[str], *states: State) -> list[UUID]:
        found = view.of_bodies(bodies, TODAY, states=states)
        return [one.id for one in found.declarations]

    assert ids({LIFTS}) == [other, made]
    assert ids({LIFTS}, State.IN_EFFECT) == [made]
    assert ids({SCHOOLS}) == ids(set()) == []
    first = view.of_bodies({LIFTS}, TODAY, limit=1)
    assert first.after
    rest = view.of_bodies({LIFTS}, TODAY, before=first.after)
    assert [one.id for one in rest.declarations] == [made]
    mine = view.of_client(own(anna), TODAY)
    assert [one.id for one in mine.declarations] == [made]
    assert view.of_client(own(anna), TODAY, states=[State.ANNULLED]).declarations == ()


def test_everything_that_happened_is_told_in_order(
    doing: Assessing, anna: Actor, made: UUID
) -> None:
    doing.renew(anna, made)
    doing.withdraw(anna, made, "Ошибка")
    doing.declare(anna, ControlScope(control_body=LIFTS))

    moments = doing.declaration(made).moments

    assert [(one.kind, one.role, one.text) for one in moments] == [
        ("declared", Role.CLIENT, None),
        ("renewed", Role.CLIENT, None),
        ("withdrawn", Role.CLIENT, "Ошибка"),
        ("declared_again", Role.CLIENT, None),
    ]
    assert [one.number for one in moments] == sorted(one.number for one in moments)
    assert moments[0].requirements == {LIFT_CODE: 1}
    assert moments[2].valid_until is None


TABLES = ("assessment", "measure", "compliance_declaration")


def counted(database: Database) -> list[int]:
    """Rows of each table."""
    found = []
    with database.connection() as sql:
        for table in TABLES:
            query = SQL("SELECT count(*) FROM compliance.{}").format(Identifier(table))
            row = sql.execute(query).fetchone()
            found.append(row[0] if row else -1)
    return found


def test_a_forgotten_business_leaves_no_row_even_when_read_anew(
    world: Business,
    doing: Assessing,
    anna: Actor,
    made: UUID,
    database: Database,
) -> None:
    doing.assess(anna, degree=Degree.PARTLY)
    doing.plan(anna, TODAY)
    before = counted(database)

    world.forget(own(anna))

    assert (before, counted(database)) == ([1, 1, 1], [0, 0, 0])
    assert doing.service.compliance_view.get(made, TODAY) is None
    with pytest.raises(NotFound):
        doing.service.assessment_view.summary(own(anna), TODAY)
    doing.service.runner.rebuild("compliance")
    assert counted(database) == [0, 0, 0]


def test_rows_made_anew_are_the_same(doing: Assessing, anna: Actor, made: UUID) -> None:
    doing.assess(anna, degree=Degree.PARTLY)
    doing.finish(anna, doing.plan(anna, TODAY))
    before = doing.card(anna), doing.declaration(made)

    doing.service.runner.rebuild("compliance")

    assert (doing.card(anna), doing.declaration(made)) == before


def test_personal_texts_are_not_in_the_log_in_the_clear(
    doing: Assessing, anna: Actor, made: UUID, log: EventLog, database: Database
) -> None:
    doing.annul(doing.world.supervisor(), made, "Журнал поддельный")
    doing.assess(anna, degree=Degree.PARTLY, note="Тайна вторая")
    doing.plan(anna, TODAY, "Переписать журнал")

    with database.connection() as sql:
        kept = b" ".join(
            bytes(row[0]) for row in sql.execute("SELECT state FROM log_events")
        ).decode()

    for said in ("Журнал", "Тайна", "Переписать"):
        assert said not in kept
    assert log.head() > 0
