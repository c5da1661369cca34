"""What one can agree to (R3)."""

from domain.consent import SERVICES, Scope, ScopeKind
from domain.situation import SituationKind, SituationStatus
from projections.situation import SituationView


class Agreeable:
    """Implements `application.ports.AgreeableScopes`.

    Args:
        situations: life situations, as they stand.
    """

    def __init__(self, situations: SituationView) -> None:
        self._situations = situations

    def agreeable(self, scope: Scope) -> bool:
        """Whether there is such a proactive service, or life situation to offer."""
        if scope.kind is ScopeKind.SERVICE:
            return scope.name in SERVICES
        card = self._situations.get(scope.name)
        return (
            card is not None
            and card.kind is SituationKind.LIFE_SITUATION
            and card.status is SituationStatus.PUBLISHED
        )
