"""Puts on paper what officers did, and sends it in the correspondence of the case (I8).

A job: an officer on a phone does not wait for it, and what breaks off is done again. It
becomes one paper however often it is tried, since its id follows from the event.
"""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from application.evidence import FilesUnavailable
from application.exchange import Correspondence, Enclosures
from application.log import EventLog, Unavailable
from application.paper.ports import Due, DuePapers, Press, Sheet, Sources
from application.ports import Clock
from domain.errors import Stale
from domain.exchange import Enclosure, Kind, Letter, Message, Part, Party, Thread
from domain.kernel import Actor, Aggregate, Role
from domain.paper import Paper, PaperKind, Template, Templates

PAPERS = Actor(id="system:papers", role=Role.SYSTEM)
AT_ONCE = 20
PAUSE = timedelta(minutes=5)
"""Until what went wrong is tried again."""
DECIDES = frozenset(
    {
        PaperKind.DECISION,
        PaperKind.ACT,
        PaperKind.ORDER,
        PaperKind.APPEAL_DECISION,
        PaperKind.APPEAL_REFUSAL,
        PaperKind.SUSPENSION_DECISION,
    }
)

logger = logging.getLogger(__name__)


class Papers:
    """The job of papers; any number of workers may do it.

    Args:
        log: where they are recorded.
        clock: tells the day.
        templates: their words.
        due: what is to be put on paper.
        sources: what it says.
        press: makes the file.
        enclosures: keep it.
        correspondence: sends it.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        templates: Templates,
        due: DuePapers,
        sources: Sources,
        press: Press,
        enclosures: Enclosures,
        correspondence: Correspondence,
    ) -> None:
        self._log = log
        self._clock = clock
        self._templates = templates
        self._due = due
        self._sources = sources
        self._press = press
        self._enclosures = enclosures
        self._correspondence = correspondence
        self._again: dict[UUID, datetime] = {}

    def issue_due(self) -> int:
        """Issue what is due; returns the position of the last paper, 0 for none.

        One that cannot be made keeps nobody else's from being made.
        """
        last, now = 0, self._clock.now()
        for due in self._due.due(AT_ONCE, self._waiting(now)):
            try:
                last = max(last, self.issue(due))
            except (Unavailable, FilesUnavailable):
                raise
            except Stale:
                # Another worker was quicker, or somebody wrote the first message of the
                # case meanwhile: the next look will see.
                continue
            except Exception:
                logger.exception("paper %s was not made", due.id)
                self._again[due.id] = now + PAUSE
        return last

    def _waiting(self, now: datetime) -> list[UUID]:
        """Those that went wrong a little while ago."""
        self._again = {id: at for id, at in self._again.items() if at > now}
        return list(self._again)

    def issue(self, due: Due) -> int:
        """Issue one paper; 0 when it is there, or nobody to send it to."""
        if self._log.find(Paper, due.id) is not None:
            return 0
        sheet = self._sources.of(due)
        if sheet is None:
            return 0
        template = self._templates.newest(sheet.template)
        content = self._press.print(template, sheet, due.id)
        file = self._enclosures.take(
            sheet.file,
            content,
            client_id=due.client_id,
            owner=due.authority,
            by=due.by,
        )
        try:
            return self._send(due, sheet, template, file)
        except Unavailable:
            raise  # it may be recorded all the same
        except BaseException:
            self._enclosures.drop(file.id)
            raise

    def _send(self, due: Due, sheet: Sheet, template: Template, file: Enclosure) -> int:
        written = self._written(due, sheet, file.id)
        (message,) = (one for one in written if isinstance(one, Message))
        paper = Paper.issue(
            client_id=due.client_id,
            authority=due.authority,
            kind=due.kind,
            case=due.case,
            case_id=due.case_id,
            made_of=due.made_of,
            template=template.name,
            template_version=template.version,
            thread=message.thread,
            message=message.id,
            file=file.id,
            sha256=file.sha256,
            on=self._clock.today(),
            by=due.by,
        )
        return self._log.record(paper, *written, by=PAPERS).position

    def _written(self, due: Due, sheet: Sheet, file: UUID) -> tuple[Aggregate, ...]:
        kind = Kind.DECISION if due.kind in DECIDES else Kind.FILE
        letter = Letter(kind=kind, text="", basis=due.address)
        thread = due.thread or Thread.of_case(due.address)
        if self._log.find(Thread, thread) is not None:
            return self._correspondence.write(thread, letter, [file], by=due.by)
        return self._correspondence.compose(
            client_id=due.client_id,
            about=due.address,
            title=sheet.title,
            parties=(
                Party.of(due.client_id, Part.CLIENT),
                Party.of(due.authority, Part.BODY),
            ),
            letter=letter,
            files=[file],
            id=thread,
            by=due.by,
        )
