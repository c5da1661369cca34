"""How executions and confirmations are said on pages, and who may ask for them."""

from typing import Annotated, Any

from fastapi import Depends, Form, Request

from application.access import Action
from domain.evidence import Scan
from domain.execution import Dispute, Force, How, Status, Why
from domain.execution import Form as GivenForm
from domain.kernel import Actor
from interfaces.deps import Asks
from interfaces.locale import N_
from interfaces.service import Service
from interfaces.web.algorithm.words import AlgorithmWords
from interfaces.web.pages import language_of
from interfaces.web.requirement.words import RequirementWords

Executor = Annotated[Actor, Depends(Asks(Action.EXECUTE))]
Doer = Annotated[Actor, Depends(Asks(Action.DO_STEP))]
Reader = Annotated[Actor, Depends(Asks(Action.READ_EXECUTION_CONFIRMATION))]
Text = Annotated[str, Form()]

STATUSES = {
    Status.RUNNING: (N_("Under way"), "ask"),
    Status.PAUSED: (N_("Paused"), "no"),
    Status.FINISHED: (N_("Finished"), "yes"),
    Status.ABANDONED: (N_("Given up"), "no"),
}
HOWS = {
    How.DONE: (N_("Done"), "yes"),
    How.NOT_CONCERNED: (N_("Not about you"), "no"),
    How.LEFT_OUT: (N_("Left out, with a reason"), "late"),
}
HOWS_FOR_BODY = HOWS | {How.NOT_CONCERNED: (N_("Not about the business"), "no")}
FORCES = {
    Force.IN_FORCE: (N_("In force"), "yes"),
    Force.PARTLY: (N_("Partly in force"), "ask"),
    Force.LAPSED: (N_("Lapsed"), "late"),
    Force.RENEWED: (N_("Renewed by another one"), "no"),
    Force.WITHDRAWN: (N_("Taken back"), "no"),
}
LAPSES = {
    Why.NEW_REQUIREMENT_VERSION.value: N_("The requirement has a new version"),
    Why.REQUIREMENT_ENDED.value: N_("The requirement is no longer in force"),
    Why.ALGORITHM_CHANGED.value: N_("The algorithm was changed"),
    Why.ALGORITHM_WITHDRAWN.value: N_("The algorithm was withdrawn"),
    Why.FACT_CHANGED.value: N_("Facts about the business changed"),
    Why.PLACE_CLOSED.value: N_("The place was closed"),
    Why.TERM_ENDED.value: N_("The term ended"),
    "question_upheld": N_("The supervisory body upheld its question"),
}
DISPUTES = {
    Dispute.ASKED: (N_("Questioned: the reply of the business is awaited"), "late"),
    Dispute.REPLIED: (N_("The business replied: the body decides"), "ask"),
    Dispute.DROPPED: (N_("The body accepted it"), "yes"),
    Dispute.UPHELD: (N_("The body upheld its question"), "no"),
}
FORMS = {
    GivenForm.FILE: N_("File"),
    GivenForm.TEXT: N_("Written down"),
    GivenForm.RECORD: N_("Record"),
}
SCANS = {
    Scan.CLEAN: (N_("Checked for viruses"), "yes"),
    Scan.NOT_SCANNED: (N_("Not checked for viruses"), "ask"),
}
MOMENTS = {
    "started": N_("Begun"),
    "evidence_given": N_("Evidence attached"),
    "evidence_shared": N_("Evidence used for one more step"),
    "evidence_taken_back": N_("Evidence taken back"),
    "step_done": N_("Step done"),
    "step_skipped": N_("Step left out"),
    "step_reopened": N_("Step opened again"),
    "step_handed": N_("Step handed over"),
    "paused": N_("Paused"),
    "resumed": N_("Resumed"),
    "followed": N_("Went on with the new version of the algorithm"),
    "finished": N_("Finished"),
    "abandoned": N_("Given up"),
    "issued": N_("Confirmed"),
    "lapsed": N_("Lapsed"),
    "superseded": N_("Renewed by another confirmation"),
    "recalled": N_("Taken back by the business"),
    "questioned": N_("Questioned by the supervisory body"),
    "replied": N_("The business replied"),
    "question_dropped": N_("The supervisory body accepted it"),
    "question_annulled": N_("A decision on an appeal undid the question"),
    "question_upheld": N_("The supervisory body upheld its question"),
}


def words_of(request: Request, service: Service) -> dict[str, Any]:
    """What every page of this context says things with."""
    spoken = language_of(request)
    words = AlgorithmWords(RequirementWords(spoken, service.wording(spoken.code)))
    return {
        "words": words,
        "statuses": STATUSES,
        "hows": HOWS,
        "forces": FORCES,
        "lapses": LAPSES,
        "disputes": DISPUTES,
        "forms": FORMS,
        "scans": SCANS,
        "moments": MOMENTS,
    }


def titles_of(service: Service, codes: list[str]) -> dict[str, str]:
    """Titles of requirements as they read today, by code; the code where none is."""
    standing = service.requirement_view.standing(codes, service.clock.today())
    return {
        code: standing[code].version.content.title if code in standing else code
        for code in codes
    }
