"""The Merkle tree over the log (I8)."""

from projections.receipt.tree import LogAltered, TreeProjection
from projections.receipt.view import TreeView

__all__ = ["LogAltered", "TreeProjection", "TreeView"]
