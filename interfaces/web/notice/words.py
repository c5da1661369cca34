"""What the pages of notices call things."""

from collections.abc import Mapping
from typing import Annotated, Final

from fastapi import Depends

from application.access import Action
from domain.kernel import Actor
from domain.notice import ChannelKind, Outcome
from interfaces.deps import Asks
from interfaces.locale import N_

Reader = Annotated[Actor, Depends(Asks(Action.READ_NOTICES))]
Keeper = Annotated[Actor, Depends(Asks(Action.KEEP_CHANNELS))]

CHANNELS: Final = "/notices/channels"

KINDS: Final[Mapping[ChannelKind, str]] = {
    ChannelKind.EMAIL: N_("E-mail"),
    ChannelKind.MESSENGER: N_("Messenger"),
    ChannelKind.WEBHOOK: N_("Your program (webhook)"),
}
STATES: Final[Mapping[str, tuple[str, str]]] = {
    "waiting": (N_("being sent"), "ask"),
    "accepted": (N_("accepted"), "yes"),
    "given_up": (N_("not delivered"), "late"),
    "dropped": (N_("channel removed"), "no"),
}
OUTCOMES: Final[Mapping[Outcome, str]] = {
    Outcome.ACCEPTED: N_("accepted"),
    Outcome.FAILED: N_("failed, it will be tried again"),
    Outcome.REFUSED: N_("refused, it will not be tried again"),
}
ZONES: Final = (
    ("Europe/Kaliningrad", N_("Kaliningrad, UTC+2")),
    ("Europe/Moscow", N_("Moscow, UTC+3")),
    ("Europe/Samara", N_("Samara, UTC+4")),
    ("Asia/Yekaterinburg", N_("Yekaterinburg, UTC+5")),
    ("Asia/Omsk", N_("Omsk, UTC+6")),
    ("Asia/Krasnoyarsk", N_("Krasnoyarsk, UTC+7")),
    ("Asia/Irkutsk", N_("Irkutsk, UTC+8")),
    ("Asia/Yakutsk", N_("Yakutsk, UTC+9")),
    ("Asia/Vladivostok", N_("Vladivostok, UTC+10")),
    ("Asia/Magadan", N_("Magadan, UTC+11")),
    ("Asia/Kamchatka", N_("Kamchatka, UTC+12")),
)
