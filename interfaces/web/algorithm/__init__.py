"""Pages of algorithms: public to read, written by registrars and bodies (C1)."""

from interfaces.routing import together
from interfaces.web.algorithm import (
    asking,
    authoring,
    coverage,
    deciding,
    importing,
    reading,
)

# Fixed addresses come before those with a code.
router = together(importing, coverage, asking, authoring, deciding, reading)
