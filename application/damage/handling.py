"""What both sides of a claim share: who may, its terms, its deadlines (I9)."""

from collections.abc import Sequence
from uuid import UUID

from application.access import Action, allow
from application.client import living_client
from application.damage.ports import ClaimsKnown
from application.deadline import Deadlines
from application.log import EventLog, check_version
from application.ports import Clock, Places
from domain.damage import Claim, ClaimStatus, ClaimTerms, Law
from domain.deadline import About, Deadline, Party, Task, WhyCancelled
from domain.errors import NotFound
from domain.exchange import Kind, Letter
from domain.kernel import Actor
from domain.term import Reckoning

ANSWER, COURT = Task.ANSWER_DAMAGE_CLAIM, Task.GO_TO_COURT


class ClaimHandling:
    """Loads claims for those who may have them, and keeps their deadlines.

    Deadlines are returned, not recorded: record them with the claim.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        law: Law,
        places: Places,
        known: ClaimsKnown,
        deadlines: Deadlines,
    ) -> None:
        self._log = log
        self._clock = clock
        self._law = law
        self._places = places
        self._known = known
        self._deadlines = deadlines

    def terms(self, client_id: UUID) -> ClaimTerms:
        """The terms of claims where a business is."""
        region = self._known.region_of(client_id)
        return ClaimTerms(self._law, self._places.at(region))

    def of_client(self, id: UUID, version: int | None, by: Actor) -> Claim:
        """A claim, for the business whose damage it is.

        Raises:
            NotFound: it is none of the actor's.
            Stale: it has moved on since `version`.
        """
        claim = self.load(id)
        allow(by, Action.CLAIM_DAMAGE, of=claim.client_id)
        return check_version(claim, version)

    def of_body(self, id: UUID, version: int | None, by: Actor) -> Claim:
        """A claim that was sent, for the head of the body; raises as `of_client`."""
        claim = self.load(id)
        allow(by, Action.ANSWER_DAMAGE, of=claim.authority)
        if claim.thread is None:
            raise NotFound
        return check_version(claim, version)

    def load(self, id: UUID) -> Claim:
        """A claim, for the service itself; raises NotFound."""
        claim = self._log.load(Claim, id)
        living_client(self._log, claim.client_id)
        return claim

    def begun(self, claim: Claim, limitation: Reckoning, by: Actor) -> list[Deadline]:
        """The limitation period runs; while it is a draft, the business alone knows."""
        business = Party.client(claim.client_id)
        return [
            self._deadlines.new(
                COURT,
                about=about(claim.id),
                reckoning=limitation,
                owed_by=business,
                owed_to=business,
                by=by,
            )
        ]

    def sent(self, claim: Claim, answer: Reckoning, by: Actor) -> list[Deadline]:
        """It was sent: the body has to answer."""
        return [
            self._deadlines.new(
                ANSWER,
                about=about(claim.id),
                reckoning=answer,
                owed_by=Party.authority(claim.authority),
                owed_to=Party.client(claim.client_id),
                by=by,
            )
        ]

    def moved_on(self, claim: Claim, by: Actor) -> list[Deadline]:
        """What is due after something was done: nothing that has lost its point."""
        changed: list[Deadline] = []
        answer = self._deadlines.find(ANSWER, claim.id)
        if answer is not None and claim.status is not ClaimStatus.SENT:
            self._end(answer, is_kept=claim.is_answered, by=by)
            changed.append(answer)
        court = self._deadlines.find(COURT, claim.id)
        if court is not None and claim.status not in WAITING:
            self._end(court, is_kept=claim.is_in_court, by=by)
            changed.append(court)
        return [one for one in changed if one.pending_events]

    def _end(self, deadline: Deadline, *, is_kept: bool, by: Actor) -> None:
        if is_kept:
            deadline.keep(at=self._clock.now(), by=by)
        else:
            deadline.cancel(WhyCancelled.NOT_NEEDED, by=by)


WAITING: Sequence[ClaimStatus] = (
    ClaimStatus.DRAFT,
    ClaimStatus.SENT,
    ClaimStatus.TALKS,
    ClaimStatus.SETTLED,
)
"""While a claim stands there, the business may still have to go to court."""


def about(id: UUID) -> About:
    """A claim, as its deadlines and its correspondence name it."""
    return About(kind="damage", id=id, address=f"/damages/{id}")


def letter(kind: Kind, id: UUID, text: str) -> Letter:
    """A message in the correspondence of a claim."""
    return Letter(kind=kind, text=text.strip(), basis=about(id).address)
