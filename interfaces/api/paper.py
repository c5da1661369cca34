"""Checking a paper of the state over JSON (I8)."""

from uuid import UUID

from fastapi import APIRouter

from interfaces.deps import Anybody, ServiceDep
from interfaces.verifying import VerifiedPaper, verified

router = APIRouter(prefix="/api", tags=["papers"])


@router.get("/verify/paper/{paper_id}")
def verify(paper_id: UUID, service: ServiceDep, _by: Anybody) -> VerifiedPaper:
    """What everybody may know of a paper: nothing of whom it is about and where."""
    return verified(service, paper_id)
