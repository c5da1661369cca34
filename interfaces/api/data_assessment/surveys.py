"""Surveys of segments without names, and offers that come of them, over JSON (C3)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from fastapi import status as http

from application.data_assessment import AskSurvey, OfferHelp
from application.log import Receipt
from domain.data_assessment import Finding
from domain.kernel import Role, Value
from interfaces.api.data_assessment.looks import Client, Looker, PageQuery, Reader
from interfaces.deps import KeyDep, ServiceDep, VersionDep, answered, own
from interfaces.records import caught_up, own_findings, survey_for
from projections.data_assessment import OfferCard, SurveyCard, SurveyPage

router = APIRouter(prefix="/api", tags=["assessment without interaction"])

PATH = "/surveys/{survey_id}"


class SurveyOut(Value):
    """A survey as its reader may see it.

    Attributes:
        survey: for the body: what may be told, in multiples of five; for a client that
            it went through: that it was, without figures.
        findings: for such a client: what was seen of it, of nobody else.
    """

    survey: SurveyCard
    findings: tuple[Finding, ...] = ()


class OffersOut(Value):
    """Offers that reached a client.

    Attributes:
        offers: newest first; those that were dismissed are left out.
    """

    offers: tuple[OfferCard, ...]


@router.get("/surveys")
def surveys(
    query: Annotated[PageQuery, Query()], service: ServiceDep, by: Looker
) -> SurveyPage:
    """The surveys of your organisation, newest first."""
    return service.survey_view.of_authority(
        own(by), before=query.after, limit=query.limit
    )


@router.post("/surveys", status_code=http.HTTP_202_ACCEPTED)
def ask(
    command: AskSurvey,
    service: ServiceDep,
    by: Looker,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Ask how a segment stands; the answer comes bit by bit, without names."""
    caught_up(service)
    receipt = service.surveys.ask(command, by=by, key=key)
    response.headers["Location"] = f"/api/surveys/{receipt.id}"
    return answered(receipt, response)


@router.get(PATH)
def one(
    survey_id: UUID, service: ServiceDep, by: Reader, response: Response
) -> SurveyOut:
    """How far a survey is, and what may be told of it.

    Every number is a multiple of five, and a group of fewer than five is null.
    """
    card = survey_for(service, by, survey_id)
    response.headers["ETag"] = f'"{card.version}"'
    if by.role is Role.CLIENT:
        return SurveyOut(survey=card, findings=own_findings(service, own(by), card))
    return SurveyOut(survey=card)


@router.post(f"{PATH}/offers")
def offer(
    survey_id: UUID,
    command: OfferHelp,
    service: ServiceDep,
    by: Looker,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Offer an algorithm to all whom it could help; you do not learn who they are."""
    receipt = service.surveys.offer(survey_id, command, by=by, key=key, version=version)
    return answered(receipt, response)


@router.get("/offers")
def offers(service: ServiceDep, by: Client) -> OffersOut:
    """Algorithms that a body offers you, and why."""
    return OffersOut(offers=tuple(service.survey_view.offers_of(own(by))))


@router.post("/offers/{offer_id}/dismiss")
def dismiss(
    offer_id: UUID,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Not be shown an offer again; the body does not learn of it."""
    receipt = service.offers.dismiss(own(by), offer_id, by=by, key=key)
    return answered(receipt, response)
