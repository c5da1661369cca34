"""Which files may be sent: documents, pictures and signatures, never programs (I2)."""

import re
from collections.abc import Collection

from domain.evidence import MEDIA_TYPES as EVIDENCE
from domain.evidence import BadFile, media_type_of
from domain.exchange.refusals import BadExchangedFile

ZIP = b"PK\x03\x04"
_SIGNATURE = re.compile(
    rb"\x30[\x80-\x84].{0,4}\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02|"
    rb"-----BEGIN (PKCS7|CMS)",
    re.DOTALL,
)
_XML = re.compile(rb"(\xef\xbb\xbf)?<\?xml[ \t]")
_OFFICE = {
    "word/document.xml": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ),
    "xl/workbook.xml": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ),
    "ppt/presentation.xml": (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    ),
}
_OPEN_DOCUMENT = (
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
)
_MACROS = re.compile(r"(.*/)?vbaProject\.bin|Basic/.*|Scripts/.*", re.IGNORECASE)
SIGNATURE, XML = "application/pkcs7-signature", "application/xml"
MEDIA_TYPES = (*EVIDENCE, *_OFFICE.values(), *_OPEN_DOCUMENT, SIGNATURE, XML)


def exchanged_type(
    head: bytes, entries: Collection[str] = (), declared: str = ""
) -> str:
    """What a file is, by its content.

    Args:
        head: its first bytes, 16 or more.
        entries: names in it, when it is a ZIP archive.
        declared: what its entry "mimetype" says, when it has one.

    Raises:
        BadExchangedFile: of no kind that is sent, or with macros.
    """
    if head.startswith(ZIP):
        return _office_type(entries, declared)
    if _SIGNATURE.match(head):
        return SIGNATURE
    if _XML.match(head):
        return XML
    try:
        return media_type_of(head)
    except BadFile:
        raise BadExchangedFile from None


def _office_type(entries: Collection[str], declared: str) -> str:
    if any(_MACROS.fullmatch(name) for name in entries):
        raise BadExchangedFile
    if declared in _OPEN_DOCUMENT:
        return declared
    found = [kind for name, kind in _OFFICE.items() if name in entries]
    if len(found) != 1 or "[Content_Types].xml" not in entries:
        raise BadExchangedFile
    return found[0]
