"""A client's history as its reader asks for it (R5)."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Annotated, Any, Final, NamedTuple
from uuid import UUID

from pydantic import BeforeValidator, Field

from application.access import reach_of
from domain.errors import Invalid, NotFound
from domain.kernel import Actor, Value
from domain.requirement import Code, Day
from domain.situation import SituationCode, SituationKind
from domain.timeline import Kind, Reach, ServiceId, Side, Touchpoint
from interfaces.locale import Language
from interfaces.service import Service
from interfaces.timeline.situations import belonging
from interfaces.timeline.telling import Teller, Told, place_names
from projections.situation import SituationCard
from projections.timeline import Facets, HistoryLine, Narrowing, Order

PAGE: Final = 50
MOST: Final = 200
SITUATION: Final = "life_situation:"


class PeriodBackwards(Invalid):
    code = "period-backwards"
    title = "The first day of the period must not be later than the last"
    about = "to_day"


def _nothing(given: Any) -> Any:
    """A field of a form that was left empty narrows nothing down."""
    return None if given == "" else given


Left = BeforeValidator(_nothing)


class Wanted(Value):
    """What of a history is wanted; what is absent narrows nothing down.

    Attributes:
        kind: what sort of step.
        side: whose step.
        service: id of a service of the standard, e.g. "L4".
        touchpoint: where it happened.
        situation: code of a life situation: its own steps, and those about the
            requirements that it brings to this client.
        person: id of one of the client's people.
        place: id of one of the client's places.
        requirement: code.
        from_day, to_day: calendar days where the service is run, both included.
        order: newest or oldest first.
        after: cursor of the page before.
        limit: lines of a page.
    """

    kind: Annotated[Kind | None, Left] = None
    side: Annotated[Side | None, Left] = None
    service: Annotated[ServiceId | None, Left] = None
    touchpoint: Annotated[Touchpoint | None, Left] = None
    situation: Annotated[SituationCode | None, Left] = None
    person: Annotated[UUID | None, Left] = None
    place: Annotated[UUID | None, Left] = None
    requirement: Annotated[Code | None, Left] = None
    from_day: Annotated[Day | None, Left] = None
    to_day: Annotated[Day | None, Left] = None
    order: Annotated[Order, BeforeValidator(lambda one: one or Order.NEWEST)] = (
        Order.NEWEST
    )
    after: int | None = Field(default=None, ge=1, le=2**62)
    limit: int = Field(default=PAGE, ge=1, le=MOST)


class History(Value):
    """A page of a history.

    Attributes:
        lines: in the order asked for.
        after: cursor of the next page; None at the end.
    """

    lines: tuple[Told, ...]
    after: int | None


class Choices(NamedTuple):
    """By what a reader can narrow the history down.

    Attributes:
        facets: what lines have.
        places: names of the client's places, by id; none for the state.
        situations: life situations offered; none for the state.
    """

    facets: Facets
    places: dict[UUID, str]
    situations: tuple[SituationCard, ...]


def reach_into(service: Service, by: Actor, client_id: UUID) -> Reach:
    """How far somebody of the state sees into one client's history.

    Raises:
        NotFound: nothing of it is shared with the reader, or there is no such client.
    """
    reach = reach_of(by, service.person_view, service.person_view)
    if not service.timeline_view.has(client_id, reach):
        raise NotFound
    return reach


def choices_of(
    service: Service, client_id: UUID, reach: Reach | None = None
) -> Choices:
    """By what the history can be narrowed so that something is left."""
    facets = service.timeline_view.facets(client_id, reach)
    if reach is not None:
        return Choices(facets.model_copy(update={"people": ()}), {}, ())
    offered = service.situation_view.published(SituationKind.LIFE_SITUATION)
    return Choices(facets, place_names(service, facets.premises), tuple(offered))


def history(
    service: Service,
    client_id: UUID,
    wanted: Wanted,
    spoken: Language,
    *,
    reach: Reach | None = None,
    places: dict[UUID, str],
) -> History:
    """A page of a client's history, in words.

    Args:
        service: the service.
        client_id: whose history.
        wanted: which steps.
        spoken: the reader's language.
        reach: of a reader of the state; None: the client.
        places: names of the client's places, see `Choices`.

    Raises:
        PeriodBackwards: the period ends before it begins.
        NotFound: there is no such life situation.
    """
    narrowing = _narrowing(service, client_id, wanted, reach)
    found = service.timeline_view.lines(
        client_id,
        narrowing,
        reach=reach,
        order=wanted.order,
        after=wanted.after,
        limit=wanted.limit + 1,
    )
    shown = found[: wanted.limit]
    told = Teller(service, spoken, reach, places).tell(shown)
    after = shown[-1].position if len(found) > len(shown) else None
    return History(lines=tuple(told), after=after)


def every_step(
    service: Service,
    client_id: UUID,
    wanted: Wanted,
    spoken: Language,
    *,
    reach: Reach | None = None,
    most: int,
) -> Iterator[Told]:
    """Every step wanted, read bit by bit; at most `most`, and one more if there is."""
    places = choices_of(service, client_id, reach).places
    narrowing = _narrowing(service, client_id, wanted, reach)
    teller = Teller(service, spoken, reach, places)
    after, left = wanted.after, most + 1
    while left > 0:
        found: list[HistoryLine] = service.timeline_view.lines(
            client_id,
            narrowing,
            reach=reach,
            order=wanted.order,
            after=after,
            limit=min(left, MOST),
        )
        yield from teller.tell(found)
        if len(found) < min(left, MOST):
            return
        after, left = found[-1].position, left - len(found)


def _narrowing(
    service: Service, client_id: UUID, wanted: Wanted, reach: Reach | None
) -> Narrowing:
    first, last = wanted.from_day, wanted.to_day
    if first and last and first > last:
        raise PeriodBackwards
    situations, codes = _situation(service, client_id, wanted.situation, reach)
    zone = service.settings.time_zone
    return Narrowing(
        kind=wanted.kind,
        side=wanted.side,
        service=wanted.service,
        touchpoint=wanted.touchpoint,
        # Who acts for a client, and where it works, is not told to the state here.
        person=wanted.person if reach is None else None,
        premises=wanted.place if reach is None else None,
        requirement=wanted.requirement,
        situations=situations,
        of_situations=codes,
        since=datetime.combine(first, time.min, zone) if first else None,
        until=datetime.combine(last + timedelta(days=1), time.min, zone)
        if last
        else None,
    )


def _situation(
    service: Service, client_id: UUID, code: str | None, reach: Reach | None
) -> tuple[tuple[str, ...] | None, tuple[str, ...]]:
    """Names by which lines of a life situation are found, and its requirements."""
    if code is None or reach is not None:
        return None, ()
    card = service.situation_view.get(code)
    if card is None or card.kind is not SituationKind.LIFE_SITUATION:
        raise NotFound
    facts = (fact for fact in card.content.facts if fact.startswith(SITUATION))
    return (code, *facts), belonging(service, client_id, card.content.facts)
