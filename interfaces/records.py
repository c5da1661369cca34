"""Looks and surveys as a reader may see them: what pages and the API share (C3)."""

from uuid import UUID

from application.access import allow_look
from domain.data_assessment import Finding
from domain.errors import NotFound
from domain.kernel import Actor, Role
from interfaces.deps import own
from interfaces.service import Service
from projections.data_assessment import LookCard, SurveyCard


def caught_up(service: Service) -> None:
    """See everything that was recorded before this instant, so that a look misses none.

    Raises:
        TimeoutError: some read model is more than five seconds behind.
    """
    service.caught_up(service.log.head())


def look_for(service: Service, by: Actor, id: UUID) -> LookCard:
    """A look, for the body that made it and the client whose records it saw.

    Raises:
        NotFound: it is none of the reader's.
    """
    card = service.look_view.get(id)
    if card is None:
        raise NotFound
    allow_look(by, authority=card.authority, clients=(card.client_id,))
    return card


def survey_for(service: Service, by: Actor, id: UUID) -> SurveyCard:
    """A survey; a client that it went through reads of it without its figures.

    Raises:
        NotFound: it is none of the reader's.
    """
    card = service.survey_view.get(id)
    if card is None:
        raise NotFound
    if by.role is not Role.CLIENT:
        allow_look(by, authority=card.authority, clients=())
        return card
    seen = service.survey_view.has(id, own(by))
    allow_look(by, authority=card.authority, clients=(own(by),) if seen else ())
    return card.model_copy(update={"total": None, "figures": (), "offers": ()})


def own_findings(
    service: Service, client_id: UUID, card: SurveyCard
) -> tuple[Finding, ...]:
    """What a survey saw of one client; only the client itself may read it."""
    return service.records_kept.findings(
        client_id, card.requirements, card.moment, card.bodies
    )
