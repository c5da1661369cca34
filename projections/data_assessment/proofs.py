"""Which entries of state registers are themselves the proof of a requirement."""

from collections.abc import Iterable

from domain.kernel import Certainty, Value
from domain.profile import FactValue


class Proof(Value):
    """An entry that proves a requirement.

    Attributes:
        requirement: code.
        registry: name of the register.
        fact, value: what its entry says.
        certainty: that this proves it.
        source: why it does.
        limits: what it does not show.
    """

    requirement: str
    registry: str
    fact: str
    value: FactValue
    certainty: Certainty
    source: str
    limits: str


class Proofs(Value):
    """The table of them; data, not code.

    Attributes:
        about: for whoever reads the file.
        proofs: any order.
    """

    about: str
    proofs: tuple[Proof, ...]

    def of(self, codes: Iterable[str]) -> list[Proof]:
        """Those of some requirements that are sure enough to be used."""
        wanted = set(codes)
        return [
            one
            for one in self.proofs
            if one.requirement in wanted and one.certainty is not Certainty.UNSURE
        ]
