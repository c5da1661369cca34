"""Writes the plan in the shapes of the register: a yearly plan, a month, one card.

Only what the service knows is written: an element of which nothing is known is left
out, and no identifier of another register is made up.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from io import BytesIO
from typing import Any, Final, NamedTuple
from uuid import UUID
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from domain.plan import PlannedObject
from domain.profile import ClientKind
from domain.risk import Measure
from interfaces.erknm.words import (
    CARD,
    ENTITY,
    INSPECTION,
    MONTH,
    PERSON,
    PLANNED,
    PREVENTION,
    RECORD,
    RISKS,
    SIZES,
    STATUSES,
    kind_of,
)
from projections.plan import Exported

SOURCE: Final = "Сверка"
NOT_XML: Final = re.compile(r"[^\t\n\r \x21-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML file may hold."""


class ExportedPlan(NamedTuple):
    """What a file is made of.

    Attributes:
        id: of the plan; the same body and year give the same.
        since: first day of its period.
        entries: whole, by their first day.
        names: of the officers, by id of the person.
        body: name of the organisation that plans.
    """

    id: UUID
    since: date
    entries: Iterable[Exported]
    names: Mapping[str, str]
    body: str


def plan_file(plan: ExportedPlan) -> Iterator[bytes]:
    """The plan of a year, as it goes to the prosecutor and to the register."""
    root = {"ID": str(plan.id), "YEAR": str(plan.since.year)}
    return _file("PLAN", root, plan)


def month_file(plan: ExportedPlan) -> Iterator[bytes]:
    """What begins in a month, as the open data set has it."""
    root = {"YEAR": str(plan.since.year), "MONTH": str(plan.since.month)}
    return _file("INSPECTIONS", root, plan)


def card_file(entry: Exported, names: Mapping[str, str]) -> bytes:
    """One entry as the card of the closed part."""
    file = _Xml()
    content, dates = entry.content, entry.content.dates
    code, title = kind_of(content.measure, content.kind)
    file.open(
        "tns:ERKNM_INSPECTION",
        {
            "xmlns:tns": CARD,
            "ERPID": entry.register_number,
            "TYPE_NAME": PLANNED if content.measure is Measure.INSPECTION else None,
            "CLASSIFICATION": _classification(entry),
            "START_DATE": dates.starts.isoformat(),
            "STOP_DATE": dates.last_day.isoformat(),
            "DURATION_DAYS": str(dates.days),
            "DURATION_HOURS": _text(content.hours),
        },
    )
    number = content.control_number
    file.leaf(
        "tns:KIND_CONTROL",
        TITLE=content.control_kind,
        NUMBER=number,
        CODE=number,
    )
    file.leaf("tns:KIND_KNM", CODE=code or None, TITLE=title)
    if entry.prosecutor:
        file.leaf("tns:PROSECUTOR_ORGANIZATION", NAME=entry.prosecutor.office)
    file.open(
        "tns:ORGANIZATIONS",
        {
            "INN": entry.inn,
            "OGRN": entry.ogrn,
            "ORGANIZATION_NAME": entry.client_name,
            "SUBJECT_MSP": SIZES.get(entry.size or ""),
        },
    )
    for okved in entry.okved:
        file.leaf("tns:OKVEDS", CODE=okved)
    file.close("tns:ORGANIZATIONS")
    for one in content.objects:
        id, risk = RISKS[one.category]
        file.open("tns:OBJECTS", _address(entry, one))
        file.leaf("tns:RISK_CATEGORY", ID=id, CODE=id, TITLE=risk, NAME=risk)
        file.close("tns:OBJECTS")
    for officer in _officers(entry, names):
        file.leaf("tns:INSPECTORS", INSPECTOR_FULL_NAME=officer)
    for address in _addresses(entry):
        file.said("tns:PLACES", address)
    file.leaf("tns:KNO_ORGANIZATION", FULL_NAME=entry.authority_name)
    if content.needs_prosecutor:
        file.open("tns:APPROVE", {})
        file.said("tns:APPROVE_REQUIRED", "REQUIRED")
        file.close("tns:APPROVE")
    file.close("tns:ERKNM_INSPECTION")
    return file.taken()


