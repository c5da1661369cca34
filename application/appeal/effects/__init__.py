"""What decisions on appeals do to the things that they are about (I9).

Everything is returned and recorded together with the decision.
"""

from application.appeal.effects.acting import AppealEffects

__all__ = ["AppealEffects"]
