"""A client asks for an algorithm where there is none yet (C1)."""

from typing import ClassVar
from uuid import UUID, uuid5

from eventsourcing.domain import event

from domain.algorithm.refusals import AlgorithmExists
from domain.kernel import Actor, Aggregate
from domain.requirement import Code

_WISHES = UUID("c2b7a4de-4c0f-5b52-8b2f-0a9f1e6d7731")


class Wish(Aggregate):
    """One client's wish for an algorithm for one requirement."""

    class Asked(Aggregate.Created):
        """The client asked; the body that supervises the requirement counts it."""

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        requirement: Code

    @classmethod
    def ask(
        cls, *, client_id: UUID, requirement: str, existing: tuple[str, ...], by: Actor
    ) -> "Wish":
        """Ask for an algorithm.

        Args:
            client_id: who asks.
            requirement: code of a requirement in force.
            existing: codes of the algorithms that serve it.
            by: who acts for the client.

        Raises:
            AlgorithmExists: there is one.
        """
        if existing:
            raise AlgorithmExists(algorithms=existing)
        return cls(client_id=client_id, requirement=requirement, by=by)

    @staticmethod
    def create_id(client_id: UUID, requirement: str) -> UUID:
        """One wish per client and requirement: the primary key enforces it."""
        return uuid5(_WISHES, f"{client_id}/{requirement}")

    @event(Asked)
    def __init__(self, client_id: UUID, requirement: str, by: Actor) -> None:
        self.client_id = client_id
        self.requirement = requirement
