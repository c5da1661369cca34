"""What the commands of appeals share: who may, their terms, their letters (I9)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from application.access import Action, allow
from application.appeal.ports import AppealsKnown, TookPart
from application.client import living_client
from application.exchange import Correspondence
from application.log import EventLog, check_version
from application.ports import Clock, Places
from domain.appeal import (
    Appeal,
    AppealPower,
    AppealRepresentation,
    AppealTerms,
    Law,
    MayNotSign,
    Part,
)
from domain.errors import NotFound
from domain.exchange import Kind, Letter, Message, Party
from domain.exchange import Part as Side
from domain.kernel import Actor, Aggregate, Role
from domain.redress import ByAppeal
from domain.term import Pause, Reckoning

DECIDING: Final = (Role.APPEALS_OFFICER, Role.HEAD)
"""As whom people of a body deal with appeals."""


class AppealHandling:
    """Loads appeals for those who may have them, and writes in their correspondence.

    Args:
        log: knows them.
        clock: tells the day.
        law: the numbers of the law.
        places: where terms run.
        known: tells where clients are.
        took_part: knows who did what in what is appealed.
        correspondence: of both sides.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        law: Law,
        places: Places,
        known: AppealsKnown,
        took_part: TookPart,
        correspondence: Correspondence,
    ) -> None:
        self._log = log
        self._clock = clock
        self._law = law
        self._places = places
        self._known = known
        self._took_part = took_part
        self._correspondence = correspondence

    def terms(self, appeal: Appeal) -> AppealTerms:
        """The terms of an appeal, where its client is."""
        place = self._places.at(self._known.region_of(appeal.client_id))
        return AppealTerms(self._law, place, appeal.matter.kind, appeal.control_kind)

    def going_on(self, appeal: Appeal, at: datetime) -> Reckoning:
        """The term to decide when the clock, which stands, goes on at an instant."""
        decision = _term(appeal)
        if appeal.awaited is None:
            return decision
        pauses = (*appeal.pauses, Pause(since=appeal.awaited[0], until=at))
        return self.terms(appeal).gone_on(decision, pauses, appeal.main)

    def extended(self, appeal: Appeal, days: int) -> Reckoning:
        """The term to decide, longer by working days; raises ExtensionTooLong."""
        return self.terms(appeal).extended(_term(appeal), days)

    def load(self, id: UUID) -> Appeal:
        """An appeal, for the service itself; raises NotFound."""
        appeal = self._log.load(Appeal, id)
        living_client(self._log, appeal.client_id)
        return appeal

    def of_client(
        self, id: UUID, version: int | None, by: Actor, power: AppealPower | None
    ) -> Appeal:
        """An appeal, for its client and whoever has this power from it; None: any.

        Raises:
            NotFound: it is none of the actor's.
            MayNotSign: the actor sees it, and has not the power to sign.
            Stale: it has moved on since `version`.
        """
        allow(by, Action.APPEAL)
        appeal = self.load(id)
        if not self.is_client(appeal, by):
            named = self.representation(id, by.id)
            if named is None or not named.sees(self._clock.today()):
                raise NotFound
            if power is not None and not named.may(power, self._clock.today()):
                raise MayNotSign if power is AppealPower.SIGN else NotFound
        return check_version(appeal, version)

    def of_body(self, id: UUID, version: int | None, by: Actor) -> Appeal:
        """An appeal that was sent, for the body that decides it.

        Raises:
            NotFound: it is none of the actor's.
            Stale: it has moved on since `version`.
        """
        appeal = self.load(id)
        allow(by, Action.DECIDE_APPEAL, of=appeal.authority)
        if not appeal.is_sent:
            raise NotFound
        return check_version(appeal, version)

    def of_officer(self, id: UUID, version: int | None, by: Actor) -> Appeal:
        """An appeal, for the officer whose it is, who took no part in what is appealed.

        Raises:
            NotFound, Stale: as `of_body`.
            NotYourAppeal: another has it, or nobody.
            TookPartInIt: the officer took part.
        """
        appeal = self.of_body(id, version, by)
        appeal.check_officer(self.parts(appeal), by)
        return appeal

    def of_explaining(self, id: UUID, version: int | None, by: Actor) -> Appeal:
        """An appeal about which the body was asked, for whoever explains.

        Raises:
            NotFound: nothing is asked of the actor's body.
            Stale: it has moved on since `version`.
        """
        appeal = self.load(id)
        allow(by, Action.EXPLAIN_APPEALED, of=appeal.authority)
        if not appeal.questions:
            raise NotFound
        return check_version(appeal, version)

    def representation(self, id: UUID, person: str) -> AppealRepresentation | None:
        """What a person may do in an appeal; None: it was never named."""
        same = AppealRepresentation.create_id(id, person)
        return self._log.find(AppealRepresentation, same)

    def check_read(self, appeal: Appeal) -> None:
        """See that the body opened what the client sent; raises AppealNotRead."""
        sent = self._log.find_many(Message, appeal.submitted)
        body = appeal.authority
        appeal.check_read([one.id for one in sent.values() if body in one.opened])

    def parts(self, appeal: Appeal) -> Sequence[Part]:
        """Who did what in what is appealed."""
        return self._took_part.in_(appeal.matter)

    @staticmethod
    def is_client(appeal: Appeal, by: Actor) -> bool:
        """Whether somebody acts for the client itself."""
        return by.role is Role.CLIENT and by.organisation == appeal.client_id

    def side(self, appeal: Appeal, by: Actor) -> Party | None:
        """As whom a representative writes and reads; None: as the client itself."""
        if self.is_client(appeal, by):
            return None
        return Party.representing(UUID(by.id), appeal.client_id)

    def from_client(
        self, appeal: Appeal, text: str, files: Sequence[UUID], by: Actor
    ) -> tuple[Aggregate, ...]:
        """A message of the client to the body, first; not recorded yet."""
        letter = self.letter(Kind.STATEMENT, appeal.id, text)
        sender = self.side(appeal, by)
        return self._correspondence.write(
            thread(appeal), letter, files, sender=sender, by=by
        )

    def from_body(
        self, appeal: Appeal, kind: Kind, text: str, by: Actor
    ) -> tuple[Aggregate, ...]:
        """A message of the body to the client, first; not recorded yet."""
        letter = self.letter(kind, appeal.id, text)
        body = parties(appeal.client_id, _authority(appeal))[1]
        return self._correspondence.write(thread(appeal), letter, sender=body, by=by)

    @staticmethod
    def letter(kind: Kind, id: UUID, text: str) -> Letter:
        """A message in the correspondence of an appeal."""
        return Letter(kind=kind, text=text.strip(), basis=address(id))


def address(id: UUID) -> str:
    """Of the page of an appeal."""
    return f"/appeals/{id}"


def thread(appeal: Appeal) -> UUID:
    """The correspondence of an appeal that was sent; raises NotFound."""
    if appeal.thread is None:
        raise NotFound
    return appeal.thread


def parties(client_id: UUID, authority: UUID) -> tuple[Party, Party]:
    """The two sides of an appeal; inspectors are not of those who decide."""
    return (
        Party.of(client_id, Side.CLIENT),
        Party.of(authority, Side.BODY, roles=DECIDING),
    )


def by_appeal(appeal: Appeal) -> ByAppeal:
    """An appeal, as what it changes names it."""
    return ByAppeal(appeal=appeal.id, number=appeal.number)


def _authority(appeal: Appeal) -> UUID:
    if appeal.authority is None:
        raise NotFound
    return appeal.authority


def _term(appeal: Appeal) -> Reckoning:
    if appeal.decision is None:
        raise NotFound
    return appeal.decision
