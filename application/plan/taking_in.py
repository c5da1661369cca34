"""Takes in what the state's register of inspections says of known businesses."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple
from uuid import UUID

from application.access import Action, allow
from application.client.clients import living
from application.log import EventLog
from application.plan.planning import own
from application.ports import Pseudonyms
from domain.client import BadInn, Client
from domain.client.numbers import INN_DIGITS, inn_of
from domain.kernel import Actor, Value
from domain.plan import RegisterEntry, RegisterRecord
from domain.profile import ClientKind

PORTION: Final = 500
MOST_FAULTS: Final = 500


class RegisterRow(NamedTuple):
    """One record of a file.

    Attributes:
        row: which one of the file, from 1.
        inn: of who is checked; natural persons' are masked with asterisks.
        entry: what it says; None when it cannot be read.
        fault: what is wrong with it, in a word; "" when nothing is.
    """

    row: int
    inn: str
    entry: RegisterEntry | None
    fault: str = ""


class RowFault(Value):
    """A record that was left out.

    Attributes:
        row: which one of the file, from 1.
        why: "masked", "bad_inn", or the field that cannot be read.
    """

    row: int
    why: str


class TakenIn(Value):
    """What came of a file.

    Attributes:
        position: of the last new event; 0 when there is none.
        read: records in the file.
        new: that the service had not.
        amended: that say something else now.
        same: that say what they said.
        strangers: about businesses that the service does not know; nothing of them is
            kept.
        faults: records that were left out, at most 500.
        left_out: how many were.
    """

    position: int = 0
    read: int = 0
    new: int = 0
    amended: int = 0
    same: int = 0
    strangers: int = 0
    faults: tuple[RowFault, ...] = ()
    left_out: int = 0


class RegisterImport:
    """Takes a file in, portion by portion; again it changes nothing."""

    def __init__(self, log: EventLog, pseudonyms: Pseudonyms) -> None:
        self._log = log
        self._pseudonyms = pseudonyms

    def take_in(self, rows: Iterable[RegisterRow], *, by: Actor) -> TakenIn:
        """Keep what records say of businesses that the service knows.

        Args:
            rows: of a file, in order; read as they are wanted.
            by: an officer.

        Raises:
            NotFound: the actor plans nothing.
            RegisterFileUnreadable: from the reader; what came before it is kept.
        """
        allow(by, Action.KEEP_PLAN)
        report = TakenIn()
        for portion in _portions(rows):
            report = self._take(portion, report, by)
        return report

    def _take(self, rows: Sequence[RegisterRow], report: TakenIn, by: Actor) -> TakenIn:
        faults = [RowFault(row=one.row, why=why) for one in rows if (why := _why(one))]
        good = [one for one in rows if not _why(one)]
        clients = self._clients({one.inn for one in good})
        ours = [(clients[one.inn], one.entry) for one in good if one.inn in clients]
        kept = {
            RegisterRecord.create_id(client_id, own(by), entry): (client_id, entry)
            for client_id, entry in ours
            if entry
        }
        found = self._log.find_many(RegisterRecord, list(kept))
        changed: list[RegisterRecord] = []
        new = 0
        for id, (client_id, entry) in kept.items():
            record = found.get(id)
            if record is None:
                new += 1
                record = RegisterRecord.take_in(
                    entry, client_id=client_id, authority=own(by), by=by
                )
            else:
                record.amend(entry, by=by)
            if record.pending_events:
                changed.append(record)
        position = report.position
        if changed:
            position = self._log.record(*changed, by=by).position
        return TakenIn(
            position=position,
            read=report.read + len(rows),
            new=report.new + new,
            amended=report.amended + len(changed) - new,
            same=report.same + len(ours) - len(changed),
            strangers=report.strangers + len(good) - len(ours),
            faults=(*report.faults, *faults)[:MOST_FAULTS],
            left_out=report.left_out + len(faults),
        )

    def _clients(self, inns: Iterable[str]) -> dict[str, UUID]:
        """Ids of the businesses with these INNs, those that the service knows."""
        ids = {self._pseudonyms.of("inn", inn): inn for inn in inns}
        known = self._log.find_many(Client, list(ids))
        found = {}
        for id, client in known.items():
            inn = ids[id]
            if not client.is_forgotten:
                found[inn] = id
                continue
            again, living_one = living(self._log, self._pseudonyms, inn)
            if living_one is not None:
                found[inn] = again
        return found


def _why(row: RegisterRow) -> str:
    """Why a record is left out; "" when it is not."""
    if row.fault:
        return row.fault
    if "*" in row.inn:
        return "masked"
    is_entity = len(row.inn) <= INN_DIGITS[ClientKind.LE]
    try:
        inn_of(row.inn, ClientKind.LE if is_entity else ClientKind.IE)
    except BadInn:
        return "bad_inn"
    return ""


def _portions(rows: Iterable[RegisterRow]) -> Iterator[list[RegisterRow]]:
    left = iter(rows)
    while portion := list(islice(left, PORTION)):
        yield portion
