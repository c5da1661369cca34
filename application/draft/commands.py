"""What rule developers and registrars may ask of a draft (E1)."""

from collections.abc import Callable
from contextlib import suppress
from typing import Final, Protocol
from uuid import UUID

from pydantic import Field

from application.access import Action, allow
from application.log import EventLog, Key, Receipt, check_version
from application.ports import Clock, Places
from domain.condition import parse
from domain.draft import (
    Adds,
    AdoptedAct,
    Amends,
    CannotBeEntered,
    Degree,
    Draft,
    DraftText,
    Manuscript,
    NoSuchRequirement,
    Proposal,
    Repeals,
    RequirementThereAlready,
    Stage,
    draft_id,
)
from domain.errors import NotFound, Refusal, Stale
from domain.kernel import Actor, Value
from domain.law_term import LawTerms
from domain.profile import Vocabulary
from domain.requirement import (
    CodeTaken,
    NotPublished,
    Requirement,
    Status,
    Text,
    requirement_id,
)

DISCUSSION: Final = {
    Degree.HIGH: "LAW-141",
    Degree.MEDIUM: "LAW-142",
    Degree.LOW: "LAW-143",
}
"""Which rule says how long a draft is discussed at least."""

MOST_DAYS: Final = 250
_ATTEMPTS: Final = 20


class Named(Protocol):
    """Something with a name."""

    @property
    def name(self) -> str:
        """What people call it."""
        ...


class Organisations(Protocol):
    """The organisations of the state."""

    def organisation(self, id: UUID) -> Named | None:
        """One of them; None when there is none."""
        ...


class DraftNumbers(Protocol):
    """Which numbers drafts have."""

    def last_number(self, year: int) -> int:
        """The highest number given out in a year; 0 when there is none."""
        ...


class PublishDraft(Value):
    """Publish what is written.

    Attributes:
        days: working days that clients have; absent: as many as the law says at least.
        because: what changed and why; needed from the second version on.
    """

    days: int | None = Field(default=None, ge=1, le=MOST_DAYS, examples=[20])
    because: Text | None = Field(
        default=None, examples=["По замечаниям сокращён срок хранения журнала"]
    )


class AdoptDraft(Value):
    """Record that the draft became an act.

    Attributes:
        act: as which it was published.
    """

    act: AdoptedAct


class DropDraft(Value):
    """Give the draft up.

    Attributes:
        reason: everybody reads it.
    """

    reason: Text = Field(examples=["Замечания показали, что правило не нужно"])


