"""A client takes its list out: the file is made, recorded, and given away."""

from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Final, NamedTuple
from uuid import UUID

from application.access import Action, allow
from application.list_export import MakeExport
from application.log import Key
from domain.errors import NotFound
from domain.kernel import Actor, Value
from domain.list_export import (
    Exported,
    ExportMadeBefore,
    Form,
    ListTooLong,
    Part,
    fresh_id,
)
from interfaces.exports.content import Content
from interfaces.exports.data import data
from interfaces.exports.document import document
from interfaces.exports.spreadsheet import spreadsheet
from interfaces.exports.turns import AT_ONCE, PATIENCE
from interfaces.locale import Language, language
from interfaces.service import Service
from projections.applicability import AsOf, Basis
from projections.list_export import ExportCard

MEDIA_TYPES: Final[Mapping[Form, str]] = {
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.PDF: "application/pdf",
    Form.JSON: "application/json",
}
WRITERS: Final[Mapping[Form, Callable[[Content], bytes]]] = {
    Form.XLSX: spreadsheet,
    Form.PDF: document,
    Form.JSON: data,
}
MOST: Final[Mapping[Form, int]] = {
    Form.XLSX: 10_000,
    Form.PDF: 1_500,
    Form.JSON: 10_000,
}
"""Lines that one file may hold: what a web process makes in a few seconds."""


class Wish(Value):
    """What to take out.

    Attributes:
        form: the kind of file.
        part: which lines.
        as_of: the moment of the list.
        language: "ru" or "en".
    """

    form: Form
    part: Part
    as_of: AsOf
    language: str


class Taken(NamedTuple):
    """A file, ready to be given away.

    Attributes:
        id: of the export.
        name: of the file.
        media_type: of the file.
        file: its bytes.
        position: of the log, to read from.
    """

    id: UUID
    name: str
    media_type: str
    file: bytes
    position: int

    @property
    def headers(self) -> dict[str, str]:
        """What tells a browser or a program about the file."""
        return {
            "Content-Disposition": f'attachment; filename="{self.name}"',
            "Location": f"/verify/{self.id}",
            "Sverka-Position": str(self.position),
            "Cache-Control": "no-store",
        }


def take_out(
    service: Service, client_id: UUID, wish: Wish, *, by: Actor, key: Key | None
) -> Taken:
    """Make a file of a client's list, and record it.

    A repetition under the same key gives the first file again: the list is asked for as
    it was known then, so the file has the same bytes.

    Raises:
        NotFound: it is not this actor's list.
        TimeoutError: too many take their lists out at the moment.
        ListTooLong: the lines are more than one file may hold.
        ExportMadeBefore: a repetition, and the words of the service changed since.
        KeyReused: see `EventLog.once`.
    """
    allow(by, Action.EXPORT_LIST, of=client_id)
    # What is not seen yet would be known of this instant later.
    position = service.log.head()
    service.caught_up(position)
    now = service.clock.now()
    known_at = wish.as_of.known_at or now
    made = _Making(service, client_id).made(
        fresh_id(), wish, known_at=known_at, at=now, position=position
    )
    command = MakeExport(id=made.id, exported=made.exported, file=made.hash)
    receipt = service.list_exports.make(client_id, command, by=by, key=key)
    if receipt.id != made.id:
        service.caught_up(receipt.position)
        first = service.list_export_view.get(receipt.id)
        if first is None:
            raise NotFound
        made = _Making(service, client_id).again(first)
        if made.hash != first.file:
            raise ExportMadeBefore
    form = made.exported.form
    name = f"sverka-{made.number}.{form.value}"
    return Taken(made.id, name, MEDIA_TYPES[form], made.file, receipt.position)


class _Made(NamedTuple):
    id: UUID
    number: str
    exported: Exported
    file: bytes

    @property
    def hash(self) -> str:
        return sha256(self.file).hexdigest()


class _Making:
    """Makes files of one client's lists."""

    def __init__(self, service: Service, client_id: UUID) -> None:
        self._service = service
        self._client_id = client_id

    def made(
        self, id: UUID, wish: Wish, *, known_at: datetime, at: datetime, position: int
    ) -> _Made:
        service = self._service
        as_of = wish.as_of.model_copy(update={"known_at": known_at})
        client = service.client_view.get(self._client_id)
        if client is None:
            raise NotFound
        content = Content(
            id=id,
            form=wish.form,
            part=wish.part,
            as_of=as_of,
            made_at=at,
            position=position,
            client=client,
            whole=service.personal_lists.whole_as_of(self._client_id, as_of),
            address=f"{service.settings.public_url}/verify/{id}",
            spoken=self._spoken(wish.language),
            wording=service.wording(wish.language),
            lists=service.personal_lists,
        )
        if content.count > MOST[wish.form]:
            raise ListTooLong(lines=content.count, most=MOST[wish.form])
        if not AT_ONCE.acquire(timeout=PATIENCE):
            raise TimeoutError("other files are being made")
        try:
            file = WRITERS[wish.form](content)
        finally:
            AT_ONCE.release()
        exported = Exported(
            form=wish.form,
            language=wish.language,
            part=wish.part,
            on=as_of.on,
            known_at=known_at,
            basis=as_of.basis.value,
            made_at=at,
            position=position,
            counts=content.counts,
            lines=content.count,
            content=content.digest(),
        )
        return _Made(id, content.number, exported, file)

    def again(self, exported: ExportCard) -> _Made:
        """A file that was recorded before."""
        wish = Wish(
            form=exported.form,
            part=exported.part,
            as_of=AsOf(
                on=exported.on,
                known_at=exported.known_at,
                basis=Basis(exported.basis),
            ),
            language=exported.language,
        )
        return self.made(
            exported.id,
            wish,
            known_at=exported.known_at,
            at=exported.made_at,
            position=exported.position,
        )

    def _spoken(self, code: str) -> Language:
        return language(code, str(self._service.settings.time_zone))
