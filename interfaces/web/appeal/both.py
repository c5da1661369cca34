"""The two addresses that both sides of appeals share (I9)."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from domain.kernel import Role
from interfaces.deps import ServiceDep
from interfaces.web.appeal import client_case, mine, office_case, queue
from interfaces.web.appeal.client_words import Reader
from interfaces.web.person import see_other

router = APIRouter(include_in_schema=False)

OFFICERS = frozenset({Role.APPEALS_OFFICER, Role.HEAD, Role.INSPECTOR})
BESIDE = frozenset({*OFFICERS, Role.OMBUDSMAN})
"""They read an appeal as those who decide it do."""


@router.get("/appeals")
def appeals(request: Request, service: ServiceDep, by: Reader) -> Response:
    """What a body has to decide; or the appeals of a business and who acts for it."""
    if by.role is Role.OMBUDSMAN:
        return see_other("/ombudsman")  # the appeals to which it is invited
    if by.role in OFFICERS:
        return queue.show(request, service, by)
    return mine.show(request, service, by)


@router.get("/appeals/{appeal_id:uuid}")
def appeal(
    request: Request, appeal_id: UUID, service: ServiceDep, by: Reader
) -> Response:
    """One appeal, as its side sees it."""
    if by.role in BESIDE:
        return office_case.show(request, service, by, appeal_id)
    return client_case.show(request, service, by, appeal_id)
