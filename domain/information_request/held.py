"""What is asked for and the state has already: it may not be asked for (C4).

Source: 248-ФЗ, ст. 72, 80; 210-ФЗ, ст. 7.
"""

from datetime import date
from typing import NamedTuple


class Held(NamedTuple):
    """Something asked for that the state has already.

    Attributes:
        number: of the item, from 1.
        record: what it is: "confirmation", "register" or "answer".
        name: of the record: number of a confirmation, name of a register, or the
            organisation that was answered.
        on: the day of the record.
        address: of its page here; "" when there is none.
    """

    number: int
    record: str
    name: str
    on: date
    address: str
