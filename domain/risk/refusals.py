"""How a profile of risk, a category and an objection are refused (C5)."""

from domain.errors import Invalid, RuleBroken
from domain.kernel import Citation

CATEGORIES = Citation(act="248-ФЗ", at="ст. 23 ч. 1")
ASSIGNING = Citation(act="248-ФЗ", at="ст. 24")
CHANGING = Citation(act="248-ФЗ", at="ст. 24 ч. 6")


class RiskCategoriesTooFew(Invalid):
    """Facts: `fewest`."""

    code = "risk-categories-too-few"
    title = "A kind of control uses several categories, and low risk is one of them"
    about = "bands"
    source = CATEGORIES


class RiskBandsUnordered(Invalid):
    code = "risk-bands-unordered"
    title = "Begin with low risk at 0: more points are more risk"
    about = "bands"


class RiskCriterionTwice(Invalid):
    """Facts: `criterion`, its id."""

    code = "risk-criterion-twice"
    title = "Two criteria have the same id"
    about = "criteria"


class RiskCriteriaPast(Invalid):
    """Facts: `earliest`."""

    code = "risk-criteria-past"
    title = "Criteria hold from today at the earliest: what was reckoned stays as it is"
    about = "since"


class RiskCriteriaUnchanged(RuleBroken):
    code = "risk-criteria-unchanged"
    title = "The criteria say exactly this already"


class RiskReasonMissing(Invalid):
    code = "risk-reason-missing"
    title = "Say why: whoever it concerns reads it"
    about = "reason"


class NoRiskCriteria(RuleBroken):
    """Nothing can be assigned, so that it stays low."""

    code = "no-risk-criteria"
    title = "No criteria hold for this kind of control: the risk is low"
    source = ASSIGNING


class RiskClientUnknown(Invalid):
    code = "risk-client-unknown"
    title = "No business with this INN is registered here"
    about = "inn"


class RiskAssignedAlready(RuleBroken):
    code = "risk-assigned-already"
    title = "A category is assigned: it is reckoned again when something changes"


class RiskAssignmentOver(RuleBroken):
    code = "risk-assignment-over"
    title = "This object has no category any more"


class NoRiseOfRisk(RuleBroken):
    code = "no-rise-of-risk"
    title = "No higher category waits for a decision"


class RiskObjectedAlready(RuleBroken):
    code = "risk-objected-already"
    title = "The body has your objection and answers within the term"
    source = CHANGING


class RiskNothingToObject(RuleBroken):
    code = "risk-nothing-to-object"
    title = "The risk is low already: there is nothing to object to"


class RiskNotObjected(RuleBroken):
    code = "risk-not-objected"
    title = "No objection waits for an answer"


class RiskCriterionUnknown(Invalid):
    """Facts: `criteria`, the ids."""

    code = "risk-criterion-unknown"
    title = "The category does not rest on such a criterion"
    about = "criteria"


class RiskNotLowered(Invalid):
    """Facts: `category`, the one that is assigned."""

    code = "risk-not-lowered"
    title = "Who agrees with an objection assigns a lower category"
    about = "category"
