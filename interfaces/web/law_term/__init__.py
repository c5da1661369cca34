"""Pages of the rules of law, and of the calculator of terms."""

from interfaces.routing import together
from interfaces.web.law_term import amending, calculating, reading

# The calculator first: its address looks like that of a rule.
router = together(calculating, reading, amending)
