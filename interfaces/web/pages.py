"""Draws pages: one environment per language, the reader known to every template."""

import logging
import re
from collections.abc import Callable, Mapping
from datetime import tzinfo
from functools import cache, lru_cache
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode
from uuid import uuid4

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from application.access import Action, may, topics_hidden_from
from domain.kernel import PUBLIC, Actor, Role
from interfaces.locale import (
    CODES,
    ENGLISH,
    N_,
    NAMES,
    RUSSIAN,
    Language,
    language,
    preferred,
)
from interfaces.signed import signed_in
from projections.person import Signed

HERE: Final = Path(__file__).parent
STATIC: Final = HERE / "static"
COOKIE: Final = "lang"
API: Final = "/api"

_IN_RUSSIAN: Final = re.compile(r"[А-Яа-яЁё](?:[^A-Za-z\n]*[А-Яа-яЁё][.»)]*)?")
"""From a Cyrillic letter to the last one before anything Latin."""

logger = logging.getLogger(__name__)

BUSINESS: Final = N_("My business")
COMPLY: Final = N_("Keep the rules")
TALK: Final = N_("Statements and questions")
INSPECTIONS: Final = N_("Inspections")
LOOK_UP: Final = N_("Look up")

NAVIGATION: Final[tuple[tuple[str, str, Action, str], ...]] = (
    ("/list", N_("My list"), Action.READ_LIST, ""),
    ("/client", N_("Data and places"), Action.READ_CLIENT, BUSINESS),
    ("/timeline", N_("History"), Action.READ_TIMELINE, BUSINESS),
    ("/consents", N_("Consents"), Action.CONSENT, BUSINESS),
    ("/assessment", N_("Self-assessment"), Action.ASSESS, COMPLY),
    ("/algorithms", N_("Algorithms"), Action.READ_PUBLIC, COMPLY),
    ("/executions", N_("Carrying out"), Action.DO_STEP, COMPLY),
    (
        "/execution-confirmations",
        N_("Confirmations"),
        Action.READ_EXECUTION_CONFIRMATION,
        COMPLY,
    ),
    ("/deadlines", N_("Deadlines"), Action.READ_DEADLINES, TALK),
    ("/declarations", N_("Declarations"), Action.READ_DECLARATION, TALK),
    ("/compliance", N_("Compliance"), Action.ANNUL_COMPLIANCE, TALK),
    ("/questions", N_("Questions"), Action.READ_QUESTION, TALK),
    ("/exchange", N_("Correspondence"), Action.READ_THREAD, TALK),
    (
        "/information-requests",
        N_("Requests for information"),
        Action.READ_INFORMATION_REQUEST,
        TALK,
    ),
    ("/looks", N_("Looks at records"), Action.READ_LOOK, TALK),
    ("/disputes", N_("Disputes"), Action.ANSWER_DISPUTE, TALK),
    ("/evaluations", N_("Evaluations"), Action.EVALUATE, TALK),
    ("/consideration", N_("Evaluations"), Action.CONSIDER, TALK),
    ("/releases", N_("Texts to release"), Action.RELEASE_TEXT, TALK),
    ("/inspections", N_("Inspection cases"), Action.READ_INSPECTION, INSPECTIONS),
    ("/plan", N_("Plan of checks"), Action.KEEP_PLAN, INSPECTIONS),
    ("/planned", N_("What is planned"), Action.RECEIVE_INSPECTION, INSPECTIONS),
    ("/cautions", N_("Cautions"), Action.READ_CAUTION, INSPECTIONS),
    ("/visits", N_("Preventive visits"), Action.READ_VISIT, INSPECTIONS),
    ("/risk", N_("Risk categories"), Action.READ_RISK, INSPECTIONS),
    ("/video", N_("Meetings by video"), Action.READ_VISIT, INSPECTIONS),
    ("/appeals", N_("Appeals"), Action.READ_APPEAL, INSPECTIONS),
    ("/ombudsman", N_("Invitations"), Action.ADVISE_AS_OMBUDSMAN, INSPECTIONS),
    ("/burden", N_("Cost of inspections"), Action.READ_BURDEN, INSPECTIONS),
    ("/damages", N_("Claims for damage"), Action.READ_DAMAGE, INSPECTIONS),
    ("/requirements", N_("Register"), Action.READ_PUBLIC, LOOK_UP),
    ("/drafts", N_("Drafts of rules"), Action.READ_PUBLIC, LOOK_UP),
    ("/answers", N_("Answers"), Action.READ_PUBLIC, LOOK_UP),
    ("/terms", N_("Terms of the law"), Action.READ_PUBLIC, LOOK_UP),
    ("/situations/keep", N_("Situations"), Action.KEEP_SITUATIONS, LOOK_UP),
    ("/people", N_("People"), Action.KEEP_PEOPLE, ""),
    ("/mailings", N_("Mailings"), Action.KEEP_MAILINGS, ""),
)
"""Path, name, the action that a reader must be allowed to see it, and the group in
which it stands; "": in none. The way home is the name of the service."""
FLAT: Final = 6
"""As many entries are shown without groups."""

