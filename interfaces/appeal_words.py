"""What appeals are called in words: pages, papers and files share it (I9)."""

from collections.abc import Mapping
from typing import Final

from domain.appeal.effects import Effect
from domain.appeal.representation import AppealPower
from domain.appeal.standing import (
    AppealStatus,
    Outcome,
    Restoration,
    Suspension,
    WhySuspensionEnded,
)
from domain.appeal.subject import SubjectKind
from domain.risk.category import Category
from interfaces.locale import N_

SUBJECTS: Final[Mapping[SubjectKind, str]] = {
    SubjectKind.INSPECTION: N_("Decision to inspect"),
    SubjectKind.INSPECTION_CONDUCT: N_("What was done or not done in an inspection"),
    SubjectKind.ACT: N_("Act of an inspection"),
    SubjectKind.IMPROVEMENT_ORDER: N_("Improvement order"),
    SubjectKind.DATE_MOVE: N_("Refusal of another date"),
    SubjectKind.CAUTION: N_("Caution"),
    SubjectKind.CAUTION_ANSWER: N_("Answer to an objection to a caution"),
    SubjectKind.RISK_CATEGORY: N_("Category of risk"),
    SubjectKind.RISK_ANSWER: N_("Answer to an objection to a category of risk"),
    SubjectKind.VISIT: N_("Preventive visit"),
    SubjectKind.VISIT_ORDER: N_("Order after a preventive visit"),
    SubjectKind.INFORMATION_REQUEST: N_("Request for information"),
    SubjectKind.DECLARATION: N_("Contest of a declaration"),
    SubjectKind.COMPLIANCE: N_("Annulment of a declaration of compliance"),
    SubjectKind.EXECUTION: N_("Doubt about a confirmed execution"),
    SubjectKind.ANSWER: N_("Answer to a question"),
    SubjectKind.INACTION: N_("Inaction: nothing was done in time"),
    SubjectKind.OUTSIDE: N_("Decision or conduct outside the service"),
}
STATUSES: Final[Mapping[AppealStatus, tuple[str, str]]] = {
    AppealStatus.DRAFT: (N_("Draft, not sent yet"), "ask"),
    AppealStatus.DISCARDED: (N_("Thrown away"), ""),
    AppealStatus.SENT: (N_("Sent and registered"), "ask"),
    AppealStatus.ACCEPTED: (N_("Being considered"), "ask"),
    AppealStatus.NOT_CONSIDERED: (N_("Not considered"), "no"),
    AppealStatus.WITHDRAWN: (N_("Taken back"), ""),
    AppealStatus.DECIDED: (N_("Decided"), "yes"),
}
"""What a status is called, and the kind of its tag."""
OUTCOMES: Final[Mapping[Outcome, tuple[str, str]]] = {
    Outcome.UPHELD: (N_("The appeal is upheld"), "yes"),
    Outcome.UPHELD_IN_PART: (N_("The appeal is upheld in part"), "yes"),
    Outcome.REFUSED: (N_("The appeal is refused"), "no"),
}
SUSPENSIONS: Final[Mapping[Suspension, tuple[str, str]]] = {
    Suspension.NOT_ASKED: (N_("Not asked for"), ""),
    Suspension.WAITS: (N_("Waits for a decision"), "ask"),
    Suspension.GRANTED: (N_("Suspended"), "yes"),
    Suspension.REFUSED: (N_("Refused"), "no"),
    Suspension.ENDED: (N_("The suspension is over"), ""),
    Suspension.NOT_NEEDED: (N_("Not needed any more: the appeal is over"), ""),
}
RESTORATIONS: Final[Mapping[Restoration, tuple[str, str]]] = {
    Restoration.NOT_ASKED: (N_("Not asked for"), ""),
    Restoration.WAITS: (N_("Waits for a decision"), "ask"),
    Restoration.GRANTED: (N_("The term is restored"), "yes"),
    Restoration.REFUSED: (N_("The term is not restored"), "no"),
    Restoration.NOT_NEEDED: (N_("Not needed any more: the appeal is over"), ""),
}
SUSPENSION_ENDED: Final[Mapping[WhySuspensionEnded, str]] = {
    WhySuspensionEnded.DECIDED: N_("the appeal is decided"),
    WhySuspensionEnded.NOT_CONSIDERED: N_("the appeal is not considered"),
    WhySuspensionEnded.WITHDRAWN: N_("the appeal was taken back"),
}
EFFECTS: Final[Mapping[Effect, str]] = {
    Effect.ANNUL: N_("It is annulled"),
    Effect.CORRECT: N_("It is corrected"),
    Effect.NEW_TERM: N_("There is a new term"),
    Effect.NEW_CATEGORY: N_("There is another category of risk"),
    Effect.OBLIGE: N_("The body has to do something"),
}
ORDERS: Final[Mapping[Effect, str]] = {
    Effect.ANNUL: N_("Annul it"),
    Effect.CORRECT: N_("Correct it"),
    Effect.NEW_TERM: N_("Give more time to carry it out"),
    Effect.NEW_CATEGORY: N_("Set another category of risk"),
    Effect.OBLIGE: N_("Oblige the body to do something"),
}
"""The same, as what whoever decides may order."""
CATEGORIES: Final[Mapping[Category, str]] = {
    Category.EXTREME: N_("Extremely high risk"),
    Category.HIGH: N_("High risk"),
    Category.SIGNIFICANT: N_("Significant risk"),
    Category.MEDIUM: N_("Medium risk"),
    Category.MODERATE: N_("Moderate risk"),
    Category.LOW: N_("Low risk"),
}
POWERS: Final[Mapping[AppealPower, str]] = {
    AppealPower.PREPARE: N_("Write the draft"),
    AppealPower.SIGN: N_("Sign and send it"),
    AppealPower.ADD: N_("Add to it and give what is asked for"),
    AppealPower.WITHDRAW: N_("Take it back"),
    AppealPower.ATTEND: N_("Take part in a hearing"),
    AppealPower.RECEIVE: N_("Receive the decision; terms run from then"),
}
ASKED_EFFECTS: Final[Mapping[Effect, str]] = {
    Effect.ANNUL: N_("that it is annulled"),
    Effect.CORRECT: N_("that the act is corrected"),
    Effect.NEW_TERM: N_("that there is more time to carry it out"),
    Effect.NEW_CATEGORY: N_("another category of risk"),
    Effect.OBLIGE: N_("that the body does something until a day"),
}
"""The same, as what a client may ask for."""
HAPPENED: Final[Mapping[str, str]] = {
    "begun": N_("The draft was begun"),
    "sent": N_("It was signed and sent"),
    "added": N_("Something was added"),
    "withdrawn": N_("It was taken back"),
    "assigned": N_("An officer was named who decides"),
    "accepted": N_("It was taken up for consideration"),
    "consideration_refused": N_("It is not considered"),
    "restoration_decided": N_("It was decided about the missed term"),
    "suspension_decided": N_("It was decided about suspension"),
    "suspension_ended": N_("The suspension ended"),
    "information_asked": N_("The business was asked for something"),
    "information_given": N_("The business gave what was asked for"),
    "information_term_passed": N_("The term to give it was over"),
    "explanation_asked": N_("The body was asked to explain"),
    "explained": N_("The body explained"),
    "extended": N_("The term to decide was extended"),
    "decided": N_("It was decided"),
    "delivered": N_("The business opened the decision"),
}
"""What happened to an appeal that its client is told, by the name of the event."""
EXPLAINED_IT: Final = N_("explained it for the body")
"""As `domain.appeal.conflict.EXPLAINED`, which the domain tells in a refusal."""
