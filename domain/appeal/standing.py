"""Where an appeal stands, and what came of it (I9)."""

from enum import StrEnum
from typing import Final


class AppealStatus(StrEnum):
    """Where an appeal stands.

    SENT: it has its number, and waits for whether it is considered. ACCEPTED: it is
    being considered. NOT_CONSIDERED: that was refused, on a ground of the closed list.
    """

    DRAFT = "draft"
    DISCARDED = "discarded"
    SENT = "sent"
    ACCEPTED = "accepted"
    NOT_CONSIDERED = "not_considered"
    WITHDRAWN = "withdrawn"
    DECIDED = "decided"


OPEN: Final = frozenset({AppealStatus.SENT, AppealStatus.ACCEPTED})
"""It is sent, and nothing has ended it."""


class Outcome(StrEnum):
    """What an appeal as a whole came to."""

    UPHELD = "upheld"
    UPHELD_IN_PART = "upheld_in_part"
    REFUSED = "refused"


class Suspension(StrEnum):
    """What became of the request to suspend execution.

    WAITS: it was asked for. ENDED: it was granted, and the appeal is over. NOT_NEEDED:
    the appeal was over before anybody ruled on it.
    """

    NOT_ASKED = "not_asked"
    WAITS = "waits"
    GRANTED = "granted"
    REFUSED = "refused"
    ENDED = "ended"
    NOT_NEEDED = "not_needed"


class Restoration(StrEnum):
    """What became of the request to restore the term to appeal; as `Suspension`."""

    NOT_ASKED = "not_asked"
    WAITS = "waits"
    GRANTED = "granted"
    REFUSED = "refused"
    NOT_NEEDED = "not_needed"


class WhySuspensionEnded(StrEnum):
    """Why what was suspended goes on."""

    DECIDED = "decided"
    NOT_CONSIDERED = "not_considered"
    WITHDRAWN = "withdrawn"
