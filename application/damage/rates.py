"""An administrator keeps the table of the key rate up to date (I9)."""

from application.access import Action, allow
from application.damage.commands import EnterKeyRate
from application.log import EventLog, Key, Receipt
from domain.damage import KeyRate, RateRecord
from domain.kernel import Actor


class KeyRateCommands:
    """The commands of the table; all are an administrator's."""

    def __init__(self, log: EventLog) -> None:
        self._log = log

    def enter(
        self,
        command: EnterKeyRate,
        *,
        by: Actor,
        key: Key | None = None,
    ) -> Receipt:
        """Enter the rate that holds from a day on; what was before stays for its days.

        Args:
            command: what it is, and since when.
            by: the administrator.
            key: of the command.

        Raises:
            KeyRateUnchanged, KeyRateBackwards: see `RateRecord.correct`.
            Stale: somebody else entered it meanwhile.
        """
        allow(by, Action.KEEP_LAW)

        def decide() -> Receipt:
            said = command.model_dump(exclude={"reason"})
            record = self._entered(KeyRate(**said), command.reason, by)
            return self._log.record(record, by=by, key=key)

        return self._log.once(by, key, decide)

    def _entered(self, rate: KeyRate, reason: str, by: Actor) -> RateRecord:
        record = self._log.find(RateRecord, RateRecord.create_id(rate.since))
        if record is None:
            return RateRecord.enter(rate, reason=reason, by=by)
        record.correct(rate, reason=reason, by=by)
        return record
