"""Papers of cases: put on paper, sent, kept (I8)."""

from application.paper.issuing import PAPERS, Papers
from application.paper.ports import Due, DuePapers, Press, Sheet, Sources

__all__ = ["PAPERS", "Due", "DuePapers", "Papers", "Press", "Sheet", "Sources"]
