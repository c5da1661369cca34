"""The commands of inspections, and what is seen of them."""

from application.inspection import (
    DateMoves,
    InspectionOrders,
    InspectionSilence,
    InspectionSteps,
    Representatives,
)
from application.inspection import Handling as InspectionHandling
from application.log import EventLog
from application.ports import Clock
from domain.inspection import KINDS, KindTable
from interfaces.gateways.database import Database
from interfaces.gateways.pseudonyms import KeyedPseudonyms
from interfaces.observability import counting
from interfaces.places import Places
from interfaces.settings import Settings
from projections.data_assessment import RecordsKept
from projections.execution import ExecutionView
from projections.information_request import InformationRequestView
from projections.inspection import InspectionView, Watch
from projections.law_term import KeptLaw
from projections.person import PersonView
from projections.risk import RiskView


class Inspecting:
    """The commands of inspections, and what is seen of them."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        log: EventLog,
        clock: Clock,
        law: KeptLaw,
        places: Places,
        records: RecordsKept,
        bodies: PersonView,
        premises: ExecutionView,
        holds: InformationRequestView,
        pseudonyms: KeyedPseudonyms,
    ) -> None:
        kinds = KindTable(KINDS)
        self.view = InspectionView(database, settings.time_zone, clock.today)
        handling = InspectionHandling(log, clock, law, kinds, places, self.view)
        self.handling = handling
        self.orders = counting(
            InspectionOrders(
                log,
                clock,
                law,
                kinds,
                places,
                records,
                bodies,
                premises,
                holds,
                RiskView(database),
                self.view,
                pseudonyms,
            )
        )
        self.steps = counting(InspectionSteps(log, clock, law, self.view, handling))
        self.moves = counting(DateMoves(log, clock, law, self.view, handling))
        self.representatives = counting(Representatives(log, clock, handling))
        self.silence = InspectionSilence(clock, self.view, self.moves, self.steps)
        self.kinds = kinds
        self.watch = Watch(self.view, law, kinds, places, clock.now)
