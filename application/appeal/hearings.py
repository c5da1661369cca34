"""Hearings of an appeal by video: for whom somebody takes part in them (I6, I9)."""

from uuid import UUID

from application.access import side_in_hearing
from application.appeal.ports import TookPart
from application.client import living_client
from application.log import EventLog
from application.ports import Clock
from application.video import CaseHelpers, VideoCase
from domain.appeal import Appeal, AppealPower, AppealRepresentation
from domain.errors import NotFound
from domain.kernel import Actor
from domain.video import Side


class AppealHearings:
    """Implements `application.video.Hearings`.

    The body that lets people in is whoever decides the appeal. Officers who took part
    in what is appealed, and those who are asked why it was lawful, come to explain it.

    Args:
        log: knows the appeals.
        clock: tells until when somebody acts for a client.
        took_part: knows who did what in what is appealed.
        helpers: knows whom clients have called to help.
    """

    def __init__(
        self, log: EventLog, clock: Clock, took_part: TookPart, helpers: CaseHelpers
    ) -> None:
        self._log = log
        self._clock = clock
        self._took_part = took_part
        self._helpers = helpers

    def case(self, id: UUID) -> VideoCase:
        """An appeal that was sent; raises NotFound."""
        appeal = self._log.load(Appeal, id)
        if not appeal.is_sent or appeal.authority is None:
            raise NotFound
        living_client(self._log, appeal.client_id)
        return VideoCase(appeal.client_id, appeal.authority, not appeal.is_open)

    def side(self, id: UUID, by: Actor) -> Side:
        """For whom somebody takes part in hearings of an appeal today.

        Raises:
            NotFound: for nobody.
        """
        appeal = self._log.load(Appeal, id)
        if not appeal.is_sent or appeal.authority is None:
            raise NotFound
        return side_in_hearing(
            by,
            client_id=appeal.client_id,
            authority=appeal.authority,
            is_explained=appeal.questions > 0,
            took_part=lambda: by.id != appeal.officer and self._acted(appeal, by),
            represents=lambda: self._may(appeal, by),
            helps=lambda: (
                by.organisation is not None
                and self._helpers.takes_part(by.organisation, id)
            ),
        )

    def _acted(self, appeal: Appeal, by: Actor) -> bool:
        parts = self._took_part.in_(appeal.matter)
        return any(one.person == by.id for one in parts)

    def _may(self, appeal: Appeal, by: Actor) -> bool:
        same = AppealRepresentation.create_id(appeal.id, by.id)
        named = self._log.find(AppealRepresentation, same)
        today = self._clock.today()
        return named is not None and named.may(AppealPower.ATTEND, today)
