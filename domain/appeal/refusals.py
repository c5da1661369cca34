"""How appeals are refused (I9)."""

from domain.errors import Invalid, NotAllowed, NotFound, RuleBroken
from domain.kernel import Citation

PRETRIAL = Citation(act="248-ФЗ", at="ст. 40")
WITHDRAWAL = Citation(act="248-ФЗ", at="ст. 40 ч. 8")
CONTENT = Citation(act="248-ФЗ", at="ст. 41")
NOT_CONSIDERED = Citation(act="248-ФЗ", at="ст. 42")
CONSIDERED = Citation(act="248-ФЗ", at="ст. 43")
OWN_DECISION = Citation(act="59-ФЗ", at="ст. 8 ч. 6")


class NothingToAppeal(NotFound):
    code = "nothing-to-appeal"
    title = "There is nothing at this address that you can appeal against"


class NotADraft(RuleBroken):
    code = "appeal-not-a-draft"
    title = "This appeal is sent already, or thrown away"


class AppealNotOpen(RuleBroken):
    """Facts: `status`."""

    code = "appeal-not-open"
    title = "This appeal is not being considered"


class OutsideUnnamed(Invalid):
    code = "appeal-outside-unnamed"
    title = "Say which decision or conduct it is about"
    about = "told"
    source = CONTENT


class AppealedControlUnknown(Invalid):
    code = "appealed-control-unknown"
    title = "The register has no such kind of control: choose one, or none"
    about = "control_kind"


class AppealedBodyMissing(Invalid):
    code = "appealed-body-missing"
    title = "Choose the body whose decision it is"
    about = "authority"
    source = CONTENT


class PointsMissing(Invalid):
    code = "appeal-points-missing"
    title = "Say at least one thing that was wrong"
    about = "points"
    source = CONTENT


class TooManyPoints(Invalid):
    """Facts: `most`."""

    code = "appeal-too-many-points"
    title = "An appeal has no room for more points"
    about = "points"


class GroundUnknown(Invalid):
    code = "appeal-ground-unknown"
    title = "Choose what was wrong from the list"
    about = "ground"


class PointEmpty(Invalid):
    code = "appeal-point-empty"
    title = "Say in your own words what was wrong"
    about = "words"
    source = CONTENT


class NoSuchAppealPoint(NotFound):
    code = "no-such-appeal-point"
    title = "The appeal has no point with this number"


class AskMissing(Invalid):
    code = "appeal-ask-missing"
    title = "Say what you want to be decided"
    about = "asks"
    source = CONTENT


class LearnedMissing(Invalid):
    code = "appeal-learned-missing"
    title = "Say on which day you learned of it"
    about = "learned_on"


class LearnedInFuture(Invalid):
    code = "appeal-learned-in-future"
    title = "The day on which you learned of it has been"
    about = "learned_on"


class LearnedBeforeDecided(Invalid):
    """Facts: `decided_on`."""

    code = "appeal-learned-before-decided"
    title = "You cannot have learned of it before it was decided"
    about = "learned_on"


class RestorationMissing(RuleBroken):
    """Facts: `last_day`; `rule` and `certainty` of the term."""

    code = "appeal-restoration-missing"
    title = "The term to appeal is over: ask to restore it, and say why it was missed"
    about = "restoration"
    source = Citation(act="248-ФЗ", at="ст. 40 ч. 7")


class WishEmpty(Invalid):
    code = "appeal-wish-empty"
    title = "Say why you ask for it"
    about = "words"


class NothingToSuspend(RuleBroken):
    code = "appeal-nothing-to-suspend"
    title = "Nothing of this is executed, so that nothing can be suspended"
    about = "suspension"


class TooManyAppealFiles(Invalid):
    """Facts: `most`."""

    code = "appeal-too-many-files"
    title = "No more files can be sent with an appeal"
    about = "files"


class AdditionEmpty(Invalid):
    code = "appeal-addition-empty"
    title = "Say what you add"
    about = "words"


class MayNotSign(NotAllowed):
    code = "appeal-may-not-sign"
    title = "You have no power to sign this appeal: only to prepare it"
    source = Citation(act="248-ФЗ", at="ст. 40 ч. 3")


class TookPartInIt(RuleBroken):
    """Facts: `person`; `parts`, each with what the person did, and when."""

    code = "took-part-in-it"
    title = "Who took part in what is appealed does not decide about the appeal"
    about = "officer"
    source = OWN_DECISION


class OfficerUnknown(Invalid):
    code = "appeal-officer-unknown"
    title = "Nobody of this number decides appeals in your body"
    about = "officer"


class NotYourAppeal(RuleBroken):
    """Facts: `officer`, id of whose it is; None: nobody's."""

    code = "appeal-not-assigned-to-you"
    title = "Another officer has this appeal, or nobody yet: take it first"


class AcceptedAlready(RuleBroken):
    code = "appeal-accepted-already"
    title = "This appeal is being considered already"


