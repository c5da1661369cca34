"""The service with its starter data and demo people, some of whom have begun work."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import UUID

from application.appeal import (
    AskBody,
    AskClient,
    AssignAppeal,
    BeginAppeal,
    ChangePart,
    EmpowerInAppeal,
    OutsideMatter,
    RefuseConsideration,
    WritePoint,
)
from application.applicability import Declare
from application.burden import RateTools, RecordDay
from application.caution import CautionPoint, IssueCaution, ObjectToCaution
from application.client import (
    REGISTERS,
    OpenPremises,
    RaiseDispute,
    RegisterClient,
)
from application.compliance import Assess, DeclareCompliance, PlanMeasure
from application.confirmation import ConfirmSituation
from application.consent import GiveConsent
from application.consultation import Ask, GiveAnswer, PublishAnswer
from application.damage import BeginClaim, PutLine, TellStory, WithdrawClaim
from application.data_assessment import AskSurvey, LookAtRecords, OfferHelp
from application.draft import PublishDraft
from application.evaluation import SendEvaluation
from application.exchange import Attach, BeginThread, LetRepresent
from application.execution import DoStep, GiveEvidence, HandStep, StartExecution
from application.information_request import (
    AskedItem,
    AskForInformation,
    DeclareAbsence,
)
from application.inspection import (
    AskInInspection,
    AskMove,
    Empower,
    OrderInspection,
    When,
)
from application.notice import POSTMAN, AddChannel, ConfirmChannel, code_of
from application.ombudsman import InviteOmbudsman
from application.person import IssueToken
from application.plan import ApproveEntries, EntryRef, ProposeEntry
from application.requirement import DraftRequirement
from application.risk import AssignRisk, KeepRiskCriteria, ObjectToRisk
from application.self_examination import GiveAnswer as SayFacts
from application.video import ProposeMeeting
from application.visit import OfferVisit
from domain.appeal import Appeal, AppealPower, DraftPart
from domain.burden import Amounts, CostBook, Rating, Tool, Who, Work
from domain.caution import SignSource
from domain.client import Client, RegisterAnswer, RegisterFact, RegisterPlace
from domain.compliance import ControlScope, Degree
from domain.condition import Ground
from domain.consent import Scope as ConsentScope
from domain.damage import LineKind
from domain.data_assessment import Segment
from domain.draft import Draft, Filter, draft_id
from domain.evaluation import Cost, Remark, Said, Theme
from domain.exchange import Kind as MessageKind
from domain.execution import ExecutionConfirmation
from domain.execution import Form as EvidenceForm
from domain.information_request import Ground as RequestGround
from domain.inspection import Cause, ControlAction, Kind, Named, Order, Power
from domain.inspection import Ground as InspectionGround
from domain.inspection import Scope as InspectionScope
from domain.kernel import Actor, Role
from domain.list_export import Form, Part
from domain.notice import Answer, Basis, ChannelKind, Delivery, Notice, Outcome
from domain.ombudsman import Case
from domain.person import Membership, Scope
from domain.profile import ClientKind
from domain.risk import Category, Measure, Reckoned, RiskAssignment
from domain.small_groups import K
from domain.video import WEBM
from domain.visit import Slot
from interfaces.deps import own
from interfaces.exports.taking import Wish, take_out
from interfaces.gateways.database import Database
from interfaces.gateways.registers import ERVK
from interfaces.gateways.sign_in import demo_people
from interfaces.service import Service
from interfaces.starter import load_starter
from projections.applicability import AsOf
from projections.inspection import CaseCard
from projections.notice.mailing import MailingCard
from tests.conftest import EMPTY, StoppedClock
from tests.consulting import inn_of
from tests.data_assessment import inn_number_of
from tests.drafting import ACT, manuscript
from tests.interfaces.shell import Cast, service_of, settings_of
from tests.register import content

FIRE = "МЧС России"
WAREHOUSE = "REQ-FIRE-011"
"""Supervised by FIRE; stands on object:warehouse or object:production_room."""
DRAFT = "REQ-DRAFT-001"
FIRE_SAFETY = "ALG-001"
PHOTO = b"\xff\xd8\xff a photo of step "
EVIDENCE: dict[int, bytes | str] = {
    1: "Кафе, 60 м², до 40 человек, сигнализация есть",
    2: PHOTO + b"2",
    3: PHOTO + b"3",
    4: "Инструктаж проведён, подписи собраны",
    5: PHOTO + b"5",
    6: PHOTO + b"6",
    7: "Проводка и приборы осмотрены, запретов нет",
    8: "",
}
"""What shows each step of FIRE_SAFETY; a photo is a document too."""
CAFE, SEGMENT = "start-cafe", "segment-small-cafe"
"""A life situation and a segment of the starter data."""
UNDECIDED = "REQ-FIRE-004"
"""Supervised by FIRE: nothing that the state has says whether the café keeps it."""
INSTRUCTION, CONSENT = "REQ-FIRE-001", "REQ-PDN-001"
"""Supervised by FIRE and about the café; about the café and about maria too."""
CAFE_INN = "630000000119"
PDF = b"%PDF-1.7\nA plan of the floor, without a warehouse."
RISK_CRITERIA: dict[str, Any] = {
    "control_kind": "Федеральный государственный пожарный надзор",
    "control_body": FIRE,
    "number": "006",
    "reason": "Первые критерии",
    "criteria": {
        "since": "2026-11-21",
        "bands": [
            {"category": "low", "points": 0},
            {"category": "moderate", "points": 30},
            {"category": "medium", "points": 60},
        ],
        "harm": [
            {
                "id": "kitchen",
                "name": {"ru": "Готовят пищу", "en": "Food is cooked"},
                "condition": {"activity": ["cooks_food"]},
                "points": 70,
                "source": "Положение, приложение 1",
                "certainty": "unsure",
            }
        ],
        "good_faith": [
            {
                "id": "algorithms",
                "name": {"ru": "Алгоритмы", "en": "Algorithms"},
                "merit": "algorithms",
                "points": 20,
                "most": 3,
                "source": "Положение, приложение 2",
                "certainty": "unsure",
            }
        ],
        "source": "Положение",
        "certainty": "unsure",
    },
}


@dataclass(frozen=True)
class Someone:
    """A person, and as whom that person acts."""

    id: UUID
    acting: Membership | None

    @property
    def actor(self) -> Actor:
        role = self.acting.role if self.acting else Role.PERSON
        organisation = self.acting.organisation if self.acting else None
        return Actor(id=str(self.id), role=role, organisation=organisation)


class World:
    """The demo people at work; "galina" is an appeals officer of the fire authority."""

    def __init__(self, service: Service) -> None:
        self.service = service
        load_starter(service)
        service.runner.drain()
        self.people = {one.id: self._known(one.id) for one in demo_people()}
        self.cafe = self._organisation("anna")

    def actor(self, name: str) -> Actor:
        return self.people[name].actor

    def session(self, name: str) -> str:
        """The secret of a session that begins now."""
        someone = self.people[name]
        return self.service.sessions.open(someone.id, someone.acting)

    def token(self, name: str, *scopes: Scope) -> tuple[UUID, str]:
        """An access token for a program of somebody: its id and itself."""
        command = IssueToken(name="A program", scopes=frozenset(scopes))
        issued = self.service.people.issue_token(command, by=self.actor(name))
        self.service.runner.drain()
        assert issued.token_id
        assert issued.token
        return issued.token_id, issued.token

    def premises(self, name: str) -> UUID:
        """One more place of the café."""
        by = self.actor("anna")
        receipt = self.service.clients.open_premises(
            self.cafe, OpenPremises(name=name), by=by
        )
        self.service.caught_up(receipt.position)
        card = self.service.client_view.get(self.cafe)
        assert card
        return next(one.id for one in card.premises if one.name == name)

    def version_of_client(self, name: str) -> int:
        """Of the business that somebody acts for; 1 when that is none."""
        someone = self.people.get(name)
        if not someone or not someone.acting or someone.acting.role is not Role.CLIENT:
            return 1
        return self.service.log.load(Client, someone.acting.organisation).version

    def draft(self) -> str:
        """A requirement that only registrars see."""
        command = DraftRequirement(code=DRAFT, content=content())
        self.service.requirements.draft(command, by=self.actor("elena"))
        self.service.runner.drain()
        return DRAFT

    def rule(self) -> str:
        """A draft of viktor's body in its second version, open from today."""
        by, drafts = self.actor("viktor"), self.service.drafts
        begun = drafts.begin(manuscript(), by=by)
        self.service.caught_up(begun.position)
        number = self.service.draft_view.number_of(begun.id)
        assert number
        drafts.publish(number, PublishDraft(), by=by)
        drafts.rewrite(number, manuscript(title="О лифтах, снова"), by=by)
        receipt = drafts.publish(number, PublishDraft(because="По замечаниям"), by=by)
        self.service.caught_up(receipt.position)
        return number

    def adopted_draft(self) -> str:
        """A draft that became an act; the register does not hold it yet."""
        number, by = self.rule(), self.actor("viktor")
        draft = self.service.log.load(Draft, draft_id(number))
        assert draft.latest
        draft.adopt(act=ACT, on=draft.latest.window.closes + timedelta(days=1), by=by)
        self.service.caught_up(self.service.log.record(draft, by=by).position)
        return number

    def consent(self, name: str) -> UUID:
        """That a client wants to be told of offers of help."""
        by = self.actor(name)
        command = GiveConsent(scope=ConsentScope.service("help"))
        receipt = self.service.consents.give(own(by), command, by=by)
        self.service.caught_up(receipt.position)
        return receipt.id

    def mailing(self) -> MailingCard:
        """The mailing that told entrepreneurs, such as the café, something new."""
        self._mailed()
        command = DraftRequirement(
            code="REQ-NEWS-001",
            content=content(condition={"client_kind": ["IE"]}, in_force_until=None),
        )
        by = self.actor("elena")
        self.service.requirements.draft(command, by=by)
        self.service.requirements.publish("REQ-NEWS-001", by=by)
        return self._mailed()

    def _mailed(self) -> MailingCard:
        self.service.runner.drain()
        self.service.mailings.begin_of_day()
        self.service.runner.drain()
        self.service.mailings.go_on_with_all()
        self.service.runner.drain()
        return self.service.mailing_view.all_of()[0]

    def followed(self, name: str) -> int:
        """Something that a client follows; its number."""
        by = self.actor(name)
        receipt = self.service.followings.follow(own(by), Filter(region="63"), by=by)
        self.service.caught_up(receipt.position)
        return self.service.draft_view.following(own(by)).filters[-1].place

    def correspondence(self, representative: str) -> tuple[UUID, UUID, UUID]:
        """The café asks FIRE something: correspondence, message, file sent with it."""
        by, exchange = self.actor("anna"), self.service.correspondence
        kept = self.service.enclosures.attach(Attach(), "plan.pdf", BytesIO(PDF), by=by)
        asked = BeginThread(
            kind=MessageKind.REQUEST,
            title="План помещений",
            text="Верен ли план?",
            body=own(self.actor("pavel")),
            files=(kept.id,),
        )
        thread, message, *_ = exchange.begin(asked, by=by).changed
        command = LetRepresent(person=UUID(representative))
        receipt = exchange.let_represent(thread.id, command, by=by)
        self.service.caught_up(receipt.position)
        return thread.id, message.id, kept.id

    def declaration(self, requirement: str = WAREHOUSE) -> UUID:
        """The café declares that it has neither a store nor a production room."""
        by = self.actor("anna")
        document = self.service.applicability.keep_document(
            self.cafe, "plan.pdf", PDF, by=by
        )
        command = Declare(
            requirements=(requirement,),
            ground=Ground.OBJECT_NOT_USED,
            absent=("object:warehouse", "object:production_room"),
            document_id=document,
        )
        receipt = self.service.applicability.declare(self.cafe, command, by=by)
        self.service.runner.drain()
        return receipt.id

    def proposal(self, name: str) -> UUID:
        """A place that a state register names of the café."""
        address = RegisterPlace(
            name=name,
            address=f"Самара, {name}, 1",
            region="63",
            since=self.service.clock.today(),
            reference=f"У003/{name}",
        )
        self._says(places=(address,))
        card = self.service.client_view.get(self.cafe)
        assert card
        return next(one.id for one in card.proposals if one.name == name)

    def dispute(self) -> UUID:
        """The café disputes the size that a state register gives it; with a file."""
        size = RegisterFact(
            fact="size",
            value="small",
            since=self.service.clock.today(),
            reference="У003/000000017",
        )
        self._says(facts=(size,))
        by, disputes = self.actor("anna"), self.service.disputes
        document = disputes.keep_document(self.cafe, "plan.pdf", PDF, by=by)
        command = RaiseDispute(reason="Нас восемь", document_id=document)
        id = disputes.raise_(self.cafe, "size", command, by=by).id
        self.service.runner.drain()
        return id

    def _says(
        self,
        facts: tuple[RegisterFact, ...] = (),
        places: tuple[RegisterPlace, ...] = (),
    ) -> None:
        answer = RegisterAnswer(
            registry=ERVK, inn=CAFE_INN, ogrn=None, facts=facts, places=places
        )
        self.service.state_registers.take([answer], by=REGISTERS)
        self.service.runner.drain()

    def assessment(self) -> UUID:
        """The café observes CONSENT in part, and means to mend it; the measure."""
        by, commands = self.actor("anna"), self.service.assessments
        document = commands.keep_document(self.cafe, "plan.pdf", PDF, by=by)
        said = Assess(
            requirements=(CONSENT,), degree=Degree.PARTLY, document_id=document
        )
        commands.assess(self.cafe, said, by=by)
        planned = PlanMeasure(what="Утвердить", due=self.service.clock.today())
        commands.plan(self.cafe, CONSENT, planned, by=by)
        self.service.runner.drain()
        card = self.service.assessment_view.card(self.cafe, CONSENT)
        assert card
        return card.measures[0].id

    def compliance(self) -> UUID:
        """The café declares to FIRE that it observes everything; with a file."""
        by, commands = self.actor("anna"), self.service.assessments
        codes = {
            one.code: one.version
            for one in self.service.assessment_view.concerns(self.cafe)
            if one.control_body == FIRE
        }
        document = commands.keep_document(self.cafe, "plan.pdf", PDF, by=by)
        said = Assess(
            requirements=tuple(codes), degree=Degree.COMPLIES, document_id=document
        )
        commands.assess(self.cafe, said, by=by)
        command = DeclareCompliance(
            scope=ControlScope(control_body=FIRE), requirements=codes
        )
        receipt = self.service.compliance.declare(self.cafe, command, by=by)
        self.service.runner.drain()
        return receipt.id

    def look(self) -> UUID:
        """The fire authority looks at all of the café's records that concern it."""
        command = LookAtRecords(
            inn=CAFE_INN, everything=True, purpose="План профилактики"
        )
        id = self.service.looks.look(command, by=self.actor("pavel")).id
        self.service.runner.drain()
        return id

    def information_request(self) -> UUID:
        """The fire authority asks the café for a document; its deadline runs."""
        command = AskForInformation(
            inn=CAFE_INN,
            ground=RequestGround.GOOD_FAITH,
            purpose="Оценка добросовестности",
            items=(AskedItem(kind="archive", what="Договор на обслуживание"),),
        )
        by = self.actor("pavel")
        receipt = self.service.information_requests.ask(command, by=by)
        self.service.caught_up(receipt.position)
        return receipt.id

    def caution(self) -> UUID:
        """The fire authority cautions the café, which objects."""
        command = IssueCaution(
            inn=CAFE_INN,
            source=SignSource.MONITORING,
            received=self.service.clock.today(),
            told="На снимках у входа стоят ящики",
            points=(
                CautionPoint(
                    requirement="REQ-FIRE-004",
                    algorithm="ALG-004",
                    conduct="Выход заставлен",
                    proposal="Освободить выход",
                ),
            ),
        )
        id = self.service.cautions.issue(command, by=self.actor("pavel")).id
        self.service.runner.drain()
        objection = ObjectToCaution(reason="Ящики убрали в тот же день")
        replies = self.service.caution_replies
        receipt = replies.object(id, objection, by=self.actor("anna"))
        self.service.caught_up(receipt.position)
        return id

    def inspection(self, representative: str) -> dict[str, str]:
        """The fire authority inspects the café, which asks, and asks for another date.

        Args:
            representative: id of the person whom the café lets do everything there.

        Returns:
            Ids by the names that routes give them.
        """
        service, anna, pavel = self.service, self.actor("anna"), self.actor("pavel")
        id = self.ordered()
        service.inspection_steps.notify(id, When(place="Самара"), by=pavel)
        named = Empower(person=representative, powers=frozenset(Power))
        service.representatives.empower(id, named, by=anna)
        asked = AskInInspection(text="Какие журналы подготовить?")
        question = service.inspection_talk.ask(id, asked, by=anna).id
        card = self._inspected(id)
        later = card.starts + timedelta(days=7)
        wish = AskMove(cause=Cause.ILLNESS, slots=(later,))
        move = service.date_moves.ask(id, wish, by=anna).id
        service.runner.drain()
        service.papers.issue_due()
        service.runner.drain()
        (paper, *_) = service.paper_view.of_case(id)
        service.inspection_talk.open(id, paper.message, by=anna)
        service.runner.drain()
        return {
            "inspection_id": str(id),
            "asked_id": str(question),
            "move_id": str(move),
            "paper_id": str(paper.id),
            "sent_id": str(paper.message),
            "sent_file_id": str(paper.file),
        }

    def meeting(self, inspection: str, representative: str) -> dict[str, str]:
        """The café and the fire authority meet by video; a representative waits.

        Returns:
            Ids by the names that routes give them: of the meeting, of what was
            recorded in it, and the seat of the representative.
        """
        service, anna, pavel = self.service, self.actor("anna"), self.actor("pavel")
        zoya = Actor(id=representative, role=Role.PERSON)
        id = self.agreed_meeting(inspection)
        for by in (pavel, anna, zoya):
            service.attendance.arrive(id, by=by)
        service.attendance.admit(id, anna.id, by=pavel)
        for by in (pavel, anna):
            service.attendance.agree_to_recording(id, by=by)
        recording = service.meeting_recordings.begin(id, by=anna).id
        service.meeting_recordings.keep_piece(recording, 1, WEBM, by=anna)
        service.meeting_recordings.stop(id, by=anna)
        service.meeting_recordings.keep(recording, by=anna)
        service.runner.drain()
        seats = {one.person: one.number for one in service.video_view.there(id)}
        return {
            "meeting_id": str(id),
            "recording_id": str(recording),
            "seat": str(seats[representative]),
        }

    def agreed_meeting(self, inspection: str) -> UUID:
        """The café and the fire authority have agreed to meet in ten minutes."""
        command = ProposeMeeting(
            about=f"/inspections/{inspection}",
            purpose="Показать выход",
            starts=self.service.clock.now() + timedelta(minutes=10),
        )
        id = self.service.meetings.propose(command, by=self.actor("anna")).id
        self.service.meetings.agree(id, by=self.actor("pavel"))
        self.service.runner.drain()
        return id

    def beside(self, inspection: UUID) -> dict[str, str]:
        """An ombudsman takes part in an inspection of the café, which counts its cost.

        Returns:
            Ids by the names that routes give them.
        """
        service, anna = self.service, self.actor("anna")
        tatiana = self.actor("tatiana")
        invite = InviteOmbudsman(office=tatiana.organisation)
        id = service.ombudsmen.invite(
            Case.of_inspection(inspection), invite, by=anna
        ).id
        service.ombudsmen.accept(id, by=tatiana)
        bill = b"%PDF-1.7\nA bill, unlike every other document of the cafe."
        file = service.burdens.keep(inspection, "bill.pdf", bill, by=anna)
        work = (Work(who=Who.OWNER, minutes=90),)
        day = RecordDay(
            day=service.clock.today(), amounts=Amounts(work=work), files=(file,)
        )
        service.burdens.record(inspection, day, by=anna)
        rated = RateTools(ratings={Tool.NOTICES: Rating(score=4)})
        service.burdens.rate(inspection, rated, by=anna)
        service.runner.drain()
        return {
            "participation_id": str(id),
            "book_id": str(CostBook.create_id(inspection)),
            "burden_file_id": str(file),
        }

    def appeal(self, inspection: str, representative: str) -> dict[str, str]:
        """The café appeals against an inspection; both sides are asked about it.

        Args:
            inspection: id of it.
            representative: id of a person whom the café lets do everything there.

        Returns:
            Ids by the names that routes give them: of the appeal, and of a message of
            the body in it.
        """
        service, anna, galina = self.service, self.actor("anna"), self.actor("galina")
        drafts, cases = service.appeal_drafts, service.appeal_cases
        begun = BeginAppeal(about=f"/inspections/{inspection}")
        id = drafts.begin(begun, by=anna).id
        drafts.write_point(id, WritePoint(ground="not-proven", words="Нет"), by=anna)
        asks = ChangePart(part=DraftPart.ASKS, words="Отменить")
        drafts.change(id, asks, by=anna)
        if service.log.load(Appeal, id).learned() is None:
            today = service.clock.today()
            learned = ChangePart(part=DraftPart.LEARNED, learned_on=today)
            drafts.change(id, learned, by=anna)
        drafts.send(id, by=anna)
        named = EmpowerInAppeal(person=representative, powers=frozenset(AppealPower))
        service.appeal_representatives.empower(id, named, by=anna)
        cases.assign(id, AssignAppeal(officer=galina.id), by=galina)
        self.read_appeal(id, galina)
        cases.accept(id, by=galina)
        cases.ask_body(id, AskBody(what="Почему?", days=1), by=galina)
        cases.ask_client(id, AskClient(what="Что ещё?"), by=galina)
        service.runner.drain()
        card = service.appeal_view.get(id)
        assert card
        assert card.awaited
        return {
            "appeal_id": str(id),
            "appeal_message_id": str(card.awaited.message),
        }

    def read_appeal(self, id: UUID, by: Actor) -> None:
        """Open all that the client sent."""
        for message in self.service.log.load(Appeal, id).submitted:
            self.service.correspondence.open(message, by=by)

    def appeal_draft(self) -> UUID:
        """The café writes an appeal about something outside the service."""
        drafts, anna = self.service.appeal_drafts, self.actor("anna")
        body = own(self.actor("galina"))
        outside = OutsideMatter(told="Устный отказ", authority=body)
        id = drafts.begin(BeginAppeal(outside=outside), by=anna).id
        point = WritePoint(ground="no-reasons", words="Не объяснили")
        drafts.write_point(id, point, by=anna)
        for part in (DraftPart.ASKS, DraftPart.LEARNED):
            learned = self.service.clock.today() if part is DraftPart.LEARNED else None
            said = ChangePart(part=part, words="Объяснить", learned_on=learned)
            drafts.change(id, said, by=anna)
        self.service.runner.drain()
        return id

    def appeal_paper(self) -> dict[str, str]:
        """Consideration of an appeal was refused, and its client opened the paper.

        Returns:
            Ids by the names that routes give them: of the appeal, and of the paper.
        """
        service, anna, galina = self.service, self.actor("anna"), self.actor("galina")
        drafts = service.appeal_drafts
        outside = OutsideMatter(told="Устный отказ", authority=own(galina))
        id = drafts.begin(BeginAppeal(outside=outside), by=anna).id
        drafts.write_point(id, WritePoint(ground="not-proven", words="Нет"), by=anna)
        for part in (DraftPart.ASKS, DraftPart.LEARNED):
            learned = service.clock.today() if part is DraftPart.LEARNED else None
            said = ChangePart(part=part, words="Отменить", learned_on=learned)
            drafts.change(id, said, by=anna)
        drafts.send(id, by=anna)
        service.appeal_cases.assign(id, AssignAppeal(officer=galina.id), by=galina)
        self.read_appeal(id, galina)
        refused = RefuseConsideration(ground="sent-before", reason="Уже решено")
        service.appeal_cases.refuse(id, refused, by=galina)
        service.runner.drain()
        service.papers.issue_due()
        service.runner.drain()
        (paper,) = service.paper_view.of_case(id)
        service.appeal_replies.open(id, paper.message, by=anna)
        service.runner.drain()
        return {"appeal_id": str(id), "paper_id": str(paper.id)}

    def claims(self, inspection: str) -> dict[str, str]:
        """The café claims damage: a claim that was sent and taken back, and a draft.

        Returns:
            Ids by the names that routes give them: of the draft, of the other, and of
            a document in the draft.
        """
        damage, anna = self.service.damage, self.actor("anna")
        begin = BeginClaim(inspection=UUID(inspection))
        line = PutLine(kind=LineKind.ACTUAL, kopecks=5_000_00, what="Товар")
        sent = damage.drafts.begin(begin, by=anna).id
        damage.drafts.tell(sent, TellStory(story="Склад опечатали"), by=anna)
        damage.drafts.add(sent, line, by=anna)
        damage.sending.send(sent, by=anna)
        damage.talks.withdraw(sent, WithdrawClaim(words="Ошибка"), by=anna)
        draft = damage.drafts.begin(begin, by=anna).id
        bill = b"%PDF-1.7\nA bill of what was spoiled at the cafe."
        file = damage.drafts.keep(draft, "goods.pdf", bill, by=anna)
        shown = line.model_copy(update={"files": (file,)})
        damage.drafts.add(draft, shown, by=anna)
        self.service.runner.drain()
        return {
            "damage_id": str(draft),
            "claim_id": str(sent),
            "damage_file_id": str(file),
        }

    def ordered(self, requirement: str = UNDECIDED) -> UUID:
        """The fire authority orders an inspection of the café."""
        by, place = self.actor("pavel"), self.service.places.at()
        day = place.working_days_after(place.day_of(self.service.clock.now()), 5)
        order = Order(
            kind=Kind.ONSITE_INSPECTION,
            control_kind="Федеральный государственный пожарный надзор",
            ground=InspectionGround.ORDER_DUE,
            basis="предписание № 5",
            starts=datetime(day.year, day.month, day.day, 10, tzinfo=place.zone),
            last_day=day,
            hours=15,
            persons=(Named(person=by.id),),
            actions=(ControlAction.EXAMINATION,),
            scopes=(InspectionScope(requirements=(requirement,)),),
        )
        command = OrderInspection(
            client_id=self.cafe,
            order=order,
            explained="Срок предписания истёк",
            reasons={requirement: "Данных нет ни в одной системе"},
        )
        id = self.service.inspection_orders.order(command, by=by).id
        self.service.runner.drain()
        return id

    def _inspected(self, id: UUID) -> CaseCard:
        self.service.runner.drain()
        card = self.service.inspection_view.case(id)
        assert card
        return card

    def visit(self) -> UUID:
        """The fire authority offers the café a visit; it may choose a time."""
        starts = self.service.clock.now() + timedelta(days=40)
        command = OfferVisit(
            inn=CAFE_INN,
            told="Как хранить товары",
            requirements=(INSTRUCTION,),
            slots=(Slot(starts=starts, ends=starts + timedelta(hours=1)),),
            until=self.service.clock.today() + timedelta(days=30),
        )
        receipt = self.service.visits.offer(command, by=self.actor("pavel"))
        self.service.caught_up(receipt.position)
        return receipt.id

    def risk(self) -> tuple[UUID, UUID, UUID]:
        """The café objects to its category; ids of criteria, category and a file."""
        service, anna, nina = self.service, self.actor("anna"), self.actor("nina")
        today = service.clock.today().isoformat()
        held = RISK_CRITERIA["criteria"] | {"since": today}
        said = RISK_CRITERIA | {"criteria": held}
        criteria = KeepRiskCriteria.model_validate(said)
        profile = service.risk_profiles.keep(criteria, by=nina).id
        service.runner.drain()
        command = AssignRisk(inn=CAFE_INN, control_kind=criteria.control_kind)
        id = service.risk_assignments.assign(command, by=nina).id
        service.runner.drain()
        file = service.risk_objecting.keep_document(self.cafe, "нет.pdf", PDF, by=anna)
        objection = ObjectToRisk(reason="Не готовим", files=(file,))
        receipt = service.risk_objecting.object_to(id, objection, by=anna)
        service.caught_up(receipt.position)
        return profile, id, file

    def plan_entry(self) -> UUID:
        """The fire authority has a visit to the café in its plan."""
        service, pavel, nina = self.service, self.actor("pavel"), self.actor("nina")
        place, control = self.premises("Terrace"), RISK_CRITERIA["control_kind"]
        today = service.clock.today()
        assigned = RiskAssignment.assign(
            Reckoned(edition=1, on=today, lines=(), score=60, category=Category.MEDIUM),
            client_id=self.cafe,
            premises=place,
            control_kind=control,
            authority=own(nina),
            by=nina,
            today=today,
        )
        service.log.record(assigned, by=nina)
        service.runner.drain()
        command = ProposeEntry(
            inn=CAFE_INN,
            measure=Measure.VISIT,
            control_kind=control,
            objects=(place,),
            starts=today + timedelta(days=100),
            days=3,
            officers=(pavel.id,),
        )
        made = service.plans.propose(command, by=pavel)
        seen = EntryRef(id=made.id, version=made.version)
        approved = service.plans.approve(ApproveEntries(entries=(seen,)), by=nina)
        service.caught_up(approved.position)
        return made.id

    def absence(self) -> int:
        """The café says when nobody can answer; the absence's number."""
        today = self.service.clock.today()
        declared = self.service.information_request_view.absences(self.cafe, today)
        since = today + timedelta(days=300 + 2 * len(declared))
        command = DeclareAbsence(since=since, until=since)
        by = self.actor("anna")
        receipt = self.service.absences.declare(self.cafe, command, by=by)
        self.service.caught_up(receipt.position)
        return len(declared) + 1

    def survey(self) -> tuple[UUID, UUID]:
        """It surveys cafés in Samara, and offers help to them all; survey and offer."""
        for n in range(K):
            self._neighbour(n)
        by, commands = self.actor("pavel"), self.service.surveys
        asked = AskSurvey(
            requirements=(INSTRUCTION,),
            segment=Segment(okved="56"),
            purpose="План профилактики",
        )
        id = commands.ask(asked, by=by).id
        self.service.runner.drain()
        commands.go_on_with_all()
        self.service.runner.drain()
        help = OfferHelp(requirement=INSTRUCTION, algorithm=FIRE_SAFETY)
        commands.offer(id, help, by=by)
        self.service.runner.drain()
        card = self.service.survey_view.get(id)
        assert card
        return id, card.offers[0].id

    def _neighbour(self, n: int) -> None:
        """One more café."""
        person = Cast(self.service).person(f"cafe-{n}")
        command = RegisterClient(
            kind=ClientKind.IE,
            name=f"Кафе {n}",
            inn=inn_number_of(n + 500),
            facts={"okved": ("56.10",), "region": "63"},
        )
        by = Actor(id=str(person), role=Role.PERSON)
        self.service.clients.register(command, by=by)

    def question(self, requirement: str = WAREHOUSE) -> UUID:
        """The café asks about a requirement; the fire authority has answered."""
        anna, pavel = self.actor("anna"), self.actor("pavel")
        commands = self.service.consultations
        command = Ask(question="Нужен ли нам план склада?", requirement=requirement)
        id = commands.ask(self.cafe, command, by=anna).id
        commands.answer(id, GiveAnswer(answer="Да, если склад есть"), by=pavel)
        self.service.runner.drain()
        return id

    def public_answer(self, question: UUID) -> int:
        """The fire authority published it for everybody; the number."""
        command = PublishAnswer(
            question_id=question,
            question="Когда нужен план склада?",
            answer="Когда склад есть",
        )
        by = self.actor("pavel")
        position = self.service.public_answers.publish(command, by=by).position
        self.service.runner.drain()
        return position

    def evaluation(self, requirement: str = WAREHOUSE) -> tuple[UUID, UUID]:
        """The café evaluates a requirement with its name: its voice, the content."""
        said = Said(clarity=2, remarks=(Remark(text="Слишком часто"),))
        command = SendEvaluation(code=requirement, version=1, said=said, is_named=True)
        by = self.actor("anna")
        id = self.service.evaluations.send(self.cafe, command, by=by).id
        self.service.runner.drain()
        self.service.rounds.hold()
        self.service.runner.drain()
        card = self.service.voice_view.get(id)
        assert card
        assert card.content
        return id, card.content

    def evaluated(self, requirement: str = INSTRUCTION, count: int = 12) -> None:
        """So many businesses have evaluated a requirement, and were counted."""
        for place in range(count):
            person = Actor(
                id=str(Cast(self.service).person(f"evaluator{place}")), role=Role.PERSON
            )
            registering = RegisterClient(
                kind=ClientKind.IE,
                name=f"ИП {place}",
                inn=inn_of(place),
                facts={"okved": ("56.10",), "region": "63", "size": "micro"},
            )
            id = self.service.clients.register(registering, by=person).id
            self.service.runner.drain()
            by = person.model_copy(update={"organisation": id, "role": Role.CLIENT})
            said = Said(
                clarity=place % 5 + 1,
                feasibility=3,
                yearly=Cost(hours=Decimal(8), roubles=10_000 * (place + 1)),
                themes=(Theme.COST,),
                remarks=(Remark(text=f"Слишком часто, раз в {place} дней"),),
            )
            command = SendEvaluation(code=requirement, version=1, said=said)
            self.service.evaluations.send(id, command, by=by)
        self.service.runner.drain()
        self.service.rounds.hold()
        self.service.runner.drain()

    def receipt(self) -> dict[str, str]:
        """Something that anna did for the café, its leaf, and a head that covers it."""
        by, places = self.actor("anna"), self.service.clients
        done = places.open_premises(self.cafe, OpenPremises(name="Будка"), by=by)
        self.service.caught_up(done.position)
        made = self.service.receipts.receipt_for(done.position)
        head = self.service.heads.latest()
        assert head
        return {
            "position": str(done.position),
            "leaf": made.event.leaf.hex(),
            "size": str(head.head.size),
        }

    def export(self, name: str) -> UUID:
        """A file that somebody took the list out as."""
        by = self.actor(name)
        wish = Wish(
            form=Form.JSON,
            part=Part.ALL,
            as_of=AsOf(on=self.service.clock.today()),
            language="ru",
        )
        taken = take_out(self.service, own(by), wish, by=by, key=None)
        self.service.runner.drain()
        return taken.id

    def told(self) -> UUID:
        """The café is told something; the notice."""
        to = Notice.create_id(self.cafe, "access")
        self.service.notices.tell(
            to=self.cafe,
            template="question-answered",
            values={},
            about="/questions",
            basis=Basis.own_matter(),
            key="access",
        )
        self.service.runner.drain()
        return to

    def channel(self, path: str) -> UUID:
        """A webhook of the café, confirmed."""
        by, books = self.actor("anna"), self.service.address_books
        command = AddChannel(
            kind=ChannelKind.WEBHOOK, address=f"https://example.org/{path}"
        )
        books.add(self.cafe, command, by=by)
        self.service.runner.drain()
        id = self.service.notice_view.channels(self.cafe)[-1].id
        code = ConfirmChannel(code=code_of(self.service.pseudonyms, id, 1))
        books.confirm(self.cafe, id, code, by=by)
        self.service.runner.drain()
        return id

    def delivery(self, notice: UUID, channel: UUID) -> UUID:
        """The notice was refused by the channel."""
        delivery = Delivery.attempt_first(
            recipient=self.cafe,
            channel=channel,
            notice=notice,
            code=None,
            answer=Answer(outcome=Outcome.REFUSED, said="410 Gone"),
            by=POSTMAN,
            now=self.service.clock.now(),
        )
        self.service.log.record(delivery, by=POSTMAN)
        self.service.runner.drain()
        return delivery.id

    def calendar(self, name: str) -> str:
        """The secret in the address of somebody's calendar."""
        by = self.actor(name)
        opened = self.service.calendar_feeds.open(own(by), by=by)
        self.service.runner.drain()
        assert opened.secret
        return opened.secret

    def examination(self) -> int:
        """The café and maria examine themselves; the café's answer, its number."""
        commands = self.service.self_examinations
        for name in ("anna", "maria"):
            by = self.actor(name)
            commands.begin(own(by), by=by)
        said = SayFacts(facts={"object:lift": None})
        commands.answer(self.cafe, said, by=self.actor("anna"))
        self.service.runner.drain()
        return 1

    def confirmation(self, situation: str) -> UUID:
        """The café confirms a life situation; the confirmation."""
        command = ConfirmSituation(number=1, facts={"object:premises": True})
        by = self.actor("anna")
        id = self.service.confirmations.situation(
            self.cafe, situation, command, by=by
        ).id
        self.service.runner.drain()
        return id

    def execution(self, *, finished: bool = False) -> UUID:
        """The café makes its premises safe; its cook has step 2 in hand."""
        by = self.actor("anna")
        card = self.service.client_view.get(self.cafe)
        assert card
        command = StartExecution(algorithm=FIRE_SAFETY, place=card.premises[0].id)
        id = self.service.executions.start(self.cafe, command, by=by).id
        steps, denis = self.service.steps, self.people["denis"].id
        steps.hand(id, 2, HandStep(person=denis), by=by)
        for number, given in EVIDENCE.items():
            if isinstance(given, bytes):
                steps.give_file(id, number, "шаг.jpg", BytesIO(given), by=by)
            elif given:
                text = GiveEvidence(form=EvidenceForm.TEXT, text=given)
                steps.give(id, number, text, by=by)
            if finished:
                steps.do(id, number, DoStep(), by=by)
        self.service.runner.drain()
        return id

    def execution_confirmation(self) -> UUID:
        """The café has made its premises safe: six requirements are confirmed."""
        id = self.execution(finished=True)
        self.service.executions.finish(id, by=self.actor("anna"))
        self.service.runner.drain()
        return ExecutionConfirmation.create_id(id)

    def evidence_of(self, execution: UUID, step: int) -> tuple[UUID, UUID]:
        """The first piece that is attached to a step, and its file."""
        card = self.service.execution_view.get(execution)
        assert card
        item = card.evidence_for(step)[0]
        assert item.file
        return item.id, item.file

    def authority(self) -> UUID:
        """That supervises fire safety."""
        return self._organisation("pavel")

    def newcomer(self, name: str) -> UUID:
        """Somebody who has just signed in for the first time."""
        return Cast(self.service).person(name)

    def _known(self, name: str) -> Someone:
        id = self.service.pseudonyms.of("person", f"demo\n{name}\n0")
        ways = self.service.person_view.memberships(id)
        acting = (
            Membership(organisation=ways[0].organisation_id, role=ways[0].role)
            if ways
            else None
        )
        return Someone(id, acting)

    def _organisation(self, name: str) -> UUID:
        acting = self.people[name].acting
        assert acting
        return acting.organisation


def world(database: Database, **differently: str) -> World:
    """A fresh world in this database; everything that was there is gone."""
    with database.connection() as connection:
        connection.execute(EMPTY)
    settings = settings_of(database, **differently)
    return World(service_of(database, StoppedClock(), settings))
