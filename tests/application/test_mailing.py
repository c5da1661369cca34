"""Changes reach exactly whom they concern, once, grouped, with the reason (L8)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from application.consent import GiveConsent
from application.notice import mailing as mailing_module
from application.notice.mailing import MailingGoesOn, NothingToTell
from application.situation import DraftSituation
from domain.condition import Verdict, parse
from domain.consent import Scope, consent_id
from domain.errors import NotFound
from domain.kernel import Actor, Role
from domain.notice.mailing import (
    Concern,
    DraftChange,
    Mailing,
    RequirementChange,
    Told,
    What,
    mailing_id,
)
from domain.profile import FactValue
from domain.situation import SituationContent, SituationKind
from domain.small_groups import K
from interfaces.gateways.database import Database
from tests.business import (
    LIFT_CODE,
    OTHER_INN,
    POOL_CODE,
    TEACHING,
    TEACHING_CODE,
    Business,
    business,
    own,
    stranger,
)
from tests.conftest import StoppedClock
from tests.data_assessment import Looking, inn_number_of
from tests.drafting import Drafting, manuscript, proposed
from tests.execution import Cafe
from tests.interfaces.shell import ADMIN
from tests.register import REGISTRAR

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]

DAY = timedelta(days=1)
BY_LIFT = ("object:lift",)
ALWAYS: dict[str, Any] = {"op": "all", "of": []}
Heard = list[tuple[str, Concern]]


class Post:
    """Mailings at work, and what each client hears."""

    def __init__(self, made: Business) -> None:
        self.made = made
        self.service = made.service
        self.mailings = made.service.mailings

    def open(self) -> None:
        """What was recorded before the first mailing is no news."""
        self.begin()
        self.go_on()

    def begin(self) -> None:
        self.service.runner.drain()
        self.made.seen(self.mailings.begin(by=ADMIN))

    def go_on(self) -> None:
        self.mailings.go_on_with_all()
        self.service.runner.drain()

    def mail(self) -> None:
        """Tell what changed since the last time, to the end."""
        self.begin()
        self.go_on()

    def told(self) -> Iterator[tuple[Mailing.Begun, Told]]:
        """Every text that ever went out, oldest first."""
        log = self.service.log
        begun: dict[UUID, Mailing.Begun] = {}
        for event in log.events_of(log.tail(0, 100_000).events):
            if isinstance(event, Mailing.Begun):
                begun[event.originator_id] = event
            elif isinstance(event, Mailing.Mailed):
                for told in event.told:
                    yield begun[event.originator_id], told

    def heard(self, by: Actor) -> list[Heard]:
        """The notices of a client: for each, what concerns it and why."""
        return [
            [(_name(begun, one), one) for one in told.concerns]
            for begun, told in self.told()
            if own(by) in told.clients
        ]

    def codes(self, by: Actor) -> list[list[str]]:
        return [[name for name, _ in heard] for heard in self.heard(by)]


def _name(begun: Mailing.Begun, concern: Concern) -> str:
    match begun.subjects[concern.of]:
        case RequirementChange(what=what, code=code):
            return f"{what} {code}"
        case DraftChange(number=number, effect=effect, code=code):
            return f"{effect} {code} in {number}"
        case other:
            return f"help with {other.requirement}"


@pytest.fixture
def made(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


@pytest.fixture
def post(made: Business) -> Post:
    return Post(made)


def test_what_was_there_before_the_first_mailing_is_no_news(
    made: Business, post: Post
) -> None:
    made.require(in_force_until=None)
    anna = made.client(facts={"object:lift": True})

    post.open()

    assert post.codes(anna) == []
    with pytest.raises(NothingToTell):
        post.begin()


def test_a_new_requirement_reaches_those_to_whom_it_applies_or_may_and_says_why(
    made: Business, post: Post
) -> None:
    post.open()
    has = made.client(facts={"object:lift": True})
    has_none = made.client("ivan", OTHER_INN, facts={"object:lift": False})
    unknown = made.client("olga", inn_number_of(5))
    made.require(in_force_until=None)

    post.mail()

    what = f"{What.NEW} {LIFT_CODE}"
    because = ("object:lift", "client_kind:IE")
    assert post.heard(has) == [
        [(what, Concern(of=0, verdict=Verdict.APPLIES, because=because))]
    ]
    assert post.heard(unknown) == [
        [(what, Concern(of=0, verdict=Verdict.UNKNOWN, because=BY_LIFT))]
    ]
    assert post.heard(has_none) == []


def test_everything_is_grouped_into_one_notice_and_told_once(
    made: Business, post: Post
) -> None:
    post.open()
    drafting = Drafting(made)
    anna = made.client(facts={"object:lift": True, "okved": ("85.41",)})
    made.require(in_force_until=None)
    made.require(TEACHING_CODE, TEACHING, in_force_until=None)
    number = drafting.published(drafting.developer())

    post.mail()
    with pytest.raises(NothingToTell):
        post.begin()
    post.go_on()

    assert post.codes(anna) == [
        [
            f"new {TEACHING_CODE}",
            f"new {LIFT_CODE}",
            f"adds REQ-NEW-001 in {number}",
        ]
    ]


def test_an_amendment_reaches_also_those_whom_only_the_old_version_concerned(
    made: Business, post: Post, clock: StoppedClock
) -> None:
    made.require(in_force_until=None)
    post.open()
    lift = made.client(facts={"object:lift": True, "object:crane": False})
    crane = made.client(
        "ivan", OTHER_INN, facts={"object:lift": False, "object:crane": True}
    )
    neither = made.client(
        "olga", inn_number_of(5), facts={"object:lift": False, "object:crane": False}
    )
    begins = clock.today() + 90 * DAY
    made.amend(in_force_from=begins, condition=parse({"object": ["crane"]}))

    post.mail()

    what = f"amended {LIFT_CODE}"
    [[(_, old)]] = post.heard(lift)
    assert (old.ceased, old.verdict, old.because[0]) == (
        True,
        Verdict.APPLIES,
        "object:lift",
    )
    assert post.heard(crane) == [
        [(what, Concern(of=0, verdict=Verdict.APPLIES, because=("object:crane",)))]
    ]
    assert post.heard(neither) == []


def test_suspending_resuming_and_repealing_are_told(
    made: Business, post: Post, clock: StoppedClock
) -> None:
    made.require(in_force_until=None)
    anna = made.client(facts={"object:lift": True})
    post.open()

    made.suspend()
    post.mail()
    clock.pass_by(DAY)
    made.resume()
    post.mail()
    clock.pass_by(DAY)
    made.repeal()
    post.mail()

    assert post.codes(anna) == [
        [f"suspended {LIFT_CODE}"],
        [f"resumed {LIFT_CODE}"],
        [f"repealed {LIFT_CODE}"],
    ]


def test_days_that_come_near_are_told_once(
    made: Business, post: Post, clock: StoppedClock
) -> None:
    begins, ends = clock.today() + 40 * DAY, clock.today() + 60 * DAY
    made.require(in_force_from=begins, in_force_until=ends)
    anna = made.client(facts={"object:lift": True})
    post.open()

    for _ in range(70):
        clock.pass_by(DAY)
        post.mailings.begin_of_day()
        post.service.runner.drain()
        post.go_on()

    assert post.codes(anna) == [[f"coming {LIFT_CODE}"], [f"ending {LIFT_CODE}"]]


def test_a_draft_that_is_not_open_any_more_is_not_told(
    made: Business, post: Post
) -> None:
    post.open()
    drafting = Drafting(made)
    made.client(facts={"object:lift": True})
    viktor = drafting.developer()
    number = drafting.published(viktor)
    drafting.drop(number, viktor)

    with pytest.raises(NothingToTell):
        post.begin()


def test_a_draft_that_changes_or_ends_a_requirement_concerns_who_must_keep_it(
    made: Business, post: Post
) -> None:
    made.require(in_force_until=None)
    made.require(POOL_CODE, {"object": ["pool"]}, in_force_until=None)
    post.open()
    drafting = Drafting(made)
    anna = made.client(facts={"object:lift": True, "object:pool": False})
    ivan = made.client(
        "ivan", OTHER_INN, facts={"object:lift": False, "object:pool": True}
    )
    amends = {
        "effect": "amends",
        "code": LIFT_CODE,
        "proposed": proposed(condition={"object": ["crane"]}),
    }
    repeals = {
        "effect": "repeals",
        "code": POOL_CODE,
        "from_day": "2027-09-01",
        "reason": "Не нужно",
    }
    drafting.published(drafting.developer(), manuscript(amends, repeals))

    post.mail()

    [[(_, old)]] = [[one for one in post.heard(anna)[0] if "amends" in one[0]]]
    assert old.verdict is Verdict.UNKNOWN  # nobody has said whether there is a crane
    assert [name.split()[0] for name, _ in post.heard(ivan)[0]] == ["amends", "repeals"]


def test_a_forgotten_client_is_told_nothing(made: Business, post: Post) -> None:
    post.open()
    anna = made.client(facts={"object:lift": True})
    ivan = made.client("ivan", OTHER_INN, facts={"object:lift": True})
    made.require(in_force_until=None)
    made.forget(own(anna))

    post.mail()

    assert post.codes(anna) == []
    assert len(post.codes(ivan)) == 1


def test_a_mailing_that_was_broken_off_goes_on_where_it_stopped(
    made: Business, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    post.open()
    everybody = [
        made.client(f"n{n}", inn_number_of(n), facts={"object:lift": True})
        for n in range(7)
    ]
    made.require(in_force_until=None)
    monkeypatch.setattr(mailing_module, "AT_ONCE", 2)
    post.begin()
    mailing = made.service.log.load(Mailing, mailing_id("changes/2"))
    found = made.service.mailings._audiences["changes"].finding(mailing.subjects)
    first = next(iter(found.portions(None, 2)))
    mailing.tell(first, by=mailing_module.MAILER)
    made.service.log.record(mailing, by=mailing_module.MAILER)

    post.go_on()

    assert [len(post.codes(one)) for one in everybody] == [1] * 7
    again = made.service.log.load(Mailing, mailing_id("changes/2"))
    assert (again.told, again.is_finished) == (7, True)


def test_of_two_workers_at_the_same_portion_one_tells_nobody(
    made: Business, post: Post
) -> None:
    post.open()
    anna = made.client(facts={"object:lift": True})
    made.require(in_force_until=None)
    post.begin()
    late = made.service.log.load(Mailing, mailing_id("changes/2"))
    post.go_on()

    assert made.service.mailings.go_through(late) is False
    assert len(post.codes(anna)) == 1


def test_the_next_one_is_not_begun_while_one_is_under_way(
    made: Business, post: Post
) -> None:
    post.open()
    made.client(facts={"object:lift": True})
    made.require(in_force_until=None)
    post.begin()

    with pytest.raises(MailingGoesOn):
        post.begin()
    assert post.mailings.begin_of_day() is None


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.ADMINISTRATOR])
def test_administrators_alone_begin_a_mailing(post: Post, role: Role) -> None:
    with pytest.raises(NotFound):
        post.mailings.begin(by=stranger(role))


class World(Cafe):
    """A body that offers help to businesses with a lift, some of which agreed."""

    def __init__(self, database: Database, clock: StoppedClock) -> None:
        super().__init__(business(database, clock))
        self.looking = Looking(self.made)
        self.post = Post(self.made)
        self.others = [
            self.made.client(
                f"n{n}", inn_number_of(n), facts={"object:lift": True, "region": "63"}
            )
            for n in range(100, 100 + K)
        ]

    def agree(self, by: Actor, scope: Scope) -> None:
        command = GiveConsent(scope=scope)
        self.made.seen(self.service.consents.give(own(by), command, by=by))

    def situation(self, code: str, facts: dict[str, FactValue]) -> None:
        texts = {"ru": code, "en": code}
        content = SituationContent.model_validate(
            {"name": texts, "about": texts, "facts": facts}
        )
        command = DraftSituation(
            code=code, kind=SituationKind.LIFE_SITUATION, content=content
        )
        self.service.situations.draft(command, by=REGISTRAR)
        self.made.seen(self.service.situations.publish(code, by=REGISTRAR))

    def offer(self) -> None:
        id = self.looking.survey(self.pavel, region="63")
        self.looking.offer(id, self.pavel)
        self.made.react()
        self.post.go_on()


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> World:
    return World(database, clock)


def test_an_offer_is_told_to_those_alone_who_agreed_and_names_their_consent(
    world: World,
) -> None:
    first, second, *rest = world.others
    world.agree(first, Scope.service("help"))
    world.agree(second, Scope.service("help"))
    consent = consent_id(own(second), Scope.service("help"))
    world.made.seen(world.service.consents.revoke(consent, by=second))

    world.offer()
    world.made.react()

    assert world.post.codes(first) == [[f"help with {LIFT_CODE}"]]
    assert all(world.post.codes(one) == [] for one in (second, *rest))
    [(begun, told)] = world.post.told()
    assert (begun.law, told.consent) == (None, Scope.service("help"))


def test_a_consent_to_a_life_situation_covers_its_requirements_alone(
    world: World,
) -> None:
    first, second, *_ = world.others
    world.situation("with-a-lift", {"object:lift": True})
    world.situation("with-a-pool", {"object:pool": True})
    world.agree(first, Scope.situation("with-a-lift"))
    world.agree(second, Scope.situation("with-a-pool"))

    world.offer()

    assert world.post.codes(first) == [[f"help with {LIFT_CODE}"]]
    assert world.post.codes(second) == []
    [(_, told)] = world.post.told()
    assert told.consent == Scope.situation("with-a-lift")


def test_who_agreed_again_is_told_again(world: World) -> None:
    first = world.others[0]
    world.agree(first, Scope.service("help"))
    consent = consent_id(own(first), Scope.service("help"))
    world.made.seen(world.service.consents.revoke(consent, by=first))
    world.agree(first, Scope.service("help"))

    world.offer()

    assert len(world.post.codes(first)) == 1
