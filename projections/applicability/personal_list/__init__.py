"""The personal list: every requirement in force, judged for one business (L2).

`lists` answers; `judging` makes the list of a moment out of the register (`whole`) and
of what is known of the client (`known`); `difference` compares two moments, `coming`
and `ahead` look into the days to come, `causes` says why.
"""

from projections.applicability.personal_list.changes import (
    Cause,
    CauseKind,
    Change,
    ChangeKind,
    Coming,
    ComingKind,
    Difference,
    WantedChanges,
)
from projections.applicability.personal_list.coming import MOST_COMING
from projections.applicability.personal_list.lists import PersonalLists
from projections.applicability.personal_list.values import (
    Arrangement,
    AsOf,
    Basis,
    Choice,
    Line,
    PersonalList,
    Wanted,
)
from projections.applicability.personal_list.whole import WholeList

__all__ = [
    "MOST_COMING",
    "Arrangement",
    "AsOf",
    "Basis",
    "Cause",
    "CauseKind",
    "Change",
    "ChangeKind",
    "Choice",
    "Coming",
    "ComingKind",
    "Difference",
    "Line",
    "PersonalList",
    "PersonalLists",
    "Wanted",
    "WantedChanges",
    "WholeList",
]
