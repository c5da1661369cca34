"""Start-of-business notices of ЕРВК (ervk.gov.ru), as its pages hold them in JSON.

The form is not documented by its operator: it was observed in September 2026, see
docs/registers.md. So it is read strictly: what looks otherwise is a fault, named by its
row, and not guessed at.
"""

import re
from collections.abc import Container, Iterable, Mapping
from datetime import date, datetime
from functools import cache
from itertools import groupby
from json import JSONDecodeError, loads
from typing import Annotated, Any, Final, NamedTuple

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)
from pydantic.alias_generators import to_camel
from stdnum.ru import inn as inn_number

from domain.client import RegisterAnswer, RegisterFact, RegisterPlace
from domain.kernel import Certainty, Value
from domain.profile import REGION, FactValue
from interfaces.regions import STARTER

ERVK: Final = "ЕРВК"
"""The name of the register."""
CODE: Final = re.compile(r"([0-9]{2}(?:\.[0-9]{1,2}){0,2})(?:\s.*)?")
"""An OKVED code, alone or before its title."""


class BadErvkFile(Exception):
    """The file is no page of notices and no list of such pages."""


class RowFault(NamedTuple):
    """One thing wrong in one notice.

    Attributes:
        row: which one, e.g. "page 1, notice 3 (У003/000000017)"; both from 1.
        pointer: JSON pointer into the notice.
        reason: one sentence without a full stop.
    """

    row: str
    pointer: str
    reason: str


def _day(text: Any) -> Any:
    """A day, alone or with a time behind it."""
    if not isinstance(text, str):
        raise ValueError("must be a day such as 2026-03-15")  # noqa: TRY004
    return datetime.fromisoformat(text).date()


def _code(text: str) -> str:
    found = CODE.fullmatch(text.strip())
    if not found:
        raise ValueError("must begin with an OKVED code")
    return found[1]


def _inn(text: str) -> str:
    if not inn_number.is_valid(text):
        raise ValueError("must be an INN")
    return text


Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
Word = Annotated[Text, StringConstraints(min_length=1)]
Number = Annotated[str, StringConstraints(pattern=r"^\S{3,40}$")]
Codes = list[Annotated[str, AfterValidator(_code)]]


class _Part(BaseModel):
    model_config = ConfigDict(
        strict=True, frozen=True, extra="ignore", alias_generator=to_camel
    )


class ControlObject(_Part):
    """Where the business works."""

    name: Text | None = None
    address: Text | None = None
    region_code: Annotated[str, StringConstraints(pattern=REGION)]


class ControlOrgan(_Part):
    """Whom the notice was given to."""

    code: Text | None = None
    title: Word
    ogrn: Text | None = None
    agency_type: Text | None = None


class LegalEntity(_Part):
    """The business itself."""

    type: Word
    inn: Annotated[str, AfterValidator(_inn)]
    ogrn: Annotated[str, StringConstraints(pattern=r"^[0-9]{13}$")] | None = None
    ogrnip: Annotated[str, StringConstraints(pattern=r"^[0-9]{15}$")] | None = None
    okved_list: Codes


class Activity(_Part):
    """What was begun."""

    code: Text | None = None
    title: Word
    work_and_service_code: Text | None = None


class Notice(_Part):
    """One notice with its details.

    Attributes:
        id: of the page; only to fetch the details by.
        number: of the entry, e.g. "У003/000000017".
        terminated: whether the activity was ended.
        okved_list: codes of this activity, among all those of `legal_entity`.
    """

    id: int | Word
    number: Number
    notice_date: Annotated[date, BeforeValidator(_day)]
    activity_title: Word
    control_organ_title: Word
    work_and_service_title: Text | None = None
    okved_list: Codes
    control_object_name: Text | None = None
    region_title: Text | None = None
    control_object_address: Text | None = None
    control_object: ControlObject
    control_organ: ControlOrgan
    legal_entity: LegalEntity
    activity: Activity
    terminated: bool


class _Page(_Part):
    notices: list[dict[str, Any]]
    page: Annotated[int, Field(ge=0)]
    total_elements: Annotated[int, Field(ge=0)]
    total_pages: Annotated[int, Field(ge=0)]


class Conclusion(Value):
    """What follows from a notice.

    Attributes:
        facts: by fact key.
        certainty: of the conclusion.
    """

    facts: dict[str, FactValue]
    certainty: Certainty


class OfActivity(Conclusion):
    """What follows from a notice whose kind of activity begins so."""

    begins: str


class Activities(Value):
    """What notices say of a business, by the kind of their activity; data, not code.

    Attributes:
        about: for whoever reads the file.
        every_notice: what follows from any notice.
        activities: what follows from some, the first that fits.
    """

    about: str
    every_notice: Conclusion
    activities: tuple[OfActivity, ...]

    def of(self, title: str) -> tuple[Conclusion, ...]:
        """What follows from a notice of an activity with this title."""
        plain = _plainly(title)
        fitting = (
            one for one in self.activities if plain.startswith(_plainly(one.begins))
        )
        own = next(fitting, None)
        return (self.every_notice, own) if own else (self.every_notice,)


