"""What a notice, a channel and a delivery decide: I1."""

from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest

from domain.errors import Stale
from domain.kernel import Actor, Role
from domain.notice import (
    MOST_CHANNELS,
    PAUSES,
    AddressBook,
    Answer,
    Basis,
    ChannelKind,
    Delivery,
    DeliveryNotDead,
    NoSuchChannel,
    NotAWebhook,
    Notice,
    Outcome,
    QuietHours,
    Template,
    Templates,
    TooManyChannels,
    Topic,
)
from interfaces.notices import starter_templates
from tests.facts import decided, new_facts

BY = Actor(id="anna", role=Role.CLIENT, organisation=uuid4())
TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 9, tzinfo=UTC)
WORDS = {
    "name": "deadline-near",
    "version": 1,
    "topic": "deadlines",
    "values": {"until": "date", "left": "number", "what": "lines", "at": "moment"},
    "subject": {"ru": "До {until}", "en": "Until {until}"},
    "text": {"ru": "{left} {at}\n\n{what}", "en": "{left} {at}\n\n{what}"},
}


def template(**differently: object) -> Template:
    return Template.model_validate(WORDS | differently)


def test_a_notice_keeps_who_is_told_what_with_which_words_on_what_ground() -> None:
    to = uuid4()
    notice = Notice.tell(
        to=to,
        template=template(),
        values={"until": TODAY, "left": 3, "what": ("акт", "план"), "at": NOON},
        about="/deadlines/1",
        basis=Basis.by_law("LAW-049"),
        key="deadline/1",
        by=BY,
    )

    [(name, fields)] = new_facts(notice)
    assert name == "Told"
    assert fields["recipient"] == to
    assert (fields["template"], fields["template_version"]) == ("deadline-near", 1)
    assert fields["values"] == {
        "until": "2026-11-22",
        "left": 3,
        "what": ("акт", "план"),
        "at": "2026-11-22T09:00:00+00:00",
    }
    assert notice.id == Notice.create_id(to, "deadline/1")


@pytest.mark.parametrize(
    "about", ["", "lists", "//elsewhere.example", "https://x.example"]
)
def test_a_notice_leads_to_a_page_of_the_service(about: str) -> None:
    with pytest.raises(ValueError, match="no path"):
        Notice.tell(
            to=uuid4(),
            template=template(values={}, subject=WORDS_ONLY, text=WORDS_ONLY),
            values={},
            about=about,
            basis=Basis.own_matter(),
            key="x",
            by=BY,
        )


WORDS_ONLY = {"ru": "Слова", "en": "Words"}


