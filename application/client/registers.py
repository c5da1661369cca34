"""What state registers say of businesses is taken in: from files, or asked (L7)."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from application.access import Action, allow
from application.client.clients import checked, living
from application.log import EventLog, Key, Receipt
from application.ports import (
    NotInRegister,
    Pseudonyms,
    RegisterUnavailable,
    StateRegister,
)
from domain.client import Client, ClientForgotten, NothingChanged, RegisterAnswer
from domain.errors import NotFound, Stale
from domain.kernel import Actor, Role, Value
from domain.profile import Vocabulary

REGISTERS = Actor(id="system:registers", role=Role.SYSTEM)
"""Who enters what a state register says."""


class Taken(Value):
    """What came of answers of registers.

    Attributes:
        answers: how many there were, one of each business.
        strangers: of businesses that are not here.
        others: whose OGRN is not that of the business with this INN.
        facts: how many became known or changed.
        places: how many are proposed now.
    """

    answers: int = 0
    strangers: int = 0
    others: int = 0
    facts: int = 0
    places: int = 0

    def __add__(self, more: "Taken") -> "Taken":
        mine, theirs = self.model_dump(), more.model_dump()
        return Taken(**{name: mine[name] + theirs[name] for name in mine})


class Checked(Value):
    """What came of asking the registers.

    Attributes:
        receipt: proof; its position is 0 when nothing was new.
        taken: what was new.
        asked: names of the registers that know the business.
        silent: of those that do not.
    """

    receipt: Receipt
    taken: Taken
    asked: tuple[str, ...]
    silent: tuple[str, ...]


class StateRegisters:
    """The commands that take in what registers say."""

    def __init__(
        self,
        log: EventLog,
        pseudonyms: Pseudonyms,
        vocabulary: Vocabulary,
        registers: Sequence[StateRegister],
    ) -> None:
        self._log = log
        self._pseudonyms = pseudonyms
        self._vocabulary = vocabulary
        self._registers = tuple(registers)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the registers that can be asked; empty when none is set up."""
        return tuple(register.name for register in self._registers)

    def take(self, answers: Iterable[RegisterAnswer], *, by: Actor) -> Taken:
        """Take in answers read from a file; scheduled jobs and the command line.

        All of them are checked before the first one is recorded.

        Raises:
            UnknownFact: an answer tells what the vocabulary does not know.
        """
        allow(by, Action.REACT)
        told = list(answers)
        for answer in told:
            self._check(answer)
        return sum((self._take(answer) for answer in told), Taken())

    def ask(self, client_id: UUID, *, by: Actor, key: Key | None = None) -> Checked:
        """Ask every register about one's own business; the client.

        Raises:
            NotFound: there is no register to ask.
            RegisterUnavailable: one does not answer; nothing was taken.
            UnknownFact: one tells what the vocabulary does not know.
        """
        allow(by, Action.KEEP_CLIENT, of=client_id)
        if not self._registers:
            raise NotFound
        client = self._log.load(Client, client_id)
        if client.is_forgotten:
            raise ClientForgotten
        answers, silent = self._answers(client)
        taken: list[Taken] = []

        def decide() -> Receipt:
            found = self._log.load(Client, client_id)
            taken[:] = [_heard(found, answer) for answer in answers]
            return self._log.record(found, by=by, key=key)

        return Checked(
            receipt=self._log.once(by, key, decide),
            taken=sum(taken, Taken()),
            asked=tuple(answer.registry for answer in answers),
            silent=silent,
        )

    def _answers(self, client: Client) -> tuple[list[RegisterAnswer], tuple[str, ...]]:
        answers, silent = [], []
        for register in self._registers:
            try:
                answer = register.ask(client.inn, client.ogrn)
            except NotInRegister:
                silent.append(register.name)
                continue
            if answer.inn != client.inn:
                raise RegisterUnavailable
            self._check(answer)
            answers.append(answer)
        return answers, tuple(silent)

    def _check(self, answer: RegisterAnswer) -> None:
        checked(self._vocabulary, {one.fact: one.value for one in answer.facts})
        for place in answer.places:
            checked(self._vocabulary, {"region": place.region})

    def _take(self, answer: RegisterAnswer) -> Taken:
        _, client = living(self._log, self._pseudonyms, answer.inn)
        if client is None:
            return Taken(answers=1, strangers=1)
        taken = _heard(client, answer)
        try:
            self._log.record(client, by=REGISTERS)
        except Stale:  # the client itself was at work
            return self._take(answer)
        return taken


def _heard(client: Client, answer: RegisterAnswer) -> Taken:
    """What a client learns from an answer; not recorded yet."""
    if answer.ogrn and client.ogrn and answer.ogrn != client.ogrn:
        return Taken(answers=1, others=1)
    before = len(client.pending_events)
    try:
        client.hear(answer, by=REGISTERS)
    except NothingChanged:
        return Taken(answers=1)
    new = list(client.pending_events)[before:]
    facts = sum(isinstance(one, Client.FactsStated) for one in new)
    return Taken(answers=1, facts=facts, places=len(new) - facts)
