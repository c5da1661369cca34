"""Hearings of appeals by video: who takes part, on whose side, and who decides."""

from datetime import timedelta
from uuid import UUID

import pytest

from domain.appeal import AppealPower
from domain.errors import NotFound
from domain.kernel import Actor, Role
from domain.ombudsman import Case
from domain.video import (
    CaseForVideoOver,
    CaseForVideoUnknown,
    HelperDecidesNothing,
    OnlyTheBodyLetsIn,
    Side,
    Standing,
)
from interfaces.gateways.database import Database
from interfaces.videos import meetings_for
from tests.appealing import Appealing
from tests.business import OTHER_INN, Business, acting, business, own
from tests.conftest import StoppedClock
from tests.helping import Helping
from tests.meeting import Meeting

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    made = business(database, clock)
    made.require()
    return made


@pytest.fixture
def appealing(world: Business, clock: StoppedClock) -> Appealing:
    return Appealing(world, clock)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"object:lift": True})


@pytest.fixture
def pavel(world: Business) -> Actor:
    return world.supervisor()


@pytest.fixture
def galina(appealing: Appealing) -> Actor:
    """Decides appeals in the body that inspects."""
    return appealing.officer("galina")


@pytest.fixture
def appeal(appealing: Appealing, anna: Actor, pavel: Actor, galina: Actor) -> UUID:
    """Against the decision to inspect; it is being considered."""
    inspection = appealing.inspecting.notified(pavel, anna)
    return appealing.accepted(anna, galina, about=f"/inspections/{inspection}")


@pytest.fixture
def meeting(world: Business, clock: StoppedClock, appeal: UUID) -> Meeting:
    return Meeting(world.service, clock, f"/appeals/{appeal}")


def side(world: Business, appeal: UUID, by: Actor) -> Side:
    return world.service.video_cases.side(
        by,
        about=f"/appeals/{appeal}",
        client_id=UUID(int=0),
        authority=UUID(int=0),
    )


def test_the_business_and_whoever_decides_agree_on_a_hearing_and_meet(
    meeting: Meeting, anna: Actor, galina: Actor
) -> None:
    id = meeting.going(anna, galina)

    assert meeting.card(id).standing is Standing.AGREED
    assert [(one.side, one.admitted_at is None) for one in meeting.stays(id)] == [
        (Side.BODY, True),
        (Side.CLIENT, False),
    ]


def test_whose_decision_is_appealed_comes_to_explain_once_the_body_is_asked(
    world: Business,
    appealing: Appealing,
    meeting: Meeting,
    anna: Actor,
    pavel: Actor,
    galina: Actor,
    appeal: UUID,
) -> None:
    id = meeting.due(anna, galina)
    with pytest.raises(NotFound):
        meeting.arrive(id, pavel)

    appealing.ask_body(appeal, galina)
    meeting.arrive(id, galina, pavel)

    assert side(world, appeal, pavel) is Side.EXPLAINS
    assert [(one.side, one.waits) for one in meeting.stays(id)] == [
        (Side.BODY, False),
        (Side.EXPLAINS, True),
    ]
    meeting.admit(id, pavel, galina)
    with pytest.raises(OnlyTheBodyLetsIn):
        meeting.admit(id, anna, pavel)


def test_a_head_who_took_part_in_what_is_appealed_explains_and_settles_nothing(
    world: Business,
    appealing: Appealing,
    anna: Actor,
    galina: Actor,
    clock: StoppedClock,
) -> None:
    irina = appealing.officer("irina", Role.HEAD)
    ivan = appealing.officer("ivan", Role.HEAD)
    inspection = appealing.inspecting.notified(irina, anna)
    id = appealing.accepted(anna, galina, about=f"/inspections/{inspection}")
    about = Meeting(world.service, clock, f"/appeals/{id}")

    assert side(world, id, irina) is Side.EXPLAINS
    assert side(world, id, ivan) is Side.BODY
    with pytest.raises(HelperDecidesNothing):
        about.proposed(irina)
    proposed = about.proposed(anna)
    with pytest.raises(HelperDecidesNothing):
        about.agree(proposed, irina)
    about.agree(proposed, ivan)


