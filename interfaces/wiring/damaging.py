"""Puts claims of damage together: commands, letters, the table of the key rate (I9)."""

from functools import cache, partial

from application.damage import (
    ClaimDrafts,
    ClaimHandling,
    ClaimSending,
    ClaimSources,
    ClaimTalks,
    KeyRateCommands,
)
from application.deadline import Deadlines
from application.exchange import Correspondence, Enclosures
from application.inspection import Handling as InspectionHandling
from application.log import EventLog
from application.ports import Clock
from domain.appeal import Appeal
from domain.damage import KeyRate
from interfaces.exports.claim import ClaimLetters
from interfaces.gateways.database import Database
from interfaces.gateways.documents import StoredDocuments
from interfaces.locale import RUSSIAN, language
from interfaces.observability import counting
from interfaces.places import Places
from interfaces.regions import STARTER
from interfaces.settings import Settings
from projections.client import ClientView
from projections.damage import DamageView, KeptRates
from projections.law_term import KeptLaw
from projections.person import PersonView


@cache
def starter_key_rates() -> tuple[KeyRate, ...]:
    """The key rates of the starter data."""
    with (STARTER / "key_rates.jsonl").open(encoding="utf-8") as rows:
        return tuple(KeyRate.model_validate_json(row) for row in rows)


class Damaging:
    """The commands of claims of damage, and what is seen of them.

    Attributes:
        drafts, sending, talks: the commands of claims.
        rate_commands: those of the table of the key rate.
        rates: the table.
        view: the claims.
    """

    def __init__(
        self,
        settings: Settings,
        database: Database,
        log: EventLog,
        clock: Clock,
        law: KeptLaw,
        places: Places,
        documents: StoredDocuments,
        inspections: InspectionHandling,
        enclosures: Enclosures,
        correspondence: Correspondence,
    ) -> None:
        self.view = DamageView(database)
        self.rates = KeptRates(starter_key_rates(), database)
        self.rate_commands = counting(KeyRateCommands(log))
        deadlines = Deadlines(log, clock, places)
        handling = ClaimHandling(log, clock, law, places, self.view, deadlines)
        sources = ClaimSources(log, clock, inspections)
        letters = ClaimLetters(
            ClientView(database),
            PersonView(database),
            partial(log.find, Appeal),
            language(RUSSIAN, settings.time_zone.key),
            settings.public_url,
        )
        self.drafts = counting(
            ClaimDrafts(log, clock, documents, self.rates, sources, handling)
        )
        self.sending = counting(
            ClaimSending(
                log, clock, documents, letters, enclosures, correspondence, handling
            )
        )
        self.talks = counting(ClaimTalks(log, clock, correspondence, handling))
