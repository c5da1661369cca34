"""A client evaluates a rule: keeps a draft, sends, revises, takes back (E1, E2)."""

from collections.abc import Callable
from uuid import UUID, uuid4

from pydantic import Field

from application.access import Action, allow
from application.log import EventLog, Key, Receipt
from application.ports import Clock, EvaluatedRule, EvaluatedRules, Segments
from domain.errors import Stale
from domain.evaluation import (
    ClashWithItself,
    QuoteNotThere,
    Said,
    Subject,
    SubjectChanged,
    SubjectKind,
    UnknownClash,
    Voice,
    WindowClosed,
)
from domain.kernel import Actor, Value


class EvaluateRule(Value):
    """Say what you think of a rule.

    Attributes:
        kind: a requirement in force, or a draft.
        code: its name.
        version: the version that the client has read.
        said: everything; it takes the place of what was said before.
    """

    kind: SubjectKind = SubjectKind.REQUIREMENT
    code: str = Field(min_length=1, max_length=64, examples=["REQ-FIRE-001"])
    version: int = Field(ge=1, le=100_000, examples=[1])
    said: Said = Field(examples=[{"clarity": 4, "yearly": {"hours": 6}}])

    @property
    def subject(self) -> Subject:
        """What is evaluated."""
        return Subject(kind=self.kind, code=self.code, version=self.version)


class SendEvaluation(EvaluateRule):
    """Send it.

    Attributes:
        is_named: whether the developer of the rule may see the client's name with it.
    """

    is_named: bool = False


class Evaluations:
    """The commands of clients who evaluate."""

    def __init__(
        self, log: EventLog, clock: Clock, rules: EvaluatedRules, segments: Segments
    ) -> None:
        self._log = log
        self._clock = clock
        self._rules = rules
        self._segments = segments

    def save(
        self,
        client_id: UUID,
        command: EvaluateRule,
        *,
        by: Actor,
        key: Key | None = None,
    ) -> Receipt:
        """Keep a draft of one's own; nobody else sees it.

        Raises:
            SubjectChanged: the rule changed after the client read it.
            WindowClosed: the time to evaluate is over.
            QuoteNotThere, ClashWithItself, UnknownClash: what is said does not fit.
        """
        allow(by, Action.EVALUATE, of=client_id)

        def decide() -> Receipt:
            self._segments.of_client(client_id)  # a forgotten client has none
            self.check(command)
            voice = self._voice(client_id, command.subject)
            if voice is None:
                voice = Voice.begin(
                    command.subject, command.said, client_id=client_id, by=by
                )
            else:
                voice.save(command.said, by=by)
            return self._log.record(voice, by=by, key=key)

        return self._log.once(by, key, decide)

    def send(
        self,
        client_id: UUID,
        command: SendEvaluation,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Send an evaluation, or send it again in place of the first.

        Raises:
            SubjectChanged, WindowClosed, QuoteNotThere, ClashWithItself, UnknownClash:
                as for `save`.
            NothingSaid, TooOften: see `Voice.send`.
        """
        allow(by, Action.EVALUATE, of=client_id)

        def decide() -> Receipt:
            segment = self._segments.of_client(client_id)
            self.check(command)
            voice = self._voice(client_id, command.subject, version)
            if voice is None:
                voice = Voice.begin(
                    command.subject, command.said, client_id=client_id, by=by
                )
            voice.send(
                command.said,
                segment=segment.model_dump_json(),
                content=uuid4(),
                is_named=command.is_named,
                by=by,
                today=self._clock.today(),
            )
            return self._log.record(voice, by=by, key=key)

        return self._log.once(by, key, decide)

    def withdraw(
        self,
        id: UUID,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Take an evaluation back; the client."""
        return self._step(
            id, lambda voice: voice.withdraw(by=by), by=by, key=key, version=version
        )

    def give_name(
        self,
        id: UUID,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Consent to be named with one evaluation; the client."""
        return self._step(
            id, lambda voice: voice.give_name(by=by), by=by, key=key, version=version
        )

    def take_name_back(
        self,
        id: UUID,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Do not consent any more; the name is shown nowhere from now on."""
        return self._step(
            id,
            lambda voice: voice.take_name_back(uuid4(), by=by),
            by=by,
            key=key,
            version=version,
            at_any_time=True,
        )

    def _step(
        self,
        id: UUID,
        step: Callable[[Voice], None],
        *,
        by: Actor,
        key: Key | None,
        version: int | None,
        at_any_time: bool = False,
    ) -> Receipt:
        def decide() -> Receipt:
            allow(by, Action.EVALUATE)
            voice = self._log.load(Voice, id)
            allow(by, Action.EVALUATE, of=voice.client_id)
            if version is not None:
                _at(voice, version)
            if not at_any_time:
                self._open(voice.of)
            step(voice)
            return self._log.record(voice, by=by, key=key)

        return self._log.once(by, key, decide)

    def _voice(
        self, client_id: UUID, of: Subject, version: int | None = None
    ) -> Voice | None:
        voice = self._log.find(Voice, Voice.create_id(client_id, of))
        if version is not None:
            _at(voice, version)
        return voice

    def _open(self, of: Subject) -> EvaluatedRule:
        """The rule, while its evaluations may still change."""
        rule = self._rules.of(of)
        if of.kind is SubjectKind.DRAFT and not rule.is_open:
            raise WindowClosed
        return rule

    def check(self, command: EvaluateRule) -> None:
        """See that what is said fits the rule of today; refusals as for `save`."""
        rule = self._rules.rule(command.kind, command.code)
        if not rule.is_open:
            raise WindowClosed
        if rule.subject.version != command.version:
            raise SubjectChanged(version=rule.subject.version)
        for place, remark in enumerate(command.said.remarks):
            text = rule.passages.get(remark.place)
            if text is None or _plain(remark.quote) not in _plain(text):
                raise QuoteNotThere(remark=place + 1)
        named = [clash.requirement for clash in command.said.clashes]
        if command.kind is SubjectKind.REQUIREMENT and command.code in named:
            raise ClashWithItself
        if unknown := self._rules.unknown(named):
            raise UnknownClash(requirements=unknown)


def _plain(text: str) -> str:
    """A text as people compare it: spaces and line breaks are all the same."""
    return " ".join(text.split())


def _at(voice: Voice | None, version: int) -> None:
    now = voice.version if voice else 0
    if now != version:
        raise Stale(version=now)
