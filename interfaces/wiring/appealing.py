"""Puts the commands of appeals together; `interfaces.service` calls it (I9)."""

from application.appeal import (
    AppealCases,
    AppealClock,
    AppealDecisions,
    AppealDelivery,
    AppealDrafts,
    AppealExplanations,
    AppealHandling,
    AppealObligations,
    AppealReplies,
    AppealRepresentatives,
)
from application.appeal.effects import AppealEffects
from application.deadline import Deadlines
from application.exchange import Correspondence
from application.inspection import Handling
from application.log import EventLog
from application.ports import Clock
from application.reactions import AppealSilences
from interfaces.appeal_grounds import starter_forms, starter_grounds
from interfaces.appeals import Appealed
from interfaces.observability import counting
from interfaces.places import Places
from projections.law_term import KeptLaw


class Appealing:
    """The commands of appeals, and what follows by itself.

    Attributes:
        appealed: what can be appealed against, and who took part in it.
        drafts, replies, representatives: of the client, and who acts for it.
        cases, decisions: of whoever decides.
        explanations: of the body that is asked.
        obligations: of the body that has to do something by a decision.
        effects: what decisions do to things.
        delivery: notes that a decision was opened.
        clock: lets a term go on that stood.
        silences: does so when the client was silent.
    """

    def __init__(
        self,
        appealed: Appealed,
        log: EventLog,
        clock: Clock,
        law: KeptLaw,
        places: Places,
        inspections: Handling,
        correspondence: Correspondence,
    ) -> None:
        self.appealed = appealed
        grounds = starter_grounds()
        effects = AppealEffects(log, clock, places, inspections)
        self.effects = effects
        handling = AppealHandling(
            log,
            clock,
            law,
            places,
            appealed.known,
            appealed.took_part,
            correspondence,
        )
        self.drafts = counting(
            AppealDrafts(
                log,
                clock,
                appealed.known,
                appealed.things,
                starter_forms(),
                grounds,
                correspondence,
                handling,
            )
        )
        self.replies = counting(
            AppealReplies(log, clock, correspondence, effects, handling)
        )
        self.representatives = counting(AppealRepresentatives(log, clock, handling))
        self.cases = counting(AppealCases(log, clock, grounds, effects, handling))
        self.decisions = counting(
            AppealDecisions(log, clock, grounds, effects, handling)
        )
        self.explanations = counting(AppealExplanations(log, clock, handling))
        self.obligations = counting(
            AppealObligations(log, clock, Deadlines(log, clock, places), handling)
        )
        self.delivery = AppealDelivery(log, handling)
        self.clock = AppealClock(log, handling)
        self.silences = AppealSilences(log, self.clock)
