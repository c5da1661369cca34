"""Who of the ombudsmen takes part in which inspection (I10)."""

from projections.ombudsman.cards import InvitationPage, Opinion, TakingPart
from projections.ombudsman.tables import OmbudsmanProjection
from projections.ombudsman.view import OmbudsmanView

__all__ = [
    "InvitationPage",
    "OmbudsmanProjection",
    "OmbudsmanView",
    "Opinion",
    "TakingPart",
]
