"""The commands of the plan, and what is seen of it."""

from application.log import EventLog
from application.plan import Measuring, Plans
from application.ports import Clock
from domain.inspection import KindTable
from interfaces.gateways.database import Database
from interfaces.gateways.pseudonyms import KeyedPseudonyms
from interfaces.observability import counting
from interfaces.places import Places
from projections.execution import ExecutionView
from projections.information_request import InformationRequestView
from projections.law_term import KeptLaw
from projections.person import PersonView
from projections.plan import PlanView


class Planning:
    """The commands of the plan, and what is seen of it."""

    def __init__(
        self,
        database: Database,
        log: EventLog,
        clock: Clock,
        law: KeptLaw,
        places: Places,
        kinds: KindTable,
        holds: InformationRequestView,
        premises: ExecutionView,
        people: PersonView,
        pseudonyms: KeyedPseudonyms,
    ) -> None:
        self.view = PlanView(database)
        self.measuring = Measuring(
            log, clock, law, kinds, places, holds, premises, people, people, self.view
        )
        self.plans = counting(Plans(log, clock, pseudonyms, self.measuring))
