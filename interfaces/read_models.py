"""Every read model of the service."""

from projections.algorithm import AlgorithmProjection
from projections.appeal import AppealProjection, EffectProjection
from projections.applicability import DeclarationProjection, ListHistoryProjection
from projections.burden import BurdenProjection
from projections.calendar_feed import CalendarFeedProjection
from projections.caution import CautionProjection
from projections.client import ClientProjection
from projections.compliance import ComplianceProjection
from projections.confirmation import ConfirmationProjection
from projections.consent import ConsentProjection
from projections.consultation import ConsultationProjection
from projections.damage import DamageProjection
from projections.data_assessment import LookProjection, RecordProjection
from projections.deadline import DeadlineProjection
from projections.draft import DraftProjection
from projections.evaluation import EvaluationProjection, VoiceProjection
from projections.evidence import EvidenceProjection
from projections.exchange import ExchangeProjection
from projections.execution import ExecutionProjection
from projections.information_request import InformationRequestProjection
from projections.inspection import InspectionProjection
from projections.law_term import LawTermProjection
from projections.list_export import ListExportProjection
from projections.notice import NoticeProjection
from projections.notice.mailing import MailingProjection
from projections.ombudsman import OmbudsmanProjection
from projections.paper import PaperProjection
from projections.person import PersonProjection
from projections.plan import PlanProjection
from projections.receipt import TreeProjection
from projections.requirement import RequirementProjection
from projections.risk import RiskProjection
from projections.self_examination import ExaminationProjection
from projections.situation import SituationProjection
from projections.timeline import TimelineProjection
from projections.video import VideoProjection
from projections.view import Projection
from projections.visit import VisitProjection
from projections.work_calendar import WorkCalendarProjection


def projections() -> tuple[Projection, ...]:
    """Every read model of the service."""
    return (
        RequirementProjection(),
        ClientProjection(),
        PersonProjection(),
        DeclarationProjection(),
        AlgorithmProjection(),
        EvidenceProjection(),
        ExchangeProjection(),
        ExecutionProjection(),
        RecordProjection(),
        LookProjection(),
        ListHistoryProjection(),
        ListExportProjection(),
        CalendarFeedProjection(),
        ExaminationProjection(),
        SituationProjection(),
        WorkCalendarProjection(),
        LawTermProjection(),
        ConfirmationProjection(),
        ComplianceProjection(),
        ConsultationProjection(),
        ConsentProjection(),
        NoticeProjection(),
        MailingProjection(),
        DraftProjection(),
        DeadlineProjection(),
        InformationRequestProjection(),
        CautionProjection(),
        RiskProjection(),
        VisitProjection(),
        InspectionProjection(),
        PlanProjection(),
        PaperProjection(),
        OmbudsmanProjection(),
        BurdenProjection(),
        AppealProjection(),
        EffectProjection(),
        DamageProjection(),
        VoiceProjection(),
        EvaluationProjection(),
        VideoProjection(),
        TimelineProjection(),
        TreeProjection(),
    )
