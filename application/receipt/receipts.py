"""Gives receipts: what happened, with the proof that the log says so."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from application.access import Action, allow
from application.log import EventLog
from application.receipt.heads import TreeHeads
from application.receipt.needs import Signer, Tree
from domain.errors import NotFound
from domain.kernel import Actor, Role
from domain.receipt import (
    ALWAYS,
    Content,
    Happening,
    Proof,
    Receipt,
    Said,
    Side,
    SignedHead,
    StoredState,
    leaf_hash,
    leaf_of,
    lines_of,
    opened,
    prove_inclusion,
    root_by,
    values_of,
)


class Receipts:
    """Gives receipts of events of the log.

    Args:
        log: the events.
        tree: over the log.
        heads: of the tree.
        signer: signs receipts.
        service: the service's public address.
    """

    def __init__(
        self, log: EventLog, tree: Tree, heads: TreeHeads, signer: Signer, service: str
    ) -> None:
        self._log = log
        self._tree = tree
        self._heads = heads
        self._signer = signer
        self._service = service

    def receipt_for(
        self,
        position: int,
        *,
        what: str | None = None,
        name: str | None = None,
        to: Side | None = None,
        content: Iterable[Content] = (),
        about: str | None = None,
        shows: Iterable[str] = (),
    ) -> Receipt:
        """The receipt of an event: the same every time, as long as the words are.

        Who may have it, and what of the event its holder may know, is for the caller
        to decide. As whom it was decided, for which organisation and when is always
        shown; never by which person.

        Args:
            position: of the event in the log; wait for it with `service.caught_up`.
            what: kind of happening, e.g. "exchange.sent"; by default the name of the
                event, e.g. "Declaration.Declared".
            name: of the organisation that did it.
            to: whom it went to; `field` names the part of the event that holds the
                organisation's id, so that the proof covers it.
            content: what was handed over; `field` likewise for the hash.
            about: the path at which the service shows it.
            shows: names of further parts of the event that the holder may see.

        Raises:
            NotFound: there is no event at this position.
            TimeoutError: the tree is not that far yet.
            TreeForked: see `TreeHeads.sign`.
        """
        event = self._event(position)
        content = tuple(content)
        fields = {one.field for one in content} | ({to.field} if to else set())
        parts = opened(event, {*ALWAYS, *shows, *filter(None, fields)})
        values = values_of(parts)
        keys = self._signer.keys()
        return Receipt(
            service=self._service,
            said=Said(
                what=what or event.topic.rpartition(":")[2],
                at=datetime.fromisoformat(str(values["timestamp"])),
                who=Side(
                    role=Role(str(values["by.role"])),
                    organisation=_id(values["by.organisation"]),
                    name=name,
                ),
                to=to,
                content=content,
                about=about,
            ),
            event=Happening(
                position=position,
                id=event.originator_id,
                version=event.originator_version,
                topic=event.topic,
                lines=lines_of(leaf_of(event)),
                parts=parts,
            ),
            proof=self._proof(position),
            keys=tuple(one.text for one in keys.keys),
            vouched=keys.vouched,
        ).signed(self._signer.sign)

    def own(self, position: int, *, by: Actor, name: str | None = None) -> Receipt:
        """The receipt of what the reader, or another in the same role there, did.

        Args:
            position: of the event in the log.
            by: the reader.
            name: of the organisation that the reader acts for.

        Raises:
            NotFound: the reader had no part in it.
            TimeoutError: see `receipt_for`.
        """
        allow(by, Action.READ_RECEIPT)
        event = self._event(position)
        did = values_of(opened(event, ("by.id", "by.role", "by.organisation")))
        whose = did["by.role"], did["by.organisation"]
        is_ours = by.organisation is not None and whose == (
            by.role,
            str(by.organisation),
        )
        if not is_ours and did["by.id"] != by.id:
            raise NotFound
        is_there = did["by.organisation"] == str(by.organisation)
        return self.receipt_for(position, name=name if is_there else None)

    def still_stands(self, position: int, leaf: bytes) -> SignedHead:
        """The newest head over an event that is as it was when its leaf was made.

        Args:
            position: of the event.
            leaf: hash of its leaf; who knows it has held the receipt.

        Raises:
            NotFound: there is no such event, or it is another one.
        """
        number = self._tree.leaf(position)
        if number is None or leaf_hash(self._event(position)) != leaf:
            raise NotFound
        signed = self._heads.sign() or self._heads.covering(number)
        path = prove_inclusion(self._tree.hashes, number, signed.head.size)
        if root_by(path, leaf, number, signed.head.size) != signed.head.root:
            raise NotFound
        return signed

    def _event(self, position: int) -> StoredState:
        found = self._log.tail(position - 1, 1).events
        if not found or found[0].id != position:
            raise NotFound
        one = found[0]
        return StoredState(
            position,
            UUID(str(one.originator_id)),
            one.originator_version,
            one.topic,
            bytes(one.state),
        )

    def _proof(self, position: int) -> Proof:
        leaf = self._tree.leaf(position)
        if leaf is None:
            raise TimeoutError(f"the tree is not at {position} yet")
        signed = self._heads.covering(leaf)
        try:
            path = prove_inclusion(self._tree.hashes, leaf, signed.head.size)
        except KeyError:
            raise TimeoutError("the tree is being filled again") from None
        return Proof(leaf=leaf, path=tuple(one.hex() for one in path), head=signed.note)


def _id(text: object) -> UUID | None:
    return UUID(text) if isinstance(text, str) else None
