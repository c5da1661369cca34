"""The data set of the acting business over JSON: facts, history, registers (L7)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response, status
from pydantic import Field

from application.access import Action
from application.client import Checked, RaiseDispute
from application.log import Receipt
from domain.errors import NotFound
from domain.kernel import Actor, Value
from interfaces.deps import Asks, KeyDep, ServiceDep, VersionDep, answered, own
from interfaces.origins import origins
from interfaces.service import Service
from projections.client import REGISTERED, ClientCard, FactHistory, FactLine, Proposal

router = APIRouter(prefix="/api", tags=["client"])

Reader = Annotated[Actor, Depends(Asks(Action.READ_CLIENT))]
Keeper = Annotated[Actor, Depends(Asks(Action.KEEP_CLIENT))]
Disputer = Annotated[Actor, Depends(Asks(Action.DISPUTE))]


class DataSet(Value):
    """What is known of the business, or of one of its places.

    Attributes:
        facts: each with every voice, its origin and its newest dispute.
        unknown: keys of facts of which nothing is known.
        follows_from: by the key of a derived fact, keys of known facts it follows from.
        proposals: places that registers name; none of a place.
    """

    facts: tuple[FactLine, ...]
    unknown: tuple[str, ...]
    follows_from: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    proposals: tuple[Proposal, ...] = ()


class FactOut(Value):
    """One fact with what was ever said of it.

    Attributes:
        fact: as it stands.
        history: newest first; `after` goes on as `before`.
    """

    fact: FactLine
    history: FactHistory


class HistoryQuery(Value):
    """Which part of a fact's history to answer."""

    premises: UUID | None = None
    before: Annotated[int, Query(ge=1, le=2**31 - 1)] | None = None
    limit: Annotated[int, Query(ge=1, le=200)] = 50


@router.get("/client/facts")
def data_set(
    service: ServiceDep,
    by: Reader,
    response: Response,
    premises: UUID | None = None,
) -> DataSet:
    """Every fact about the business, or about one of its places, and from whom."""
    card = _card(service, by, response)
    keys = [key for key in _keys(service) if premises is None or _is_object(key)]
    lines = _lines(service, card, premises, keys)
    return DataSet(
        facts=tuple(one for one in lines if one.value is not None or one.said),
        unknown=tuple(one.fact for one in lines if one.value is None),
        follows_from={} if premises else origins(service.catalogue, card),
        proposals=() if premises else card.proposals,
    )


@router.get("/client/facts/{fact}")
def fact(
    fact: str,
    query: Annotated[HistoryQuery, Query()],
    service: ServiceDep,
    by: Reader,
    response: Response,
) -> FactOut:
    """One fact with everything that was ever said of it."""
    card = _card(service, by, response)
    known = fact in REGISTERED or service.vocabulary.has(fact, None)
    if not known or (query.premises and not _is_object(fact)):
        raise NotFound
    lines = _lines(service, card, query.premises, [fact])
    return FactOut(
        fact=next(one for one in lines if one.fact == fact),
        history=service.data_set_view.history(
            card.id, fact, query.premises, before=query.before, limit=query.limit
        ),
    )


@router.post("/client/facts/{fact}/dispute", status_code=status.HTTP_201_CREATED)
def dispute(
    fact: str,
    command: RaiseDispute,
    service: ServiceDep,
    by: Disputer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Dispute what the state says of a fact, which stands until it is corrected."""
    receipt = service.disputes.raise_(
        own(by), fact, command, by=by, key=key, version=version
    )
    response.headers["Location"] = f"/api/disputes/{receipt.id}"
    return answered(receipt, response)


@router.post("/client/registers/check")
def check_registers(
    service: ServiceDep, by: Keeper, key: KeyDep, response: Response
) -> Checked:
    """Ask the state registers about your business; 404 where none is set up."""
    found = service.state_registers.ask(own(by), by=by, key=key)
    answered(found.receipt, response)
    return found


def _card(service: Service, by: Actor, response: Response) -> ClientCard:
    card = service.client_view.get(own(by))
    if card is None:
        raise NotFound
    response.headers["ETag"] = f'"{card.version}"'
    return card


def _lines(
    service: Service, card: ClientCard, premises: UUID | None, keys: list[str]
) -> list[FactLine]:
    view = service.data_set_view
    if premises is None:
        return view.lines(card, keys, service.dispute_view.of_facts(card.id))
    if all(place.id != premises for place in card.premises):
        raise NotFound
    return view.place_lines(card, premises, keys)


def _keys(service: Service) -> list[str]:
    """Every fact of the vocabulary, by kind."""
    names = service.vocabulary
    return [
        *("okved", "employees", "region", "size"),
        *(f"activity:{name}" for name in sorted(names.activities)),
        *(f"object:{name}" for name in sorted(names.objects)),
        *(f"life_situation:{name}" for name in sorted(names.life_situations)),
    ]


def _is_object(fact: str) -> bool:
    return fact.startswith("object:")
