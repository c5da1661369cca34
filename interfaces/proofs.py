"""The entries of state registers that are themselves the proof of a requirement."""

from functools import cache

from interfaces.regions import STARTER
from projections.data_assessment import Proofs


@cache
def starter_proofs() -> Proofs:
    """The table that the product is shipped with."""
    text = (STARTER / "register_proofs.json").read_bytes()
    return Proofs.model_validate_json(text)
