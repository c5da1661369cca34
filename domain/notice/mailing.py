"""One happening told to everybody whom it concerns: a notice each, once (L8, R3).

A mailing is begun with what there is to tell, goes through the businesses in the order
of their ids, a portion an event, and is finished. A portion names whom it tells what
and why, and how far it came: a mailing that was broken off goes on there, and of two
workers at the same portion one loses the race and tells nobody.

Each client of each `Told` of each `Mailed` is one notice. Its recipient: the client;
its key: `Mailing.key`; template, its version and `about`: of Begun; basis: the law of
Begun, else the consent `consent_id(client, told.consent)`. Its words follow from the
subjects and the concerns, so that they are kept once for all whom they concern.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID, uuid5

from eventsourcing.domain import event
from pydantic import Field

from domain.condition import Verdict
from domain.consent import Scope
from domain.errors import RuleBroken
from domain.kernel import Actor, Aggregate, Value
from domain.requirement import Code, Day

_MAILINGS = UUID("5a0a3f0e-6d3b-5c1d-9f0e-2f5d7b8c4a11")

CHANGES = "changes"
"""Template of a notice about requirements and drafts: informing, needs no consent."""
HELP = "help"
"""Template of a notice about an offered algorithm: proactive, rests on a consent."""


class MailingOver(RuleBroken):
    code = "mailing-over"
    title = "Everybody whom this concerns was told already"


class What(StrEnum):
    """What happened to a requirement, or is about to.

    COMING, ENDING: nothing was recorded, a day comes near that was known long before.
    """

    NEW = "new"
    AMENDED = "amended"
    CORRECTED = "corrected"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    REPEALED = "repealed"
    COMING = "coming"
    ENDING = "ending"


class RequirementChange(Value):
    """Something about a requirement of the register.

    Attributes:
        what: of which kind.
        code: of the requirement.
        version: the one whose condition says whom it concerns.
        before: the version that held or was to hold until then, where there is one: it
            concerns also those whom only that one concerned.
        day: from which it is so; of ENDING the last day; of REPEALED and SUSPENDED the
            first day without it.
    """

    kind: Literal["requirement"] = "requirement"
    what: What
    code: Code
    version: int
    before: int | None = None
    day: Day


class DraftChange(Value):
    """What a draft that may be discussed would do to one requirement.

    Attributes:
        number, version: of the draft.
        effect: adds, amends or repeals.
        code: of the requirement.
        closes: the last day of the discussion.
    """

    kind: Literal["draft"] = "draft"
    number: str
    version: int
    effect: Literal["adds", "amends", "repeals"]
    code: Code
    closes: Day


class HelpOffered(Value):
    """An algorithm that a body offers to a group of a survey (C3).

    Attributes:
        offer, survey: ids.
        requirement: code.
        algorithm: code.
    """

    kind: Literal["help"] = "help"
    offer: UUID
    survey: UUID
    requirement: Code
    algorithm: str


Subject = Annotated[
    RequirementChange | DraftChange | HelpOffered, Field(discriminator="kind")
]


class Concern(Value):
    """That a subject concerns a business, and why.

    Attributes:
        of: its place among the mailing's subjects.
        verdict: applies, or unknown: may apply.
        because: what the condition asks, as far as that decided: atoms such as
            "object:lift" or "okved:56", with "-" in front where it must not be so;
            empty: it is for everybody. Of a verdict unknown: what is not known.
        ceased: it concerned the business by the version before, and will not any more.
    """

    of: int
    verdict: Verdict
    because: tuple[str, ...] = ()
    ceased: bool = False


class Told(Value):
    """One and the same notice to several businesses.

    Attributes:
        clients: ids, rising.
        concerns: what concerns them, in the order of the mailing's subjects.
        consent: on what kind of consent it rests (`consent_id(client, consent)` is
            its id); None: informing, which needs none.
    """

    clients: tuple[UUID, ...]
    concerns: tuple[Concern, ...]
    consent: Scope | None = None


class Portion(Value):
    """The next businesses of a mailing.

    Attributes:
        through: id of the last that was looked at.
        told: whom of them to tell, what and why.
    """

    through: UUID
    told: tuple[Told, ...]


class Window(Value):
    """What a mailing about changes covers: the part of the log since the last one.

    Attributes:
        number: of the mailing, from 1.
        after, until: places in the log; (after, until].
        day: on which it was begun; days that come near are counted from here.
    """

    number: int
    after: int
    until: int
    day: Day


class Mailing(Aggregate):
    """Telling everybody whom something concerns."""

    class Begun(Aggregate.Created):
        """There is something to tell.

        Attributes:
            name: which it is, e.g. "changes/12"; with it the id is always the same.
            template, template_version: of the notices.
            about: path of the page where a recipient reads all of it.
            law: id of the rule by which they are informed; None: of those alone who
                consented.
            subjects: what is told.
            window: of a mailing about changes; None of an offer.
            expected: how many businesses may have to be told, at most.
        """

        name: str
        template: str
        template_version: int
        about: str
        law: str | None
        subjects: tuple[Subject, ...]
        window: Window | None
        expected: int

    class Mailed(Aggregate.Event):
        """The next businesses are told: each row of `told` is a notice to each of its.

        Attributes:
            through: the id up to which everybody was looked at.
            told: whom, what and why.
        """

        through: UUID
        told: tuple[Told, ...]

    class Finished(Aggregate.Event):
        """Everybody was looked at.

        Attributes:
            clients: how many were told.
        """

        clients: int

    @classmethod
    def about_changes(
        cls,
        window: Window,
        subjects: Sequence[Subject],
        *,
        law: str,
        template_version: int,
        expected: int,
        by: Actor,
    ) -> "Mailing":
        """Begin to tell what changed in a part of the log.

        One mailing per number, so that two workers never begin the same one.
        """
        return cls(
            name=f"{CHANGES}/{window.number}",
            template=CHANGES,
            template_version=template_version,
            about=f"/changes/{window.number}",
            law=law,
            subjects=tuple(subjects),
            window=window,
            expected=expected,
            by=by,
        )

    @classmethod
    def about_offer(
        cls, offered: HelpOffered, *, template_version: int, expected: int, by: Actor
    ) -> "Mailing":
        """Begin to tell of an offer those who want to hear of such; once per offer."""
        return cls(
            name=f"{HELP}/{offered.offer}",
            template=HELP,
            template_version=template_version,
            about=f"/algorithms/{offered.algorithm}",
            law=None,
            subjects=(offered,),
            window=None,
            expected=expected,
            by=by,
        )

    @property
    def key(self) -> str:
        """What a notice of it is known by, once per recipient."""
        return mailing_key(self.id)

    def tell(self, portion: Portion, *, by: Actor) -> None:
        """Tell the next businesses.

        Raises:
            MailingOver: it was finished.
        """
        self._must_go_on()
        self._tell(through=portion.through, told=portion.told, by=by)

    def finish(self, *, by: Actor) -> None:
        """Say that everybody was told.

        Raises:
            MailingOver: it was finished before.
        """
        self._must_go_on()
        self._finish(clients=self.told, by=by)

    def _must_go_on(self) -> None:
        if self.is_finished:
            raise MailingOver

    @staticmethod
    def create_id(name: str) -> UUID:
        """One mailing per name: the primary key enforces it."""
        return mailing_id(name)

    @event(Begun)
    def __init__(
        self,
        name: str,
        template: str,
        template_version: int,
        about: str,
        law: str | None,
        subjects: tuple[Subject, ...],
        window: Window | None,
        expected: int,
        by: Actor,
    ) -> None:
        self.template = template
        self.subjects = subjects
        self.window = window
        self.after: UUID | None = None
        self.told = 0
        self.is_finished = False

    @event(Mailed)
    def _tell(self, through: UUID, told: tuple[Told, ...], by: Actor) -> None:
        self.after = through
        self.told += sum(len(one.clients) for one in told)

    @event(Finished)
    def _finish(self, clients: int, by: Actor) -> None:
        self.is_finished = True


def mailing_id(name: str) -> UUID:
    """The id of the mailing with this name, e.g. "changes/12"."""
    return uuid5(_MAILINGS, name)


def mailing_key(id: UUID) -> str:
    """What a notice of a mailing is known by, once per recipient."""
    return f"mailing/{id}"
