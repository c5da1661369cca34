"""Conditions, verdicts and their reasons as sentences, in Russian and English.

Every sentence is made from the structure of the condition; the words are data, in
`starter/vocabulary.<language>.json`.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple, cast

from domain.condition import (
    All,
    AnyOf,
    Atom,
    Because,
    Judgement,
    Literal,
    Not,
    Verdict,
)
from domain.condition.tree import Tree
from domain.profile import FLAGS, Vocabulary
from interfaces.locale import language
from interfaces.regions import STARTER, regions

OkvedTitle = Callable[[str], str | None]

_ATOM = {"okved": "okved_prefix", "employees": "employees_min"}
_MOST_QUESTIONS = 2
_MOST_CODES = 4
_LONGEST_TITLE = 60


class _Text(NamedTuple):
    """A part of a condition in words: one thing, "and" of some, or "or" of some.

    Without words it is always so ("and" of nothing) or never ("or" of nothing).
    """

    words: str
    join: str = ""


class Wording:
    """Says conditions, verdicts and reasons in one language."""

    def __init__(self, code: str, okved_title: OkvedTitle = lambda _code: None) -> None:
        """Choose the words.

        Args:
            code: of the language, "ru" or "en".
            okved_title: the title of an OKVED code; None when there is none.
        """
        self.language = code
        self._title = okved_title
        self._words = _words(code)
        self._phrase: dict[str, Any] = self._words["phrase"]

    def verdict(self, judgement: Judgement) -> str:
        """The verdict and why, the verdict first: one sentence, in English two."""
        verdict, because = judgement
        if verdict is Verdict.UNKNOWN:
            return self._say("unknown", questions=self._questions(because))
        if because:
            reasons = self._join("and", [self.fact(one) for one in because])
            return self._say(verdict.value, reasons=reasons)
        everyone = verdict is Verdict.APPLIES
        return self._say("applies_to_everyone" if everyone else "applies_to_nobody")

    def told(self, verdict: Verdict, literals: Sequence[Literal]) -> str:
        """A verdict and why, by what decided it alone: without the facts' own values.

        Args:
            verdict: applies, or unknown.
            literals: what the condition asks and is so; of unknown: what is not known.
        """
        if verdict is Verdict.UNKNOWN:
            facts = dict.fromkeys(one.fact for one in literals)
            unknown = tuple(Because(fact, None) for fact in facts)
            return self.verdict(Judgement(verdict, unknown))
        if not literals:
            return self.verdict(Judgement(verdict, ()))
        reasons = self._join("and", [self._asserted(one) for one in literals])
        return self._say("applies", reasons=reasons)

    def fact(self, because: Because) -> str:
        """What is known of a deciding fact, as a clause; a question when unknown."""
        fact, value, literals = because
        if value is None:
            return _small(self.question(fact)).rstrip("?")
        match fact:
            case "okved":
                return self._codes(cast(Sequence[str], value), literals)
            case "employees":
                return self._employees(cast(int, value), literals)
            case "region":
                return self._region(cast(str, value), literals)
            case "client_kind" | "size":
                return self._kind(fact, cast(str, value), literals)
        return self._flag(fact, so=value is True)

    def sentence(self, because: Because) -> str:
        """A deciding fact as a sentence of its own; a question when unknown."""
        end = "?" if because.value is None else "."
        return _capital(self.fact(because)) + end

    def condition(self, condition: Tree) -> str:
        """Whom a requirement concerns: "Для ИП и КФХ, если у вас есть помещение"."""
        whom, rest = [], []
        for part in _parts(condition):
            if isinstance(part, Atom) and part.kind in {"client_kind", "size"}:
                whom.append(self._whom(part.kind, map(str, part.values)))
            else:
                rest.append(part)
        says, join = self._part(All(tuple(rest)), holds=True)
        if not says and join == "or":
            return self._say("nobody")
        if not whom:
            return self._say("everyone_if" if says else "everyone", condition=says)
        joined = ", ".join(whom)
        return self._say("whom_if" if says else "whom", whom=joined, condition=says)

    def branch(self, condition: Tree) -> str:
        """A condition at the head of a branch: "у вас есть работники", "для ИП"."""
        whom = {"client_kind", "size"}
        says, _ = self._part(condition, holds=True)
        if says and not any(
            isinstance(part, Atom) and part.kind in whom for part in _parts(condition)
        ):
            return says
        return _small(self.condition(condition))

    def question(self, fact: str) -> str:
        """The question whose answer makes a fact known: "Есть ли у вас лифт?"."""
        kind, _, name = fact.partition(":")
        if kind in FLAGS:
            return self._form(kind, name, "question")
        return cast(str, self._words["fact"][fact]["question"])

    def topic(self, id: str) -> str:
        """The question that asks several facts of a topic at once."""
        return self._form("topic", id, "question")

    def says(self, fact: str) -> str:
        """That a flag is so, as a sentence: "У вас есть лифт"."""
        return _capital(self._flag(fact, so=True))

    def label(self, fact: str) -> str:
        """The short name of a fact: "лифт, подъёмная платформа"."""
        kind, _, name = fact.partition(":")
        if kind in FLAGS:
            return self._form(kind, name, "label")
        return cast(str, self._words["fact"][fact]["label"])

    def value(self, kind: str, value: object) -> str:
        """A value of a fact that is not a flag: "Самарская область", "8".

        Args:
            kind: its key; `life_situations` for the name of one.
            value: a name, a code or a number.
        """
        match kind:
            case "region":
                return regions(self.language).get(str(value), str(value))
            case "okved":
                return self._titled(str(value))
            case "life_situations":
                return self._form("life_situation", str(value), "label")
            case "client_kind" | "size":
                return self._form(kind, str(value), "label")
        return str(value)

    def heading(self, group: str) -> str:
        """What a part of a list is called: a verdict's value, or "ended"."""
        return self._say(f"heading_{group}")

    def ended(self, day: date) -> str:
        """That a requirement held until a day, and nobody knows what comes next."""
        return self._say("no_longer", day=language(self.language).date(day, "short"))

    def absent(self, literal: Literal) -> str:
        """That a thing is not so, as a clause: "у вас нет лифта"."""
        kind, _, name = literal.fact.partition(":")
        value = name or literal.test
        return self._atom(Atom(_ATOM.get(kind, kind), (value,)), holds=False).words

    def titled(self, code: str) -> str:
        """An OKVED code with its title, where there is one."""
        return self._titled(code)

    def _questions(self, because: Sequence[Because]) -> str:
        asked = [self.fact(one) for one in because]
        left = len(asked) - _MOST_QUESTIONS
        if left <= 0:
            return self._join("and", asked)
        more = self._count("more_questions", left)
        return f"{', '.join(asked[:_MOST_QUESTIONS])} {more}"

    def _asserted(self, literal: Literal) -> str:
        """That a literal is so, as a clause: "вы — индивидуальный предприниматель"."""
        fact, test, holds = literal
        if fact in {"client_kind", "size"} and holds:
            return self._form(fact, str(test), "has")
        if fact == "employees":
            count = cast(int, test)
            least = Atom("employees_min", (count,))
            return self.branch(least if holds else Atom("employees_max", (count - 1,)))
        kind = literal.kind
        if kind in FLAGS:
            return self._flag(fact, so=holds)
        atom = Atom("okved_prefix" if kind == "okved" else kind, (cast(str, test),))
        return self.branch(atom if holds else Not(atom))

    def _flag(self, fact: str, *, so: bool) -> str:
        kind, _, name = fact.partition(":")
        return self._form(kind, name, "has" if so else "has_not")

    def _codes(self, codes: Sequence[str], literals: Sequence[Literal]) -> str:
        if not codes:
            return self._say("no_codes")
        under, lacking = [], []
        for _, prefix, _ in literals:
            code = next((c for c in codes if c.startswith(str(prefix))), None)
            if code is None:
                lacking.append(str(prefix))
            elif code == prefix:
                under.append(self._say("code", code=self._titled(code)))
            else:
                titled = self._titled(code)
                under.append(self._say("code_under", code=titled, prefix=prefix))
        if lacking:
            listed = self._some(lacking, "nor", "more_codes")
            under.append(self._say("codes_lack", prefixes=listed))
        return self._join("and", under)

    def _employees(self, count: int, literals: Sequence[Literal]) -> str:
        if count == 0:
            return self._say("no_employees")
        said = self._count("employees", count)
        over = [n for _, n, _ in literals if cast(int, n) > count]
        under = [n for _, n, _ in literals if 1 < cast(int, n) <= count]
        if over:
            return self._say("less", text=said, n=over[0])
        return self._say("not_less", text=said, n=under[-1]) if under else said

    def _region(self, code: str, literals: Sequence[Literal]) -> str:
        said = self._say("region", names=self._names([code]))
        wanted = [str(test) for _, test, holds in literals if holds and test != code]
        if not wanted:
            return said
        return self._say("but_region", text=said, names=self._names(wanted))

    def _kind(self, fact: str, value: str, literals: Sequence[Literal]) -> str:
        said = self._form(fact, value, "has")
        if any(literal.test == value for literal in literals):
            return said
        wanted = [str(test) for _, test, holds in literals if holds]
        if not wanted:
            return said
        return self._say("but_for", text=said, whom=self._whom(fact, wanted))

    def _part(self, part: Tree, *, holds: bool) -> _Text:
        match part:
            case Atom():
                return self._atom(part, holds=holds)
            case Not(of):
                return self._part(of, holds=not holds)
            case All(of) | AnyOf(of):
                join = "and" if isinstance(part, All) is holds else "or"
                if isinstance(part, AnyOf):
                    of = _merged(of)
                return self._several(join, [self._part(p, holds=holds) for p in of])
        raise TypeError(part)

    def _several(self, join: str, parts: Sequence[_Text]) -> _Text:
        if any(not part.words and part.join != join for part in parts):
            return _Text("", "or" if join == "and" else "and")
        parts = [part for part in parts if part.words]
        if len(parts) < 2:
            return parts[0] if parts else _Text("", join)
        words = [part.words for part in parts]
        if all(part.join in {"", join} for part in parts):
            return _Text(self._join(join, words), join)
        if join == "and":
            return _Text(self._phrase["and_also"].join(words), join)
        either = self._phrase["either"]
        return _Text(f"{either} " + f", {self._phrase['or']} ".join(words), join)

    def _atom(self, atom: Atom, *, holds: bool) -> _Text:
        join = "or" if holds else "and"
        values = [str(value) for value in atom.values]
        match atom.kind:
            case "okved_prefix":
                words = self._prefixes(values, holds=holds)
            case "employees_min":
                words = self._at_least(int(values[0]), holds=holds)
            case "employees_max":
                words = self._at_least(int(values[0]) + 1, holds=not holds)
            case "region":
                phrase = "region" if holds else "not_region"
                words = self._say(phrase, names=self._names(values))
            case "client_kind" | "size":
                phrase = "one_kind" if holds else "not_kind"
                names = [self._form(atom.kind, value, "label") for value in values]
                words = self._say(phrase, names=self._list("or", names))
            case flag:
                said = [self._flag(f"{flag}:{value}", so=holds) for value in values]
                return _Text(self._join(join, said), join if len(said) > 1 else "")
        return _Text(words)

    def _prefixes(self, prefixes: Sequence[str], *, holds: bool) -> str:
        known = [self._titled(prefixes[0])] if len(prefixes) == 1 else prefixes
        if holds:
            return self._say("codes_have", prefixes=self._list("or", known))
        return self._say("codes_lack", prefixes=self._list("nor", known))

    def _at_least(self, count: int, *, holds: bool) -> str:
        if count <= 1:
            return self._say("some_employees" if holds else "no_employees")
        if holds:
            return self._count("at_least", count)
        return self._count("at_most", count - 1)

    def _whom(self, kind: str, values: Iterable[str]) -> str:
        return self._list("and", [self._form(kind, value, "for") for value in values])

    def _names(self, codes: Sequence[str]) -> str:
        names = [self._quoted(self.value("region", code)) for code in codes]
        return self._some(names, "or", "more_regions")

    def _some(self, names: Sequence[str], join: str, more: str) -> str:
        left = len(names) - _MOST_CODES
        if left <= 1:
            return self._list(join, names)
        return self._list("and", [*names[:_MOST_CODES], self._count(more, left)])

    def _titled(self, code: str) -> str:
        title = self._title(code)
        return f"{code} {self._quoted(_shortened(title))}" if title else code

    def _quoted(self, text: str) -> str:
        return self._say("quoted", text=text)

    def _form(self, kind: str, name: str, form: str) -> str:
        forms = self._words.get(kind, {}).get(name)
        if forms:
            return cast(str, forms[form])
        words = self._quoted(name.replace("_", " "))
        other = self._phrase.get(f"other_{form}", "{name}")
        return cast(str, other.format(name=words))

    def _say(self, phrase: str, **words: object) -> str:
        return cast(str, self._phrase[phrase].format(**words))

    def _count(self, phrase: str, n: int) -> str:
        forms: Sequence[str] = self._phrase[phrase]
        return forms[_PLURALS[self.language](n)].format(n=n)

    def _join(self, join: str, clauses: Sequence[str]) -> str:
        """Clauses one after another; one with a comma inside is closed by a comma."""
        *first, last = clauses
        if not first:
            return last
        comma = "," if "," in first[-1] else ""
        return f"{', '.join(first)}{comma} {self._phrase[join]} {last}"

    def _list(self, join: str, names: Sequence[str]) -> str:
        *first, last = names
        return f"{', '.join(first)} {self._phrase[join]} {last}" if first else last


