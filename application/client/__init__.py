"""A business, its data, and what registers say of it: commands (L7)."""

from application.client.clients import Clients
from application.client.commands import (
    AcceptDispute,
    DeclineDispute,
    OpenPremises,
    RaiseDispute,
    RegisterClient,
    RenameClient,
    StateFacts,
)
from application.client.disputes import Disputes
from application.client.living import living_client
from application.client.registers import REGISTERS, Checked, StateRegisters, Taken

__all__ = [
    "REGISTERS",
    "AcceptDispute",
    "Checked",
    "Clients",
    "DeclineDispute",
    "Disputes",
    "OpenPremises",
    "RaiseDispute",
    "RegisterClient",
    "RenameClient",
    "StateFacts",
    "StateRegisters",
    "Taken",
    "living_client",
]
