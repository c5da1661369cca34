"""From which facts of a business others follow, beside what its places decide (L7)."""

from domain.client import FactSource
from domain.condition import facts_of
from domain.self_examination import Catalogue
from projections.client import ClientCard


def origins(catalogue: Catalogue, card: ClientCard) -> dict[str, tuple[str, ...]]:
    """The known facts that every derived fact of a business hangs together with.

    Args:
        catalogue: whose rules led to it.
        card: of the business.

    Returns:
        Fact keys, sorted, by the key of the derived fact.
    """
    return {
        fact: tuple(
            sorted(
                other for other in _beside(catalogue, fact) if card.profile.known(other)
            )
        )
        for fact, known in card.facts.items()
        if known.source is FactSource.DERIVED and known.value is not None
    }


def _beside(catalogue: Catalogue, fact: str) -> set[str]:
    """Facts that a rule names together with this one."""
    named = ({rule.fact, *facts_of(rule.only_if)} for rule in catalogue.rules)
    return {other for facts in named if fact in facts for other in facts} - {fact}
