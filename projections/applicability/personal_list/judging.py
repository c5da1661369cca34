"""Judges the register for a client, as of any moment."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, tzinfo
from uuid import UUID

import numpy as np

from domain.profile import Profile
from projections.applicability.chronicle import Beliefs
from projections.applicability.personal_list.known import Knowledge, Known
from projections.applicability.personal_list.values import AsOf
from projections.applicability.personal_list.whole import WholeList, whole_list
from projections.applicability.register import Register
from projections.index import Snapshot
from projections.requirement import SUSPENDED, RequirementView
from projections.view import Connections


class Judging:
    """The register in memory, what is known of clients, and the lists of both.

    Args:
        database: where the tables are.
        today: the current day where the service is run.
        zone: whose days are meant.
    """

    def __init__(
        self, database: Connections, today: Callable[[], date], zone: tzinfo
    ) -> None:
        self.register = Register(database)
        self.knowledge = Knowledge(database, today, zone)
        self.today = today
        self._requirements = RequirementView(database)

    def of_client(self, client_id: UUID, as_of: AsOf) -> WholeList:
        """The list of a client as of a moment.

        Raises:
            NotFound: there is no such client.
        """
        known = self.knowledge.of(client_id, as_of)
        return self.of_known(known, as_of.on, as_of.known_at)

    def of_profile(
        self, profile: Profile, on: date, client_id: UUID | None = None
    ) -> WholeList:
        """The list of a business of which this is known; of a client, as it declared.

        Args:
            profile: what to take as known.
            on: the day it is about.
            client_id: whose declarations count; nobody's when absent.
        """
        declared = self.knowledge.declared(client_id) if client_id else ()
        return self.of_known(Known(profile, declared, self.today()), on)

    def of_known(
        self, known: Known, on: date, known_at: datetime | None = None
    ) -> WholeList:
        """The list by what is known."""
        if known_at is None:
            register = self.register.current()
        else:
            _, [register] = self.register.known(known_at)
        suspended = self.suspended(register, on, known_at)
        return whole_list(register, known, on, suspended)

    def several(
        self, lists: Sequence[tuple[Known, AsOf]]
    ) -> tuple[Beliefs, list[WholeList]]:
        """Lists whose rows have the same numbers, and what was believed when."""
        beliefs, registers = self.register.known(*(one.known_at for _, one in lists))
        return beliefs, [
            whole_list(
                register,
                known,
                one.on,
                self.suspended(register, one.on, one.known_at),
            )
            for (known, one), register in zip(lists, registers, strict=True)
        ]

    def suspended(
        self, register: Snapshot, on: date, known_at: datetime | None
    ) -> Collection[UUID]:
        """The requirements suspended on a day, as known at an instant."""
        if known_at is not None:
            return self.knowledge.suspended(on, known_at)
        if not np.any(register.status & SUSPENDED):
            return ()
        return self._requirements.suspended_on(on)
