"""Why the register says no."""

from domain.errors import Invalid, RuleBroken


class CodeTaken(RuleBroken):
    code = "requirement-code-taken"
    title = "There is a requirement with this code already"
    about = "code"


class NotPublished(RuleBroken):
    code = "requirement-not-published"
    title = "This requirement is a draft: publish it first"


class AlreadyPublished(RuleBroken):
    code = "requirement-already-published"
    title = "This requirement is published: amend it instead"


class RequirementUnchanged(RuleBroken):
    code = "requirement-unchanged"
    title = "The register holds exactly this already"


class VersionFromThatDay(RuleBroken):
    code = "requirement-version-from-that-day"
    title = "Another version holds from this day: say that you correct it"
    about = "corrects"


class NothingToCorrect(Invalid):
    code = "requirement-version-unknown"
    title = "There is no such version to correct"
    about = "corrects"


class AlreadySuspended(RuleBroken):
    code = "requirement-already-suspended"
    title = "This requirement is suspended on some of these days already"
    about = "from_day"


class NotSuspended(RuleBroken):
    code = "requirement-not-suspended"
    title = "This requirement is not suspended on this day"
    about = "from_day"


class PeriodBackwards(Invalid):
    code = "requirement-period-backwards"
    title = "The last day cannot be before the first"
    about = "until"


class AlreadyRepealed(RuleBroken):
    code = "requirement-already-repealed"
    title = "This requirement is repealed"


class OwnSuccessor(Invalid):
    code = "requirement-own-successor"
    title = "A requirement cannot take its own place"
    about = "successor"


class UnknownSuccessor(Invalid):
    code = "requirement-successor-unknown"
    title = "There is no published requirement with this code"
    about = "successor"
