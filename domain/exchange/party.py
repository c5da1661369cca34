"""Who takes part in a correspondence, and who may act for whom (I2)."""

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

from domain.kernel import Actor, Role, Value


class Part(StrEnum):
    """What somebody is in a correspondence.

    CLIENT the business it is with; BODY a supervisory body; OMBUDSMAN the office that
    helps the business; REPRESENTATIVE a person who acts for one of them in it alone.
    """

    CLIENT = "client"
    BODY = "body"
    OMBUDSMAN = "ombudsman"
    REPRESENTATIVE = "representative"


ROLES: dict[Part, tuple[Role, ...]] = {
    Part.CLIENT: (Role.CLIENT,),
    Part.BODY: (Role.INSPECTOR, Role.HEAD),
    Part.OMBUDSMAN: (Role.OMBUDSMAN,),
    Part.REPRESENTATIVE: (Role.PERSON, Role.CLIENT, Role.EMPLOYEE),
}
"""As whom people deal with a correspondence, unless it says otherwise."""


class Party(Value):
    """An organisation, or one person, in a correspondence.

    Attributes:
        id: of the organisation; of the person, for a representative.
        part: what it is there.
        roles: as whom people act for it there.
        acts_for: id of the party that it represents; None: it stands for itself.
    """

    id: UUID
    part: Part
    roles: tuple[Role, ...]
    acts_for: UUID | None = None

    @classmethod
    def of(
        cls, id: UUID, part: Part, *, roles: tuple[Role, ...] | None = None
    ) -> "Party":
        """A party that stands for itself, with the roles that are usual for it."""
        return cls(id=id, part=part, roles=roles or ROLES[part])

    @classmethod
    def representing(cls, person: UUID, principal: UUID) -> "Party":
        """A person who acts for another party."""
        part = Part.REPRESENTATIVE
        return cls(id=person, part=part, roles=ROLES[part], acts_for=principal)

    @property
    def side(self) -> UUID:
        """The party whose messages are its own: it, or the one it represents."""
        return self.acts_for or self.id

    def is_acted_for(self, by: Actor) -> bool:
        """Whether somebody acts as this party."""
        if by.role not in self.roles:
            return False
        if self.part is Part.REPRESENTATIVE:
            return str(self.id) == by.id
        return by.organisation == self.id

    def acting(self, by: Actor) -> Actor:
        """Somebody as this party: whom else a representative acts for is not said."""
        if self.part is not Part.REPRESENTATIVE:
            return by
        return Actor(id=by.id, role=Role.PERSON)


def party_of(by: Actor, parties: Iterable[Party]) -> Party | None:
    """As which of the parties somebody acts; None: as none of them."""
    return next((one for one in parties if one.is_acted_for(by)), None)
