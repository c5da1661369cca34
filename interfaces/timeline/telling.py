"""Tells lines of a history in words, for whoever reads them (R5)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from domain.kernel import FORGOTTEN, Event, Value
from domain.person import Person
from domain.timeline import TOLD, Kind, Reach, ServiceId, Side, Touchpoint, name_of
from interfaces.locale import N_, Language
from interfaces.service import Service
from interfaces.timeline.details import Detail, Details, people_in
from interfaces.timeline.sentences import SENTENCES
from projections.timeline import HistoryLine

CODES_TOLD: Final = 5
"""Requirements named in one line; of more only the number is told."""
OF_NAME: Final = {name_of(kind): kind for kind in TOLD}
PATHS: Final[Mapping[str, str]] = {
    "algorithm.Wish": "/requirements/{code}",
    "applicability.Declaration": "/declarations/{thing}",
    "calendar_feed.CalendarFeed": "/calendar",
    "client.Client": "/client/facts",
    "caution.Caution": "/cautions/{thing}",
    "client.Dispute": "/disputes/{thing}",
    "consent.Consent": "/consents",
    "compliance.ComplianceDeclaration": "/compliance/{thing}",
    "compliance.SelfAssessment": "/assessment/{code}",
    "confirmation.Confirmation": "/confirmations/{thing}",
    "consultation.Question": "/questions/{thing}",
    "data_assessment.Dismissal": "/looks",
    "data_assessment.Look": "/looks/{thing}",
    "data_assessment.Survey": "/surveys/{thing}",
    "deadline.Deadline": "/deadlines/{thing}",
    "draft.Following": "/following",
    "evaluation.Evaluation": "/evaluations",
    "evaluation.Voice": "/evaluations/{thing}",
    "evidence.EvidenceFile": "/evidence",
    "exchange.Message": "/exchange",
    "exchange.Thread": "/exchange/{thing}",
    "execution.Execution": "/executions/{thing}",
    "execution.ExecutionConfirmation": "/execution-confirmations/{thing}",
    "information_request.Absences": "/absences",
    "information_request.InformationRequest": "/information-requests/{thing}",
    "inspection.ActionRecord": "/inspections",
    "inspection.DateMove": "/inspections",
    "inspection.Inspection": "/inspections/{thing}",
    "inspection.Representation": "/inspections",
    "list_export.ListExport": "/verify/{thing}",
    "notice.AddressBook": "/notices/channels",
    "notice.Delivery": "/notices/channels",
    "notice.Mailing": "/notices",
    "notice.Notice": "/notices/{thing}",
    "notice.Reading": "/notices",
    "appeal": "/appeals/{thing}",
    "appeal.AppealRepresentation": "/appeals",
    "damage.Claim": "/damages/{thing}",
    "burden.CostBook": "/burden/{thing}",
    "burden.ToolRatings": "/burden/{thing}",
    "ombudsman.Participation": "/ombudsman/{thing}",
    "person.Person": "/person/colleagues",
    "plan.PlanEntry": "/planned",
    "plan.RegisterRecord": "/planned",
    "risk.RiskAssignment": "/risk/{thing}",
    "risk.RiskObjections": "/risk",
    "self_examination.Examination": "/self-examination",
    "video.Conference": "/video/{thing}",
    "video.Recording": "/video",
    "video.Room": "/video",
    "visit.Outcome": "/visits",
    "visit.Visit": "/visits/{thing}",
}
"""Where the thing that a step happened to is read, by context and aggregate."""


class Concerned(Value):
    """A requirement that a step is about.

    Attributes:
        code: of the requirement.
        title: as it reads today; None: it is not in force today.
    """

    code: str
    title: str | None


class Told(Value):
    """One step of a history, in words.

    Attributes:
        position: of its event in the log.
        at: when, UTC.
        event: name of the kind of event.
        kind, side, services, touchpoint: by which it is found.
        who: whose step it was.
        what: what happened, as a sentence.
        details: what was said, each with a label; "" where it needs none.
        requirements: what it is about, the first few.
        more: how many requirements there are beside these.
        place: name of the client's place that it is about.
        address: path of the page where the thing is read; None: there is none.
    """

    position: int
    at: datetime
    event: str
    kind: Kind
    side: Side
    services: tuple[ServiceId, ...]
    touchpoint: Touchpoint
    who: str
    what: str
    details: tuple[Detail, ...]
    requirements: tuple[Concerned, ...]
    more: int
    place: str | None
    address: str | None


class Teller:
    """Tells lines of one client's history.

    Args:
        service: the service.
        spoken: the reader's language.
        reach: of a reader of the state; None: the client.
        places: names of the client's places, for the client alone.
    """

    def __init__(
        self,
        service: Service,
        spoken: Language,
        reach: Reach | None,
        places: Mapping[UUID, str],
    ) -> None:
        self._service = service
        self._spoken = spoken
        self._reach = reach
        self._places = places
        self._details = Details(
            spoken, service.wording(spoken.code), service.notice_wording
        )

    def tell(self, lines: Sequence[HistoryLine]) -> list[Told]:
        """The lines in words; in three queries, however many there are."""
        events = self._events(lines)
        people = self._people(events)
        codes = {line.position: self._codes(line) for line in lines}
        titles = self._titles(codes)
        told = []
        for line in lines:
            event = events.get(line.position)
            said = (*self._about(event, people), *self._said(event))
            told.append(self._told(line, said, codes[line.position], titles))
        return told

    def _told(
        self,
        line: HistoryLine,
        details: Sequence[Detail],
        codes: Sequence[str],
        titles: Mapping[str, str],
    ) -> Told:
        shown = codes[:CODES_TOLD]
        return Told(
            position=line.position,
            at=line.at,
            event=line.event,
            kind=line.kind,
            side=line.side,
            services=line.services,
            touchpoint=line.touchpoint,
            who=self._who(line),
            what=self._spoken.gettext(SENTENCES[OF_NAME[line.event]]),
            details=tuple(dict.fromkeys(details)),
            requirements=tuple(
                Concerned(code=code, title=titles.get(code)) for code in shown
            ),
            more=len(codes) - len(shown),
            place=self._places.get(line.premises) if line.premises else None,
            address=_address(line, codes),
        )

    def _events(self, lines: Sequence[HistoryLine]) -> dict[int, Event]:
        positions = [
            line.position for line in lines if not TOLD[OF_NAME[line.event]].in_bulk
        ]
        return self._service.log.at(positions) if positions else {}

    def _people(self, events: Mapping[int, Event]) -> Mapping[UUID, str]:
        ids = {id for event in events.values() for id in _people_of(event)}
        return self._service.timeline_view.names(list(ids)) if ids else {}

    def _about(
        self, event: Event | None, people: Mapping[UUID, str]
    ) -> tuple[Detail, ...]:
        """The people whom a step is about, for the client's own eyes."""
        if event is None or self._reach is not None:
            return ()
        say = self._spoken.gettext
        return tuple(
            Detail(say(N_("Who")), people.get(id, say(N_("Data deleted"))))
            for id in _people_of(event)
        )

    def _said(self, event: Event | None) -> tuple[Detail, ...]:
        return self._details.of(event) if event else ()

    def _codes(self, line: HistoryLine) -> tuple[str, ...]:
        """The requirements that the reader may be told of."""
        by = line.supervised
        if self._reach is None or by is None:
            return line.requirements
        own = self._reach.bodies
        return tuple(code for code in line.requirements if by.get(code) in own)

    def _titles(self, codes: Mapping[int, Sequence[str]]) -> dict[str, str]:
        wanted = {code for each in codes.values() for code in each[:CODES_TOLD]}
        if not wanted:
            return {}
        view, today = self._service.requirement_view, self._service.clock.today()
        standing = view.standing(sorted(wanted), today)
        return {code: one.version.content.title for code, one in standing.items()}

    def _who(self, line: HistoryLine) -> str:
        say = self._spoken.gettext
        match line.side:
            case Side.SERVICE:
                return say(N_("By itself"))
            case Side.STATE:
                return line.organisation_name or say(N_("The state"))
        own = line.person_name if self._reach is None else None
        return own or say(N_("The business"))


def _people_of(event: Event) -> list[UUID]:
    if isinstance(event, Person.Joined | Person.Left):
        return [event.originator_id]
    return list(people_in(event))


def _address(line: HistoryLine, codes: Sequence[str]) -> str | None:
    path = PATHS.get(line.event.rpartition(".")[0])
    if path is None or ("{code}" in path and not codes):
        return None
    return path.format(thing=line.thing, code=codes[0] if codes else "")


def place_names(service: Service, premises: Mapping[UUID, int]) -> dict[UUID, str]:
    """Names of a client's places, closed ones too.

    Args:
        service: the service.
        premises: position of the first event of each.
    """
    events = service.log.at(list(premises.values())) if premises else {}
    found: dict[UUID, str] = {}
    for id, position in premises.items():
        name = getattr(events.get(position), "name", None)
        if isinstance(name, str) and name != FORGOTTEN:
            found[id] = name
    return found
