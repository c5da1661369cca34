"""The moment of a list as it stands in the address of a page."""

from datetime import date
from typing import Annotated, NamedTuple

from fastapi import Depends

from interfaces.locale import N_
from interfaces.moments import MaybeDay, end_of, moment
from interfaces.service import Service
from projections.applicability import AsOf, Basis

BASES = {
    Basis.THEN: (
        N_("By what is stated of that day"),
        N_("A fact counts from the day since which it is so"),
    ),
    Basis.TODAY: (
        N_("By the facts of today"),
        N_("To see what that day asks of a business such as yours is now"),
    ),
}


class Moment(NamedTuple):
    """A day, and the day as known on which.

    Attributes:
        on: what holds on this day; today when absent.
        known: as known at the end of this day; as known now when absent.
        basis: whose facts count.
    """

    on: date | None = None
    known: date | None = None
    basis: Basis = Basis.THEN

    def as_of(self, service: Service) -> AsOf:
        """The same as lists take it."""
        return moment(service, self.on, end_of(service, self.known), self.basis)

    def is_now(self, service: Service) -> bool:
        """Whether it is the list of today that is asked for."""
        as_of = self.as_of(service)
        return as_of.known_at is None and as_of.on == service.clock.today()

    def fields(self) -> dict[str, str]:
        """What stands in an address; nothing when it is now."""
        said = {
            "on": self.on.isoformat() if self.on else "",
            "known": self.known.isoformat() if self.known else "",
            "basis": self.basis.value if self.basis is not Basis.THEN else "",
        }
        return {name: value for name, value in said.items() if value}


def _moment(
    on: MaybeDay = None, known: MaybeDay = None, basis: Basis = Basis.THEN
) -> Moment:
    return Moment(on, known, basis)


MomentDep = Annotated[Moment, Depends(_moment)]
