"""The house keeps its rules."""

import ast
import importlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.kernel import Value
from interfaces.problems import PROTOCOL
from tests.reference import CONTEXTS, refusal_classes

ROOT = Path(__file__).parents[1]
LAYERS = ("domain", "application", "projections", "interfaces")
PLACES = (
    "domain",
    "application",
    "projections",
    "interfaces/api",
    "interfaces/web",
)
SOURCES = [path for layer in LAYERS for path in sorted((ROOT / layer).rglob("*.py"))]
KEBAB = re.compile(r"[a-z]+(-[a-z]+)*")
NOW = {"now", "today", "utcnow"}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("context", CONTEXTS)
def test_a_context_has_the_same_name_in_every_layer(context: str, place: str) -> None:
    folder = ROOT / place

    assert (folder / f"{context}.py").exists() or (folder / context).is_dir()


@pytest.mark.parametrize("context", CONTEXTS)
def test_a_context_has_tests_of_the_same_name(context: str) -> None:
    missing = [
        f"tests/{layer}/test_{context}.py"
        for layer in ("domain", "application", "projections")
        if not (ROOT / f"tests/{layer}/test_{context}.py").exists()
    ]

    assert missing == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_says_in_a_sentence_what_it_is(path: Path) -> None:
    told = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""

    assert told.split("\n")[0].rstrip().endswith((".", ":", "`.")) or "\n" in told


def test_every_shape_can_be_built() -> None:
    importlib.import_module("interfaces.app")  # whose modules know all of them
    shapes: list[type[Value]] = [Value, *_below(Value)]

    assert len(shapes) > 1000
    for shape in shapes:
        shape.model_rebuild()


def _below(kind: type[Value]) -> Iterator[type[Value]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def test_codes_of_refusals_are_in_kebab_case_and_never_shared() -> None:
    codes = Counter(kind.code for kind in refusal_classes())
    codes.update(one.code for one in PROTOCOL)

    assert [code for code, count in codes.items() if count > 1] == []
    assert [code for code in codes if not KEBAB.fullmatch(code)] == []


def test_rows_of_two_read_models_are_in_tables_of_different_names() -> None:
    """A prepared statement is found by its text, whatever the schema."""
    tables: dict[str, set[str]] = {}
    for path in (ROOT / "projections").rglob("*.py"):
        if "view" in path.parts:
            continue
        context = path.relative_to(ROOT / "projections").parts[0].removesuffix(".py")
        for table in re.findall(r'\bRows\(\s*sql,\s*"(\w+)"', path.read_text("utf-8")):
            tables.setdefault(table, set()).add(context)

    assert len(tables) > 10
    assert {name: where for name, where in tables.items() if len(where) > 1} == {}


def test_a_refusal_is_one_sentence_without_a_full_stop() -> None:
    titles = [kind.title for kind in refusal_classes()]

    assert [title for title in titles if title.endswith(".") or not title] == []


@pytest.mark.parametrize("layer", ["domain", "application"])
def test_no_rule_looks_at_the_clock_by_itself(layer: str) -> None:
    looks = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted((ROOT / layer).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in NOW
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"datetime", "date", "time"}
    ]

    assert looks == []


def test_nothing_is_left_for_later() -> None:
    mark = re.compile(r"\b(TODO|FIXME|XXX)\b")

    assert [str(p) for p in SOURCES if mark.search(p.read_text("utf-8"))] == []


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_has_hashes_and_names_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    pinned = re.findall(r"^[a-z0-9][\w.-]*==", text, re.MULTILINE)

    assert "://" not in text
    assert len(re.findall(r"--hash=sha256:", text)) >= len(pinned) > 0


@pytest.mark.parametrize("name", ["uv.lock", "okved2.tsv"])
def test_what_may_not_be_kept_here_is_not(name: str) -> None:
    assert list(ROOT.glob(name)) + list(ROOT.glob(f"starter/{name}")) == []
