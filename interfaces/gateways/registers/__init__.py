"""State registers that can be read; docs/registers.md tells how to add one (L7)."""

from interfaces.gateways.registers.ervk import (
    ERVK,
    Activities,
    BadErvkFile,
    Notice,
    RowFault,
    answers_of,
    read_notices,
    starter_activities,
)

__all__ = [
    "ERVK",
    "Activities",
    "BadErvkFile",
    "Notice",
    "RowFault",
    "answers_of",
    "read_notices",
    "starter_activities",
]
