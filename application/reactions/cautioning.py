"""Tells how a caution goes on: it is no inspection, and says so (C6, I1)."""

from collections.abc import Mapping
from uuid import UUID

from application.log import EventLog
from application.notice import Notices
from domain.caution import Caution, WhyClosed
from domain.errors import NotFound
from domain.kernel import Event
from domain.notice import Basis, Given

TO_CLIENT: Mapping[type[Event], str] = {
    Caution.Received: "caution-received",
    Caution.Kept: "caution-kept",
    Caution.Withdrawn: "caution-withdrawn",
}
NOTHING: Mapping[str, Given] = {}


class CautionNews:
    """A reaction; one that is repeated tells nobody twice.

    Args:
        log: knows the cautions.
        notices: tells.
    """

    on: tuple[type[Event], ...] = (*TO_CLIENT, Caution.Objected, Caution.Closed)

    def __init__(self, log: EventLog, notices: Notices) -> None:
        self._log = log
        self._notices = notices

    def react(self, happened: Event) -> None:
        """Tell the side that did not do it."""
        try:
            caution = self._log.load(Caution, happened.originator_id)
        except NotFound:
            return
        match happened:
            case Caution.Objected(answer=answer):
                values: dict[str, Given] = {"day": answer.last_day}
                self._tell(
                    caution, happened, caution.authority, "caution-objected", values
                )
            case Caution.Closed(why=WhyClosed.DONE):
                self._tell(caution, happened, caution.authority, "caution-done")
            case Caution.Closed():
                self._tell(caution, happened, caution.client_id, "caution-closed")
            case Caution.Received(edition=edition) if edition > 1:
                self._tell(caution, happened, caution.client_id, "caution-changed")
            case _:
                template = TO_CLIENT[type(happened)]
                self._tell(caution, happened, caution.client_id, template)

    def _tell(
        self,
        caution: Caution,
        happened: Event,
        to: UUID,
        template: str,
        values: Mapping[str, Given] = NOTHING,
    ) -> None:
        self._notices.tell(
            to=to,
            template=template,
            values=values,
            about=f"/cautions/{caution.id}",
            basis=Basis.own_matter(),
            key=f"{template}/{caution.id}/{happened.originator_version}",
        )
