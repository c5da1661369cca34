"""Mailings: what there is to tell, whom it concerns, how far it came (L8, R3)."""

from projections.notice.mailing.audience import Audience, Finding
from projections.notice.mailing.happened import Happened
from projections.notice.mailing.help import HelpAudience
from projections.notice.mailing.tables import MailingProjection
from projections.notice.mailing.view import MailingCard, MailingView

__all__ = [
    "Audience",
    "Finding",
    "Happened",
    "HelpAudience",
    "MailingCard",
    "MailingProjection",
    "MailingView",
]
