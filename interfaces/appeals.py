"""Puts together what appeals are made of; `interfaces.service` calls it (I9)."""

from uuid import UUID

from application.deadline import Deadlines
from application.log import EventLog
from application.ports import Clock
from application.reactions import AppealDeadlines, TermsOfAppeals
from domain.errors import NotFound
from domain.inspection import KINDS, KindTable
from domain.person import OrganisationKind
from interfaces.appealed.cautions import OfCautions
from interfaces.appealed.deadlines import OfDeadlines
from interfaces.appealed.declarations import OfCompliance, OfDeclarations
from interfaces.appealed.executions import OfExecutions
from interfaces.appealed.finding import AppealableThings
from interfaces.appealed.inspections import OfInspections
from interfaces.appealed.questions import OfQuestions
from interfaces.appealed.records import Records
from interfaces.appealed.requests import OfRequests
from interfaces.appealed.risks import OfRisks
from interfaces.appealed.streams import Streams
from interfaces.appealed.things import Family
from interfaces.appealed.took_part import TookPartInIt
from interfaces.appealed.visits import OfVisits
from interfaces.gateways.database import Database
from interfaces.places import Places
from interfaces.settings import Settings
from projections.appeal import EffectView
from projections.applicability import DeclarationView
from projections.caution import CautionView
from projections.compliance import ComplianceView
from projections.consultation import QuestionView
from projections.deadline import DeadlineView
from projections.exchange import ExchangeView
from projections.execution import ExecutionConfirmationView
from projections.information_request import InformationRequestView
from projections.inspection import InspectionView, Watch
from projections.law_term import KeptLaw
from projections.notice import NoticeView
from projections.paper import PaperView
from projections.person import PersonView
from projections.requirement import RequirementView
from projections.risk import RiskView
from projections.visit import VisitView


class Appealed:
    """What can be appealed against, and who took part in it.

    Attributes:
        things: every thing of the service that can be appealed against.
        took_part: who did what in it.
        known: what appeals need to know of clients and bodies.
        effect_view: what decisions did to a thing.
        deadlines: the terms of appeals become deadlines.
    """

    def __init__(
        self,
        settings: Settings,
        database: Database,
        log: EventLog,
        clock: Clock,
        law: KeptLaw,
        places: Places,
    ) -> None:
        self.effect_view = EffectView(database)
        inspections = InspectionView(database, settings.time_zone, clock.today)
        kinds = KindTable(KINDS)
        watch = Watch(inspections, law, kinds, places, clock.now)
        people = PersonView(database)
        exchange = ExchangeView(database)
        records = Records(
            log,
            exchange,
            NoticeView(database),
            PaperView(database),
            RequirementView(database),
            people,
            self.effect_view,
            places,
        )
        families: dict[str, Family] = {
            "inspections": OfInspections(inspections, watch, records),
            "cautions": OfCautions(CautionView(database), records),
            "risk": OfRisks(RiskView(database), records),
            "visits": OfVisits(VisitView(database), records),
            "information-requests": OfRequests(
                InformationRequestView(database), log, records
            ),
            "questions": OfQuestions(QuestionView(database, clock.today), records),
            "declarations": OfDeclarations(DeclarationView(database), records),
            "compliance": OfCompliance(ComplianceView(database), records),
            "execution-confirmations": OfExecutions(
                ExecutionConfirmationView(database), records
            ),
            "deadlines": OfDeadlines(DeadlineView(database), clock, records),
        }
        self.took_part = TookPartInIt(log, Streams(log, inspections, exchange))
        self.things = AppealableThings(families, self.took_part)
        self.known = ClientsAndBodies(
            CautionView(database), people, RequirementView(database)
        )
        self.deadlines = AppealDeadlines(
            log,
            Deadlines(log, clock, places),
            TermsOfAppeals(law, places, self.known),
        )


class ClientsAndBodies:
    """Implements `application.appeal.AppealsKnown`."""

    def __init__(
        self, clients: CautionView, people: PersonView, register: RequirementView
    ) -> None:
        self._clients = clients
        self._people = people
        self._register = register

    def region_of(self, client_id: UUID) -> str | None:
        """Region of a client; None: it is not known, or the client was forgotten."""
        try:
            return self._clients.region_of(client_id)
        except NotFound:
            return None

    def is_authority(self, organisation: UUID) -> bool:
        """Whether an organisation is a body."""
        found = self._people.organisation(organisation)
        return found is not None and found.kind == OrganisationKind.AUTHORITY

    def is_control_kind(self, name: str) -> bool:
        """Whether the register has requirements of a kind of control."""
        return self._register.has_control_kind(name)
