"""Pages of questions, of their answers, and of answers for everybody (L6)."""

from fastapi import APIRouter

from interfaces.web.consultation import (
    answers,
    asking,
    explaining,
    publishing,
    questions,
)

router = APIRouter()
for pages in (asking, explaining, publishing, questions, answers):
    router.include_router(pages.router)

__all__ = ["router"]
