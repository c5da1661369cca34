"""What is asked together, and what follows from an answer; data, not code."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from pydantic import Field

from domain.condition import Condition, Literal, Verdict, judge
from domain.kernel import Certainty, Value
from domain.profile import FLAGS, FactValue, Name, Profile, Test

MOST_TOGETHER = 7
"""Facts that people can overlook on one page."""


class Topic(Value):
    """Facts that are so or not so and are asked on one page.

    Attributes:
        id: its name; its words are in the vocabulary of a language.
        facts: their keys, at most seven, in the order to show them.
    """

    id: Name
    facts: tuple[str, ...] = Field(min_length=2, max_length=MOST_TOGETHER)


class Rule(Value):
    """A fact that can only be so where a condition holds.

    A hazardous facility of class I to III is a hazardous facility: whoever has none has
    none of these classes, and whoever has one of these classes has one.

    Attributes:
        fact: its key, of a flag.
        only_if: the condition.
        certainty: how sure the data are of it.
    """

    fact: str
    only_if: Condition
    certainty: Certainty


class Catalogue:
    """The topics and rules of an installation.

    Args:
        topics: no fact in two of them.
        rules: any order.
    """

    def __init__(self, topics: Iterable[Topic], rules: Iterable[Rule]) -> None:
        self.topics = {one.id: one for one in topics}
        self.topic_of = {
            fact: topic for topic in self.topics.values() for fact in topic.facts
        }
        self.rules = tuple(rules)
        self._naming: dict[str, list[Rule]] = {}
        for rule in self.rules:
            for fact in {rule.fact, *_facts(rule)}:
                self._naming.setdefault(fact, []).append(rule)

    def follows(
        self, profile: Profile, learned: Iterable[str] | None = None
    ) -> dict[str, FactValue]:
        """What else is so, given what is known; facts that are known stay as they are.

        The answer is the same whatever the order of the rules: each only adds, and none
        of them contradicts another (a test holds the data to it).

        Args:
            profile: what is known.
            learned: facts to look at; all when absent.

        Returns:
            By fact key; true or false.
        """
        found: dict[str, FactValue] = {}
        rules = [*self.rules] if learned is None else [*self._about(learned)]
        while rules:
            for fact, value in _drawn(rules.pop(), profile):
                found[fact] = value
                profile = profile.with_facts({fact: value})
                rules += self._naming.get(fact, ())
        return found

    def contradicted(self, profile: Profile, by: Iterable[str]) -> list[Rule]:
        """Rules that what is known breaks, of those that name one of some facts."""
        return [
            rule
            for rule in dict.fromkeys(self._about(by))
            if profile.value(rule.fact) is True and _is_refuted(rule, profile)
        ]

    def askable(
        self, deciding: Iterable[str], kept: Collection[str], profile: Profile
    ) -> set[str]:
        """Facts to ask, when some are not to be asked.

        Where a fact that decides something is kept unknown, another one from which it
        may follow is asked instead: so the end is the same in whatever order it comes.

        Args:
            deciding: unknown facts on which a verdict hangs.
            kept: facts that were answered "I don't know".
            profile: what is known.
        """
        found, looked = set(), set[str]()
        left = list(deciding)
        while left:
            fact = left.pop()
            if fact not in kept:
                found.add(fact)
            elif fact not in looked:
                looked.add(fact)
                left += [one for one in self._before(fact) if not profile.known(one)]
        return found

    def tests(self, fact: str) -> set[Test]:
        """What rules ask of a fact."""
        return {
            literal.test
            for rule in self._naming.get(fact, ())
            for clause in rule.only_if.clauses
            for literal in clause
            if literal.fact == fact
        }

    def _before(self, fact: str) -> Iterator[str]:
        """The facts from which this one may follow."""
        for rule in self._naming.get(fact, ()):
            if rule.fact == fact:
                yield from _facts(rule)
            elif any(fact == one.fact for one in _certain(rule)):
                yield rule.fact

    def _about(self, facts: Iterable[str]) -> Iterator[Rule]:
        for fact in facts:
            yield from self._naming.get(fact, ())


def _facts(rule: Rule) -> set[str]:
    return {literal.fact for clause in rule.only_if.clauses for literal in clause}


def _is_refuted(rule: Rule, profile: Profile) -> bool:
    return judge(rule.only_if, profile).verdict is Verdict.DOES_NOT_APPLY


def _certain(rule: Rule) -> Iterator[Literal]:
    """Flags that are so, or not so, wherever the rule's fact is so."""
    for clause in rule.only_if.clauses:
        if len(clause) == 1 and clause[0].kind in FLAGS:
            yield clause[0]


def _drawn(rule: Rule, profile: Profile) -> Iterator[tuple[str, FactValue]]:
    known = profile.value(rule.fact)
    if known is True:
        for literal in _certain(rule):
            if not profile.known(literal.fact):
                yield literal.fact, literal.holds
    elif known is None and _is_refuted(rule, profile):
        yield rule.fact, False


def differing(
    facts: Mapping[str, FactValue], known: Mapping[str, FactValue]
) -> dict[str, FactValue]:
    """Those of the facts that would change what is known; "not known" is kept too."""
    return {
        fact: value
        for fact, value in facts.items()
        if fact not in known or known[fact] != value
    }
