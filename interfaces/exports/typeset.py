"""Makes a PDF of a template beside it and of what comes on its input; a process apart.

Input: JSON with `template` (list.typ unless named), `data` for it, `code` (SVG) and
`made` (seconds since 1970).
Output: the file.
"""

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import typst

HERE = Path(__file__).parent
STANDARDS: Any = ["ua-1", "a-2a"]


def main() -> None:
    """Typeset one file."""
    given = json.load(sys.stdin.buffer)
    found = importlib.util.find_spec("fontpkg_pt_sans")
    if found is None or found.origin is None:
        raise SystemExit("the typeface is missing: install fontpkg-pt-sans")
    made = typst.compile(
        str(HERE / Path(given.get("template", "list.typ")).name),
        root=str(HERE),
        font_paths=[str(Path(found.origin).parent / "files")],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(given["data"]), "code": given["code"]},
        pdf_standards=STANDARDS,
        timestamp=given["made"],
    )
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
