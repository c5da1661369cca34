"""A register of a few requirements, and a catalogue, to examine oneself with."""

from typing import Any

from domain.condition import parse
from domain.kernel import Certainty
from domain.self_examination import Catalogue, Rule, Topic

TOPIC = Topic(id="machines", facts=("object:lift", "object:crane", "object:pool"))


def rule(fact: str, only_if: dict[str, Any]) -> Rule:
    return Rule(fact=fact, only_if=parse(only_if), certainty=Certainty.CERTAIN)


CATALOGUE = Catalogue(
    [TOPIC],
    [
        rule("object:lift", {"object": ["premises"]}),
        rule(
            "object:pool",
            {"op": "any", "of": [{"object": ["premises"]}, {"activity": ["hot_work"]}]},
        ),
        rule("activity:hires_foreigners", {"employees_min": 1}),
    ],
)
