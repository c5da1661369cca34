"""Keys and their numbers, held to a dictionary."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections import numbering
from projections.numbering import Numbered, Numbering

WIDTH = 2
KEYS = st.sampled_from([bytes([a, b]) for a in (0, 1, 255) for b in (0, 7, 255)])
PARTS = st.lists(st.lists(KEYS, max_size=9), max_size=9)
"""Few keys, zeros at their ends too, so that the same come again."""


@pytest.fixture(autouse=True)
def settles_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbering, "MOST_NEW", 3)


@given(PARTS)
def test_a_key_keeps_its_number_for_ever(parts: list[list[bytes]]) -> None:
    numbering = Numbering(WIDTH)
    given_out: dict[bytes, int] = {}

    for nth, part in enumerate(parts):
        known = numbering.known(part)
        assert known == [given_out[key] for key in part if key in given_out]
        one_by_one = nth % 2
        got = [*map(numbering.number, part)] if one_by_one else numbering.numbers(part)
        for key, number in zip(part, got, strict=True):
            assert given_out.setdefault(key, number) == number
        assert len(numbering) == len(given_out)

    assert sorted(given_out.values()) == list(range(len(given_out)))
    assert read(numbering.now()) == given_out


@given(PARTS, KEYS)
def test_who_reads_sees_the_moment_of_reading(
    parts: list[list[bytes]], wanted: bytes
) -> None:
    numbering = Numbering(WIDTH)
    given_out: dict[bytes, int] = {}

    for part in parts:
        before, then = numbering.now(), dict(given_out)
        given_out |= zip(part, numbering.numbers(part), strict=True)

        assert read(before) == then
        assert before.number(wanted) == then.get(wanted)
        assert [before.key(n) for n in before.numbers_from(wanted)] == sorted(
            key for key in then if key >= wanted
        )
        many = np.frombuffer(b"".join(given_out), (np.void, WIDTH))
        assert before.numbers(many).tolist() == [then.get(k, -1) for k in given_out]


def read(numbered: Numbered) -> dict[bytes, int]:
    return {numbered.key(number): number for number in range(len(numbered))}
