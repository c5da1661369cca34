"""The channels by which notices go out: mail, messengers, webhooks (I1)."""

from collections.abc import Mapping

from application.ports import Carrier
from domain.notice import ChannelKind
from interfaces.gateways.carriers.guard import Guard
from interfaces.gateways.carriers.mail import Mail
from interfaces.gateways.carriers.messenger import Messengers
from interfaces.gateways.carriers.webhook import Webhooks
from interfaces.settings import Settings

__all__ = ["Guard", "Mail", "Messengers", "Webhooks", "carriers_of"]


def carriers_of(settings: Settings) -> Mapping[ChannelKind, Carrier]:
    """The kinds of channels that the settings give this installation."""
    guard = Guard(allows_private=settings.private_addresses)
    found: dict[ChannelKind, Carrier] = {ChannelKind.WEBHOOK: Webhooks(guard)}
    if settings.smtp_url:
        found[ChannelKind.EMAIL] = Mail(settings.smtp_url, settings.mail_from)
    if settings.messengers:
        found[ChannelKind.MESSENGER] = Messengers(
            settings.messengers, guard, settings.telegram_bot or ""
        )
    return found
