"""Puts the service together. The only module that knows every other one."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from application.algorithm import AlgorithmImport, Algorithms
from application.appeal import (
    AppealCases,
    AppealDecisions,
    AppealDrafts,
    AppealExplanations,
    AppealReplies,
    AppealRepresentatives,
)
from application.applicability import Applicability
from application.burden import Burdens
from application.calendar_feed import CalendarFeeds
from application.caution import (
    CautionDelivery,
    CautionReplies,
    Cautions,
)
from application.client import Clients, Disputes, StateRegisters
from application.compliance import ComplianceDeclarations, SelfAssessments
from application.confirmation import ConfirmationReviews, Confirmations
from application.consent import Consents
from application.consultation import Consultations, PublicAnswers
from application.data_assessment import Looks, Offers, Surveys
from application.deadline import Deadlines, Firing, Recomputations
from application.draft import DraftImport, Drafts, Followings
from application.evaluation import Considerations, Evaluations, Releases, Rounds
from application.evidence import EvidenceFiles, FileDisposal
from application.exchange import (
    Correspondence,
    Delivery,
    EnclosureDisposal,
    Enclosures,
)
from application.execution import (
    ExecutionConfirmationCommands,
    Executions,
    Lapses,
    Steps,
)
from application.information_request import (
    AbsenceCommands,
    Handling,
    InformationAnswers,
    InformationRequests,
    SufficientTimes,
)
from application.inspection import (
    ActionRecords,
    DateMoves,
    InspectionOrders,
    InspectionSilence,
    InspectionSteps,
    InspectionTalk,
    Representatives,
)
from application.law_term import LawTermCommands
from application.list_export import ListExports
from application.log import EventLog
from application.notice import AddressBooks, Deliveries, Notices, Readings
from application.notice.mailing import Mailings
from application.ombudsman import Ombudsmen
from application.paper import Papers
from application.person import People
from application.plan import Measuring, Plans, RegisterImport
from application.ports import Carrier, Clock, Reaction, StateRegister
from application.reactions import (
    AppealNews,
    AppealOverdue,
    Arrivals,
    CautionNews,
    DamageNews,
    DeadlineReminders,
    EvaluationDeadlines,
    Happenings,
    HelpOffers,
    InspectionAnswers,
    InspectionDeadlines,
    InspectionNews,
    InspectionReadings,
    OmbudsmanNews,
    PlanNews,
    QuestionDeadlines,
    Reconfirmations,
    RequestNews,
    RiskChanges,
    RiskNews,
    VisitNews,
    VisitSilences,
    WishedOmbudsmen,
)
from application.receipt import Receipts, TreeAudit, TreeHeads
from application.requirement import Classifiers, Import, Requirements
from application.risk import (
    RiskAssignments,
    RiskObjecting,
    RiskProfiles,
    RiskReckoning,
    RiskRecomputations,
)
from application.self_examination import Conclusions, SelfExaminations
from application.situation import Situations
from application.video import (
    Attendance,
    MeetingNews,
    Meetings,
    Recordings,
    VideoCases,
)
from application.visit import VisitOutcomes, Visits, VisitWishes
from application.work_calendar import WorkCalendars
from domain.inspection import KindTable
from domain.notice import ChannelKind
from domain.profile import Vocabulary
from domain.self_examination import Catalogue
from interfaces.appealed.finding import AppealableThings
from interfaces.appeals import Appealed
from interfaces.consents import ConsentWords
from interfaces.evaluated import ClientSegments, RulesToEvaluate, starter_atlas
from interfaces.gateways.database import Database
from interfaces.gateways.documents import StoredDocuments
from interfaces.gateways.event_mapper import JsonMapper
from interfaces.gateways.event_store import PostgresRecorder
from interfaces.gateways.files import StoredFiles, store_of
from interfaces.gateways.heads import StoredAudits, StoredHeads
from interfaces.gateways.keys import MasterKeys, PostgresKeys
from interfaces.gateways.production_calendar import shipped
from interfaces.gateways.pseudonyms import KeyedPseudonyms
from interfaces.gateways.registers import starter_activities
from interfaces.gateways.scanner import scanner_of
from interfaces.gateways.sessions import Sessions
from interfaces.gateways.signalling import Signalling
from interfaces.gateways.signing import StoredSigner
from interfaces.kept_files import UnsentButDrafted
from interfaces.law import starter_law_terms
from interfaces.locale import RUSSIAN, language
from interfaces.mailed import MailedWords
from interfaces.notices import (
    NoticeMessages,
    NoticeWording,
)
from interfaces.observability import counting
from interfaces.okved_titles import OkvedTitles
from interfaces.papers import PaperPress, PaperSheets, starter_paper_templates
from interfaces.papers.known import Known
from interfaces.places import Places
from interfaces.proofs import starter_proofs
from interfaces.questions import starter_catalogue
from interfaces.read_models import projections
from interfaces.settings import Settings
from interfaces.sufficient_time import starter_lead_times, starter_time_rules
from interfaces.wiring.appealing import Appealing
from interfaces.wiring.cautioning import Cautioning
from interfaces.wiring.damaging import Damaging
from interfaces.wiring.hearings import helped_cases
from interfaces.wiring.inspecting import Inspecting
from interfaces.wiring.meeting import Meeting
from interfaces.wiring.planning import Planning
from interfaces.wiring.proving import Proving
from interfaces.wiring.risking import Risking
from interfaces.wiring.telling import Telling
from interfaces.wiring.visiting import Visiting
from interfaces.wording import Wording, starter_vocabulary
from projections.algorithm import AlgorithmView, Coverage
from projections.appeal import (
    AppealFigures,
    AppealView,
)
from projections.applicability import (
    DeclarationView,
    PersonalLists,
)
from projections.applicability.register import Register
from projections.burden import BurdenFigures, BurdenView
from projections.calendar_feed import CalendarFeedView
from projections.caution import CautionView
from projections.client import (
    ClientView,
    DataSetView,
    DisputeView,
)
from projections.compliance import (
    AssessmentView,
    ComplianceView,
)
from projections.confirmation import (
    ConfirmationView,
    ToConfirm,
)
from projections.consent import ConsentView
from projections.consultation import (
    PublicAnswerView,
    QuestionView,
)
from projections.data_assessment import (
    LookView,
    RecordsKept,
    SurveyView,
)
from projections.deadline import DeadlineView
from projections.draft import DraftView
from projections.evaluation import (
    BoardView,
    QueueView,
    SummaryView,
    VoiceView,
)
from projections.evidence import EvidenceView
from projections.exchange import ExchangeView
from projections.execution import (
    ExecutionConfirmationView,
    ExecutionView,
)
from projections.impact import Impacts, Population
from projections.information_request import (
    InformationRequestView,
)
from projections.inspection import InspectionView, Watch
from projections.law_term import KeptLaw, LawTermView
from projections.list_export import ListExportView
from projections.notice import DeliveryQueue, NoticeView
from projections.notice.mailing import (
    MailingView,
)
from projections.ombudsman import OmbudsmanView
from projections.paper import PaperView
from projections.person import PersonView
from projections.plan import PlanView
from projections.receipt import TreeView
from projections.requirement import RequirementView
from projections.risk import RiskView
from projections.runner import Runner
from projections.self_examination import (
    ExaminationView,
    SelfExaminationView,
)
from projections.situation import SituationView
from projections.timeline import TimelineView
from projections.video import VideoView
from projections.visit import VisitView
from projections.work_calendar import WorkCalendarView

PATIENCE = 5.0
"""Seconds that a page waits until what was just recorded can be seen."""


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
    law: KeptLaw
    calendar: WorkCalendarView
    places: Places
    catalogue: Catalogue
    pseudonyms: KeyedPseudonyms

    requirements: Requirements
    imports: Import
    classifiers: Classifiers
    clients: Clients
    disputes: Disputes
    state_registers: StateRegisters
    people: People
    applicability: Applicability
    algorithms: Algorithms
    algorithm_imports: AlgorithmImport
    evidence: EvidenceFiles
    executions: Executions
    steps: Steps
    execution_confirmations: ExecutionConfirmationCommands
    lapses: Lapses
    looks: Looks
    surveys: Surveys
    offers: Offers
    file_disposal: FileDisposal
    correspondence: Correspondence
    enclosures: Enclosures
    delivery: Delivery
    enclosure_disposal: EnclosureDisposal
    files: StoredFiles
    list_exports: ListExports
    calendar_feeds: CalendarFeeds
    assessments: SelfAssessments
    compliance: ComplianceDeclarations
    consultations: Consultations
    public_answers: PublicAnswers
    drafts: Drafts
    draft_imports: DraftImport
    followings: Followings
    self_examinations: SelfExaminations
    receipts: Receipts
    tree_heads: TreeHeads
    tree_audit: TreeAudit
    signer: StoredSigner
    situations: Situations
    work_calendars: WorkCalendars
    law_terms: LawTermCommands
    confirmations: Confirmations
    reconfirmations: Reconfirmations
    conclusions: Conclusions
    confirmation_reviews: ConfirmationReviews
    documents: StoredDocuments
    notices: Notices
    readings: Readings
    address_books: AddressBooks
    deliveries: Deliveries
    arrivals: Arrivals
    happenings: Happenings
    mailings: Mailings
    consents: Consents
    help_offers: HelpOffers
    consent_words: ConsentWords
    mailed_words: MailedWords
    sessions: Sessions

    deadlines: Deadlines
    firing: Firing
    recomputations: Recomputations
    question_deadlines: QuestionDeadlines
    evaluation_deadlines: EvaluationDeadlines
    deadline_reminders: DeadlineReminders
    request_news: RequestNews
    deadline_view: DeadlineView
    sufficient_times: SufficientTimes
    information_requests: InformationRequests
    information_answers: InformationAnswers
    absences: AbsenceCommands
    information_request_view: InformationRequestView
    appealing: Appealing
    appeal_view: AppealView
    appeal_figures: AppealFigures
    cautions: Cautions
    caution_replies: CautionReplies
    caution_delivery: CautionDelivery
    caution_news: CautionNews
    caution_view: CautionView
    risk_profiles: RiskProfiles
    risk_reckoning: RiskReckoning
    risk_assignments: RiskAssignments
    risk_objecting: RiskObjecting
    risk_recomputations: RiskRecomputations
    risk_changes: RiskChanges
    risk_news: RiskNews
    risk_view: RiskView
    visits: Visits
    visit_wishes: VisitWishes
    visit_outcomes: VisitOutcomes
    visit_news: VisitNews
    visit_silences: VisitSilences
    visit_view: VisitView
    inspection_orders: InspectionOrders
    inspection_steps: InspectionSteps
    inspection_records: ActionRecords
    date_moves: DateMoves
    representatives: Representatives
    inspection_silence: InspectionSilence
    inspection_deadlines: InspectionDeadlines
    inspection_readings: InspectionReadings
    inspection_news: InspectionNews
    inspection_view: InspectionView
    inspection_talk: InspectionTalk
    inspection_answers: InspectionAnswers
    papers: Papers
    paper_view: PaperView
    inspection_watch: Watch
    inspection_kinds: KindTable
    plans: Plans
    plan_news: PlanNews
    plan_measuring: Measuring
    register_imports: RegisterImport
    plan_view: PlanView
    ombudsmen: Ombudsmen
    ombudsman_news: OmbudsmanNews
    appeal_news: AppealNews
    damage_news: DamageNews
    appeal_overdue: AppealOverdue
    wished_ombudsmen: WishedOmbudsmen
    ombudsman_view: OmbudsmanView
    damage: Damaging
    burdens: Burdens
    burden_view: BurdenView
    burden_figures: BurdenFigures
    notice_view: NoticeView
    notice_wording: NoticeWording
    carriers: Mapping[ChannelKind, Carrier]
    requirement_view: RequirementView
    client_view: ClientView
    data_set_view: DataSetView
    dispute_view: DisputeView
    person_view: PersonView
    declaration_view: DeclarationView
    assessment_view: AssessmentView
    compliance_view: ComplianceView
    consent_view: ConsentView
    mailing_view: MailingView
    question_view: QuestionView
    answer_view: PublicAnswerView
    draft_view: DraftView
    evaluated_rules: RulesToEvaluate
    evaluations: Evaluations
    rounds: Rounds
    considerations: Considerations
    releases: Releases
    voice_view: VoiceView
    evaluation_queue: QueueView
    evaluation_summary: SummaryView
    evaluation_board: BoardView
    impacts: Impacts
    personal_lists: PersonalLists
    algorithm_view: AlgorithmView
    coverage: Coverage
    evidence_view: EvidenceView
    exchange_view: ExchangeView
    execution_view: ExecutionView
    execution_confirmation_view: ExecutionConfirmationView
    records_kept: RecordsKept
    look_view: LookView
    survey_view: SurveyView
    list_export_view: ListExportView
    calendar_feed_view: CalendarFeedView
    self_examination_view: SelfExaminationView
    situation_view: SituationView
    law_term_view: LawTermView
    tree_view: TreeView
    heads: StoredHeads
    audits: StoredAudits
    confirmation_view: ConfirmationView
    to_confirm: ToConfirm
    timeline_view: TimelineView
    video_cases: VideoCases
    meetings: Meetings
    attendance: Attendance
    meeting_recordings: Recordings
    meeting_news: MeetingNews
    video_view: VideoView
    signalling: Signalling
    okved_titles: "OkvedTitles"

    @property
    def appealed(self) -> Appealed:
        """What can be appealed against, and who took part in it."""
        return self.appealing.appealed

    @property
    def appealable(self) -> AppealableThings:
        """Every thing that can be appealed against."""
        return self.appealed.things

    @property
    def appeal_drafts(self) -> AppealDrafts:
        """Commands of whoever writes an appeal."""
        return self.appealing.drafts

    @property
    def appeal_replies(self) -> AppealReplies:
        """Commands of the client after it has sent one."""
        return self.appealing.replies

    @property
    def appeal_representatives(self) -> AppealRepresentatives:
        """Commands of those who act for a client in one."""
        return self.appealing.representatives

    @property
    def appeal_cases(self) -> AppealCases:
        """Commands of whoever decides appeals."""
        return self.appealing.cases

    @property
    def appeal_decisions(self) -> AppealDecisions:
        """Commands of their decisions."""
        return self.appealing.decisions

    @property
    def appeal_explanations(self) -> AppealExplanations:
        """The command of the body that is asked."""
        return self.appealing.explanations

    @property
    def reactions(self) -> tuple[Reaction, ...]:
        """What follows by itself from what happened, in this order."""
        return (
            self.reconfirmations,
            self.conclusions,
            self.confirmation_reviews,
            self.lapses,
            self.file_disposal,
            self.help_offers,
            self.question_deadlines,
            self.inspection_answers,
            self.evaluation_deadlines,
            self.recomputations,
            self.enclosure_disposal,
            self.delivery,
            self.caution_delivery,
            self.appealing.delivery,
            self.arrivals,
            self.happenings,
            self.inspection_deadlines,
            self.inspection_readings,
            self.inspection_news,
            self.deadline_reminders,
            self.request_news,
            self.meeting_news,
            self.caution_news,
            self.wished_ombudsmen,
            self.ombudsman_news,
            self.appealed.deadlines,
            self.appealing.silences,
            self.appeal_overdue,
            self.appeal_news,
            self.damage_news,
            self.plan_news,
            self.visit_silences,
            self.visit_news,
            self.risk_changes,
            self.risk_news,
        )

    def caught_up(self, position: int) -> None:
        """Wait until people can see the event at this position of the log.

        Raises:
            TimeoutError: some read model is more than five seconds behind.
        """
        self.runner.wait(position, PATIENCE)

    def let_catch_up(self, position: int) -> None:
        """Wait likewise, but not in vain: for an answer that is given only once."""
        with suppress(TimeoutError):
            self.caught_up(position)

    def as_of(self, position: int) -> None:
        """Wait for the position that a reader wants to be at.

        Raises:
            PositionAhead: the log has never come so far; nobody was told of it.
            TimeoutError: see `caught_up`.
        """
        self.log.check_given(position)
        self.caught_up(position)

    def wording(self, language: str) -> Wording:
        """Conditions and verdicts as sentences in "ru" or "en"."""
        return Wording(language, self.okved_titles)


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
    documents = StoredDocuments(database, keys, settings.documents_mb << 20)
    calendar = WorkCalendarView(database, shipped)
    places = Places(calendar.current, settings.time_zone)
    law = KeptLaw(starter_law_terms(), database, calendar.current)

    requirement_view = RequirementView(database)
    client_view = ClientView(database)
    person_view = PersonView(database)
    declaration_view = DeclarationView(database)
    algorithm_view = AlgorithmView(database)
    files = StoredFiles(store_of(settings), database, keys)
    evidence_view = EvidenceView(database)
    execution_view = ExecutionView(database)
    execution_confirmation_view = ExecutionConfirmationView(database)
    exchange_view = ExchangeView(database)
    evidence = EvidenceFiles(
        log,
        clock,
        pseudonyms,
        files,
        scanner_of(settings.clamd),
        evidence_view,
        execution_view,
        settings.files_mb * 2**20,
    )
    personal_lists = PersonalLists(database, clock.today, settings.time_zone)
    assessment_view = AssessmentView(database, personal_lists, clock.today)
    question_view = QuestionView(database, clock.today)
    draft_view = DraftView(database, clock.today)
    evaluated_rules = RulesToEvaluate(requirement_view, draft_view, clock.today)
    voice_view = VoiceView(database)
    situation_view = SituationView(database)
    population = Population(database)
    confirmation_view = ConfirmationView(database)
    catalogue = starter_catalogue()
    self_examination_view = SelfExaminationView(
        ExaminationView(database), personal_lists, catalogue, clock.today
    )
    people = counting(People(log, clock, pseudonyms))
    register = Register(database)
    records_kept = RecordsKept(
        database, register, starter_proofs(), clock.today, settings.time_zone
    )
    survey_view = SurveyView(database)
    proving = Proving(settings, database, keys, log, clock)
    deadline_view = DeadlineView(database)
    deadlines = Deadlines(log, clock, places)
    information_request_view = InformationRequestView(database)
    sufficient_times = SufficientTimes(
        log,
        clock,
        law,
        places,
        information_request_view,
        starter_lead_times(),
        starter_time_rules(),
    )
    handling = Handling(log, clock, law, places, deadlines)
    inspecting = Inspecting(
        settings,
        database,
        log,
        clock,
        law,
        places,
        records_kept,
        person_view,
        execution_view,
        information_request_view,
        pseudonyms,
    )
    planning = Planning(
        database,
        log,
        clock,
        law,
        places,
        inspecting.kinds,
        information_request_view,
        execution_view,
        person_view,
        pseudonyms,
    )
    correspondence = counting(Correspondence(log, clock, pseudonyms))
    enclosures = counting(
        Enclosures(
            log,
            clock,
            pseudonyms,
            files,
            scanner_of(settings.clamd),
            UnsentButDrafted(
                exchange_view, AppealView(database, clock.today, clock.now)
            ),
        )
    )
    visiting = Visiting(
        database,
        log,
        clock,
        law,
        places,
        pseudonyms,
        information_request_view,
        person_view,
        algorithm_view,
        correspondence,
    )
    risking = Risking(settings, database, log, clock, law, places, personal_lists)
    cautioning = Cautioning(
        database,
        log,
        clock,
        law,
        places,
        deadlines,
        person_view,
        pseudonyms,
        correspondence,
    )
    telling = Telling(
        settings,
        database,
        log,
        clock,
        law,
        pseudonyms,
        population,
        situation_view,
        (requirement_view, draft_view, algorithm_view),
    )
    meeting = Meeting(settings, database, log, clock, files)

    return Service(
        settings=settings,
        clock=clock,
        database=database,
        keys=keys,
        log=log,
        runner=Runner(database, log, projections()),
        vocabulary=vocabulary,
        law=law,
        calendar=calendar,
        places=places,
        catalogue=catalogue,
        pseudonyms=pseudonyms,
        requirements=counting(Requirements(log, vocabulary)),
        imports=Import(log, vocabulary),
        classifiers=Classifiers(log),
        clients=counting(Clients(log, clock, pseudonyms, people, vocabulary)),
        disputes=counting(Disputes(log, clock, person_view, documents, vocabulary)),
        state_registers=counting(
            StateRegisters(log, pseudonyms, vocabulary, _registers(settings))
        ),
        people=people,
        applicability=counting(
            Applicability(log, clock, personal_lists, person_view, documents)
        ),
        algorithms=counting(
            Algorithms(log, clock, person_view, algorithm_view, vocabulary)
        ),
        algorithm_imports=AlgorithmImport(log, clock, vocabulary),
        evidence=counting(evidence),
        executions=counting(Executions(log, clock, personal_lists, execution_view)),
        steps=counting(Steps(log, clock, personal_lists, evidence, places)),
        execution_confirmations=counting(
            ExecutionConfirmationCommands(log, personal_lists, person_view)
        ),
        lapses=Lapses(log, clock, execution_confirmation_view),
        looks=counting(
            Looks(log, clock, settings.time_zone, pseudonyms, records_kept, person_view)
        ),
        surveys=counting(
            Surveys(
                log,
                clock,
                settings.time_zone,
                records_kept,
                person_view,
                algorithm_view,
                survey_view,
            )
        ),
        offers=counting(Offers(log, survey_view)),
        file_disposal=FileDisposal(files),
        correspondence=correspondence,
        enclosures=enclosures,
        delivery=Delivery(log, clock, pseudonyms),
        enclosure_disposal=EnclosureDisposal(files),
        files=files,
        assessments=counting(SelfAssessments(log, clock, assessment_view, documents)),
        compliance=counting(
            ComplianceDeclarations(log, clock, assessment_view, person_view, law)
        ),
        consultations=counting(
            Consultations(log, clock, law, question_view, person_view)
        ),
        public_answers=counting(
            PublicAnswers(log, clock, law, question_view, person_view)
        ),
        drafts=counting(
            Drafts(log, clock, law, places, person_view, draft_view, vocabulary)
        ),
        draft_imports=DraftImport(log),
        followings=counting(Followings(log, clock)),
        self_examinations=counting(
            SelfExaminations(log, clock, vocabulary, catalogue, self_examination_view)
        ),
        list_exports=counting(ListExports(log)),
        calendar_feeds=counting(CalendarFeeds(log)),
        situations=counting(Situations(log, vocabulary)),
        work_calendars=counting(WorkCalendars(log, vocabulary.regions)),
        law_terms=counting(LawTermCommands(log, starter_law_terms())),
        confirmations=counting(Confirmations(log, clock, personal_lists, vocabulary)),
        conclusions=Conclusions(log, clock, catalogue),
        confirmation_reviews=ConfirmationReviews(
            log, clock, personal_lists, confirmation_view
        ),
        reconfirmations=Reconfirmations(log, clock, personal_lists, declaration_view),
        documents=documents,
        notices=telling.notices,
        arrivals=Arrivals(log, telling.notices),
        deadline_reminders=DeadlineReminders(log, telling.notices, person_view),
        request_news=RequestNews(log, telling.notices),
        happenings=Happenings(log, telling.notices, person_view),
        readings=counting(Readings(log, telling.view)),
        address_books=counting(AddressBooks(log, clock, pseudonyms, telling.carriers)),
        deliveries=counting(
            Deliveries(
                log,
                clock,
                DeliveryQueue(database),
                NoticeMessages(
                    telling.view,
                    telling.wording,
                    pseudonyms,
                    settings.public_url,
                ),
                telling.carriers,
            )
        ),
        notice_view=telling.view,
        notice_wording=telling.wording,
        carriers=telling.carriers,
        mailings=counting(telling.mailings),
        consents=telling.consents,
        consent_words=telling.consent_words,
        mailed_words=telling.mailed_words,
        help_offers=HelpOffers(telling.mailings),
        sessions=Sessions(database, clock, person_view),
        requirement_view=requirement_view,
        client_view=client_view,
        data_set_view=DataSetView(database),
        dispute_view=DisputeView(database),
        person_view=person_view,
        declaration_view=declaration_view,
        assessment_view=assessment_view,
        compliance_view=ComplianceView(database),
        consent_view=ConsentView(database),
        mailing_view=MailingView(database),
        question_view=question_view,
        answer_view=PublicAnswerView(database),
        draft_view=draft_view,
        evaluated_rules=evaluated_rules,
        evaluations=counting(
            Evaluations(log, clock, evaluated_rules, ClientSegments(client_view))
        ),
        rounds=Rounds(
            log, clock, voice_view, starter_atlas(), law, settings.small_group
        ),
        considerations=counting(
            Considerations(log, clock, evaluated_rules, person_view)
        ),
        releases=counting(Releases(log, clock, evaluated_rules, person_view, law)),
        voice_view=voice_view,
        evaluation_queue=QueueView(database),
        deadlines=deadlines,
        firing=Firing(log, clock, deadline_view),
        recomputations=Recomputations(log, clock, deadline_view, places),
        question_deadlines=QuestionDeadlines(log, deadlines, law, places),
        evaluation_deadlines=EvaluationDeadlines(
            log,
            deadlines,
            law,
            places,
            evaluated_rules,
            QueueView(database),
            deadline_view,
        ),
        deadline_view=deadline_view,
        sufficient_times=sufficient_times,
        information_requests=counting(
            InformationRequests(
                log,
                clock,
                sufficient_times,
                information_request_view,
                person_view,
                pseudonyms,
                correspondence,
                handling,
            )
        ),
        information_answers=counting(
            InformationAnswers(log, clock, correspondence, handling)
        ),
        absences=counting(AbsenceCommands(log, clock)),
        information_request_view=information_request_view,
        appealing=Appealing(
            Appealed(settings, database, log, clock, law, places),
            log,
            clock,
            law,
            places,
            inspecting.handling,
            correspondence,
        ),
        appeal_view=AppealView(database, clock.today, clock.now),
        appeal_figures=AppealFigures(database, settings.small_group),
        cautions=cautioning.cautions,
        caution_replies=cautioning.replies,
        caution_delivery=cautioning.delivery,
        caution_news=CautionNews(log, telling.notices),
        caution_view=cautioning.view,
        visits=visiting.visits,
        visit_wishes=visiting.wishes,
        visit_outcomes=visiting.outcomes,
        visit_news=VisitNews(log, telling.notices),
        visit_silences=VisitSilences(log, visiting.outcomes),
        visit_view=visiting.view,
        risk_profiles=counting(RiskProfiles(log, clock, law, person_view, vocabulary)),
        risk_reckoning=risking.reckoning,
        risk_assignments=counting(
            RiskAssignments(
                log,
                clock,
                person_view,
                pseudonyms,
                risking.reckoning,
                risking.handling,
            )
        ),
        risk_objecting=counting(RiskObjecting(log, clock, documents, risking.handling)),
        risk_recomputations=risking.recomputations,
        risk_changes=RiskChanges(log, risking.recomputations),
        risk_news=RiskNews(log, telling.notices),
        risk_view=risking.view,
        inspection_orders=inspecting.orders,
        inspection_steps=inspecting.steps,
        inspection_records=counting(
            ActionRecords(
                log,
                clock,
                inspecting.view,
                inspecting.handling,
                correspondence,
                enclosures,
            )
        ),
        date_moves=inspecting.moves,
        representatives=inspecting.representatives,
        inspection_silence=inspecting.silence,
        inspection_deadlines=InspectionDeadlines(
            log, deadlines, law, inspecting.kinds, places
        ),
        inspection_readings=InspectionReadings(log, inspecting.view),
        inspection_news=InspectionNews(log, telling.notices),
        inspection_view=inspecting.view,
        inspection_talk=counting(
            InspectionTalk(
                log, clock, law, inspecting.handling, correspondence, deadlines
            )
        ),
        inspection_answers=InspectionAnswers(deadlines),
        papers=Papers(
            log,
            clock,
            starter_paper_templates(),
            PaperView(database),
            PaperSheets(
                Known(
                    log,
                    inspecting.view,
                    client_view,
                    person_view,
                    requirement_view,
                    places,
                    clock.today,
                    language(RUSSIAN, settings.time_zone.key),
                    law,
                )
            ),
            PaperPress(settings.public_url),
            enclosures,
            correspondence,
        ),
        paper_view=PaperView(database),
        inspection_watch=inspecting.watch,
        inspection_kinds=inspecting.kinds,
        plans=planning.plans,
        plan_news=PlanNews(log, telling.notices),
        plan_measuring=planning.measuring,
        register_imports=RegisterImport(log, pseudonyms),
        plan_view=planning.view,
        ombudsmen=counting(
            Ombudsmen(
                log,
                clock,
                helped_cases(log, clock, inspecting.handling, inspecting.kinds),
                correspondence,
                OmbudsmanView(database),
            )
        ),
        ombudsman_news=OmbudsmanNews(log, telling.notices),
        damage_news=DamageNews(log, telling.notices),
        appeal_news=AppealNews(log, telling.notices, OmbudsmanView(database)),
        appeal_overdue=AppealOverdue(log, telling.notices, OmbudsmanView(database)),
        wished_ombudsmen=WishedOmbudsmen(log, clock, OmbudsmanView(database)),
        ombudsman_view=OmbudsmanView(database),
        damage=Damaging(
            settings,
            database,
            log,
            clock,
            law,
            places,
            documents,
            inspecting.handling,
            enclosures,
            correspondence,
        ),
        burdens=counting(Burdens(log, clock, inspecting.handling, documents)),
        burden_view=BurdenView(database),
        burden_figures=BurdenFigures(database, settings.small_group),
        evaluation_summary=SummaryView(database, settings.small_group),
        evaluation_board=BoardView(database, settings.small_group),
        impacts=Impacts(
            population,
            lambda: pseudonyms.of("impact", "rounding").bytes,
            settings.small_group,
        ),
        personal_lists=personal_lists,
        algorithm_view=algorithm_view,
        coverage=Coverage(database, register.current),
        evidence_view=evidence_view,
        exchange_view=exchange_view,
        execution_view=execution_view,
        execution_confirmation_view=execution_confirmation_view,
        records_kept=records_kept,
        look_view=LookView(database),
        survey_view=survey_view,
        list_export_view=ListExportView(database),
        calendar_feed_view=CalendarFeedView(database),
        self_examination_view=self_examination_view,
        situation_view=situation_view,
        law_term_view=LawTermView(database),
        receipts=proving.receipts,
        tree_heads=proving.tree_heads,
        tree_audit=proving.tree_audit,
        signer=proving.signer,
        tree_view=proving.tree,
        heads=proving.heads,
        audits=proving.audits,
        confirmation_view=confirmation_view,
        to_confirm=ToConfirm(
            confirmation_view, situation_view, personal_lists, clock.today
        ),
        timeline_view=TimelineView(database),
        video_cases=meeting.cases,
        meetings=meeting.meetings,
        attendance=meeting.attendance,
        meeting_recordings=meeting.recordings,
        meeting_news=MeetingNews(log, telling.notices),
        video_view=meeting.view,
        signalling=Signalling(database),
        okved_titles=OkvedTitles(requirement_view),
    )


def _registers(settings: Settings) -> tuple[StateRegister, ...]:
    """The state registers that can be asked about a business."""
    if settings.ervk_url is None:
        return ()
    regions = starter_vocabulary().regions
    # 6 MB that few installations need
    from interfaces.gateways.registers.ervk_http import ErvkOverHttp  # noqa: PLC0415

    return (ErvkOverHttp(settings.ervk_url, starter_activities(), regions),)
