"""Words: what of a requirement can be found, and what somebody who asks may mean.

Russian is searched by stems, ё as е. A word that the register does not know is taken
for its beginning, and failing that for the known words that look most like it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from psycopg.sql import SQL, Identifier

from domain.requirement import Content
from projections.view import Sql

MOST_WORDS = 12
REGISTER = Identifier("requirement", "word")
_WORD = re.compile(r"[^\W_]+")
_SPELLABLE = re.compile(r"[^\W\d_]{3,40}")


def words(text: str) -> list[str]:
    """The words and numbers of a text, lower case, ё as е."""
    return _WORD.findall(text.lower().replace("ё", "е"))


def told(code: str, content: Content) -> dict[str, str]:
    """What a requirement can be found by, the weightiest first: "a" to "d"."""
    act = content.act
    parts = {
        "a": (content.title, code),
        "b": (content.statement, *content.evidence),
        "c": (act.name, act.number, act.unit),
        "d": (
            content.control_body,
            content.control_kind,
            content.sanction or "",
            content.notes or "",
        ),
    }
    return {weight: " ".join(words(" ".join(said))) for weight, said in parts.items()}


def spellable(said: Mapping[str, object]) -> Iterator[str]:
    """The words of `told` that a misspelt word may have been meant for."""
    for weight in "abcd":
        yield from _SPELLABLE.findall(str(said[weight]))


class Meant(NamedTuple):
    """What a text that somebody typed is looked for as.

    Attributes:
        all: a tsquery that wants every word; "" when nothing can be looked for.
        any: one that wants at least one word.
        corrected: the text with misspelt words replaced; none when none was.
    """

    all: str
    any: str
    corrected: str | None


def meant(sql: Sql, text: str, known: Identifier = REGISTER) -> Meant:
    """What a text that somebody typed is looked for as.

    Args:
        sql: to ask with.
        text: what was typed.
        known: the table of words that there are, with their stems.
    """
    asked = words(text)[:MOST_WORDS]
    understand = UNDERSTAND.format(known=known)
    found = sql.execute(understand, (asked,), prepare=True).fetchall()
    parts = []
    said = []
    corrected = False
    for row in found:
        if row["stem"] is None:
            said.append(row["word"])
        elif row["is_known"]:
            parts.append(_one(row["stem"]))
            said.append(row["word"])
        elif row["is_beginning"]:
            parts.append(f"{_one(row['stem'])}:*")
            said.append(row["word"])
        elif row["alike"]:
            parts.append(_any([_one(stem) for stem in dict.fromkeys(row["stems"])]))
            said.append(row["alike"][0])
            corrected = True
        else:
            parts.append(_one(row["stem"]))
            said.append(row["word"])
    return Meant(
        " & ".join(parts), " | ".join(parts), " ".join(said) if corrected else None
    )


def _one(stem: str) -> str:
    return "'" + stem.replace("\\", "\\\\").replace("'", "''") + "'"


def _any(stems: Sequence[str]) -> str:
    return "(" + " | ".join(stems) + ")"


UNDERSTAND = SQL("""
    SELECT asked.word, stemmed.stem, is_known, is_beginning, alike, stems
    FROM unnest(%s::text[]) WITH ORDINALITY AS asked (word, place)
    CROSS JOIN LATERAL (
        SELECT (tsvector_to_array(to_tsvector('russian', asked.word)))[1] AS stem
    ) AS stemmed
    CROSS JOIN LATERAL (
        SELECT asked.word ~ '[0-9]'
            OR EXISTS (SELECT FROM {known} WHERE word.stem = stemmed.stem)
            AS is_known
    ) AS known
    CROSS JOIN LATERAL (
        SELECT NOT is_known AND length(asked.word) > 2 AND EXISTS (
            SELECT FROM {known}
            WHERE word.word >= stemmed.stem
                AND word.word < stemmed.stem || U&'\\FFFF') AS is_beginning
    ) AS beginning
    LEFT JOIN LATERAL (
        SELECT array_agg(near.word) AS alike, array_agg(near.stem) AS stems
        FROM (
            SELECT word.word, word.stem FROM {known}
            WHERE NOT is_known AND NOT is_beginning AND word.word %% asked.word
            ORDER BY similarity(word.word, asked.word) DESC, word.word
            LIMIT 4
        ) AS near
    ) AS guess ON true
    ORDER BY place
""")
