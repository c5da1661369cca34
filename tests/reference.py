"""Writes docs/events.md and docs/refusals.md from the classes: `make docs`."""

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import application
import domain
import interfaces
import projections
from domain.errors import Refusal
from domain.kernel import Aggregate, Event, PersonalMark
from interfaces.problems import PROTOCOL, status_of
from tests.facts import event_classes

DOCS = Path(__file__).parents[1] / "docs"
LAYERS = ("domain", "application", "projections", "interfaces")
CONTEXTS = (
    "requirement",
    "client",
    "person",
    "applicability",
    "self_examination",
    "situation",
    "confirmation",
    "list_export",
    "calendar_feed",
    "compliance",
    "consultation",
    "exchange",
    "notice",
    "consent",
    "draft",
    "evaluation",
    "data_assessment",
    "deadline",
    "information_request",
    "risk",
    "caution",
    "visit",
    "inspection",
    "plan",
    "video",
    "ombudsman",
    "burden",
    "paper",
    "appeal",
    "damage",
    "law_term",
    "work_calendar",
    "receipt",
)
SHARED = frozenset({"errors", "kernel"})
EVERYWHERE, HTTP = "everywhere", "http"
HEAD = ("| code | status | what people read | source |", "|---|---|---|---|")
Row = tuple[str, int, str, str]
ALWAYS = frozenset(Aggregate.Created.model_fields)

EVENTS = """# Events

Everything that ever happened is one of these. Made by `make docs` from the classes in
`domain/`; `*` marks personal fields, which the log keeps encrypted with their subject's
key. Every event also tells `originator_id`, `originator_version`, `timestamp` (when it
was stored, UTC) and `by` (person, role, organisation).
"""
REFUSALS = """# Refusals

Every way in which the service says no, by the context that says it. Made by `make docs`
from the classes; the same list with explanations is on the page `/problems`. A code is
never reused. Source: the rule of law or of the standard behind it.
"""


def events() -> str:
    """The text of docs/events.md."""
    _import_everything()
    parts = [EVENTS]
    for context in CONTEXTS:
        parts.append(f"## {context}\n")
        found = [kind for kind in event_classes() if _context(kind) == context]
        parts += [_event(kind) for kind in sorted(found, key=_place)]
    return "\n".join(parts)


def refusals() -> str:
    """The text of docs/refusals.md."""
    grouped: dict[str, list[Row]] = {name: [] for name in (*_contexts(), EVERYWHERE)}
    for kind in refusal_classes():
        row = (kind.code, status_of(kind), kind.title, str(kind.source or ""))
        grouped[_context_of(kind.__module__)].append(row)
    grouped[HTTP] = [(one.code, one.status, one.title, "") for one in PROTOCOL]
    parts = [
        f"{_heading(name)}\n{_rows(rows)}" for name, rows in grouped.items() if rows
    ]
    return "\n".join([REFUSALS, *parts])


def _contexts() -> list[str]:
    """The contexts told of first, then all others that the domain has a word for."""
    known = [module.name for module in pkgutil.iter_modules(domain.__path__)]
    return list(dict.fromkeys([*CONTEXTS, *(n for n in known if n not in SHARED)]))


def _context_of(module: str) -> str:
    """The context that a module belongs to, in whichever layer."""
    known = _contexts()
    return next((part for part in module.split(".") if part in known), EVERYWHERE)


def _heading(name: str) -> str:
    told = {EVERYWHERE: "Everywhere", HTTP: "HTTP itself"}.get(name, name)
    return f"## {told}\n"


def _rows(rows: list[Row]) -> str:
    lines = [
        f"| `{code}` | {int(status)} | {title} | {source} |"
        for code, status, title, source in sorted(rows)
    ]
    return "\n".join([*HEAD, *lines, ""])


def refusal_classes() -> list[type[Refusal]]:
    """Every kind of refusal that has a code of its own."""
    _import_everything()
    return sorted(
        {
            kind
            for kind in _below(Refusal)
            if "code" in vars(kind) and kind.__module__.split(".")[0] in LAYERS
        },
        key=lambda kind: kind.code,
    )


def _import_everything() -> None:
    """Classes are found only in modules that were imported."""
    for package in (domain, application, projections, interfaces):
        for name in _modules(package):
            import_module(name)


def _modules(package: ModuleType) -> Iterator[str]:
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not module.name.endswith("__main__"):
            yield module.name


def _below(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for below in kind.__subclasses__():
        yield below
        yield from _below(below)


def _context(kind: type[Event]) -> str:
    return kind.__module__.split(".")[1]


def _place(kind: type[Event]) -> tuple[str, str]:
    return kind.__module__, kind.__qualname__


def _event(kind: type[Event]) -> str:
    told = inspect.getdoc(kind) or ""
    summary = told.split("\n\n")[0].replace("\n", " ")
    fields = [
        f"`{name}`{'*' if _is_personal(kind, name) else ''}"
        for name in kind.model_fields
        if name not in ALWAYS
    ]
    listed = f" Fields: {', '.join(fields)}." if fields else ""
    return f"- **{kind.__qualname__}**: {summary}{listed}\n"


def _is_personal(kind: type[Event], name: str) -> bool:
    field = kind.model_fields[name]
    marks = [*field.metadata, *getattr(field.annotation, "__args__", ())]
    return "PersonalMark" in repr(marks) or any(
        isinstance(mark, PersonalMark) for mark in field.metadata
    )


def main() -> None:
    """Write both files."""
    (DOCS / "events.md").write_text(events(), encoding="utf-8")
    (DOCS / "refusals.md").write_text(refusals(), encoding="utf-8")


if __name__ == "__main__":
    main()
