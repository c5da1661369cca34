"""What was asked in an inspection is answered, wherever the answer was written (I3)."""

from application.deadline import Deadlines
from domain.deadline import Task
from domain.exchange import Message
from domain.kernel import Actor, Event, Role

ANSWERS = Actor(id="system:deadlines", role=Role.SYSTEM)


class InspectionAnswers:
    """A reaction; one that is repeated changes nothing.

    A body may answer on the page of the case, or in the correspondence.
    """

    on = (Message.Sent,)

    def __init__(self, deadlines: Deadlines) -> None:
        self._deadlines = deadlines

    def react(self, happened: Event) -> None:
        """Let the deadline of a question be kept by its answer."""
        if isinstance(happened, Message.Sent) and happened.answers is not None:
            self._deadlines.keep(
                Task.ANSWER_IN_INSPECTION,
                happened.answers,
                at=happened.timestamp,
                by=ANSWERS,
            )
