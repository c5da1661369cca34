"""What a client fills in to evaluate a rule, and what it means (E1, E2)."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple

from fastapi import Depends, Form

from domain.evaluation import Said, SubjectKind

Text = Annotated[str, Form(max_length=30_000)]
Texts = Annotated[list[str], Form(max_length=30)]

BLANK = 2
"""Empty remarks on a new form: one for what hinders, one for what works."""
HINDERS, WORKS = "hinders", "works"


class Written(NamedTuple):
    """A remark as it was filled in."""

    place: str = ""
    quote: str = ""
    text: str = ""
    tone: str = HINDERS


class Filled(NamedTuple):
    """A whole form; nothing in it is checked yet."""

    kind: str = SubjectKind.REQUIREMENT
    code: str = ""
    version: str = ""
    clarity: str = ""
    feasibility: str = ""
    proportionality: str = ""
    experience: str = "actual"
    once_hours: str = ""
    once_roubles: str = ""
    yearly_hours: str = ""
    yearly_roubles: str = ""
    duplicates: str = ""
    contradicts: str = ""
    themes: tuple[str, ...] = ()
    remarks: tuple[Written, ...] = (Written(), Written(tone=WORKS))

    def said(self) -> dict[str, Any]:
        """The same as commands take it; pydantic says what is wrong."""
        return {
            "clarity": self.clarity or None,
            "feasibility": self.feasibility or None,
            "proportionality": self.proportionality or None,
            "experience": self.experience or "actual",
            "once": _cost(self.once_hours, self.once_roubles),
            "yearly": _cost(self.yearly_hours, self.yearly_roubles),
            "clashes": [
                {"kind": kind, "requirement": code}
                for kind, codes in (
                    ("duplicates", self.duplicates),
                    ("contradicts", self.contradicts),
                )
                for code in re.split(r"[\s,;]+", codes.strip().upper())
                if code
            ],
            "themes": list(self.themes),
            "remarks": [
                {
                    "place": one.place,
                    "quote": one.quote,
                    "text": one.text,
                    "praises": one.tone == WORKS,
                }
                for one in self.remarks
                if one.text.strip() or one.quote.strip()
            ],
        }

    def hidden(self) -> Iterator[tuple[str, str]]:
        """Names and values of the whole form, to send it once more."""
        for name, value in self._asdict().items():
            if isinstance(value, str):
                yield name, value
        for theme in self.themes:
            yield "themes", theme
        for one in self.remarks:
            for name, text in one._asdict().items():
                yield f"remark_{name}", text

    def with_blank(self) -> "Filled":
        """The same with one more remark to fill in."""
        return self._replace(remarks=(*self.remarks, Written()))


def filled_with(kind: str, code: str, version: int, said: Said | None) -> Filled:
    """A form that says what was said before."""
    form = Filled(kind=kind, code=code, version=str(version))
    if said is None:
        return form
    clashes: dict[str, list[str]] = {"duplicates": [], "contradicts": []}
    for one in said.clashes:
        clashes[one.kind].append(one.requirement)
    written = [
        Written(one.place, one.quote, one.text, WORKS if one.praises else HINDERS)
        for one in said.remarks
    ]
    return form._replace(
        **{name: str(score or "") for name, score in said.scores.items()},
        experience=said.experience,
        once_hours=_text(said.once.hours),
        once_roubles=_text(said.once.roubles),
        yearly_hours=_text(said.yearly.hours),
        yearly_roubles=_text(said.yearly.roubles),
        **{kind: ", ".join(codes) for kind, codes in clashes.items()},
        themes=tuple(said.themes),
        remarks=tuple([*written, *form.remarks][: max(BLANK, len(written) + 1)]),
    )


def _filled(
    kind: Text = SubjectKind.REQUIREMENT.value,
    code: Text = "",
    version: Text = "",
    clarity: Text = "",
    feasibility: Text = "",
    proportionality: Text = "",
    experience: Text = "",
    once_hours: Text = "",
    once_roubles: Text = "",
    yearly_hours: Text = "",
    yearly_roubles: Text = "",
    duplicates: Text = "",
    contradicts: Text = "",
    themes: Texts = [],  # noqa: B006 - read only
    remark_place: Texts = [],  # noqa: B006
    remark_quote: Texts = [],  # noqa: B006
    remark_text: Texts = [],  # noqa: B006
    remark_tone: Texts = [],  # noqa: B006
) -> Filled:
    remarks = [
        Written(*parts)
        for parts in zip(
            remark_place, remark_quote, remark_text, remark_tone, strict=False
        )
    ]
    return Filled(
        kind=kind,
        code=code,
        version=version,
        clarity=clarity,
        feasibility=feasibility,
        proportionality=proportionality,
        experience=experience,
        once_hours=once_hours,
        once_roubles=once_roubles,
        yearly_hours=yearly_hours,
        yearly_roubles=yearly_roubles,
        duplicates=duplicates,
        contradicts=contradicts,
        themes=tuple(themes),
        remarks=tuple(remarks) or Filled().remarks,
    )


FilledDep = Annotated[Filled, Depends(_filled)]


class Reckoned(NamedTuple):
    """What was filled into the calculator."""

    hours: str = ""
    price: str = ""
    expenses: str = ""
    times: str = ""

    def work(self) -> dict[str, Any]:
        """The same as the model takes it."""
        return {name: _number(value) for name, value in self._asdict().items() if value}


def _reckoned(
    work_hours: Text = "",
    work_price: Text = "",
    work_expenses: Text = "",
    work_times: Text = "",
) -> Reckoned:
    return Reckoned(work_hours, work_price, work_expenses, work_times)


ReckonedDep = Annotated[Reckoned, Depends(_reckoned)]


def _cost(hours: str, roubles: str) -> dict[str, Any]:
    return {"hours": _number(hours) or None, "roubles": _number(roubles) or None}


def _number(text: str) -> str:
    """Digits as people write them in Russia: "1 250,5"."""
    return re.sub(r"[\s\u00a0]", "", text).replace(",", ".")


def _text(value: object) -> str:
    return "" if value is None else str(value)
