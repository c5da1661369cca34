"""Why something concerns a business, in words, by what decided alone (L8)."""

import json

import pytest

from domain.condition import Literal, Verdict, parse
from interfaces.listing import REGISTER
from interfaces.mailed import _literals
from interfaces.wording import Wording

WORDS = {code: Wording(code) for code in ("ru", "en")}


def literals() -> list[Literal]:
    """Everything that the register that comes with the product asks."""
    rows = map(json.loads, REGISTER.read_text("utf-8").splitlines())
    return sorted(
        {
            literal
            for row in rows
            for clause in parse(row["applies"]).clauses
            for literal in clause
        },
        key=lambda one: (one.fact, str(one.test), one.holds),
    )


@pytest.mark.parametrize("code", WORDS)
def test_everything_that_conditions_ask_is_said_as_a_reason(code: str) -> None:
    start = {"ru": "Относится к вам, потому что ", "en": "Applies to you because "}[
        code
    ]

    for literal in literals():
        for one in (literal, literal.opposite):
            said = WORDS[code].told(Verdict.APPLIES, [one])
            assert said.startswith(start), one
            assert said.endswith("."), one
            assert "{" not in said, one
            unknown = WORDS[code].told(Verdict.UNKNOWN, [one])
            assert "?" in unknown or "ответьте" in unknown, one


def test_reasons_are_joined_and_none_means_everybody() -> None:
    said = WORDS["ru"].told(
        Verdict.APPLIES,
        [
            Literal("object:lift", test=True),
            Literal("region", "63", holds=False),
            Literal("employees", 5),
            Literal("client_kind", "IE"),
        ],
    )

    assert said == (
        "Относится к вам, потому что у вас есть лифт или подъёмная платформа, ваш"
        " регион — не «Самарская область», у вас 5 работников или больше и вы —"
        " индивидуальный предприниматель."
    )
    assert WORDS["ru"].told(Verdict.APPLIES, []) == "Относится ко всем."


def test_what_is_kept_of_a_reason_reads_back_as_it_was() -> None:
    kept = [
        one.atom if one.holds else f"-{one.atom}"
        for literal in literals()
        for one in (literal, literal.opposite)
    ]

    assert [
        one.atom if one.holds else f"-{one.atom}" for one in _literals(kept)
    ] == kept
    both = [one for literal in literals() for one in (literal, literal.opposite)]
    assert list(_literals(kept)) == both
