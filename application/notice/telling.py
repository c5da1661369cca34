"""Tells clients and bodies what happened: inbox first, then their channels (I1)."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from application.log import EventLog, Receipt
from domain.errors import Stale
from domain.kernel import Actor, Role
from domain.notice import Basis, Given, Notice, Templates

TELLER = Actor(id="system:notice", role=Role.SYSTEM)


class Notices:
    """What every other context calls when somebody is to be told something.

    A notice that is recorded stands in the recipient's inbox; by which channels it
    goes out besides, and when, follows from what the recipient chose.

    Args:
        log: where it is recorded.
        templates: the words, see starter/notice_templates.jsonl.
    """

    def __init__(self, log: EventLog, templates: Templates) -> None:
        self._log = log
        self._templates = templates

    def tell(
        self,
        *,
        to: UUID,
        template: str,
        values: Mapping[str, Given],
        about: str,
        basis: Basis,
        key: str,
        by: Actor = TELLER,
    ) -> Receipt | None:
        """Tell one organisation something, once.

        Args:
            to: id of the client, or of the organisation of a body.
            template: name of the words; their newest version is used and noted.
            values: for every place of the words; no name of a person or business.
            about: path of the page that the notice leads to.
            basis: why the recipient may be told.
            key: what is told, e.g. "declaration-contested/<id>/<version>"; the same
                key tells the same recipient nothing twice.
            by: whoever did what is told, or the service itself.

        Returns:
            The receipt; None when it was told before.

        Raises:
            LookupError: there is no such template.
            ValueError: the values do not fit it, or `about` is no path.
        """
        notice = self.drawn_up(
            to=to,
            template=template,
            values=values,
            about=about,
            basis=basis,
            key=key,
            by=by,
        )
        try:
            return self._log.record(notice, by=by)
        except Stale:
            return None

    def tell_each(
        self,
        recipients: Iterable[UUID],
        *,
        template: str,
        values: Mapping[str, Given],
        about: str,
        basis: Basis,
        key: str,
        by: Actor = TELLER,
    ) -> None:
        """Tell several organisations the same, each once; arguments as in `tell`."""
        for to in recipients:
            self.tell(
                to=to,
                template=template,
                values=values,
                about=about,
                basis=basis,
                key=key,
                by=by,
            )

    def drawn_up(
        self,
        *,
        to: UUID,
        template: str,
        values: Mapping[str, Given],
        about: str,
        basis: Basis,
        key: str,
        by: Actor = TELLER,
    ) -> Notice:
        """The notice, for a caller that records it together with what it tells.

        Recording a key of this recipient again is Stale; else as `tell`.
        """
        return Notice.tell(
            to=to,
            template=self._templates.newest(template),
            values=values,
            about=about,
            basis=basis,
            key=key,
            by=by,
        )
