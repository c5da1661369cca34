"""What supports a business during an inspection, in words (I1 to I11)."""

from collections.abc import Mapping
from typing import Final

from domain.burden import Tool
from interfaces.locale import N_

TOOLS: Final[Mapping[Tool, str]] = {
    Tool.NOTICES: N_("Notices about the inspection"),
    Tool.DOCUMENTS: N_("Sending and receiving documents"),
    Tool.ADVICE: N_("Questions and answers during the inspection"),
    Tool.MATERIALS: N_("The page of the case with its materials"),
    Tool.REPRESENTATIVES: N_("Representatives"),
    Tool.VIDEO: N_("Video conferences"),
    Tool.MOVING: N_("Moving the date"),
    Tool.RECEIPTS: N_("Receipts for what was sent"),
    Tool.APPEALS: N_("Appealing"),
    Tool.OMBUDSMAN: N_("Inviting the ombudsman"),
    Tool.BURDEN: N_("Counting hours, cost and damage"),
}
