"""What the register says of requirements that an algorithm names."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from application.log import EventLog
from domain.condition import Condition
from domain.requirement import Requirement, Status, requirement_id


class Named(NamedTuple):
    """A published requirement as far as algorithms go.

    Attributes:
        condition: whom it concerns.
        body: who supervises it, as the register names it.
    """

    condition: Condition
    body: str


class Register:
    """Looks requirements up where decisions are made: in the log."""

    def __init__(self, log: EventLog) -> None:
        self._log = log

    def named(self, codes: Iterable[str], on: date) -> dict[str, Named]:
        """Those of these that are published and not repealed, by code.

        Args:
            codes: any, repeated ones too.
            on: the version of which day counts.
        """
        wanted = [requirement_id(code) for code in dict.fromkeys(codes)]
        found = self._log.find_many(Requirement, wanted).values()
        told = {}
        for one in found:
            standing = one.history.on(on)
            if one.status is Status.PUBLISHED and standing:
                content = standing.version.content
                told[one.code] = Named(content.condition, content.control_body)
        return told