class NotAccepted(RuleBroken):
    code = "appeal-not-accepted"
    title = "Say first whether the appeal is considered"
    source = NOT_CONSIDERED


class AppealNotRead(RuleBroken):
    """Facts: `messages`, how many are not opened."""

    code = "appeal-not-read"
    title = "Open first what the client sent: nobody decides what was not read"
    source = CONSIDERED


class RestorationUndecided(RuleBroken):
    code = "appeal-restoration-undecided"
    title = "Decide first whether the missed term is restored"
    source = Citation(act="248-ФЗ", at="ст. 40 ч. 7")


class RestorationRefused(RuleBroken):
    code = "appeal-restoration-refused"
    title = "The missed term was not restored: the appeal cannot be considered"
    source = NOT_CONSIDERED


class NotAsked(RuleBroken):
    code = "appeal-not-asked"
    title = "The client did not ask for this, or it is decided already"


class RefusalGroundUnknown(Invalid):
    code = "appeal-refusal-ground-unknown"
    title = "Consideration is refused only on a ground of the law's list"
    about = "ground"
    source = NOT_CONSIDERED


class RefusalLate(RuleBroken):
    """Facts: `last_day`; `rule` and `certainty` of the term."""

    code = "appeal-refusal-late"
    title = "The term to refuse consideration is over: consider the appeal"
    source = NOT_CONSIDERED


class AppealReasonMissing(Invalid):
    code = "appeal-reason-missing"
    title = "Say why: the client reads it"
    about = "reason"
    source = CONSIDERED


class AskedAlready(RuleBroken):
    code = "appeal-asked-already"
    title = "An earlier question still waits for its answer"
    source = CONSIDERED


class NothingAsked(RuleBroken):
    code = "appeal-nothing-asked"
    title = "Nothing is asked, or its term is over"


class NothingObliged(RuleBroken):
    code = "appeal-nothing-obliged"
    title = "The decision does not oblige to this, or it is done"
    source = CONSIDERED


class CarriedOutHow(Invalid):
    code = "appeal-carried-out-how"
    title = "Say what was done: the client reads it"
    about = "words"


class AppealQuestionEmpty(Invalid):
    code = "appeal-question-empty"
    title = "Say what you ask for"
    about = "what"


class ExplanationTermWrong(Invalid):
    """Facts: `latest`, the last day to decide."""

    code = "appeal-explanation-term-wrong"
    title = "The explanation has to come before the appeal is decided"
    about = "days"


class ExplanationEmpty(Invalid):
    code = "appeal-explanation-empty"
    title = "Say why it was lawful: it is for the body to prove"
    about = "words"
    source = CONSIDERED


class DecidesItself(RuleBroken):
    code = "appeal-decides-itself"
    title = "You decide this appeal: another explains for the body"
    source = OWN_DECISION


class ExtendedAlready(RuleBroken):
    code = "appeal-extended-already"
    title = "The term was extended once already"
    source = CONSIDERED


class ExtensionTooLong(Invalid):
    """Facts: `most`, working days; `rule` and `certainty`."""

    code = "appeal-extension-too-long"
    title = "The law does not let the term be extended by so much"
    about = "days"
    source = CONSIDERED


class DecisionLate(RuleBroken):
    """Facts: `last_day`."""

    code = "appeal-term-over"
    title = "The term to decide is over: it cannot be extended or stopped any more"
    source = CONSIDERED


class JudgementsMissing(Invalid):
    """Facts: `points`, numbers of those that are not judged with a reason."""

    code = "appeal-judgements-missing"
    title = "Decide about every point, and say why"
    about = "points"
    source = CONSIDERED


class EffectMissing(Invalid):
    code = "appeal-effect-missing"
    title = "Say what follows from what is upheld"
    about = "effects"
    source = CONSIDERED


class EffectWithoutGround(Invalid):
    code = "appeal-effect-without-ground"
    title = (
        "You say that the client is right in no point, but tick what follows: uphold a"
        " point, or tick nothing"
    )
    about = "effects"


class EffectUnfit(Invalid):
    """Facts: `effects`, those that do not fit."""

    code = "appeal-effect-unfit"
    title = "A decision about this cannot have such an effect"
    about = "effects"


class EffectIncomplete(Invalid):
    """Facts: `effects`, numbers of those that lack their day, category or words."""

    code = "appeal-effect-incomplete"
    title = "Say until when, which category, or what exactly"
    about = "effects"


class DraftMissing(RuleBroken):
    code = "appeal-decision-not-drafted"
    title = "Draft the decision first"


class DecisionReturned(RuleBroken):
    code = "appeal-decision-returned"
    title = "The second person returned the draft: draft the decision anew"


class OwnDraft(RuleBroken):
    code = "appeal-own-draft"
    title = "Another person than the one who drafted it checks a decision"


class InformationAwaited(RuleBroken):
    code = "appeal-information-awaited"
    title = "The client still has time to give what was asked for"
    source = CONSIDERED
