"""The job of rounds: puts what clients sent where others see it, never one alone (E5).

What is sent waits, sealed, in the stream of its client. A round opens the envelopes of
one rule together, and writes all contents at once, by nobody, in an order that chance
made when their ids were drawn.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from application.log import EventLog
from application.ports import Clock, WaitingVoices
from domain.anonymity import Atlas, Label, Segment, Waiting, path, plan
from domain.errors import Stale
from domain.evaluation import Evaluation, Said, Subject, Tally, Voice
from domain.kernel import FORGOTTEN, Actor, Role
from domain.law_term import LawTerms

ROUNDS = Actor(id="system:evaluation-rounds", role=Role.SYSTEM)

CONSIDERATION = "LAW-104"
"""The rule that says until when an evaluation is considered."""

MOST_AT_ONCE = 5000
"""Voices in one round; the next round takes the others."""


class _Post(NamedTuple):
    """What one voice wants to be seen.

    Attributes:
        id: of the content; None: nothing any more.
        said: in words of the sender.
        label: what could be told of the sender.
        is_named: with consent.
        left: contents that are not to be seen any more.
    """

    id: UUID | None
    said: Said | None
    label: Label
    is_named: bool
    left: tuple[UUID, ...]


class Rounds:
    """Holds rounds; safe to repeat.

    Args:
        log: where everything is.
        clock: tells the day.
        waiting: knows whose evaluations wait.
        atlas: to what activities and regions belong.
        law: knows the term of consideration.
        k: the least that a group holds.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        waiting: WaitingVoices,
        atlas: Atlas,
        law: LawTerms,
        k: int,
    ) -> None:
        self._log = log
        self._clock = clock
        self._waiting = waiting
        self._atlas = atlas
        self._law = law
        self._k = k

    def hold(self) -> int:
        """Hold a round for every rule for which something waits.

        Returns:
            The position of the last event; 0 when nothing was to be done.
        """
        return max(map(self._round, self._waiting.subjects()), default=0)

    def _round(self, subject: str) -> int:
        of = Subject.named(subject)
        ids = self._waiting.of_subject(subject, MOST_AT_ONCE)
        voices = self._log.find_many(Voice, ids)
        posts = [self._post(voice) for voice in voices.values()]
        known = [id for post in posts for id in (post.id, *post.left) if id is not None]
        contents = self._log.find_many(Evaluation, known)
        tally = self._log.find(Tally, Tally.create_id(of))
        try:
            return self._hold(of, posts, contents, tally)
        except Stale:
            return 0  # somebody considered one of them just now: the next round will do

    def _hold(
        self,
        of: Subject,
        posts: list[_Post],
        contents: dict[UUID, Evaluation],
        tally: Tally | None,
    ) -> int:
        tally = tally or Tally.begin(of, by=ROUNDS)
        today = self._clock.today()
        named = [post for post in posts if post.is_named and post.id]
        planned = plan(tally.groups, self._sorted_out(posts, contents, tally), self._k)
        told: list[_Post] = [
            # Who stands in a group leaves it in a round only.
            post
            for post in named
            if planned or post.id not in tally.counted
        ]
        gone = {
            id
            for post in posts
            for id in post.left
            if id in contents and (planned or id in tally.named)
        }
        seen = [post for post in posts if planned and not post.is_named and post.id]
        if planned:
            tally.count(planned, by=ROUNDS, today=today)
        changed = self._written([*told, *seen], contents, of, today)
        for id in gone:
            if not contents[id].is_withdrawn:
                contents[id].withdraw(by=ROUNDS, today=today)
                changed.append(contents[id])
        tally.name(
            tuple(post.id for post in told if post.id),
            tuple(gone | {post.id for post in seen if post.id}),
            by=ROUNDS,
            today=today,
        )
        if not changed and tally.version == 1:
            return 0
        # Ids are drawn by chance: their order is no order of sending.
        changed.sort(key=lambda one: one.id)
        return self._log.record(*changed, tally, by=ROUNDS).position

    def _sorted_out(
        self, posts: list[_Post], contents: dict[UUID, Evaluation], tally: Tally
    ) -> Waiting:
        first: dict[UUID, Label] = {}
        again: dict[UUID, Label] = {}
        leaving: set[UUID] = set()
        for post in posts:
            was_seen = any(id in contents for id in post.left)
            leaving.update(id for id in post.left if id in tally.counted)
            if post.id is None:
                continue
            if post.is_named:
                leaving.update({post.id} & tally.counted)
            elif post.id in contents or was_seen:
                again[post.id] = post.label
            else:
                first[post.id] = post.label
        return Waiting(first=first, again=again, leaving=frozenset(leaving))

    def _written(
        self,
        posts: Sequence[_Post],
        contents: dict[UUID, Evaluation],
        of: Subject,
        today: date,
    ) -> list[Evaluation]:
        term = self._law.on(CONSIDERATION, today)
        due = term.last_day(today, self._law.calendar)
        changed = []
        for post in posts:
            if post.id is None or post.said is None:
                continue
            found = contents.get(post.id)
            if found is None:
                found = Evaluation.give(
                    of,
                    post.said,
                    id=post.id,
                    due=due,
                    rule=term.id,
                    by=ROUNDS,
                    today=today,
                )
            elif found.content != post.said:
                found.revise(post.said, due=due, rule=term.id, by=ROUNDS, today=today)
            else:
                continue
            changed.append(found)
        return changed

    def _post(self, voice: Voice) -> _Post:
        if voice.content is None or FORGOTTEN in (voice.sent, voice.segment):
            return _Post(None, None, (), is_named=False, left=voice.left)
        segment = Segment.model_validate_json(voice.segment)
        return _Post(
            voice.content,
            Said.model_validate_json(voice.sent),
            path(segment, self._atlas),
            voice.is_named,
            voice.left,
        )
