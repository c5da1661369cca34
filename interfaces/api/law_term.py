"""The rules of law and a calculator of terms over JSON; administrators amend rules."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Query, Response

from application.access import Action
from application.law_term import AmendLawTerm
from application.log import Receipt
from domain.client import UnknownRegion
from domain.errors import Invalid, NotFound
from domain.kernel import Actor, Value
from domain.law_term import LawTerm
from domain.term import LONGEST, Counting, Reckoning, Term, Unit
from interfaces.calculator import FIRST, LAST, LAST_DAY_OFF, Asked, BadTerm
from interfaces.deps import Anybody, Asks, KeyDep, ServiceDep, VersionDep, answered
from interfaces.locale import language, preferred
from interfaces.reckoned import ReckonedWords
from interfaces.regions import regions
from interfaces.service import Service
from projections.law_term import LawTermEdition

router = APIRouter(prefix="/api/terms", tags=["law_term"])

Administrator = Annotated[Actor, Depends(Asks(Action.KEEP_LAW))]
CodePath = Annotated[str, Path(pattern=r"^LAW-\d{3,9}$", examples=["LAW-070"])]
FromDay = Annotated[
    date, Query(alias="from", ge=FIRST, le=LAST, examples=["2026-01-14"])
]
RegionParam = Annotated[str | None, Query(pattern=r"^\d{2}$", examples=["63"])]
RuleParam = Annotated[str | None, Query(pattern=r"^LAW-\d{3,9}$")]
TimeParam = Annotated[time | None, Query(alias="time", examples=["15:30"])]
ValueParam = Annotated[int, Query(ge=0, le=LONGEST)]


class TermTooFar(Invalid):
    code = "term-too-far"
    title = "The term ends after the year 2199, or before 1900"
    about = "value"


class NoTerm(Invalid):
    code = "rule-is-no-term"
    title = "This rule does not say how long something runs"
    about = "rule"


class RuleOut(Value):
    """A rule as it holds today, and all that is known of it.

    Attributes:
        term: what holds today; None: nothing does.
        versions: what is known, what counts first first.
        entered: what administrators entered, the newest first.
    """

    term: LawTerm | None
    versions: tuple[LawTerm, ...]
    entered: tuple[LawTermEdition, ...]


class ReckoningOut(Value):
    """When a term ends, and how that was counted.

    Attributes:
        reckoning: the end, and every step of the way to it.
        is_provisional: whether it lies in a year of which there is no decree yet.
        told: how it was counted, a sentence each.
    """

    reckoning: Reckoning
    is_provisional: bool
    told: tuple[str, ...]


@router.get("")
def rules(
    service: ServiceDep, _by: Anybody, on: date | None = None, topic: str | None = None
) -> Sequence[LawTerm]:
    """Every rule as it holds on a day; of all topics, or of one."""
    law, day = service.law.current(), on or service.clock.today()
    found = (law.find(id, day) for id in law.ids)
    return [one for one in found if one and topic in (None, one.topic)]


@router.get("/reckoning")
def count(
    service: ServiceDep,
    _by: Anybody,
    event: FromDay,
    value: ValueParam = 0,
    unit: Unit = Unit.WORKING_DAY,
    counting: Counting = Counting.WITHIN,
    rule: RuleParam = None,
    region: RegionParam = None,
    at: TimeParam = None,
    moves: bool = True,  # noqa: FBT001, FBT002
    accept_language: Annotated[str, Header(max_length=200)] = "",
) -> ReckoningOut:
    """When a term ends, counted from a day, and how that was counted.

    With `rule` the term is that of a rule of law, whatever `value`, `unit`, `counting`
    and `moves` say. A term in hours is counted from `time` of the day, in the time zone
    of the region. `moves`: a last day that is a day off gives way to the next working
    day (ГК РФ ст. 193).
    """
    if region and region not in regions("ru"):
        raise UnknownRegion(region=region)
    hours = (rule is None and unit is Unit.HOUR) or rule is not None
    asked = Asked(
        event=datetime.combine(event, at) if at and hours else event,
        term=Term(
            value=value,
            unit=unit,
            moves=service.law.on(LAST_DAY_OFF, event).source
            if moves and unit not in (Unit.HOUR, Unit.WORKING_DAY)
            else None,
        ),
        counting=counting,
        region=region,
    )
    if rule:
        asked = _by_rule(service, asked, rule, event)
    try:
        found = asked.reckon(service.places.at(region))
    except BadTerm:
        raise TermTooFar from None
    words = ReckonedWords(language(preferred(accept_language)))
    return ReckoningOut(
        reckoning=found,
        is_provisional=found.is_provisional,
        told=tuple(words.told(found)),
    )


@router.get("/{rule}")
def show(
    rule: CodePath, service: ServiceDep, _by: Anybody, response: Response
) -> RuleOut:
    """One rule, with everything that it said and will say."""
    law = service.law.current()
    versions = law.versions(rule)
    if not versions:
        raise NotFound
    entered = service.law_term_view.editions(rule)
    response.headers["ETag"] = f'"{entered[0].version if entered else 0}"'
    return RuleOut(
        term=law.find(rule, service.clock.today()),
        versions=tuple(versions),
        entered=tuple(entered),
    )


@router.put("/{rule}")
def amend(
    rule: CodePath,
    command: AmendLawTerm,
    service: ServiceDep,
    by: Administrator,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Let a rule say something else from a day on; the administrator.

    The ETag of a rule that nobody amended is "0".
    """
    receipt = service.law_terms.amend(rule, command, by=by, key=key, version=version)
    return answered(receipt, response)


def _by_rule(service: Service, asked: Asked, code: str, day: date) -> Asked:
    """The same question, of a rule of law."""
    found = service.law.find(code, day)
    if found is None:
        raise NotFound
    if not found.is_term:
        raise NoTerm
    return asked.model_copy(update={"term": found.term, "counting": found.counting})
