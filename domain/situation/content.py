"""What a life situation or a segment profile says."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID, uuid5

from pydantic import Field, StringConstraints

from domain.condition import ALWAYS, Condition
from domain.kernel import Certainty, Value
from domain.profile import FactValue
from domain.requirement import Line

_SITUATIONS = UUID("7b1c86a2-6d44-5c53-8a0f-2f2d6f6d9c41")

MOST_FACTS = 30

SituationCode = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9-]{4,63}$"),
    Field(examples=["start-cafe"]),
]
"""Its name for ever and a page's address: longer than "keep", the registrar's own."""


class SituationKind(StrEnum):
    """What is described.

    LIFE_SITUATION: something that happens in a business and ends, e.g. opening a place.
    SEGMENT: businesses of one sort, e.g. small cafés; a business belongs to it.

    Source:
        Стандарт «Государство для бизнеса»: the client confirms its life situation and
        its segment profile.
    """

    LIFE_SITUATION = "life_situation"
    SEGMENT = "segment"


class Texts(Value):
    """The same in both languages.

    Attributes:
        ru, en: not empty.
    """

    ru: Line
    en: Line

    def said(self, language: str) -> str:
        """In this language; in Russian unless it is "en"."""
        return self.en if language == "en" else self.ru


class SituationContent(Value):
    """One version.

    Attributes:
        name: what people call it.
        about: what happens, or who belongs to it, in one or two sentences.
        facts: what is so of such a business as a rule, by fact key; proposals that the
            client confirms or corrects, never taken for true by themselves.
        whom: of a segment, who belongs to it; of a situation, whom it may happen to.
        certainty: how sure it is that the facts are so.
    """

    name: Texts
    about: Texts
    facts: dict[str, FactValue] = Field(
        min_length=1,
        max_length=MOST_FACTS,
        examples=[{"activity:cooks_food": True, "object:premises": True}],
    )
    whom: Condition = ALWAYS
    certainty: Certainty = Certainty.LIKELY


def situation_id(code: str) -> UUID:
    """The id for a code, of situations and segments alike."""
    return uuid5(_SITUATIONS, code)
