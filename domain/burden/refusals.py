"""What is refused of what an inspection cost, and of ratings of the tools."""

from domain.errors import Invalid, RuleBroken


class NothingSpent(Invalid):
    code = "burden-nothing-spent"
    title = "Give at least some hours, an expense or a damage"
    about = "work"


class DayNotReached(Invalid):
    code = "burden-day-not-reached"
    title = "This day has not come yet"
    about = "day"


class DayBeforeInspection(Invalid):
    code = "burden-day-before-inspection"
    title = "On this day the inspection was not ordered yet"
    about = "day"


class DamageNotExplained(Invalid):
    code = "burden-damage-not-explained"
    title = "Say how the damage came about"
    about = "note"


class TooManyDays(RuleBroken):
    code = "burden-too-many-days"
    title = "As many days as can be recorded of one inspection are recorded"


class DayNotRecorded(RuleBroken):
    code = "burden-day-not-recorded"
    title = "Nothing is recorded of this day"


class NothingRated(Invalid):
    code = "nothing-rated"
    title = "Rate at least one tool"
    about = "ratings"


class NotRatedYet(RuleBroken):
    code = "tool-not-rated"
    title = "You have not rated this tool"
