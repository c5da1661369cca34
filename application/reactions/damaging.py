"""Tells a body what became of a claim of damage outside their letters (I9)."""

from collections.abc import Mapping
from typing import Final

from application.log import EventLog
from application.notice import Notices
from domain.damage import Claim
from domain.errors import NotFound
from domain.kernel import Event
from domain.notice import Basis

TEMPLATES: Final[Mapping[type[Event], str]] = {
    Claim.Paid: "damage-paid",
    Claim.WentToCourt: "damage-in-court",
    Claim.CourtDecided: "damage-court-decided",
}


class DamageNews:
    """A reaction; one that is repeated tells nobody twice.

    The claim itself, answers and offers are letters, of which the correspondence tells.

    Args:
        log: knows the claims.
        notices: tells.
    """

    on = tuple(TEMPLATES)

    def __init__(self, log: EventLog, notices: Notices) -> None:
        self._log = log
        self._notices = notices

    def react(self, happened: Event) -> None:
        """Tell the body what the business recorded."""
        id, version = happened.originator_id, happened.originator_version
        try:
            claim = self._log.load(Claim, id)
        except NotFound:
            return
        template = TEMPLATES[type(happened)]
        self._notices.tell(
            to=claim.authority,
            template=template,
            values={},
            about=f"/damages/{id}",
            basis=Basis.own_matter(),
            key=f"{template}/{id}/{version}",
        )
