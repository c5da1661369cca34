"""INN and OGRN: the numbers by which the state knows a business."""

from stdnum.exceptions import ValidationError as BadNumber
from stdnum.ru import inn as inn_number

from domain.client.refusals import BadInn, BadOgrn
from domain.profile import ClientKind

INN_DIGITS = {ClientKind.LE: 10}
OGRN_DIGITS = {ClientKind.LE: 13, ClientKind.IE: 15, ClientKind.KFH: 15}


def inn_of(inn: str, kind: ClientKind) -> str:
    """The digits of an INN, however they were spaced.

    Raises:
        BadInn: wrong length for this kind, or wrong checksum.
    """
    try:
        number = inn_number.validate(inn)
    except BadNumber:
        raise BadInn from None
    if len(number) != INN_DIGITS.get(kind, 12):
        raise BadInn
    return str(number)


def ogrn_of(ogrn: str | None, kind: ClientKind) -> str | None:
    """The digits of an OGRN; None when none is given.

    Raises:
        BadOgrn: wrong length for this kind, or wrong checksum.
    """
    if not ogrn or not ogrn.strip():
        return None
    number = ogrn.strip()
    if not number.isdecimal() or len(number) != OGRN_DIGITS.get(kind):
        raise BadOgrn
    # stdnum 2.2 refuses numbers whose remainder has two digits; the rule is its last.
    if int(number[:-1]) % (len(number) - 2) % 10 != int(number[-1]):
        raise BadOgrn
    return number
