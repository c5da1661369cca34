"""What pages of cautions share (C6)."""

from typing import Annotated, Final

from fastapi import Depends, Form
from pydantic import ValidationError

from application.access import Action
from application.log import Unavailable
from domain.caution import Answer, CautionStatus, SignSource, WhyClosed
from domain.errors import Invalid, RuleBroken, Stale
from domain.kernel import Actor
from interfaces.deps import Asks
from interfaces.locale import N_
from projections.caution import CautionLine, Standing

Reader = Annotated[Actor, Depends(Asks(Action.READ_CAUTION))]
Officer = Annotated[Actor, Depends(Asks(Action.CAUTION))]
Business = Annotated[Actor, Depends(Asks(Action.REPLY_TO_CAUTION))]
Version = Annotated[int, Form(ge=0, le=2**31)]
Text = Annotated[str, Form(max_length=5000)]
WRONG = (ValidationError, Invalid, RuleBroken, Stale, Unavailable)

STATUSES: Final = {
    CautionStatus.ISSUED: (N_("Something can be done"), "ask"),
    CautionStatus.CLOSED: (N_("Nothing more is to be done"), "yes"),
    CautionStatus.WITHDRAWN: (N_("Withdrawn"), ""),
}
OBJECTED: Final = (N_("An objection waits for an answer"), "late")
WHY_CLOSED: Final = {
    WhyClosed.DONE: N_("The business said of every point what it did."),
    WhyClosed.ENOUGH: N_("The body needs nothing more."),
}
STANDINGS: Final = {
    Standing.ALL: N_("All"),
    Standing.OBJECTED: N_("Objections to answer"),
    Standing.OPEN: N_("Open cautions"),
    Standing.OVER: N_("Over"),
}
SOURCES: Final = {
    SignSource.APPEAL: N_("Somebody wrote to the body"),
    SignSource.MONITORING: N_("Monitoring without meeting the business"),
    SignSource.SURVEY: N_("An off-site survey"),
    SignSource.RECORDS: N_("Records of the state"),
    SignSource.ASSESSMENT: N_("An assessment by data"),
    SignSource.BODY: N_("Another body told of it"),
    SignSource.MEDIA: N_("It was published"),
}
DECIDED: Final = {
    Answer.KEPT: N_("The caution stays as it is"),
    Answer.CHANGED: N_("The caution was changed"),
    Answer.WITHDRAWN: N_("The caution was withdrawn"),
}


def status_tag(line: CautionLine) -> tuple[str, str]:
    """Where a caution stands, and the kind of the tag that says so."""
    return OBJECTED if line.is_objected else STATUSES[line.status]
