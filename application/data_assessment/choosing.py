"""Which requirements are looked at, as of when, by whom (C3)."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from uuid import UUID

from pydantic import Field

from application.access import Action, allow
from application.ports import Bodies, Clock, RecordsKept
from domain.data_assessment import (
    Moment,
    NothingToLookAt,
    NotYourRequirements,
    RequirementAt,
    TooManyRequirements,
    YetToCome,
)
from domain.errors import NotFound
from domain.kernel import Actor, Value
from domain.requirement import Code

MOST = 500
"""Requirements in one look."""


class Chosen(Value):
    """What is asked of records.

    Attributes:
        requirements: codes; or else
        control_kind: all of this kind of control; or else
        everything: all that the body supervises.
        purpose: the ground, and what for; the clients read it.
    """

    requirements: tuple[Code, ...] = Field(
        default=(), max_length=MOST, examples=[["REQ-FIRE-001"]]
    )
    control_kind: str | None = Field(default=None, min_length=1, max_length=500)
    everything: bool = False
    purpose: str = Field(
        min_length=1, max_length=500, examples=["План профилактики на 2027 год, п. 3"]
    )


class Choosing:
    """Finds what a body may look at, and fixes the moment."""

    def __init__(
        self, clock: Clock, zone: tzinfo, records: RecordsKept, bodies: Bodies
    ) -> None:
        self._clock = clock
        self._zone = zone
        self._records = records
        self._bodies = bodies

    def supervised_by(self, by: Actor) -> tuple[UUID, frozenset[str]]:
        """The organisation of an officer, and the bodies that it answers for.

        Raises:
            NotFound: it answers for none, or it is no officer.
        """
        allow(by, Action.LOOK_AT_RECORDS)
        bodies = self._bodies.of(by.organisation) if by.organisation else frozenset()
        if by.organisation is None or not bodies:
            raise NotFound
        return by.organisation, bodies

    def moment(self, as_of: datetime | None) -> Moment:
        """The moment that is asked about; None: now.

        Raises:
            YetToCome: it is.
        """
        now = self._clock.now()
        if as_of is not None and as_of > now:
            raise YetToCome(latest=now)
        known_at = as_of or now
        return Moment(
            on=known_at.astimezone(self._zone).date(),
            known_at=known_at,
            position=self._records.position(),
        )

    def subjects(
        self, chosen: Chosen, bodies: frozenset[str], moment: Moment
    ) -> Sequence[RequirementAt]:
        """The requirements that are looked at.

        Raises:
            NothingToLookAt: none is chosen, or none is in force.
            NotYourRequirements: some are not the body's, or not in force.
            TooManyRequirements: more than MOST.
        """
        codes = tuple(dict.fromkeys(chosen.requirements))
        if not codes and not chosen.control_kind and not chosen.everything:
            raise NothingToLookAt
        found = self._records.subjects(
            bodies,
            codes or None,
            None if codes else chosen.control_kind,
            moment,
            MOST + 1,
        )
        strange = sorted(set(codes) - {one.code for one in found})
        if strange:
            raise NotYourRequirements(requirements=strange)
        if not found:
            raise NothingToLookAt
        if len(found) > MOST:
            raise TooManyRequirements(most=MOST)
        return found
