"""The same provision in two versions: which one it was, and which words changed."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from typing import Final

from domain.draft.content import (
    DraftText,
    GivenProvision,
    Manuscript,
    OwnQuestion,
    Provision,
)
from domain.kernel import Value

ALIKE: Final = 0.6
"""Share of common words from which a reworded provision is still the same one."""
ALIKE_NUMBERED: Final = 0.4
"""The same for one that has kept its number."""

_TOKEN: Final = re.compile(r"\s*\S+")
_WORD: Final = re.compile(r"\w+")


class Fate(StrEnum):
    """What became of a provision, or of words, in the later version."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


class Piece(Value):
    """Some words, and whether they stayed, came or went."""

    fate: Fate
    text: str


class ProvisionChange(Value):
    """One provision in two versions.

    Attributes:
        id: of the provision.
        fate: CHANGED also when only its number did.
        number: in the later version, or in the earlier one when it is gone.
        before: number in the earlier version; None when it is new.
        pieces: its text, words marked.
    """

    id: str
    fate: Fate
    number: str
    before: str | None
    pieces: tuple[Piece, ...]


def settled(
    manuscript: Manuscript, before: DraftText | None, given_out: int
) -> DraftText:
    """The text with an id for every part: the earlier one where it is the same part.

    A part is the same when the author says so, when it reads the same, or when most
    of its words are the same; among several the one with the same number.

    Args:
        manuscript: as written.
        before: the text that it replaces; None for the first.
        given_out: the highest number in any id that this draft ever used.
    """
    fresh = iter(range(given_out + 1, 10**6))
    old = before.provisions if before else ()
    asked = before.questions if before else ()
    provisions = _provisions(manuscript.provisions, old, fresh)
    known = {one.text: one.id for one in asked}
    return DraftText(
        **{
            name: getattr(manuscript, name)
            for name in ("title", "summary", "kind", "degree", "proposals", "project")
        },
        provisions=provisions,
        questions=tuple(
            OwnQuestion(id=known.get(text) or f"q{next(fresh)}", text=text)
            for text in manuscript.questions
        ),
    )


def highest(text: DraftText, given_out: int = 0) -> int:
    """The highest number in any id of a text, or before it."""
    ids = [one.id for one in text.provisions] + [one.id for one in text.questions]
    return max([given_out, *(int(id[1:]) for id in ids)])


def compare(before: DraftText, after: DraftText) -> tuple[ProvisionChange, ...]:
    """What became of each provision: those of `after` in order, then the gone ones."""
    old = {one.id: one for one in before.provisions}
    changes = [_change(old.pop(new.id, None), new) for new in after.provisions]
    changes += [
        ProvisionChange(
            id=one.id,
            fate=Fate.GONE,
            number=one.number,
            before=one.number,
            pieces=(Piece(fate=Fate.GONE, text=one.text),),
        )
        for one in old.values()
    ]
    return tuple(changes)


def words_marked(before: str, after: str) -> tuple[Piece, ...]:
    """A text with the words that came and went; joined they give it back."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    return tuple(_spaced(_pieces(old, new)))


def _change(old: Provision | None, new: Provision) -> ProvisionChange:
    if old is None:
        pieces: tuple[Piece, ...] = (Piece(fate=Fate.NEW, text=new.text),)
        fate = Fate.NEW
    elif (old.number, old.text) == (new.number, new.text):
        pieces = (Piece(fate=Fate.SAME, text=new.text),)
        fate = Fate.SAME
    else:
        pieces = words_marked(old.text, new.text)
        fate = Fate.CHANGED
    return ProvisionChange(
        id=new.id,
        fate=fate,
        number=new.number,
        before=old.number if old else None,
        pieces=pieces,
    )


def _spaced(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """The pieces with a space between any two that have none."""
    for place, piece in enumerate(pieces):
        apart = place == 0 or piece.text[0].isspace()
        yield piece if apart else Piece(fate=piece.fate, text=f" {piece.text}")


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(
        None, [one.strip() for one in old], [one.strip() for one in new], autojunk=False
    )
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            yield Piece(fate=Fate.SAME, text="".join(new[k:m]))
            continue
        if i < j:
            yield Piece(fate=Fate.GONE, text="".join(old[i:j]))
        if k < m:
            yield Piece(fate=Fate.NEW, text="".join(new[k:m]))


def _provisions(
    given: Sequence[GivenProvision], old: Sequence[Provision], fresh: Iterator[int]
) -> tuple[Provision, ...]:
    left = {one.id: one for one in old}
    found: dict[int, str] = {}

    def take(place: int, id: str) -> None:
        found[place] = id
        del left[id]

    for place, one in enumerate(given):
        if one.id and one.id in left:
            take(place, one.id)
    for like in (_reads_the_same, _is_alike):
        for place, one in enumerate(given):
            if place not in found and (id := like(one, list(left.values()))):
                take(place, id)
    return tuple(
        Provision(
            id=found.get(place) or f"p{next(fresh)}", number=one.number, text=one.text
        )
        for place, one in enumerate(given)
    )


def _reads_the_same(given: GivenProvision, old: Sequence[Provision]) -> str | None:
    same = [one for one in old if one.text == given.text]
    same.sort(key=lambda one: one.number != given.number)
    return same[0].id if same else None


def _is_alike(given: GivenProvision, old: Sequence[Provision]) -> str | None:
    rated = []
    for one in old:
        numbered = one.number == given.number
        least = ALIKE_NUMBERED if numbered else ALIKE
        if (share := _likeness(one.text, given.text, least)) >= least:
            rated.append((numbered, share, one.id))
    return max(rated)[2] if rated else None


def _likeness(before: str, after: str, least: float) -> float:
    """Share of words that two texts have in common, in order; 0 below `least`."""
    old, new = _words(before), _words(after)
    common = (Counter(old) & Counter(new)).total()
    # Most pairs share few words: comparing their order would only cost time.
    if not common or 2 * common < least * (len(old) + len(new)):
        return 0.0
    return SequenceMatcher(None, old, new, autojunk=False).ratio()


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))
