"""A draft rule: written, published for ever, revised, adopted or dropped (E1)."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.draft import (
    MOST_FOLLOWED,
    AdoptedAct,
    Draft,
    DraftNotPublished,
    DraftOver,
    DraftText,
    DraftUnchanged,
    Fate,
    Filter,
    FollowedAlready,
    Following,
    GivenProvision,
    ListedDraft,
    Listing,
    ListingUnchanged,
    Manuscript,
    NotAdopted,
    NothingFollowed,
    NothingProposed,
    NothingToPublish,
    RevisionUnexplained,
    RevisionUnpublished,
    TooManyFollowed,
    WindowOpen,
    WindowTooShort,
    compare,
    settled,
    words_marked,
)
from domain.errors import NotFound
from domain.kernel import Actor, Certainty, Role
from interfaces.gateways.production_calendar import shipped
from interfaces.law import starter_law_terms
from tests.drafting import ACT, manuscript

DEVELOPER = Actor(id="viktor", role=Role.RULE_DEVELOPER, organisation=uuid4())
MONDAY = date(2026, 11, 23)
LEAST = starter_law_terms().on("LAW-142", MONDAY)
CALENDAR = shipped().edition


def begun(what: Manuscript | None = None) -> Draft:
    return Draft.begin(
        what or manuscript(),
        number="2026-1",
        organisation=uuid4(),
        body="Минстрой России",
        by=DEVELOPER,
    )


def publish(draft: Draft, on: date = MONDAY, because: str | None = None) -> None:
    draft.publish(on=on, least=LEAST, calendar=CALENDAR, because=because, by=DEVELOPER)


def open_draft() -> Draft:
    draft = begun()
    publish(draft)
    return draft


def texts(*said: str, before: DraftText | None = None, used: int = 0) -> DraftText:
    provisions = [{"number": str(n), "text": one} for n, one in enumerate(said, 1)]
    return settled(manuscript(provisions=provisions), before, used)


def test_a_published_draft_is_open_for_as_many_working_days_as_the_law_gives() -> None:
    draft = open_draft()

    window = draft.versions[0].window
    assert (window.opens, window.closes) == (MONDAY, date(2026, 12, 7))
    assert (window.days, window.rule) == (10, "LAW-142")


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (MONDAY - timedelta(days=1), False),
        (MONDAY, True),
        (date(2026, 12, 7), True),
        (date(2026, 12, 8), False),
    ],
)
def test_a_draft_is_open_on_the_days_of_its_window(
    day: date,
    is_open: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert open_draft().is_open(day) is is_open


def test_nobody_may_give_clients_less_time_than_the_law() -> None:
    draft = begun()

    with pytest.raises(WindowTooShort) as refusal:
        draft.publish(on=MONDAY, least=LEAST, days=9, calendar=CALENDAR, by=DEVELOPER)

    assert refusal.value.facts == {"least": 10}


def test_more_time_than_the_law_gives_may_be_given() -> None:
    draft = begun()

    draft.publish(on=MONDAY, least=LEAST, days=11, calendar=CALENDAR, by=DEVELOPER)

    assert draft.versions[0].window.closes == date(2026, 12, 8)


def test_what_is_published_does_not_change_when_the_draft_is_rewritten() -> None:
    draft = open_draft()
    before = draft.versions

    draft.rewrite(manuscript(title="Другое"), by=DEVELOPER)

    assert draft.versions == before
    assert draft.text.title == "Другое"


def test_a_revision_is_another_version_and_says_why() -> None:
    draft = open_draft()
    draft.rewrite(manuscript(title="Другое"), by=DEVELOPER)

    with pytest.raises(RevisionUnexplained):
        publish(draft, because=" ")
    publish(draft, on=date(2026, 12, 9), because="По замечаниям")

    assert [one.number for one in draft.versions] == [1, 2]
    assert draft.versions[1].because == "По замечаниям"
    assert draft.is_open(date(2026, 12, 9))


def test_the_same_text_is_published_once() -> None:
    with pytest.raises(NothingToPublish):
        publish(open_draft(), because="Ещё раз")


def test_writing_the_same_again_is_refused() -> None:
    with pytest.raises(DraftUnchanged):
        begun().rewrite(manuscript(), by=DEVELOPER)


def test_a_draft_is_adopted_only_after_its_window() -> None:
    draft = open_draft()
    closes = draft.versions[0].window.closes

    with pytest.raises(WindowOpen):
        draft.adopt(act=ACT, on=closes, by=DEVELOPER)
    draft.adopt(act=ACT, on=closes + timedelta(days=1), by=DEVELOPER)

    assert not draft.is_open(closes)


def test_what_nobody_could_read_cannot_be_adopted() -> None:
    draft = begun()
    with pytest.raises(DraftNotPublished):
        draft.adopt(act=ACT, on=MONDAY, by=DEVELOPER)
    publish(draft)
    draft.rewrite(manuscript(title="Тайком"), by=DEVELOPER)

    with pytest.raises(RevisionUnpublished):
        draft.adopt(act=ACT, on=date(2027, 1, 20), by=DEVELOPER)


def test_a_dropped_draft_is_over() -> None:
    draft = open_draft()

    draft.drop(reason="Не нужно", on=MONDAY, by=DEVELOPER)

    assert not draft.is_open(MONDAY)
    with pytest.raises(DraftOver):
        draft.rewrite(manuscript(title="Снова"), by=DEVELOPER)
    with pytest.raises(DraftOver):
        publish(draft, because="Снова")
    with pytest.raises(DraftOver):
        draft.drop(reason="Ещё раз", on=MONDAY, by=DEVELOPER)


def test_only_an_adopted_draft_with_changes_enters_the_register() -> None:
    draft = begun(manuscript().model_copy(update={"proposals": ()}))
    publish(draft)
    with pytest.raises(NotAdopted):
        draft.enter(on=MONDAY, by=DEVELOPER)
    draft.adopt(act=ACT, on=date(2027, 1, 20), by=DEVELOPER)

    with pytest.raises(NothingProposed):
        draft.enter(on=MONDAY, by=DEVELOPER)


def test_the_adopted_act_takes_the_place_of_the_draft_in_a_requirement() -> None:
    [adds] = manuscript().proposals
    act = AdoptedAct(name="О лифтах", number="77", date=MONDAY, in_force_from=MONDAY)

    content = adds.proposed.adopted(act)  # type: ignore[union-attr]

    assert (content.act.name, content.act.unit) == ("О лифтах", "п. 2")
    assert content.in_force_from == MONDAY
    assert content.certainty.sanction is Certainty.LIKELY


def test_a_provision_keeps_its_id_when_it_is_reworded_or_numbered_otherwise() -> None:
    before = texts(
        "Лифт осматривают каждый день до начала работы.",
        "Осмотр записывают в журнал лифта.",
        "За журнал отвечает владелец лифта.",
    )

    after = texts(
        "Новое положение о совсем другом предмете.",
        "Лифт осматривают каждую неделю до начала работы.",
        "За журнал отвечает владелец лифта.",
        before=before,
        used=10,
    )

    assert [one.id for one in before.provisions] == ["p1", "p2", "p3"]
    assert [one.id for one in after.provisions] == ["p11", "p1", "p3"]


def test_an_id_is_never_given_out_twice() -> None:
    draft = begun()
    gone = {one.id for one in draft.text.provisions}
    one = [{"number": "1", "text": "Совсем другое."}]
    draft.rewrite(manuscript(provisions=one, questions=[]), by=DEVELOPER)
    two = [*one, {"number": "2", "text": "И ещё нечто третье."}]

    draft.rewrite(manuscript(provisions=two, questions=[]), by=DEVELOPER)

    ids = [p.id for p in draft.text.provisions]
    assert gone.isdisjoint(ids)
    assert len(set(ids)) == 2


def test_an_author_may_say_which_provision_it_was() -> None:
    before = texts("Лифт осматривают каждый день.", "Журнал ведёт владелец.")
    moved = [GivenProvision(number="7", text="Всё заново", id="p2")]

    after = settled(manuscript(provisions=moved), before, 5)

    assert [one.id for one in after.provisions] == ["p2"]


def test_a_comparison_tells_of_each_provision_what_became_of_it() -> None:
    before = texts(
        "Лифт осматривают каждый день до работы.", "Журнал хранят год.", "Всё."
    )
    after = texts(
        "Лифт осматривают каждую неделю до работы.",
        "Журнал хранят год.",
        "Нечто небывалое и новое.",
        before=before,
        used=3,
    )

    changes = compare(before, after)

    assert [(one.id, one.fate) for one in changes] == [
        ("p1", Fate.CHANGED),
        ("p2", Fate.SAME),
        ("p4", Fate.NEW),
        ("p3", Fate.GONE),
    ]
    assert [p.text.strip() for p in changes[0].pieces if p.fate is Fate.NEW] == [
        "каждую неделю"
    ]


words = st.text(alphabet="абв \n", max_size=40).map(str.strip)


@given(words, words)
def test_marked_words_give_both_texts_back(before: str, after: str) -> None:
    pieces = words_marked(before, after)

    old = "".join(p.text for p in pieces if p.fate is not Fate.NEW)
    new = "".join(p.text for p in pieces if p.fate is not Fate.GONE)
    assert old.split() == before.split()
    assert new.split() == after.split()


@given(st.lists(st.lists(words.filter(bool), min_size=1, max_size=5), max_size=4))
def test_ids_are_unique_in_every_version_and_stay_with_the_same_text(
    versions: list[list[str]],
) -> None:
    draft = begun()
    for said in versions:
        earlier = [one.text for one in draft.text.provisions]
        before = {one.text: one.id for one in draft.text.provisions}
        provisions = [{"number": str(n), "text": one} for n, one in enumerate(said)]
        try:
            draft.rewrite(manuscript(provisions=provisions), by=DEVELOPER)
        except DraftUnchanged:
            continue
        ids = [one.id for one in draft.text.provisions]
        assert len(set(ids)) == len(ids)
        for one in draft.text.provisions:
            if earlier.count(one.text) == said.count(one.text) == 1:
                assert one.id == before[one.text]


def test_a_number_or_a_requirement_stands_once_in_a_draft() -> None:
    twice = [{"number": "1", "text": "а"}, {"number": "1", "text": "б"}]

    with pytest.raises(ValidationError, match="listed twice"):
        manuscript(provisions=twice)
    [one] = manuscript().model_dump(mode="json")["proposals"]
    with pytest.raises(ValidationError, match="listed twice"):
        manuscript(one, one)


def listing(**changes: object) -> Listing:
    said = {
        "project": 900001,
        "title": "О вытяжках",
        "body": "Министерство",
        "kind": "Проект",
        "procedure": "ОРВ",
        "status": "Идет обсуждение",
        "published": "2026-11-02",
        "opens": "2026-11-03",
        "closes": "2026-12-01",
    }
    return Listing.model_validate(said | changes)


def test_a_listed_draft_changes_when_the_list_says_something_else() -> None:
    listed = ListedDraft.of(listing(), by=DEVELOPER)

    with pytest.raises(ListingUnchanged):
        listed.relist(listing(), by=DEVELOPER)
    listed.relist(listing(status="Обсуждение завершено"), by=DEVELOPER)

    assert listed.number == "RG-900001"
    assert listed.listing.is_open(date(2026, 12, 1))
    assert not listed.listing.is_open(date(2026, 12, 2))


def test_a_client_follows_something_once_until_it_stops() -> None:
    client = uuid4()
    following = Following.begin(client, by=DEVELOPER)
    lifts = Filter(act="лифт")

    assert following.follow(lifts, by=DEVELOPER) == 1
    with pytest.raises(FollowedAlready):
        following.follow(lifts, by=DEVELOPER)
    following.unfollow(1, by=DEVELOPER)
    with pytest.raises(NotFound):
        following.unfollow(1, by=DEVELOPER)

    assert following.follow(lifts, by=DEVELOPER) == 2


def test_nothing_cannot_be_followed_nor_too_much() -> None:
    following = Following.begin(uuid4(), by=DEVELOPER)

    with pytest.raises(NothingFollowed):
        following.follow(Filter(), by=DEVELOPER)
    for number in range(MOST_FOLLOWED):
        following.follow(Filter(act=f"акт {number}"), by=DEVELOPER)
    with pytest.raises(TooManyFollowed):
        following.follow(Filter(act="ещё один"), by=DEVELOPER)


def test_what_was_seen_is_not_unseen() -> None:
    following = Following.begin(uuid4(), by=DEVELOPER)

    following.see(7, on=MONDAY, by=DEVELOPER)
    following.see(5, on=MONDAY, by=DEVELOPER)

    assert following.seen == 7
