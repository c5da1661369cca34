"""Puts declarations up again when what they rest on changed (L4)."""

from collections.abc import Iterable
from uuid import UUID

from application.log import EventLog
from application.ports import Clock, Declarations, ListFacts
from domain.applicability import Declaration, Subject, Why, what_changed_it
from domain.client import Client
from domain.errors import NotFound, Stale
from domain.kernel import Actor, Event, Role
from domain.profile import FactValue, Profile
from domain.requirement import Requirement

RECONFIRM = Actor(id="system:reconfirm", role=Role.SYSTEM)


class Reconfirmations:
    """Puts declarations up for re-confirmation when what they rest on changed (L4).

    One that is contested stays so: what changes is noted, and looked at when the body
    drops its contest. So is what changes while the requirement is suspended. A new
    version need not be noted: it is still there then.
    """

    on = (
        Requirement.Amended,
        Requirement.Resumed,
        Client.FactsStated,
        Client.PremisesFactsStated,
        Client.PremisesOpened,
        Declaration.Declared,
        Declaration.DeclaredAgain,
        Declaration.Reconfirmed,
        Declaration.ContestDropped,
        Declaration.ContestAnnulled,
    )

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        facts: ListFacts,
        declarations: Declarations,
    ) -> None:
        self._log = log
        self._clock = clock
        self._facts = facts
        self._declarations = declarations

    def react(self, happened: Event) -> None:
        """Do what follows from one event; read models are at least that far."""
        match happened:
            case Requirement.Amended() | Requirement.Resumed():
                self._look_at(
                    self._declarations.on_requirement(happened.originator_id), {}
                )
            case Client.FactsStated() | Client.PremisesFactsStated():
                client_id = happened.originator_id
                self._look_at(
                    self._declarations.of_client(client_id), dict(happened.facts)
                )
            case Client.PremisesOpened():
                self._look_at(
                    self._declarations.of_client(happened.originator_id),
                    {"object:premises": True},
                )
            case _:
                # The version that it names may have been amended before; facts that
                # it rests on may have changed while it was contested.
                self._look_at([happened.originator_id], {})

    def look_at_outdated(self) -> int:
        """Look at declarations on versions that gave way as days went by.

        And at those with a change noted, whose requirement may be back in force.

        Returns:
            How many there were.
        """
        ids = list(self._declarations.outdated(self._clock.today()))
        self._look_at(ids, {})
        return len(ids)

    def _look_at(self, ids: Iterable[UUID], changed: dict[str, FactValue]) -> None:
        for id in ids:
            try:
                self._look_at_one(id, changed)
            except Stale:
                self._look_at_one(id, changed)

    def _look_at_one(self, id: UUID, changed: dict[str, FactValue]) -> None:
        declaration = self._log.find(Declaration, id)
        if declaration is None or not declaration.is_in_effect:
            return
        try:
            profile, subjects = self._facts.subjects(
                declaration.client_id, [declaration.requirement]
            )
        except NotFound:
            return
        self._decide(
            declaration, profile, subjects.get(declaration.requirement), changed
        )
        self._log.record(declaration, by=RECONFIRM)

    def _decide(
        self,
        declaration: Declaration,
        profile: Profile,
        subject: Subject | None,
        changed: dict[str, FactValue],
    ) -> None:
        if subject is None:
            own = {f: v for f, v in changed.items() if f in declaration.rests_on}
            declaration.note_change(own, by=RECONFIRM)
            return
        touched = what_changed_it(
            declaration, subject, profile, declaration.noted | changed
        )
        if declaration.is_under_contest:
            declaration.note_change(touched, by=RECONFIRM)
        elif subject.version > declaration.requirement_version:
            declaration.put_up(
                why=Why.NEW_VERSION,
                requirement_version=subject.version,
                facts={},
                by=RECONFIRM,
            )
        elif touched:
            declaration.put_up(
                why=Why.PROFILE_CHANGED,
                requirement_version=subject.version,
                facts=touched,
                by=RECONFIRM,
            )
