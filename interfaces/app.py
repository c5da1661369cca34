"""The web application: pages, the API, and what operators ask."""

import os
import warnings
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated, Final

import anyio.to_thread
from fastapi import Depends, FastAPI, Response
from fastapi.responses import PlainTextResponse
from pydantic.warnings import UnsupportedFieldAttributeWarning

from application.access import Action
from domain.kernel import Actor
from interfaces import openapi, problems
from interfaces.api import algorithm as algorithm_api
from interfaces.api import appeal as appeal_api
from interfaces.api import applicability as applicability_api
from interfaces.api import burden as burden_api
from interfaces.api import calendar_feed as calendar_feed_api
from interfaces.api import caution as caution_api
from interfaces.api import client as client_api
from interfaces.api import compliance as compliance_api
from interfaces.api import confirmation as confirmation_api
from interfaces.api import consent as consent_api
from interfaces.api import consultation as consultation_api
from interfaces.api import damage as damage_api
from interfaces.api import data_assessment as data_assessment_api
from interfaces.api import deadline as deadline_api
from interfaces.api import draft as draft_api
from interfaces.api import evaluation as evaluation_api
from interfaces.api import evidence as evidence_api
from interfaces.api import exchange as exchange_api
from interfaces.api import execution as execution_api
from interfaces.api import impact as impact_api
from interfaces.api import information_request as information_request_api
from interfaces.api import inspection as inspection_api
from interfaces.api import inspection_client as inspection_client_api
from interfaces.api import law_term as law_term_api
from interfaces.api import list_export as list_export_api
from interfaces.api import list_times
from interfaces.api import mailing as mailing_api
from interfaces.api import notice as notice_api
from interfaces.api import ombudsman as ombudsman_api
from interfaces.api import overview as overview_api
from interfaces.api import paper as paper_api
from interfaces.api import person as person_api
from interfaces.api import plan as plan_api
from interfaces.api import receipt as receipt_api
from interfaces.api import requirement as requirement_api
from interfaces.api import risk as risk_api
from interfaces.api import self_examination as self_examination_api
from interfaces.api import situation as situation_api
from interfaces.api import timeline as timeline_api
from interfaces.api import video as video_api
from interfaces.api import visit as visit_api
from interfaces.api import work_calendar as work_calendar_api
from interfaces.deps import Asks, ServiceDep
from interfaces.observability import METRICS_TYPE, metrics, watching
from interfaces.observed import Observed
from interfaces.reactions import Reactions
from interfaces.routing import Nearest, together
from interfaces.security import Guard, Rates
from interfaces.service import Service, open_service
from interfaces.settings import Settings
from interfaces.web import algorithm as algorithm_web
from interfaces.web import appeal as appeal_web
from interfaces.web import applicability as applicability_web
from interfaces.web import burden as burden_web
from interfaces.web import calendar_feed as calendar_feed_web
from interfaces.web import caution as caution_web
from interfaces.web import client as client_web
from interfaces.web import compliance as compliance_web
from interfaces.web import confirmation as confirmation_web
from interfaces.web import consent as consent_web
from interfaces.web import consultation as consultation_web
from interfaces.web import damage as damage_web
from interfaces.web import data_assessment as data_assessment_web
from interfaces.web import deadline as deadline_web
from interfaces.web import draft as draft_web
from interfaces.web import evaluation as evaluation_web
from interfaces.web import evidence as evidence_web
from interfaces.web import exchange as exchange_web
from interfaces.web import execution as execution_web
from interfaces.web import home
from interfaces.web import impact as impact_web
from interfaces.web import information_request as information_request_web
from interfaces.web import inspection as inspection_web
from interfaces.web import law_term as law_term_web
from interfaces.web import list_export as list_export_web
from interfaces.web import notice as notice_web
from interfaces.web import ombudsman as ombudsman_web
from interfaces.web import paper as paper_web
from interfaces.web import person as person_web
from interfaces.web import plan as plan_web
from interfaces.web import receipt as receipt_web
from interfaces.web import requirement as requirement_web
from interfaces.web import risk as risk_web
from interfaces.web import self_examination as self_examination_web
from interfaces.web import simulator as simulator_web
from interfaces.web import situation as situation_web
from interfaces.web import timeline as timeline_web
from interfaces.web import video as video_web
from interfaces.web import visit as visit_web
from interfaces.web import work_calendar as work_calendar_web

