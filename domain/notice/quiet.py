"""Quiet hours: when a recipient does not want to be disturbed, where it lives."""

from datetime import UTC, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, model_validator

from domain.kernel import Value


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("no such time zone")
    return name


Zone = Annotated[str, AfterValidator(_zone)]
"""IANA name of a time zone, e.g. "Europe/Samara"."""


class QuietHours(Value):
    """Every day from one time to another, by the recipient's clock.

    Attributes:
        since, until: local times without seconds; over midnight when since > until.
        zone: whose clock.
    """

    since: time
    until: time
    zone: Zone

    @model_validator(mode="after")
    def _is_a_while(self) -> "QuietHours":
        if self.since == self.until:
            raise ValueError("quiet hours begin and end at the same time")
        return self

    def disturb(self, at: datetime) -> bool:
        """Whether an instant is within them."""
        local = at.astimezone(ZoneInfo(self.zone)).time()
        if self.since < self.until:
            return self.since <= local < self.until
        return local >= self.since or local < self.until

    def after(self, at: datetime) -> datetime:
        """The instant itself, or the end of the quiet hours that it is in; UTC."""
        if not self.disturb(at):
            return at.astimezone(UTC)
        local = at.astimezone(ZoneInfo(self.zone))
        end = local.replace(
            hour=self.until.hour, minute=self.until.minute, second=0, microsecond=0
        )
        if end <= local:
            end += timedelta(days=1)
        return end.astimezone(UTC)
