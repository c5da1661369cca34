"""What proves that the log is as it was: the tree, its heads, receipts."""

from application.log import EventLog
from application.ports import Clock
from application.receipt import Receipts, TreeAudit, TreeHeads
from interfaces.gateways.database import Database
from interfaces.gateways.heads import StoredAudits, StoredHeads
from interfaces.gateways.keys import PostgresKeys
from interfaces.gateways.signing import StoredSigner
from interfaces.settings import Settings
from projections.receipt import TreeView


class Proving:
    """What proves that the log is as it was: the tree, its heads, receipts."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        keys: PostgresKeys,
        log: EventLog,
        clock: Clock,
    ) -> None:
        url = settings.public_url
        self.tree = TreeView(database)
        self.heads = StoredHeads(database)
        self.audits = StoredAudits(database)
        self.signer = StoredSigner(database, keys, url)
        self.tree_heads = TreeHeads(self.tree, self.heads, self.signer, clock)
        self.receipts = Receipts(log, self.tree, self.tree_heads, self.signer, url)
        self.tree_audit = TreeAudit(
            log, self.tree, self.heads, self.signer, self.audits, clock
        )
