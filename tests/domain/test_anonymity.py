"""Groups, rounds, figures and redaction: nobody can be singled out (E5)."""

# ruff: noqa: S311 - chance here only makes examples

from random import Random
from uuid import UUID

import pytest

from domain.anonymity import (
    BANDS,
    Atlas,
    Figures,
    Group,
    Kind,
    Label,
    Round,
    Segment,
    Waiting,
    find,
    groups,
    path,
    plan,
    range_of,
    redacted,
    shared,
)

K = 5
ATLAS = Atlas(
    sections={"56": "I", "55": "I", "10": "C"},
    districts={"63": "volga", "64": "volga", "77": "central"},
)


def ids(chance: Random, count: int) -> list[UUID]:
    return [UUID(int=chance.getrandbits(128), version=4) for _ in range(count)]


def anybody(chance: Random) -> Label:
    segment = Segment(
        okved=chance.choice(("56.10", "56.29", "55.10", "10.71", None)),
        region=chance.choice(("63", "64", "77", None)),
        size=chance.choice(("micro", "small", "large", None)),
    )
    return path(segment, ATLAS)


def test_a_business_is_told_from_section_to_activity_and_region() -> None:
    told = path(Segment(okved="56.10.1", region="63", size="micro"), ATLAS)

    assert told == (
        ("section", "I"),
        ("district", "volga"),
        ("okved", "56"),
        ("size", "micro_small"),
        ("okved", "56.1"),
        ("region", "63"),
        ("size", "micro"),
        ("okved", "56.10"),
    )


@pytest.mark.parametrize("seed", range(20))
def test_every_group_has_k_and_its_label_is_true_of_all(seed: int) -> None:
    chance = Random(seed)
    paths = {id: anybody(chance) for id in ids(chance, chance.randint(0, 120))}

    found = groups(paths, K)

    together = [id for group in found for id in group.members]
    assert sorted(together) == (sorted(paths) if len(paths) >= K else [])
    assert all(len(group.members) >= K for group in found)
    for group in found:
        depth = len(group.label)
        assert {paths[id][:depth] for id in group.members} == {group.label}


def test_who_stands_alone_takes_others_into_a_coarser_group() -> None:
    chance = Random(1)
    many, few = ids(chance, 12), ids(chance, 1)
    cafe = path(Segment(okved="56.10", region="63", size="micro"), ATLAS)
    hotel = path(Segment(okved="55.10", region="63", size="micro"), ATLAS)

    [group] = groups(dict.fromkeys(many, cafe) | dict.fromkeys(few, hotel), K)

    assert group.label == (("section", "I"), ("district", "volga"))


def test_labels_of_one_evaluation_stand_inside_one_another() -> None:
    chance = Random(3)
    told = anybody(chance)

    assert shared([told[:3], told]) == told[:3]


def test_fewer_first_comers_than_k_change_nothing() -> None:
    chance = Random(2)
    first = {id: anybody(chance) for id in ids(chance, K - 1)}
    gone = ids(chance, 3)
    standing = {1: Group(label=(), members=tuple(gone + ids(chance, 4)))}

    waiting = Waiting(first=first, leaving=frozenset(gone))

    assert plan(standing, waiting, K) is None


