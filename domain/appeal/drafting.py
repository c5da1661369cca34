"""An appeal while it is written, until it is sent or thrown away (I9)."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from domain.appeal import events
from domain.appeal.checking import check_ready, check_wish
from domain.appeal.grounds import Grounds
from domain.appeal.refusals import (
    AppealedBodyMissing,
    GroundUnknown,
    LearnedBeforeDecided,
    LearnedInFuture,
    LearnedMissing,
    NoSuchAppealPoint,
    OutsideUnnamed,
    PointEmpty,
    TooManyAppealFiles,
    TooManyPoints,
)
from domain.appeal.state import State
from domain.appeal.writing import MOST_FILES, MOST_POINTS, DraftPart, Evidence, Wish
from domain.kernel import Actor
from domain.term import Reckoning


class Drafting(State):
    """What the client does before it sends."""

    def address_to(
        self,
        authority: UUID,
        told: str,
        *,
        control_kind: str = "",
        decided_on: date | None = None,
        register_number: str = "",
        by: Actor,
    ) -> None:
        """Say whose decision it is; of a thing outside the service.

        Raises:
            NotADraft: it is sent, or thrown away.
            AppealedBodyMissing: the service knows whose it is.
            OutsideUnnamed: it is not said what it is.
        """
        self.check_draft()
        if not self.matter.is_outside:
            raise AppealedBodyMissing
        if not told.strip():
            raise OutsideUnnamed
        self.tell(
            events.Addressed,
            by,
            authority=authority,
            control_kind=control_kind.strip(),
            decided_on=decided_on,
            register_number=register_number.strip(),
            told=told.strip(),
        )

    def write_point(
        self,
        number: int | None,
        *,
        ground: str,
        words: str,
        leans_on: str | None,
        evidence: Evidence,
        grounds: Grounds,
        by: Actor,
    ) -> None:
        """Write a point, or write it anew.

        Args:
            number: of the point; None: a new one.
            ground: code of what was wrong.
            words: how it was.
            leans_on: the rule of law, if the client names one.
            evidence: what shows it.
            grounds: those that there are.
            by: who writes.

        Raises:
            NotADraft: it is sent, or thrown away.
            NoSuchAppealPoint, TooManyPoints: of the number.
            GroundUnknown, PointEmpty, TooManyAppealFiles: of the content.
        """
        self.check_draft()
        if number is not None and number not in self.points:
            raise NoSuchAppealPoint
        if number is None and len(self.points) >= MOST_POINTS:
            raise TooManyPoints(most=MOST_POINTS)
        found = grounds.get(ground)
        if found is None or not found.fits(self.matter.kind):
            raise GroundUnknown
        if not words.strip():
            raise PointEmpty
        number = number or self.last_point + 1
        others = self.files(without=number)
        _check_room({*others, *evidence.files})
        self.tell(
            events.PointWritten,
            by,
            number=number,
            ground=ground,
            words=words.strip(),
            leans_on=(leans_on or "").strip() or None,
            evidence=evidence,
        )

    def drop_point(self, number: int, *, by: Actor) -> None:
        """Take a point out; raises NotADraft, NoSuchAppealPoint."""
        self.check_draft()
        if number not in self.points:
            raise NoSuchAppealPoint
        self.tell(events.PointDropped, by, number=number)

    def change(
        self, part: DraftPart, wish: Wish, words: str, *, by: Actor, today: date
    ) -> None:
        """Say another part of the draft, or that the client does not want it.

        Raises:
            NotADraft: it is sent, or thrown away.
            LearnedMissing, LearnedInFuture, LearnedBeforeDecided: of `learned_on`.
            AskMissing, WishEmpty, NothingToSuspend: it is wanted and not said why.
            TooManyAppealFiles: no more go with a message.
        """
        self.check_draft()
        if part is DraftPart.LEARNED:
            self._check_learned(wish.learned_on, today)
        check_wish(part, wish, words, self.matter.kind)
        _check_room({*self.files(but=part), *wish.files})
        said = words.strip()
        if self.wishes.get(part) == wish and self.wished.get(part) == said:
            return
        self.tell(
            events.Changed,
            by,
            part=part,
            wanted=wish.wanted,
            words=said or None,
            files=wish.files,
            learned_on=wish.learned_on,
            office=wish.office,
        )

    def discard(self, *, by: Actor) -> None:
        """Throw the draft away; raises NotADraft."""
        self.check_draft()
        self.tell(events.Discarded, by)

    def learned(self) -> date | None:
        """The first day on which the client knew of it, by its word or by records."""
        said = self.wishes.get(DraftPart.LEARNED)
        days = self.matter.learned_on, said.learned_on if said else None
        return min((day for day in days if day is not None), default=None)

    def files(
        self, *, without: int | None = None, but: DraftPart | None = None
    ) -> Sequence[UUID]:
        """Ids of all files that would be sent.

        Args:
            without: leave out those of a point.
            but: leave out those of a part.
        """
        points = [one.evidence.files for n, one in self.points.items() if n != without]
        wishes = [
            one.files
            for part, one in self.wishes.items()
            if one.wanted and part is not but
        ]
        return list(dict.fromkeys(id for found in (*points, *wishes) for id in found))

    def check_sending(self, filing: Reckoning, *, late: bool) -> UUID:
        """See that it is whole, so that it can be sent.

        Args:
            filing: the term to appeal.
            late: whether it is over.

        Returns:
            To whom.

        Raises:
            NotADraft: it is sent, or thrown away.
            AppealedBodyMissing, PointsMissing, AskMissing: of its content.
            RestorationMissing: it is late, and does not ask to restore the term.
        """
        self.check_draft()
        if self.authority is None:
            raise AppealedBodyMissing
        check_ready(self, filing, late=late)
        return self.authority

    def _check_learned(self, learned_on: date | None, today: date) -> None:
        if learned_on is None:
            raise LearnedMissing
        if learned_on > today:
            raise LearnedInFuture
        if self.decided_on is not None and learned_on < self.decided_on:
            raise LearnedBeforeDecided(decided_on=self.decided_on)


def _check_room(files: set[UUID]) -> None:
    if len(files) > MOST_FILES:
        raise TooManyAppealFiles(most=MOST_FILES)
