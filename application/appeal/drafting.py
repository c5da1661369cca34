"""A client writes an appeal, signs it and sends it (I9)."""

from collections.abc import Callable
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from application.access import Action, allow
from application.appeal.commands import (
    AddressAppeal,
    BeginAppeal,
    ChangePart,
    WritePoint,
)
from application.appeal.handling import AppealHandling, address, parties
from application.appeal.ports import Appealable, AppealsKnown
from application.appeal.wording import TITLE, appeal_text
from application.client import living_client
from application.exchange import Correspondence
from application.log import EventLog, Key, Receipt
from application.ports import Clock
from domain.appeal import (
    Appeal,
    AppealedBodyMissing,
    AppealedControlUnknown,
    AppealPower,
    DraftPart,
    Form,
    Forms,
    Grounds,
    LearnedMissing,
    Subject,
    SubjectKind,
)
from domain.errors import NotFound
from domain.exchange import Kind, Thread
from domain.kernel import Actor, Aggregate
from domain.term import Reckoning


class Prepared(NamedTuple):
    """An appeal as it would be sent now.

    Attributes:
        authority: to whom.
        form: that it follows.
        learned_on: when the client learned of the matter.
        filing: the term to appeal.
        is_late: whether it is over.
        suspension: until when it is decided whether execution is suspended; None: it
            is not asked for.
        acceptance: until when consideration may be refused.
        decision: until when it is decided.
    """

    authority: UUID
    form: Form
    learned_on: date
    filing: Reckoning
    is_late: bool
    suspension: Reckoning | None
    acceptance: Reckoning
    decision: Reckoning


