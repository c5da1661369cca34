"""Which question comes next, and what it settles (L5)."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from domain.kernel import Value
from domain.profile import FLAGS, FactValue, Profile, Size, Test
from domain.self_examination import Catalogue
from projections.self_examination.prospects import Prospects

LIKELY = 0.25
"""How often a flag is so where nothing is known of it; see decision record 15."""
MOST_VALUES = 12
"""Values of a fact that are tried; the others count as none of them."""


class Outcome(Value):
    """One way in which a question can be answered.

    Attributes:
        said: facts by key; of several flags one at most is so.
        below: of a number, the end of the range that it stands for, not included; None
            when the range is open or it is no number.
        settles: requirements of which it is then known whether they apply.
        spares: other questions that need not be asked any more.
    """

    said: dict[str, FactValue]
    below: int | None = None
    settles: int
    spares: int

    @property
    def is_none(self) -> bool:
        """Whether nothing of what was asked is so."""
        return all(value is False for value in self.said.values())


class Question(Value):
    """One page of the self-examination.

    Attributes:
        topic: name of the topic; None when a single fact is asked.
        facts: keys of those that still decide something, in the order to show them.
        outcomes: ways to answer it that differ in what they settle.
        settles: requirements settled on average, rounded.
        spares: other questions that need not be asked then, on average.
    """

    topic: str | None
    facts: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    settles: int
    spares: float


class _Choice(NamedTuple):
    """A question that could be asked, and how far it leads."""

    topic: str | None
    facts: tuple[str, ...]


def questions(
    prospects: Prospects,
    facts: Iterable[str],
    profile: Profile,
    catalogue: Catalogue,
) -> tuple[Question, ...]:
    """What is left to ask, best first.

    Facts of one topic are asked together: one page answers up to seven, most of them
    with no. Best is the question whose answer spares most other questions on average
    and, among equals, the one that settles most requirements; what follows from an
    answer by the catalogue's rules counts. Finding the order with the smallest expected
    number of questions is NP-hard (it is an optimal decision tree), so it is chosen
    greedily, a look at the open clauses for every answer. It never asks in vain
    however: facts that decide nothing are left out, and no answer makes a fact decide
    that did not before. So the number of questions only falls, but where "I don't know"
    lets something else be asked instead (`Catalogue.askable`).

    Args:
        prospects: the undecided requirements.
        facts: that decide something and may be asked.
        profile: what is known.
        catalogue: topics and rules.
    """
    choices = _choices(set(facts), catalogue)
    found = [_question(one, choices, prospects, profile, catalogue) for one in choices]
    found.sort(key=lambda pair: (-pair[0].spares, -pair[1], pair[0].facts))
    return tuple(one for one, _ in found)


def _choices(facts: set[str], catalogue: Catalogue) -> list[_Choice]:
    found = [_Choice(None, (f,)) for f in sorted(facts - catalogue.topic_of.keys())]
    for topic in catalogue.topics.values():
        asked = tuple(fact for fact in topic.facts if fact in facts)
        if asked:
            found.append(_Choice(topic.id if len(asked) > 1 else None, asked))
    return found


def _question(
    choice: _Choice,
    choices: list[_Choice],
    prospects: Prospects,
    profile: Profile,
    catalogue: Catalogue,
) -> tuple[Question, float]:
    others = [one for one in choices if one is not choice]
    asked = {fact for one in others for fact in one.facts}
    outcomes, settles, spares, total = [], 0.0, 0.0, 0.0
    for said, below, weight in _answers(choice.facts, prospects, catalogue):
        follows = catalogue.follows(profile.with_facts(said), said)
        settled = prospects.settled({**follows, **said})
        gone = prospects.needless(settled, asked) | follows.keys()
        outcome = Outcome(
            said=said,
            below=below,
            settles=len(settled),
            spares=sum(gone.issuperset(one.facts) for one in others),
        )
        outcomes.append(outcome)
        settles += weight * outcome.settles
        spares += weight * outcome.spares
        total += weight
    total = total or 1
    question = Question(
        topic=choice.topic,
        facts=choice.facts,
        outcomes=tuple(outcomes),
        settles=round(settles / total),
        spares=spares / total,
    )
    return question, settles / total


def _answers(
    facts: tuple[str, ...], prospects: Prospects, catalogue: Catalogue
) -> Iterator[tuple[dict[str, FactValue], int | None, float]]:
    """Answers to try, with the end of a range of numbers and how likely each is.

    Of several flags: none is so, or one alone; more at once are rarer still, and settle
    about as much as each of them.
    """
    if facts[0].startswith(FLAGS):
        none: dict[str, FactValue] = dict.fromkeys(facts, False)
        for fact in facts:
            yield none | {fact: True}, None, LIKELY
        yield none, None, 1 - LIKELY
    else:
        [fact] = facts
        tests = {*prospects.tests(fact), *catalogue.tests(fact)}
        for value, below in _values(fact, tests):
            yield {fact: value}, below, 1


def _values(fact: str, tests: set[Test]) -> list[tuple[FactValue, int | None]]:
    """One value of each set of values that no condition tells apart."""
    if fact == "employees":
        bounds = sorted({0, *(int(one) for one in tests)})[:MOST_VALUES]
        return list(zip(bounds, [*bounds[1:], None], strict=True))
    if fact == "size":
        return [(one.value, None) for one in Size]
    few = sorted(map(str, tests))[:MOST_VALUES]
    return [((one,) if fact == "okved" else one, None) for one in few]
