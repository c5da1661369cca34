"""Papers of cases: what they say, and the file itself (I8)."""

from interfaces.papers.press import PAPERS, VERIFY, PaperPress, starter_paper_templates
from interfaces.papers.sheets import PaperSheets

__all__ = [
    "PAPERS",
    "VERIFY",
    "PaperPress",
    "PaperSheets",
    "starter_paper_templates",
]
