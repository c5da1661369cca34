"""What pages of costs and ratings share (I11, I12)."""

from typing import Annotated, Final

from fastapi import Depends

from application.access import Action
from domain.burden import HOUR, CostKind, DamageKind, Lack, Who
from domain.kernel import Actor
from interfaces.deps import Asks
from interfaces.locale import N_, Language

Reader = Annotated[Actor, Depends(Asks(Action.READ_BURDEN))]
Client = Annotated[Actor, Depends(Asks(Action.RECORD_BURDEN))]

WHO: Final = {
    Who.OWNER: N_("The owner or the director"),
    Who.STAFF: N_("Staff"),
    Who.ADVISER: N_("A lawyer, an accountant or another adviser from outside"),
}
COSTS: Final = {
    CostKind.PAPERS: N_("Copies, certificates, postage"),
    CostKind.TRAVEL: N_("Travel"),
    CostKind.SAMPLES: N_("Samples and goods that were taken"),
    CostKind.EXPERTS: N_("Experts and tests"),
    CostKind.OTHER: N_("Something else that was paid"),
}
DAMAGE: Final = {
    DamageKind.DOWNTIME: N_("Work stood still"),
    DamageKind.GOODS: N_("Goods were spoiled or not given back"),
    DamageKind.PROPERTY: N_("Equipment or premises were harmed"),
    DamageKind.CUSTOMERS: N_("Customers stayed away"),
    DamageKind.OTHER: N_("Other damage"),
}
LACKS: Final = {
    Lack.LATE: N_("It came too late"),
    Lack.HARD: N_("Hard to find or to use"),
    Lack.UNCLEAR: N_("Hard to understand"),
    Lack.BROKEN: N_("It did not work"),
    Lack.IGNORED: N_("The body did not go along with it"),
}
SCORES: Final = (
    ("5", N_("5 – helped very much")),
    ("4", N_("4 – helped")),
    ("3", N_("3 – helped a little")),
    ("2", N_("2 – hardly helped")),
    ("1", N_("1 – did not help")),
)


def hours(spoken: Language, minutes: int) -> str:
    """A time as hours, e.g. "1.5"; to the hundredth."""
    return spoken.number(round(minutes / HOUR, 2))