@cache
def starter_activities() -> Activities:
    """The table that the product is shipped with."""
    text = (STARTER / "ervk_activities.json").read_bytes()
    return Activities.model_validate_json(text)


def read_notices(
    content: bytes, regions: Container[str]
) -> tuple[list[Notice], list[RowFault]]:
    """The notices of a page, or of a list of pages, and what is wrong with the others.

    Args:
        content: JSON, UTF-8.
        regions: codes of regions that there are.

    Returns:
        Notices in the order of the file, one that stands twice once; and the faults,
        every one of every notice that is not among them.

    Raises:
        BadErvkFile: it is no such file at all.
    """
    notices: dict[str, Notice] = {}
    faults: list[RowFault] = []
    for number, page in enumerate(_pages(content), 1):
        for place, told in enumerate(page.notices, 1):
            row = f"page {number}, notice {place} ({told.get('number', '?')})"
            found = read_notice(told, row, regions)
            if isinstance(found, Notice):
                if notices.setdefault(found.number, found) != found:
                    reason = "an earlier notice with this number says otherwise"
                    faults.append(RowFault(row, "/number", reason))
            else:
                faults += found
    return list(notices.values()), faults


def read_notice(
    told: Mapping[str, Any], row: str, regions: Container[str]
) -> Notice | list[RowFault]:
    """One notice with its details, or everything that is wrong with it."""
    try:
        notice = Notice.model_validate(told)
    except ValidationError as fault:
        return [
            RowFault(
                row,
                "".join(f"/{step}" for step in one["loc"]),
                _without_value(one["msg"]),
            )
            for one in fault.errors(include_url=False, include_input=False)
        ]
    if notice.control_object.region_code not in regions:
        pointer = "/controlObject/regionCode"
        return [RowFault(row, pointer, "There is no region with this code")]
    return notice


def answers_of(
    notices: Iterable[Notice], activities: Activities
) -> list[RegisterAnswer]:
    """What the register says of each business that gave notices, by INN.

    Args:
        notices: any order; all that are known of a business at once.
        activities: what follows from which activity.
    """

    def inn(notice: Notice) -> str:
        return notice.legal_entity.inn

    def age(notice: Notice) -> tuple[str, date, str]:
        return inn(notice), notice.notice_date, notice.number

    return [
        _answer(one, list(all_of_it), activities)
        for one, all_of_it in groupby(sorted(notices, key=age), key=inn)
    ]


def _answer(inn: str, notices: list[Notice], activities: Activities) -> RegisterAnswer:
    """What the notices of one business say together, oldest first."""
    current = [notice for notice in notices if not notice.terminated]
    newest = notices[-1]
    entity = newest.legal_entity
    facts = _concluded(notices, activities)
    if entity.okved_list:
        codes = tuple(dict.fromkeys(entity.okved_list))
        facts.append(_fact("okved", codes, newest))
    if len({notice.control_object.region_code for notice in current}) == 1:
        newest_place = current[-1]
        region = newest_place.control_object.region_code
        facts.append(_fact("region", region, newest_place))
    return RegisterAnswer(
        registry=ERVK,
        inn=inn,
        ogrn=entity.ogrn or entity.ogrnip,
        facts=tuple(facts),
        places=tuple(_place(notice) for notice in current),
    )


def _concluded(notices: list[Notice], activities: Activities) -> list[RegisterFact]:
    """What the activities say: of one that was ended, that it says so no more."""
    found: dict[str, RegisterFact] = {}
    for notice in sorted(notices, key=lambda one: one.terminated):
        for conclusion in activities.of(notice.activity.title):
            for fact, value in conclusion.facts.items():
                said = None if notice.terminated else value
                found.setdefault(fact, _fact(fact, said, notice, conclusion.certainty))
    return list(found.values())


def _fact(
    fact: str,
    value: FactValue,
    notice: Notice,
    certainty: Certainty = Certainty.CERTAIN,
) -> RegisterFact:
    return RegisterFact(
        fact=fact,
        value=value,
        since=notice.notice_date,
        reference=notice.number,
        certainty=certainty,
    )


def _place(notice: Notice) -> RegisterPlace:
    where = notice.control_object
    return RegisterPlace(
        name=where.name or notice.control_object_name or "",
        address=where.address or notice.control_object_address or "",
        region=where.region_code,
        since=notice.notice_date,
        reference=notice.number,
    )


def _pages(content: bytes) -> list[_Page]:
    try:
        told = loads(content)
        pages = told if isinstance(told, list) else [told]
        return [_Page.model_validate(page) for page in pages]
    except (JSONDecodeError, UnicodeDecodeError, RecursionError):
        raise BadErvkFile("it is not JSON in UTF-8") from None
    except ValidationError as fault:
        first = fault.errors(include_url=False, include_input=False)[0]
        pointer = "".join(f"/{step}" for step in first["loc"])
        raise BadErvkFile(
            f"it is no page of notices: {pointer}: {first['msg']}"
        ) from None


def _without_value(sentence: str) -> str:
    return sentence.removeprefix("Value error, ")


def _plainly(title: str) -> str:
    return " ".join(title.casefold().replace("ё", "е").split())
