"""Makes the file of a paper: a tagged PDF with a code that leads to its check (I8)."""

from collections.abc import Mapping
from functools import cache
from typing import Final
from uuid import UUID

from application.paper import Sheet
from domain.paper import Filled, PaperKind, Template, Templates, number_of
from interfaces.exports.document import code_of, typeset
from interfaces.locale import N_, RUSSIAN, language
from interfaces.regions import STARTER

PAPERS: Final[Mapping[PaperKind, str]] = {
    PaperKind.DECISION: N_("Decision to inspect"),
    PaperKind.NOTICE: N_("Notice of the inspection"),
    PaperKind.ACT: N_("Act of the inspection"),
    PaperKind.ORDER: N_("Improvement order"),
    PaperKind.CAUTION: N_("Caution"),
    PaperKind.INVITATION: N_("Invitation to a preventive visit"),
    PaperKind.APPEAL_DECISION: N_("Decision on the appeal"),
    PaperKind.APPEAL_REFUSAL: N_("Refusal to consider the appeal"),
    PaperKind.SUSPENSION_DECISION: N_("Decision about suspension"),
}
"""What papers are called on pages."""
VERIFY: Final = "/verify/paper/"
ALT: Final = N_("Code that leads to the check of this paper")


@cache
def starter_paper_templates() -> Templates:
    """The words of papers that the product is shipped with, in all versions."""
    with (STARTER / "paper_templates.jsonl").open(encoding="utf-8") as rows:
        return Templates(Template.model_validate_json(row) for row in rows)


class PaperPress:
    """Typesets papers in a process of their own; see `interfaces/exports/typeset.py`.

    They are written in Russian, the language of the state, whatever language their
    reader has chosen for the pages.

    Args:
        url: of the service, as the public knows it.
    """

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")

    def print(self, template: Template, sheet: Sheet, id: UUID) -> bytes:
        """The paper as a file; its number and address are values like the others.

        Raises:
            CannotTypeset: it did not become one; a fault of ours.
        """
        number, address = number_of(id), f"{self._url}{VERIFY}{id}"
        own = {"number": number, "address": address}
        head, *parts = template.fill({**sheet.values, **own})
        return typeset(
            {
                "template": "paper.typ",
                "data": {
                    "language": RUSSIAN,
                    "title": template.title,
                    "number": number,
                    "issuer": sheet.issuer,
                    "head": _told(head),
                    "parts": [_told(part) for part in parts],
                    "alt": language(RUSSIAN).gettext(ALT),
                },
                "code": code_of(address),
                "made": int(sheet.at.timestamp()),
            }
        )


def _told(part: Filled) -> dict[str, object]:
    return {
        "heading": part.heading,
        "facts": [{"name": name, "value": value} for name, value in part.facts],
        "paragraphs": part.paragraphs,
        "lines": part.lines,
        "groups": [{"name": one.name, "lines": one.lines} for one in part.groups],
    }
