"""Whose word stands about a business: the client's, a register's, an inspector's."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import permutations
from uuid import uuid4

import pytest

from domain.client import (
    ClaimAgrees,
    Client,
    Dispute,
    DisputeClosed,
    DisputeReasonMissing,
    DisputeStatus,
    FactSource,
    KindIsRegistered,
    NothingChanged,
    NothingCorrected,
    NothingToDispute,
    ProposalSettled,
    Word,
    derive,
    heard,
    standing,
)
from domain.errors import NotFound
from domain.kernel import Actor, Certainty, Role
from domain.profile import FactValue
from tests.domain.test_client import ANNA, TODAY, registered
from tests.facts import new_facts
from tests.registers import ENTRY, MARCH, answer, place, told

JOB = Actor(id="system:registers", role=Role.SYSTEM)
PAVEL = Actor(id="pavel", role=Role.INSPECTOR, organisation=uuid4())
OLGA = Actor(id="olga", role=Role.INSPECTOR, organisation=uuid4())
LIKELY = Certainty.LIKELY


def said(client: Client, **facts: FactValue) -> None:
    client.state_facts(facts, source=FactSource.CLIENT, since=TODAY, by=ANNA)


def found(client: Client, by: Actor, since: date = TODAY, **facts: FactValue) -> None:
    client.state_facts(facts, source=FactSource.INSPECTOR, since=since, by=by)


def test_what_a_register_says_is_kept_with_its_entry_and_its_day() -> None:
    client = registered()

    client.hear(answer(told()), by=JOB)

    assert new_facts(client)[1:] == [
        (
            "FactsStated",
            {
                "facts": {"okved": ("56.10",)},
                "source": FactSource.REGISTER,
                "since": MARCH,
                "registry": "ЕРВК",
                "reference": ENTRY,
                "certainty": None,
            },
        )
    ]


def test_a_client_says_its_own_beside_a_register_and_does_not_overwrite_it() -> None:
    client = registered()
    client.hear(answer(told()), by=JOB)

    said(client, okved=("47.11",))

    assert client.facts["okved"] == ("56.10",)
    assert client.words.said_by(FactSource.CLIENT, None) == {"okved": ("47.11",)}


def test_what_is_only_concluded_from_a_register_yields_to_the_client() -> None:
    client = registered()
    client.hear(answer(told("employees", 5, certainty=LIKELY)), by=JOB)
    concluded = client.facts["employees"]

    said(client, employees=8)

    assert (concluded, client.facts["employees"]) == (5, 8)


def test_not_knowing_unseats_nobody_who_knows() -> None:
    client = registered()
    client.hear(answer(told("employees", 5, certainty=LIKELY)), by=JOB)

    said(client, employees=None)

    assert client.facts["employees"] == 5


def test_of_two_words_of_the_state_the_later_day_stands() -> None:
    client = registered()
    found(client, PAVEL, employees=7)
    client.hear(answer(told("employees", 5)), by=JOB)
    by_pavel = client.facts["employees"]

    found(client, OLGA, since=TODAY + timedelta(days=1), employees=9)

    assert (by_pavel, client.facts["employees"]) == (7, 9)


WORDS = [
    Word(1, FactSource.CLIENT, TODAY, 1),
    Word(2, FactSource.REGISTER, MARCH, 2, registry="ЕРВК"),
    Word(3, FactSource.REGISTER, TODAY, 3, registry="ЕГРЮЛ", certainty=LIKELY),
    Word(4, FactSource.INSPECTOR, MARCH, 4, authority=uuid4()),
    Word(None, FactSource.INSPECTOR, TODAY, 5, authority=uuid4()),
]


def test_who_stands_does_not_depend_on_the_order_of_voices() -> None:
    stands = set()
    for order in permutations(WORDS):
        words: tuple[Word, ...] = ()
        for word in order:
            words = heard(words, word)
        stands.add(standing(words).value)

    assert stands == {4}


def test_an_import_that_is_repeated_records_nothing() -> None:
    client = registered()
    client.hear(answer(told(), places=(place(),)), by=JOB)

    with pytest.raises(NothingChanged):
        client.hear(answer(told(), places=(place(),)), by=JOB)


def test_an_older_entry_does_not_take_the_place_of_a_newer_one() -> None:
    client = registered()
    client.hear(answer(told(value=("47.11",), reference="new")), by=JOB)

    older = told(since=MARCH - timedelta(days=1), reference="old")
    with pytest.raises(NothingChanged):
        client.hear(answer(older), by=JOB)

    assert client.facts["okved"] == ("47.11",)


def test_a_register_that_takes_its_word_back_leaves_the_clients() -> None:
    client = registered()
    said(client, employees=8)
    client.hear(answer(told("employees", 5)), by=JOB)

    client.hear(answer(told("employees", None)), by=JOB)

    assert client.facts["employees"] == 8


def test_a_correction_by_the_keeper_outlives_a_repeated_import() -> None:
    client = registered()
    client.hear(answer(told()), by=JOB)
    word = client.words.standing("okved")
    assert word

    client.correct_word(word, "okved", ("47.11",), since=MARCH, by=PAVEL)

    with pytest.raises(NothingChanged):
        client.hear(answer(told()), by=JOB)
    assert client.facts["okved"] == ("47.11",)


def test_no_register_says_what_a_business_is_in_law() -> None:
    with pytest.raises(KindIsRegistered):
        registered().hear(answer(told("client_kind", "LE")), by=JOB)


def test_a_place_of_a_register_is_only_proposed() -> None:
    client = registered()
    client.hear(answer(places=(place(),)), by=JOB)
    [proposal] = client.proposals

    opened = client.open_premises(
        name="Лавка", address="Самара", region="63", since=TODAY, by=ANNA
    )
    assert set(client.premises) == {opened}
    client.open_premises(
        name="Лавка",
        address="Самара, ул. Придуманная, 7",
        region="63",
        since=MARCH,
        by=ANNA,
        proposal_id=proposal,
    )

    assert (len(client.premises), client.proposals) == (2, set())


def test_a_place_that_was_declined_or_is_open_is_not_proposed_again() -> None:
    client = registered()
    client.open_premises(
        name="Лавка",
        address="САМАРА ул.Придуманная 7",
        region="63",
        since=TODAY,
        by=ANNA,
    )
    with pytest.raises(NothingChanged):
        client.hear(answer(places=(place(),)), by=JOB)
    client.hear(answer(places=(place("Тольятти, 1"),)), by=JOB)
    [proposal] = client.proposals
    client.decline_proposal(proposal, by=ANNA)

    with pytest.raises(NothingChanged):
        client.hear(answer(places=(place("Тольятти, 1"),)), by=JOB)
    with pytest.raises(ProposalSettled):
        client.decline_proposal(proposal, by=ANNA)
    with pytest.raises(NotFound):
        client.decline_proposal(uuid4(), by=ANNA)


def test_what_follows_names_the_places_that_it_follows_from() -> None:
    places: list[dict[str, FactValue]] = [
        {"object:lift": False},
        {"object:lift": True},
        {"object:lift": None},
    ]

    derived = derive({}, places)

    assert derived["object:lift"].value is True
    assert [one.premises for one in derived["object:lift"].origins] == [1]
    assert [one.premises for one in derived["object:premises"].origins] == [0, 1, 2]
    none = derive({}, places[:1])["object:lift"]
    assert (none.value, [one.premises for one in none.origins]) == (False, [0])


def disputed(claim: FactValue = ("47.11",), reason: str = "Не мы") -> Dispute:
    client = registered()
    client.hear(answer(told()), by=JOB)
    return Dispute.raise_(
        client.words.standing("okved"),
        id=Dispute.id_of(client.id, "okved", 1),
        client_id=client.id,
        fact="okved",
        claim=claim,
        reason=reason,
        document_id=None,
        by=ANNA,
    )


def test_a_dispute_keeps_what_is_disputed_who_says_it_and_the_claim() -> None:
    dispute = disputed()

    assert new_facts(dispute) == [
        (
            "Raised",
            {
                "client_id": dispute.client_id,
                "fact": "okved",
                "registry": "ЕРВК",
                "authority": None,
                "value": ("56.10",),
                "since": MARCH,
                "claim": ("47.11",),
                "reason": "Не мы",
                "document_id": None,
            },
        )
    ]


@pytest.mark.parametrize(
    "word",
    [
        None,
        WORDS[0],
        WORDS[2],
        Word(None, FactSource.REGISTER, MARCH, 1, registry="ЕРВК"),
    ],
)
def test_only_what_the_state_says_itself_can_be_disputed(word: Word | None) -> None:
    with pytest.raises(NothingToDispute):
        Dispute.raise_(
            word,
            id=uuid4(),
            client_id=uuid4(),
            fact="employees",
            claim=None,
            reason="Не так",
            document_id=None,
            by=ANNA,
        )


def test_a_dispute_needs_a_reason_and_another_value() -> None:
    with pytest.raises(DisputeReasonMissing):
        disputed(reason=" ")
    with pytest.raises(ClaimAgrees):
        disputed(claim=("56.10",))


@pytest.mark.parametrize("end", ["withdraw", "accept", "decline"])
def test_a_dispute_ends_once(end: str) -> None:
    dispute = disputed()
    ways: dict[str, Callable[[], None]] = {
        "withdraw": lambda: dispute.withdraw(by=ANNA),
        "accept": lambda: dispute.accept(value=None, since=MARCH, reason=" ", by=PAVEL),
        "decline": lambda: dispute.decline(reason="Верно", by=PAVEL),
    }

    ways[end]()

    assert dispute.status is not DisputeStatus.OPEN
    for way in ways.values():
        with pytest.raises(DisputeClosed):
            way()


def test_a_keeper_corrects_to_something_else_and_declines_with_a_reason() -> None:
    with pytest.raises(NothingCorrected):
        disputed().accept(value=("56.10",), since=MARCH, reason=None, by=PAVEL)
    with pytest.raises(DisputeReasonMissing):
        disputed().decline(reason="", by=PAVEL)
