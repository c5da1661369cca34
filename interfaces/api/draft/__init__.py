"""Drafts of rules over JSON: public to read, written by their bodies (E1, E4)."""

from interfaces.api.draft import following, reading, writing
from interfaces.routing import together

router = together(reading, writing, following)
