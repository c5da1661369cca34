"""What risk needs from the world outside."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from domain.law_term import LawTerm
from domain.risk import Category, Circumstances


class Law(Protocol):
    """The numbers of the law as of a day."""

    def on(self, id: str, day: date, control_kind: str | None = None) -> LawTerm:
        """A rule by its id, a kind of control's own first."""
        ...

    def find(
        self, id: str, day: date, control_kind: str | None = None
    ) -> LawTerm | None:
        """Likewise; None when there is none."""
        ...


class RiskFacts(Protocol):
    """What a category is reckoned from; as of the last event of the projections."""

    def circumstances(
        self, client_id: UUID, premises: UUID | None, control_kind: str, on: date
    ) -> Circumstances:
        """What is known of a business and one of its objects.

        Facts of other places are left out. The record is that of the whole business,
        as far as it is about requirements of this kind of control; what is disputed
        does not speak against anybody, and nothing that an inspector did is in it.

        Args:
            client_id: the business.
            premises: the place; None: what the business does, wherever.
            control_kind: name of the kind of control.
            on: the day.

        Raises:
            NotFound: there is no such business or open place, or it was forgotten.
        """
        ...


class RiskCategories(Protocol):
    """In which categories objects are; as of the last event of the projection."""

    def category(
        self, client_id: UUID, control_kind: str, objects: Sequence[UUID]
    ) -> Category:
        """The greatest category of these objects, or of the business; else low.

        Args:
            client_id: whose.
            control_kind: name of the kind of control, or its number.
            objects: places; none: what the business does, wherever.
        """
        ...


class RiskAssigned(Protocol):
    """Which categories a change touches; as of the last event of the projection."""

    def of_client(self, client_id: UUID) -> Iterator[UUID]:
        """Ids of the assignments of a business that are not over, any order."""
        ...

    def of_kind(self, control_kind: str) -> Iterator[UUID]:
        """Ids of those of a kind of control."""
        ...

    def everywhere(self) -> Iterator[UUID]:
        """Ids of all that are not over: a day has passed."""
        ...
