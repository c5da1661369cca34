"""Checks a receipt without asking the service: only its public key is needed."""

from collections.abc import Iterable
from enum import StrEnum

from domain.kernel import Value
from domain.receipt.leaf import values_of
from domain.receipt.note import (
    BadNote,
    Check,
    Head,
    PublicKey,
    opened_note,
)
from domain.receipt.receipt import Receipt, agrees
from domain.receipt.tree import BadProof, root_by

INTRODUCES = "sverka-key/1\n"
"""A note that begins with this and goes on with a key introduces that key."""


class Step(StrEnum):
    """What is looked at, in this order.

    KEY: the receipt was signed with a key that is trusted. SIGNATURE: nothing was
    changed since. HEAD: the service signed the state of its whole log. TREE: the event
    is in that log. PARTS: what is shown of the event is what the event says. WORDS: the
    receipt's words are those of the event. FILE: the file is the one handed over.
    """

    KEY = "key"
    SIGNATURE = "signature"
    HEAD = "head"
    TREE = "tree"
    PARTS = "parts"
    WORDS = "words"
    FILE = "file"


class Checked(Value):
    """What came of checking a receipt.

    Attributes:
        passed, failed: steps, in the order of Step.
        left: steps that were not asked for: no key was given, or no file.
        size: of the log at the head; None when the head cannot be read.
    """

    passed: tuple[Step, ...]
    failed: tuple[Step, ...]
    left: tuple[Step, ...]
    size: int | None

    @property
    def holds(self) -> bool:
        """Whether nothing that was looked at is wrong."""
        return not self.failed


def introduction(key: PublicKey) -> str:
    """What an earlier key signs so that whoever trusts it may trust a later one."""
    return f"{INTRODUCES}{key.text}\n"


def trusted_by(
    keys: Iterable[PublicKey], vouched: Iterable[str], check: Check
) -> tuple[PublicKey, ...]:
    """The keys, and those that they introduce, one after the other.

    Args:
        keys: that are trusted to begin with.
        vouched: signed notes, earlier ones first.
        check: tells whether a signature is right.
    """
    trusted = list(keys)
    for note in vouched:
        try:
            text = opened_note(note, trusted, check)
            if text.startswith(INTRODUCES):
                trusted.append(PublicKey.read(text.removeprefix(INTRODUCES)))
        except BadNote:
            continue
    return tuple(trusted)


def check_receipt(
    receipt: Receipt,
    *,
    keys: Iterable[PublicKey] | None,
    files: Iterable[str] = (),
    check: Check,
) -> Checked:
    """Look at everything that a receipt says.

    Args:
        receipt: as its holder has it.
        keys: that the holder trusts; None: those that the receipt brings, so that KEY
            is left open.
        files: SHA-256 of files that should be those handed over, hex.
        check: tells whether a signature is right.
    """
    own = _keys_of(receipt)
    known = own if keys is None else trusted_by(keys, receipt.vouched, check)
    by_own = _is_signed(receipt, own, check)
    head = _head(receipt, known, check)
    wanted = set(files)
    found = {
        Step.KEY: None if keys is None else _is_signed(receipt, known, check),
        Step.SIGNATURE: by_own,
        Step.HEAD: head is not None,
        Step.TREE: _is_in_tree(receipt, head or _head(receipt, own, check)),
        Step.PARTS: _is_opened(receipt),
        Step.WORDS: _is_said(receipt),
        Step.FILE: wanted <= {one.sha256 for one in receipt.said.content}
        if wanted
        else None,
    }
    return Checked(
        passed=tuple(step for step in Step if found[step]),
        failed=tuple(step for step in Step if found[step] is False),
        left=tuple(step for step in Step if found[step] is None),
        size=head.size if head else None,
    )


def _keys_of(receipt: Receipt) -> tuple[PublicKey, ...]:
    try:
        return tuple(PublicKey.read(text) for text in receipt.keys)
    except BadNote:
        return ()


def _is_signed(receipt: Receipt, keys: Iterable[PublicKey], check: Check) -> bool:
    try:
        return opened_note(receipt.signature, keys, check) == receipt.signed_text
    except BadNote:
        return False


def _head(receipt: Receipt, keys: Iterable[PublicKey], check: Check) -> Head | None:
    try:
        return Head.read(opened_note(receipt.proof.head, keys, check))
    except BadNote:
        return None


def _is_in_tree(receipt: Receipt, head: Head | None) -> bool:
    if head is None:
        return False
    proof = receipt.proof
    try:
        path = [bytes.fromhex(one) for one in proof.path]
        root = root_by(path, receipt.event.leaf, proof.leaf, head.size)
    except (BadProof, ValueError):
        return False
    return root == head.root


def _is_opened(receipt: Receipt) -> bool:
    try:
        return {one.line for one in receipt.event.parts} <= set(receipt.event.lines)
    except ValueError:
        return False


def _is_said(receipt: Receipt) -> bool:
    try:
        return agrees(receipt.said, values_of(receipt.event.parts))
    except (ValueError, RecursionError):
        return False