ROLES: Final[Mapping[Role, str]] = {
    Role.PUBLIC: N_("Visitor"),
    Role.PERSON: N_("Signed in, for no organisation"),
    Role.CLIENT: N_("Business"),
    Role.EMPLOYEE: N_("Employee of a business"),
    Role.INSPECTOR: N_("Inspector"),
    Role.HEAD: N_("Head of inspection"),
    Role.RULE_DEVELOPER: N_("Rule developer"),
    Role.REGISTRAR: N_("Registrar of requirements"),
    Role.APPEALS_OFFICER: N_("Appeals officer"),
    Role.OMBUDSMAN: N_("Business ombudsman's office"),
    Role.OPERATOR: N_("Operator"),
    Role.ADMINISTRATOR: N_("Administrator"),
    Role.SYSTEM: N_("Scheduled job"),
}


def language_of(request: Request) -> Language:
    """The reader's language: the `lang` cookie, under /api Accept-Language, or Russian.

    The language switch wins over the browser: people read the service on machines
    that somebody else set up.
    """
    code = request.cookies.get(COOKIE, "")
    if is_api(request):
        code = preferred(request.headers.get("accept-language", code))
    return language(code, _zone(request))


def is_api(request: Request) -> bool:
    """Whether a program asks: then the answer is JSON, never a page."""
    path = request.url.path
    return path == API or path.startswith(f"{API}/")


def page(
    request: Request,
    template: str,
    context: Mapping[str, Any],
    *,
    status: int = HTTPStatus.OK,
    zone: tzinfo | None = None,
) -> Response:
    """Draw a template in the reader's language.

    Args:
        request: who asks, and for what.
        template: file under templates/, e.g. "person/tokens.html".
        context: its names; one that is missing is an error, not a blank.
        status: of the answer.
        zone: in which instants are told, where it is not the service's own.

    Returns:
        HTML. Every template also knows `signed`, `actor`, `allowed(action)`,
        `navigation`, `nonce`, `lang`, `languages`, `here`, `fresh_key()`.
    """
    spoken = language_of(request)
    if zone is not None:
        spoken = language(spoken.code, str(zone))
    html = (
        environment(spoken)
        .get_template(template)
        .render({**_surroundings(request, spoken), **context})
    )
    return HTMLResponse(html, status, {"Content-Language": spoken.code})


def _surroundings(request: Request, spoken: Language) -> dict[str, Any]:
    signed = _reader(request)
    actor = signed.actor if signed else PUBLIC
    path = request.url.path
    return {
        "request": request,
        "signed": signed,
        "actor": actor,
        "allowed": lambda action: may(actor, Action(action)),
        "navigation": menu_of(actor, path),
        "nonce": getattr(request.state, "nonce", ""),
        "lang": spoken.code,
        "languages": _switch(request, spoken),
        "here": path,
        "fresh_key": lambda: uuid4().hex,
        "unread": _unread(request, actor),
    }


def _reader(request: Request) -> Signed | None:
    """Whoever is signed in; a page about a broken database is drawn all the same."""
    try:
        return signed_in(request)
    except Exception:
        logger.exception("cannot tell who is signed in")
        return None


