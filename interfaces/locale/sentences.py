"""Finds every sentence that the service says, and keeps the catalogue in step."""

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from interfaces.locale import CATALOGUE, catalogue

ROOT = Path(__file__).parents[2]
LAYERS = ("domain", "application", "projections", "interfaces")
KEYWORDS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
}
METHODS = [("**/templates/**.html", "jinja2"), ("**.py", "python")]
OPTIONS = {
    "**/templates/**.html": {"trimmed": "true", "silent": "false"},
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")

Sentence = str | tuple[str, str]


def in_use() -> dict[Sentence, list[str]]:
    """Every sentence said anywhere, with the files that say it.

    Returns:
        {sentence, or (singular, plural): files, relative, in order}.
    """
    found: dict[Sentence, set[str]] = {}
    for sentence, file in (*_written(), *_refused()):
        found.setdefault(sentence, set()).add(file)
    return {sentence: sorted(files) for sentence, files in found.items()}


def _written() -> Iterator[tuple[Sentence, str]]:
    for layer in LAYERS:
        for file, _line, said, _comments, _context in extract_from_dir(
            ROOT / layer, METHODS, OPTIONS, KEYWORDS
        ):
            sentence = said if isinstance(said, str) else (said[0], said[1])
            yield sentence, f"{layer}/{file}"


def _refused() -> Iterator[tuple[Sentence, str]]:
    """Titles of refusals: classes with a `code` and a `title` beside each other."""
    for layer in LAYERS:
        for file in (ROOT / layer).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef):
                    told = dict(_texts(node))
                    if {"code", "title"} <= told.keys():
                        yield told["title"], str(file.relative_to(ROOT))


def _texts(kind: ast.ClassDef) -> Iterator[tuple[str, str]]:
    """The attributes of a class that are plain text."""
    for line in kind.body:
        match line:
            case ast.Assign(
                targets=[ast.Name(id=name)], value=ast.Constant(value=str() as text)
            ):
                yield name, text


def faults(known: Catalog | None = None) -> list[str]:
    """What is wrong with the catalogue, a line each; an empty list when nothing is."""
    known = known or catalogue()
    used = in_use()
    kept = {_key(message): message for message in known if message.id}
    return [
        *(f"not in the catalogue: {key!r}" for key in used if key not in kept),
        *(f"no longer said: {key!r}" for key in kept if key not in used),
        *(
            f"{fault}: {key!r}"
            for key, message in kept.items()
            if (fault := _fault(message))
        ),
    ]


def _key(message: Message) -> Sentence:
    id = message.id
    return id if isinstance(id, str) else (id[0], id[1])


def _fault(message: Message) -> str:
    said = message.string
    forms = [said] if isinstance(said, str) else list(said or ("",))
    if message.fuzzy or not all(forms):
        return "untranslated"
    key = _key(message)
    wanted = set(PLACEHOLDER.findall(key if isinstance(key, str) else key[1]))
    if any(set(PLACEHOLDER.findall(form)) != wanted for form in forms):
        return "other placeholders than in English"
    return ""


def update() -> list[str]:
    """Add the new sentences to the catalogue and drop those no longer said.

    Returns:
        What still wants a translator, a line each.
    """
    known = catalogue()
    old = {_key(message): message for message in known if message.id}
    fresh = Catalog(
        locale=known.locale,
        project="Sverka",
        charset="utf-8",
        creation_date=known.creation_date,
        revision_date=known.revision_date,
    )
    for key, files in sorted(
        in_use().items(), key=lambda item: (item[1], str(item[0]))
    ):
        told = old[key].string if key in old else None
        fresh.add(key, told, locations=[(file, 0) for file in files])
    with BytesIO() as written:
        write_po(written, fresh, width=88, include_lineno=False)
        CATALOGUE.write_bytes(written.getvalue())
    return faults()
