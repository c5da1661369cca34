"""A client confirms what it is, what happens to it, and what is in its list (L3).

What was confirmed is kept for ever; when what it rests on changes, it is put up again
beside what was confirmed.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from uuid import UUID, uuid5

from eventsourcing.domain import event

from domain.condition import Verdict
from domain.errors import Invalid, RuleBroken, Stale
from domain.kernel import Actor, Aggregate, Citation
from domain.profile import FactValue

STANDARD = Citation(act="Стандарт «Государство для бизнеса»", at="п. 4.7")

_CONFIRMATIONS = UUID("c4e4b2f8-3a0e-5d0c-8c6f-6a1b1d7b5e02")

Facts = Mapping[str, FactValue]


class ThingKind(StrEnum):
    """What can be confirmed."""

    SITUATION = "life_situation"
    SEGMENT = "segment"
    REQUIREMENT = "requirement"


class ConfirmationStatus(StrEnum):
    """Where a confirmation stands.

    TO_LOOK_AT: something changed; what was confirmed before is kept.
    """

    GIVEN = "given"
    TO_LOOK_AT = "to_look_at"
    TAKEN_BACK = "taken_back"


class WhyAgain(StrEnum):
    """Why a confirmation is put up again."""

    NEW_VERSION = "new_version"
    VERDICT_CHANGED = "verdict_changed"
    FACTS_CHANGED = "facts_changed"
    OFFERED_NO_MORE = "offered_no_more"


class AlreadyConfirmed(RuleBroken):
    code = "already-confirmed"
    title = "You have confirmed exactly this already"


class NothingToConfirm(Invalid):
    code = "nothing-to-confirm"
    title = "Say of one thing at least whether it is so"
    about = "facts"


class NotConfirmed(RuleBroken):
    code = "not-confirmed"
    title = "You have taken this confirmation back"


class VerdictNotKnown(RuleBroken):
    """Facts: `requirements`, the codes of those."""

    code = "verdict-not-known"
    title = (
        "Whether this is about you is not known yet: answer the open questions first"
    )
    about = "requirements"
    source = STANDARD


class ConfirmedVersionChanged(Stale):
    code = "confirmed-version-changed"
    title = "This was changed after you opened it: look at it again"
    about = "number"


class Confirmation(Aggregate):
    """One client's word on one thing: a situation, a segment or a requirement."""

    class Event(Aggregate.Event):
        client_id: UUID

    class Given(Aggregate.Created):
        """The client confirmed.

        Attributes:
            kind, code: the thing.
            number: the version it was given on.
            verdict: of a requirement, what the list said then.
            facts: of a requirement, those that gave the verdict; of a situation or a
                segment, those that the client said, right or corrected.
            corrected: keys of those that are otherwise than was proposed.
            on: the day.
        """

        client_id: UUID
        kind: ThingKind
        code: str
        number: int
        verdict: Verdict | None
        facts: dict[str, FactValue]
        corrected: tuple[str, ...]
        on: date

    class GivenAgain(Event):
        """The client looked again and confirmed; fields as in Given."""

        number: int
        verdict: Verdict | None
        facts: dict[str, FactValue]
        corrected: tuple[str, ...]
        on: date

    class PutUp(Event):
        """Something changed: the client is asked to look again.

        Attributes:
            why: what changed.
            number: the newest version.
            verdict: of a requirement, what the list says now.
            facts: that changed, as they are now.
        """

        why: WhyAgain
        number: int
        verdict: Verdict | None
        facts: dict[str, FactValue]

    class TakenBack(Event):
        """The client says no longer so."""

        on: date

    @classmethod
    def give(
        cls,
        *,
        client_id: UUID,
        kind: ThingKind,
        code: str,
        number: int,
        verdict: Verdict | None,
        facts: Facts,
        corrected: tuple[str, ...],
        by: Actor,
        today: date,
    ) -> "Confirmation":
        """Confirm for the first time; arguments as the fields of Given.

        Source:
            Стандарт «Государство для бизнеса», п. 4.7.
        """
        return cls(
            client_id=client_id,
            kind=kind,
            code=code,
            number=number,
            verdict=verdict,
            facts=dict(facts),
            corrected=corrected,
            on=today,
            by=by,
        )

    def give_again(
        self,
        *,
        number: int,
        verdict: Verdict | None,
        facts: Facts,
        corrected: tuple[str, ...],
        by: Actor,
        today: date,
    ) -> None:
        """Confirm anew; arguments as the fields of Given.

        Raises:
            AlreadyConfirmed: exactly this is confirmed.
        """
        same = (number, verdict, dict(facts)) == (
            self.number,
            self.verdict,
            self.facts,
        )
        if same and self.status is ConfirmationStatus.GIVEN:
            raise AlreadyConfirmed(confirmation=self.id)
        self._give_again(
            client_id=self.client_id,
            number=number,
            verdict=verdict,
            facts=dict(facts),
            corrected=corrected,
            on=today,
            by=by,
        )

    def put_up(
        self,
        *,
        why: WhyAgain,
        number: int,
        verdict: Verdict | None,
        facts: Facts,
        by: Actor,
    ) -> None:
        """Ask the client to look again.

        Raises:
            NotConfirmed: there is nothing in effect to look at.
        """
        if self.status is not ConfirmationStatus.GIVEN:
            raise NotConfirmed
        self._put_up(
            client_id=self.client_id,
            why=why,
            number=number,
            verdict=verdict,
            facts=dict(facts),
            by=by,
        )

    def take_back(self, *, by: Actor, today: date) -> None:
        """Say that it is no longer so.

        Raises:
            NotConfirmed: it was taken back before.
        """
        if self.status is ConfirmationStatus.TAKEN_BACK:
            raise NotConfirmed
        self._take_back(client_id=self.client_id, on=today, by=by)

    @property
    def is_given(self) -> bool:
        return self.status is ConfirmationStatus.GIVEN

    @staticmethod
    def create_id(client_id: UUID, kind: ThingKind, code: str) -> UUID:
        """One per client and thing: the primary key enforces it."""
        return uuid5(_CONFIRMATIONS, f"{client_id}/{ThingKind(kind).value}/{code}")

    @event(Given)
    def __init__(
        self,
        client_id: UUID,
        kind: ThingKind,
        code: str,
        number: int,
        verdict: Verdict | None,
        facts: dict[str, FactValue],
        corrected: tuple[str, ...],
        on: date,
        by: Actor,
    ) -> None:
        self.client_id = client_id
        self.kind = kind
        self.code = code
        self._now(number, verdict, facts)

    @event(GivenAgain)
    def _give_again(
        self,
        client_id: UUID,
        number: int,
        verdict: Verdict | None,
        facts: dict[str, FactValue],
        corrected: tuple[str, ...],
        on: date,
        by: Actor,
    ) -> None:
        self._now(number, verdict, facts)

    @event(PutUp)
    def _put_up(
        self,
        client_id: UUID,
        why: WhyAgain,
        number: int,
        verdict: Verdict | None,
        facts: dict[str, FactValue],
        by: Actor,
    ) -> None:
        self.status = ConfirmationStatus.TO_LOOK_AT

    @event(TakenBack)
    def _take_back(self, client_id: UUID, on: date, by: Actor) -> None:
        self.status = ConfirmationStatus.TAKEN_BACK

    def _now(
        self, number: int, verdict: Verdict | None, facts: dict[str, FactValue]
    ) -> None:
        self.number = number
        self.verdict = verdict
        self.facts = facts
        self.status = ConfirmationStatus.GIVEN


def changed_facts(confirmed: Facts, changed: Facts) -> dict[str, FactValue]:
    """Those of the changed facts that are now otherwise than they were confirmed.

    Args:
        confirmed: by fact key.
        changed: facts that changed, as they are now.
    """
    return {
        fact: value
        for fact, value in changed.items()
        if fact in confirmed and confirmed[fact] != value
    }
