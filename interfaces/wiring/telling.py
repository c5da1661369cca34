"""What tells organisations what concerns them, and in which words."""

from application.consent import Consents
from application.log import EventLog
from application.notice import Notices
from application.notice.mailing import Mailings
from application.ports import Clock
from interfaces.agreeing import Agreeable
from interfaces.consents import ConsentWords
from interfaces.gateways.carriers import carriers_of
from interfaces.gateways.database import Database
from interfaces.gateways.pseudonyms import KeyedPseudonyms
from interfaces.mailed import MailedWords
from interfaces.notices import NoticeWording, starter_templates
from interfaces.observability import counting
from interfaces.okved_titles import OkvedTitles
from interfaces.settings import Settings
from projections.algorithm import AlgorithmView
from projections.consent import ConsentView
from projections.draft import DraftView
from projections.impact import Population
from projections.law_term import KeptLaw
from projections.notice import NoticeView
from projections.notice.mailing import Audience, Happened, HelpAudience, MailingView
from projections.requirement import RequirementView
from projections.situation import SituationView


class Telling:
    """What tells organisations what concerns them, and in which words."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        log: EventLog,
        clock: Clock,
        law: KeptLaw,
        pseudonyms: KeyedPseudonyms,
        population: Population,
        situations: SituationView,
        titles: tuple[RequirementView, DraftView, AlgorithmView],
    ) -> None:
        zone = str(settings.time_zone)
        self.view = NoticeView(database)
        self.notices = Notices(log, starter_templates())
        self.carriers = carriers_of(settings)
        self.mailings = Mailings(
            log,
            clock,
            law,
            starter_templates(),
            Happened(database),
            Audience(database, population, clock.today),
            HelpAudience(database, situations, clock.today),
            MailingView(database),
        )
        self.consents = counting(
            Consents(log, clock, Agreeable(situations), pseudonyms)
        )
        self.consent_words = ConsentWords(
            ConsentView(database), situations, self.consents.word_of, zone
        )
        self.mailed_words = MailedWords(*titles, OkvedTitles(titles[0]))
        self.wording = NoticeWording(
            starter_templates(),
            self.mailed_words.of,
            zone,
            law,
            self.consent_words.basis,
            self.consent_words.revoking,
        )
