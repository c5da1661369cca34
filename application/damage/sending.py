"""A business sends its claim, with the letter and all documents (I9)."""

from collections.abc import Sequence
from uuid import UUID

from application.damage.handling import ClaimHandling, about, letter
from application.damage.ports import Annex, ClaimPress, ReadDocuments
from application.exchange import Correspondence, Enclosures
from application.log import EventLog, Key, Receipt, Unavailable
from application.ports import Clock
from domain.damage import Claim
from domain.exchange import Enclosure, Kind, Part, Party, Thread
from domain.kernel import Actor, Aggregate, Role
from domain.paper import number_of

TITLE = "Требование о возмещении вреда"
"""Of the correspondence: data, which both sides read in either language."""
BODY_ROLES = (Role.HEAD, Role.APPEALS_OFFICER)
"""Who reads such a correspondence for the body."""


class ClaimSending:
    """Makes the letter, and sends it."""

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        documents: ReadDocuments,
        press: ClaimPress,
        enclosures: Enclosures,
        correspondence: Correspondence,
        handling: ClaimHandling,
    ) -> None:
        self._log = log
        self._clock = clock
        self._documents = documents
        self._press = press
        self._enclosures = enclosures
        self._correspondence = correspondence
        self._handling = handling

    def preview(self, id: UUID, *, by: Actor) -> bytes:
        """The letter as it would be sent; it says that it is a draft.

        Raises:
            NotFound: the claim is none of the actor's.
            TimeoutError: see `ClaimPress`.
        """
        claim = self._handling.of_client(id, None, by)
        now = self._clock.now()
        return self._press.print(claim, self._annexes(claim), by=None, at=now)

    def send(
        self,
        id: UUID,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Sign and send; the letter and its documents go in one message.

        Returns:
            A receipt that names the claim, the correspondence and the message.

        Raises:
            NotFound, Stale: of the claim.
            Refusal: what `Claim.check_sending` raises.
            FilesUnavailable: the store of files does not answer.
            TimeoutError: see `ClaimPress`.
        """

        def decide() -> Receipt:
            claim = self._handling.of_client(id, version, by)
            claim.check_sending()
            annexes = self._annexes(claim)
            content = self._press.print(claim, annexes, by=by, at=self._clock.now())
            own = Annex(claim.id, f"claim-{number_of(id)}.pdf", "", content)
            files: list[Enclosure] = []
            try:
                # One by one, so that what was taken is known when one cannot be.
                files.extend(self._taken(claim, one, by) for one in (own, *annexes))
                return self._sent(claim, files, by, key)
            except Unavailable:
                raise  # it may be recorded all the same
            except BaseException:
                for file in files:
                    self._enclosures.drop(file.id)
                raise

        return self._log.once(by, key, decide)

    def _sent(
        self, claim: Claim, files: Sequence[Enclosure], by: Actor, key: Key | None
    ) -> Receipt:
        thread, message, *rest = self._composed(claim, files, by)
        terms = self._handling.terms(claim.client_id)
        answer = terms.to_answer(self._clock.now())
        claim.send(
            letter=files[0].id,
            thread=thread.id,
            message=message.id,
            answer=answer,
            by=by,
            today=self._clock.today(),
        )
        due = self._handling.sent(claim, answer, by)
        return self._log.record(claim, thread, message, *rest, *due, by=by, key=key)

    def _composed(
        self, claim: Claim, files: Sequence[Enclosure], by: Actor
    ) -> tuple[Aggregate, ...]:
        return self._correspondence.compose(
            client_id=claim.client_id,
            about=about(claim.id).address,
            title=TITLE,
            parties=(
                Party.of(claim.client_id, Part.CLIENT),
                Party.of(claim.authority, Part.BODY, roles=BODY_ROLES),
            ),
            letter=letter(Kind.STATEMENT, claim.id, claim.story),
            files=[one.id for one in files],
            id=Thread.of_case(about(claim.id).address),
            by=by,
        )

    def _annexes(self, claim: Claim) -> list[Annex]:
        found = []
        for id in claim.annexes:
            one = self._documents.get(id, claim.client_id)
            found.append(Annex(id, one.name, one.sha256, one.content))
        return found

    def _taken(self, claim: Claim, one: Annex, by: Actor) -> Enclosure:
        return self._enclosures.take(
            one.name,
            one.content,
            client_id=claim.client_id,
            owner=claim.client_id,
            by=by,
        )