class AppealDrafts:
    """The commands of whoever writes an appeal; each takes id and version."""

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        known: AppealsKnown,
        appealable: Appealable,
        forms: Forms,
        grounds: Grounds,
        correspondence: Correspondence,
        handling: AppealHandling,
    ) -> None:
        self._log = log
        self._clock = clock
        self._known = known
        self._appealable = appealable
        self._forms = forms
        self._grounds = grounds
        self._correspondence = correspondence
        self._handling = handling

    def begin(
        self, command: BeginAppeal, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Begin a draft; the client itself.

        Raises:
            NotFound: the actor acts for no client.
            NothingToAppeal: there is nothing of the client's at this address.
            OutsideUnnamed, AppealedBodyMissing, AppealedControlUnknown: of a thing
                outside.
        """

        def decide() -> Receipt:
            client_id = self._client(by)
            appeal = Appeal.begin(
                self._matter(command, by),
                client_id=client_id,
                told=command.outside.told if command.outside else None,
                by=by,
                today=self._clock.today(),
            )
            return self._log.record(appeal, by=by, key=key)

        return self._log.once(by, key, decide)

    def address(
        self,
        id: UUID,
        command: AddressAppeal,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Say whose decision it is, of a thing outside; raises as `address_to`."""

        def act(appeal: Appeal) -> None:
            self._check_authority(command.authority)
            self._check_control_kind(command.control_kind)
            appeal.address_to(
                command.authority,
                command.told,
                control_kind=command.control_kind.strip(),
                decided_on=command.decided_on,
                register_number=command.register_number,
                by=by,
            )

        return self._written(id, version, act, by, key)

    def write_point(
        self,
        id: UUID,
        command: WritePoint,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Write a point, or write it anew; raises as `Appeal.write_point`."""

        def act(appeal: Appeal) -> None:
            appeal.write_point(
                command.number,
                ground=command.ground,
                words=command.words,
                leans_on=command.leans_on,
                evidence=command.evidence,
                grounds=self._grounds,
                by=by,
            )

        return self._written(id, version, act, by, key)

    def drop_point(
        self,
        id: UUID,
        number: int,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Take a point out; raises NotADraft, NoSuchAppealPoint."""
        return self._written(
            id, version, lambda one: one.drop_point(number, by=by), by, key
        )

    def change(
        self,
        id: UUID,
        command: ChangePart,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Say another part of the draft; raises as `Appeal.change`."""

        def act(appeal: Appeal) -> None:
            appeal.change(
                command.part,
                command.wish(),
                command.words,
                by=by,
                today=self._clock.today(),
            )

        return self._written(id, version, act, by, key)

    def discard(
        self,
        id: UUID,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Throw the draft away; the client itself. Raises NotADraft."""

        def act(appeal: Appeal) -> None:
            if not self._handling.is_client(appeal, by):
                raise NotFound
            appeal.discard(by=by)

        return self._written(id, version, act, by, key)

    def prepare(self, id: UUID, *, by: Actor) -> Prepared:
        """What would be sent now; nothing is recorded.

        Raises:
            NotFound: it is none of the actor's.
            LearnedMissing: it is not known since when the term runs.
            Refusal: what `Appeal.check_sending` raises.
        """
        appeal = self._handling.of_client(id, None, by, None)
        return self._prepared(appeal, self._clock.now())

    def filing(self, id: UUID, *, by: Actor) -> Reckoning | None:
        """The term to appeal, as far as the draft says; None: not known yet."""
        appeal = self._handling.of_client(id, None, by, None)
        learned = appeal.learned()
        return self._handling.terms(appeal).to_file(learned) if learned else None

    def send(
        self,
        id: UUID,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Sign and send it: it gets its number, and the terms run.

        Raises:
            NotFound: it is none of the actor's.
            MayNotSign: the actor only prepares it.
            Stale: it has moved on since `version`.
            Refusal: what `prepare` raises; of the files.
        """

        def decide() -> Receipt:
            appeal = self._handling.of_client(id, version, by, AppealPower.SIGN)
            return self._log.record(*self._sent(appeal, by), by=by, key=key)

        return self._log.once(by, key, decide)

    def _sent(self, appeal: Appeal, by: Actor) -> tuple[Aggregate, ...]:
        now = self._clock.now()
        ready = self._prepared(appeal, now)
        place = address(appeal.id)
        thread, message, *files = self._correspondence.compose(
            client_id=appeal.client_id,
            about=place,
            title=TITLE,
            parties=parties(appeal.client_id, ready.authority),
            letter=self._handling.letter(
                Kind.STATEMENT, appeal.id, appeal_text(appeal, self._grounds)
            ),
            files=appeal.files(),
            id=Thread.of_case(place),
            sender=self._handling.side(appeal, by),
            by=by,
        )
        named = self._handling.representation(appeal.id, by.id)
        is_own = self._handling.is_client(appeal, by)
        appeal.send(
            form=ready.form.number,
            filing=ready.filing,
            late=ready.is_late,
            learned_on=ready.learned_on,
            document=None if is_own or named is None else named.document,
            suspension=ready.suspension,
            acceptance=ready.acceptance,
            decision=ready.decision,
            thread=thread.id,
            message=message.id,
            at=now,
            by=by,
        )
        return (appeal, thread, message, *files)

    def _prepared(self, appeal: Appeal, now: datetime) -> Prepared:
        appeal.check_draft()
        learned = appeal.learned()
        if learned is None:
            raise LearnedMissing
        terms = self._handling.terms(appeal)
        filing = terms.to_file(learned)
        late = filing.is_late(now)
        authority = appeal.check_sending(filing, late=late)
        suspends = appeal.wants(DraftPart.SUSPENSION)
        return Prepared(
            authority=authority,
            form=self._form(appeal),
            learned_on=learned,
            filing=filing,
            is_late=late,
            suspension=terms.to_suspend(now) if suspends else None,
            acceptance=terms.to_refuse(now),
            decision=terms.to_decide(now),
        )

    def _form(self, appeal: Appeal) -> Form:
        codes = (appeal.points[n].ground for n in sorted(appeal.points))
        chosen = [one for one in map(self._grounds.get, codes) if one is not None]
        return self._forms.of(appeal.matter.kind, chosen)

    def _matter(self, command: BeginAppeal, by: Actor) -> Subject:
        outside = command.outside
        if outside is None:
            return self._appealable.find(command.about or "", by=by).subject
        if outside.authority is not None:
            self._check_authority(outside.authority)
        self._check_control_kind(outside.control_kind)
        return Subject(
            kind=SubjectKind.OUTSIDE,
            authority=outside.authority,
            control_kind=outside.control_kind.strip(),
            decided_on=outside.decided_on,
            register_number=outside.register_number.strip(),
        )

    def _check_authority(self, id: UUID) -> None:
        if not self._known.is_authority(id):
            raise AppealedBodyMissing

    def _check_control_kind(self, name: str) -> None:
        if name.strip() and not self._known.is_control_kind(name.strip()):
            raise AppealedControlUnknown

    def _client(self, by: Actor) -> UUID:
        if by.organisation is None:
            raise NotFound
        allow(by, Action.READ_CLIENT, of=by.organisation)
        living_client(self._log, by.organisation)
        return by.organisation

    def _written(
        self,
        id: UUID,
        version: int | None,
        act: Callable[[Appeal], None],
        by: Actor,
        key: Key | None,
    ) -> Receipt:
        def decide() -> Receipt:
            appeal = self._handling.of_client(id, version, by, AppealPower.PREPARE)
            act(appeal)
            return self._log.record(appeal, by=by, key=key)

        return self._log.once(by, key, decide)
