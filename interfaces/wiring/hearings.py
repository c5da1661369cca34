"""Puts together who meets in which case, and who helps in it (I6, I9, I10)."""

from collections.abc import Mapping

from application.appeal.hearings import AppealHearings
from application.appeal.helped import AppealsHelpedIn
from application.inspection import Handling
from application.log import EventLog
from application.ombudsman import CasesHelpedIn, InspectionsHelpedIn
from application.ports import Clock
from application.video import VideoCases
from domain.inspection import KindTable
from domain.ombudsman import CaseKind
from interfaces.appealed.streams import Streams
from interfaces.appealed.took_part import TookPartInIt
from interfaces.called import OmbudsmenInCases
from interfaces.gateways.database import Database
from interfaces.settings import Settings
from projections.exchange import ExchangeView
from projections.inspection import InspectionView


def video_cases(
    settings: Settings, database: Database, log: EventLog, clock: Clock
) -> VideoCases:
    """The cases in which people meet by video, and for whom somebody takes part."""
    inspections = InspectionView(database, settings.time_zone, clock.today)
    streams = Streams(log, inspections, ExchangeView(database))
    helpers = OmbudsmenInCases(log)
    hearings = AppealHearings(log, clock, TookPartInIt(log, streams), helpers)
    return VideoCases(log, clock, helpers, hearings)


def helped_cases(
    log: EventLog, clock: Clock, handling: Handling, kinds: KindTable
) -> Mapping[CaseKind, CasesHelpedIn]:
    """The cases to which an ombudsman can be invited, by their kind."""
    return {
        CaseKind.INSPECTION: InspectionsHelpedIn(handling, kinds),
        CaseKind.APPEAL: AppealsHelpedIn(log, clock),
    }
