"""Evaluating on the real log: one voice, rounds, names, releases, answers."""

from uuid import UUID, uuid4

import pytest

from application.evaluation import Release, SendEvaluation
from application.log import EventLog
from domain.errors import NotFound, Refusal, Stale
from domain.evaluation import (
    MOST_A_DAY,
    AuthorMayNotRelease,
    ClashWithItself,
    ConsideredAlready,
    Evaluation,
    Experience,
    NotSent,
    NotToBeSeen,
    QuoteNotThere,
    ReleaseTellsWho,
    Remark,
    Said,
    SubjectChanged,
    SubjectKind,
    TooOften,
    UnknownClash,
    Voice,
    WindowClosed,
)
from domain.kernel import FORGOTTEN, PUBLIC, Actor, Role
from interfaces.gateways.database import Database
from tests.business import LIFT_CODE, SCHOOLS, business, own, stranger
from tests.conftest import StoppedClock
from tests.drafting import Drafting, after_the_window
from tests.evaluating import OF, K, Poll
from tests.interfaces.shell import ADMIN

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]

REMARK = {"clarity": 2, "remarks": [{"text": "Слишком часто"}]}


@pytest.fixture
def poll(database: Database, clock: StoppedClock) -> Poll:
    world = business(database, clock)
    world.require()
    return Poll(world)


@pytest.fixture
def five(poll: Poll) -> list[Actor]:
    """Five clients who have sent a remark, and were counted."""
    clients = poll.clients(*range(K))
    for by in clients:
        poll.send(by, REMARK)
    poll.round()
    return clients


def test_a_draft_is_the_clients_own_and_is_never_counted(poll: Poll) -> None:
    clients = poll.clients(*range(K))
    for by in clients:
        poll.save(by, {"clarity": 1})

    poll.round()

    assert poll.summary().count == 0
    assert poll.voice(clients[0]).is_draft
    assert poll.voice(clients[0]).sent is None


def test_a_client_has_one_voice_on_a_version(poll: Poll) -> None:
    clients = poll.clients(*range(K))
    ids = [poll.send(by) for by in clients]
    again = poll.send(clients[0], {"clarity": 5})

    poll.round()

    assert again == ids[0]
    assert poll.summary().count == K


def test_fewer_than_k_are_not_shown(poll: Poll) -> None:
    clients = poll.clients(*range(K - 1))
    for by in clients:
        poll.send(by)

    poll.round()

    assert poll.summary().count == 0
    assert poll.entry(poll.content(clients[0])) is None


def test_the_content_bears_nothing_of_its_client(
    poll: Poll, log: EventLog, five: list[Actor]
) -> None:
    stored = log.recorder.select_many([poll.content(by) for by in five])

    assert len(stored) == K
    for by in five:
        client = str(own(by)).encode()
        assert all(client not in one.state for one in stored)
        assert all(by.id.encode() not in one.state for one in stored)


def test_contents_are_written_together_in_an_order_that_chance_made(
    poll: Poll, log: EventLog, five: list[Actor]
) -> None:
    given = [
        event
        for event in log.events_of(log.tail(0, 1000).events)
        if isinstance(event, Evaluation.Given)
    ]

    assert [one.originator_id for one in given] == sorted(map(poll.content, five))
    assert len({(one.timestamp, one.by) for one in given}) == 1


def test_nothing_leads_from_a_forgotten_client_to_its_content(
    poll: Poll, log: EventLog, five: list[Actor]
) -> None:
    content, voice = poll.content(five[0]), poll.voice(five[0]).id

    poll.world.seen(poll.service.clients.forget(own(five[0]), by=ADMIN))

    found = log.load(Voice, voice)
    assert (found.content, found.said, found.sent) == (None, FORGOTTEN, FORGOTTEN)
    assert poll.service.voice_view.get(voice) is None
    assert poll.entry(content)
    assert poll.summary().count == K
    poll.round()
    assert poll.summary().count == K


def test_what_was_sent_before_a_round_goes_with_its_client(poll: Poll) -> None:
    clients = poll.clients(*range(K))
    for by in clients:
        poll.send(by)
    poll.world.seen(poll.service.clients.forget(own(clients[0]), by=ADMIN))

    poll.round()

    assert poll.summary().count == 0


def test_a_withdrawal_hides_the_words_at_once_and_the_figures_with_a_round(
    poll: Poll, five: list[Actor]
) -> None:
    content = poll.content(five[0])
    poll.withdraw(five[0])
    poll.round()
    hidden, before = poll.entry(content), poll.summary().count
    for by in poll.clients(*range(10, 10 + K)):
        poll.send(by)

    poll.round()

    assert (hidden, before, poll.summary().count) == (None, K, 2 * K - 1)


