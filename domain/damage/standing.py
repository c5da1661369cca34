"""Where a claim of damage stands (I9)."""

from enum import StrEnum


class ClaimStatus(StrEnum):
    """Where a claim stands.

    DRAFT: only the business sees it. SENT: the body has to answer. TALKS: it did, and
    no settlement is made. SETTLED: both agreed on a sum. PAID: it was paid. COURT: the
    business went there. DECIDED: the court decided. WITHDRAWN, DISCARDED: the business
    took it back, after or before sending.
    """

    DRAFT = "draft"
    SENT = "sent"
    TALKS = "talks"
    SETTLED = "settled"
    PAID = "paid"
    COURT = "court"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"


OVER = frozenset(
    {
        ClaimStatus.PAID,
        ClaimStatus.DECIDED,
        ClaimStatus.WITHDRAWN,
        ClaimStatus.DISCARDED,
    }
)
"""In which nothing is due any more."""

TALKING = frozenset({ClaimStatus.SENT, ClaimStatus.TALKS, ClaimStatus.COURT})
"""In which the sides may still agree; a court lets them at any time."""


class ClaimSide(StrEnum):
    """Who says something in a claim."""

    CLIENT = "client"
    BODY = "body"


class BodyAnswer(StrEnum):
    """What the body says to a claim: all of it, another sum, or nothing."""

    ACCEPTED = "accepted"
    OFFERED = "offered"
    REFUSED = "refused"


class CourtOutcome(StrEnum):
    """What the court did with a claim."""

    GRANTED = "granted"
    IN_PART = "in_part"
    DENIED = "denied"
    ENDED = "ended"
