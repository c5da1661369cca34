"""What is refused of the ombudsman's part in a case."""

from domain.errors import Invalid, RuleBroken
from domain.kernel import Citation

INVITING = Citation(act="248-ФЗ", at="ст. 36")
"""A client may call the ombudsman to take part (LAW-086)."""
OF_APPEAL = Citation(act="248-ФЗ", at="ст. 41")
"""The ombudsman's opinion may go with an appeal; likely: check the edition in force."""


class NoInteraction(RuleBroken):
    code = "no-ombudsman-without-interaction"
    title = "Nobody can be invited to a check in which nobody meets the business"
    source = INVITING


class TooLateToInvite(RuleBroken):
    code = "too-late-to-invite"
    title = "The case is over: nobody can be invited to it any more"


class OfficeNotChosen(Invalid):
    code = "ombudsman-office-not-chosen"
    title = "Choose which office to invite"
    about = "office"


class InvitedAlready(RuleBroken):
    code = "ombudsman-invited-already"
    title = "This office is invited already"
    about = "office"


class NotWaiting(RuleBroken):
    code = "invitation-not-waiting"
    title = "This invitation was answered or taken back"


class TakesNoPart(RuleBroken):
    code = "ombudsman-takes-no-part"
    title = "The office takes no part in this case"


class ReasonOfDeclineMissing(Invalid):
    code = "invitation-decline-reason-missing"
    title = "Say why you decline: the business reads it"
    about = "reason"


class OpinionMissing(Invalid):
    code = "ombudsman-opinion-missing"
    title = "Write the opinion"
    about = "opinion"
