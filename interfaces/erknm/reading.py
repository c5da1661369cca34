"""Reads files of the register: a month, a yearly plan, or one card.

The real month has a hundred and seventy thousand records in more than a gigabyte: it is
read record by record and never held. Entities and document types are refused, since a
file from outside must not be able to open other files or to grow in memory.
"""

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import iterparse
from pydantic import ValidationError

from application.plan import RegisterRow
from domain.plan import RegisterEntry, RegisterFileUnreadable, RegisterStatus
from interfaces.erknm.words import PLANNED, PREVENTION, UNPLANNED

ROOTS: Final = frozenset({"INSPECTIONS", "PLAN", "ERKNM_INSPECTION"})
WHOLE: Final = "ERKNM_INSPECTION"
RECORD: Final = "INSPECTION"
DAY: Final = 10
"""Characters of a day in front of a time."""


def rows_of(file: BinaryIO) -> Iterator[RegisterRow]:
    """The records of a file, in order.

    Args:
        file: XML, at its beginning.

    Raises:
        RegisterFileUnreadable: it is no XML, or none of these three kinds; what came
            before the place where it breaks off was given.
    """
    root: Element | None = None
    row = 0
    try:
        for event, element in iterparse(file, events=("start", "end"), forbid_dtd=True):
            if root is None:
                root = _checked(element)
            if event == "end" and _name(element) in (RECORD, WHOLE):
                row += 1
                yield _row(row, element)
                root.clear()
    except ParseError as fault:
        line, _ = fault.position
        raise RegisterFileUnreadable(line=line) from None
    except (LookupError, ValueError):  # refused, or in no known encoding
        raise RegisterFileUnreadable from None
    if root is None:
        raise RegisterFileUnreadable


def _checked(root: Element) -> Element:
    if _name(root) not in ROOTS:
        raise RegisterFileUnreadable
    return root


def _row(row: int, element: Element) -> RegisterRow:
    is_card = _name(element) == WHOLE
    inn = _one(element, "ORGANIZATIONS" if is_card else "SUBJECT", "INN")
    try:
        entry = _of_card(element) if is_card else _of_record(element)
    except ValidationError as fault:
        first = fault.errors()[0]["loc"]
        return RegisterRow(row, inn, None, str(first[0]) if first else "record")
    except BadDay as fault:
        return RegisterRow(row, inn, None, str(fault))
    return RegisterRow(row, inn, entry)


def _of_record(element: Element) -> RegisterEntry:
    """A record of a month or of a plan."""
    return RegisterEntry(
        number=element.get("ERPID", ""),
        is_prevention=element.get("CLASSIFICATION") == PREVENTION,
        is_planned=_planned(element),
        kind=_one(element, "KIND_KNM", "VALUE"),
        status=_status(element.get("STATUS_KEY", "")),
        control_kind=_one(element, "KIND_CONTROL", "VALUE"),
        body=_one(element, "KNO_ORGANIZATION", "VALUE"),
        starts=_day(element, "START_DATE"),
        stops=_day(element, "STOP_DATE"),
        objects=len(_all(element, "OBJECT")),
    )


def _of_card(element: Element) -> RegisterEntry:
    """A card of the closed part; it says nothing of where the check stands."""
    number = _one(element, "KIND_CONTROL", "NUMBER")
    return RegisterEntry(
        number=element.get("ERPID", ""),
        is_prevention=element.get("CLASSIFICATION") == PREVENTION,
        is_planned=_planned(element),
        kind=_one(element, "KIND_KNM", "TITLE"),
        status=RegisterStatus.OTHER,
        control_kind=_one(element, "KIND_CONTROL", "TITLE"),
        control_number=number or None,
        body=_one(element, "KNO_ORGANIZATION", "FULL_NAME"),
        starts=_day(element, "START_DATE"),
        stops=_day(element, "STOP_DATE"),
        objects=len(_all(element, "OBJECTS")),
    )


class BadDay(Exception):
    """An attribute that should be a day is none; says which."""


def _day(element: Element, name: str) -> date | None:
    told = element.get(name, "")
    if not told:
        return None
    try:
        return date.fromisoformat(told[:DAY])
    except ValueError:
        raise BadDay(name) from None


def _planned(element: Element) -> bool | None:
    return {PLANNED: True, UNPLANNED: False}.get(element.get("TYPE_NAME", ""))


def _status(key: str) -> RegisterStatus:
    return RegisterStatus(key) if key in set(RegisterStatus) else RegisterStatus.OTHER


def _one(element: Element, child: str, attribute: str) -> str:
    found = _all(element, child)
    return found[0].get(attribute, "").strip() if found else ""


def _all(element: Element, child: str) -> list[Element]:
    return [one for one in element if _name(one) == child]


def _name(element: Element) -> str:
    """Without the namespace: it changes with every edition of the format."""
    return element.tag.rpartition("}")[2]