def starter_vocabulary() -> Vocabulary:
    """Every name that conditions and profiles may use: those that have words."""
    words = _words("ru")
    return Vocabulary(
        activities=frozenset(words["activity"]),
        objects=frozenset(words["object"]),
        life_situations=frozenset(words["life_situation"]),
        regions=frozenset(regions("ru")),
    )


def _parts(condition: Tree) -> Iterable[Tree]:
    if isinstance(condition, All):
        for part in condition.of:
            yield from _parts(part)
    else:
        yield condition


def _merged(parts: Sequence[Tree]) -> tuple[Tree, ...]:
    """Tests of the same kind as one test with all their values, in their places."""
    merged: dict[object, Tree] = {}
    for part in parts:
        if not isinstance(part, Atom) or part.kind.startswith("employees"):
            merged[len(merged)] = part
        elif isinstance(before := merged.get(part.kind), Atom):
            merged[part.kind] = Atom(part.kind, (*before.values, *part.values))
        else:
            merged[part.kind] = part
    return tuple(merged.values())


def _russian(n: int) -> int:
    """Which form a noun takes after a number: 1 работник, 2 работника, 5 работников."""
    if n % 10 == 1 and n % 100 != 11:
        return 0
    return 1 if n % 10 in {2, 3, 4} and n % 100 not in {12, 13, 14} else 2


_PLURALS: dict[str, Callable[[int], int]] = {"ru": _russian, "en": lambda n: n != 1}


def _shortened(title: str) -> str:
    if len(title) <= _LONGEST_TITLE:
        return title
    return title[:_LONGEST_TITLE].rpartition(" ")[0].rstrip(",;") + "…"


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@cache
def _words(language: str) -> dict[str, Any]:
    path = STARTER / f"vocabulary.{language}.json"
    return cast(dict[str, Any], json.loads(path.read_text("utf-8")))
