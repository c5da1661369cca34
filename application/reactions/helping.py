"""An offer of help reaches those who agreed to be told of such (C3, R3)."""

from application.notice.mailing import Mailings
from domain.data_assessment import Survey
from domain.kernel import Event
from domain.notice.mailing import HelpOffered


class HelpOffers:
    """Begins a mailing for each offer that a body makes to a group of a survey."""

    on = (Survey.Offered,)

    def __init__(self, mailings: Mailings) -> None:
        self._mailings = mailings

    def react(self, happened: Event) -> None:
        """Begin it, unless that was done."""
        if isinstance(happened, Survey.Offered):
            self._mailings.offer(
                HelpOffered(
                    offer=happened.offer,
                    survey=happened.originator_id,
                    requirement=happened.requirement,
                    algorithm=happened.algorithm,
                )
            )
