"""A business says what an inspection took from it, and rates its tools (I11, I12)."""

from datetime import date
from uuid import UUID

from application.burden.commands import RateTools, RecordDay
from application.inspection import Handling
from application.log import EventLog, Key, Receipt
from application.ports import Clock, Documents
from domain.burden import CostBook, DayNotRecorded, NotRatedYet, Tool, ToolRatings
from domain.inspection import Power
from domain.kernel import Actor


class Burdens:
    """The commands of whoever acts for the client in an inspection."""

    def __init__(
        self, log: EventLog, clock: Clock, handling: Handling, documents: Documents
    ) -> None:
        self._log = log
        self._clock = clock
        self._handling = handling
        self._documents = documents

    def keep(self, id: UUID, name: str, content: bytes, *, by: Actor) -> UUID:
        """Take a file in that shows what a day took, and return its id.

        Raises:
            NotFound: the inspection is none of the actor's.
            BadDocument, NoRoomForDocuments: see `Documents.keep`.
        """
        inspection = self._handling.of_client(id, by, Power.COUNT)
        return self._documents.keep(inspection.client_id, name, content)

    def record(
        self, id: UUID, command: RecordDay, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Say what a day of an inspection took.

        Args:
            id: of the inspection.
            command: the day.
            by: who acts for the client.
            key: of the command.

        Raises:
            NotFound: the inspection, or one of the files, is none of the actor's.
            Refusal: what `CostBook.record` raises.
        """

        def decide() -> Receipt:
            inspection = self._handling.of_client(id, by, Power.COUNT)
            order = inspection.current
            book = self._log.find(CostBook, CostBook.create_id(id)) or CostBook.begin(
                client_id=inspection.client_id,
                inspection=id,
                authority=inspection.authority,
                control_kind=order.control_kind,
                kind=order.kind,
                ordered_on=inspection.ordered_on,
                by=by,
            )
            book.record(
                command.day,
                command.amounts,
                note=command.note,
                files=command.files,
                by=by,
                today=self._clock.today(),
            )
            for file in command.files:
                self._documents.refer(file, inspection.client_id)
            return self._log.record(book, by=by, key=key)

        return self._log.once(by, key, decide)

    def remove(
        self, id: UUID, day: date, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Take back what was said of a day; raises NotFound, DayNotRecorded."""

        def decide() -> Receipt:
            self._handling.of_client(id, by, Power.COUNT)
            book = self._log.find(CostBook, CostBook.create_id(id))
            if book is None:
                raise DayNotRecorded
            book.remove(day, by=by)
            return self._log.record(book, by=by, key=key)

        return self._log.once(by, key, decide)

    def rate(
        self, id: UUID, command: RateTools, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Rate tools of an inspection, at any stage of it.

        Raises:
            NotFound: the inspection is none of the actor's.
            NothingRated: no tool is rated.
        """

        def decide() -> Receipt:
            inspection = self._handling.of_client(id, by, Power.RATE)
            order = inspection.current
            ratings = self._log.find(
                ToolRatings, ToolRatings.create_id(id)
            ) or ToolRatings.begin(
                client_id=inspection.client_id,
                inspection=id,
                authority=inspection.authority,
                control_kind=order.control_kind,
                kind=order.kind,
                by=by,
            )
            ratings.rate(command.ratings, stage=inspection.stage, by=by)
            return self._log.record(ratings, by=by, key=key)

        return self._log.once(by, key, decide)

    def take_back(
        self, id: UUID, tool: Tool, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Rate a tool no more; raises NotFound, NotRatedYet."""

        def decide() -> Receipt:
            self._handling.of_client(id, by, Power.RATE)
            ratings = self._log.find(ToolRatings, ToolRatings.create_id(id))
            if ratings is None:
                raise NotRatedYet
            ratings.take_back(tool, by=by)
            return self._log.record(ratings, by=by, key=key)

        return self._log.once(by, key, decide)
