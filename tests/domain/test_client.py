"""The rules of a client: registration numbers, facts, premises."""

from datetime import date
from uuid import uuid4

import pytest

from domain.client import (
    BadInn,
    BadOgrn,
    Client,
    ClientForgotten,
    FactSource,
    KindIsRegistered,
    NameMissing,
    NothingChanged,
    PremisesClosedAlready,
    UnknownFact,
    profile_of,
)
from domain.errors import NotFound
from domain.kernel import Actor, Role
from domain.profile import ClientKind, FactValue
from tests.facts import new_facts

TODAY = date(2026, 11, 21)
ANNA = Actor(id="anna", role=Role.CLIENT)
INN = "630000000119"


def registered(
    kind: ClientKind = ClientKind.IE,
    inn: str = INN,
    ogrn: str | None = None,
    name: str = "ИП Кузнецова",
) -> Client:
    return Client.register(
        id=uuid4(), kind=kind, name=name, inn=inn, ogrn=ogrn, by=ANNA
    )


def test_registering_records_the_numbers_of_the_business() -> None:
    client = registered(ogrn="326630000000017")

    assert new_facts(client) == [
        (
            "Registered",
            {
                "kind": ClientKind.IE,
                "name": "ИП Кузнецова",
                "inn": INN,
                "ogrn": "326630000000017",
            },
        )
    ]


@pytest.mark.parametrize(
    ("kind", "inn"),
    [
        (ClientKind.IE, "630000000118"),
        (ClientKind.IE, "6300000034"),
        (ClientKind.LE, INN),
        (ClientKind.LE, "6300000035"),
        (ClientKind.NPD, "63000000011X"),
    ],
)
def test_an_inn_of_wrong_length_or_checksum_is_refused(
    kind: ClientKind, inn: str
) -> None:
    with pytest.raises(BadInn):
        registered(kind, inn)


@pytest.mark.parametrize(
    ("kind", "inn", "ogrn"),
    [
        (ClientKind.IE, INN, "326630000000018"),
        (ClientKind.IE, INN, "1266300000010"),
        (ClientKind.LE, "6300000034", "1266300000011"),
        (ClientKind.NPD, INN, "326630000000017"),
    ],
)
def test_an_ogrn_of_wrong_length_or_checksum_is_refused(
    kind: ClientKind, inn: str, ogrn: str
) -> None:
    with pytest.raises(BadOgrn):
        registered(kind, inn, ogrn)


def test_an_ogrnip_whose_remainder_has_two_digits_is_accepted() -> None:
    number = next(
        f"{n}{n % 13 % 10}"
        for n in range(32463000000000, 32463000000013)
        if n % 13 == 10
    )

    assert registered(ogrn=number).ogrn == number


def test_a_business_needs_a_name() -> None:
    with pytest.raises(NameMissing):
        registered(name="  ")


def test_only_the_facts_that_changed_are_recorded() -> None:
    client = registered()
    client.state_facts(
        {"employees": 8, "object:lift": False},
        source=FactSource.CLIENT,
        since=TODAY,
        by=ANNA,
    )

    client.state_facts(
        {"employees": 9, "object:lift": False},
        source=FactSource.CLIENT,
        since=TODAY,
        by=ANNA,
    )

    assert new_facts(client)[-1] == (
        "FactsStated",
        {
            "facts": {"employees": 9},
            "source": FactSource.CLIENT,
            "since": TODAY,
            "registry": None,
            "reference": None,
            "certainty": None,
        },
    )


def test_not_knowing_is_an_answer_and_recorded_once() -> None:
    client = registered()
    said = {"object:pool": None}
    client.state_facts(said, source=FactSource.CLIENT, since=TODAY, by=ANNA)

    assert (client.facts["object:pool"], client.profile().known("object:pool")) == (
        None,
        False,
    )
    with pytest.raises(NothingChanged):
        client.state_facts(said, source=FactSource.CLIENT, since=TODAY, by=ANNA)


@pytest.mark.parametrize("kind", ["LE", None])
def test_what_a_business_is_in_law_is_no_fact_to_state(kind: str | None) -> None:
    with pytest.raises(KindIsRegistered):
        registered().state_facts(
            {"client_kind": kind}, source=FactSource.CLIENT, since=TODAY, by=ANNA
        )


def test_saying_what_is_known_already_records_nothing() -> None:
    client = registered()

    with pytest.raises(NothingChanged):
        client.state_facts(
            {"client_kind": "IE"}, source=FactSource.CLIENT, since=TODAY, by=ANNA
        )


@pytest.mark.parametrize(
    ("whole", "places", "expected"),
    [
        (None, [True, False], True),
        (None, [False, False], False),
        (None, [False, None], None),
        (False, [None], False),
        (False, [True], True),
        (True, [False], True),
        (True, [], True),
        (None, [], None),
    ],
)
def test_an_object_is_used_when_some_place_uses_it(
    whole: FactValue, places: list[FactValue], expected: FactValue
) -> None:
    profile = profile_of(
        {"object:lift": whole}, [{"object:lift": place} for place in places]
    )

    assert profile.says("object:lift") is expected


def test_an_open_place_is_premises_and_a_closed_one_is_not() -> None:
    client = registered()
    place = client.open_premises(
        name="Кафе", address="", region="63", since=TODAY, by=ANNA
    )
    opened = client.profile().says("object:premises")

    client.close_premises(place, on=TODAY, by=ANNA)

    assert (opened, client.profile().says("object:premises")) == (True, None)


def test_a_closed_or_strange_place_takes_no_facts() -> None:
    client = registered()
    place = client.open_premises(
        name="Кафе", address="", region=None, since=TODAY, by=ANNA
    )
    client.close_premises(place, on=TODAY, by=ANNA)

    with pytest.raises(PremisesClosedAlready):
        client.state_premises_facts(place, {"object:lift": False}, since=TODAY, by=ANNA)
    with pytest.raises(NotFound):
        client.state_premises_facts(
            uuid4(), {"object:lift": False}, since=TODAY, by=ANNA
        )


def test_a_place_knows_only_its_objects() -> None:
    client = registered()
    place = client.open_premises(
        name="Кафе", address="", region=None, since=TODAY, by=ANNA
    )

    with pytest.raises(UnknownFact):
        client.state_premises_facts(place, {"employees": 3}, since=TODAY, by=ANNA)


def test_a_forgotten_business_states_nothing_more() -> None:
    client = registered()
    client.forget(by=ANNA)

    with pytest.raises(ClientForgotten):
        client.state_facts(
            {"employees": 1}, source=FactSource.CLIENT, since=TODAY, by=ANNA
        )
