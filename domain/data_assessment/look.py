"""One look of a body at the records of one client (C3)."""

from typing import ClassVar
from uuid import UUID

from eventsourcing.domain import event

from domain.data_assessment.record import Finding, Moment
from domain.data_assessment.refusals import (
    NothingToLookAt,
    PurposeMissing,
    RemarkMissing,
)
from domain.kernel import Actor, Aggregate, Personal


class Look(Aggregate):
    """What a body saw in a client's records, why it looked, and what the client says.

    It is kept as it was; asked again of the same moment the records answer the same.
    """

    class Made(Aggregate.Created):
        """A body looked.

        Attributes:
            authority: organisation of whoever looked.
            bodies: for which of the register it answers.
            purpose: the ground, and what for.
            moment: as of when.
            findings: of each requirement, with the records.
        """

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        authority: UUID
        bodies: tuple[str, ...]
        purpose: Personal
        moment: Moment
        findings: tuple[Finding, ...]

    class Remarked(Aggregate.Event):
        """The client says something about it to the body."""

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        text: Personal

    @classmethod
    def make(
        cls,
        *,
        client_id: UUID,
        authority: UUID,
        bodies: frozenset[str],
        purpose: str,
        moment: Moment,
        findings: tuple[Finding, ...],
        by: Actor,
    ) -> "Look":
        """Keep what was seen.

        Args:
            client_id: whose records.
            authority: organisation of whoever looks.
            bodies: for which of the register it answers.
            purpose: the ground, and what for.
            moment: as of when.
            findings: at least one.
            by: the officer.

        Raises:
            PurposeMissing: no ground is given.
            NothingToLookAt: there is no finding.
        """
        if not findings:
            raise NothingToLookAt
        return cls(
            client_id=client_id,
            authority=authority,
            bodies=tuple(sorted(bodies)),
            purpose=given_purpose(purpose),
            moment=moment,
            findings=findings,
            by=by,
        )

    def remark(self, text: str, *, by: Actor) -> None:
        """Say something about it, as the client.

        Raises:
            RemarkMissing: nothing is said.
        """
        if not text.strip():
            raise RemarkMissing
        self._remark(client_id=self.client_id, text=text.strip(), by=by)

    @event(Made)
    def __init__(
        self,
        client_id: UUID,
        authority: UUID,
        bodies: tuple[str, ...],
        purpose: str,
        moment: Moment,
        findings: tuple[Finding, ...],
        by: Actor,
    ) -> None:
        self.client_id = client_id
        self.authority = authority
        self.bodies = bodies
        self.moment = moment
        self.findings = findings

    @event(Remarked)
    def _remark(self, client_id: UUID, text: str, by: Actor) -> None:
        pass


def given_purpose(text: str) -> str:
    """The ground in its words.

    Raises:
        PurposeMissing: there are none.
    """
    if not text.strip():
        raise PurposeMissing
    return text.strip()
