"""What can be appealed against, in words (I9)."""

from collections.abc import Mapping
from typing import Final

from domain.appeal import SubjectKind
from interfaces.locale import N_

APPEAL_AGAINST: Final[Mapping[SubjectKind, str]] = {
    SubjectKind.INSPECTION: N_("Appeal against the decision to inspect"),
    SubjectKind.INSPECTION_CONDUCT: N_(
        "Appeal against what was done, or not done, in the inspection"
    ),
    SubjectKind.ACT: N_("Appeal against the act"),
    SubjectKind.IMPROVEMENT_ORDER: N_("Appeal against the improvement order"),
    SubjectKind.DATE_MOVE: N_("Appeal against the refusal of another date"),
    SubjectKind.CAUTION: N_("Appeal against the caution"),
    SubjectKind.CAUTION_ANSWER: N_("Appeal against the answer to the objection"),
    SubjectKind.RISK_CATEGORY: N_("Appeal against the risk category"),
    SubjectKind.RISK_ANSWER: N_("Appeal against the answer to the objection"),
    SubjectKind.VISIT: N_("Appeal against the decision about the visit"),
    SubjectKind.VISIT_ORDER: N_("Appeal against the order after the visit"),
    SubjectKind.INFORMATION_REQUEST: N_("Appeal against the request"),
    SubjectKind.DECLARATION: N_("Appeal against the contest of the declaration"),
    SubjectKind.COMPLIANCE: N_("Appeal against the annulment"),
    SubjectKind.EXECUTION: N_("Appeal against the doubt about the confirmation"),
    SubjectKind.ANSWER: N_("Appeal against the answer"),
    SubjectKind.INACTION: N_("Appeal against the delay"),
}
"""The link to an appeal, on the page of each kind of thing."""
