"""What reckons categories of risk, and what is seen of them."""

from application.deadline import Deadlines
from application.log import EventLog
from application.ports import Clock
from application.risk import RiskHandling, RiskReckoning, RiskRecomputations
from interfaces.gateways.database import Database
from interfaces.places import Places
from interfaces.settings import Settings
from projections.applicability import PersonalLists
from projections.law_term import KeptLaw
from projections.risk import RiskCircumstances, RiskView


class Risking:
    """What reckons categories of risk, and what is seen of them."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        log: EventLog,
        clock: Clock,
        law: KeptLaw,
        places: Places,
        lists: PersonalLists,
    ) -> None:
        known = RiskCircumstances(database, lists, settings.time_zone)
        self.view = RiskView(database)
        self.reckoning = RiskReckoning(log, clock, law, known)
        deadlines = Deadlines(log, clock, places)
        self.handling = RiskHandling(log, clock, law, places, deadlines)
        self.recomputations = RiskRecomputations(
            log, clock, self.view, self.reckoning, self.handling
        )
