"""Telegram and other messengers, through apprise (I1)."""

import logging
import re
import threading
from collections.abc import Collection
from typing import Final
from urllib.parse import urlsplit

from application.ports import Message
from domain.errors import Invalid
from domain.notice import Answer, Outcome
from interfaces.gateways.carriers.guard import AddressNotAllowed, Guard

TELEGRAM: Final = "tgram"
HOSTED: Final = frozenset({TELEGRAM, "slack", "discord", "viber", "zulip"})
"""Schemes that lead to the messenger's own machines, whatever the address says."""
CHAT: Final = re.compile(r"-?\d{1,20}|@\w{1,64}")


class MessengerNotOffered(Invalid):
    """Facts: `messengers`, the schemes that are offered."""

    code = "messenger-not-offered"
    title = "This messenger is not offered here, or its address is not complete"
    about = "address"


class Messengers:
    """Implements `application.ports.Carrier`.

    An address is one of apprise without parameters, e.g. "tgram://TOKEN/CHAT"; with a
    bot of our own in Telegram the number of a chat, or its @name, is enough.

    Args:
        schemes: of apprise, that are offered.
        guard: where those may go that are not at the messenger's own machines.
        bot: token of our bot in Telegram; "" when there is none.
    """

    def __init__(self, schemes: Collection[str], guard: Guard, bot: str = "") -> None:
        self._schemes = frozenset(schemes)
        self._guard = guard
        self._bot = bot
        # What apprise says of a failure it only logs: one message at a time.
        self._one_at_a_time = threading.Lock()

    def check(self, address: str) -> str:
        """The address as it is kept; see the port."""
        from apprise import Apprise  # noqa: PLC0415 - half a second that few need

        url = self._whole(address)
        # Parameters can make apprise read files of ours.
        strange = "?" in url or "#" in url or not url.isprintable()
        if strange or urlsplit(url).scheme not in self._schemes:
            raise MessengerNotOffered(messengers=sorted(self._schemes))
        if Apprise.instantiate(url, suppress_exceptions=True) is None:
            raise MessengerNotOffered(messengers=sorted(self._schemes))
        return address

    def carry(self, message: Message, address: str) -> Answer:
        """Send; see the port. Messengers know no id, so a crash may repeat one."""
        from apprise import Apprise, AppriseAsset, LogCapture  # noqa: PLC0415

        url = self._whole(self.check(address))
        try:
            self._look_at(url)
        except AddressNotAllowed as refusal:
            return Answer(outcome=Outcome.REFUSED, said=refusal.title)
        except OSError as fault:
            return Answer(outcome=Outcome.FAILED, said=type(fault).__name__)
        sender = Apprise(asset=AppriseAsset(async_mode=False, secure_logging=True))
        sender.add(url)
        body = "\n\n".join(part for part in (message.text, message.link) if part)
        capture = LogCapture(level=logging.INFO, fmt="%(message)s")  # type: ignore[no-untyped-call]
        with self._one_at_a_time, capture as heard:
            is_sent = sender.notify(body=body, title=message.subject)
            said = heard.getvalue().strip()
        outcome = Outcome.ACCEPTED if is_sent else Outcome.FAILED
        return Answer(outcome=outcome, said=said[-500:])

    def _whole(self, address: str) -> str:
        if self._bot and CHAT.fullmatch(address):
            return f"{TELEGRAM}://{self._bot}/{address}"
        return address

    def _look_at(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in HOSTED:
            self._guard.leads_to(parts.hostname or "", parts.port or 443)
