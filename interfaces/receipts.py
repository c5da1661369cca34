"""Receipts at the edges: their words, and checking one with just a public key."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final

from domain.errors import Invalid
from domain.receipt import (
    BadNote,
    Checked,
    Flaw,
    PublicKey,
    Receipt,
    Step,
    Wrong,
    check_receipt,
)
from interfaces.gateways.signing import check
from interfaces.locale import N_

LARGEST: Final = 256 << 10
"""Bytes of a receipt; one has some four thousand."""
PIECE: Final = 1 << 20
KEYS_FILE: Final = "receipt-keys.txt"
"""Public keys that a machine of the service knows, under SVERKA_HOME."""

STEPS: Final[Mapping[Step, tuple[str, str, str]]] = {
    Step.KEY: (
        N_("The receipt was signed with a key of this service"),
        N_("The receipt was not signed with a key of this service"),
        N_("Whose key signed the receipt was not checked"),
    ),
    Step.SIGNATURE: (
        N_("Nothing in the receipt was changed after it was signed"),
        N_("The receipt was changed after it was signed, or never signed"),
        "",
    ),
    Step.HEAD: (
        N_("The service signed the state of its whole log"),
        N_("The signature under the state of the log is wrong"),
        "",
    ),
    Step.TREE: (
        N_("The event is in that log, and as it was then"),
        N_("The event is not in that log, or was another one"),
        "",
    ),
    Step.PARTS: (
        N_("What the receipt shows of the event is what the event says"),
        N_("What the receipt shows of the event was changed"),
        "",
    ),
    Step.WORDS: (
        N_("Who, whom, when and what: the receipt says it as the event does"),
        N_("The receipt tells who, whom, when or what otherwise than the event"),
        "",
    ),
    Step.FILE: (
        N_("The file is the one that was handed over"),
        N_("The file is not the one that was handed over, or was changed"),
        N_("No file was compared"),
    ),
}
"""What to say of a step that holds, that does not, and that was left out."""

WRONGS: Final[Mapping[Wrong, str]] = {
    Wrong.ALTERED: "an event is not as it was recorded",
    Wrong.MISSING: "an event is gone",
    Wrong.ADDED: "an event was put among older ones",
    Wrong.TREE: "the tree is not made of its leaves",
    Wrong.ROOT: "the tree is not the one that was signed",
    Wrong.LOST: "events that a signed state covers are gone",
    Wrong.SIGNATURE: "a state of the log bears a wrong signature",
}


class NotAKey(Invalid):
    code = "not-a-key"
    title = "This is no list of public keys of the service"
    about = "key"


def keys_of(text: str) -> tuple[PublicKey, ...]:
    """The keys of a list, a line each; empty lines and those with "#" say nothing.

    Raises:
        NotAKey: a line is none, or there is none.
    """
    lines = [line.strip() for line in text.splitlines()]
    try:
        keys = tuple(
            PublicKey.read(line) for line in lines if line and not line.startswith("#")
        )
    except BadNote:
        raise NotAKey from None
    if not keys:
        raise NotAKey
    return keys


def checked(
    receipt: Receipt,
    keys: Iterable[PublicKey] | None,
    files: Iterable[str] = (),
) -> Checked:
    """Check a receipt; see `domain.receipt.check_receipt`."""
    return check_receipt(receipt, keys=keys, files=files, check=check)


def digest(file: BinaryIO) -> str:
    """SHA-256 of a file, hex; read piece by piece."""
    hash = sha256()
    while piece := file.read(PIECE):
        hash.update(piece)
    return hash.hexdigest()


def steps_of(found: Checked) -> list[tuple[Step, bool | None, str]]:
    """Each step, whether it holds (None: left out), and what to say of it."""
    told: list[tuple[Step, bool | None, str]] = []
    for step, (right, wrong, left) in STEPS.items():
        if step in found.passed:
            told.append((step, True, right))
        elif step in found.failed:
            told.append((step, False, wrong))
        else:
            told.append((step, None, left))
    return told


def place_of(flaw: Flaw) -> str:
    """Where something is wrong, for an operator."""
    where = (
        f"event {flaw.position}"
        if flaw.after == flaw.position - 1
        else f"after event {flaw.after}, up to event {flaw.position}"
    )
    if flaw.topic:
        where += f" ({flaw.topic}, {flaw.id} version {flaw.version})"
    if flaw.size is not None:
        where += f", head of {flaw.size} events"
    return f"{where}: {WRONGS[flaw.wrong]}"


def note_keys(home: Path, keys: Iterable[PublicKey]) -> None:
    """Write the public keys where `sverka verify` finds them on this machine."""
    if not home.is_dir():
        return
    text = "".join(f"{one.text}\n" for one in keys)
    file = home / KEYS_FILE
    if not file.exists() or file.read_text("utf-8") != text:
        file.write_text(text, "utf-8")
