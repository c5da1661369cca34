"""The topics and rules of self-examination that the product comes with (L5)."""

from functools import cache
from json import loads

from domain.self_examination import Catalogue, Rule, Topic
from interfaces.regions import STARTER


@cache
def starter_catalogue() -> Catalogue:
    """What is asked together, and what follows from an answer."""
    told = loads((STARTER / "questions.json").read_text("utf-8"))
    return Catalogue(
        map(Topic.model_validate, told["topics"]),
        map(Rule.model_validate, told["rules"]),
    )
