"""Which servers help browsers that meet by video to reach each other (I6)."""

import base64
import hmac
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any, Final

from interfaces.settings import Settings

LASTS: Final = timedelta(hours=6)
"""How long a password for TURN is good; longer than any meeting."""
ROOM_BYTES: Final = 16


def ice_servers(settings: Settings, now: datetime) -> list[dict[str, Any]]:
    """What a browser gives to RTCPeerConnection as `iceServers`.

    The password for TURN says until when it is good and nothing else: neither who uses
    it, nor for which meeting.

    Source:
        RFC 8489, RFC 8656; draft-uberti-behave-turn-rest: passwords that expire.
    """
    servers: list[dict[str, Any]] = []
    if settings.stun_urls:
        servers.append({"urls": list(settings.stun_urls)})
    if settings.turn_urls and settings.turn_secret:
        name = str(int((now + LASTS).timestamp()))
        secret = settings.turn_secret.encode()
        digest = hmac.digest(secret, name.encode(), "sha1")
        servers.append(
            {
                "urls": list(settings.turn_urls),
                "username": name,
                "credential": base64.b64encode(digest).decode(),
            }
        )
    return servers


def outside_link(settings: Settings) -> str | None:
    """The address of a new meeting in an outside system, which nobody can guess."""
    if settings.video_url is None:
        return None
    return settings.video_url.replace("{room}", token_urlsafe(ROOM_BYTES))
