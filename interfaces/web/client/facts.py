"""Pages of a business's data set: all facts, one fact's history, registers (L7)."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.client import StateFacts
from application.ports import RegisterUnavailable
from domain.client import OF_THE_STATE, FactSource, NothingChanged
from domain.errors import Invalid, NotFound, Refusal, RuleBroken, Stale
from domain.kernel import Actor
from domain.profile import ClientKind, FactValue, Size
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.locale import N_
from interfaces.origins import origins
from interfaces.regions import regions
from interfaces.service import Service
from interfaces.web.client.words import (
    DISPUTE_STATUSES,
    LABELS,
    SOURCES,
    Keeper,
    Reader,
    Text,
    card_of,
    fact_keys,
    label_of,
    place_of,
    wording_of,
)
from interfaces.web.facts import read_value, told
from interfaces.web.pages import language_of, own_path, page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, errors_of, status_for
from projections.client import ClientCard, FactLine

router = APIRouter(include_in_schema=False)

Count = Annotated[int, Query(ge=0, le=10_000)]


class Show(StrEnum):
    """Which facts of a data set to show."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    DIFFERENT = "different"
    STATE = "state"
    DERIVED = "derived"


SHOWN = {
    Show.KNOWN: N_("Known"),
    Show.UNKNOWN: N_("Not known"),
    Show.DIFFERENT: N_("Disputed or different"),
    Show.STATE: N_("From the state"),
    Show.DERIVED: N_("Follows from others"),
}
GROUPS = (
    (N_("Registration"), ("name", "inn", "ogrn", "client_kind")),
    (N_("About the business"), ("okved", "employees", "region", "size")),
    (N_("What you do"), ("activity:",)),
    (N_("What you have and use"), ("object:",)),
    (N_("Life situations"), ("life_situation",)),
)


@router.get("/client/facts")
def data_set(
    request: Request,
    service: ServiceDep,
    by: Reader,
    show: Show = Show.KNOWN,
    news: Count | None = None,
    places: Count = 0,
) -> Response:
    """Every fact about the business: whence, since when, who entered it."""
    return _data_set(request, service, by, show, news=news, places=places)


@router.post("/client/registers/check")
def check_registers(
    request: Request, service: ServiceDep, by: Keeper, key: KeyDep
) -> Response:
    """Ask the state registers what they say about the business."""
    try:
        found = service.state_registers.ask(own(by), by=by, key=key)
    except (RegisterUnavailable, Invalid) as fault:
        return _data_set(request, service, by, Show.KNOWN, fault)
    service.caught_up(found.receipt.position)
    taken = found.taken
    return see_other(f"/client/facts?news={taken.facts}&places={taken.places}")


@router.get("/client/facts/{fact}")
def fact(
    request: Request,
    fact: str,
    service: ServiceDep,
    by: Keeper,
    premises: UUID | None = None,
    next: str = "/client",
    before: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
) -> Response:
    """Show what was said of a fact of the business, or of a place, and ask for it."""
    to = own_path(next, "/client")
    return _fact(request, service, by, fact, premises, to, before=before)


@router.post("/client/facts/{fact}")
def state_fact(
    request: Request,
    fact: str,
    service: ServiceDep,
    by: Keeper,
    key: KeyDep,
    version: Annotated[int, Form()],
    value: Text = "",
    since: Text = "",
    premises: Annotated[UUID | None, Form()] = None,
    next: Text = "/client",
) -> Response:
    """Keep the answer and go on."""
    to, said = own_path(next, "/client"), read_value(fact, value)
    try:
        command = StateFacts.model_validate(
            {"facts": {fact: said}, "since": since.strip() or None}
        )
        if premises is None:
            receipt = service.clients.state_facts(
                own(by), command, by=by, key=key, version=version
            )
        else:
            receipt = service.clients.state_premises_facts(
                own(by), premises, command, by=by, key=key, version=version
            )
    except NothingChanged:
        return see_other(to)
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        given = (said, since)
        return _fact(request, service, by, fact, premises, to, fault, given)
    service.caught_up(receipt.position)
    return see_other(to)


