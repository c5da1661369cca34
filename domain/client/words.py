"""Who says what of a business, and whose word stands (L7).

The rule and its reasons: docs/decisions/0020.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from domain.client.facts import Facts, FactSource
from domain.client.registers import RegisterFact
from domain.kernel import Certainty
from domain.profile import FactValue

Told = tuple[str, str, FactValue]
"""A fact, the entry of a register that told it, and what it told."""

OF_THE_STATE = frozenset({FactSource.REGISTER, FactSource.INSPECTOR})


class Word(NamedTuple):
    """What one voice said last of one fact.

    Attributes:
        value: None: it says that it does not know.
        source: who says so.
        since: the day from which it is so.
        said: version of the client at which it was said.
        registry: name of the state register, when one says so.
        authority: organisation of the inspector, when one says so.
        certainty: below CERTAIN: concluded from something else that was said.
    """

    value: FactValue
    source: FactSource
    since: date
    said: int
    registry: str | None = None
    authority: UUID | None = None
    certainty: Certainty = Certainty.CERTAIN

    @property
    def voice(self) -> tuple[FactSource, str | UUID | None]:
        """Who speaks; the newer word of a voice takes the place of the older one."""
        return self.source, self.registry or self.authority

    @property
    def is_official(self) -> bool:
        """Whether the state says so itself: it stands until its keeper corrects it."""
        return is_official(self.source, self.certainty)


def is_official(source: FactSource, certainty: Certainty) -> bool:
    """Whether a word of this source and certainty is the state's own."""
    return source in OF_THE_STATE and certainty is Certainty.CERTAIN


def rank(word: Word) -> tuple[bool, int, date, int]:
    """Where a word stands among those about the same fact; the greatest one stands.

    Somebody who knows stands before somebody who does not. Then: the state's own word,
    the client's, what was concluded from the state's. Then the later day, the later
    word.
    """
    place = 1 if word.source is FactSource.CLIENT else 0
    return (
        word.value is not None,
        2 if word.is_official else place,
        word.since,
        word.said,
    )


def standing(words: Iterable[Word]) -> Word:
    """The word that stands for all; conditions see its value.

    Args:
        words: about one fact, one of each voice, at least one.
    """
    return max(words, key=rank)


def heard(words: Sequence[Word], new: Word) -> tuple[Word, ...]:
    """The last word of each voice after one more was said."""
    return (*(word for word in words if word.voice != new.voice), new)


class Words:
    """The last word of every voice about every fact of one business."""

    def __init__(self) -> None:
        self._of: dict[str, tuple[Word, ...]] = {}
        self._told: set[Told] = set()

    def add(self, fact: str, word: Word, reference: str | None) -> FactValue:
        """Hear one more word; the value that stands then.

        Args:
            fact: its key.
            word: what was said.
            reference: of the register's entry that says it, if one does.
        """
        if reference:
            self._told.add((fact, f"{word.registry} {reference}", word.value))
        self._of[fact] = heard(self._of.get(fact, ()), word)
        return standing(self._of[fact]).value

    def standing(self, fact: str) -> Word | None:
        """The word that stands about a fact; None when nobody said one."""
        words = self._of.get(fact)
        return standing(words) if words else None

    def of(
        self, fact: str, registry: str | None, authority: UUID | None
    ) -> Word | None:
        """What a register, or else an authority's inspector, says of a fact."""
        source = FactSource.REGISTER if registry else FactSource.INSPECTOR
        return self._by_voice(fact, (source, registry or authority))

    def said_by(self, source: FactSource, authority: UUID | None) -> Facts:
        """What the client, or else an authority's inspector, says of every fact."""
        return {
            fact: word.value
            for fact in self._of
            if (word := self._by_voice(fact, (source, authority)))
        }

    def is_news(self, registry: str, one: RegisterFact) -> bool:
        """Whether a register tells something that it has not told before.

        What an entry told once is no news, so that a correction by the keeper outlives
        a repeated import; nor is what it says of an earlier day than now.
        """
        if (one.fact, f"{registry} {one.reference}", one.value) in self._told:
            return False
        word = self.of(one.fact, registry, None)
        if word is None:
            return one.value is not None
        is_surer = one.certainty is Certainty.CERTAIN is not word.certainty
        return (word.value != one.value or is_surer) and word.since <= one.since

    def _by_voice(
        self, fact: str, voice: tuple[FactSource, str | UUID | None]
    ) -> Word | None:
        words = self._of.get(fact, ())
        return next((word for word in words if word.voice == voice), None)
