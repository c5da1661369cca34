"""Official papers of a case: what was issued when, and by which template (I0, I8).

A paper is a file in the correspondence of its case. Whoever holds it can see on a
public page whether the state issued it, and whether the case is as the paper says.
"""

from domain.paper.paper import CaseKind, Paper, PaperKind, number_of
from domain.paper.template import Filled, Group, Part, Template, Templates, Values

__all__ = [
    "CaseKind",
    "Filled",
    "Group",
    "Paper",
    "PaperKind",
    "Part",
    "Template",
    "Templates",
    "Values",
    "number_of",
]
