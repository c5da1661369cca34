"""ЕРВК asked over HTTP: an address that answers with its pages of notices (L7)."""

import time
from collections.abc import Container
from json import JSONDecodeError, loads
from typing import Any, Final

import httpx2

from application.ports import NotInRegister, RegisterUnavailable, RegisterUnreadable
from domain.client import RegisterAnswer
from interfaces.gateways.registers.ervk import (
    ERVK,
    Activities,
    Notice,
    answers_of,
    read_notice,
)

PATIENCE: Final = httpx2.Timeout(5.0, connect=3.0)
"""Seconds for a connection, and for every piece of an answer."""
LONGEST: Final = 15.0
"""Seconds for everything that is asked about one business."""
LARGEST: Final = 2 << 20
"""Bytes of one answer."""
AT_ONCE: Final = 50
MOST: Final = 200
"""Notices of one business; who has more is not asked about over HTTP."""

Json = dict[str, Any]


class ErvkOverHttp:
    """Implements `application.ports.StateRegister`.

    Args:
        url: of the list of notices; `<url>/<id>` are the details of one.
        activities: what follows from which activity.
        regions: codes of regions that there are.
    """

    name = ERVK

    def __init__(
        self, url: str, activities: Activities, regions: Container[str]
    ) -> None:
        self._url = url.rstrip("/")
        self._activities = activities
        self._regions = regions

    def ask(self, inn: str, ogrn: str | None) -> RegisterAnswer:
        """What the notices of a business say; see the port."""
        end = time.monotonic() + LONGEST
        try:
            with httpx2.Client(timeout=PATIENCE, follow_redirects=False) as client:
                rows = self._rows(client, inn, end)
                told = [self._whole(client, row, end) for row in rows]
        except httpx2.HTTPError as fault:
            raise RegisterUnavailable from fault
        notices = [self._read(one) for one in told]
        # The search may find the number in other places than the INN.
        own = [notice for notice in notices if notice.legal_entity.inn == inn]
        if not own:
            raise NotInRegister
        [answer] = answers_of(own, self._activities)
        return answer

    def _rows(self, client: httpx2.Client, inn: str, end: float) -> list[Any]:
        rows: list[Any] = []
        page, pages = 0, 1
        while page < pages:
            asked = {"page": page, "size": AT_ONCE, "filterValue": inn}
            told = _get(client, self._url, asked, end)
            found, more = told.get("notices"), told.get("totalPages")
            if not isinstance(found, list) or not isinstance(more, int):
                raise RegisterUnreadable
            rows += found
            page, pages = page + 1, more
            if len(rows) > MOST or pages > MOST:
                raise RegisterUnreadable
        return rows

    def _whole(self, client: httpx2.Client, row: Any, end: float) -> Json:
        """A row of the list with its details."""
        if not isinstance(row, dict):
            raise RegisterUnreadable
        id = row.get("id")
        if not isinstance(id, int | str) or not str(id).replace("-", "").isalnum():
            raise RegisterUnreadable
        return row | _get(client, f"{self._url}/{id}", {}, end)

    def _read(self, told: Json) -> Notice:
        found = read_notice(told, "", self._regions)
        if not isinstance(found, Notice):
            raise RegisterUnreadable(faults=[fault.pointer for fault in found])
        return found


def _get(client: httpx2.Client, url: str, asked: Json, end: float) -> Json:
    """One answer as JSON.

    Raises:
        RegisterUnavailable: it is late, or it is a refusal.
        RegisterUnreadable: it is too large, or no JSON object.
    """
    content = bytearray()
    with client.stream("GET", url, params=asked) as answer:
        if answer.status_code != httpx2.codes.OK:
            raise RegisterUnavailable
        for piece in answer.iter_bytes():
            content += piece
            if len(content) > LARGEST:
                raise RegisterUnreadable
            if time.monotonic() > end:
                raise RegisterUnavailable
    if time.monotonic() > end:
        raise RegisterUnavailable
    try:
        told = loads(content)
    except (JSONDecodeError, UnicodeDecodeError, RecursionError):
        raise RegisterUnreadable from None
    if not isinstance(told, dict):
        raise RegisterUnreadable
    return told
