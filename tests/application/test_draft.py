"""Who may write, publish and end drafts, and what enters the register (E1, E4)."""

from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest

from application.draft import DraftListTooLong, NotADraftList, PublishDraft
from application.log import EventLog
from application.requirement import NothingToImport
from domain.condition import ConditionNotUnderstood
from domain.draft import (
    CannotBeEntered,
    Draft,
    Filter,
    Following,
    NoSuchRequirement,
    RequirementThereAlready,
    draft_id,
)
from domain.errors import NotFound, Stale
from domain.kernel import Role
from domain.requirement import Status, Validity
from interfaces.gateways.database import Database
from projections.draft import State
from tests.business import LIFT_CODE, Business, business, key, own, stranger
from tests.conftest import StoppedClock
from tests.drafting import (
    ACT,
    Drafting,
    after_the_window,
    listed,
    manuscript,
    proposed,
)
from tests.register import REGISTRAR

pytestmark = pytest.mark.database

SAMPLE = Path(__file__).parents[1] / "samples" / "regulation_npalist.xml"
REPEALS = {
    "effect": "repeals",
    "code": LIFT_CODE,
    "from_day": "2027-09-01",
    "reason": "Заменено",
}


@pytest.fixture
def at_work(
    database: Database,
    clock: StoppedClock,
    log: EventLog,  # noqa: ARG001 - keeps the shapes of events
) -> Business:
    return business(database, clock)


@pytest.fixture
def drafting(at_work: Business) -> Drafting:
    return Drafting(at_work)


def test_drafts_of_a_year_are_numbered_one_after_another(drafting: Drafting) -> None:
    by = drafting.developer()

    assert [drafting.written(by) for _ in range(3)] == ["2026-1", "2026-2", "2026-3"]


def test_a_draft_begun_twice_under_one_key_is_begun_once(drafting: Drafting) -> None:
    by = drafting.developer()

    first = drafting.service.drafts.begin(manuscript(), by=by, key=key())
    again = drafting.service.drafts.begin(manuscript(), by=by, key=key())

    assert again == first


def test_another_body_has_nothing_to_do_with_a_draft(drafting: Drafting) -> None:
    number = drafting.written(drafting.developer())
    other = drafting.developer("other", "Минздрав России")

    with pytest.raises(NotFound):
        drafting.service.drafts.rewrite(number, manuscript(title="Чужое"), by=other)
    with pytest.raises(NotFound):
        drafting.service.drafts.publish(number, PublishDraft(), by=other)
    with pytest.raises(NotFound):
        drafting.service.drafts.begin(manuscript(), by=stranger(Role.INSPECTOR))


def test_who_read_an_older_draft_does_not_overwrite_a_newer(drafting: Drafting) -> None:
    by = drafting.developer()
    number = drafting.written(by)
    rewrite = drafting.service.drafts.rewrite
    rewrite(number, manuscript(title="Первое"), by=by, version=1)

    with pytest.raises(Stale):
        rewrite(number, manuscript(title="Второе"), by=by, version=1)


def test_a_condition_names_what_the_vocabulary_has(drafting: Drafting) -> None:
    strange = proposed(condition={"object": ["flying_saucer"]})
    what = manuscript({"effect": "adds", "code": "REQ-NEW-001", "proposed": strange})

    with pytest.raises(ConditionNotUnderstood):
        drafting.service.drafts.begin(what, by=drafting.developer())


def test_a_draft_fits_the_register_when_it_is_published(drafting: Drafting) -> None:
    by = drafting.developer()
    amends = {"effect": "amends", "code": LIFT_CODE, "proposed": proposed()}
    adds = {"effect": "adds", "code": LIFT_CODE, "proposed": proposed()}
    nothing_to_amend = drafting.written(by, manuscript(amends))
    there_already = drafting.written(by, manuscript(adds))

    with pytest.raises(NoSuchRequirement):
        drafting.publish(nothing_to_amend, by)
    drafting.business.require(LIFT_CODE)
    with pytest.raises(RequirementThereAlready):
        drafting.publish(there_already, by)
    drafting.publish(nothing_to_amend, by)

    assert drafting.card(nothing_to_amend).latest


def test_an_adopted_draft_enters_the_register_whole(
    drafting: Drafting, clock: StoppedClock
) -> None:
    by = drafting.developer()
    drafting.business.require(LIFT_CODE)
    drafting.business.require("REQ-POOL-001")
    amends = {"effect": "amends", "code": "REQ-POOL-001", "proposed": proposed()}
    adds = {"effect": "adds", "code": "REQ-NEW-001", "proposed": proposed()}
    number = drafting.published(by, manuscript(adds, amends, REPEALS))
    clock.pass_by(after_the_window(drafting.card(number)))
    drafting.adopt(number, by)

    receipt = drafting.service.drafts.enter(number, by=REGISTRAR)
    drafting.business.seen(receipt)

    view, day = drafting.service.requirement_view, date(2027, 9, 1)
    standing = view.standing([LIFT_CODE, "REQ-POOL-001", "REQ-NEW-001"], day)
    assert standing[LIFT_CODE].validity is Validity.REPEALED
    assert standing["REQ-NEW-001"].version.content.act.number == ACT.number
    assert standing["REQ-POOL-001"].version.content.title == "Осматривать лифт"
    card = drafting.card(number)
    assert [one.code for one in card.entries] == [
        "REQ-NEW-001",
        "REQ-POOL-001",
        LIFT_CODE,
    ]
    [about] = drafting.service.draft_view.about("REQ-NEW-001")
    assert (about.number, about.effect, about.is_entered) == (number, "adds", True)


