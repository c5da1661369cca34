"""Who meets by video, and for whom (I6)."""

from enum import StrEnum


class Side(StrEnum):
    """For whom somebody takes part.

    CLIENT: the business, also through a representative. BODY: the authority that holds
    the case; its officers let the others in. HELPER: the ombudsman's office.
    """

    CLIENT = "client"
    BODY = "body"
    HELPER = "helper"


DECIDING = (Side.CLIENT, Side.BODY)
"""Those who have to agree on a time."""
