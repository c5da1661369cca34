"""What a state register answers about a business; every adapter gives this (L7)."""

from datetime import date

from domain.kernel import Certainty, Value
from domain.profile import FactValue


class RegisterFact(Value):
    """One fact, as a register tells it or as it was concluded from what it tells.

    Attributes:
        fact: its key in our vocabulary.
        value: None: the register takes back what it said.
        since: the day from which it is so.
        reference: number of the entry that says so, e.g. "У003/000000017".
        certainty: CERTAIN when the entry says it; below: we conclude it.
    """

    fact: str
    value: FactValue
    since: date
    reference: str
    certainty: Certainty = Certainty.CERTAIN


class RegisterPlace(Value):
    """A place where the register says that the business works.

    Attributes:
        name: as in the register.
        address: in words.
        region: two-digit code; None when it names none.
        since: the day of the entry.
        reference: number of the entry.
    """

    name: str
    address: str
    region: str | None
    since: date
    reference: str


class RegisterAnswer(Value):
    """Everything that a register told about one business.

    Attributes:
        registry: its name, as organisations keep it, e.g. "ЕРВК".
        inn: of the business.
        ogrn: likewise; None when the register does not tell it.
        facts: any order; of two about one fact the later day counts.
        places: any order.
    """

    registry: str
    inn: str
    ogrn: str | None
    facts: tuple[RegisterFact, ...]
    places: tuple[RegisterPlace, ...] = ()