DESCRIPTION = """
The register of mandatory requirements, and for each business the list of those that
concern it, with the reason of every line. The same commands as the pages.

Send an access token as `Authorization: Bearer …`. Every command takes an
`Idempotency-Key`: repeated, it is done once. A change of something that exists wants
`If-Match` with the `ETag` you read. A command answers with `Sverka-Position`; send it
with a GET to read what you have written. Errors are problem details (RFC 9457).
"""

ROUTES: Final = together(
    requirement_api,
    client_api,
    list_times,
    list_export_api,
    calendar_feed_api,
    applicability_api,
    self_examination_api,
    situation_api,
    confirmation_api,
    compliance_api,
    consultation_api,
    evaluation_api,
    draft_api,
    impact_api,
    algorithm_api,
    evidence_api,
    exchange_api,
    execution_api,
    data_assessment_api,
    consent_api,
    mailing_api,
    receipt_api,
    notice_api,
    deadline_api,
    information_request_api,
    inspection_api,
    inspection_client_api,
    risk_api,
    caution_api,
    damage_api,
    appeal_api,
    plan_api,
    visit_api,
    paper_api,
    ombudsman_api,
    burden_api,
    overview_api,
    timeline_api,
    video_api,
    law_term_api,
    work_calendar_api,
    person_api,
    requirement_web,
    client_web,
    list_export_web,
    calendar_feed_web,
    applicability_web,
    self_examination_web,
    situation_web,
    confirmation_web,
    compliance_web,
    consultation_web,
    evaluation_web,
    draft_web,
    impact_web,
    law_term_web,
    work_calendar_web,
    algorithm_web,
    evidence_web,
    exchange_web,
    execution_web,
    data_assessment_web,
    consent_web,
    receipt_web,
    notice_web,
    deadline_web,
    information_request_web,
    inspection_web,
    risk_web,
    caution_web,
    damage_web,
    appeal_web,
    plan_web,
    visit_web,
    paper_web,
    ombudsman_web,
    burden_web,
    simulator_web,
    timeline_web,
    video_web,
    person_web,
)
"""All of the API and the pages."""

Anybody = Annotated[Actor, Depends(Asks(Action.READ_PUBLIC))]

# FastAPI says so where it prepares its shapes; ours are built later, when first needed.
warnings.simplefilter("ignore", UnsupportedFieldAttributeWarning)


def create_app(
    settings: Settings | None = None,
    *,
    service: Service | None = None,
    rates: Rates | None = None,
) -> FastAPI:
    """Build the application; the service opens and closes with it.

    Args:
        settings: from the environment by default.
        service: one that is open already; it stays open.
        rates: how often what may be asked; the usual ones by default.
    """
    settings = settings or Settings.from_env(os.environ)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        # As many threads as connections, and some for what needs none.
        limiter = anyio.to_thread.current_default_thread_limiter()
        limiter.total_tokens = settings.pool_size + 4
        with ExitStack() as stack:
            opened = service or stack.enter_context(open_service(settings))
            stack.enter_context(watching(opened.database.stats))
            app.state.service = opened
            yield

    app = FastAPI(
        title="Сверка · Sverka",
        version=_version(),
        description=DESCRIPTION,
        lifespan=lifespan,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.settings = settings
    problems.install(app)
    openapi.install(app)
    _for_operators(app)
    home.install(app)
    app.router.routes.extend(ROUTES.routes)
    app.router.middleware_stack = Nearest(app.router)
    app.add_middleware(Guard, public_url=settings.public_url, rates=rates)
    app.add_middleware(Observed)
    return app


def _for_operators(app: FastAPI) -> None:
    @app.get("/healthz", include_in_schema=False)
    def alive(_by: Anybody) -> Response:
        """This process answers."""
        return PlainTextResponse("ok")

    @app.get("/readyz", include_in_schema=False)
    def ready(service: ServiceDep, _by: Anybody) -> Response:
        """The database answers too; otherwise 503."""
        with service.database.connection() as connection:
            connection.execute("SELECT 1")
        return PlainTextResponse("ok")

    @app.get("/metrics", include_in_schema=False)
    def numbers(service: ServiceDep, _by: Anybody) -> Response:
        """Numbers for Prometheus; they hold nobody's data."""
        progress = [*service.runner.lag(), Reactions(service).progress()]
        lags = {one.name: one.behind for one in progress}
        return Response(metrics(lags), media_type=METRICS_TYPE)


def _version() -> str:
    try:
        return version("sverka")
    except PackageNotFoundError:
        return "0"
