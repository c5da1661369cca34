"""The ombudsman is invited to a case, takes part in it, and goes (I9, I10)."""

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from application.access import Action, allow
from application.client import living_client
from application.exchange import Correspondence
from application.log import EventLog, Key, Receipt, check_version
from application.ombudsman.commands import (
    Advise,
    AskBothSides,
    DeclineInvitation,
    InviteOmbudsman,
    LeaveInspection,
)
from application.ombudsman.ports import CasesHelpedIn, HelpedCase, OmbudsmanOffices
from application.ports import Clock
from domain.errors import NotFound
from domain.exchange import Kind as MessageKind
from domain.exchange import Letter, Part, Party, Thread
from domain.kernel import Actor, Aggregate, Role
from domain.ombudsman import Case, CaseKind, OfficeNotChosen, Participation, Status

TITLES: Final[Mapping[CaseKind, str]] = {
    CaseKind.INSPECTION: "Уполномоченный по защите прав предпринимателей в проверке",
    CaseKind.APPEAL: "Уполномоченный по защите прав предпринимателей: жалоба",
}
"""What the correspondence is called; in the language in which it is kept."""
ROLES: Final[Mapping[CaseKind, tuple[Role, ...]]] = {
    CaseKind.INSPECTION: (Role.INSPECTOR, Role.HEAD),
    CaseKind.APPEAL: (Role.APPEALS_OFFICER, Role.HEAD),
}
"""As whom people write for the body: of an appeal, those who decide it."""