def _data_set(
    request: Request,
    service: Service,
    by: Actor,
    show: Show,
    fault: Refusal | None = None,
    *,
    news: int | None = None,
    places: int = 0,
) -> Response:
    card = card_of(service, by)
    disputes = service.dispute_view.of_facts(card.id)
    lines = service.data_set_view.lines(card, fact_keys(service), disputes)
    by_way = {way: [one for one in lines if _is_shown(one, way)] for way in Show}
    asked = service.personal_lists.asked(card.profile, service.clock.today())
    wording = wording_of(request, service)
    return page(
        request,
        "client/data_set.html",
        {
            "card": card,
            "show": show,
            "ways": [(way, SHOWN[way], len(by_way[way])) for way in Show],
            "groups": _grouped(by_way[show]),
            "asked": asked,
            "label": lambda fact: label_of(request, wording, fact),
            "told": lambda fact, value: told(request, wording, fact, value),
            "sources": SOURCES,
            "statuses": DISPUTE_STATUSES,
            "registers": service.state_registers.names,
            "origins": origins(service.catalogue, card),
            "news": news,
            "places": places,
            "errors": errors_of(request, fault),
        },
        status=status_for(fault),
    )


def _is_shown(line: FactLine, way: Show) -> bool:
    match way:
        case Show.KNOWN:
            return line.value is not None
        case Show.UNKNOWN:
            return line.value is None and line.fact not in LABELS
        case Show.DIFFERENT:
            return line.is_disputed or line.differs
        case Show.STATE:
            voices = (line.said, *line.beside)
            return any(one and one.source in OF_THE_STATE for one in voices)
    return line.is_derived or bool(
        line.said
        and line.said.source is FactSource.DERIVED
        and line.said.value is not None
    )


def _grouped(lines: Sequence[FactLine]) -> list[tuple[str, list[FactLine]]]:
    """Facts under the headings that people look for them by; no heading is empty."""
    found = [
        (heading, [one for one in lines if one.fact.startswith(keys)])
        for heading, keys in GROUPS
    ]
    return [(heading, group) for heading, group in found if group]


def _fact(
    request: Request,
    service: Service,
    by: Actor,
    fact: str,
    premises: UUID | None,
    to: str,
    fault: Fault | None = None,
    given: tuple[FactValue, str] = (None, ""),
    before: int | None = None,
) -> Response:
    card = card_of(service, by)
    place = place_of(card, premises) if premises else None
    is_registered = fact in LABELS or fact == "client_kind"
    if is_registered and (place or fault):
        raise NotFound
    if not is_registered and not service.vocabulary.has(fact, None):
        raise NotFound
    line = _line(service, card, fact, premises)
    own_word = next(
        (one for one in (line.said, *line.beside) if one and one.source == "client"),
        None,
    )
    said = own_word.value if own_word else None
    asked = service.personal_lists.asked(card.profile, service.clock.today())
    wording = wording_of(request, service)
    return page(
        request,
        "client/fact.html",
        {
            "card": card,
            "fact": fact,
            "place": place,
            "line": line,
            "is_registered": is_registered,
            "history": service.data_set_view.history(
                card.id, fact, premises, before=before
            ),
            "is_later": before is not None,
            "known": given[0] if fault else said,
            "since": given[1],
            "is_known": own_word is not None,
            "wording": wording,
            "label": label_of(request, wording, fact),
            "told": lambda fact, value: told(request, wording, fact, value),
            "sources": SOURCES,
            "statuses": DISPUTE_STATUSES,
            "count": asked.get(fact, 0),
            "origins": origins(service.catalogue, card).get(fact, ()),
            "next": to,
            "kinds": list(ClientKind),
            "sizes": list(Size),
            "regions": regions(language_of(request).code),
            "errors": _at_fields(errors_of(request, fault)),
        },
        status=status_for(fault),
    )


def _line(
    service: Service, card: ClientCard, fact: str, premises: UUID | None
) -> FactLine:
    view = service.data_set_view
    if premises:
        lines = view.place_lines(card, premises, [fact])
    else:
        lines = view.lines(card, [fact], service.dispute_view.of_facts(card.id))
    return next(one for one in lines if one.fact == fact)


def _at_fields(errors: dict[str, str]) -> dict[str, str]:
    """What is wrong, at the field it is about: the day, or else the answer."""
    found: dict[str, Any] = {}
    for about, sentence in errors.items():
        found.setdefault("since" if about == "since" else "value", sentence)
    return found
