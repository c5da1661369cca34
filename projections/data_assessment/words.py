"""What the state says of clients, where they work, and what they dispute."""

from collections.abc import Sequence
from typing import Any

from domain.client import Client, Dispute, FactSource, is_official
from domain.kernel import Certainty
from projections.view import Recorded, Row

REGISTRATION = "registration"
"""Voice of what a business is in law: its INN is checked against it."""


def words_of(one: Recorded) -> list[Row]:
    """What a register or an inspector says in an event; of the client's word nothing.

    A word that was concluded from another one is kept too: it takes the place of an
    earlier one of the same voice, though it proves nothing.
    """
    event = one.event
    if not isinstance(event, Client.FactsStated) or event.source not in VOICES:
        return []
    voice = event.registry or event.by.organisation or ""
    official = is_official(event.source, event.certainty or Certainty.CERTAIN)
    return [
        _word(one, fact, value)
        | {
            "voice": f"{event.source} {voice}",
            "registry": event.registry,
            "is_official": official,
            "since": event.since,
        }
        for fact, value in event.facts.items()
    ]


VOICES = frozenset({FactSource.REGISTER, FactSource.INSPECTOR})


def kind_of_client(one: Recorded) -> Row | None:
    """What a business was registered as."""
    event = one.event
    if not isinstance(event, Client.Registered):
        return None
    return _word(one, "client_kind", event.kind.value) | {
        "voice": REGISTRATION,
        "registry": None,
        "is_official": True,
        "since": one.at.date(),
    }


def _word(one: Recorded, fact: str, value: Any) -> Row:
    return {
        "client_id": one.event.originator_id,
        "position": one.position,
        "fact": fact,
        "at": one.at,
        "value": value,
    }


SETTLED = (Dispute.Withdrawn, Dispute.Accepted, Dispute.Declined)


def places_of(events: Sequence[Recorded]) -> tuple[list[Row], list[Row]]:
    """Places that were opened, and those that were closed."""
    opened = [
        _since(one, one.event.premises_id, one.event.originator_id)
        for one in events
        if isinstance(one.event, Client.PremisesOpened)
    ]
    closed = [
        _ended(one, one.event.premises_id)
        for one in events
        if isinstance(one.event, Client.PremisesClosed)
    ]
    return opened, closed


def disputes_of(events: Sequence[Recorded]) -> tuple[list[Row], list[Row]]:
    """Disputes that were raised, and those that were settled."""
    raised = [
        _since(one, one.event.originator_id, one.event.client_id)
        | {"fact": one.event.fact}
        for one in events
        if isinstance(one.event, Dispute.Raised)
    ]
    settled = [
        _ended(one, one.event.originator_id)
        for one in events
        if isinstance(one.event, SETTLED)
    ]
    return raised, settled


def _since(one: Recorded, id: Any, client_id: Any) -> Row:
    return {
        "id": id,
        "client_id": client_id,
        "since": one.position,
        "since_at": one.at,
        "ended": None,
        "ended_at": None,
    }


def _ended(one: Recorded, id: Any) -> Row:
    return {"id": id, "ended": one.position, "ended_at": one.at}
