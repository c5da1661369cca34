"""Claims of damage, and the key rate by which interest is reckoned (I9)."""

from application.damage.commands import (
    MOST_FILES,
    AcceptOffer,
    AnswerClaim,
    BeginClaim,
    EnterKeyRate,
    GoToCourt,
    InterestOn,
    OfferSum,
    PutLine,
    RecordOutcome,
    RecordPayment,
    TakeDays,
    TellStory,
    WithdrawClaim,
)
from application.damage.drafting import ClaimDrafts
from application.damage.handling import ClaimHandling
from application.damage.ports import (
    Annex,
    ClaimPress,
    ClaimsKnown,
    KeyRateTable,
    ReadDocuments,
)
from application.damage.rates import KeyRateCommands
from application.damage.sending import ClaimSending
from application.damage.sources import ClaimSources
from application.damage.talking import ClaimTalks

__all__ = [
    "MOST_FILES",
    "AcceptOffer",
    "Annex",
    "AnswerClaim",
    "BeginClaim",
    "ClaimDrafts",
    "ClaimHandling",
    "ClaimPress",
    "ClaimSending",
    "ClaimSources",
    "ClaimTalks",
    "ClaimsKnown",
    "EnterKeyRate",
    "GoToCourt",
    "InterestOn",
    "KeyRateCommands",
    "KeyRateTable",
    "OfferSum",
    "PutLine",
    "ReadDocuments",
    "RecordOutcome",
    "RecordPayment",
    "TakeDays",
    "TellStory",
    "WithdrawClaim",
]
