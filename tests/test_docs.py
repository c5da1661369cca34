"""The documents are complete, and what they point at is there."""

import re
from pathlib import Path

import pytest

from interfaces.settings import NAMES
from tests.reference import CONTEXTS, DOCS, events, refusals

ROOT = DOCS.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")


def test_every_event_is_told_of() -> None:
    assert (DOCS / "events.md").read_text("utf-8") == events(), "run: make docs"


def test_every_refusal_is_told_of() -> None:
    assert (DOCS / "refusals.md").read_text("utf-8") == refusals(), "run: make docs"


def test_every_setting_is_told_of() -> None:
    text = (DOCS / "running.md").read_text("utf-8")

    assert [name for name in sorted(NAMES) if f"`{name}`" not in text] == []


def test_every_context_has_its_section() -> None:
    text = (DOCS / "contexts.md").read_text("utf-8")

    assert [name for name in CONTEXTS if f"\n## {name}" not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_between_the_documents_leads_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text("utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_decisions_are_numbered_without_doubles() -> None:
    numbers = [path.name[:4] for path in (DOCS / "decisions").glob("*.md")]

    assert len(numbers) == len(set(numbers))