def test_a_revision_waits_for_a_round_with_k_others(
    poll: Poll, five: list[Actor]
) -> None:
    poll.send(five[0], {"clarity": 5})
    poll.round()
    before = poll.summary().scores[0].counts
    for by in poll.clients(*range(10, 10 + K)):
        poll.send(by, {"clarity": 1})

    poll.round()

    assert before == (0, 0, K, 0, 0, 0)
    assert poll.entry(poll.content(five[0]))
    assert poll.summary().scores[0].counts == (0, K, K - 1, 0, 0, 1)


def test_a_name_is_shown_with_consent_and_no_longer_than_that(
    poll: Poll, five: list[Actor]
) -> None:
    named = poll.client(20)
    poll.send(named, REMARK, is_named=True)
    poll.round()
    content = poll.content(named)
    shown = poll.entry(content)

    poll.take_name_back(named)

    assert shown
    assert (shown.name, shown.label) == ("ИП client20", None)
    assert poll.entry(content) is None
    assert poll.content(named) != content
    others = [poll.entry(poll.content(by)) for by in five]
    assert [one.name for one in others if one] == [None] * K


def test_a_name_given_later_is_shown_from_the_next_round(
    poll: Poll, five: list[Actor]
) -> None:
    poll.give_name(five[0])
    poll.round()
    before = poll.entry(poll.content(five[0]))
    for by in poll.clients(*range(10, 10 + K)):
        poll.send(by)

    poll.round()

    after = poll.entry(poll.content(five[0]))
    assert before
    assert after
    assert (before.name, after.name) == (None, "ИП client0")
    assert poll.summary().named == 1
    assert poll.summary().count == 2 * K


def test_words_are_shown_when_somebody_else_has_released_them(
    poll: Poll, five: list[Actor]
) -> None:
    id = poll.content(five[0])
    unread = poll.entry(id)
    roman = poll.ombudsman()

    poll.release(id, roman, "Слишком часто")

    read = poll.entry(id)
    assert unread
    assert read
    assert (unread.remarks[0].text, read.remarks[0].text) == (None, "Слишком часто")


@pytest.mark.parametrize(
    "text", ["ИНН 7707083893", "звоните +7 846 123-45-67", "пишите a@b.ru"]
)
def test_a_number_or_an_address_is_never_released(
    poll: Poll, five: list[Actor], text: str
) -> None:
    with pytest.raises(ReleaseTellsWho):
        poll.release(poll.content(five[0]), poll.ombudsman(), text)


def test_what_cannot_be_released_is_kept_back(poll: Poll, five: list[Actor]) -> None:
    id = poll.content(five[0])

    poll.release(id, poll.ombudsman(), None)

    entry = poll.entry(id)
    assert entry
    assert (entry.remarks[0].text, entry.remarks[0].is_kept_back) == (None, True)


def test_the_author_of_a_rule_releases_nothing(poll: Poll, five: list[Actor]) -> None:
    id = poll.content(five[0])

    with pytest.raises(NotFound):
        poll.release(id, poll.developer(), "Слишком часто")
    with pytest.raises(AuthorMayNotRelease):
        poll.release(id, _author_at_the_office(poll), "Слишком часто")


def _author_at_the_office(poll: Poll) -> Actor:
    """Who releases texts, but acts for the body that develops the rule."""
    viktor = poll.developer(name="oleg")
    return viktor.model_copy(update={"role": Role.OMBUDSMAN})


def test_one_answer_serves_many(poll: Poll, five: list[Actor]) -> None:
    ids = [poll.content(by) for by in five]
    roman, viktor = poll.ombudsman(), poll.developer()
    for id in ids:
        poll.release(id, roman, "Слишком часто")
    [pile] = poll.service.evaluation_queue.piles(str(OF))

    poll.consider(list(pile.versions), viktor, used_in="п. 2")

    progress = poll.summary().progress
    assert pile.count == K
    assert (progress.shown, progress.considered, progress.median_days) == (K, K, 0)
    assert poll.service.evaluation_queue.piles(str(OF)) == []
    changes = poll.service.evaluation_summary.changes(str(OF))
    assert {one.used_in for one in changes} == {"п. 2"}
    with pytest.raises(ConsideredAlready):
        poll.consider(ids, viktor)


def test_an_unread_remark_is_not_answered(poll: Poll, five: list[Actor]) -> None:
    with pytest.raises(NotToBeSeen):
        poll.consider([poll.content(five[0])], poll.developer(), remark=1)


def test_only_the_developer_of_the_rule_answers(poll: Poll, five: list[Actor]) -> None:
    ids = [poll.content(five[0])]

    for by in (
        poll.developer(SCHOOLS, "olga"),
        stranger(Role.RULE_DEVELOPER),
        poll.ombudsman(),
        five[0],
        PUBLIC,
    ):
        with pytest.raises(NotFound):
            poll.consider(ids, by)
    with pytest.raises(NotFound):
        poll.consider([uuid4()], poll.developer())