@pytest.mark.parametrize(("law", "consent"), [(None, None), ("LAW-001", uuid4())])
def test_a_basis_names_a_law_or_a_consent_and_never_both(
    law: str | None, consent: object
) -> None:
    with pytest.raises(ValueError, match="names its law"):
        Basis.model_validate({"ground": "law", "law": law, "consent": consent})


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": {"ru": "До {until}"}},
        {"text": {"ru": "{left}", "en": "{left} {at} {what} {until}"}},
        {"values": {"until": "date"}},
        {"name": "Deadline Near"},
    ],
)
def test_a_template_is_whole_in_both_languages(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - pydantic's
        template(**wrong)


def test_versions_of_a_template_follow_each_other_and_each_stays() -> None:
    first = template()
    second = template(version=2, subject={"ru": "К {until}", "en": "By {until}"})
    both = Templates([second, first])

    assert both.newest("deadline-near") == second
    assert both.at("deadline-near", 1) == first
    for version in (0, 3):
        with pytest.raises(LookupError):
            both.at("deadline-near", version)
    with pytest.raises(ValueError, match="lacks version 1"):
        Templates([second])
    with pytest.raises(ValueError, match="lacks version 2"):
        Templates([first, first])


def test_no_value_can_smuggle_a_place_into_a_text() -> None:
    text = template(
        values={"a": "text", "b": "text"},
        subject={"ru": "{a} {b}", "en": "{a} {b}"},
        text=WORDS_ONLY,
    )
    filled = text.fill(
        {"a": "{b}", "b": "тайна"}, "ru", lambda _kind, value: str(value)
    )

    assert filled[0] == "{b} тайна"


def test_every_template_is_told_plainly_in_both_languages() -> None:
    for one in starter_templates().all():
        for said in (one.subject, one.text):
            assert all(said.values()), one.name
            assert "  " not in "".join(said.values()), one.name
        assert not one.subject["ru"].endswith("."), one.name
        assert not one.subject["en"].endswith("."), one.name


NIGHT = QuietHours(since=time(22), until=time(8), zone="Europe/Samara")
NAP = QuietHours(since=time(13), until=time(15), zone="Europe/Samara")


@pytest.mark.parametrize(
    ("quiet", "hour", "minute", "after"),
    [
        # Samara is four hours ahead of UTC.
        (NIGHT, 17, 59, datetime(2026, 11, 22, 17, 59, tzinfo=UTC)),
        (NIGHT, 18, 0, datetime(2026, 11, 23, 4, tzinfo=UTC)),
        (NIGHT, 23, 30, datetime(2026, 11, 23, 4, tzinfo=UTC)),
        (NIGHT, 3, 59, datetime(2026, 11, 22, 4, tzinfo=UTC)),
        (NIGHT, 4, 0, datetime(2026, 11, 22, 4, tzinfo=UTC)),
        (NAP, 9, 0, datetime(2026, 11, 22, 11, tzinfo=UTC)),
        (NAP, 11, 0, datetime(2026, 11, 22, 11, tzinfo=UTC)),
    ],
)
def test_quiet_hours_end_where_the_recipient_lives(
    quiet: QuietHours, hour: int, minute: int, after: datetime
) -> None:
    assert quiet.after(datetime(2026, 11, 22, hour, minute, tzinfo=UTC)) == after


def test_quiet_hours_have_two_ends_and_a_known_zone() -> None:
    for wrong in ({"until": time(22)}, {"zone": "Europe/Atlantis"}):
        with pytest.raises(ValueError):  # noqa: PT011 - pydantic's
            QuietHours.model_validate(
                {"since": time(22), "until": time(8), "zone": "UTC"} | wrong
            )


def book() -> AddressBook:
    return AddressBook.open(recipient=uuid4(), by=BY)


def test_there_is_an_end_of_channels() -> None:
    kept = book()
    for number in range(MOST_CHANNELS):
        kept.add(
            channel=uuid4(),
            kind=ChannelKind.EMAIL,
            address=f"{number}@example.org",
            by=BY,
            today=TODAY - timedelta(days=number),
        )
    with pytest.raises(TooManyChannels):
        kept.add(
            channel=uuid4(),
            kind=ChannelKind.EMAIL,
            address="more@example.org",
            by=BY,
            today=TODAY,
        )


def test_only_what_is_there_can_be_changed() -> None:
    kept, mail = book(), uuid4()
    kept.add(
        channel=mail, kind=ChannelKind.EMAIL, address="a@b.org", by=BY, today=TODAY
    )
    with pytest.raises(NoSuchChannel):
        kept.remove(uuid4(), by=BY)
    with pytest.raises(NotAWebhook):
        kept.renew_secret(mail, by=BY, now=NOON)


def test_choosing_the_same_again_changes_nothing() -> None:
    kept, mail = book(), uuid4()
    kept.add(
        channel=mail, kind=ChannelKind.EMAIL, address="a@b.org", by=BY, today=TODAY
    )
    kept.confirm(mail, is_right=True, by=BY)
    for _ in range(2):
        kept.choose_topics({mail: (Topic.LOOKS, Topic.LIST)}, by=BY)
        kept.choose_quiet_hours(NIGHT, by=BY)
        kept.choose_language("en", by=BY)

    names = [name for name, _ in new_facts(kept)]
    assert names.count("TopicsChosen") == 1
    assert names.count("QuietHoursChosen") == 1
    assert names.count("LanguageChosen") == 1
    assert decided(kept)[3].topics == {mail: (Topic.LIST, Topic.LOOKS)}  # type: ignore[attr-defined]


def tried(outcome: Outcome = Outcome.FAILED) -> Delivery:
    return Delivery.attempt_first(
        recipient=uuid4(),
        channel=uuid4(),
        notice=uuid4(),
        code=None,
        answer=Answer(outcome=outcome, said="503 busy " * 100),
        by=BY,
        now=NOON,
    )


def test_a_failure_is_tried_again_after_longer_and_longer_pauses() -> None:
    delivery = tried()
    failed = Answer(outcome=Outcome.FAILED, said="503")
    for number in range(2, len(PAUSES) + 2):
        delivery.attempt(number, failed, by=BY, now=NOON)

    waits = [getattr(one, "next_at") for one in decided(delivery)]  # noqa: B009
    assert waits == [NOON + pause for pause in PAUSES] + [None]
    assert delivery.is_dead


@pytest.mark.parametrize(
    ("outcome", "is_dead"), [(Outcome.ACCEPTED, False), (Outcome.REFUSED, True)]
)
def test_what_arrived_or_was_refused_for_good_is_not_tried_again(
    outcome: Outcome, *, is_dead: bool
) -> None:
    delivery = tried(outcome)

    assert (delivery.is_waiting, delivery.is_dead) == (False, is_dead)


def test_an_attempt_is_noted_once() -> None:
    delivery = tried()
    answer = Answer(outcome=Outcome.FAILED, said="")
    for number in (1, 3):
        with pytest.raises(Stale):
            delivery.attempt(number, answer, by=BY, now=NOON)


def test_sending_once_more_begins_the_pauses_anew() -> None:
    delivery = tried(Outcome.REFUSED)
    delivery.replay(by=BY)
    with pytest.raises(DeliveryNotDead):
        delivery.replay(by=BY)
    delivery.attempt(2, Answer(outcome=Outcome.FAILED, said=""), by=BY, now=NOON)

    assert getattr(decided(delivery)[-1], "next_at") == NOON + PAUSES[0]  # noqa: B009


def test_only_the_beginning_of_a_long_answer_is_kept() -> None:
    [(_, fields)] = new_facts(tried())

    assert len(fields["answer"]) == 500


WORDS_KEPT = Path(__file__).parents[1] / "history" / "notice_words.txt"


def test_words_that_were_used_are_never_changed(request: pytest.FixtureRequest) -> None:
    """A notice is read with the words with which it was told, for ever."""
    now = {
        f"{one.name}.{one.version}": sha256(one.model_dump_json().encode()).hexdigest()
        for one in starter_templates().all()
    }
    kept = dict(line.split() for line in WORDS_KEPT.read_text("utf-8").splitlines())
    if request.config.getoption("--add-history"):
        kept = now | kept
        lines = "".join(f"{name} {digest}\n" for name, digest in sorted(kept.items()))
        WORDS_KEPT.write_text(lines, "utf-8")

    assert {name for name in kept if now.get(name) != kept[name]} == set()
    assert set(now) - set(kept) == set(), "keep new words: pytest --add-history"
