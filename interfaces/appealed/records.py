"""What the records tell of a thing that is appealed against (I9)."""

from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

from application.log import EventLog
from domain.inspection import Undone, falls_with
from domain.kernel import Event
from interfaces.places import Places
from projections.appeal import EffectView
from projections.exchange import ExchangeView
from projections.notice import NoticeView
from projections.paper import PaperCard, PaperView
from projections.person import PersonView
from projections.requirement import RequirementView

EVER: Final = datetime.min.replace(tzinfo=UTC)


class Records:
    """Looks things up.

    Args:
        log: knows who decided.
        exchange: knows when a message was opened.
        notices: knows when a notice was.
        papers: knows what was put on paper.
        requirements: knows by which kind of control a rule is supervised.
        people: knows who answers for a body.
        effects: knows what earlier appeals did.
        places: where days begin.
    """

    def __init__(
        self,
        log: EventLog,
        exchange: ExchangeView,
        notices: NoticeView,
        papers: PaperView,
        requirements: RequirementView,
        people: PersonView,
        effects: EffectView,
        places: Places,
    ) -> None:
        self._log = log
        self._exchange = exchange
        self._notices = notices
        self._papers = papers
        self._requirements = requirements
        self._people = people
        self._effects = effects
        self._places = places

    def day(self, at: datetime, region: str | None = None) -> date:
        """The day of an instant, where the client is."""
        return self._places.at(region).day_of(at)

    def papers(self, case: UUID) -> tuple[PaperCard, ...]:
        """The papers of a case, the newest first."""
        return tuple(self._papers.of_case(case))

    def opened(self, message: UUID, client_id: UUID) -> date | None:
        """The day on which the client opened a message; None: it has not."""
        found = self._exchange.message(message, client_id)
        reached = found.reached if found else ()
        days = (one.opened_on for one in reached if one.recipient == client_id)
        return next(days, None)

    def noticed(
        self, client_id: UUID, about: str, since: datetime = EVER
    ) -> date | None:
        """The day on which the client first opened what it was told of a page since."""
        at = self._notices.first_read(client_id, about, since)
        return self.day(at) if at else None

    def control_kind(self, codes: Collection[str]) -> str:
        """The kind of control by which rules are supervised; "": they name none."""
        found = (self._requirements.get(code) for code in codes)
        return next((one.content.control_kind for one in found if one), "")

    def answering_for(self, body: str) -> UUID | None:
        """Who answers for a supervisory body; None: nobody does here."""
        return next(iter(self._people.answering_for(body)), None)

    def name(self, authority: UUID | None) -> str | None:
        """What an organisation is called."""
        found = self._people.organisation(authority) if authority else None
        return found.name if found else None

    def undone(self, inspection: UUID) -> frozenset[Undone]:
        """What of an inspection holds no longer, since an appeal was upheld."""
        found = (one.undone for one in self._effects.of_inspection(inspection))
        return frozenset().union(*(falls_with(one) for one in found if one))

    def last(self, id: UUID, *kinds: type[Event]) -> Event | None:
        """The last event of some kinds that happened to a thing."""
        found = [one for one in self._log.histories([id]) if isinstance(one, kinds)]
        return found[-1] if found else None


def earliest(*days: date | None) -> date | None:
    """The first of some days; None: none is known."""
    return min((one for one in days if one is not None), default=None)
