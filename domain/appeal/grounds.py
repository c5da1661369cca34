"""Typical grounds of appeals, and the closed list for refusing consideration (I9)."""

from collections.abc import Iterable

from domain.appeal.subject import SubjectKind
from domain.kernel import Certainty, Value


class Ground(Value):
    """Something that is often wrong, in plain words.

    Attributes:
        code: e.g. "no-notice"; never reused.
        title, title_ru: what the client chooses.
        kinds: of things about which it may be chosen; empty: of all.
        flags: red flags of an inspection that show it, by their keys.
        form: number of the official form it needs; None: that of the kind of thing.
        source: the rule of law that is broken then.
        certainty: how sure that is.
    """

    code: str
    title: str
    title_ru: str
    kinds: tuple[SubjectKind, ...] = ()
    flags: tuple[str, ...] = ()
    form: int | None = None
    source: str
    certainty: Certainty

    def fits(self, kind: SubjectKind) -> bool:
        """Whether it may be chosen about a kind of thing; outside, all may."""
        return not self.kinds or kind in self.kinds or kind is SubjectKind.OUTSIDE


class RefusalGround(Value):
    """A ground on which the law lets consideration be refused; the list is closed.

    Attributes:
        code: e.g. "term-missed"; never reused.
        title, title_ru: what the officer chooses, and the client reads.
        source: where it stands.
        certainty: how sure that is.
        note, note_ru: what is worth knowing beside it.
    """

    code: str
    title: str
    title_ru: str
    source: str
    certainty: Certainty
    note: str = ""
    note_ru: str = ""


TERM_MISSED = "term-missed"
"""The only ground on which an appeal whose term was not restored can be refused."""


class Grounds:
    """Both lists."""

    def __init__(
        self, grounds: Iterable[Ground], refusals: Iterable[RefusalGround]
    ) -> None:
        self._grounds = {one.code: one for one in grounds}
        self._refusals = {one.code: one for one in refusals}

    def of(self, kind: SubjectKind) -> tuple[Ground, ...]:
        """What may be chosen about a kind of thing, in the order of the data."""
        return tuple(one for one in self._grounds.values() if one.fits(kind))

    def get(self, code: str) -> Ground | None:
        """A ground by its code."""
        return self._grounds.get(code)

    @property
    def refusals(self) -> tuple[RefusalGround, ...]:
        """The closed list, in the order of the data."""
        return tuple(self._refusals.values())

    def refusal(self, code: str) -> RefusalGround | None:
        """A ground of the closed list by its code."""
        return self._refusals.get(code)
