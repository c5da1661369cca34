"""What the commands of appeals ask of the rest of the service (I9)."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol
from uuid import UUID

from domain.appeal import Ordered, Part, Subject
from domain.kernel import Actor, Aggregate
from domain.redress import ByAppeal


class Linked(NamedTuple):
    """A document, or a page that shows something.

    Attributes:
        title: what it is, in words that are translated.
        address: of it.
    """

    title: str
    address: str


class FlagSeen(NamedTuple):
    """A red flag of an inspection, with what shows it.

    Attributes:
        key: of the flag.
        shown_by: addresses.
    """

    key: str
    shown_by: tuple[str, ...] = ()


class SubjectCard(NamedTuple):
    """What is known here of a thing that may be appealed.

    Attributes:
        subject: what the appeal would be against.
        client_id: who may appeal it.
        officers: ids of those whose decision or conduct it is.
        documents: of it.
        flags: seen in it.
        inspection: id of the inspection it belongs to; None: to none.
    """

    subject: Subject
    client_id: UUID
    officers: tuple[str, ...] = ()
    documents: tuple[Linked, ...] = ()
    flags: tuple[FlagSeen, ...] = ()
    inspection: UUID | None = None


class Appealable(Protocol):
    """Finds what an appeal can be against."""

    def find(self, address: str, *, by: Actor) -> SubjectCard:
        """The thing at an address, e.g. "/inspections/…" or "/inspections/…#act".

        Raises:
            NothingToAppeal: there is none, or it is none of the actor's.
        """
        ...

    def card(self, subject: Subject) -> SubjectCard | None:
        """What is known of it now, for whoever may read the appeal; None: no more."""
        ...


class TookPart(Protocol):
    """Who did what in a thing."""

    def in_(self, subject: Subject) -> Sequence[Part]:
        """What persons of the state did in any stream of it; empty for one outside."""
        ...


class WordedEffect(NamedTuple):
    """An effect of a decision with what it says in words; "" where it says nothing."""

    ordered: Ordered
    words: str


class Effects(Protocol):
    """Changes what is appealed; what it returns is recorded with the decision.

    What it cannot change any more is refused (`domain.redress.EffectImpossible`), so
    that no decision is made whose effect would be missing.
    """

    def carry_out(
        self,
        subject: Subject,
        effects: Sequence[WordedEffect],
        *,
        appeal: ByAppeal,
        by: Actor,
    ) -> tuple[Aggregate, ...]:
        """What a decision orders; an appeal outside the service changes nothing."""
        ...

    def suspend(
        self, subject: Subject, *, appeal: ByAppeal, by: Actor
    ) -> tuple[Aggregate, ...]:
        """Let what is appealed stand still."""
        ...

    def resume(
        self, subject: Subject, *, appeal: ByAppeal, by: Actor
    ) -> tuple[Aggregate, ...]:
        """Let it go on."""
        ...

    def decide(
        self,
        subject: Subject,
        effects: Sequence[WordedEffect],
        *,
        suspended: bool,
        appeal: ByAppeal,
        by: Actor,
    ) -> tuple[Aggregate, ...]:
        """Both at once, `resume` where it was suspended and then `carry_out`.

        An aggregate that both change comes back once.
        """
        ...


class AppealsKnown(Protocol):
    """What appeals need to know of clients and bodies."""

    def region_of(self, client_id: UUID) -> str | None:
        """Region of a client, two digits; None: it is not known."""
        ...

    def is_authority(self, organisation: UUID) -> bool:
        """Whether an organisation is a body that decides appeals here."""
        ...

    def is_control_kind(self, name: str) -> bool:
        """Whether the register has requirements of a kind of control."""
        ...