class Ombudsmen:
    """The commands of both who invite and who are invited.

    Args:
        log: where it is recorded.
        clock: tells the day.
        cases: to which an ombudsman can be invited, by their kind.
        correspondence: in which the three write.
        offices: who can be invited.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        cases: Mapping[CaseKind, CasesHelpedIn],
        correspondence: Correspondence,
        offices: OmbudsmanOffices,
    ) -> None:
        self._log = log
        self._clock = clock
        self._cases = cases
        self._correspondence = correspondence
        self._offices = offices

    def invite(
        self, case: Case, command: InviteOmbudsman, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Invite an office, as the client or whoever may invite for it.

        Args:
            case: to which.
            command: whom, and what for.
            by: who invites.
            key: of the command.

        Returns:
            A receipt that names the participation.

        Raises:
            NotFound: the case is none of the actor's.
            NoInteraction: nobody meets the business in it.
            TooLateToInvite: it is over.
            OfficeNotChosen: there are several offices, or none.
            InvitedAlready: the invitation stands.
        """

        def decide() -> Receipt:
            found = self._of_client(case, by)
            self._cases[case.kind].check_open(case.id)
            office, today = self._office(command.office), self._clock.today()
            same = Participation.id_in(case.id, office)
            known = self._log.find(Participation, same)
            if known is None:
                known = Participation.invite(
                    client_id=found.client_id,
                    case=case,
                    authority=found.authority,
                    office=office,
                    wish=command.wish,
                    by=by,
                    today=today,
                )
            else:
                known.invite_again(command.wish, by=by, today=today)
            return self._log.record(known, by=by, key=key)

        return self._log.once(by, key, decide)

    def withdraw(
        self, id: UUID, *, by: Actor, key: Key | None = None, version: int | None = None
    ) -> Receipt:
        """Take an invitation back; what the office saw it sees no more.

        Args:
            id: of the participation.
            by: who acts for the client.
            key: of the command.
            version: that the actor read.

        Raises:
            NotFound, Stale: of the participation.
        """

        def decide() -> Receipt:
            taking = self._log.load(Participation, id)
            self._of_client(taking.case, by)
            check_version(taking, version)
            gone = self._gone(taking, by)
            taking.withdraw(by=by, today=self._clock.today())
            return self._log.record(taking, *gone, by=by, key=key)

        return self._log.once(by, key, decide)

    def accept(
        self, id: UUID, *, by: Actor, key: Key | None = None, version: int | None = None
    ) -> Receipt:
        """Take part: the case opens, and a correspondence with both sides.

        Raises:
            NotFound, Stale: of the participation.
            NotWaiting: the invitation was answered or taken back.
        """

        def act(taking: Participation) -> tuple[Aggregate, ...]:
            thread = self._thread(taking, by)
            taking.accept(thread=thread.id, by=by, today=self._clock.today())
            return (thread,)

        return self._decided(id, act, by, key, version)

    def decline(
        self,
        id: UUID,
        command: DeclineInvitation,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Take no part; raises as `accept`, and ReasonOfDeclineMissing."""

        def act(taking: Participation) -> tuple[Aggregate, ...]:
            taking.decline(command.reason, by=by, today=self._clock.today())
            return ()

        return self._decided(id, act, by, key, version)

    def advise(
        self,
        id: UUID,
        command: Advise,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Give an opinion; it goes to both sides in the correspondence.

        Raises:
            NotFound, Stale: of the participation.
            TakesNoPart, OpinionMissing: see `Participation.advise`.
            Refusal: what the correspondence says of the files.
        """

        def act(taking: Participation) -> tuple[Aggregate, ...]:
            taking.check_opinion(command.opinion)
            written = self._written(
                taking, MessageKind.STATEMENT, command.opinion, by, command
            )
            taking.advise(
                command.opinion,
                files=command.files,
                message=written[0].id,
                by=by,
                today=self._clock.today(),
            )
            return written

        return self._decided(id, act, by, key, version)

    def ask(
        self, id: UUID, command: AskBothSides, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Ask a question in the correspondence; both sides can answer it there.

        Returns:
            A receipt that names the message.

        Raises:
            NotFound: the participation is none of the actor's.
            TakesNoPart: the office does not take part.
            MessageEmpty: nothing is asked.
        """

        def decide() -> Receipt:
            taking = self._of_office(id, by)
            taking.check_takes_part()
            written = self._written(taking, MessageKind.REQUEST, command.question, by)
            return self._log.record(*written, by=by, key=key)

        return self._log.once(by, key, decide)

    def leave(
        self,
        id: UUID,
        command: LeaveInspection,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Take no more part; the case closes for the office at once.

        Raises:
            NotFound, Stale: of the participation.
            TakesNoPart: it does not take part.
        """

        def act(taking: Participation) -> tuple[Aggregate, ...]:
            taking.check_takes_part()
            gone = self._gone(taking, by)
            taking.leave(command.reason, by=by, today=self._clock.today())
            return gone

        return self._decided(id, act, by, key, version)

    def _decided(
        self,
        id: UUID,
        act: Callable[[Participation], tuple[Aggregate, ...]],
        by: Actor,
        key: Key | None,
        version: int | None,
    ) -> Receipt:
        def decide() -> Receipt:
            taking = self._of_office(id, by)
            check_version(taking, version)
            besides = act(taking)
            return self._log.record(taking, *besides, by=by, key=key)

        return self._log.once(by, key, decide)

    def _of_office(self, id: UUID, by: Actor) -> Participation:
        """What an office may answer; raises NotFound."""
        allow(by, Action.ADVISE_AS_OMBUDSMAN)
        taking = self._log.load(Participation, id)
        allow(by, Action.ADVISE_AS_OMBUDSMAN, of=taking.office)
        living_client(self._log, taking.client_id)
        return taking

    def _of_client(self, case: Case, by: Actor) -> HelpedCase:
        found = self._cases.get(case.kind)
        if found is None:
            raise NotFound
        return found.of_client(case.id, by)

    def _office(self, wanted: UUID | None) -> UUID:
        known = [one.id for one in self._offices.offices()]
        if wanted is None and len(known) == 1:
            return known[0]
        if wanted not in known:
            raise OfficeNotChosen
        return wanted

    def _thread(self, taking: Participation, by: Actor) -> Thread:
        """The correspondence with both sides: the one there was, or a new one."""
        office = Party.of(taking.office, Part.OMBUDSMAN)
        if taking.thread is not None:
            thread = self._log.load(Thread, taking.thread)
            thread.join(office, by=by)
            return thread
        return Thread.begin(
            client_id=taking.client_id,
            about=address(taking),
            title=TITLES[taking.case.kind],
            parties=(
                Party.of(taking.client_id, Part.CLIENT),
                Party.of(taking.authority, Part.BODY, roles=ROLES[taking.case.kind]),
                office,
            ),
            by=by,
        )

    def _gone(self, taking: Participation, by: Actor) -> tuple[Aggregate, ...]:
        """The correspondence without the office, when it took part in it."""
        if taking.status is not Status.TAKES_PART or taking.thread is None:
            return ()
        thread = self._log.load(Thread, taking.thread)
        thread.leave(taking.office, by=by)
        return (thread,)

    def _written(
        self,
        taking: Participation,
        kind: MessageKind,
        text: str,
        by: Actor,
        command: Advise | None = None,
    ) -> tuple[Aggregate, ...]:
        if taking.thread is None:
            raise NotFound
        return self._correspondence.write(
            taking.thread,
            Letter(kind=kind, text=text, basis=address(taking)),
            command.files if command else (),
            by=by,
        )


def address(taking: Participation) -> str:
    """The page on which everybody in the correspondence reads of it."""
    return f"{taking.case.address}/ombudsman"
