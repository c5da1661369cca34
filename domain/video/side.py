"""Who meets by video, and for whom (I6)."""

from enum import StrEnum


class Side(StrEnum):
    """For whom somebody takes part.

    CLIENT: the business, also through a representative. BODY: the authority that holds
    the case; its officers let the others in. HELPER: the ombudsman's office. EXPLAINS:
    of an appeal, those of the authority who do not decide it and explain what they
    did; at the door they are as good as the business.
    """

    CLIENT = "client"
    BODY = "body"
    HELPER = "helper"
    EXPLAINS = "explains"


DECIDING = (Side.CLIENT, Side.BODY)
"""Those who have to agree on a time."""
