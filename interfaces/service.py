"""Puts the service together. The only module that knows every other one."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from application.applicability import Applicability
from application.client import Clients
from application.log import EventLog
from application.person import People
from application.ports import Clock
from application.reactions import Reconfirmations
from application.requirement import Classifiers, Import, Requirements
from domain.law_term import LawTerms
from domain.profile import Vocabulary
from interfaces.gateways.database import Database
from interfaces.gateways.documents import StoredDocuments
from interfaces.gateways.event_mapper import JsonMapper
from interfaces.gateways.event_store import PostgresRecorder
from interfaces.gateways.keys import MasterKeys, PostgresKeys
from interfaces.gateways.pseudonyms import KeyedPseudonyms
from interfaces.gateways.sessions import Sessions
from interfaces.law import starter_law_terms
from interfaces.observability import counting
from interfaces.settings import Settings
from interfaces.wording import Wording, starter_vocabulary
from projections.applicability import (
    DeclarationProjection,
    DeclarationView,
    PersonalLists,
)
from projections.client import ClientProjection, ClientView
from projections.person import PersonProjection, PersonView
from projections.requirement import RequirementProjection, RequirementView
from projections.runner import Runner

PATIENCE = 5.0
"""Seconds that a page waits until what was just recorded can be seen."""
UNTITLED_FOR = 10.0
"""Seconds until a code without a title is asked for again."""
MOST_UNTITLED = 10_000


class SystemClock:
    """The machine's clock; days as in a time zone.

    Args:
        zone: whose calendar day is today.
    """

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return datetime.now(self._zone).date()


@dataclass(frozen=True)
class Service:
    """What pages, the API, the command line and the worker may use."""

    settings: Settings
    clock: Clock
    database: Database
    keys: PostgresKeys
    log: EventLog
    runner: Runner
    vocabulary: Vocabulary
    law: LawTerms
    pseudonyms: KeyedPseudonyms

    requirements: Requirements
    imports: Import
    classifiers: Classifiers
    clients: Clients
    people: People
    applicability: Applicability
    reconfirmations: Reconfirmations
    documents: StoredDocuments
    sessions: Sessions

    requirement_view: RequirementView
    client_view: ClientView
    person_view: PersonView
    declaration_view: DeclarationView
    personal_lists: PersonalLists
    okved_titles: "OkvedTitles"

    def caught_up(self, position: int) -> None:
        """Wait until people can see the event at this position of the log.

        Raises:
            TimeoutError: some read model is more than five seconds behind.
        """
        self.runner.wait(position, PATIENCE)

    def wording(self, language: str) -> Wording:
        """Conditions and verdicts as sentences in "ru" or "en"."""
        return Wording(language, self.okved_titles)


class OkvedTitles:
    """Titles of OKVED codes, kept: they change with an edition, every few years.

    Args:
        view: knows them; a code that has none is asked for again a little later, since
            a new installation may just be reading the classifier.
    """

    def __init__(self, view: RequirementView) -> None:
        self._view = view
        self._known: dict[str, str] = {}
        self._ask_again: dict[str, float] = {}

    def __call__(self, code: str) -> str | None:
        if code in self._known:
            return self._known[code]
        now = time.monotonic()
        if now >= self._ask_again.get(code, now):
            if len(self._ask_again) >= MOST_UNTITLED:
                self._ask_again.clear()
            self._known |= self._view.titles([code])
            self._ask_again[code] = now + UNTITLED_FOR
        return self._known.get(code)


def projections() -> tuple[
    RequirementProjection, ClientProjection, PersonProjection, DeclarationProjection
]:
    """Every read model of the service."""
    return (
        RequirementProjection(),
        ClientProjection(),
        PersonProjection(),
        DeclarationProjection(),
    )


@contextmanager
def open_service(settings: Settings, clock: Clock | None = None) -> Iterator[Service]:
    """Connect to the database of the settings and put everything together.

    Args:
        settings: with a `database_url`; see `interfaces.serve` for the embedded one.
        clock: what time it is; the machine's by default.
    """
    with Database(settings.database_url or "", settings.pool_size) as database:
        service = build(settings, database, clock or SystemClock(settings.time_zone))
        # What is there now stays; looking at it again and again takes a third of the
        # time that a batch of events needs.
        gc.collect()
        gc.freeze()
        yield service


def build(settings: Settings, database: Database, clock: Clock) -> Service:
    """Put the service together on an open database."""
    keys = PostgresKeys(database, MasterKeys(settings.master_key))
    log = EventLog(PostgresRecorder(database), JsonMapper(keys), clock)
    vocabulary = starter_vocabulary()
    pseudonyms = KeyedPseudonyms(database, keys)
    documents = StoredDocuments(database, keys)

    requirement_view = RequirementView(database)
    client_view = ClientView(database)
    person_view = PersonView(database)
    declaration_view = DeclarationView(database)
    personal_lists = PersonalLists(database, clock.today)
    people = counting(People(log, clock, pseudonyms))

    return Service(
        settings=settings,
        clock=clock,
        database=database,
        keys=keys,
        log=log,
        runner=Runner(database, log, projections()),
        vocabulary=vocabulary,
        law=starter_law_terms(),
        pseudonyms=pseudonyms,
        requirements=counting(Requirements(log, vocabulary)),
        imports=Import(log, vocabulary),
        classifiers=Classifiers(log),
        clients=counting(Clients(log, clock, pseudonyms, people, vocabulary)),
        people=people,
        applicability=counting(
            Applicability(log, clock, personal_lists, person_view, documents)
        ),
        reconfirmations=Reconfirmations(log, clock, personal_lists, declaration_view),
        documents=documents,
        sessions=Sessions(database, clock, person_view),
        requirement_view=requirement_view,
        client_view=client_view,
        person_view=person_view,
        declaration_view=declaration_view,
        personal_lists=personal_lists,
        okved_titles=OkvedTitles(requirement_view),
    )
