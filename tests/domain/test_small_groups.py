"""Small groups are hidden, and cannot be had back by subtracting."""

from hypothesis import given
from hypothesis import strategies as st

from domain.impact import Counted, Protection
from domain.small_groups import rounded, shown, suppress, suppress_nested, total

tables = st.dictionaries(st.integers(0, 9), st.integers(0, 12), max_size=8)
thresholds = st.integers(1, 7)


@given(tables, thresholds)
def test_what_is_shown_is_right_and_never_small(counts: dict[int, int], k: int) -> None:
    for group, count in suppress(counts, k).items():
        assert count is None or count == counts[group]
        assert count is None or count == 0 or count >= k


@given(tables, thresholds)
def test_nothing_hidden_follows_from_the_total(counts: dict[int, int], k: int) -> None:
    found = suppress(counts, k)
    hidden = [group for group, count in found.items() if count is None]
    whole = total(counts, k)

    if hidden and whole is not None:
        rest = whole - sum(count for count in found.values() if count)
        assert len(hidden) > 1
        assert rest >= k


@given(st.dictionaries(st.integers(0, 4), tables, max_size=4), thresholds)
def test_nothing_hidden_follows_from_a_table_of_totals(
    parts: dict[int, dict[int, int]], k: int
) -> None:
    sums = {part: sum(inner.values()) for part, inner in parts.items()}
    outer = suppress(sums, k)

    for part, inner in suppress_nested(parts, k).items():
        hidden = [group for group, count in inner.items() if count is None]
        if outer[part] is None:
            assert all(not count for count in inner.values())
        elif hidden and any(inner.values()):
            rest = sums[part] - sum(count for count in inner.values() if count)
            assert len(hidden) > 1
            assert rest >= k


def test_a_small_group_takes_the_next_smallest_with_it() -> None:
    assert suppress({"a": 3, "b": 7, "c": 90}, 5) == {"a": None, "b": None, "c": 90}
    assert suppress({"a": 0, "b": 7}, 5) == {"a": 0, "b": 7}
    assert suppress({"a": 0, "b": 7, "c": 9}, 5, least=0) == {
        "a": None,
        "b": None,
        "c": 9,
    }
    assert (shown(4, 5), shown(0, 5), shown(5, 5)) == (None, 0, 5)


@given(st.integers(0, 1000), thresholds, st.binary())
def test_rounding_gives_a_neighbouring_multiple_and_always_the_same(
    count: int, k: int, seed: bytes
) -> None:
    found = rounded(count, k, seed)

    assert found % k == 0
    assert abs(found - count) < k
    assert found == rounded(count, k, seed)


def test_rounding_is_right_on_the_average() -> None:
    found = [rounded(12, 5, str(n).encode()) for n in range(2000)]

    assert abs(sum(found) / len(found) - 12) < 0.3


def test_the_same_clients_are_told_alike_whatever_was_asked() -> None:
    protection = Protection(5, b"secret")

    told = {protection.told(Counted(17, 9)) for _ in range(3)}

    assert len(told) == 1
    assert protection.told(Counted(4, 1)) is None
    assert protection.told(Counted(0, 0)) is None


def test_the_difference_of_two_questions_does_not_tell_whether_one_client_differs() -> (
    None
):
    protection = Protection(5, b"secret")
    # A developer asks of a group with and without one client, for many groups.
    with_one = [Counted(size + 1, half) for size in range(20, 60) for half in (9, 10)]
    without = [Counted(size, half) for size in range(20, 60) for half in (9, 10)]

    differences = {
        (protection.told(a) or 0) - (protection.told(b) or 0)
        for a, b in zip(with_one, without, strict=True)
    }

    assert {-5, 0, 5} <= differences
