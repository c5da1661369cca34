"""What every read model is made of."""

from projections.view.laying import lay
from projections.view.model import (
    Connections,
    Params,
    Projection,
    Query,
    Recorded,
    Sql,
    View,
)
from projections.view.rows import Row, Rows

__all__ = [
    "Connections",
    "Params",
    "Projection",
    "Query",
    "Recorded",
    "Row",
    "Rows",
    "Sql",
    "View",
    "lay",
]
