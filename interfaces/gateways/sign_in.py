"""Who somebody is: asked of an OpenID provider, or picked among demo people.

OpenID Connect with discovery, PKCE (S256), state and nonce. What must survive the way
to the provider and back travels in an encrypted cookie that lives ten minutes.
"""

import hmac
import json
from base64 import urlsafe_b64encode
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, cast

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.starlette_client import OAuth
from cryptography.fernet import Fernet, InvalidToken
from fastapi import Request
from fastapi.responses import Response
from joserfc.errors import JoseError
from pydantic import ValidationError

from application.log import Unavailable
from application.person import SignIn
from domain.kernel import Value
from interfaces.settings import Settings
from interfaces.signed import is_https

COOKIE: Final = "sverka_sign_in"
PATH: Final = "/sign-in"
CALLBACK: Final = "/sign-in/callback"
MINUTES: Final = 10
PATIENCE: Final = 10.0
"""Seconds that the provider has to answer."""

DEMO_ISSUER: Final = "demo"
DEMO: Final = Path(__file__).parents[2] / "starter" / "demo.json"


class SignInFailed(Exception):
    """The provider did not confirm who it is, or the answer is not to our question."""


class DemoPerson(Value):
    """Somebody made up, to try the service with.

    Attributes:
        id: subject of the identity, whose issuer is DEMO_ISSUER.
        name: to show.
        about: one phrase by language code.
    """

    id: str
    name: str
    about: dict[str, str]

    @property
    def identity(self) -> SignIn:
        """What a provider would say of this person."""
        return SignIn(issuer=DEMO_ISSUER, subject=self.id, name=self.name)


@cache
def demo_people() -> tuple[DemoPerson, ...]:
    """The demo people, in the order of the file."""
    told = json.loads(DEMO.read_text(encoding="utf-8"))["people"]
    return tuple(
        DemoPerson(id=one["id"], name=one["name"], about=one["about"]) for one in told
    )


class Provider:
    """The OpenID provider that tells us who people are.

    Args:
        settings: name the provider and us.
    """

    def __init__(self, settings: Settings) -> None:
        self._callback = f"{settings.public_url}{CALLBACK}"
        key = hmac.digest(settings.master_key, b"sverka sign-in", "sha256")
        self._seal = Fernet(urlsafe_b64encode(key))
        issuer = (settings.oidc_issuer or "").rstrip("/")
        self._client: Any = OAuth().register(
            "provider",
            client_id=settings.oidc_client_id,
            client_secret=settings.oidc_client_secret,
            server_metadata_url=f"{issuer}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid profile email",
                "code_challenge_method": "S256",
                "timeout": PATIENCE,
                "follow_redirects": False,
            },
        )

    async def begin(self, request: Request, to: str, now: datetime) -> Response:
        """Send the browser to the provider.

        Args:
            request: of the person who wants in.
            to: own path to come back to.
            now: the instant of the request, UTC.

        Raises:
            Unavailable: the provider does not answer.
        """
        kept: dict[str, Any] = {"to": to}
        request.scope["session"] = kept
        try:
            answer = await self._client.authorize_redirect(request, self._callback)
        except (httpx2.HTTPError, OAuthError, ValueError, KeyError) as fault:
            raise Unavailable from fault
        sealed = self._seal.encrypt_at_time(
            json.dumps(kept).encode(), int(now.timestamp())
        ).decode()
        answer.set_cookie(
            COOKIE,
            sealed,
            max_age=60 * MINUTES,
            path=PATH,
            secure=is_https(request),
            httponly=True,
            samesite="lax",
        )
        return cast(Response, answer)

    async def finish(self, request: Request, now: datetime) -> tuple[SignIn, str]:
        """Find out who came back from the provider.

        Returns:
            The identity, and the own path to go on to.

        Raises:
            SignInFailed: the answer is forged, late, or a refusal.
            Unavailable: the provider does not answer.
        """
        kept = self._opened(request.cookies.get(COOKIE, ""), now)
        request.scope["session"] = kept
        try:
            token = await self._client.authorize_access_token(request)
            told = dict(token.get("userinfo") or {})
            if "name" not in told:
                told |= await self._client.userinfo(token=token)
        except httpx2.HTTPError as fault:
            raise Unavailable from fault
        except (OAuthError, JoseError, ValueError, KeyError, RuntimeError) as fault:
            raise SignInFailed from fault
        return _identity(told), str(kept.get("to", "/"))

    def _opened(self, sealed: str, now: datetime) -> dict[str, Any]:
        try:
            opened = self._seal.decrypt_at_time(
                sealed.encode(), ttl=60 * MINUTES, current_time=int(now.timestamp())
            )
        except InvalidToken:
            raise SignInFailed from None
        return cast(dict[str, Any], json.loads(opened))


def _identity(told: dict[str, Any]) -> SignIn:
    try:
        return SignIn(
            issuer=told["iss"],
            subject=told["sub"],
            name=told.get("name") or told.get("preferred_username") or told["sub"],
            email=told.get("email"),
        )
    except (KeyError, ValidationError) as fault:
        raise SignInFailed from fault


@lru_cache(maxsize=4)
def provider(settings: Settings) -> Provider:
    """The provider of these settings; it remembers what it learnt by discovery."""
    return Provider(settings)
