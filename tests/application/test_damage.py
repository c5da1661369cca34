"""Claims of damage on the real log: who may, what is sent, what is due."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from application.damage import AnswerClaim, BeginClaim, EnterKeyRate
from application.log import Key
from domain.burden import Amounts, Cost, CostKind, Damage, DamageKind, Who, Work
from domain.damage import (
    AppealNotUpheld,
    BodyAnswer,
    ClaimedAlready,
    ClaimNotNow,
    ClaimStatus,
    CourtOutcome,
    DayHasNoMoney,
    DaysMissing,
    LineKind,
    NoRecordedCosts,
    NothingToClaimFrom,
)
from domain.deadline import DeadlineStatus, Task
from domain.errors import NotFound
from domain.kernel import Actor, Certainty
from interfaces.gateways.database import Database
from tests.appealing import Appealing
from tests.business import OTHER_INN, PDF, Business, business, own
from tests.claiming import WHY, Claiming
from tests.conftest import StoppedClock
from tests.helping import Helping
from tests.inspecting import CONTROL_KIND, Inspecting
from tests.interfaces.shell import ADMIN

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]

LOST = Amounts(
    work=(Work(who=Who.ADVISER, minutes=60, rate=3000),),
    costs=(Cost(kind=CostKind.PAPERS, roubles=300),),
    damage=(Damage(kind=DamageKind.DOWNTIME, roubles=7000),),
)


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    made = business(database, clock)
    made.require()
    return made


@pytest.fixture
def claiming(world: Business) -> Claiming:
    return Claiming(world)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"object:lift": True})


@pytest.fixture
def pavel(world: Business) -> Actor:
    return world.supervisor()


@pytest.fixture
def nina(claiming: Claiming, pavel: Actor) -> Actor:
    return claiming.head(pavel)


@pytest.fixture
def inspection(world: Business, clock: StoppedClock, pavel: Actor, anna: Actor) -> UUID:
    return Inspecting(world, clock).started(pavel, anna)


def test_a_draft_is_begun_from_an_inspection_and_only_the_business_reads_it(
    claiming: Claiming, anna: Actor, nina: Actor, inspection: UUID
) -> None:
    card = claiming.card(claiming.begun(anna, inspection))

    assert (card.status, card.inspection) == (ClaimStatus.DRAFT, inspection)
    assert (card.authority, card.control_kind) == (own(nina), CONTROL_KIND)
    assert card.limitation.term.rule == "LAW-083"
    view = claiming.service.damage.view
    assert view.of(authority=own(nina)).claims == ()
    assert len(view.of(client_id=own(anna)).claims) == 1


def test_another_business_finds_neither_the_inspection_nor_the_claim(
    claiming: Claiming, world: Business, anna: Actor, inspection: UUID
) -> None:
    maria = world.client("maria", OTHER_INN)
    id = claiming.begun(anna, inspection)

    with pytest.raises(NotFound):
        claiming.begun(maria, inspection)
    with pytest.raises(NotFound):
        claiming.tell(id, maria)


def test_a_claim_names_what_it_is_begun_from(claiming: Claiming, anna: Actor) -> None:
    with pytest.raises(NothingToClaimFrom):
        claiming.drafts.begin(BeginClaim(), by=anna)
    with pytest.raises(NotFound):
        claiming.drafts.begin(BeginClaim(appeal=uuid4()), by=anna)


def test_a_claim_is_begun_from_an_appeal_once_its_decision_is_opened(
    claiming: Claiming,
    world: Business,
    clock: StoppedClock,
    anna: Actor,
    pavel: Actor,
    inspection: UUID,
) -> None:
    appealing = Appealing(world, clock)
    galina = appealing.colleague(pavel, "galina")
    about = f"/inspections/{inspection}"
    appeal = appealing.decided(anna, galina, about=about)
    begin = BeginClaim(appeal=appeal)
    with pytest.raises(AppealNotUpheld):
        claiming.drafts.begin(begin, by=anna)

    appealing.open(appeal, anna)
    appealing.world.react()

    id = claiming.seen(claiming.drafts.begin(begin, by=anna)).id
    card = claiming.card(id)
    assert (card.appeal, card.inspection) == (appeal, inspection)
    assert card.authority == own(pavel)
    assert card.learned_on == appealing.load(appeal).learned_on
    with pytest.raises(NotFound):
        claiming.drafts.begin(begin, by=world.client("maria", OTHER_INN))


def test_an_appeal_that_was_refused_gives_no_claim(
    claiming: Claiming,
    world: Business,
    clock: StoppedClock,
    anna: Actor,
    pavel: Actor,
    inspection: UUID,
) -> None:
    appealing = Appealing(world, clock)
    galina = appealing.colleague(pavel, "galina")
    about = f"/inspections/{inspection}"
    appeal = appealing.decided(anna, galina, about=about, upheld=())
    appealing.open(appeal, anna)
    appealing.world.react()

    with pytest.raises(AppealNotUpheld):
        claiming.drafts.begin(BeginClaim(appeal=appeal), by=anna)


def test_there_is_one_claim_about_a_thing_until_it_is_thrown_away(
    claiming: Claiming, anna: Actor, inspection: UUID
) -> None:
    first = claiming.begun(anna, inspection)
    with pytest.raises(ClaimedAlready) as refused:
        claiming.begun(anna, inspection)
    assert refused.value.facts == {"claim": first}

    claiming.discard(first, anna)

    assert claiming.begun(anna, inspection) != first


def test_recorded_days_become_lines_with_their_documents(
    claiming: Claiming, world: Business, anna: Actor, inspection: UUID
) -> None:
    helping, today = Helping(world), claiming.service.clock.today()
    file = helping.burdens.keep(inspection, "чек.pdf", PDF, by=anna)
    helping.spend(inspection, anna, amounts=LOST, files=(file,), note="Стояли")
    id = claiming.begun(anna, inspection)

    claiming.take(id, anna, today)

    card = claiming.card(id)
    assert [(one.line.kind, one.line.kopecks, one.what) for one in card.lines] == [
        (LineKind.ACTUAL, 300_00, "Стояли"),
        (LineKind.PROFIT, 7000_00, "Стояли"),
        (LineKind.LEGAL, 3000_00, "Стояли"),
    ]
    assert {one.line.files for one in card.lines} == {(file,)}
    assert card.kopecks == 10_300_00


def test_only_recorded_days_with_money_are_taken_over(
    claiming: Claiming, world: Business, anna: Actor, inspection: UUID
) -> None:
    today, id = claiming.service.clock.today(), claiming.begun(anna, inspection)
    with pytest.raises(DaysMissing):
        claiming.take(id, anna)
    with pytest.raises(NoRecordedCosts):
        claiming.take(id, anna, today)
    free = Amounts(work=(Work(who=Who.OWNER, minutes=30),))
    Helping(world).spend(inspection, anna, amounts=free)

    with pytest.raises(DayHasNoMoney):
        claiming.take(id, anna, today)


def test_interest_is_reckoned_by_the_table_that_an_administrator_keeps(
    claiming: Claiming, anna: Actor, inspection: UUID
) -> None:
    id = claiming.begun(anna, inspection)
    day = date(2026, 3, 2)
    claiming.grow(id, anna, day, day)
    before = claiming.card(id).lines[0].line.interest
    assert before
    assert before.is_supposed

    command = EnterKeyRate(
        since=date(2026, 3, 1),
        hundredths=1000,
        until=date(2026, 3, 31),
        source="Банк России",
        certainty=Certainty.CERTAIN,
        reason="Новая ставка",
    )
    rates = claiming.service.damage.rate_commands
    claiming.seen(rates.enter(command, by=ADMIN))
    claiming.grow(id, anna, day, day)

    after = claiming.card(id).lines[1].line.interest
    assert after
    # 100 000 × 10 % / 365
    assert (after.is_supposed, after.kopecks) == (False, 27_40)
    with pytest.raises(NotFound):
        rates.enter(command, by=anna)


def test_the_letter_goes_with_its_documents_and_the_body_has_to_answer(
    claiming: Claiming, anna: Actor, nina: Actor, inspection: UUID
) -> None:
    id = claiming.sent(anna, inspection)

    card = claiming.card(id)
    assert (card.status, card.kopecks) == (ClaimStatus.SENT, 50_000_00)
    assert card.answer_by
    assert card.answer_by.term.rule == "LAW-104"
    due = {one.task: one for one in claiming.service.deadline_view.about(id)}
    assert set(due) == {Task.ANSWER_DAMAGE_CLAIM, Task.GO_TO_COURT}
    assert card.message
    claiming.seen(claiming.service.correspondence.open(card.message, by=nina))
    message = claiming.service.exchange_view.message(card.message, own(nina))
    assert message
    assert [one.name for one in message.files][1:] == ["накладная.pdf"]
    assert message.files[0].media_type == "application/pdf"


def test_a_claim_is_sent_once_however_often_it_is_tried(
    claiming: Claiming, anna: Actor, inspection: UUID
) -> None:
    id, key = claiming.written(anna, inspection), Key(key="k", fingerprint="f")

    first = claiming.seen(claiming.sending.send(id, by=anna, key=key))
    again = claiming.seen(claiming.sending.send(id, by=anna, key=key))

    assert first.changed == again.changed
    with pytest.raises(ClaimNotNow):
        claiming.sending.send(id, by=anna)


def test_only_the_head_of_the_body_answers(
    claiming: Claiming, anna: Actor, pavel: Actor, nina: Actor, inspection: UUID
) -> None:
    id = claiming.written(anna, inspection)
    with pytest.raises(NotFound):  # it is a draft
        claiming.answer(id, nina, BodyAnswer.REFUSED)
    claiming.seen(claiming.sending.send(id, by=anna))
    with pytest.raises(NotFound):
        claiming.answer(id, pavel, BodyAnswer.REFUSED)

    claiming.answer(id, nina, BodyAnswer.REFUSED)

    assert claiming.card(id).status is ClaimStatus.TALKS
    due = {one.task: one for one in claiming.service.deadline_view.about(id)}
    assert due[Task.ANSWER_DAMAGE_CLAIM].status is DeadlineStatus.KEPT
    assert due[Task.GO_TO_COURT].status is DeadlineStatus.RUNNING


def test_offers_lead_to_a_settlement_that_is_paid_in_parts(
    claiming: Claiming, anna: Actor, nina: Actor, inspection: UUID
) -> None:
    id = claiming.sent(anna, inspection)
    claiming.answer(id, nina, BodyAnswer.REFUSED)
    claiming.offer(id, anna, 45_000_00)
    claiming.offer(id, nina, 30_000_00)
    claiming.accept(id, anna)
    assert claiming.card(id).owed == 30_000_00
    claiming.pay(id, anna, 10_000_00)
    claiming.pay(id, anna, 20_000_00)

    card = claiming.card(id)
    assert (card.status, card.left) == (ClaimStatus.PAID, 0)
    kinds = [one.kind.value for one in card.moves]
    assert kinds == ["answered", "offered", "offered", "settled", "paid", "paid"]
    due = {one.task: one for one in claiming.service.deadline_view.about(id)}
    assert due[Task.GO_TO_COURT].status is DeadlineStatus.CANCELLED


def test_what_a_court_did_is_recorded(
    claiming: Claiming, anna: Actor, nina: Actor, inspection: UUID
) -> None:
    id = claiming.sent(anna, inspection)
    claiming.answer(id, nina, BodyAnswer.OFFERED, kopecks=1_000_00)
    claiming.sue(id, anna)
    claiming.judge(id, anna, CourtOutcome.IN_PART, 20_000_00)

    card = claiming.card(id)
    assert (card.status, card.owed) == (ClaimStatus.DECIDED, 20_000_00)
    assert (card.moves[1].words, card.offer) == ("А55-1/2026", None)
    due = {one.task: one for one in claiming.service.deadline_view.about(id)}
    assert due[Task.GO_TO_COURT].status is DeadlineStatus.KEPT


def test_a_withdrawn_claim_waits_for_no_answer_and_may_be_made_again(
    claiming: Claiming, anna: Actor, inspection: UUID
) -> None:
    id = claiming.sent(anna, inspection)

    claiming.withdraw(id, anna)

    assert claiming.card(id).status is ClaimStatus.WITHDRAWN
    assert not [one for one in claiming.service.deadline_view.about(id) if one.is_open]
    assert claiming.begun(anna, inspection) != id


def test_a_claim_of_a_forgotten_business_is_gone(
    claiming: Claiming, world: Business, anna: Actor, nina: Actor, inspection: UUID
) -> None:
    id = claiming.sent(anna, inspection)

    world.forget(own(anna))

    assert claiming.service.damage.view.get(id) is None
    refused = AnswerClaim(answer=BodyAnswer.REFUSED, words=WHY)
    with pytest.raises(NotFound):
        claiming.talks.answer(id, refused, by=nina)


def test_the_day_that_was_named_counts_for_the_limitation_period(
    claiming: Claiming, anna: Actor, inspection: UUID, clock: StoppedClock
) -> None:
    learned = clock.today() - timedelta(days=1)
    id = claiming.begun(anna, inspection, learned_on=learned)

    card = claiming.card(id)
    assert card.learned_on == learned
    assert card.limitation.last_day.year == learned.year + 3