class Drafts:
    """The commands of drafts: rule developers of the body, and registrars to enter.

    Every command on an existing draft takes its number and, where the caller has read
    it before, its version; it raises NotFound for another body's and Stale for another
    version, besides what its decision raises.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        law: LawTerms,
        places: Places,
        organisations: Organisations,
        numbers: DraftNumbers,
        vocabulary: Vocabulary | None = None,
    ) -> None:
        self._log = log
        self._clock = clock
        self._law = law
        self._places = places
        self._organisations = organisations
        self._numbers = numbers
        self._vocabulary = vocabulary

    def begin(
        self, command: Manuscript, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Begin to write a draft; only its body sees it.

        Raises:
            ConditionNotUnderstood: a condition names what the vocabulary lacks.
        """
        allow(by, Action.DRAFT_RULE)

        def decide() -> Receipt:
            organisation = by.organisation
            found = organisation and self._organisations.organisation(organisation)
            if organisation is None or not found:
                raise NotFound
            self._understand(command)
            begun = Draft.begin(
                command,
                number=self._new_number(),
                organisation=organisation,
                body=found.name,
                by=by,
            )
            return self._log.record(begun, by=by, key=key)

        return self._log.once(by, key, lambda: _again_when_stale(decide))

    def rewrite(
        self,
        number: str,
        command: Manuscript,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Rewrite what is to be published next; what is published stays.

        Raises:
            ConditionNotUnderstood: a condition names what the vocabulary lacks.
        """

        def decide() -> Receipt:
            draft = self._own(by, number, version)
            self._understand(command)
            draft.rewrite(command, by=by)
            return self._log.record(draft, by=by, key=key)

        return self._log.once(by, key, decide)

    def publish(
        self,
        number: str,
        command: PublishDraft,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Publish what is written as the next version.

        Raises:
            NoSuchRequirement: it amends or repeals what the register has not.
            RequirementThereAlready: it adds what the register has.
        """

        def decide() -> Receipt:
            draft = self._own(by, number, version)
            self._must_fit(draft.text)
            today = self._clock.today()
            draft.publish(
                on=today,
                least=self._law.on(DISCUSSION[draft.text.degree], today),
                days=command.days,
                calendar=self._places.at().calendar,
                because=command.because,
                by=by,
            )
            return self._log.record(draft, by=by, key=key)

        return self._log.once(by, key, decide)

    def adopt(
        self,
        number: str,
        command: AdoptDraft,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Record that the last version became an act."""

        def decide() -> Receipt:
            draft = self._own(by, number, version)
            draft.adopt(act=command.act, on=self._clock.today(), by=by)
            return self._log.record(draft, by=by, key=key)

        return self._log.once(by, key, decide)

    def drop(
        self,
        number: str,
        command: DropDraft,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Give the draft up."""

        def decide() -> Receipt:
            draft = self._own(by, number, version)
            draft.drop(reason=command.reason, on=self._clock.today(), by=by)
            return self._log.record(draft, by=by, key=key)

        return self._log.once(by, key, decide)

    def enter(
        self,
        number: str,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Take what an adopted draft proposes over into the register; a registrar.

        All of it in one transaction, by the register's own decisions.

        Raises:
            CannotBeEntered: the register refuses one of the requirements.
        """
        allow(by, Action.KEEP_REGISTER)

        def decide() -> Receipt:
            draft = self._log.load(Draft, draft_id(number), version)
            if draft.stage is Stage.WRITING:
                raise NotFound
            draft.enter(on=self._clock.today(), by=by)
            proposals = draft.text.proposals
            known = self._register(proposals)
            changed = [
                _entered(one, known.get(requirement_id(one.code)), draft, by)
                for one in proposals
            ]
            return self._log.record(draft, *changed, by=by, key=key)

        return self._log.once(by, key, decide)

    def _own(self, by: Actor, number: str, version: int | None) -> Draft:
        allow(by, Action.DRAFT_RULE)
        draft = self._log.load(Draft, draft_id(number))
        allow(by, Action.DRAFT_RULE, of=draft.organisation)
        return check_version(draft, version)

    def _new_number(self) -> str:
        year = self._clock.today().year
        following = self._numbers.last_number(year) + 1
        # The read model may be a moment behind the log.
        while self._log.find(Draft, draft_id(f"{year}-{following}")):
            following += 1
        return f"{year}-{following}"

    def _understand(self, manuscript: Manuscript) -> None:
        for one in manuscript.proposals:
            if not isinstance(one, Repeals):
                parse(one.proposed.condition.as_json, self._vocabulary)

    def _must_fit(self, text: DraftText) -> None:
        known = self._register(text.proposals)
        for one in text.proposals:
            found = known.get(requirement_id(one.code))
            there = found is not None and found.status is Status.PUBLISHED
            if isinstance(one, Adds) and found is not None:
                raise RequirementThereAlready(requirement=one.code)
            if not isinstance(one, Adds) and not there:
                raise NoSuchRequirement(requirement=one.code)

    def _register(self, proposals: tuple[Proposal, ...]) -> dict[UUID, Requirement]:
        ids = [requirement_id(one.code) for one in proposals]
        return self._log.find_many(Requirement, ids) if ids else {}


def _again_when_stale(decide: Callable[[], Receipt]) -> Receipt:
    """Somebody else may take the same number at the same moment."""
    for _ in range(_ATTEMPTS - 1):
        with suppress(Stale):
            return decide()
    return decide()


def _entered(
    proposal: Proposal, found: Requirement | None, draft: Draft, by: Actor
) -> Requirement:
    assert draft.act is not None  # noqa: S101 - only what was adopted is entered
    try:
        return _brought(proposal, found, draft.act, by)
    except Refusal as refusal:
        raise CannotBeEntered(
            requirement=proposal.code, why=refusal.title, refused=refusal.code
        ) from None


def _brought(
    proposal: Proposal, found: Requirement | None, act: AdoptedAct, by: Actor
) -> Requirement:
    match proposal:
        case Adds(code=code, proposed=proposed):
            if found is not None:
                raise CodeTaken(code=code)
            drafted = Requirement.draft(code=code, content=proposed.adopted(act), by=by)
            drafted.publish(by=by)
            return drafted
        case Amends(proposed=proposed) if found:
            found.amend(content=proposed.adopted(act), by=by)
            return found
        case Repeals(from_day=from_day, reason=reason) if found:
            day = act.in_force_from or from_day
            found.repeal(from_day=day, reason=reason, by=by)
            return found
    raise NotPublished
