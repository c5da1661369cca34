"""Beginning, interrupting and finishing an execution; renewing what came of one."""

from collections.abc import Callable
from uuid import UUID

from pydantic import Field

from application.access import Action, allow
from application.log import EventLog, Key, Receipt, check_version
from application.ports import Clock, ListFacts, Premises
from domain.algorithm import (
    Algorithm,
    AlgorithmStatus,
    AlgorithmVersion,
    AlgorithmWithdrawn,
    algorithm_id,
)
from domain.errors import NotFound
from domain.execution import (
    About,
    Execution,
    ExecutionConfirmation,
    Force,
    NoSuchPlace,
    changes,
)
from domain.kernel import Actor, Value
from domain.profile import Profile
from domain.requirement import Code


class StartExecution(Value):
    """Begin to carry an algorithm out.

    Attributes:
        algorithm: code.
        place: id of one of the premises; null: for the whole business.
        object: what else it is about, in your words, e.g. whose employment.
    """

    algorithm: Code = Field(examples=["ALG-001"])
    place: UUID | None = None
    object: str | None = Field(
        default=None, max_length=300, examples=["Повар, принят 1 ноября"]
    )


class Executions:
    """The commands on an execution as a whole; whoever acts for the client.

    Every command on an existing one takes its id and, where the caller has read it
    before, its version; it raises NotFound for what is not the caller's and Stale for
    another version, besides what its decision raises.
    """

    def __init__(
        self, log: EventLog, clock: Clock, facts: ListFacts, premises: Premises
    ) -> None:
        self._log = log
        self._clock = clock
        self._facts = facts
        self._premises = premises

    def start(
        self,
        client_id: UUID,
        command: StartExecution,
        *,
        by: Actor,
        key: Key | None = None,
    ) -> Receipt:
        """Begin.

        Raises:
            NotFound: there is no such algorithm.
            AlgorithmWithdrawn: it is not to be followed any more.
            NoSuchPlace: the place is not among the client's premises.
            AlgorithmNotForYou, AlgorithmHasCircle: see `Execution.start`.
        """
        allow(by, Action.EXECUTE, of=client_id)

        def decide() -> Receipt:
            execution = Execution.start(
                client_id=client_id,
                algorithm=command.algorithm,
                version=self._in_use(command.algorithm),
                about=self._about(client_id, command.place, command.object),
                profile=self._profile(client_id),
                by=by,
                today=self._clock.today(),
            )
            return self._log.record(execution, by=by, key=key)

        return self._log.once(by, key, decide)

    def renew(
        self,
        id: UUID,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Begin again for a confirmation: only what lapsed or is about to.

        Raises:
            NothingToRenew, ConfirmationOver: see `ExecutionConfirmation.carried`.
        """
        allow(by, Action.EXECUTE)

        def decide() -> Receipt:
            old = self._log.load(ExecutionConfirmation, id)
            allow(by, Action.EXECUTE, of=old.client_id)
            check_version(old, version)
            followed = self._log.load(Execution, old.execution).content
            used = self._in_use(old.algorithm)
            today = self._clock.today()
            doubtful = changes(followed, used.content).steps
            execution = Execution.start(
                client_id=old.client_id,
                algorithm=old.algorithm,
                version=used,
                about=self._about(old.client_id, old.about.place, old.about.object),
                profile=self._profile(old.client_id),
                carried=old.carried(used.content, doubtful, today),
                renews=old.id,
                by=by,
                today=today,
            )
            return self._log.record(execution, by=by, key=key)

        return self._log.once(by, key, decide)

    def pause(
        self, id: UUID, *, by: Actor, key: Key | None = None, version: int | None = None
    ) -> Receipt:
        """Interrupt it."""
        return self._change(id, lambda one: one.pause(by=by), by, key, version)

    def resume(
        self, id: UUID, *, by: Actor, key: Key | None = None, version: int | None = None
    ) -> Receipt:
        """Go on."""
        return self._change(id, lambda one: one.resume(by=by), by, key, version)

    def abandon(
        self, id: UUID, *, by: Actor, key: Key | None = None, version: int | None = None
    ) -> Receipt:
        """Not go on with it."""
        return self._change(id, lambda one: one.abandon(by=by), by, key, version)

    def follow(
        self, id: UUID, *, by: Actor, key: Key | None = None, version: int | None = None
    ) -> Receipt:
        """Go on with the version of the algorithm that is in use now."""

        def decide(execution: Execution) -> None:
            execution.follow(self._in_use(execution.algorithm), by=by)

        return self._change(id, decide, by, key, version)

    def finish(
        self, id: UUID, *, by: Actor, key: Key | None = None, version: int | None = None
    ) -> Receipt:
        """Be done with it; gives the confirmation, which takes a renewed one's place.

        Raises:
            AlgorithmChanged, AlgorithmWithdrawn: it is not what is asked for any more.
            StepsOpen, NothingConfirmed: see `ExecutionConfirmation.issue`.
        """
        allow(by, Action.EXECUTE)

        def decide() -> Receipt:
            execution = self._own(id, by, version)
            used = self._in_use(execution.algorithm)
            today, client_id = self._clock.today(), execution.client_id
            confirmation_id = ExecutionConfirmation.create_id(execution.id)
            execution.finish(confirmation=confirmation_id, by=by, today=today)
            execution.check_current(used)
            profile, subjects = self._facts.subjects(
                client_id, execution.content.guarantees
            )
            about = execution.about
            confirmation = ExecutionConfirmation.issue(
                execution,
                subjects=subjects,
                profile=profile,
                guarantees=used.is_approved,
                about=self._about(client_id, about.place, about.object),
                by=by,
                today=today,
            )
            changed = [execution, confirmation, *self._renewed(confirmation, by)]
            return self._log.record(*changed, by=by, key=key)

        return self._log.once(by, key, decide)

    def _renewed(
        self, confirmation: ExecutionConfirmation, by: Actor
    ) -> list[ExecutionConfirmation]:
        if confirmation.renews is None:
            return []
        old = self._log.load(ExecutionConfirmation, confirmation.renews)
        if old.force in {Force.RENEWED, Force.WITHDRAWN}:
            return []
        old.supersede(confirmation.id, by=by)
        return [old]

    def _change(
        self,
        id: UUID,
        decide: Callable[[Execution], None],
        by: Actor,
        key: Key | None,
        version: int | None,
    ) -> Receipt:
        allow(by, Action.EXECUTE)

        def change() -> Receipt:
            execution = self._own(id, by, version)
            decide(execution)
            return self._log.record(execution, by=by, key=key)

        return self._log.once(by, key, change)

    def _own(self, id: UUID, by: Actor, version: int | None) -> Execution:
        execution = self._log.load(Execution, id)
        allow(by, Action.EXECUTE, of=execution.client_id)
        self._profile(execution.client_id)
        return check_version(execution, version)

    def _in_use(self, code: str) -> AlgorithmVersion:
        algorithm = self._log.find(Algorithm, algorithm_id(code))
        if algorithm is None:
            raise NotFound
        if algorithm.status is AlgorithmStatus.WITHDRAWN:
            raise AlgorithmWithdrawn
        return algorithm.in_use

    def _profile(self, client_id: UUID) -> Profile:
        """What is known of the client, unless it was forgotten."""
        return self._facts.subjects(client_id, ())[0]

    def _about(self, client_id: UUID, place: UUID | None, object: str | None) -> About:
        name, address = None, None
        if place:
            known = self._premises.places(client_id)
            if place not in known:
                raise NoSuchPlace
            name, address = known[place]
        return About(
            place=place,
            place_name=name,
            address=address or None,
            object=object.strip() or None if object else None,
        )
