"""Checks the whole log against the tree, and the tree against what was signed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from application.log import EventLog
from application.ports import Clock
from application.receipt.needs import AuditsKept, HeadsKept, Signer, Tree
from domain.receipt import (
    AuditReport,
    BadNote,
    Edge,
    Flaw,
    Head,
    Leaf,
    PublicKey,
    SignedHead,
    StoredState,
    Wrong,
    leaf_hash,
    opened_note,
    text_of,
)

AT_ONCE = 1000
MOST = 100
"""Flaws that are told; the first of them are what matters."""


class TreeAudit:
    """Checks the whole log: every event, every leaf, every head.

    Args:
        log: the events.
        tree: over the log.
        heads: that were signed.
        signer: knows the keys.
        audits: where the outcome is kept.
        clock: tells when.
    """

    def __init__(
        self,
        log: EventLog,
        tree: Tree,
        heads: HeadsKept,
        signer: Signer,
        audits: AuditsKept,
        clock: Clock,
    ) -> None:
        self._log = log
        self._tree = tree
        self._heads = heads
        self._signer = signer
        self._audits = audits
        self._clock = clock

    def run(
        self,
        witnessed: Iterable[str] = (),
        on_progress: Callable[[int], None] = lambda _: None,
    ) -> AuditReport:
        """Look at everything that is there now; takes minutes on a large log.

        Args:
            witnessed: heads that others kept, as signed notes; the tree must have gone
                through each of them as well.
            on_progress: told from time to time how many events were looked at.

        Raises:
            BadNote: a witnessed head was not signed by this service.
        """
        keys = self._signer.keys().keys
        outside = self._read(witnessed, keys)
        # What is signed meanwhile is left to the next check.
        newest = self._heads.latest()
        ours = self._heads.all(newest.head.size if newest else 0)
        going = _Going(
            _by_size(ours, outside), self._trusts(keys), self._tree.position()
        )
        done = 0
        for event, leaf in self._pairs(self._log.head()):
            going.look(event, leaf)
            done += 1
            if done % AT_ONCE == 0:
                on_progress(done)
        report = AuditReport(
            at=self._clock.now(),
            events=done,
            heads=going.heads_seen,
            position=going.position,
            flaws=tuple(going.end(done)[:MOST]),
        )
        self._audits.keep(report)
        return report

    def _read(
        self, notes: Iterable[str], keys: Sequence[PublicKey]
    ) -> Mapping[int, list[SignedHead]]:
        found: dict[int, list[SignedHead]] = {}
        for note in notes:
            head = Head.read(opened_note(note, keys, self._signer.check))
            signed = SignedHead(head=head, note=note, signed_at=self._clock.now())
            found.setdefault(head.size, []).append(signed)
        return found

    def _trusts(self, keys: Sequence[PublicKey]) -> Callable[[SignedHead], bool]:
        def is_ours(one: SignedHead) -> bool:
            try:
                text = opened_note(one.note, keys, self._signer.check)
            except BadNote:
                return False
            return text == one.head.text == text_of(one.note)

        return is_ours

    def _pairs(self, end: int) -> Iterator[tuple[StoredState | None, Leaf | None]]:
        """Events and leaves by position, oldest first; None where one lacks."""
        after = 0
        while after < end:
            tail = self._log.tail(after, AT_ONCE)
            until = min(tail.position, end)
            if until <= after:
                return
            events = {
                one.id: StoredState(
                    one.id,
                    UUID(str(one.originator_id)),
                    one.originator_version,
                    one.topic,
                    bytes(one.state),
                )
                for one in tail.events
                if one.id <= until
            }
            leaves = {one.position: one for one in self._leaves(after, until)}
            for position in sorted(events.keys() | leaves.keys()):
                yield events.get(position), leaves.get(position)
            after = until

    def _leaves(self, after: int, until: int) -> Iterator[Leaf]:
        while after < until:
            some = self._tree.leaves(after, AT_ONCE)
            for one in some:
                if one.position > until:
                    return
                yield one
            if len(some) < AT_ONCE:
                return
            after = some[-1].position


def _by_size(
    ours: Iterator[SignedHead], outside: Mapping[int, list[SignedHead]]
) -> Iterator[SignedHead]:
    """Our heads and those that others kept."""
    waiting = sorted(outside)
    for one in ours:
        while waiting and waiting[0] <= one.head.size:
            yield from outside[waiting.pop(0)]
        yield one
    for size in waiting:
        yield from outside[size]


class _Going:
    """Goes through the log, the tree growing beside it."""

    def __init__(
        self,
        heads: Iterator[SignedHead],
        is_ours: Callable[[SignedHead], bool],
        reach: int,
    ) -> None:
        self.position = 0
        self.heads_seen = 0
        self._edge = Edge()
        self._heads = heads
        self._is_ours = is_ours
        self._next = next(heads, None)
        self._reach = reach
        """The position up to which the tree was grown."""
        self._right = 0
        """The position up to which the tree is known to be as it was signed."""
        self._is_forked = self._is_torn = False
        self._flaws: list[Flaw] = []

    def look(self, event: StoredState | None, leaf: Leaf | None) -> None:
        """Look at what stands at the next position."""
        if event is not None:
            self.position = event.position
        if leaf is None:
            if self.position <= self._reach:
                self._tell(Wrong.ADDED, event)
            return
        self.position = leaf.position
        if event is None:
            self._tell(Wrong.MISSING, None)
        elif leaf_hash(event) != leaf.hashes[0]:
            self._tell(Wrong.ALTERED, event)
        is_next = leaf.number == self._edge.size
        grown = self._edge.add(leaf.hashes[0])
        if not self._is_torn and not (is_next and grown == leaf.hashes):
            self._tell(Wrong.TREE, event)
            self._is_torn = not is_next
        self._compare()

    def end(self, events: int) -> list[Flaw]:
        """What is wrong, by position, in a log of so many events."""
        if self._next is not None and self._next.head.size > events:
            self._tell(Wrong.LOST, None, size=self._next.head.size)
        return self._flaws

    def _compare(self) -> None:
        """See that the tree is as it was signed at this size, if it was."""
        while self._next is not None and self._next.head.size <= self._edge.size:
            head = self._next.head
            self.heads_seen += 1
            if not self._is_ours(self._next):
                self._tell(Wrong.SIGNATURE, None, size=head.size)
            elif head.size < self._edge.size or head.root != self._edge.root:
                if not self._is_forked:
                    self._tell(Wrong.ROOT, None, after=self._right, size=head.size)
                self._is_forked = True
            elif not self._is_forked:
                self._right = self.position
            self._next = next(self._heads, None)

    def _tell(
        self,
        wrong: Wrong,
        event: StoredState | None,
        *,
        after: int | None = None,
        size: int | None = None,
    ) -> None:
        self._flaws.append(
            Flaw(
                wrong=wrong,
                position=self.position,
                after=self.position - 1 if after is None else after,
                topic=event.topic if event else None,
                id=event.originator_id if event else None,
                version=event.originator_version if event else None,
                size=size,
            )
        )
