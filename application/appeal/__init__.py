"""Appeals against what a body decided, did or left undone (I9)."""

from application.appeal.commands import (
    AddressAppeal,
    AddToAppeal,
    AskBody,
    AskClient,
    AssignAppeal,
    BeginAppeal,
    ChangePart,
    CheckDecision,
    DraftDecision,
    EmpowerInAppeal,
    ExplainAppealed,
    ExtendAppeal,
    JudgedPoint,
    OrderedEffect,
    OutsideMatter,
    RefuseConsideration,
    ReportCarriedOut,
    Ruling,
    WithdrawAppeal,
    WritePoint,
)
from application.appeal.considering import (
    AppealCases,
)
from application.appeal.deciding import (
    AppealDecisions,
)
from application.appeal.delivering import (
    BY_ITSELF,
    AppealClock,
    AppealDelivery,
)
from application.appeal.drafting import (
    AppealDrafts,
    Prepared,
)
from application.appeal.explaining import AppealExplanations
from application.appeal.handling import (
    AppealHandling,
)
from application.appeal.obliged import AppealObligations
from application.appeal.ports import (
    Appealable,
    AppealsKnown,
    Effects,
    FlagSeen,
    Linked,
    SubjectCard,
    TookPart,
    WordedEffect,
)
from application.appeal.replying import (
    AppealReplies,
)
from application.appeal.representing import (
    AppealRepresentatives,
)

__all__ = [
    "BY_ITSELF",
    "AddToAppeal",
    "AddressAppeal",
    "AppealCases",
    "AppealClock",
    "AppealDecisions",
    "AppealDelivery",
    "AppealDrafts",
    "AppealExplanations",
    "AppealHandling",
    "AppealObligations",
    "AppealReplies",
    "AppealRepresentatives",
    "Appealable",
    "AppealsKnown",
    "AskBody",
    "AskClient",
    "AssignAppeal",
    "BeginAppeal",
    "ChangePart",
    "CheckDecision",
    "DraftDecision",
    "Effects",
    "EmpowerInAppeal",
    "ExplainAppealed",
    "ExtendAppeal",
    "FlagSeen",
    "JudgedPoint",
    "Linked",
    "OrderedEffect",
    "OutsideMatter",
    "Prepared",
    "RefuseConsideration",
    "ReportCarriedOut",
    "Ruling",
    "SubjectCard",
    "TookPart",
    "WithdrawAppeal",
    "WordedEffect",
    "WritePoint",
]
