"""Cautions, and objections to them."""

from application.caution import (
    CautionDelivery,
    CautionHandling,
    CautionReplies,
    Cautions,
)
from application.deadline import Deadlines
from application.exchange import Correspondence
from application.log import EventLog
from application.ports import Clock
from interfaces.gateways.database import Database
from interfaces.gateways.pseudonyms import KeyedPseudonyms
from interfaces.observability import counting
from interfaces.places import Places
from projections.caution import CautionView
from projections.law_term import KeptLaw
from projections.person import PersonView


class Cautioning:
    """Cautions, and objections to them."""

    def __init__(
        self,
        database: Database,
        log: EventLog,
        clock: Clock,
        law: KeptLaw,
        places: Places,
        deadlines: Deadlines,
        bodies: PersonView,
        pseudonyms: KeyedPseudonyms,
        correspondence: Correspondence,
    ) -> None:
        self.view = CautionView(database)
        handling = CautionHandling(log, clock, law, places, self.view, deadlines)
        self.cautions = counting(
            Cautions(
                log, clock, self.view, bodies, pseudonyms, correspondence, handling
            )
        )
        self.replies = counting(CautionReplies(log, clock, correspondence, handling))
        self.delivery = CautionDelivery(log, handling)
