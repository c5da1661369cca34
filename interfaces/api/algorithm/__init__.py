"""Algorithms of compliance over JSON: public to read, kept by those who may (C1)."""

from interfaces.api.algorithm import keeping, reading
from interfaces.routing import together

router = together(reading, keeping)
