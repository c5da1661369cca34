"""The official forms of appeals, and which of them an appeal follows (I9)."""

from collections.abc import Iterable

from pydantic import Field

from domain.appeal.grounds import Ground
from domain.appeal.subject import SubjectKind
from domain.kernel import Certainty, Value


class Form(Value):
    """One official form.

    Attributes:
        number: as the state's service of appeals numbers it.
        title, title_ru: what it is for.
        kinds: what is appealed by it.
        source: where it is seen.
        certainty: how sure that is.
    """

    number: int = Field(ge=1)
    title: str
    title_ru: str
    kinds: tuple[SubjectKind, ...] = ()
    source: str
    certainty: Certainty


class Forms:
    """All forms there are."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._by_number = {one.number: one for one in forms}

    def get(self, number: int) -> Form | None:
        """A form by its number."""
        return self._by_number.get(number)

    @property
    def all(self) -> tuple[Form, ...]:
        """Every form, by number."""
        return tuple(self._by_number[n] for n in sorted(self._by_number))

    def of(self, kind: SubjectKind, grounds: Iterable[Ground] = ()) -> Form:
        """The form that an appeal follows: a ground's own, else that of the kind.

        Args:
            kind: what is appealed.
            grounds: of its points.

        Raises:
            LookupError: the data lack a form for this kind.
        """
        own = [one.form for one in grounds if one.form is not None]
        for number in own:
            if number in self._by_number:
                return self._by_number[number]
        for form in self.all:
            if kind in form.kinds:
                return form
        raise LookupError(f"no form for {kind}")
