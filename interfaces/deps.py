"""What routes may ask for: the service, who asks, the version read, the key."""

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from http import HTTPStatus
from typing import Annotated, Any, Final, cast
from uuid import UUID

from fastapi import Depends, HTTPException, Request, Response
from starlette.datastructures import UploadFile

from application.access import Action, check_scopes, may
from application.log import Key, Receipt
from domain.errors import NotFound
from domain.kernel import PUBLIC, Actor
from domain.person import OnlyInPerson
from interfaces.headers import (
    KEY,
    POSITION,
    VERSION,
    Header,
    key_of,
    position_of,
    version_of,
)
from interfaces.one_thread import in_thread, is_form
from interfaces.service import Service
from interfaces.signed import signed_in

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Asks:
    """Lets a request in when its reader may ask for this; every route has one.

    Raises:
        HTTPException: 401 when nobody is signed in.
        NotFound: the reader's role may not; the page does not exist for it.
        ScopeTooNarrow: an access token that only reads came to change something.
    """

    def __init__(self, action: Action) -> None:
        self.action = action

    async def __call__(self, request: Request) -> Actor:
        signed = await in_thread(signed_in, request)
        by = signed.actor if signed else PUBLIC
        if signed and signed.scopes is not None:
            check_scopes(signed.scopes, changes=self._changes(request))
        if may(by, self.action):
            return by
        if signed is None:
            raise HTTPException(
                HTTPStatus.UNAUTHORIZED, headers={"WWW-Authenticate": "Bearer"}
            )
        raise NotFound

    def _changes(self, request: Request) -> bool:
        # What everybody may ask changes nothing, even when it takes a body.
        return request.method not in SAFE and self.action is not Action.READ_PUBLIC


async def _service(request: Request) -> Service:
    """The service; for a reader who names a position, as of that position at least."""
    service = cast(Service, request.app.state.service)
    if request.method in SAFE and (position := position_of(request)):
        await in_thread(service.as_of, position)
    return service


async def _version(request: Request) -> int:
    """The version that the caller read and means to change."""
    return version_of(request)


async def _key(request: Request) -> Key | None:
    """The caller's key: of a program in a header, of a page in its form."""
    if is_form(request):
        form = (await request.form()).multi_items()
        key = key_of(request, _form_key(form))
        content = repr(sorted(map(_text, form))).encode()
    else:
        key, content = key_of(request), await request.body()
    if not key:
        return None
    asked = f"{request.method} {request.url.path}\n".encode()
    return Key(key=key, fingerprint=sha256(asked + content).hexdigest())


def _form_key(form: Iterable[tuple[str, str | UploadFile]]) -> str | None:
    found = dict(form).get("idempotency_key")
    return found if isinstance(found, str) else None


def _text(field: tuple[str, str | UploadFile]) -> tuple[str, str]:
    """A form's field as text; a browser sends the same file in other bytes."""
    name, value = field
    if isinstance(value, str):
        return name, value
    return name, f"{value.filename} {value.size}"


async def in_person(request: Request) -> None:
    """Let no access token in: a stolen one must not be able to outlive itself.

    Raises:
        OnlyInPerson: a token came.
    """
    signed = await in_thread(signed_in, request)
    if signed and signed.scopes is not None:
        raise OnlyInPerson


def own(by: Actor) -> UUID:
    """The business that the reader acts for.

    Raises:
        NotFound: the reader acts for none.
    """
    if by.organisation is None:
        raise NotFound
    return by.organisation


def answered(receipt: Receipt, response: Response) -> Receipt:
    """Tell the version as ETag and the position to read from."""
    response.headers["ETag"] = f'"{receipt.version}"'
    response.headers["Sverka-Position"] = str(receipt.position)
    return receipt


HEADERS: Final[Mapping[Callable[..., Any] | None, Header]] = {
    _service: POSITION,
    _version: VERSION,
    _key: KEY,
}
"""What is read for a route that depends on these."""

ServiceDep = Annotated[Service, Depends(_service)]
VersionDep = Annotated[int, Depends(_version)]
KeyDep = Annotated[Key | None, Depends(_key)]
InPerson = Depends(in_person)

Anybody = Annotated[Actor, Depends(Asks(Action.READ_PUBLIC))]
Self = Annotated[Actor, Depends(Asks(Action.KEEP_SELF))]
