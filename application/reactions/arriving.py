"""Tells an organisation that a message stands in its inbox (I1, I2)."""

from application.log import EventLog
from application.notice import Notices
from domain.exchange import Kind, Message
from domain.kernel import Event
from domain.notice import Basis

TOLD_BY_THEIR_CASES = ("/cautions/", "/appeals/")
"""Of messages that are sent by these acts, other reactions tell in better words."""
OMBUDSMAN = "/ombudsman"
"""How the basis of messages ends that an ombudsman writes in a case."""


class Arrivals:
    """A reaction; one that is repeated tells nobody twice.

    What a message says is in the correspondence alone: a notice goes over channels that
    others may read, and would tell it before it was opened on the record.

    Args:
        log: knows the messages.
        notices: tells.
    """

    on = (Message.Delivered,)

    def __init__(self, log: EventLog, notices: Notices) -> None:
        self._log = log
        self._notices = notices

    def react(self, happened: Event) -> None:
        """Tell whoever a message was delivered to."""
        if not isinstance(happened, Message.Delivered):
            return
        message = self._log.load(Message, happened.originator_id)
        basis = message.basis
        if basis.startswith(TOLD_BY_THEIR_CASES) and not basis.endswith(OMBUDSMAN):
            return
        decides = message.kind is Kind.DECISION
        self._notices.tell(
            to=happened.recipient,
            template="decision-delivered" if decides else "message-delivered",
            values={},
            about=f"/exchange/{happened.thread}",
            basis=Basis.own_matter(),
            key=f"message-delivered/{happened.originator_id}",
        )
