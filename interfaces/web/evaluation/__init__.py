"""Pages of evaluating, of what everybody reads, of answering and of releasing."""

from interfaces.routing import together
from interfaces.web.evaluation import consideration, evaluating, own, releases, summary

router = together(evaluating, own, summary, consideration, releases)

__all__ = ["router"]