class History:
    """Rounds by chance: who comes, revises, leaves; and all that was ever published."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.groups: dict[int, Group] = {}
        self.version: dict[UUID, int] = {}
        self.published: list[frozenset[tuple[UUID, int]]] = []
        self.waiting = Waiting()
        self.number = 0

    def live(self) -> None:
        chance = self.chance
        counted = [id for one in self.groups.values() for id in one.members]
        first = dict(self.waiting.first)
        first |= {id: anybody(chance) for id in ids(chance, chance.randint(0, 9))}
        moved = chance.sample(counted, min(len(counted), chance.randint(0, 4)))
        again, leaving = dict(self.waiting.again), set(self.waiting.leaving)
        for id in moved:
            if chance.random() < 0.5 and id not in leaving:
                again[id] = anybody(chance)
            else:
                again.pop(id, None)
                leaving.add(id)
        self.waiting = Waiting(first=first, again=again, leaving=frozenset(leaving))
        round = plan(self.groups, self.waiting, K)
        if round:
            self.take(round)

    def take(self, round: Round) -> None:
        for id in self.waiting.again:
            self.version[id] = self.version.get(id, 0) + 1
        for one in round.dissolved:
            del self.groups[one]
        for group in round.formed:
            self.number += 1
            self.groups[self.number] = group
            self.published.append(
                frozenset((id, self.version.get(id, 0)) for id in group.members)
            )
        self.waiting = Waiting()


@pytest.mark.parametrize("seed", range(30))
def test_no_difference_of_published_figures_is_about_fewer_than_k(seed: int) -> None:
    history = History(seed)
    for _ in range(25):
        history.live()

    seen = history.published
    # Every sum or difference of two and three of all that was ever published.
    for place, one in enumerate(seen):
        assert len(businesses(one)) >= K
        for other in seen[:place]:
            assert fewest(weights([one], [other])) >= K
    for _ in range(3000):
        some = history.chance.sample(seen, min(len(seen), 6))
        half = history.chance.randint(0, len(some))
        assert fewest(weights(some[:half], some[half:])) >= K


@pytest.mark.parametrize("seed", range(10))
def test_no_combination_of_published_figures_is_about_fewer_than_k(seed: int) -> None:
    """Eliminates like an adversary with a computer: whole rows, any weights."""
    history = History(100 + seed)
    for _ in range(15):
        history.live()
    rows = [dict.fromkeys(one, 1) for one in history.published]
    for _ in range(400):
        total: dict[tuple[UUID, int], int] = {}
        for row in history.chance.sample(rows, min(len(rows), 8)):
            weight = history.chance.choice((-3, -2, -1, 1, 2, 3))
            for key in row:
                total[key] = total.get(key, 0) + weight

        assert fewest(total) >= K


def businesses(some: frozenset[tuple[UUID, int]]) -> set[UUID]:
    return {id for id, _ in some}


def weights(
    plus: list[frozenset[tuple[UUID, int]]], minus: list[frozenset[tuple[UUID, int]]]
) -> dict[tuple[UUID, int], int]:
    total: dict[tuple[UUID, int], int] = {}
    for sign, part in ((1, plus), (-1, minus)):
        for one in part:
            for key in one:
                total[key] = total.get(key, 0) + sign
    return total


def fewest(total: dict[tuple[UUID, int], int]) -> int:
    """How many businesses a combination is about; of none at all, as many as K."""
    about = {id for (id, _), weight in total.items() if weight}
    return len(about) or K


def test_figures_add_up_and_come_apart() -> None:
    one = Figures.of({"clarity": 2}, {"once_hours": 3}, ["theme:cost"], is_actual=True)
    two = Figures.of({"clarity": None}, {"once_hours": None}, [], is_actual=False)

    both = one + two

    assert both.count == 2
    assert both.scores["clarity"] == (1, 0, 1, 0, 0, 0)
    assert (both.actual, both.said) == (1, {"theme:cost": 1})
    assert (both - two).scores == one.scores


def test_what_fewer_than_k_say_is_not_told() -> None:
    said = [Figures.of({"clarity": 1}, {}, ["theme:cost"], is_actual=True)] * 4
    four = sum(said[1:], said[0])
    seven = four + four - said[0]

    assert (four.at_least(K), seven.at_least(K)) == ({}, {"theme:cost": 5})
    assert (four.mean("clarity", K), seven.mean("clarity", K)) == (None, 1.0)


@pytest.mark.parametrize(
    ("costs", "middle", "half"),
    [
        ([10] * 9, None, None),
        ([10] * 10, (10, 30), None),
        ([1] * 5 + [10] * 10 + [500] * 5, (10, 30), (1, 30)),
    ],
)
def test_a_range_of_costs_leaves_k_beyond_it(
    costs: list[int], middle: object, half: object
) -> None:
    counts = [0] * len(BANDS)
    for cost in costs:
        counts[max(place for place, low in enumerate(BANDS) if low <= cost)] += 1

    found = range_of(counts, K)

    assert (found and found.middle, found and found.half) == (middle, half)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("ИНН 7707083893", [Kind.INN]),
        ("ОГРН 1027700132195", [Kind.OGRN]),
        ("звоните +7 (846) 123-45-67", [Kind.PHONE]),
        ("пишите a.b@mail.ru", [Kind.EMAIL]),
        ("счёт 40702810900000005555", [Kind.ACCOUNT]),
        ("наш сайт www.lipa.ru и @lipa_cafe", [Kind.ADDRESS_ONLINE] * 2),
        ("мы, ООО «Ромашка», против", [Kind.BUSINESS]),
        ("директор Иванов Пётр Сергеевич", [Kind.PERSON]),
        ("сказал Петров И.И.", [Kind.PERSON]),
        ("у нас Анна Кузнецова", [Kind.PERSON]),
        ("на ул. Ленина, д. 5", [Kind.PLACE]),
        ("платим 120 000 руб. в год, это 40 часов", []),
        ("Слишком частые проверки. Зачем журнал?", []),
    ],
)
def test_what_may_tell_who_wrote_is_found(text: str, kinds: list[Kind]) -> None:
    assert [one.kind for one in find(text)] == kinds


@pytest.mark.parametrize(
    "text",
    ["звоните васе, восемь девятьсот два", "единственная пекарня у вокзала", "липа62"],
)
def test_slang_is_missed_so_a_person_has_to_read(text: str) -> None:
    assert redacted(text) == text


def test_a_proposal_keeps_the_rest_of_the_text() -> None:
    assert redacted("Мы, ИП Кузнецова Анна, тратим 3 часа") == "Мы, ▇▇▇, тратим 3 часа"
