"""What everybody who acts for a client in one case has in common (I5).

Source: 248-ФЗ, ст. 36, 37 (LAW-085).
"""

from collections.abc import Collection
from datetime import date

from domain.errors import Invalid
from domain.kernel import Citation

REPRESENTED = Citation(act="248-ФЗ", at="ст. 36, 37")


class PowersMissing(Invalid):
    code = "representative-powers-missing"
    title = "Say what the representative may do"
    about = "powers"
    source = REPRESENTED


class RepresentedUntilPast(Invalid):
    code = "represented-until-past"
    title = "The last day of these powers is over"
    about = "until"


def check_powers(powers: Collection[object], until: date | None, today: date) -> None:
    """See that powers may be given.

    Raises:
        PowersMissing: none is given.
        RepresentedUntilPast: the last day is over.
    """
    if not powers:
        raise PowersMissing
    if until is not None and until < today:
        raise RepresentedUntilPast


def lapsed(powers: Collection[object], until: date | None, today: date) -> bool:
    """Whether somebody may do nothing any more on a day."""
    return not powers or (until is not None and today > until)