def _unread(request: Request, actor: Actor) -> int | None:
    """How many notices nobody has opened; None for whoever has no inbox."""
    if actor.organisation is None or not may(actor, Action.READ_NOTICES):
        return None
    try:
        view, hidden = request.app.state.service.notice_view, topics_hidden_from(actor)
        unread: int = view.unread(actor.organisation, hidden)
    except Exception:
        logger.exception("cannot tell how many notices are unread")
        return None
    return unread


def menu_of(actor: Actor, path: str) -> list[dict[str, Any]]:
    """The entries, those of a group under its name, in the order of NAVIGATION.

    A few entries are not grouped, and a group of one is that one.
    """
    seen = [one for one in NAVIGATION if may(actor, one[2])]
    groups: dict[str, list[dict[str, Any]]] = {}
    for to, name, _, group in seen:
        current = path == to or (to != "/" and path.startswith(f"{to}/"))
        entry = {"path": to, "name": name, "current": current, "entries": []}
        groups.setdefault(group if len(seen) > FLAT and group else to, []).append(entry)
    return [
        entries[0] if len(entries) == 1 else _group(name, entries)
        for name, entries in groups.items()
    ]


def _group(name: str, entries: list[dict[str, Any]]) -> dict[str, Any]:
    current = any(one["current"] for one in entries)
    return {"path": "", "name": name, "current": current, "entries": entries}


def _switch(request: Request, spoken: Language) -> list[dict[str, Any]]:
    url = request.url
    back = f"{url.path}?{url.query}" if url.query else url.path
    return [
        {
            "code": code,
            "name": NAMES[code],
            "current": code == spoken.code,
            "path": f"/language/{code}?{urlencode({'next': back})}",
        }
        for code in CODES
    ]


@cache
def environment(spoken: Language) -> Environment:
    """The templates in one language; compiled once."""
    env = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        auto_reload=False,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]
        spoken.words.gettext, spoken.words.ngettext, newstyle=True
    )
    env.filters |= {
        "date": spoken.date,
        "moment": spoken.moment,
        "number": spoken.number,
        "listing": spoken.listing,
        "spoken": _as_spoken if spoken.code != RUSSIAN else lambda text: text,
        "role": lambda role: spoken.gettext(ROLES[Role(role)]),
    }
    env.globals |= {
        "language": spoken,
        "static": static,
        "english": ENGLISH,
        # once(macro, value): what a pure macro says of a value that a list repeats.
        "once": lru_cache(maxsize=4096)(lambda macro, value: macro(value)),
    }
    return env


def _as_spoken(text: object) -> object:
    """A text that may be Russian, for a page that is not: marked where it is.

    The register is written in Russian, whoever reads it; a screen reader has to know.

    Source:
        WCAG 2.2, 3.1.2: language of parts.
    """
    if not isinstance(text, str) or isinstance(text, Markup):
        return text
    parts, end = [], 0
    for found in _IN_RUSSIAN.finditer(text):
        parts.append(escape(text[end : found.start()]))
        parts.append(Markup('<span lang="ru">{}</span>').format(found[0]))
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


@cache
def static(name: str) -> str:
    """The address of a static file; it changes with the content, so it may be cached.

    Raises:
        FileNotFoundError: there is no such file.
    """
    mark = sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={mark}"


def own_path(path: str, otherwise: str = "/") -> str:
    """The path if it leads to a page of this service, so that nobody is led astray.

    Args:
        path: what came in `next`; may be anything.
        otherwise: where to go instead.
    """
    strange = not path.startswith("/") or path.startswith(("//", "/\\"))
    if strange or any(sign in path for sign in "\\\r\n\t\0") or len(path) > 2000:
        return otherwise
    return path


def _zone(request: Request) -> str:
    settings = getattr(request.app.state, "settings", None)
    return str(getattr(settings, "time_zone", "Europe/Moscow"))


Say = Callable[..., str]


def say(request: Request) -> Say:
    """The gettext of the reader's language, for sentences made in Python."""
    return language_of(request).gettext
