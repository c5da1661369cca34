"""What the service does by itself when something happened: event to command.

Every reaction may be repeated: one that was done already finds nothing left to do.
"""

from application.reactions.arriving import Arrivals
from application.reactions.deadlines import EvaluationDeadlines, QuestionDeadlines
from application.reactions.helping import HelpOffers
from application.reactions.reconfirming import RECONFIRM, Reconfirmations
from application.reactions.reminding import DeadlineReminders, RequestNews
from application.reactions.telling import Happenings

__all__ = [
    "RECONFIRM",
    "Arrivals",
    "DeadlineReminders",
    "EvaluationDeadlines",
    "Happenings",
    "HelpOffers",
    "QuestionDeadlines",
    "Reconfirmations",
    "RequestNews",
]
