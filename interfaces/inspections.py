"""What inspections are called in words: pages, papers and files share it (I0 to I8)."""

from collections.abc import Mapping
from typing import Final

from domain.inspection import (
    Approval,
    Cause,
    ControlAction,
    Ending,
    Flag,
    Ground,
    Kind,
    Moving,
    Obstacle,
    Part,
    Power,
    Settled,
    Stage,
    Step,
)
from interfaces.locale import N_

KINDS: Final[Mapping[Kind, str]] = {
    Kind.TEST_PURCHASE: N_("Test purchase"),
    Kind.MONITORING_PURCHASE: N_("Monitoring purchase"),
    Kind.SELECTIVE_CONTROL: N_("Selective control"),
    Kind.INSPECTION_VISIT: N_("Inspection visit"),
    Kind.RAID_INSPECTION: N_("Raid inspection"),
    Kind.DOCUMENTARY_INSPECTION: N_("Documentary inspection"),
    Kind.ONSITE_INSPECTION: N_("On-site inspection"),
    Kind.OBSERVATION: N_("Observation of compliance"),
    Kind.OFFSITE_SURVEY: N_("Off-site survey"),
}
GROUNDS: Final[Mapping[Ground, str]] = {
    Ground.HARM: N_("Harm was done or is threatened"),
    Ground.INDICATOR: N_("Indicator of risk"),
    Ground.PLAN: N_("Plan of the year"),
    Ground.GOVERNMENT: N_("Order of the President or the Government"),
    Ground.PROSECUTOR: N_("Demand of a prosecutor"),
    Ground.ORDER_DUE: N_("The term of an improvement order is over"),
    Ground.PROGRAMME: N_("Programme of checks"),
    Ground.UNNOTIFIED: N_("Activity without its notification or permit"),
    Ground.EVADED: N_("A mandatory preventive visit was evaded"),
}
STAGES: Final[Mapping[Stage, tuple[str, str]]] = {
    Stage.ANNOUNCED: (N_("Ordered"), "ask"),
    Stage.NOTIFIED: (N_("The business was told"), "ask"),
    Stage.APPROVED: (N_("The prosecutor approved it"), "ask"),
    Stage.REJECTED: (N_("The prosecutor refused it"), ""),
    Stage.STARTED: (N_("Under way"), "ask"),
    Stage.PREVENTED: (N_("Could not be held"), ""),
    Stage.ENDED: (N_("Ended, the act is being drawn"), "ask"),
    Stage.ACT: (N_("The act is drawn"), "ask"),
    Stage.IMPROVEMENT: (N_("What was found is to be removed"), "ask"),
    Stage.CONFIRMED: (N_("What was found is removed"), "yes"),
    Stage.CLOSED: (N_("The inspection is closed"), "yes"),
    Stage.STOPPED: (N_("Stopped"), ""),
    Stage.CANCELLED: (N_("Cancelled"), ""),
    Stage.EXPIRED: (N_("Its term ended by itself"), ""),
}
"""What a stage is called, and the kind of its tag."""
STEPS: Final[Mapping[Step, str]] = {
    Step.ORDER: N_("The inspection was ordered"),
    Step.REGISTER: N_("It was entered in the register of inspections"),
    Step.NOTIFY: N_("The business was told of it"),
    Step.READ: N_("The business read the notice"),
    Step.TELL_PROSECUTOR: N_("The prosecutor was told"),
    Step.APPROVE: N_("The prosecutor approved it"),
    Step.REJECT: N_("The prosecutor refused it"),
    Step.MOVE: N_("The date was moved"),
    Step.START: N_("The inspection began"),
    Step.PREVENT: N_("The inspection could not be held"),
    Step.END: N_("The inspection ended"),
    Step.DRAW_ACT: N_("The act was drawn"),
    Step.DEMAND: N_("An improvement order was given"),
    Step.CONFIRM: N_("It was accepted that everything is removed"),
    Step.CLOSE: N_("The inspection was closed"),
    Step.STOP: N_("The inspection was stopped"),
    Step.CANCEL: N_("The inspection was cancelled"),
    Step.EXPIRE: N_("The term of the inspection ended by itself"),
}
ACTIONS: Final[Mapping[ControlAction, str]] = {
    ControlAction.EXAMINATION: N_("Examination of premises and things"),
    ControlAction.SEARCH: N_("Search"),
    ControlAction.INTERVIEW: N_("Interview"),
    ControlAction.WRITTEN_EXPLANATION: N_("Written explanations"),
    ControlAction.DOCUMENT_REQUEST: N_("Demand of documents"),
    ControlAction.SAMPLING: N_("Taking of samples"),
    ControlAction.INSTRUMENTAL_SURVEY: N_("Survey with instruments"),
    ControlAction.TEST: N_("Test"),
    ControlAction.EXPERT_EXAMINATION: N_("Examination by experts"),
    ControlAction.EXPERIMENT: N_("Experiment"),
}
PARTS: Final[Mapping[Part, str]] = {
    Part.INSPECTOR: N_("inspector"),
    Part.EXPERT: N_("expert"),
    Part.SPECIALIST: N_("specialist"),
}
APPROVALS: Final[Mapping[Approval, str]] = {
    Approval.NOT_NEEDED: N_("not needed"),
    Approval.NEEDED: N_("needed before the start"),
    Approval.AFTERWARDS: N_("the prosecutor is told after the start"),
}
ENDINGS: Final[Mapping[Ending, str]] = {
    Ending.CLOSED: N_("Close it"),
    Ending.STOPPED: N_("Stop it"),
    Ending.CANCELLED: N_("Cancel it"),
    Ending.EXPIRED: N_("Its term ended by itself"),
}
OBSTACLES: Final[Mapping[Obstacle, str]] = {
    Obstacle.CLIENT_ABSENT: N_("Nobody of the business was there"),
    Obstacle.ACCESS_REFUSED: N_("Access was refused"),
    Obstacle.NO_ACTIVITY: N_("The business does not work there"),
    Obstacle.OTHER: N_("Another reason"),
}
FLAGS: Final[Mapping[Flag, str]] = {
    Flag.NO_GROUND: N_("There is no ground for the inspection"),
    Flag.NO_APPROVAL: N_("It began without the approval of the prosecutor"),
    Flag.PROSECUTOR_NOT_TOLD: N_("The prosecutor was not told in time"),
    Flag.NO_NOTICE: N_("It began and the business had not been told"),
    Flag.LATE_NOTICE: N_("The business was told too late"),
    Flag.NOT_REGISTERED: N_("It began and was not in the register of inspections"),
    Flag.TOO_LONG: N_("It lasts longer than the law allows"),
    Flag.TOO_MANY_HOURS: N_("It took more hours than the law allows"),
    Flag.PERSON_NOT_NAMED: N_("Somebody acted whom the order does not name"),
    Flag.ACTION_NOT_ALLOWED: N_("Something was done that this kind does not allow"),
    Flag.ACTION_NOT_ORDERED: N_("Something was done that the order does not name"),
    Flag.STATE_HELD_IT: N_("Documents were demanded that the state has"),
    Flag.NO_ACT: N_("The act was not drawn in time"),
    Flag.LATE_ACT: N_("The act was drawn too late"),
    Flag.EXPIRED: N_("Its term ended, and nobody had ended it"),
}
POWERS: Final[Mapping[Power, str]] = {
    Power.SEE: N_("See the case"),
    Power.TAKE_PART: N_("Be present, also by video"),
    Power.EXPLAIN: N_("Ask, explain and hand in documents"),
    Power.RECEIVE: N_("Receive documents; terms run from then"),
    Power.MOVE: N_("Ask for another date"),
    Power.INVITE: N_("Call the ombudsman"),
    Power.COUNT: N_("Record hours, cost and damage"),
    Power.RATE: N_("Rate the tools"),
}
CAUSES: Final[Mapping[Cause, str]] = {
    Cause.ILLNESS: N_("Illness"),
    Cause.TRIP: N_("A business trip or leave in another town"),
    Cause.ARREST: N_("Administrative arrest"),
    Cause.RESTRAINT: N_("A measure of restraint in a criminal case"),
    Cause.OTHER: N_("Another reason"),
}
MOVINGS: Final[Mapping[Moving, tuple[str, str]]] = {
    Moving.ASKED: (N_("The body decides"), "ask"),
    Moving.OFFERED: (N_("The business chooses"), "ask"),
    Moving.SETTLED: (N_("Moved"), "yes"),
    Moving.DECLINED: (N_("Not moved"), "no"),
    Moving.TAKEN_BACK: (N_("Taken back"), ""),
}
SETTLED: Final[Mapping[Settled, str]] = {
    Settled.GRANTED: N_("The body agreed to a time that the business wished"),
    Settled.CHOSEN: N_("The business chose a time that the body offered"),
    Settled.BODY_SILENT: N_("The body did not decide in time: the wish counts"),
    Settled.CLIENT_SILENT: N_("The business did not choose: the latest offer counts"),
    Settled.APPEAL: N_("A decision on an appeal allowed it"),
}