def test_when_the_register_refuses_one_requirement_none_is_entered(
    drafting: Drafting, clock: StoppedClock
) -> None:
    by = drafting.developer()
    drafting.business.require(LIFT_CODE)
    adds = {"effect": "adds", "code": "REQ-NEW-001", "proposed": proposed()}
    number = drafting.published(by, manuscript(adds, REPEALS))
    clock.pass_by(after_the_window(drafting.card(number)))
    drafting.adopt(number, by)
    drafting.business.repeal(LIFT_CODE)

    with pytest.raises(CannotBeEntered) as refusal:
        drafting.service.drafts.enter(number, by=REGISTRAR)

    assert refusal.value.facts["requirement"] == LIFT_CODE
    assert drafting.service.requirement_view.get("REQ-NEW-001") is None


def test_only_registrars_enter_and_only_what_is_public(drafting: Drafting) -> None:
    by = drafting.developer()
    number = drafting.written(by)

    with pytest.raises(NotFound):
        drafting.service.drafts.enter(number, by=by)
    with pytest.raises(NotFound):
        drafting.service.drafts.enter(number, by=REGISTRAR)


def test_the_states_list_is_taken_in_and_again_without_doubles(
    drafting: Drafting,
) -> None:
    imports = drafting.service.draft_imports
    with SAMPLE.open("rb") as file:
        first = imports.listed(file, by=REGISTRAR)
    with SAMPLE.open("rb") as file:
        again = imports.listed(file, by=REGISTRAR)
    drafting.service.runner.drain()

    assert (first.rows, first.new, first.recorded) == (2, 2, True)
    assert (again.new, again.amended, again.same, again.position) == (0, 0, 2, 0)
    card = drafting.card("RG-900001")
    assert card.state(date(2026, 12, 1)) is State.OPEN
    assert card.body == "Вымышленное министерство"


def test_a_row_that_says_something_else_changes_only_its_draft(
    drafting: Drafting,
) -> None:
    imports = drafting.service.draft_imports
    imports.listed(listed(1, 2), by=REGISTRAR)

    changed = listed(1, 2).read().replace(b"2026-12-01", b"2026-12-09", 1)
    report = imports.listed(BytesIO(changed), by=REGISTRAR)

    assert (report.new, report.amended, report.same) == (0, 1, 1)


def test_a_wrong_row_is_told_by_number_and_nothing_is_recorded(
    drafting: Drafting,
) -> None:
    wrong = listed(1, 2, 2).read().replace(b"2026-11-03", b"tomorrow", 1)

    report = drafting.service.draft_imports.listed(BytesIO(wrong), by=REGISTRAR)

    assert not report.recorded
    assert [(one.line, one.pointer, one.kind) for one in report.rejections] == [
        (1, "#/startDiscussion", "date_parsing"),
        (3, "#/@id", "number_repeated"),
    ]
    assert drafting.service.log.find(Draft, draft_id("RG-2")) is None
    assert drafting.service.log.head() == 0


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE projects [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    b'<projects><project id="1"><title>&b;</title></project></projects>'
)
OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE projects [<!ENTITY x SYSTEM "file:///etc/passwd">]'
    b"><projects><project><title>&x;</title></project></projects>"
)


@pytest.mark.parametrize(
    "file",
    [
        BOMB,
        OUTSIDE,
        b"",
        b"not xml",
        b"<projects><project>",
        b"<other/>",
        b"<projects>" + b"<a>" * 10,
        b"<projects>\xff</projects>",
    ],
)
def test_what_is_no_list_or_brings_entities_is_refused(
    drafting: Drafting, file: bytes
) -> None:
    with pytest.raises(NotADraftList):
        drafting.service.draft_imports.listed(BytesIO(file), by=REGISTRAR)


def test_an_empty_list_and_one_too_long_are_refused(
    drafting: Drafting, monkeypatch: pytest.MonkeyPatch
) -> None:
    imports = drafting.service.draft_imports
    with pytest.raises(NothingToImport):
        imports.listed(BytesIO(b"<projects/>"), by=REGISTRAR)
    monkeypatch.setattr("application.draft.importing.MOST_ROWS", 1)

    with pytest.raises(DraftListTooLong):
        imports.listed(listed(1, 2), by=REGISTRAR)
    with pytest.raises(NotFound):
        imports.listed(listed(1), by=drafting.developer())


def test_only_the_client_itself_follows_and_stops(drafting: Drafting) -> None:
    anna = drafting.business.client()
    followings, client = drafting.service.followings, own(anna)
    followings.follow(client, Filter(act="лифт"), by=anna)

    with pytest.raises(NotFound):
        followings.unfollow(client, 1, by=stranger())
    with pytest.raises(NotFound):
        followings.see(uuid4(), 0, by=anna)
    followings.unfollow(client, 1, by=anna)

    found = drafting.service.log.load(Following, Following.create_id(client))
    assert found.filters == {}


def test_a_draft_of_the_registrar_does_not_count_as_published(
    drafting: Drafting,
) -> None:
    by = drafting.developer()
    drafting.business.require(LIFT_CODE)
    requirement = drafting.service.requirement_view.get(LIFT_CODE)
    assert requirement
    assert requirement.status is Status.PUBLISHED
    number = drafting.published(by, manuscript(REPEALS))

    assert drafting.card(number).latest
