"""What planning asks of the rest of the service."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from domain.inspection.kinds import Law
from domain.plan import Held


class LawKept(Protocol):
    """The rules of law, for one who asks for many of them."""

    def current(self) -> Law:
        """All of them as they are now."""
        ...


class PlanKnown(Protocol):
    """What is planned and was held; as of the last event of the projections."""

    def held(
        self,
        client_id: UUID,
        authority: UUID,
        control_kind: str,
        control_number: str | None,
        without: UUID | None = None,
    ) -> Sequence[Held]:
        """Every planned check of a business in a kind of control by a body.

        Args:
            client_id: the business.
            authority: organisation that plans.
            control_kind: name of the kind of control.
            control_number: its number, when it is known.
            without: an entry of the plan that does not count.
        """
        ...

    def control_kinds(self, bodies: Collection[str], today: date) -> Sequence[str]:
        """Kinds of control of the requirements that some bodies supervise, by name."""
        ...


class Officers(Protocol):
    """Who inspects for whom."""

    def inspectors(self, organisation: UUID) -> Collection[str]:
        """Ids of the persons who inspect for an organisation, any order."""
        ...
