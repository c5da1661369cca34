"""A list as a PDF file: tagged (PDF/UA-1, PDF/A-2a), with a code to check it by.

The typesetter needs more memory than a web process should keep: it runs in a process of
its own that ends with the file. See docs/decisions/0019.
"""

import subprocess
import sys
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Final

import orjson

from interfaces.exports.content import Content
from interfaces.locale import N_
from projections.applicability import Line

SCRIPT: Final = Path(__file__).with_name("typeset.py")
PATIENCE: Final = 60.0
"""Seconds until a file is given up."""


class CannotTypeset(Exception):
    """The typesetter failed; its words are for the log."""


def document(content: Content) -> bytes:
    """The list as a file.

    Raises:
        CannotTypeset: it did not become one; a fault of ours.
    """
    return typeset(_told(content))


def typeset(told: Mapping[str, object]) -> bytes:
    """A file of what a template is given; see typeset.py.

    Raises:
        CannotTypeset: it did not become one; a fault of ours.
    """
    done = subprocess.run(
        [sys.executable, "-P", "-I", str(SCRIPT)],
        input=orjson.dumps(told),
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    if done.returncode:
        raise CannotTypeset(done.stderr.decode(errors="replace")[-2000:])
    return done.stdout


def _told(content: Content) -> dict[str, object]:
    """What the template is given: texts alone, never a part of its own language."""
    say = content.spoken.gettext
    groups = [
        {"name": name, "lines": [_line(content, line, cells) for line, cells in lines]}
        for _, name, lines in content.groups()
    ]
    return {
        "data": {
            "language": content.spoken.code,
            "title": content.title(),
            "number": content.number,
            "about": [
                *content.about(),
                (say(N_("SHA-256 of the content")), content.digest()),
            ],
            "notes": content.notes(),
            "groups": groups,
            "heads": [
                say(N_("Requirement")),
                say(N_("Why")),
                say(N_("Supervisory body")),
                say(N_("Until when, and how sure")),
            ],
            "nothing": say(N_("There is nothing here.")),
            "until": say(N_("Valid until")),
            "then": say(N_("What comes then")),
            "marks": [
                say(N_("the rule")),
                say(N_("the place in the act")),
                say(N_("the sanction")),
                say(N_("the dates")),
            ],
            "sure": say(N_("All parts are sure")),
            "certain": say(N_("sure")),
            "code": say(N_("Code to check this file by")),
        },
        "code": code_of(content.address),
        "made": int(content.made_at.timestamp()),
    }


def _line(content: Content, line: Line, cells: tuple[str, ...]) -> dict[str, object]:
    spoken = content.spoken
    version = spoken.gettext(N_("version %(n)s"), n=line.version)
    return {
        "title": line.title,
        "source": f"{line.act} · {line.code}, {version}",
        "why": cells[3] or cells[2],
        "body": line.control_body,
        "until": spoken.date(line.declared_end) if line.declared_end else "",
        "then": cells[8],
        "marks": cells[11:],
    }


def code_of(address: str) -> str:
    """The code that leads to an address, as SVG."""
    import segno  # noqa: PLC0415 - 4 MB that few processes need

    with BytesIO() as drawn:
        segno.make(address, error="m").save(drawn, kind="svg", scale=4, border=0)
        return drawn.getvalue().decode()
