"""Pages of the register: public to read, kept by registrars (L1)."""

from interfaces.routing import together
from interfaces.web.requirement import importing, keeping, reading, steps

# Fixed addresses come before those with a code.
router = together(importing, keeping, reading, steps)
