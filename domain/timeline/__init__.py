"""Everything between a client and the state, step by step (R5): which events it is."""

from domain.timeline.about import (
    OF_CLIENT,
    About,
    Step,
    shares_of,
    side_of,
    step_after,
    thing_of,
    things_after,
)
from domain.timeline.internal import INTERNAL
from domain.timeline.kinds import (
    SERVICES,
    Kind,
    ServiceId,
    Side,
    Telling,
    Touchpoint,
    name_of,
)
from domain.timeline.reach import Reach
from domain.timeline.told import TOLD

__all__ = [
    "INTERNAL",
    "OF_CLIENT",
    "SERVICES",
    "TOLD",
    "About",
    "Kind",
    "Reach",
    "ServiceId",
    "Side",
    "Step",
    "Telling",
    "Touchpoint",
    "name_of",
    "shares_of",
    "side_of",
    "step_after",
    "thing_of",
    "things_after",
]
