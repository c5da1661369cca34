"""Importing the list of drafts in the XML that regulation.gov.ru gives.

The whole file is checked first; a single wrong row stops it, and then nothing is
recorded. All rows are recorded together. A row that says what is known changes nothing.
"""

from collections.abc import Iterator
from typing import BinaryIO, Final
from xml.parsers import expat

from pydantic import ValidationError

from application.access import Action, allow
from application.log import EventLog
from application.requirement import ImportReport, NothingToImport, Rejection
from domain.draft import ListedDraft, Listing, ListingUnchanged, draft_id
from domain.errors import Invalid
from domain.kernel import Actor

MOST_ROWS: Final = 10_000
LONGEST_FIELD: Final = 10_000
_PART: Final = 1 << 16
_DEEPEST: Final = 8

_FIELDS: Final = {
    "project": "@id",
    "title": "title",
    "body": "department",
    "kind": "kind",
    "procedure": "procedure",
    "status": "status",
    "published": "publishDate",
    "opens": "startDiscussion",
    "closes": "endDiscussion",
}
"""Fields of a listing, and where they stand in a row."""

_OPTIONAL: Final = frozenset({"opens", "closes"})
Row = dict[str, str]


class NotADraftList(Invalid):
    """Facts: `line`, where reading stopped; None when nowhere in particular."""

    code = "not-a-draft-list"
    title = "The file is not a list of drafts in XML"
    about = "file"


class DraftListTooLong(Invalid):
    """Facts: `most`, rows."""

    code = "draft-list-too-long"
    title = "The list has too many rows: send it in parts"
    about = "file"


class DraftImport:
    """Imports the list of drafts; registrars only."""

    def __init__(self, log: EventLog) -> None:
        self._log = log

    def listed(self, file: BinaryIO, *, by: Actor) -> ImportReport:
        """Bring the drafts known from the list to what a file says.

        Args:
            file: XML; read once, in parts.
            by: the registrar.

        Returns:
            The report; `line` of a rejection is the row's number in the list, from 1.
            A draft that the file does not name stays as it is.

        Raises:
            NotADraftList: it cannot be read, or declares a document type.
            DraftListTooLong: it has more rows than are recorded together.
            NothingToImport: it has no rows.
        """
        allow(by, Action.KEEP_REGISTER)
        listings: dict[str, Listing] = {}
        rejections: list[Rejection] = []
        rows = 0
        for rows, row in enumerate(_rows(file), 1):
            if rows > MOST_ROWS:
                raise DraftListTooLong(most=MOST_ROWS)
            rejections += _take(rows, row, listings)
        if not rows:
            raise NothingToImport
        return self._record(rows, listings, rejections, by)

    def _record(
        self,
        rows: int,
        listings: dict[str, Listing],
        rejections: list[Rejection],
        by: Actor,
    ) -> ImportReport:
        known = self._log.find_many(ListedDraft, [draft_id(one) for one in listings])
        new: list[ListedDraft] = []
        amended: list[ListedDraft] = []
        for number, listing in listings.items():
            found = known.get(draft_id(number))
            if found is None:
                new.append(ListedDraft.of(listing, by=by))
                continue
            try:
                found.relist(listing, by=by)
            except ListingUnchanged:
                continue
            amended.append(found)
        position = 0
        if not rejections and (new or amended):
            position = self._log.record(*new, *amended, by=by).position
        return ImportReport(
            rows=rows,
            new=len(new),
            amended=len(amended),
            same=len(listings) - len(new) - len(amended),
            rejected=len({one.line for one in rejections}),
            recorded=not rejections,
            rejections=tuple(rejections[:1000]),
            position=position,
        )


def _take(number: int, row: Row, listings: dict[str, Listing]) -> list[Rejection]:
    """Add a row to the listings, or say what is wrong with it."""
    code = f"RG-{row.get('@id', '')}" if row.get("@id") else None
    try:
        listing = Listing.model_validate(_said(row))
    except ValidationError as error:
        return [
            Rejection(
                line=number,
                pointer=f"#/{_FIELDS.get(str(one['loc'][0]), '')}"
                if one["loc"]
                else "#",
                reason=one["msg"],
                kind=one["type"],
                limits={
                    name: value if isinstance(value, int | str) else str(value)
                    for name, value in one.get("ctx", {}).items()
                },
                code=code,
            )
            for one in error.errors(include_url=False, include_input=False)
        ]
    if listing.number in listings:
        return [
            Rejection(
                line=number,
                pointer="#/@id",
                reason="An earlier row has the same number",
                kind="number_repeated",
                code=code,
            )
        ]
    listings[listing.number] = listing
    return []


def _said(row: Row) -> dict[str, object]:
    """The fields of a listing; a day of an instant, and nothing for what is empty."""
    said: dict[str, object] = {}
    for name, place in _FIELDS.items():
        text = row.get(place, "").strip()
        if name == "published" and not text:
            text = row.get("date", "").strip()
        if name in {"published", "opens", "closes"}:
            text = text.partition("T")[0]
        if text or name not in _OPTIONAL:
            said[name] = text
    return said


def _rows(file: BinaryIO) -> Iterator[Row]:
    """The rows of the list, one after another, while the file is read."""
    reader = _Reader()
    while part := file.read(_PART):
        yield from reader.feed(part)
    yield from reader.feed(b"", last=True)


class _Reader:
    """Reads the list's XML; no document type, so no entity of the file's own."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.EntityDeclHandler = self._refuse
        self._parser.ExternalEntityRefHandler = self._refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._path: list[str] = []
        self._row: Row | None = None
        self._found: list[Row] = []

    def feed(self, part: bytes, *, last: bool = False) -> list[Row]:
        """The rows that end in this part of the file."""
        try:
            self._parser.Parse(part, last)
        except expat.ExpatError as fault:
            raise NotADraftList(line=fault.lineno) from None
        found, self._found = self._found, []
        return found

    def _refuse(self, *_: object) -> int:
        raise NotADraftList(line=self._parser.CurrentLineNumber)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        if len(self._path) > _DEEPEST:
            self._refuse()
        if len(self._path) == 1 and name != "projects":
            self._refuse()
        if self._path == ["projects", "project"]:
            self._row = {"@id": attributes.get("id", "")}

    def _end(self, _name: str) -> None:
        if len(self._path) == 2 and self._row is not None:
            self._found.append(self._row)
            self._row = None
        self._path.pop()

    def _text(self, text: str) -> None:
        if self._row is None or len(self._path) != 3:
            return
        name = self._path[2]
        self._row[name] = (self._row.get(name, "") + text)[:LONGEST_FIELD]
