"""Who is signed in, as a request says: by an access token or the session's cookie."""

from http import HTTPStatus
from typing import Final, cast

from fastapi import HTTPException, Request
from fastapi.responses import Response

from interfaces.gateways.sessions import Sessions
from projections.person import Signed

COOKIE: Final = "sverka"
SECURE_COOKIE: Final = "__Host-sverka"
UNSET: Final = object()


def signed_in(request: Request) -> Signed | None:
    """Whoever asks; None when nobody is signed in. Looked up once per request.

    Raises:
        HTTPException: 401, an access token is worth nothing.
    """
    known = getattr(request.state, "signed", UNSET)
    if known is UNSET:
        known = _look_up(request)
        request.state.signed = known
    return cast(Signed | None, known)


def _look_up(request: Request) -> Signed | None:
    sessions = cast(Sessions, request.app.state.service.sessions)
    if token := token_of(request):
        signed = sessions.by_token(token)
        if signed is None:
            raise HTTPException(
                HTTPStatus.UNAUTHORIZED,
                headers={"WWW-Authenticate": 'Bearer error="invalid_token"'},
            )
        return signed
    secret = session_secret(request)
    return sessions.signed(secret) if secret else None


def token_of(request: Request) -> str:
    """The access token that came, "" when none did. It makes any cookie meaningless."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def session_secret(request: Request) -> str:
    """The secret in the session's cookie, "" when there is none."""
    return request.cookies.get(_cookie(request), "")


def keep(request: Request, response: Response, secret: str) -> None:
    """Give the browser the session's cookie."""
    response.set_cookie(
        _cookie(request),
        secret,
        path="/",
        secure=is_https(request),
        httponly=True,
        samesite="lax",
    )


def drop(request: Request, response: Response) -> None:
    """Take the session's cookie away from the browser."""
    response.delete_cookie(
        _cookie(request),
        path="/",
        secure=is_https(request),
        httponly=True,
        samesite="lax",
    )


def is_https(request: Request) -> bool:
    """Whether people reach the service over HTTPS, whatever a proxy makes of it."""
    settings = getattr(request.app.state, "settings", None)
    return str(getattr(settings, "public_url", "")).startswith("https://")


def _cookie(request: Request) -> str:
    return SECURE_COOKIE if is_https(request) else COOKIE
