"""Receipts of what the log holds; every context asks for its own.

    receipt = service.receipts.receipt_for(
        position,
        what="exchange.sent",
        name="Кафе «Ромашка»",
        to=Side(organisation=id, name="МЧС", field="recipient"),
        content=[Content(name="text", sha256="…", field="sha256")],
        about="/exchange/…",
    )
    receipt.to_json()

`field` names the part of the event that holds the same value; then the proof covers it.
"""

from application.receipt.audit import TreeAudit
from application.receipt.heads import TreeForked, TreeHeads
from application.receipt.needs import AuditsKept, HeadsKept, Signer, Tree
from application.receipt.receipts import Receipts

__all__ = [
    "AuditsKept",
    "HeadsKept",
    "Receipts",
    "Signer",
    "Tree",
    "TreeAudit",
    "TreeForked",
    "TreeHeads",
]
