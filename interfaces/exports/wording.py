"""What changes in a list, and why, as sentences."""

from collections.abc import Mapping
from typing import Final

from domain.applicability import Status
from domain.profile import FactValue
from interfaces.locale import N_, Language
from interfaces.wording import Wording
from projections.applicability import Cause, CauseKind, Coming, ComingKind

COMING: Final[Mapping[ComingKind, str]] = {
    ComingKind.BEGINS: N_("Begins"),
    ComingKind.NEW_VERSION: N_("Changes: a new version"),
    ComingKind.ENDS: N_("Last day of the act"),
    ComingKind.REPEALED: N_("Last day: repealed"),
    ComingKind.SUSPENDED: N_("Suspended from this day"),
    ComingKind.RESUMES: N_("Holds again"),
    ComingKind.FACT: N_("Changes because of what you stated"),
}

STANDS: Final[Mapping[Status, str]] = {
    Status.DECLARED: N_("in effect"),
    Status.CONTESTED: N_("contested, in effect"),
    Status.ANSWERED: N_("contested and answered, in effect"),
    Status.TO_RECONFIRM: N_("put up for re-confirmation"),
}
NO_DECLARATION: Final = N_("not in effect")


class ChangeWording:
    """Says changes and their causes in one language.

    Args:
        spoken: the language.
        wording: facts and conditions in it.
    """

    def __init__(self, spoken: Language, wording: Wording) -> None:
        self._spoken = spoken
        self._wording = wording

    def coming(self, one: Coming) -> str:
        """What happens, shortly: "Last day of the act"."""
        return self._spoken.gettext(COMING[one.kind])

    def consequence(self, one: Coming) -> str:
        """What follows of something that is coming; "" when that is plain."""
        if one.declaration_id:
            return self._spoken.gettext(
                N_(
                    "Your declaration was about the version before: you will be asked"
                    " to look again."
                )
            )
        if one.successor_unknown:
            return self._spoken.gettext(N_("Ask the supervisory body."))
        return ""

    def cause(self, cause: Cause) -> str:
        """A reason as a sentence."""
        say = self._spoken.gettext
        match cause.kind:
            case CauseKind.FACT:
                return self._fact(cause)
            case CauseKind.DECLARATION:
                return say(
                    N_("Your declaration: it was %(before)s, it is %(after)s."),
                    before=self._stands(cause.stood),
                    after=self._stands(cause.stands),
                )
            case CauseKind.REPEALED if cause.text:
                parts = (self._dated(cause), _ended(cause.text), self._successor(cause))
                return " ".join(part for part in parts if part)
            case CauseKind.SUSPENDED if cause.text:
                return f"{self._dated(cause)} {_ended(cause.text)}"
        return self._dated(cause)

    def _dated(self, cause: Cause) -> str:
        undated, dated = SENTENCES[cause.kind]
        names: dict[str, object] = {"version": cause.version}
        if cause.day:
            names["day"] = self._spoken.date(cause.day)
        if cause.at:
            names["at"] = self._spoken.moment(cause.at)
        known = all(f"%({name})s" not in dated or name in names for name in NAMES)
        sentence = self._spoken.gettext(dated if known else undated)
        return sentence % names

    def _fact(self, cause: Cause) -> str:
        if not cause.fact:
            return self._spoken.gettext(N_("A fact about you is other than it was."))
        return self._spoken.gettext(
            N_("%(fact)s: it was %(before)s, it is %(after)s."),
            fact=_capital(self._wording.label(cause.fact)),
            before=self._value(cause.fact, cause.before),
            after=self._value(cause.fact, cause.after),
        )

    def _value(self, fact: str, value: FactValue) -> str:
        say = self._spoken.gettext
        match value:
            case None:
                return say(N_("not known"))
            case bool():
                return say(N_("yes")) if value else say(N_("no"))
            case tuple():
                said = [self._wording.value(fact, one) for one in value]
                return "; ".join(said) or say(N_("none"))
        return self._wording.value(fact, value)

    def _stands(self, status: Status | None) -> str:
        return self._spoken.gettext(STANDS[status] if status else NO_DECLARATION)

    def _successor(self, cause: Cause) -> str:
        if not cause.successor:
            return ""
        return self._spoken.gettext(
            N_("It is replaced by %(code)s."), code=cause.successor
        )


NAMES: Final = ("day", "at", "version")

SENTENCES: Final[Mapping[CauseKind, tuple[str, str]]] = {
    CauseKind.IN_FORCE: (N_("It entered into force."), N_("In force from %(day)s.")),
    CauseKind.RECORDED: (
        N_("The register learned of it."),
        N_("The register learned of it on %(at)s; it is in force from %(day)s."),
    ),
    CauseKind.NEW_VERSION: (
        N_("There is a new version."),
        N_("Version %(version)s holds from %(day)s."),
    ),
    CauseKind.CORRECTED: (
        N_("The register was corrected."),
        N_("The register was corrected on %(at)s."),
    ),
    CauseKind.CONDITION: (
        N_("The new version concerns others than the one before."),
        N_("The new version concerns others than the one before."),
    ),
    CauseKind.ENDED: (
        N_("The act's declared end has passed."),
        N_("%(day)s is the last day that the act names. What comes then is not known."),
    ),
    CauseKind.REPLACED: (
        N_("This version holds no longer."),
        N_("%(day)s is the last day of this version; a later one is known."),
    ),
    CauseKind.REPEALED: (N_("Repealed."), N_("Repealed: %(day)s is the last day.")),
    CauseKind.SUSPENDED: (N_("Suspended."), N_("Suspended from %(day)s.")),
    CauseKind.RESUMED: (
        N_("The suspension is over."),
        N_("The suspension is over: it holds again from %(day)s."),
    ),
}
"""A sentence without its day or instant, and with it."""


def _ended(text: str) -> str:
    return text.rstrip(".") + "."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