def test_what_is_not_considered_in_time_is_overdue(
    poll: Poll, five: list[Actor], clock: StoppedClock
) -> None:
    roman = poll.ombudsman()
    for by in five:
        poll.release(poll.content(by), roman, "Слишком часто")
    due = poll.entry(poll.content(five[0]))
    assert due
    today = clock.today()

    view = poll.service.evaluation_summary
    late = view.of(OF.kind, OF.code, 1, due.due.replace(year=due.due.year + 1))

    assert (due.due - today).days == 30
    assert poll.summary().progress.overdue == 0
    assert late.progress.overdue == K


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"remarks": [{"text": "Так", "quote": "чего нет"}]}, QuoteNotThere),
        ({"remarks": [{"text": "Так", "place": "p9"}]}, QuoteNotThere),
        (
            {"clashes": [{"kind": "duplicates", "requirement": LIFT_CODE}]},
            ClashWithItself,
        ),
        ({"clashes": [{"kind": "duplicates", "requirement": "REQ-NO"}]}, UnknownClash),
    ],
)
def test_what_does_not_fit_the_rule_is_refused(
    poll: Poll, said: dict[str, object], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        poll.send(poll.client(0), said)


def test_another_version_than_was_read_is_refused(poll: Poll) -> None:
    by = poll.client(0)
    command = SendEvaluation(code=LIFT_CODE, version=2, said=Said(clarity=1))

    with pytest.raises(SubjectChanged):
        poll.service.evaluations.send(own(by), command, by=by)


def test_one_voice_is_not_raised_all_day(poll: Poll) -> None:
    by = poll.client(0)
    for score in range(1, MOST_A_DAY + 1):
        poll.send(by, {"clarity": score})

    with pytest.raises(TooOften):
        poll.send(by)


def test_what_was_withdrawn_is_not_withdrawn_again_but_may_be_sent(poll: Poll) -> None:
    by = poll.client(0)
    poll.send(by)
    poll.withdraw(by)

    with pytest.raises(NotSent):
        poll.withdraw(by)

    poll.send(by)
    assert poll.voice(by).content


def test_another_client_finds_nothing(poll: Poll) -> None:
    voice = poll.send(poll.client(0))

    with pytest.raises(NotFound):
        poll.service.evaluations.withdraw(voice, by=poll.client(1))
    with pytest.raises(NotFound):
        poll.service.evaluations.withdraw(voice, by=stranger())


def test_a_release_is_of_the_evaluation_that_was_read(
    poll: Poll, five: list[Actor]
) -> None:
    with pytest.raises(Stale):
        poll.service.releases.release(
            poll.content(five[0]), Release(remark=1), by=poll.ombudsman(), version=9
        )


def test_a_round_without_news_changes_nothing(poll: Poll, five: list[Actor]) -> None:
    head = poll.service.log.head()

    poll.round()

    assert five
    assert poll.service.log.head() == head


def of_draft(poll: Poll, number: str, by: Actor, *, is_named: bool = False) -> UUID:
    """Evaluate the first provision of a draft; the voice."""
    rule = poll.service.evaluated_rules.rule(SubjectKind.DRAFT, number)
    place = next(place for place in rule.passages if place)
    quote = rule.passages[place][:20]
    remark = Remark(place=place, quote=quote, text="Слишком часто")
    command = SendEvaluation(
        kind=SubjectKind.DRAFT,
        code=number,
        version=rule.subject.version,
        said=Said(clarity=2, experience=Experience.EXPECTED, remarks=(remark,)),
        is_named=is_named,
    )
    receipt = poll.service.evaluations.send(own(by), command, by=by)
    return poll.world.seen(receipt).id


def test_a_provision_of_a_draft_is_evaluated_until_its_window_closes(
    poll: Poll, clock: StoppedClock
) -> None:
    drafting = Drafting(poll.world)
    author = drafting.developer()
    number = drafting.published(author)
    clients = poll.clients(*range(K))
    named = of_draft(poll, number, clients[0], is_named=True)
    for by in clients[1:]:
        of_draft(poll, number, by)
    poll.round()
    content = poll.service.voice_view.get(named)
    assert content
    assert content.content
    poll.release(content.content, poll.ombudsman(), "Слишком часто")
    poll.consider([content.content], author, used_in="п. 1")
    summary = poll.service.evaluation_summary.of("draft", number, 1, clock.today())

    clock.pass_by(after_the_window(drafting.card(number)))

    with pytest.raises(WindowClosed):
        poll.service.evaluations.withdraw(named, by=clients[0])
    with pytest.raises(WindowClosed):
        of_draft(poll, number, clients[1])
    poll.world.seen(poll.service.evaluations.take_name_back(named, by=clients[0]))
    assert poll.entry(content.content) is None
    assert (summary.named, summary.progress.considered) == (1, 1)
