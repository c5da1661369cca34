"""Small conditions and profiles to try everything on, and a judge written otherwise.

The judge here reads the JSON of a condition and of a profile as they are, counts in
halves (0 false, ½ unknown, 1 true), and knows nothing of literals, clauses or indexes.
"""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

# A busy machine is not a failure; how fast judging is stands in docs/performance.md.
settings.register_profile("sverka", deadline=None)
settings.load_profile("sverka")

Json = dict[str, Any]

FLAGS = {
    "activity": ("cooks_food", "sells_alcohol"),
    "object": ("lift", "pool"),
    "life_situation": ("opens_site", "closes"),
}
FIELDS = {
    "activity": "activities",
    "object": "objects",
    "life_situation": "life_situations",
}
CHOICES = {
    "client_kind": ("LE", "IE", "NPD", "KFH"),
    "size": ("micro", "small", "medium", "large"),
    "region": ("63", "77"),
}
PREFIXES = ("10", "47", "47.2", "47.25", "56", "56.1", "56.10")
CODES = ("10", "47.2", "47.25.1", "56.10", "56.29")
COUNTS = (0, 1, 8, 50, 51)

FACTS = (
    *CHOICES,
    "okved",
    "employees",
    *(f"{kind}:{name}" for kind, names in FLAGS.items() for name in names),
)


def _some(values: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), min_size=1, unique=True)


atoms: st.SearchStrategy[Json] = st.one_of(
    *[
        st.builds(lambda values, kind=kind: {kind: values}, _some(names))
        for kind, names in (*FLAGS.items(), *CHOICES.items())
    ],
    _some(PREFIXES).map(lambda values: {"okved_prefix": values}),
    st.sampled_from(COUNTS).map(lambda count: {"employees_min": count}),
    st.sampled_from(COUNTS).map(lambda count: {"employees_max": count}),
)

conditions: st.SearchStrategy[Json] = st.recursive(
    atoms | st.just({"op": "all", "of": []}),
    lambda parts: st.one_of(
        st.lists(parts, max_size=3).map(lambda of: {"op": "all", "of": of}),
        st.lists(parts, min_size=1, max_size=3).map(lambda of: {"op": "any", "of": of}),
        parts.map(lambda part: {"op": "not", "of": [part]}),
    ),
    max_leaves=7,
)

values: dict[str, st.SearchStrategy[Any]] = {
    **{kind: st.sampled_from(names) for kind, names in CHOICES.items()},
    "okved": st.lists(st.sampled_from(CODES), unique=True, max_size=3),
    "employees": st.sampled_from((0, 1, 7, 8, 50, 51, 52)),
    **{fact: st.booleans() for fact in FACTS if ":" in fact},
}
"""What a fact may be, by its key."""


def profile_of(facts: Json) -> Json:
    """The JSON of a profile in which these facts are known, and no others."""
    profile: Json = {}
    for fact, value in facts.items():
        kind, _, name = fact.partition(":")
        if name:
            profile.setdefault(FIELDS[kind], {})[name] = value
        else:
            profile[fact] = value
    return profile


known_facts: st.SearchStrategy[Json] = st.fixed_dictionaries({}, optional=values)


def truth(condition: Json, profile: Json) -> float:
    """The least truth of all, the greatest of any, one minus it for not."""
    match condition:
        case {"op": "all", "of": of}:
            return min((truth(part, profile) for part in of), default=1)
        case {"op": "any", "of": of}:
            return max((truth(part, profile) for part in of), default=0)
        case {"op": "not", "of": [part]}:
            return 1 - truth(part, profile)
    [(kind, wanted)] = condition.items()
    return max(
        _truth(kind, one, profile)
        for one in (wanted if isinstance(wanted, list) else [wanted])
    )


def _truth(kind: str, wanted: Any, profile: Json) -> float:
    if kind in FIELDS:
        said = profile.get(FIELDS[kind])
        if isinstance(said, list):
            return float(wanted in said)
        answer = (said or {}).get(wanted)
        return 0.5 if answer is None else float(answer)
    fact = {"okved_prefix": "okved", "client_kind": "client_kind"}.get(kind)
    given = profile.get(fact or kind.partition("_")[0])
    return 0.5 if given is None else float(_so(kind, wanted, given))


def _so(kind: str, wanted: Any, given: Any) -> bool:
    if kind == "okved_prefix":
        digits = wanted.replace(".", "")
        return any(code.replace(".", "").startswith(digits) for code in given)
    if kind == "employees_min":
        return not given < wanted
    if kind == "employees_max":
        return not given > wanted
    return bool(given == wanted)
