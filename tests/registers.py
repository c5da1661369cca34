"""What state registers say, for the tests that take it in."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from domain.client import RegisterAnswer, RegisterFact, RegisterPlace
from domain.kernel import Certainty
from domain.profile import FactValue
from interfaces.gateways.registers import ERVK
from tests.business import INN

SAMPLE = Path(__file__).parent / "samples" / "ervk_notices.json"
MARCH = date(2026, 3, 15)
ENTRY = "У003/000000017"


def told(
    fact: str = "okved",
    value: FactValue = ("56.10",),
    *,
    since: date = MARCH,
    reference: str = ENTRY,
    certainty: Certainty = Certainty.CERTAIN,
) -> RegisterFact:
    return RegisterFact(
        fact=fact, value=value, since=since, reference=reference, certainty=certainty
    )


def place(address: str = "Самара, ул. Придуманная, 7") -> RegisterPlace:
    return RegisterPlace(
        name="Лавка", address=address, region="63", since=MARCH, reference=ENTRY
    )


def answer(
    *facts: RegisterFact,
    places: tuple[RegisterPlace, ...] = (),
    inn: str = INN,
    ogrn: str | None = None,
    registry: str = ERVK,
) -> RegisterAnswer:
    return RegisterAnswer(
        registry=registry, inn=inn, ogrn=ogrn, facts=facts, places=places
    )


def sample() -> list[dict[str, Any]]:
    """The pages of the sample file, to be changed at will."""
    found: list[dict[str, Any]] = json.loads(SAMPLE.read_text("utf-8"))
    return deepcopy(found)


def notices_of(pages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [notice for page in pages for notice in page["notices"]]


DETAILS = frozenset(
    {"controlObject", "controlOrgan", "legalEntity", "activity", "terminated"}
)
"""What only the details of a notice hold."""


class _Answers(BaseHTTPRequestHandler):
    """Answers as the pages of ЕРВК do: a list by a search, details by an id."""

    server: "_Server"

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        self.server.asked.append(self.path)
        query = {name: values[0] for name, values in parse_qs(asked.query).items()}
        id = asked.path.rpartition("/")[2]
        if self.server.broken:
            status, content = self.server.broken
        elif id == "notices":
            status, content = 200, self._page(query)
        else:
            whole = (n for n in self.server.notices if str(n["id"]) == id)
            status, content = 200, json.dumps(next(whole)).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _page(self, query: dict[str, str]) -> bytes:
        inn, number = query["filterValue"], int(query["page"])
        found = [
            notice
            for notice in self.server.notices
            if inn in notice.get("found_by", [notice["legalEntity"]["inn"]])
        ]
        size = self.server.page_size
        rows = [
            {name: told for name, told in notice.items() if name not in DETAILS}
            for notice in found[number * size : (number + 1) * size]
        ]
        page = {
            "notices": rows,
            "filterValue": inn,
            "page": number,
            "totalElements": len(found),
            "totalPages": -(-len(found) // size),
        }
        return json.dumps(page).encode()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    """The register at an address of this machine.

    Attributes:
        notices: what it holds.
        page_size: rows of a page.
        broken: status and content of every answer, when something is wrong.
        asked: paths that were asked, in order.
    """

    notices: list[dict[str, Any]]
    page_size = 1
    broken: tuple[int, bytes] | None = None
    asked: list[str]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/widgets/notices"


@contextmanager
def register_over_http() -> Iterator[_Server]:
    """A server that holds the notices of the sample, until the end."""
    with _Server(("127.0.0.1", 0), _Answers) as server:
        server.notices, server.asked = notices_of(sample()), []
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
