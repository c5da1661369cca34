"""Who signs receipts in tests, and receipts that somebody changed."""

from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from domain.receipt import PublicKey, Receipt, sealed
from interfaces.gateways.signing import check


class Signatory:
    """Somebody with a key."""

    def __init__(self, name: str = "sverka.example/log") -> None:
        self._private = Ed25519PrivateKey.generate()
        public = self._private.public_key().public_bytes_raw()
        self.key = PublicKey(name=name, public=public)

    def sign(self, text: str) -> str:
        return sealed(text, self.key, self._private.sign)

    def check(self, public: bytes, signature: bytes, message: bytes) -> bool:
        return check(public, signature, message)


def altered(receipt: Receipt, path: tuple[str | int, ...], value: object) -> Receipt:
    """The receipt with another value at one place of its JSON."""
    told: Any = receipt.model_dump(mode="json")
    place = told
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return Receipt.model_validate(told)
