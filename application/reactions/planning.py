"""Tells a business what becomes of the checks that are planned for it (I1)."""

from collections.abc import Mapping
from typing import Final

from application.log import EventLog
from application.notice import Notices
from domain.kernel import Event
from domain.notice import Basis
from domain.plan import PlanEntry

PLANNED: Final = "/planned"
"""Where a business reads what is planned for it."""
TEMPLATES: Final[Mapping[type[Event], str]] = {
    PlanEntry.Planned: "check-planned",
    PlanEntry.Moved: "check-moved",
    PlanEntry.Excluded: "check-excluded",
}


class PlanNews:
    """A reaction; one that is repeated tells nobody twice.

    Args:
        log: knows the entries.
        notices: tells.
    """

    on = tuple(TEMPLATES)

    def __init__(self, log: EventLog, notices: Notices) -> None:
        self._log = log
        self._notices = notices

    def react(self, happened: Event) -> None:
        """Tell the business of one event."""
        for kind, template in TEMPLATES.items():
            if isinstance(happened, kind):
                id, version = happened.originator_id, happened.originator_version
                entry = self._log.load(PlanEntry, id)
                self._notices.tell(
                    to=entry.client_id,
                    template=template,
                    values={"day": entry.content.dates.starts},
                    about=PLANNED,
                    basis=Basis.own_matter(),
                    key=f"{template}/{id}/{version}",
                )
