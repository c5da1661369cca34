"""A business writes a claim of damage; nobody else sees it (I9)."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from application.access import Action, allow
from application.damage.commands import BeginClaim, PutLine, TakeDays, TellStory
from application.damage.handling import ClaimHandling
from application.damage.ports import KeyRateTable
from application.damage.sources import ClaimSources
from application.log import EventLog, Key, Receipt
from application.ports import Clock, Documents
from domain.burden import CostBook
from domain.damage import (
    KOPECKS,
    Claim,
    ClaimedAlready,
    ClaimLine,
    ClaimStatus,
    DayHasNoMoney,
    DaysMissing,
    Interest,
    NoRecordedCosts,
    interest,
    taken_from,
)
from domain.kernel import Actor

GONE = frozenset({ClaimStatus.DISCARDED, ClaimStatus.WITHDRAWN})


class ClaimDrafts:
    """The commands of the business before it sends."""

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        documents: Documents,
        rates: KeyRateTable,
        sources: ClaimSources,
        handling: ClaimHandling,
    ) -> None:
        self._log = log
        self._clock = clock
        self._documents = documents
        self._rates = rates
        self._sources = sources
        self._handling = handling

    def begin(
        self, command: BeginClaim, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Begin a draft; returns a receipt that names the claim first.

        Raises:
            NotFound: the appeal or the inspection is none of the actor's.
            NothingToClaimFrom: neither is named, or both.
            AppealNotUpheld, ClaimedBodyUnknown: of the appeal.
            ClaimedAlready: there is a claim about it.
            LearnedInFuture: see `Claim.begin`.
        """
        allow(by, Action.CLAIM_DAMAGE)

        def decide() -> Receipt:
            source = self._sources.of(command, by)
            learned = command.learned_on or source.learned_on
            about = source.appeal or source.inspection
            terms = self._handling.terms(source.client_id)
            claim = Claim.begin(
                source._replace(learned_on=learned),
                id=self._free_id(about),
                limitation=terms.limitation(learned),
                by=by,
                today=self._clock.today(),
            )
            due = self._handling.begun(claim, claim.limitation, by)
            return self._log.record(claim, *due, by=by, key=key)

        return self._log.once(by, key, decide)

    def tell(
        self,
        id: UUID,
        command: TellStory,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Say what was unlawful; raises NotFound, Stale, and as `Claim.tell`."""

        def decide() -> Receipt:
            claim = self._handling.of_client(id, version, by)
            claim.tell(command.story, by=by)
            return self._log.record(claim, by=by, key=key)

        return self._log.once(by, key, decide)

    def add(
        self,
        id: UUID,
        command: PutLine,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Add a line.

        Raises:
            NotFound, Stale: of the claim, or of a file.
            Refusal: what `Claim.add` and `interest` raise.
        """

        def decide() -> Receipt:
            claim = self._handling.of_client(id, version, by)
            claim.add(self._line(command), command.what, by=by)
            self._refer(command.files, claim.client_id)
            return self._log.record(claim, by=by, key=key)

        return self._log.once(by, key, decide)

    def change(
        self,
        id: UUID,
        number: int,
        command: PutLine,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Say a line otherwise; raises as `add`, and NoSuchLine."""

        def decide() -> Receipt:
            claim = self._handling.of_client(id, version, by)
            before = claim.lines.get(number)
            line = self._line(command, before.day if before else None)
            claim.change(number, line, command.what, by=by)
            self._refer(command.files, claim.client_id)
            return self._log.record(claim, by=by, key=key)

        return self._log.once(by, key, decide)

    def remove(
        self,
        id: UUID,
        number: int,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Take a line away; raises NotFound, Stale, and as `Claim.remove`."""

        def decide() -> Receipt:
            claim = self._handling.of_client(id, version, by)
            claim.remove(number, by=by)
            return self._log.record(claim, by=by, key=key)

        return self._log.once(by, key, decide)

    def take(
        self,
        id: UUID,
        command: TakeDays,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Take over recorded days of the inspection, with their documents.

        Raises:
            NotFound, Stale: of the claim.
            DaysMissing, NoRecordedCosts, DayHasNoMoney: there is nothing to take over.
            Refusal: what `Claim.take` raises.
        """

        def decide() -> Receipt:
            claim = self._handling.of_client(id, version, by)
            claim.take(self._recorded(claim, command.days), by=by)
            return self._log.record(claim, by=by, key=key)

        return self._log.once(by, key, decide)

    def discard(
        self,
        id: UUID,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Throw a draft away; raises NotFound, Stale, ClaimNotNow."""

        def decide() -> Receipt:
            claim = self._handling.of_client(id, version, by)
            claim.discard(by=by, today=self._clock.today())
            due = self._handling.moved_on(claim, by)
            return self._log.record(claim, *due, by=by, key=key)

        return self._log.once(by, key, decide)

    def keep(self, id: UUID, name: str, content: bytes, *, by: Actor) -> UUID:
        """Take a document in that shows a line, and return its id.

        Raises:
            NotFound: the claim is none of the actor's.
            BadDocument, NoRoomForDocuments: see `Documents.keep`.
        """
        claim = self._handling.of_client(id, None, by)
        return self._documents.keep(claim.client_id, name, content)

    def reckon(self, principal: int, since: date, until: date) -> Interest:
        """Reckon interest; records nothing. Raises as `interest`."""
        rates, today = self._rates.current(), self._clock.today()
        return interest(principal, since, until, rates, today=today)

    def _line(self, command: PutLine, day: date | None = None) -> ClaimLine:
        reckoned = command.interest and self.reckon(
            command.interest.principal, command.interest.since, command.interest.until
        )
        return ClaimLine(
            kind=command.kind,
            kopecks=reckoned.kopecks if reckoned else command.kopecks,
            files=tuple(dict.fromkeys(command.files)),
            day=day,
            interest=reckoned,
        )

    def _recorded(
        self, claim: Claim, days: Sequence[date]
    ) -> list[tuple[ClaimLine, str]]:
        if not days:
            raise DaysMissing
        book = claim.inspection and self._log.find(
            CostBook, CostBook.create_id(claim.inspection)
        )
        if not book or set(days) - set(book.days):
            raise NoRecordedCosts
        found: list[tuple[ClaimLine, str]] = []
        for day in sorted(set(days)):
            amounts, note, files = book.days[day]
            taken = taken_from(amounts)
            if not taken:
                raise DayHasNoMoney(days=[day])
            for one in taken:
                kopecks = one.roubles * KOPECKS
                line = ClaimLine(kind=one.kind, kopecks=kopecks, files=files, day=day)
                found.append((line, note or ""))
        return found

    def _refer(self, files: Sequence[UUID], client_id: UUID) -> None:
        for file in files:
            self._documents.refer(file, client_id)

    def _free_id(self, about: UUID | None) -> UUID:
        """The id of the next claim about something.

        Raises:
            ClaimedAlready: the one before is not gone.
        """
        turn = 1
        while about and (found := self._log.find(Claim, Claim.id_of(about, turn))):
            if found.status not in GONE:
                raise ClaimedAlready(claim=found.id)
            turn += 1
        return Claim.id_of(about or UUID(int=0), turn)
