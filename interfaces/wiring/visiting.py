"""The commands of preventive visits, and what is seen of them."""

from application.deadline import Deadlines
from application.exchange import Correspondence
from application.log import EventLog
from application.ports import Clock
from application.visit import Handling as VisitHandling
from application.visit import VisitOutcomes, Visits, VisitWishes
from interfaces.gateways.database import Database
from interfaces.gateways.pseudonyms import KeyedPseudonyms
from interfaces.observability import counting
from interfaces.places import Places
from projections.algorithm import AlgorithmView
from projections.information_request import InformationRequestView
from projections.law_term import KeptLaw
from projections.person import PersonView
from projections.risk import RiskView
from projections.visit import VisitView


class Visiting:
    """The commands of preventive visits, and what is seen of them."""

    def __init__(
        self,
        database: Database,
        log: EventLog,
        clock: Clock,
        law: KeptLaw,
        places: Places,
        pseudonyms: KeyedPseudonyms,
        holds: InformationRequestView,
        bodies: PersonView,
        algorithms: AlgorithmView,
        correspondence: Correspondence,
    ) -> None:
        self.view = VisitView(database)
        deadlines = Deadlines(log, clock, places)
        handling = VisitHandling(log, clock, law, places, holds, bodies, deadlines)
        self.visits = counting(
            Visits(
                log,
                clock,
                self.view,
                pseudonyms,
                correspondence,
                handling,
                RiskView(database),
            )
        )
        self.wishes = counting(
            VisitWishes(log, clock, law, holds, self.view, correspondence, handling)
        )
        self.outcomes = counting(
            VisitOutcomes(log, clock, algorithms, correspondence, handling)
        )
