"""Pages of evaluating, of what everybody reads, of answering and of releasing."""

from fastapi import APIRouter

from interfaces.web.evaluation import consideration, evaluating, own, releases, summary

router = APIRouter()
for pages in (evaluating, own, summary, consideration, releases):
    router.include_router(pages.router)

__all__ = ["router"]
