"""Gives a receipt to whoever may have it, as a file."""

from uuid import UUID

from fastapi.responses import Response

from domain.kernel import Actor
from domain.receipt import Receipt
from interfaces.service import Service


def own_receipt(service: Service, position: int, by: Actor) -> Receipt:
    """The receipt of what the reader did; waits for the tree to come so far.

    Raises:
        NotFound: the reader did not do it.
        TimeoutError: the tree is far behind.
    """
    name = _organisation(service, by)
    try:
        return service.receipts.own(position, by=by, name=name)
    except TimeoutError:
        # There is such an event, and it is the reader's: it is worth waiting for.
        service.caught_up(position)
        return service.receipts.own(position, by=by, name=name)


def sent(receipt: Receipt) -> Response:
    """The receipt as a file that a browser saves."""
    name = f"sverka-{receipt.event.position}.json"
    return Response(
        receipt.to_json(),
        media_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _organisation(service: Service, by: Actor) -> str | None:
    """What the organisation is called that somebody acts for."""
    if by.organisation is None:
        return None
    ways = service.person_view.memberships(UUID(by.id))
    names = [one.organisation for one in ways if one.organisation_id == by.organisation]
    return names[0] or None if names else None
