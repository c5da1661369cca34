"""Who took part in what is appealed decides nothing about the appeal (I9)."""

from collections.abc import Iterable, Sequence
from typing import Final

from pydantic import AwareDatetime

from domain.appeal.refusals import TookPartInIt
from domain.kernel import Value

EXPLAINED: Final = "explained it for the body"


class Part(Value):
    """Something that a person did in what is appealed.

    Attributes:
        person: id.
        what: it did, in words that are translated, e.g. "drew the act".
        at: when.
    """

    person: str
    what: str
    at: AwareDatetime


def conflicts(person: str, parts: Iterable[Part]) -> Sequence[Part]:
    """What a person did in it, oldest first."""
    return sorted(
        (one for one in parts if one.person == person), key=lambda one: one.at
    )


def check_apart(person: str, parts: Iterable[Part]) -> None:
    """See that a person took no part in what is appealed.

    Raises:
        TookPartInIt: it did; lists what and when.
    """
    if found := conflicts(person, parts):
        raise TookPartInIt(
            person=person, parts=[one.model_dump(mode="json") for one in found]
        )
