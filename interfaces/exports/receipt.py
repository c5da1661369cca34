"""A receipt as a PDF file, with a code that leads to its check (I8)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, NamedTuple

from fastapi.responses import Response

from domain.kernel import Role
from domain.receipt import Head, Receipt, Side, text_of
from interfaces.exports.document import code_of, typeset
from interfaces.exports.turns import AT_ONCE, PATIENCE
from interfaces.locale import N_, Language

STEPS: Final = (
    N_("Open the address of the code: the service says whether it still stands."),
    N_("Or give the receipt, the file with the name %(file)s, to %(address)s."),
    N_(
        "Or trust nobody: sverka verify %(file)s --key keys.txt, without a network. The"
        " keys are at %(keys)s; keep them once, and whoever witnesses the log has them."
    ),
)


class Row(NamedTuple):
    """A line of the file: what it is, what it says, and whether that is a hash."""

    name: str
    value: str
    is_code: bool = False


def document(
    receipt: Receipt, title: str, spoken: Language, roles: Mapping[Role, str]
) -> bytes:
    """The receipt as a file to print.

    Args:
        receipt: what it tells.
        title: what happened, in the reader's language.
        spoken: that language.
        roles: what roles are called, as msgids.

    Raises:
        CannotTypeset: it did not become one; a fault of ours.
    """
    say = spoken.gettext
    address = address_of(receipt)
    names = {
        "file": f"sverka-{receipt.event.position}.json",
        "address": f"{receipt.service}/receipts/verify",
        "keys": f"{receipt.service}/receipts/keys",
    }
    return typeset(
        {
            "template": "receipt.typ",
            "data": {
                "language": spoken.code,
                "title": say(N_("Receipt")),
                "number": str(receipt.event.position),
                "about": [
                    _told(Row(say(N_("What happened")), title)),
                    *map(_told, about(receipt, spoken, roles)),
                ],
                "proof": say(N_("Proof")),
                "proved": [
                    *map(_told, proof(receipt, spoken)),
                    _told(Row(say(N_("Address of the check")), address)),
                ],
                "check": say(N_("How to check it")),
                "steps": [say(step, **names) for step in STEPS],
                "alt": say(N_("Code to check this receipt by")),
            },
            "code": code_of(address),
            "made": int(receipt.said.at.timestamp()),
        }
    )


def printed(
    receipt: Receipt, title: str, spoken: Language, roles: Mapping[Role, str]
) -> Response:
    """The same as an answer that a browser saves.

    Raises:
        TimeoutError: other files are being made.
    """
    if not AT_ONCE.acquire(timeout=PATIENCE):
        raise TimeoutError("other files are being made")
    try:
        file = document(receipt, title, spoken, roles)
    finally:
        AT_ONCE.release()
    name = f"sverka-{receipt.event.position}.pdf"
    return Response(
        file,
        media_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def about(receipt: Receipt, spoken: Language, roles: Mapping[Role, str]) -> list[Row]:
    """Who, when, whom and what, in the reader's language."""
    say, said = spoken.gettext, receipt.said
    rows = [
        Row(say(N_("When")), _second(said.at, spoken)),
        Row(say(N_("Who")), _side(said.who, spoken, roles)),
    ]
    if said.to:
        rows.append(Row(say(N_("To whom")), _side(said.to, spoken, roles)))
    rows += [
        Row(say(N_("SHA-256 of “%(name)s”"), name=one.name), one.sha256, is_code=True)
        for one in said.content
    ]
    return rows


def proof(receipt: Receipt, spoken: Language) -> list[Row]:
    """What proves it, in the reader's language."""
    say, event = spoken.gettext, receipt.event
    head = Head.read(text_of(receipt.proof.head))
    return [
        Row(say(N_("Number in the log")), spoken.number(event.position)),
        Row(say(N_("Event")), f"{event.topic} {event.version}"),
        Row(say(N_("Hash of the event")), event.leaf.hex(), is_code=True),
        Row(say(N_("Events in the log then")), spoken.number(head.size)),
        Row(say(N_("Root of the tree over them")), head.root.hex(), is_code=True),
        Row(say(N_("SHA-256 of the receipt")), receipt.sha256, is_code=True),
        Row(say(N_("Signed with the key")), receipt.keys[0], is_code=True),
    ]


def address_of(receipt: Receipt) -> str:
    """Where everybody who has it can see whether it stands."""
    event = receipt.event
    return f"{receipt.service}/receipts/verify/{event.position}/{event.leaf.hex()}"


def _told(row: Row) -> dict[str, object]:
    return {"name": row.name, "value": row.value, "code": row.is_code}


def _second(at: datetime, spoken: Language) -> str:
    return f"{spoken.moment(at)} ({at:%Y-%m-%d %H:%M:%S} UTC)"


def _side(side: Side, spoken: Language, roles: Mapping[Role, str]) -> str:
    told = [side.name or (str(side.organisation) if side.organisation else "")]
    if side.role:
        told.append(spoken.gettext(roles[side.role]))
    return ", ".join(filter(None, told))