def test_a_representative_is_heard_while_it_has_the_power_to_attend(
    world: Business,
    appealing: Appealing,
    meeting: Meeting,
    anna: Actor,
    galina: Actor,
    appeal: UUID,
    clock: StoppedClock,
) -> None:
    lev, vera = world.person("lev"), world.person("vera")
    until = clock.today()
    appealing.empower(appeal, anna, lev, AppealPower.ATTEND, until=until)
    appealing.empower(appeal, anna, vera, AppealPower.ADD)
    starts = meeting.clock.now() + timedelta(days=1)

    id = meeting.proposed(lev, starts=starts)
    meeting.agree(id, galina)
    with pytest.raises(CaseForVideoUnknown):
        meeting.proposed(vera)
    clock.set(starts)

    with pytest.raises(NotFound):
        meeting.arrive(id, lev)
    meeting.arrive(id, anna)


def test_an_ombudsman_who_takes_part_in_the_appeal_is_heard_and_settles_nothing(
    world: Business, meeting: Meeting, anna: Actor, galina: Actor, appeal: UUID
) -> None:
    helping = Helping(world)
    tatiana = helping.ombudsman()
    invited = helping.invite_to(Case.of_appeal(appeal), anna)
    with pytest.raises(CaseForVideoUnknown):
        meeting.proposed(tatiana)
    helping.accept(invited, tatiana)

    id = meeting.due(anna, galina)
    meeting.arrive(id, tatiana)

    assert [one.side for one in meeting.stays(id)] == [Side.HELPER]
    with pytest.raises(HelperDecidesNothing):
        meeting.proposed(tatiana)


def test_nobody_else_takes_part_in_a_hearing(
    world: Business, meeting: Meeting, anna: Actor, galina: Actor
) -> None:
    other = world.client("boris", OTHER_INN)
    elsewhere = world.supervisor("Другой орган", "olga", Role.APPEALS_OFFICER)
    id = meeting.due(anna, galina)

    for who in (other, elsewhere, world.person("zoya")):
        with pytest.raises(CaseForVideoUnknown):
            meeting.proposed(who)
        with pytest.raises(NotFound):
            meeting.arrive(id, who)


def test_nobody_meets_about_a_draft_or_about_an_appeal_that_is_over(
    world: Business,
    appealing: Appealing,
    meeting: Meeting,
    anna: Actor,
    galina: Actor,
    appeal: UUID,
    clock: StoppedClock,
) -> None:
    draft = appealing.outside(anna, galina)
    with pytest.raises(CaseForVideoUnknown):
        Meeting(world.service, clock, f"/appeals/{draft}").proposed(anna)

    appealing.withdraw(appeal, anna)
    with pytest.raises(CaseForVideoOver):
        meeting.proposed(galina)


def test_inspectors_do_not_find_hearings_of_appeals_among_their_meetings(
    world: Business, meeting: Meeting, anna: Actor, pavel: Actor, galina: Actor
) -> None:
    id = meeting.proposed(anna)
    service = world.service

    assert own(galina) == own(pavel)
    assert [one.id for one in meetings_for(service, galina).meetings] == [id]
    assert meetings_for(service, pavel).meetings == ()
    with pytest.raises(NotFound):
        meetings_for(service, pavel, about=meeting.about)
    found = meetings_for(service, galina, about=meeting.about)
    assert [one.id for one in found.meetings] == [id]


def test_acting_for_another_body_gives_nothing(
    world: Business, appeal: UUID, galina: Actor
) -> None:
    stranger = acting(galina, UUID(int=7), Role.APPEALS_OFFICER)

    with pytest.raises(NotFound):
        side(world, appeal, stranger)
