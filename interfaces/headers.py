"""What programs say in headers: the position to read from, the version read, the key.

Read by hand: FastAPI keeps a validator of each header for each of a thousand routes,
8 MB of every process, and asks it at every request. What they are is told to readers of
the API in its description.
"""

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from fastapi import HTTPException, Request

from domain.errors import Invalid

ETAG: Final = r'^(?:W/)?"([0-9]{1,9})"$'
VISIBLE: Final = r"^[\x21-\x7e]{1,200}$"
HIGHEST: Final = 2**62
"""No position is higher: the log's numbers have 63 bits."""


class BadPosition(Invalid):
    code = "bad-sverka-position"
    title = "Sverka-Position must be the number that an answer told you, e.g. 42"
    about = "Sverka-Position"


class BadVersion(Invalid):
    code = "bad-if-match"
    title = 'If-Match must be the ETag that you read, e.g. "3"'
    about = "If-Match"


class BadKey(Invalid):
    code = "bad-idempotency-key"
    title = "An Idempotency-Key is 1 to 200 visible ASCII characters"
    about = "Idempotency-Key"


@dataclass(frozen=True)
class Header:
    """A header as the API's description tells it.

    Attributes:
        name: as it is written.
        description: what it is for, one sentence.
        schema: of its value, JSON Schema.
        required: a request without it is refused.
        reads: only requests that change nothing are asked for it.
    """

    name: str
    description: str
    schema: dict[str, Any]
    required: bool = False
    reads: bool = False

    @property
    def parameter(self) -> dict[str, Any]:
        """This as an OpenAPI parameter."""
        return {
            "name": self.name,
            "in": "header",
            "description": self.description,
            "required": self.required,
            "schema": self.schema,
        }


POSITION: Final = Header(
    "Sverka-Position",
    "Answer as of this position of the log or a later one: what a command told you.",
    {"type": "integer", "minimum": 0, "maximum": HIGHEST, "examples": [42]},
    reads=True,
)
VERSION: Final = Header(
    "If-Match",
    "The ETag of what you read and mean to change.",
    {"type": "string", "pattern": ETAG, "examples": ['"3"']},
    required=True,
)
KEY: Final = Header(
    "Idempotency-Key",
    "Repeated with the same request, it is done once.",
    {
        "type": "string",
        "pattern": VISIBLE,
        "examples": ["5f0c6f0e-7c1b-4c55"],
    },
)


def position_of(request: Request) -> int | None:
    """The position that the reader has written up to; None when it names none.

    Raises:
        BadPosition: it is no number, or higher than there can be.
    """
    told = request.headers.get(POSITION.name)
    if told is None:
        return None
    if not re.fullmatch(r"[0-9]{1,19}", told) or int(told) > HIGHEST:
        raise BadPosition
    return int(told)


def version_of(request: Request) -> int:
    """The version that the caller read and means to change.

    Raises:
        HTTPException: 428, it names none.
        BadVersion: it is no ETag of ours.
    """
    told = request.headers.get(VERSION.name)
    if told is None:
        raise HTTPException(HTTPStatus.PRECONDITION_REQUIRED)
    found = re.fullmatch(ETAG, told.strip())
    if not found:
        raise BadVersion
    return int(found[1])


def key_of(request: Request, named: str | None = None) -> str | None:
    """What the caller calls this request; None when it gives it no key.

    Args:
        request: may name it in a header.
        named: how a form calls it, which goes before.

    Raises:
        BadKey: a key is short and can be written in a header.
    """
    key = named or request.headers.get(KEY.name)
    if not key:
        return None
    if not re.fullmatch(VISIBLE, key):
        raise BadKey
    return key
