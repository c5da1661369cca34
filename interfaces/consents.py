"""Consents in words, and the address at which whoever has a notice revokes one (R3)."""

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from domain.consent import HELP, Scope, ScopeKind
from domain.notice import Ground
from interfaces.locale import N_, language
from projections.consent import ConsentView
from projections.notice import NoticeCard
from projections.situation import SituationView

NAMES: Final[Mapping[str, str]] = {
    HELP: N_("Offers of help with keeping requirements"),
}
ABOUT: Final[Mapping[str, str]] = {
    HELP: N_(
        "When a body sees from records that steps of compliance may help businesses"
        " like yours, it tells you of them. It is no inspection and nothing follows"
        " from it."
    ),
}
"""What each proactive service does, for those who think about agreeing."""


class ConsentWords:
    """Says to what a client agreed.

    Args:
        view: the consents.
        situations: know their names.
        word_of: the word by which whoever has a notice revokes, by id of the consent.
        zone: IANA name of the time zone of the service.
    """

    def __init__(
        self,
        view: ConsentView,
        situations: SituationView,
        word_of: Callable[[UUID], UUID],
        zone: str,
    ) -> None:
        self._view = view
        self._situations = situations
        self._word_of = word_of
        self._zone = zone

    def scope(self, scope: Scope, code: str) -> str:
        """What a consent is to, in "ru" or "en"."""
        spoken = language(code, self._zone)
        if scope.kind is ScopeKind.SERVICE:
            return spoken.gettext(NAMES[scope.name])
        card = self._situations.get(scope.name)
        name = card.content.name.said(code) if card else scope.name
        return spoken.gettext(N_("Life situation “%(name)s”"), name=name)

    def basis(self, id: UUID, code: str) -> str:
        """On which consent a notice rests, in "ru" or "en"."""
        spoken = language(code, self._zone)
        card = self._view.get(id)
        if card is None:
            return spoken.gettext(N_("You are told because you agreed to it."))
        said = spoken.gettext(
            N_("You are told because you agreed on %(day)s: %(scope)s."),
            day=spoken.date(card.given_on),
            scope=self.scope(card.scope, code),
        )
        if card.revoked_on is None:
            return said
        taken_back = spoken.gettext(
            N_("You took this consent back on %(day)s."),
            day=spoken.date(card.revoked_on),
        )
        return f"{said} {taken_back}"

    def revoking(self, card: NoticeCard) -> str:
        """Path at which whoever has the notice revokes its consent; "": needs none."""
        consent = card.basis.consent
        if card.basis.ground is not Ground.CONSENT or consent is None:
            return ""
        return self.path(consent)

    def path(self, id: UUID) -> str:
        """Path at which whoever has it revokes a consent, without signing in."""
        return f"/consents/{id}/revoke/{self._word_of(id)}"