def _file(
    root: str, attributes: Mapping[str, str], plan: ExportedPlan
) -> Iterator[bytes]:
    file = _Xml()
    file.open(f"ns2:{root}", {"xmlns": RECORD, "xmlns:ns2": MONTH, **attributes})
    for entry in plan.entries:
        _record(file, entry, plan)
        yield file.taken()
    file.close(f"ns2:{root}")
    yield file.taken()


def _record(file: "_Xml", entry: Exported, plan: ExportedPlan) -> None:
    content, dates = entry.content, entry.content.dates
    status, status_title = STATUSES[entry.status]
    _, title = kind_of(content.measure, content.kind)
    file.open(
        "INSPECTION",
        {
            "CLASSIFICATION": _classification(entry),
            "CREATION_SOURCE": SOURCE,
            "STATUS": status_title,
            "STATUS_KEY": status.value,
            "ERPID": entry.register_number,
            "TYPE_NAME": PLANNED if content.measure is Measure.INSPECTION else None,
            "SUPERVISION_ID": content.control_kind,
            "START_DATE": dates.starts.isoformat(),
            "STOP_DATE": dates.last_day.isoformat(),
            "DURATION_DAYS": str(dates.days),
            "DURATION_HOURS": _text(content.hours),
        },
    )
    if entry.prosecutor:
        file.leaf("PROSECUTOR_OFFICE", NAME=entry.prosecutor.office)
    file.leaf("KIND_CONTROL", VALUE=content.control_kind)
    file.leaf("KIND_KNM", VALUE=title)
    file.open(
        "SUBJECT",
        {
            "INN": entry.inn,
            "OGRN": entry.ogrn,
            "NAME": entry.client_name,
            "TYPE": ENTITY if entry.client_kind == ClientKind.LE else PERSON,
            "MSP_CODE": SIZES.get(entry.size or ""),
        },
    )
    for okved in entry.okved:
        file.leaf("OKVEDS", CODE=okved)
    file.close("SUBJECT")
    for one in content.objects:
        file.open("OBJECT", _address(entry, one))
        file.leaf("RISK_CATEGORY", VALUE=RISKS[one.category][1])
        file.close("OBJECT")
    for officer in _officers(entry, plan.names):
        file.leaf("INSPECTOR", INSPECTOR_FULL_NAME=officer)
    file.leaf("KNO_ORGANIZATION", VALUE=plan.body)
    file.close("INSPECTION")


def _classification(entry: Exported) -> str:
    is_inspection = entry.content.measure is Measure.INSPECTION
    return INSPECTION if is_inspection else PREVENTION


def _address(entry: Exported, one: PlannedObject) -> dict[str, str | None]:
    address = entry.addresses.get(one.premises) if one.premises else None
    return {"ADDRESS": address, "GUID": str(one.premises) if one.premises else None}


def _addresses(entry: Exported) -> list[str]:
    found = (_address(entry, one)["ADDRESS"] for one in entry.content.objects)
    return [one for one in found if one]


def _officers(entry: Exported, names: Mapping[str, str]) -> list[str]:
    return [names[one] for one in entry.content.officers if one in names]


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)


def _clean(text: str) -> str:
    return NOT_XML.sub("", text)


class _Xml:
    """Writes XML and gives it away piece by piece; what is None is not written."""

    def __init__(self) -> None:
        self._file = BytesIO()
        self._sax = XMLGenerator(self._file, "UTF-8", short_empty_elements=True)
        self._sax.startDocument()

    def open(self, name: str, attributes: Mapping[str, Any]) -> None:
        said = {
            key: _clean(value) for key, value in attributes.items() if value is not None
        }
        self._sax.startElement(name, AttributesImpl(said))

    def close(self, name: str) -> None:
        self._sax.endElement(name)

    def leaf(self, name: str, **attributes: str | None) -> None:
        self.open(name, attributes)
        self.close(name)

    def said(self, name: str, text: str) -> None:
        self.open(name, {})
        self._sax.characters(_clean(text))
        self.close(name)

    def taken(self) -> bytes:
        """What was written since this was asked last."""
        written = self._file.getvalue()
        self._file.seek(0)
        self._file.truncate()
        return written
