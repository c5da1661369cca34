"""Whom a rule would concern, of all clients, at once (E6)."""

from projections.impact.columns import Columns, Judged
from projections.impact.measuring import Impacts
from projections.impact.population import Population

__all__ = ["Columns", "Impacts", "Judged", "Population"]
