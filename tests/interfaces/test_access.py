"""Every route, asked by everybody: what you may not see does not exist.

The tables below say who may ask for what. A route that they do not name fails the test,
and so does one that lets in anybody else. Whoever may not, and whoever asks for what is
another's, is answered as if the thing had never been there.
"""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient
from starlette.routing import Mount

from application.access import Action
from domain.deadline import Task, deadline_id
from domain.kernel import Role
from domain.person import Scope
from interfaces.app import create_app
from interfaces.deps import Asks
from interfaces.gateways.database import Database
from interfaces.security import Rates
from tests.algorithm import algorithm
from tests.drafting import manuscript
from tests.interfaces.shell import browser
from tests.interfaces.world import (
    CAFE,
    CONSENT,
    INSTRUCTION,
    PDF,
    RISK_CRITERIA,
    SEGMENT,
    WAREHOUSE,
    World,
    world,
)
from tests.register import content
from tests.situations import situation

pytestmark = [pytest.mark.database, pytest.mark.slow]

Who = frozenset[str]

NOBODY: Who = frozenset()
ANNA = frozenset({"anna"})  # owns the café
CLIENTS = ANNA | {"maria"}
DENIS = frozenset({"denis"})  # works for the café, has a step in hand
DOERS = ANNA | DENIS
FIRE = frozenset({"pavel", "nina"})  # inspector and head of the café's fire supervisor
SUPERVISORS = FIRE | {"olga"}  # olga inspects for another body
REGISTRAR = frozenset({"elena"})
ADMINISTRATOR = frozenset({"admin"})
SIGNED_IN = (
    CLIENTS
    | DENIS
    | SUPERVISORS
    | REGISTRAR
    | ADMINISTRATOR
    | {"newcomer", "viktor", "galina", "tatiana", "roman"}
)
EVERYBODY = SIGNED_IN | {"public"}
DEVELOPER = frozenset({"viktor"})  # of the rules that the fire authority supervises
OMBUDSMAN = frozenset({"tatiana"})
AUTHORS = SUPERVISORS | REGISTRAR  # of algorithms
HEAD = frozenset({"nina"})
DECIDING = HEAD | {"galina"}  # appeals against the café's fire supervisor
OFFICERS = SUPERVISORS | REGISTRAR  # who answer questions
PARTIES = ANNA | FIRE  # of the café's declaration
CORRESPONDENTS = CLIENTS | DENIS | SUPERVISORS | {"newcomer", "galina", "tatiana"}
NOTICED = SIGNED_IN - DENIS - {"newcomer"}  # who act for an organisation
CHOOSERS = NOTICED - {"pavel", "olga", "galina"}  # of its channels
STANDING_FOR = CLIENTS | DENIS | {"newcomer"}  # whom a business may name
BESIDE = PARTIES | OMBUDSMAN  # of the café's inspection
DEADLINED = CLIENTS | SUPERVISORS | REGISTRAR | DEVELOPER | {"galina"}
DISPUTING = ANNA | REGISTRAR  # the café, and who keeps the register that it disputes

MAY = {
    "GET /healthz": EVERYBODY,
    "GET /readyz": EVERYBODY,
    "GET /metrics": EVERYBODY,
    "GET /": EVERYBODY,
    "GET /about": EVERYBODY,
    "GET /accessibility": EVERYBODY,
    "GET /developers": EVERYBODY,
    "GET /problems": EVERYBODY,
    "GET /problems/{code}": EVERYBODY,
    "GET /language/{code}": EVERYBODY,
    # The register
    "GET /api/requirements": EVERYBODY,
    "GET /api/requirements/facets": EVERYBODY,
    "GET /api/requirements/activities": EVERYBODY,
    "GET /api/requirements/drafts": REGISTRAR,
    "POST /api/requirements": REGISTRAR,
    "POST /api/requirements/import": REGISTRAR,
    "POST /api/requirements/import/okved": REGISTRAR,
    "GET /api/requirements/{code:code}": EVERYBODY,
    "GET /api/requirements/{code:code}/versions": EVERYBODY,
    "PUT /api/requirements/{code:code}": REGISTRAR,
    "POST /api/requirements/{code:code}/publish": REGISTRAR,
    "POST /api/requirements/{code:code}/suspend": REGISTRAR,
    "POST /api/requirements/{code:code}/resume": REGISTRAR,
    "POST /api/requirements/{code:code}/repeal": REGISTRAR,
    "GET /requirements": EVERYBODY,
    "GET /requirements/import": REGISTRAR,
    "POST /requirements/import": REGISTRAR,
    "POST /requirements/import/okved": REGISTRAR,
    "GET /requirements/drafts": REGISTRAR,
    "GET /requirements/new": REGISTRAR,
    "POST /requirements/new": REGISTRAR,
    "GET /requirements/{code:code}": EVERYBODY,
    "GET /requirements/{code:code}/versions": EVERYBODY,
    "GET /requirements/{code:code}/amend": REGISTRAR,
    "POST /requirements/{code:code}/amend": REGISTRAR,
    "GET /requirements/{code:code}/publish": REGISTRAR,
    "POST /requirements/{code:code}/publish": REGISTRAR,
    "GET /requirements/{code:code}/suspend": REGISTRAR,
    "POST /requirements/{code:code}/suspend": REGISTRAR,
    "GET /requirements/{code:code}/resume": REGISTRAR,
    "POST /requirements/{code:code}/resume": REGISTRAR,
    "GET /requirements/{code:code}/repeal": REGISTRAR,
    "POST /requirements/{code:code}/repeal": REGISTRAR,
    # Evaluations
    "GET /api/evaluations": CLIENTS,
    "PUT /api/evaluations": CLIENTS,
    "POST /api/evaluations": CLIENTS,
    "POST /api/evaluations/cost": EVERYBODY,
    "GET /api/evaluations/{evaluation_id:uuid}": ANNA,
    "GET /api/evaluations/{evaluation_id:uuid}/answer": ANNA,
    "POST /api/evaluations/{evaluation_id:uuid}/withdraw": ANNA,
    "POST /api/evaluations/{evaluation_id:uuid}/name": ANNA,
    "DELETE /api/evaluations/{evaluation_id:uuid}/name": ANNA,
    "GET /api/requirements/{code:code}/evaluations": EVERYBODY,
    "GET /api/requirements/{code:code}/evaluations.csv": EVERYBODY,
    "GET /api/requirements/{code:code}/evaluations/answers": EVERYBODY,
    "GET /api/drafts/{code:code}/evaluations": EVERYBODY,
    "GET /api/drafts/{code:code}/evaluations.csv": EVERYBODY,
    "GET /api/consideration": DEVELOPER,
    "POST /api/consideration": DEVELOPER,
    "GET /api/consideration/requirements/{code:code}": DEVELOPER,
    "GET /api/consideration/drafts/{code:code}": DEVELOPER,
    "GET /api/releases": OMBUDSMAN,
    "POST /api/releases/{content_id:uuid}": OMBUDSMAN,
    "GET /evaluations": CLIENTS,
    "GET /evaluations/new": CLIENTS,
    "POST /evaluations/new": CLIENTS,
    "POST /evaluations": CLIENTS,
    "GET /evaluations/{evaluation_id:uuid}": ANNA,
    "GET /evaluations/{evaluation_id:uuid}/sent": ANNA,
    "POST /evaluations/{evaluation_id:uuid}/withdraw": ANNA,
    "POST /evaluations/{evaluation_id:uuid}/name": ANNA,
    "POST /evaluations/{evaluation_id:uuid}/take-name-back": ANNA,
    "GET /requirements/{code:code}/evaluations": EVERYBODY,
    "GET /requirements/{code:code}/evaluations.csv": EVERYBODY,
    "GET /drafts/{code:code}/evaluations": EVERYBODY,
    "GET /drafts/{code:code}/evaluations.csv": EVERYBODY,
    "GET /consideration": DEVELOPER,
    "GET /consideration/requirements/{code:code}": DEVELOPER,
    "POST /consideration/requirements/{code:code}": DEVELOPER,
    "GET /consideration/drafts/{code:code}": DEVELOPER,
    "POST /consideration/drafts/{code:code}": DEVELOPER,
    "GET /releases": OMBUDSMAN,
    "GET /releases/{content_id:uuid}": OMBUDSMAN,
    "POST /releases/{content_id:uuid}": OMBUDSMAN,
    # Algorithms
    "GET /api/algorithms": EVERYBODY,
    "GET /api/algorithms/coverage": AUTHORS,
    "POST /api/algorithms": AUTHORS,
    "POST /api/algorithms/check": AUTHORS,
    "POST /api/algorithms/wishes": CLIENTS,
    "POST /api/algorithms/import": REGISTRAR,
    "GET /api/algorithms/{code}": EVERYBODY,
    "GET /api/algorithms/{code}/chart": EVERYBODY,
    "GET /api/algorithms/{code}/draft": AUTHORS,
    "PUT /api/algorithms/{code}": AUTHORS,
    "POST /api/algorithms/{code}/approve": HEAD,
    "POST /api/algorithms/{code}/withdraw": HEAD | REGISTRAR,
    "GET /algorithms": EVERYBODY,
    "GET /algorithms/import": REGISTRAR,
    "POST /algorithms/import": REGISTRAR,
    "GET /algorithms/coverage": AUTHORS,
    "POST /algorithms/ask": CLIENTS,
    "GET /algorithms/new": AUTHORS,
    "POST /algorithms/new": AUTHORS,
    "GET /algorithms/{code}": EVERYBODY,
    "GET /algorithms/{code}/steps/{number_of_step}": EVERYBODY,
    "GET /algorithms/{code}/chart": EVERYBODY,
    "GET /algorithms/{code}/history": EVERYBODY,
    "GET /algorithms/{code}/amend": AUTHORS,
    "GET /algorithms/{code}/amend/head": AUTHORS,
    "POST /algorithms/{code}/amend/head": AUTHORS,
    "GET /algorithms/{code}/amend/steps/new": AUTHORS,
    "POST /algorithms/{code}/amend/steps/new": AUTHORS,
    "GET /algorithms/{code}/amend/steps/{number_of_step}": AUTHORS,
    "POST /algorithms/{code}/amend/steps/{number_of_step}": AUTHORS,
    "GET /algorithms/{code}/approve": HEAD,
    "POST /algorithms/{code}/approve": HEAD,
    "GET /algorithms/{code}/withdraw": HEAD | REGISTRAR,
    "POST /algorithms/{code}/withdraw": HEAD | REGISTRAR,
    # Drafts of rules, and what clients follow
    "GET /api/drafts": EVERYBODY,
    "GET /api/drafts/mine": CLIENTS,
    "GET /api/drafts/own": DEVELOPER,
    "GET /api/drafts/to-enter": REGISTRAR,
    "POST /api/drafts": DEVELOPER,
    "POST /api/drafts/import": REGISTRAR,
    "GET /api/drafts/{code:code}": EVERYBODY,
    "GET /api/drafts/{code:code}/comparison": EVERYBODY,
    "GET /api/drafts/{code:code}/impact": EVERYBODY,
    "GET /api/drafts/{code:code}/written": DEVELOPER,
    "PUT /api/drafts/{code:code}": DEVELOPER,
    "POST /api/drafts/{code:code}/publish": DEVELOPER,
    "POST /api/drafts/{code:code}/adopt": DEVELOPER,
    "POST /api/drafts/{code:code}/drop": DEVELOPER,
    "POST /api/drafts/{code:code}/enter": REGISTRAR,
    "POST /api/impact": DEVELOPER | REGISTRAR,
    "GET /api/following": CLIENTS,
    "POST /api/following": CLIENTS,
    "GET /api/following/news": CLIENTS,
    "POST /api/following/seen": CLIENTS,
    "DELETE /api/following/{place}": CLIENTS,
    "GET /drafts": EVERYBODY,
    "GET /drafts/import": REGISTRAR,
    "POST /drafts/import": REGISTRAR,
    "GET /drafts/mine": CLIENTS,
    "GET /drafts/own": DEVELOPER,
    "GET /drafts/new": DEVELOPER,
    "POST /drafts/new": DEVELOPER,
    "GET /drafts/to-enter": REGISTRAR,
    "GET /drafts/{code:code}": EVERYBODY,
    "GET /drafts/{code:code}/versions/{version_number:int}": EVERYBODY,
    "GET /drafts/{code:code}/compare": EVERYBODY,
    "GET /drafts/{code:code}/impact": EVERYBODY,
    "GET /drafts/{code:code}/write": DEVELOPER,
    "GET /drafts/{code:code}/write/head": DEVELOPER,
    "POST /drafts/{code:code}/write/head": DEVELOPER,
    "GET /drafts/{code:code}/write/changes/new": DEVELOPER,
    "POST /drafts/{code:code}/write/changes/new": DEVELOPER,
    "GET /drafts/{code:code}/write/changes/{requirement_code:code}": DEVELOPER,
    "POST /drafts/{code:code}/write/changes/{requirement_code:code}": DEVELOPER,
    "GET /drafts/{code:code}/publish": DEVELOPER,
    "POST /drafts/{code:code}/publish": DEVELOPER,
    "GET /drafts/{code:code}/adopt": DEVELOPER,
    "POST /drafts/{code:code}/adopt": DEVELOPER,
    "GET /drafts/{code:code}/drop": DEVELOPER,
    "POST /drafts/{code:code}/drop": DEVELOPER,
    "GET /drafts/{code:code}/enter": REGISTRAR,
    "POST /drafts/{code:code}/enter": REGISTRAR,
    "GET /impact": DEVELOPER | REGISTRAR,
    "GET /following": CLIENTS,
    "POST /following": CLIENTS,
    "POST /following/stop": CLIENTS,
    "POST /following/seen": CLIENTS,
    # The business one acts for
    "POST /api/clients": SIGNED_IN,
    "GET /api/client": CLIENTS,
    "GET /api/client/overview": CLIENTS,
    "PUT /api/client/name": CLIENTS,
    "POST /api/client/facts": CLIENTS,
    "POST /api/client/premises": CLIENTS,
    "POST /api/client/premises/{premises_id}/facts": ANNA,
    "POST /api/client/premises/{premises_id}/close": ANNA,
    "GET /client/register": SIGNED_IN,
    "POST /client/register": SIGNED_IN,
    "GET /client": CLIENTS,
    "GET /client/name": CLIENTS,
    "POST /client/name": CLIENTS,
    "GET /client/facts/{fact}": CLIENTS,
    "POST /client/facts/{fact}": CLIENTS,
    "GET /client/premises/new": CLIENTS,
    "POST /client/premises": CLIENTS,
    "GET /client/premises/{premises_id}": ANNA,
    "POST /client/premises/{premises_id}/close": ANNA,
    # The data set of a business: facts, what registers say, disputes
    "GET /api/client/facts": CLIENTS,
    "GET /api/client/facts/{fact}": CLIENTS,
    "POST /api/client/facts/{fact}/dispute": CLIENTS,
    "POST /api/client/registers/check": NOBODY,  # but where a register is set up
    "POST /api/client/proposals/{proposal_id}/decline": ANNA,
    "GET /api/disputes": CLIENTS | OFFICERS,
    "GET /api/disputes/{dispute_id:uuid}": DISPUTING,
    "GET /api/disputes/{dispute_id:uuid}/document": DISPUTING,
    "POST /api/disputes/{dispute_id:uuid}/withdraw": ANNA,
    "POST /api/disputes/{dispute_id:uuid}/accept": REGISTRAR,
    "POST /api/disputes/{dispute_id:uuid}/decline": REGISTRAR,
    "GET /client/facts": CLIENTS,
    "GET /client/facts/{fact}/dispute": ANNA,
    "POST /client/facts/{fact}/dispute/check": ANNA,
    "POST /client/facts/{fact}/dispute": ANNA,
    "POST /client/registers/check": NOBODY,
    "POST /client/proposals/{proposal_id}/decline": ANNA,
    "GET /disputes": CLIENTS | OFFICERS,
    "GET /disputes/{dispute_id:uuid}": DISPUTING,
    "GET /disputes/{dispute_id:uuid}/document": DISPUTING,
    "POST /disputes/{dispute_id:uuid}/withdraw": ANNA,
    "POST /disputes/{dispute_id:uuid}/accept": REGISTRAR,
    "POST /disputes/{dispute_id:uuid}/decline": REGISTRAR,
    # The list and the simulator
    "GET /api/list": CLIENTS,
    "GET /api/list/{code:code}": CLIENTS,
    "POST /api/judge": EVERYBODY,
    "GET /list": CLIENTS,
    "GET /api/list/coming": CLIENTS,
    "GET /api/list/difference": CLIENTS,
    "GET /api/list/exports": CLIENTS,
    "POST /api/list/exports": CLIENTS,
    "GET /list/coming": CLIENTS,
    "GET /list/difference": CLIENTS,
    "GET /list/export": CLIENTS,
    "POST /list/export": CLIENTS,
    # Whoever holds a file may check it; whoever knows a secret reads its calendar
    # Receipts
    "GET /api/receipts/keys": EVERYBODY,
    "GET /api/receipts/heads": EVERYBODY,
    "GET /api/receipts/heads/latest": EVERYBODY,
    "GET /api/receipts/heads/witness": EVERYBODY,
    "GET /api/receipts/consistency": EVERYBODY,
    "POST /api/receipts/verify": EVERYBODY,
    "GET /api/receipts/{position}": ANNA,
    "GET /receipts": EVERYBODY,
    "GET /receipts/keys": EVERYBODY,
    "GET /receipts/heads": EVERYBODY,
    "GET /receipts/heads/{size}": EVERYBODY,
    "GET /receipts/verify": EVERYBODY,
    "POST /receipts/verify": EVERYBODY,
    "GET /receipts/verify/{position}/{leaf}": EVERYBODY,
    "GET /receipts/{position}": ANNA,
    "GET /receipts/{position}/json": ANNA,
    "GET /receipts/{position}/pdf": ANNA,
    # Files that were taken out
    "GET /api/verify/{token}": EVERYBODY,
    "GET /verify/{token}": EVERYBODY,
    "POST /verify/{token}": EVERYBODY,
    "GET /api/calendar": CLIENTS | SUPERVISORS,
    "POST /api/calendar": CLIENTS | SUPERVISORS,
    "POST /api/calendar/replace": CLIENTS | SUPERVISORS,
    "DELETE /api/calendar": CLIENTS | SUPERVISORS,
    "GET /calendar": CLIENTS | SUPERVISORS,
    "POST /calendar": CLIENTS | SUPERVISORS,
    "POST /calendar/replace": CLIENTS | SUPERVISORS,
    "POST /calendar/revoke": CLIENTS | SUPERVISORS,
    "GET /calendar/feed/{secret}.ics": EVERYBODY,
    "GET /list/ended": CLIENTS,
    "GET /list/{code:code}": CLIENTS,
    "GET /simulator": EVERYBODY,
    "GET /simulator/question": EVERYBODY,
    "POST /simulator/question": EVERYBODY,
    "POST /simulator/again": EVERYBODY,
    "GET /simulator/list": EVERYBODY,
    "GET /simulator/list/ended": EVERYBODY,
    "GET /simulator/list/{code:code}": EVERYBODY,
    # Self-examination
    "GET /api/self-examination": CLIENTS,
    "POST /api/self-examination": CLIENTS,
    "GET /api/self-examination/questions": CLIENTS,
    "POST /api/self-examination/answers": CLIENTS,
    "POST /api/self-examination/answers/{number}/undo": ANNA,
    "POST /api/self-examination/finish": CLIENTS,
    "GET /api/self-examination/result": CLIENTS,
    "GET /self-examination": CLIENTS,
    "POST /self-examination/begin": CLIENTS,
    "GET /self-examination/question": CLIENTS,
    "POST /self-examination/question": CLIENTS,
    "POST /self-examination/undo": CLIENTS,
    "GET /self-examination/result": CLIENTS,
    "POST /self-examination/finish": CLIENTS,
    # The numbers of the law, and the calendar of working days
    "GET /api/terms": EVERYBODY,
    "GET /api/terms/reckoning": EVERYBODY,
    "GET /api/terms/{rule}": EVERYBODY,
    "PUT /api/terms/{rule}": ADMINISTRATOR,
    "GET /api/work-calendar": EVERYBODY,
    "GET /api/work-calendar/{year}": EVERYBODY,
    "POST /api/work-calendar/decrees": ADMINISTRATOR,
    "GET /terms": EVERYBODY,
    "GET /terms/calculator": EVERYBODY,
    "GET /terms/{rule}": EVERYBODY,
    "GET /terms/{rule}/amend": ADMINISTRATOR,
    "POST /terms/{rule}/amend": ADMINISTRATOR,
    "GET /work-calendar": EVERYBODY,
    "GET /work-calendar/{year}": EVERYBODY,
    "GET /work-calendar/decrees/new": ADMINISTRATOR,
    "POST /work-calendar/decrees/new": ADMINISTRATOR,
    # Life situations, segments and confirmations
    "GET /api/situations": EVERYBODY,
    "GET /api/situations/kept": REGISTRAR,
    "POST /api/situations": REGISTRAR,
    "GET /api/situations/{situation}": EVERYBODY,
    "GET /api/situations/{situation}/versions": EVERYBODY,
    "PUT /api/situations/{situation}": REGISTRAR,
    "POST /api/situations/{situation}/publish": REGISTRAR,
    "POST /api/situations/{situation}/withdraw": REGISTRAR,
    "GET /situations/keep": REGISTRAR,
    "GET /situations/keep/new": REGISTRAR,
    "POST /situations/keep/new": REGISTRAR,
    "GET /situations/keep/{situation}": REGISTRAR,
    "GET /situations/keep/{situation}/amend": REGISTRAR,
    "POST /situations/keep/{situation}/amend": REGISTRAR,
    "POST /situations/keep/{situation}/publish": REGISTRAR,
    "POST /situations/keep/{situation}/withdraw": REGISTRAR,
    "GET /situations": CLIENTS,
    "GET /situations/{situation}": CLIENTS,
    "POST /situations/{situation}": CLIENTS,
    "GET /segment": CLIENTS,
    "GET /segment/{situation}": CLIENTS,
    "POST /segment/{situation}": CLIENTS,
    "GET /api/confirmations": CLIENTS,
    "GET /api/confirmations/summary": CLIENTS,
    "GET /api/confirmations/unconfirmed": CLIENTS,
    "GET /api/confirmations/proposals": CLIENTS,
    "POST /api/confirmations/requirements": CLIENTS,
    "POST /api/confirmations/situations/{situation}": CLIENTS,
    "GET /api/confirmations/{confirmation_id}": ANNA,
    "POST /api/confirmations/{confirmation_id}/take-back": ANNA,
    "GET /confirmations": CLIENTS,
    "GET /confirmations/requirements": CLIENTS,
    "POST /confirmations/requirements": CLIENTS,
    "GET /confirmations/{confirmation_id}": ANNA,
    "POST /confirmations/{confirmation_id}/take-back": ANNA,
    # Declarations
    "POST /api/documents": CLIENTS,
    "POST /api/declarations": CLIENTS,
    "GET /api/declarations": CLIENTS | SUPERVISORS,
    "GET /api/declarations/{declaration_id}": PARTIES,
    "GET /api/declarations/{declaration_id}/document": PARTIES,
    "POST /api/declarations/{declaration_id}/withdraw": ANNA,
    "POST /api/declarations/{declaration_id}/reconfirm": ANNA,
    "POST /api/declarations/{declaration_id}/answer": ANNA,
    "POST /api/declarations/{declaration_id}/contest": FIRE,
    "POST /api/declarations/{declaration_id}/drop-contest": FIRE,
    "POST /api/declarations/{declaration_id}/uphold-contest": FIRE,
    "GET /declare": CLIENTS,
    "POST /declare": CLIENTS,
    "POST /declare/change": CLIENTS,
    "POST /declare/check": CLIENTS,
    "GET /declarations": CLIENTS | SUPERVISORS,
    "GET /declarations/{declaration_id}": PARTIES,
    "GET /declarations/{declaration_id}/sent": ANNA,
    "GET /declarations/{declaration_id}/confirmation": PARTIES,
    "GET /declarations/{declaration_id}/document": PARTIES,
    "POST /declarations/{declaration_id}/{step}": PARTIES,
    # Evidence files
    "POST /api/evidence": CLIENTS,
    "GET /api/evidence": CLIENTS,
    "GET /api/evidence/{file_id}": ANNA,
    "GET /api/evidence/{file_id}/content": ANNA,
    "DELETE /api/evidence/{file_id}": ANNA,
    "GET /evidence": CLIENTS,
    "POST /evidence": CLIENTS,
    "GET /evidence/{file_id}": ANNA,
    "POST /evidence/{file_id}/remove": ANNA,
    # Carrying algorithms out
    "GET /algorithms/{code}/start": CLIENTS,
    "POST /algorithms/{code}/start": CLIENTS,
    "POST /api/executions": CLIENTS,
    "GET /api/executions": CLIENTS,
    "GET /api/executions/{execution_id}": ANNA,
    "POST /api/executions/{execution_id}/pause": ANNA,
    "POST /api/executions/{execution_id}/resume": ANNA,
    "POST /api/executions/{execution_id}/follow": ANNA,
    "POST /api/executions/{execution_id}/abandon": ANNA,
    "POST /api/executions/{execution_id}/finish": ANNA,
    "GET /api/handed-steps": CLIENTS | DENIS,
    "GET /api/executions/{execution_id}/steps/{number}": DOERS,
    "POST /api/executions/{execution_id}/steps/{number}/file": DOERS,
    "POST /api/executions/{execution_id}/steps/{number}/evidence": DOERS,
    "GET /api/executions/{execution_id}/steps/{number}/evidence/{evidence_id}": DOERS,
    "DELETE /api/executions/{execution_id}/steps/{number}/evidence/{evidence_id}": (
        DOERS
    ),
    "POST /api/executions/{execution_id}/steps/{number}/share": DOERS,
    "POST /api/executions/{execution_id}/steps/{number}/done": DOERS,
    "POST /api/executions/{execution_id}/steps/{number}/skip": DOERS,
    "POST /api/executions/{execution_id}/steps/{number}/reopen": DOERS,
    "POST /api/executions/{execution_id}/steps/{number}/hand": ANNA,
    "GET /executions": CLIENTS | DENIS,
    "GET /executions/{execution_id}": ANNA,
    "GET /executions/{execution_id}/finish": ANNA,
    "POST /executions/{execution_id}/{act}": ANNA,
    "GET /executions/{execution_id}/steps/{number}": DOERS,
    "GET /executions/{execution_id}/steps/{number}/evidence/{evidence_id}": DOERS,
    "POST /executions/{execution_id}/steps/{number}/file": DOERS,
    "POST /executions/{execution_id}/steps/{number}/{act}": DOERS,
    # What came of it
    "GET /api/execution-confirmations": CLIENTS | SUPERVISORS,
    "GET /api/execution-confirmations/{confirmation_id}": PARTIES,
    "GET /api/execution-confirmations/{confirmation_id}/receipt": ANNA,
    "GET /api/execution-confirmations/{confirmation_id}/evidence/{evidence_id}": (
        PARTIES
    ),
    "POST /api/execution-confirmations/{confirmation_id}/renew": ANNA,
    "POST /api/execution-confirmations/{confirmation_id}/recall": ANNA,
    "POST /api/execution-confirmations/{confirmation_id}/reply": ANNA,
    "POST /api/execution-confirmations/{confirmation_id}/question": FIRE,
    "POST /api/execution-confirmations/{confirmation_id}/drop-question": FIRE,
    "POST /api/execution-confirmations/{confirmation_id}/uphold-question": FIRE,
    "GET /api/verify/confirmation/{confirmation_id}": EVERYBODY,
    "GET /execution-confirmations": CLIENTS | SUPERVISORS,
    "GET /execution-confirmations/{confirmation_id}": PARTIES,
    "GET /execution-confirmations/{confirmation_id}/receipt": ANNA,
    "GET /execution-confirmations/{confirmation_id}/evidence/{evidence_id}": PARTIES,
    "POST /execution-confirmations/{confirmation_id}/{act}": PARTIES,
    "GET /verify/confirmation/{confirmation_id}": EVERYBODY,
    # Self-assessment, and declarations of compliance
    "GET /api/assessment": CLIENTS,
    "POST /api/assessment": CLIENTS,
    "GET /api/assessment/summary": CLIENTS,
    "GET /api/assessment/plan": CLIENTS,
    "GET /api/assessment/{code:code}": ANNA,
    "GET /api/assessment/{code:code}/document": ANNA,
    "POST /api/assessment/{code:code}/measures": ANNA,
    "PUT /api/assessment/{code:code}/measures/{measure_id}": ANNA,
    "POST /api/assessment/{code:code}/measures/{measure_id}/done": ANNA,
    "DELETE /api/assessment/{code:code}/measures/{measure_id}": ANNA,
    "GET /api/looks": CLIENTS | SUPERVISORS,
    "POST /api/looks": SUPERVISORS,
    "GET /api/looks/{look_id}": PARTIES,
    "GET /api/looks/{look_id}/again": PARTIES,
    "POST /api/looks/{look_id}/remarks": ANNA,
    "GET /api/surveys": SUPERVISORS,
    "POST /api/surveys": SUPERVISORS,
    "GET /api/surveys/{survey_id}": PARTIES,
    "POST /api/surveys/{survey_id}/offers": FIRE,
    "GET /api/offers": CLIENTS,
    "POST /api/offers/{offer_id}/dismiss": ANNA,
    "GET /timeline": CLIENTS,
    "GET /timeline/export": CLIENTS,
    "GET /timeline/of/{client_id:uuid}": FIRE | REGISTRAR,
    "GET /api/timeline": CLIENTS,
    "GET /api/timeline/choices": CLIENTS,
    "GET /api/timeline/export": CLIENTS,
    "GET /api/timeline/of/{client_id}": FIRE | REGISTRAR,
    "GET /looks": CLIENTS | SUPERVISORS,
    "GET /looks/new": SUPERVISORS,
    "POST /looks": SUPERVISORS,
    "GET /looks/{look_id:uuid}": PARTIES,
    "GET /looks/{look_id:uuid}/again": PARTIES,
    "POST /looks/{look_id:uuid}/remarks": ANNA,
    "GET /surveys": SUPERVISORS,
    "GET /surveys/new": SUPERVISORS,
    "POST /surveys": SUPERVISORS,
    "GET /surveys/{survey_id:uuid}": PARTIES,
    "POST /surveys/{survey_id:uuid}/offers": FIRE,
    "POST /offers/{offer_id:uuid}/dismiss": ANNA,
    "GET /api/compliance": CLIENTS | SUPERVISORS,
    "POST /api/compliance": CLIENTS,
    "GET /api/compliance/{compliance_id}": PARTIES,
    "GET /api/compliance/{compliance_id}/documents/{code:code}": PARTIES,
    "POST /api/compliance/{compliance_id}/renew": ANNA,
    "POST /api/compliance/{compliance_id}/withdraw": ANNA,
    "POST /api/compliance/{compliance_id}/annul": FIRE,
    "GET /assessment": CLIENTS,
    "GET /assessment/next": CLIENTS,
    "GET /assessment/several": CLIENTS,
    "POST /assessment/several": CLIENTS,
    "GET /assessment/plan": CLIENTS,
    "GET /assessment/declare": CLIENTS,
    "GET /assessment/declare/check": CLIENTS,
    "POST /assessment/declare": CLIENTS,
    "GET /assessment/{code:code}": CLIENTS,
    "POST /assessment/{code:code}": CLIENTS,
    "GET /assessment/{code:code}/document": ANNA,
    "GET /assessment/{code:code}/measures/new": ANNA,
    "POST /assessment/{code:code}/measures": ANNA,
    "GET /assessment/{code:code}/measures/{measure_id}": ANNA,
    "POST /assessment/{code:code}/measures/{measure_id}": ANNA,
    "POST /assessment/{code:code}/measures/{measure_id}/done": ANNA,
    "POST /assessment/{code:code}/measures/{measure_id}/drop": ANNA,
    "GET /compliance": CLIENTS | SUPERVISORS,
    "GET /compliance/{compliance_id}": PARTIES,
    "GET /compliance/{compliance_id}/sent": ANNA,
    "GET /compliance/{compliance_id}/confirmation": PARTIES,
    "GET /compliance/{compliance_id}/documents/{code:code}": PARTIES,
    "GET /compliance/{compliance_id}/renew": ANNA,
    "POST /compliance/{compliance_id}/renew": ANNA,
    "POST /compliance/{compliance_id}/withdraw": ANNA,
    "POST /compliance/{compliance_id}/annul": FIRE,
    # Questions, and answers for everybody
    "POST /api/questions": CLIENTS,
    "GET /api/questions": CLIENTS | OFFICERS,
    "GET /api/questions/summary": CLIENTS | OFFICERS,
    "GET /api/questions/similar": OFFICERS,
    "GET /api/questions/{question_id:uuid}": PARTIES,
    "POST /api/questions/{question_id:uuid}/follow-up": ANNA,
    "POST /api/questions/{question_id:uuid}/read": ANNA,
    "POST /api/questions/{question_id:uuid}/rate": ANNA,
    "POST /api/questions/{question_id:uuid}/close": ANNA,
    "POST /api/questions/{question_id:uuid}/forward": FIRE,
    "POST /api/questions/{question_id:uuid}/answer": FIRE,
    "POST /api/questions/{question_id:uuid}/answer-with": FIRE,
    "GET /api/answers": EVERYBODY,
    "POST /api/answers": OFFICERS,
    "POST /api/answers/explanations": OFFICERS,
    "GET /api/answers/{answer_number:int}": EVERYBODY,
    "PUT /api/answers/{answer_number:int}": FIRE,
    "POST /api/answers/{answer_number:int}/withdraw": FIRE,
    "GET /questions": CLIENTS | OFFICERS,
    "GET /questions/new": CLIENTS,
    "POST /questions/check": CLIENTS,
    "POST /questions": CLIENTS,
    "GET /questions/{question_id:uuid}/sent": ANNA,
    "GET /questions/{question_id:uuid}": PARTIES,
    "POST /questions/{question_id:uuid}/follow-up": ANNA,
    "POST /questions/{question_id:uuid}/read": ANNA,
    "POST /questions/{question_id:uuid}/rate": ANNA,
    "POST /questions/{question_id:uuid}/close": ANNA,
    "POST /questions/{question_id:uuid}/forward": FIRE,
    "POST /questions/{question_id:uuid}/answer": FIRE,
    "POST /questions/{question_id:uuid}/answer-with": FIRE,
    "GET /questions/{question_id:uuid}/publish": FIRE,
    "POST /questions/{question_id:uuid}/publish/check": FIRE,
    "POST /questions/{question_id:uuid}/publish": FIRE,
    "GET /questions/explain": OFFICERS,
    "POST /questions/explain/check": FIRE,
    "POST /questions/explain": FIRE,
    "GET /answers": EVERYBODY,
    "GET /answers/{answer_number:int}": EVERYBODY,
    "GET /answers/{answer_number:int}/amend": FIRE,
    "POST /answers/{answer_number:int}/amend/check": FIRE,
    "POST /answers/{answer_number:int}/amend": FIRE,
    "GET /answers/{answer_number:int}/withdraw": FIRE,
    "POST /answers/{answer_number:int}/withdraw": FIRE,
    # Deadlines, and requests for information
    "GET /api/deadlines": DEADLINED,
    "GET /api/deadlines/summary": DEADLINED,
    "GET /api/deadlines/{deadline_id}": PARTIES,
    "GET /deadlines": DEADLINED,
    "GET /deadlines/{deadline_id}": PARTIES,
    "GET /api/information-requests": CLIENTS | SUPERVISORS,
    "GET /api/information-requests/lead-times": EVERYBODY,
    "POST /api/information-requests/reckoning": SUPERVISORS,
    "GET /api/information-requests/absences": CLIENTS,
    "POST /api/information-requests/absences": CLIENTS,
    "POST /api/information-requests/absences/{absence_number}/take-back": ANNA,
    "POST /api/information-requests": SUPERVISORS,
    "GET /api/information-requests/{request_id}": PARTIES,
    "POST /api/information-requests/{request_id}/more-time": ANNA,
    "POST /api/information-requests/{request_id}/more-time/give": FIRE,
    "POST /api/information-requests/{request_id}/more-time/decline": FIRE,
    "POST /api/information-requests/{request_id}/answer": ANNA,
    "POST /api/information-requests/{request_id}/withdraw": FIRE,
    # Cautions
    # Appeals
    "GET /api/appeals": STANDING_FOR,
    "GET /api/appeals/queue": DECIDING,
    "GET /api/appeals/queue/count": DECIDING,
    "GET /api/appeals/to-explain": SUPERVISORS,
    "GET /api/appeals/grounds": EVERYBODY,
    "GET /api/appeals/figures": EVERYBODY,
    "GET /api/appeals/figures/own": DECIDING,
    "POST /api/appeals": CLIENTS,
    "GET /api/appeals/{appeal_id}": ANNA | FIRE | DECIDING,
    "GET /api/appeals/{appeal_id}/check": ANNA,
    "POST /api/appeals/{appeal_id}/send": ANNA,
    "POST /api/appeals/{appeal_id}/discard": ANNA,
    "POST /api/appeals/{appeal_id}/address": ANNA,
    "POST /api/appeals/{appeal_id}/points": ANNA,
    "POST /api/appeals/{appeal_id}/points/{point_number}/drop": ANNA,
    "POST /api/appeals/{appeal_id}/parts": ANNA,
    "POST /api/appeals/{appeal_id}/add": ANNA,
    "POST /api/appeals/{appeal_id}/information": ANNA,
    "POST /api/appeals/{appeal_id}/withdraw": ANNA,
    "POST /api/appeals/{appeal_id}/messages/{appeal_message_id}/open": ANNA,
    "GET /api/appeals/{appeal_id}/representatives": ANNA,
    "POST /api/appeals/{appeal_id}/representatives": ANNA,
    "DELETE /api/appeals/{appeal_id}/representatives/{person_id}": ANNA,
    "POST /api/appeals/{appeal_id}/assign": DECIDING,
    "POST /api/appeals/{appeal_id}/accept": DECIDING,
    "POST /api/appeals/{appeal_id}/refuse": DECIDING,
    "POST /api/appeals/{appeal_id}/restoration": DECIDING,
    "POST /api/appeals/{appeal_id}/suspension": DECIDING,
    "POST /api/appeals/{appeal_id}/ask-client": DECIDING,
    "POST /api/appeals/{appeal_id}/ask-body": DECIDING,
    "POST /api/appeals/{appeal_id}/explain": FIRE,
    "POST /api/appeals/{appeal_id}/extend": DECIDING,
    "POST /api/appeals/{appeal_id}/draft": DECIDING,
    "POST /api/appeals/{appeal_id}/draft/check": DECIDING,
    "POST /api/appeals/{appeal_id}/decide": DECIDING,
    "POST /api/appeals/{appeal_id}/orders/{order_number}/done": DECIDING,
    "POST /appeals/{appeal_id:uuid}/orders/{order_number:int}/done": DECIDING,
    "GET /appeals/figures": EVERYBODY,
    "GET /appeals/figures/own": DECIDING,
    "GET /appeals": SUPERVISORS | STANDING_FOR | DECIDING | OMBUDSMAN,
    "GET /appeals/{appeal_id:uuid}": ANNA | FIRE | DECIDING,
    "GET /appeals/new": CLIENTS,
    "POST /appeals/new": CLIENTS,
    "GET /appeals/new/outside": CLIENTS,
    "POST /appeals/new/outside": CLIENTS,
    "GET /appeals/{appeal_id:uuid}/write": ANNA,
    "GET /appeals/{appeal_id:uuid}/write/matter": ANNA,
    "POST /appeals/{appeal_id:uuid}/write/matter": ANNA,
    "GET /appeals/{appeal_id:uuid}/write/learned": ANNA,
    "POST /appeals/{appeal_id:uuid}/write/learned": ANNA,
    "GET /appeals/{appeal_id:uuid}/write/asks": ANNA,
    "POST /appeals/{appeal_id:uuid}/write/asks": ANNA,
    "GET /appeals/{appeal_id:uuid}/write/documents": ANNA,
    "POST /appeals/{appeal_id:uuid}/write/documents": ANNA,
    "GET /appeals/{appeal_id:uuid}/write/{draft_part}": ANNA,
    "POST /appeals/{appeal_id:uuid}/write/{draft_part}": ANNA,
    "GET /appeals/{appeal_id:uuid}/write/points": ANNA,
    "POST /appeals/{appeal_id:uuid}/write/flags": ANNA,
    "GET /appeals/{appeal_id:uuid}/write/points/new": ANNA,
    "POST /appeals/{appeal_id:uuid}/write/points/new": ANNA,
    "GET /appeals/{appeal_id:uuid}/write/points/{point_number:int}": ANNA,
    "POST /appeals/{appeal_id:uuid}/write/points/{point_number:int}": ANNA,
    "POST /appeals/{appeal_id:uuid}/write/points/{point_number:int}/drop": ANNA,
    "GET /appeals/{appeal_id:uuid}/write/points/{point_number:int}/evidence": ANNA,
    "POST /appeals/{appeal_id:uuid}/write/points/{point_number:int}/evidence": ANNA,
    "GET /appeals/{appeal_id:uuid}/write/check": ANNA,
    "POST /appeals/{appeal_id:uuid}/send": ANNA,
    "GET /appeals/{appeal_id:uuid}/sent": ANNA,
    "POST /appeals/{appeal_id:uuid}/discard": ANNA,
    "POST /appeals/{appeal_id:uuid}/add": ANNA,
    "POST /appeals/{appeal_id:uuid}/information": ANNA,
    "POST /appeals/{appeal_id:uuid}/withdraw": ANNA,
    "POST /appeals/{appeal_id:uuid}/messages/{appeal_message_id:uuid}/open": ANNA,
    "GET /appeals/{appeal_id:uuid}/papers/{paper_id:uuid}": ANNA,
    "GET /appeals/{appeal_id:uuid}/people": ANNA,
    "POST /appeals/{appeal_id:uuid}/people": ANNA,
    "POST /appeals/{appeal_id:uuid}/people/{person_id:uuid}/revoke": ANNA,
    "POST /appeals/{appeal_id:uuid}/read": DECIDING,
    "GET /appeals/{appeal_id:uuid}/matter": DECIDING,
    "GET /appeals/{appeal_id:uuid}/matter/papers/{paper_id:uuid}": DECIDING,
    "GET /appeals/{appeal_id:uuid}/steps/{act}": DECIDING,
    "POST /appeals/{appeal_id:uuid}/steps/{act}": DECIDING,
    "GET /appeals/{appeal_id:uuid}/decision/draft": DECIDING,
    "POST /appeals/{appeal_id:uuid}/decision/draft": DECIDING,
    "GET /appeals/{appeal_id:uuid}/decision/check": DECIDING,
    "POST /appeals/{appeal_id:uuid}/decision/check": DECIDING,
    "GET /appeals/{appeal_id:uuid}/decision/make": DECIDING,
    "POST /appeals/{appeal_id:uuid}/decision/make": DECIDING,
    "GET /appeals/{appeal_id:uuid}/explain": FIRE,
    "POST /appeals/{appeal_id:uuid}/explain": FIRE,
    # Claims of damage
    "GET /api/key-rates": EVERYBODY,
    "POST /api/key-rates/interest": EVERYBODY,
    "POST /api/key-rates": ADMINISTRATOR,
    "GET /api/damages": CLIENTS | DECIDING,
    "POST /api/damages": CLIENTS,
    "PUT /api/damages/{damage_id}/story": ANNA,
    "POST /api/damages/{damage_id}/lines": ANNA,
    "PUT /api/damages/{damage_id}/lines/{line_number}": ANNA,
    "DELETE /api/damages/{damage_id}/lines/{line_number}": ANNA,
    "POST /api/damages/{damage_id}/days": ANNA,
    "POST /api/damages/{damage_id}/file": ANNA,
    "GET /api/damages/{damage_id}/files/{damage_file_id}": ANNA,
    "GET /api/damages/{damage_id}/letter": ANNA,
    "POST /api/damages/{damage_id}/send": ANNA,
    "POST /api/damages/{damage_id}/discard": ANNA,
    "GET /api/damages/{claim_id}": ANNA | DECIDING,
    "POST /api/damages/{claim_id}/answer": HEAD,
    "POST /api/damages/{claim_id}/offer": ANNA | HEAD,
    "POST /api/damages/{claim_id}/accept": ANNA | HEAD,
    "POST /api/damages/{claim_id}/withdraw": ANNA,
    "POST /api/damages/{claim_id}/payments": ANNA,
    "POST /api/damages/{claim_id}/court": ANNA,
    "POST /api/damages/{claim_id}/outcome": ANNA,
    "GET /key-rates": EVERYBODY,
    "GET /key-rates/enter": ADMINISTRATOR,
    "POST /key-rates/enter": ADMINISTRATOR,
    "GET /damages": CLIENTS | DECIDING,
    "GET /damages/new": CLIENTS,
    "POST /damages/new": CLIENTS,
    "GET /damages/{damage_id:uuid}/story": ANNA,
    "POST /damages/{damage_id:uuid}/story": ANNA,
    "GET /damages/{damage_id:uuid}/days": ANNA,
    "POST /damages/{damage_id:uuid}/days": ANNA,
    "POST /damages/{damage_id:uuid}/discard": ANNA,
    "GET /damages/{damage_id:uuid}/lines/new": ANNA,
    "POST /damages/{damage_id:uuid}/lines/new": ANNA,
    "GET /damages/{damage_id:uuid}/lines/{line_number}": ANNA,
    "POST /damages/{damage_id:uuid}/lines/{line_number}": ANNA,
    "POST /damages/{damage_id:uuid}/lines/{line_number}/remove": ANNA,
    "GET /damages/{damage_id:uuid}/files/{damage_file_id:uuid}": ANNA,
    "GET /damages/{damage_id:uuid}/check": ANNA,
    "GET /damages/{damage_id:uuid}/letter": ANNA,
    "POST /damages/{damage_id:uuid}/send": ANNA,
    "GET /damages/{claim_id:uuid}": ANNA | DECIDING,
    "POST /damages/{claim_id:uuid}/open": ANNA | DECIDING,
    "GET /damages/{claim_id:uuid}/answer": HEAD,
    "POST /damages/{claim_id:uuid}/answer": HEAD,
    "GET /damages/{claim_id:uuid}/offer": ANNA | HEAD,
    "POST /damages/{claim_id:uuid}/offer": ANNA | HEAD,
    "GET /damages/{claim_id:uuid}/accept": ANNA | HEAD,
    "POST /damages/{claim_id:uuid}/accept": ANNA | HEAD,
    "GET /damages/{claim_id:uuid}/withdraw": ANNA,
    "POST /damages/{claim_id:uuid}/withdraw": ANNA,
    "GET /damages/{claim_id:uuid}/payment": ANNA,
    "POST /damages/{claim_id:uuid}/payment": ANNA,
    "GET /damages/{claim_id:uuid}/court": ANNA,
    "POST /damages/{claim_id:uuid}/court": ANNA,
    "GET /damages/{claim_id:uuid}/outcome": ANNA,
    "POST /damages/{claim_id:uuid}/outcome": ANNA,
    "GET /api/cautions": CLIENTS | SUPERVISORS,
    "POST /api/cautions/check": SUPERVISORS,
    "POST /api/cautions": SUPERVISORS,
    "GET /api/cautions/{caution_id}": PARTIES,
    "POST /api/cautions/{caution_id}/object": ANNA,
    "POST /api/cautions/{caution_id}/measures": ANNA,
    "POST /api/cautions/{caution_id}/keep": FIRE,
    "POST /api/cautions/{caution_id}/change": FIRE,
    "POST /api/cautions/{caution_id}/withdraw": FIRE,
    "POST /api/cautions/{caution_id}/close": FIRE,
    "GET /cautions": CLIENTS | SUPERVISORS,
    "GET /cautions/new": SUPERVISORS,
    "POST /cautions/check": SUPERVISORS,
    "POST /cautions/new": SUPERVISORS,
    "GET /cautions/{caution_id:uuid}": PARTIES,
    "POST /cautions/{caution_id:uuid}/open": PARTIES,
    "POST /cautions/{caution_id:uuid}/object": ANNA,
    "POST /cautions/{caution_id:uuid}/measures": ANNA,
    "POST /cautions/{caution_id:uuid}/keep": FIRE,
    "GET /cautions/{caution_id:uuid}/change": FIRE,
    "POST /cautions/{caution_id:uuid}/change": FIRE,
    "POST /cautions/{caution_id:uuid}/withdraw": FIRE,
    "POST /cautions/{caution_id:uuid}/close": FIRE,
    "GET /lead-times": EVERYBODY,
    # Papers
    "GET /verify/paper/{paper_id}": EVERYBODY,
    "GET /api/verify/paper/{paper_id}": EVERYBODY,
    # Inspections
    "GET /api/inspections": SUPERVISORS | STANDING_FOR,
    "GET /api/inspections/kinds": EVERYBODY,
    "POST /api/inspections": SUPERVISORS,
    "POST /api/inspections/check": SUPERVISORS,
    "GET /api/inspections/{inspection_id}": PARTIES,
    "GET /api/inspections/{inspection_id}/watch": PARTIES,
    "GET /api/inspections/{inspection_id}/actions": PARTIES,
    "GET /api/inspections/{inspection_id}/moves": PARTIES,
    "POST /api/inspections/{inspection_id}/register": FIRE,
    "POST /api/inspections/{inspection_id}/notify": FIRE,
    "POST /api/inspections/{inspection_id}/prosecutor": FIRE,
    "POST /api/inspections/{inspection_id}/approval": FIRE,
    "POST /api/inspections/{inspection_id}/start": FIRE,
    "POST /api/inspections/{inspection_id}/prevent": FIRE,
    "POST /api/inspections/{inspection_id}/end": FIRE,
    "POST /api/inspections/{inspection_id}/act": FIRE,
    "POST /api/inspections/{inspection_id}/improvement": FIRE,
    "POST /api/inspections/{inspection_id}/improvement/confirm": FIRE,
    "POST /api/inspections/{inspection_id}/finish": FIRE,
    "POST /api/inspections/{inspection_id}/file": FIRE,
    "POST /api/inspections/{inspection_id}/actions": FIRE,
    "POST /api/inspections/{inspection_id}/moves/{move_id}/grant": FIRE,
    "POST /api/inspections/{inspection_id}/moves/{move_id}/offer": FIRE,
    "POST /api/inspections/{inspection_id}/moves/{move_id}/decline": FIRE,
    "GET /inspections": SUPERVISORS | STANDING_FOR,
    "GET /inspections/new": SUPERVISORS,
    "POST /inspections/check": SUPERVISORS,
    "POST /inspections/new": SUPERVISORS,
    "GET /inspections/{inspection_id:uuid}": PARTIES,
    "POST /inspections/{inspection_id:uuid}/steps/{act}": FIRE,
    "GET /inspections/{inspection_id:uuid}/actions/new": FIRE,
    "POST /inspections/{inspection_id:uuid}/actions/new": FIRE,
    "GET /inspections/{inspection_id:uuid}/act": FIRE,
    "POST /inspections/{inspection_id:uuid}/act": FIRE,
    "POST /inspections/{inspection_id:uuid}/moves/{move_id:uuid}/grant": FIRE,
    "POST /inspections/{inspection_id:uuid}/moves/{move_id:uuid}/offer": FIRE,
    "POST /inspections/{inspection_id:uuid}/moves/{move_id:uuid}/decline": FIRE,
    "POST /inspections/{inspection_id:uuid}/questions/{asked_id:uuid}/open": FIRE,
    "POST /inspections/{inspection_id:uuid}/questions/{asked_id:uuid}/answer": FIRE,
    # Inspections, for the client and whoever acts for it
    "GET /api/inspections/{inspection_id}/next": PARTIES,
    "GET /api/inspections/{inspection_id}/papers": PARTIES,
    "GET /api/inspections/{inspection_id}/papers/{paper_id}/content": PARTIES,
    "GET /api/inspections/{inspection_id}/files/{sent_file_id}/content": PARTIES,
    "POST /api/inspections/{inspection_id}/messages/{sent_id}/open": ANNA,
    "GET /api/inspections/{inspection_id}/questions": PARTIES,
    "POST /api/inspections/{inspection_id}/questions": ANNA,
    "POST /api/inspections/{inspection_id}/questions/{asked_id}/answer": FIRE,
    "POST /api/inspections/{inspection_id}/moves": ANNA,
    "POST /api/inspections/{inspection_id}/moves/{move_id}/choose": ANNA,
    "POST /api/inspections/{inspection_id}/moves/{move_id}/take-back": ANNA,
    "GET /api/inspections/{inspection_id}/representatives": PARTIES,
    "POST /api/inspections/{inspection_id}/representatives": ANNA,
    "DELETE /api/inspections/{inspection_id}/representatives/{person_id}": ANNA,
    "GET /inspections/{inspection_id:uuid}/papers/{paper_id:uuid}": ANNA,
    "GET /inspections/{inspection_id:uuid}/files/{sent_file_id:uuid}": ANNA,
    "POST /inspections/{inspection_id:uuid}/messages/{sent_id:uuid}/open": ANNA,
    "POST /inspections/{inspection_id:uuid}/questions": ANNA,
    "POST /inspections/{inspection_id:uuid}/move": ANNA,
    "POST /inspections/{inspection_id:uuid}/moves/{move_id:uuid}/choose": ANNA,
    "POST /inspections/{inspection_id:uuid}/moves/{move_id:uuid}/take-back": ANNA,
    "POST /inspections/{inspection_id:uuid}/representatives": ANNA,
    "POST /inspections/{inspection_id:uuid}/representatives/{person_id:uuid}/revoke": (
        ANNA
    ),
    # Preventive visits
    "GET /api/visits": CLIENTS | SUPERVISORS,
    "POST /api/visits": CLIENTS,
    "POST /api/visits/offered": SUPERVISORS,
    "POST /api/visits/mandatory": SUPERVISORS,
    "GET /api/visits/{visit_id}": PARTIES,
    "POST /api/visits/{visit_id}/slots": FIRE,
    "POST /api/visits/{visit_id}/choose": PARTIES,
    "POST /api/visits/{visit_id}/move": ANNA,
    "POST /api/visits/{visit_id}/move/agree": FIRE,
    "POST /api/visits/{visit_id}/move/decline": FIRE,
    "POST /api/visits/{visit_id}/refuse": ANNA,
    "POST /api/visits/{visit_id}/decline": FIRE,
    "POST /api/visits/{visit_id}/call-off": FIRE,
    "POST /api/visits/{visit_id}/start": FIRE,
    "POST /api/visits/{visit_id}/end": FIRE,
    "POST /api/visits/{visit_id}/evasion": FIRE,
    "POST /api/visits/{visit_id}/outcome": FIRE,
    "GET /visits": CLIENTS | SUPERVISORS,
    "GET /visits/ask": CLIENTS,
    "POST /visits/ask/check": CLIENTS,
    "POST /visits/ask": CLIENTS,
    "GET /visits/new": SUPERVISORS,
    "POST /visits/check": SUPERVISORS,
    "POST /visits/new": SUPERVISORS,
    "GET /visits/{visit_id:uuid}": PARTIES,
    "GET /visits/{visit_id:uuid}/outcome": FIRE,
    "POST /visits/{visit_id:uuid}/outcome/check": FIRE,
    "POST /visits/{visit_id:uuid}/outcome": FIRE,
    "POST /visits/{visit_id:uuid}/{act}": PARTIES,
    "GET /absences": CLIENTS,
    "POST /absences": CLIENTS,
    "POST /absences/{absence_number}/take-back": ANNA,
    "GET /information-requests": CLIENTS | SUPERVISORS,
    "GET /information-requests/new": SUPERVISORS,
    "POST /information-requests/check": SUPERVISORS,
    "POST /information-requests/new": SUPERVISORS,
    "GET /information-requests/{request_id:uuid}": PARTIES,
    "POST /information-requests/{request_id:uuid}/more-time": ANNA,
    "POST /information-requests/{request_id:uuid}/give-time": FIRE,
    "POST /information-requests/{request_id:uuid}/decline-time": FIRE,
    "POST /information-requests/{request_id:uuid}/withdraw": FIRE,
    "POST /information-requests/{request_id:uuid}/answer": ANNA,
    # The plan
    "GET /api/plan/entries": SUPERVISORS,
    "GET /api/plan/officers": SUPERVISORS,
    "GET /api/plan/control-kinds": SUPERVISORS,
    "POST /api/plan/choices": SUPERVISORS,
    "GET /api/plan/load/{plan_year}": SUPERVISORS,
    "GET /api/plan/coming": CLIENTS,
    "GET /api/plan/years/{plan_year}": SUPERVISORS,
    "GET /api/plan/months/{plan_year}/{plan_month}": SUPERVISORS,
    "GET /api/plan/register": SUPERVISORS,
    "POST /api/plan/register": SUPERVISORS,
    "POST /api/plan/entries/check": SUPERVISORS,
    "POST /api/plan/entries": SUPERVISORS,
    "POST /api/plan/approve": HEAD,
    "POST /api/plan/return": HEAD,
    "POST /api/plan/prosecutor": SUPERVISORS,
    "GET /api/plan/entries/{entry_id}": FIRE,
    "GET /api/plan/entries/{entry_id}/card": FIRE,
    "POST /api/plan/entries/{entry_id}/change": FIRE,
    "POST /api/plan/entries/{entry_id}/number": FIRE,
    "POST /api/plan/entries/{entry_id}/move": HEAD,
    "POST /api/plan/entries/{entry_id}/exclude": HEAD,
    "GET /plan": SUPERVISORS,
    "GET /plan/year": SUPERVISORS,
    "GET /plan/week": SUPERVISORS,
    "GET /plan/load": SUPERVISORS,
    "GET /plan/register": SUPERVISORS,
    "POST /plan/register": SUPERVISORS,
    "GET /plan/years/{plan_year}.xml": SUPERVISORS,
    "GET /plan/months/{plan_year}-{plan_month}.xml": SUPERVISORS,
    "GET /plan/new": SUPERVISORS,
    "POST /plan/new/objects": SUPERVISORS,
    "POST /plan/new": SUPERVISORS,
    "GET /plan/decisions": HEAD,
    "POST /plan/decisions": HEAD,
    "GET /plan/prosecutor": SUPERVISORS,
    "POST /plan/prosecutor": SUPERVISORS,
    "GET /plan/entries/{entry_id:uuid}": FIRE,
    "GET /plan/entries/{entry_id:uuid}/card.xml": FIRE,
    "GET /plan/entries/{entry_id:uuid}/change": FIRE,
    "POST /plan/entries/{entry_id:uuid}/change/objects": FIRE,
    "POST /plan/entries/{entry_id:uuid}/change": FIRE,
    "GET /plan/entries/{entry_id:uuid}/step/{act}": FIRE,
    "POST /plan/entries/{entry_id:uuid}/step/{act}": FIRE,
    "GET /planned": CLIENTS,
    # Risk
    "GET /api/risk": CLIENTS | SUPERVISORS,
    "GET /api/risk/criteria": EVERYBODY,
    "GET /api/risk/criteria/{profile_id}": EVERYBODY,
    "POST /api/risk/criteria": HEAD,
    "PUT /api/risk/criteria/{profile_id}": HEAD,
    "GET /api/risk/reckoning": CLIENTS,
    "POST /api/risk/reckoning": SUPERVISORS,
    "POST /api/risk": SUPERVISORS,
    "GET /api/risk/{risk_id}": PARTIES,
    "GET /api/risk/{risk_id}/files/{objection_file_id}": PARTIES,
    "POST /api/risk/{risk_id}/objection": ANNA,
    "POST /api/risk/{risk_id}/objection/withdraw": ANNA,
    "POST /api/risk/{risk_id}/objection/answer": HEAD,
    "POST /api/risk/{risk_id}/rise": HEAD,
    "GET /risk": CLIENTS | SUPERVISORS,
    "GET /risk/criteria": EVERYBODY,
    "GET /risk/criteria/new": HEAD,
    "POST /risk/criteria/new": HEAD,
    "GET /risk/criteria/{profile_id:uuid}": EVERYBODY,
    "GET /risk/criteria/{profile_id:uuid}/mine": CLIENTS,
    "GET /risk/criteria/{profile_id:uuid}/amend": HEAD,
    "POST /risk/criteria/{profile_id:uuid}/amend": HEAD,
    "GET /risk/assign": SUPERVISORS,
    "POST /risk/assign/check": SUPERVISORS,
    "POST /risk/assign": SUPERVISORS,
    "GET /risk/{risk_id:uuid}": PARTIES,
    "GET /risk/{risk_id:uuid}/files/{objection_file_id:uuid}": PARTIES,
    "POST /risk/{risk_id:uuid}/object": ANNA,
    "POST /risk/{risk_id:uuid}/withdraw": ANNA,
    "POST /risk/{risk_id:uuid}/answer": HEAD,
    "POST /risk/{risk_id:uuid}/rise": HEAD,
    # Meetings by video
    "GET /api/video": CORRESPONDENTS,
    "POST /api/video": CORRESPONDENTS,
    "GET /api/video/{meeting_id}": BESIDE,
    "POST /api/video/{meeting_id}/time": BESIDE,
    "POST /api/video/{meeting_id}/agree": BESIDE,
    "POST /api/video/{meeting_id}/call-off": BESIDE,
    "POST /api/video/{meeting_id}/end": BESIDE,
    "GET /api/video/{meeting_id}/room": BESIDE,
    "POST /api/video/{meeting_id}/room/arrive": BESIDE,
    "POST /api/video/{meeting_id}/room/leave": BESIDE,
    "POST /api/video/{meeting_id}/room/seats/{seat}/admit": BESIDE,
    "POST /api/video/{meeting_id}/room/signals": BESIDE,
    "POST /api/video/{meeting_id}/room/consent": BESIDE,
    "POST /api/video/{meeting_id}/recordings": BESIDE,
    "POST /api/video/{meeting_id}/recordings/stop": BESIDE,
    "PUT /api/video/{meeting_id}/recordings/{recording_id}/pieces/{number}": ANNA,
    "POST /api/video/{meeting_id}/recordings/{recording_id}/keep": ANNA,
    "GET /api/video/{meeting_id}/recordings/{recording_id}/file": BESIDE,
    "GET /api/video/{meeting_id}/recordings/{recording_id}/receipt": BESIDE,
    "GET /video": CORRESPONDENTS,
    "GET /video/new": CORRESPONDENTS,
    "POST /video/new": CORRESPONDENTS,
    "GET /video/{meeting_id:uuid}": BESIDE,
    "POST /video/{meeting_id:uuid}/agree": BESIDE,
    "POST /video/{meeting_id:uuid}/time": BESIDE,
    "POST /video/{meeting_id:uuid}/call-off": BESIDE,
    "POST /video/{meeting_id:uuid}/go": BESIDE,
    "GET /video/{meeting_id:uuid}/room": BESIDE,
    "GET /video/{meeting_id:uuid}/stream": BESIDE,
    "GET /video/{meeting_id:uuid}/recordings/{recording_id:uuid}": BESIDE,
    "GET /video/{meeting_id:uuid}/recordings/{recording_id:uuid}/receipt": BESIDE,
    "GET /video/{meeting_id:uuid}/recordings/{recording_id:uuid}/receipt/json": (
        BESIDE
    ),
    "GET /video/{meeting_id:uuid}/recordings/{recording_id:uuid}/receipt/pdf": (BESIDE),
    # The ombudsman in an inspection
    "GET /api/ombudsman/offices": STANDING_FOR,
    "GET /api/ombudsman": OMBUDSMAN,
    "GET /api/inspections/{inspection_id}/ombudsman": BESIDE,
    "POST /api/inspections/{inspection_id}/ombudsman": ANNA,
    "GET /api/ombudsman/{participation_id}": OMBUDSMAN,
    "GET /api/ombudsman/{participation_id}/case": OMBUDSMAN,
    "POST /api/ombudsman/{participation_id}/withdraw": ANNA,
    "POST /api/ombudsman/{participation_id}/accept": OMBUDSMAN,
    "POST /api/ombudsman/{participation_id}/decline": OMBUDSMAN,
    "POST /api/ombudsman/{participation_id}/opinions": OMBUDSMAN,
    "POST /api/ombudsman/{participation_id}/questions": OMBUDSMAN,
    "POST /api/ombudsman/{participation_id}/leave": OMBUDSMAN,
    "GET /ombudsman": OMBUDSMAN,
    "GET /ombudsman/{participation_id:uuid}": BESIDE,
    "POST /ombudsman/{participation_id:uuid}/accept": OMBUDSMAN,
    "POST /ombudsman/{participation_id:uuid}/decline": OMBUDSMAN,
    "POST /ombudsman/{participation_id:uuid}/opinion": OMBUDSMAN,
    "POST /ombudsman/{participation_id:uuid}/question": OMBUDSMAN,
    "POST /ombudsman/{participation_id:uuid}/leave": OMBUDSMAN,
    "POST /ombudsman/{participation_id:uuid}/withdraw": ANNA,
    "GET /inspections/{inspection_id:uuid}/ombudsman": BESIDE,
    "POST /inspections/{inspection_id:uuid}/ombudsman": ANNA,
    "GET /api/appeals/{appeal_id}/ombudsman": ANNA | DECIDING,
    "POST /api/appeals/{appeal_id}/ombudsman": ANNA,
    "GET /appeals/{appeal_id:uuid}/ombudsman": ANNA | DECIDING,
    "POST /appeals/{appeal_id:uuid}/ombudsman": ANNA,
    # What an inspection took, and ratings
    "GET /api/burden/figures": EVERYBODY,
    "POST /api/burden/reckoning": STANDING_FOR,
    "GET /api/inspections/{inspection_id}/burden": BESIDE,
    "POST /api/inspections/{inspection_id}/burden/file": ANNA,
    "GET /api/inspections/{inspection_id}/burden/files/{burden_file_id}": BESIDE,
    "POST /api/inspections/{inspection_id}/burden/days": ANNA,
    "POST /api/inspections/{inspection_id}/burden/days/{day}/remove": ANNA,
    "GET /api/inspections/{inspection_id}/ratings": ANNA,
    "POST /api/inspections/{inspection_id}/ratings": ANNA,
    "POST /api/inspections/{inspection_id}/ratings/{tool}/take-back": ANNA,
    "GET /burden": EVERYBODY,
    "GET /burden/{book_id:uuid}": BESIDE,
    "GET /inspections/{inspection_id:uuid}/burden": BESIDE,
    "GET /inspections/{inspection_id:uuid}/burden/day": ANNA,
    "POST /inspections/{inspection_id:uuid}/burden/day": ANNA,
    "POST /inspections/{inspection_id:uuid}/burden/days/{day}/remove": ANNA,
    "GET /inspections/{inspection_id:uuid}/burden/files/{burden_file_id:uuid}": BESIDE,
    "GET /inspections/{inspection_id:uuid}/ratings": ANNA,
    "POST /inspections/{inspection_id:uuid}/ratings": ANNA,
    # Consents and mailings
    "GET /api/consents": CLIENTS,
    "POST /api/consents": CLIENTS,
    "GET /api/consents/{consent_id}": ANNA,
    "DELETE /api/consents/{consent_id}": ANNA,
    "GET /consents": CLIENTS,
    "POST /consents": CLIENTS,
    "POST /consents/{consent_id:uuid}/revoke": ANNA,
    "GET /consents/{consent_id:uuid}/revoke/{word:uuid}": EVERYBODY,
    "POST /consents/{consent_id:uuid}/revoke/{word:uuid}": EVERYBODY,
    "GET /api/changes/{mailing_number:int}": ANNA,
    "GET /changes/{mailing_number:int}": ANNA,
    "GET /api/mailings": ADMINISTRATOR,
    "POST /api/mailings": ADMINISTRATOR,
    "GET /api/mailings/{mailing_id}": ADMINISTRATOR,
    "GET /mailings": ADMINISTRATOR,
    "POST /mailings": ADMINISTRATOR,
    "GET /mailings/{mailing_id:uuid}": ADMINISTRATOR,
    # Correspondence
    "GET /api/exchange/bodies": CLIENTS | SUPERVISORS,
    "POST /api/exchange/threads": CLIENTS | SUPERVISORS,
    "GET /api/exchange/threads": CORRESPONDENTS,
    "GET /api/exchange/threads/{thread_id:uuid}": PARTIES,
    "GET /api/exchange/threads/{thread_id:uuid}/messages": PARTIES,
    "POST /api/exchange/threads/{thread_id:uuid}/messages": PARTIES,
    "POST /api/exchange/threads/{thread_id:uuid}/representatives": ANNA,
    "DELETE /api/exchange/threads/{thread_id:uuid}/representatives/{person_id:uuid}": (
        ANNA
    ),
    "GET /api/exchange/messages/{message_id:uuid}": PARTIES,
    "POST /api/exchange/messages/{message_id:uuid}/open": FIRE,
    "GET /api/exchange/messages/{message_id:uuid}/text": PARTIES,
    "GET /api/exchange/messages/{message_id:uuid}/receipts/{what}": PARTIES,
    "POST /api/exchange/files": CORRESPONDENTS,
    "GET /api/exchange/files/{enclosure_id:uuid}": PARTIES,
    "GET /api/exchange/files/{enclosure_id:uuid}/content": PARTIES,
    "DELETE /api/exchange/files/{enclosure_id:uuid}": ANNA,
    "GET /exchange": CORRESPONDENTS,
    "GET /exchange/write": CLIENTS | SUPERVISORS,
    "POST /exchange/write": CLIENTS | SUPERVISORS,
    "GET /exchange/{thread_id:uuid}": PARTIES,
    "GET /exchange/{thread_id:uuid}/write": PARTIES,
    "POST /exchange/{thread_id:uuid}/write": PARTIES,
    "POST /exchange/{thread_id:uuid}/representatives": ANNA,
    "POST /exchange/{thread_id:uuid}/representatives/{person_id:uuid}/end": ANNA,
    "POST /exchange/messages/{message_id:uuid}/open": FIRE,
    "GET /exchange/messages/{message_id:uuid}/sent": PARTIES,
    "GET /exchange/messages/{message_id:uuid}/text": PARTIES,
    "GET /exchange/messages/{message_id:uuid}/receipts/{what}": PARTIES,
    "GET /exchange/messages/{message_id:uuid}/receipts/{what}/json": PARTIES,
    "GET /exchange/messages/{message_id:uuid}/receipts/{what}/pdf": PARTIES,
    "GET /exchange/files/{enclosure_id:uuid}": PARTIES,
    # Notices
    "GET /api/notices": NOTICED,
    "POST /api/notices/read": NOTICED,
    "GET /api/notices/channels": CHOOSERS,
    "POST /api/notices/channels": CHOOSERS,
    "POST /api/notices/channels/{channel_id}/code": ANNA,
    "POST /api/notices/channels/{channel_id}/confirm": ANNA,
    "DELETE /api/notices/channels/{channel_id}": ANNA,
    "GET /api/notices/channels/{channel_id}/secret": ANNA,
    "POST /api/notices/channels/{channel_id}/secret": ANNA,
    "POST /api/notices/channels/{channel_id}/replay": ANNA,
    "PUT /api/notices/topics": CHOOSERS,
    "PUT /api/notices/hours": CHOOSERS,
    "GET /api/notices/given-up": CHOOSERS,
    "POST /api/notices/deliveries/{delivery_id}/replay": ANNA,
    "GET /api/notices/{notice_id}": ANNA,
    "POST /api/notices/{notice_id}/read": ANNA,
    "GET /api/notices/{notice_id}/deliveries": ANNA,
    "GET /notices": NOTICED,
    "POST /notices/read": NOTICED,
    "GET /notices/channels": CHOOSERS,
    "POST /notices/channels": CHOOSERS,
    "POST /notices/hours": CHOOSERS,
    "GET /notices/channels/{channel_id:uuid}": ANNA,
    "POST /notices/channels/{channel_id:uuid}/confirm": ANNA,
    "POST /notices/channels/{channel_id:uuid}/code": ANNA,
    "POST /notices/channels/{channel_id:uuid}/topics": ANNA,
    "POST /notices/channels/{channel_id:uuid}/secret": ANNA,
    "POST /notices/channels/{channel_id:uuid}/replay": ANNA,
    "POST /notices/channels/{channel_id:uuid}/remove": ANNA,
    "GET /notices/{notice_id:uuid}": ANNA,
    # Oneself
    "GET /sign-in": EVERYBODY,
    "POST /sign-in/demo": EVERYBODY,
    "GET /sign-in/provider": NOBODY,  # but where the settings name a provider
    "GET /sign-in/callback": NOBODY,
    "POST /sign-out": EVERYBODY,
    "POST /sign-out/everywhere": SIGNED_IN,
    "GET /api/person": SIGNED_IN,
    "GET /api/person/tokens": SIGNED_IN,
    "POST /api/person/tokens": SIGNED_IN,
    "DELETE /api/person/tokens/{token_id}": ANNA,
    "GET /person": SIGNED_IN,
    "GET /person/act-as": SIGNED_IN,
    "POST /person/act-as": SIGNED_IN,
    "GET /person/tokens": SIGNED_IN,
    "POST /person/tokens": SIGNED_IN,
    "POST /person/tokens/{token_id}/revoke": ANNA,
    "GET /person/colleagues": CLIENTS,
    "POST /person/colleagues": CLIENTS,
    "POST /person/colleagues/{person_id}/remove": CLIENTS,
    # People and organisations
    "GET /api/people": ADMINISTRATOR,
    "GET /api/people/{person_id}": ADMINISTRATOR,
    "GET /api/people/{person_id}/memberships": ADMINISTRATOR,
    "POST /api/people/{person_id}/memberships": ADMINISTRATOR | ANNA,
    "DELETE /api/people/{person_id}/memberships/{organisation}/{role}": (
        ADMINISTRATOR | ANNA
    ),
    "POST /api/people/{person_id}/forget": ADMINISTRATOR,
    "GET /api/organisations": ADMINISTRATOR,
    "POST /api/organisations": ADMINISTRATOR,
    "GET /api/organisations/{organisation_id}": ADMINISTRATOR,
    "PUT /api/organisations/{organisation_id}": ADMINISTRATOR,
    "GET /status": ADMINISTRATOR,
    "GET /people": ADMINISTRATOR,
    "GET /people/{person_id:uuid}": ADMINISTRATOR,
    "POST /people/{person_id:uuid}/memberships": ADMINISTRATOR,
    "POST /people/{person_id:uuid}/memberships/remove": ADMINISTRATOR,
    "GET /people/{person_id:uuid}/forget": ADMINISTRATOR,
    "POST /people/{person_id:uuid}/forget": ADMINISTRATOR,
    "GET /people/organisations": ADMINISTRATOR,
    "POST /people/organisations": ADMINISTRATOR,
    "GET /people/organisations/{organisation_id:uuid}": ADMINISTRATOR,
    "POST /people/organisations/{organisation_id:uuid}": ADMINISTRATOR,
}
"""Who may ask for what; of a thing: of the café's, or of a published requirement."""

MAY_OF_DRAFT = {
    route: who & REGISTRAR
    for route, who in MAY.items()
    if "requirements/{code:code}" in route or "list/{code:code}" in route
} | {
    **{route: NOBODY for route in MAY if "/assessment/{code:code}" in route},
    "GET /requirements/{code:code}/versions": NOBODY,  # a draft has none
    "GET /list/{code:code}": NOBODY,
    "GET /api/list/{code:code}": NOBODY,
    "GET /simulator/list/{code:code}": NOBODY,
    "GET /consideration/requirements/{code:code}": NOBODY,
    "POST /consideration/requirements/{code:code}": NOBODY,
    "GET /api/consideration/requirements/{code:code}": NOBODY,
    **{
        route: NOBODY
        for route in MAY
        if "requirements/{code:code}/evaluations" in route
    },
}
"""The same for a requirement that is not published."""

UNGUARDED = {"GET /api/openapi.json", "HEAD /api/openapi.json", "MOUNT /static"}
"""What holds nobody's data and asks for nothing."""

IN_PERSON = (
    "POST /api/calendar",
    "POST /api/calendar/replace",
    "POST /calendar",
    "POST /calendar/replace",
    "POST /api/exchange/threads/{thread_id:uuid}/representatives",
    "POST /api/inspections/{inspection_id}/representatives",
    "POST /api/appeals/{appeal_id}/representatives",
    "POST /inspections/{inspection_id:uuid}/representatives",
    "POST /appeals/{appeal_id:uuid}/people",
    "POST /exchange/{thread_id:uuid}/representatives",
    "POST /api/people/{person_id}/memberships",
    "GET /api/notices/channels/{channel_id}/secret",
    "POST /api/notices/channels",
    "POST /api/notices/channels/{channel_id}/code",
    "POST /api/notices/channels/{channel_id}/confirm",
    "POST /api/notices/channels/{channel_id}/secret",
    "POST /notices/channels",
    "GET /notices/channels/{channel_id:uuid}",
    "POST /notices/channels/{channel_id:uuid}/code",
    "POST /notices/channels/{channel_id:uuid}/confirm",
    "POST /notices/channels/{channel_id:uuid}/remove",
    "POST /notices/channels/{channel_id:uuid}/replay",
    "POST /notices/channels/{channel_id:uuid}/secret",
    "POST /notices/channels/{channel_id:uuid}/topics",
    "POST /api/person/tokens",
    "POST /people/{person_id:uuid}/memberships",
    "POST /person/colleagues",
    "POST /person/tokens",
)
"""What a program cannot do with an access token."""

READING = {
    "POST /api/judge",
    "POST /api/evaluations/cost",
    "POST /simulator/question",
    "POST /simulator/again",
    "POST /verify/{token}",
    "POST /receipts/verify",
    "POST /api/receipts/verify",
    "POST /api/key-rates/interest",
}
"""What changes nothing, though it is posted."""

ALGORITHM = "ALG-001"
WITHOUT_ALGORITHM = "REQ-FIRE-004"
NOTHING = "00000000-0000-4000-8000-000000000000"
SAID = {"question": "Is it?", "answer": "It is"}
CONTENT = content().model_dump(mode="json")
MEASURE = {"what": "Do it", "due": "2030-01-01"}
REASON = {"reason": "See the plan of the floor"}
A_LINE = {"kind": "actual", "kopecks": 100, "what": "So"}
SLOT = {"starts": "2030-01-10T10:00:00+03:00", "ends": "2030-01-10T12:00:00+03:00"}
PERIOD = {"from_day": "2030-01-01", "reason": "So", "act": "An act"}
STEPS = {
    "withdraw": ANNA,
    "reconfirm": ANNA,
    "answer": ANNA,
    "contest": FIRE,
    "drop-contest": FIRE,
    "uphold-contest": FIRE,
    "applaud": NOBODY,
}
APPEAL_STEPS = {
    "assign": DECIDING,
    "accept": DECIDING,
    "refuse": DECIDING,
    "restoration": DECIDING,
    "suspension": DECIDING,
    "ask": DECIDING,
    "question": DECIDING,
    "extend": DECIDING,
    "applaud": NOBODY,
}
PLAN_STEPS = {"number": FIRE, "move": HEAD, "exclude": HEAD, "applaud": NOBODY}
ACTS = {
    "POST /declarations/{declaration_id}/{step}": STEPS,
    "POST /executions/{execution_id}/{act}": {
        "pause": ANNA,
        "resume": ANNA,
        "follow": ANNA,
        "abandon": ANNA,
        "finish": ANNA,
        "applaud": NOBODY,
    },
    "POST /executions/{execution_id}/steps/{number}/{act}": {
        "share": DOERS,
        "take-back": DOERS,
        "skip": DOERS,
        "reopen": DOERS,
        "hand": ANNA,
        "applaud": NOBODY,
    },
    "GET /plan/entries/{entry_id:uuid}/step/{act}": PLAN_STEPS,
    "POST /plan/entries/{entry_id:uuid}/step/{act}": PLAN_STEPS,
    "GET /appeals/{appeal_id:uuid}/steps/{act}": APPEAL_STEPS,
    "POST /appeals/{appeal_id:uuid}/steps/{act}": APPEAL_STEPS,
    "POST /inspections/{inspection_id:uuid}/steps/{act}": {
        "register": FIRE,
        "notify": FIRE,
        "prosecutor": FIRE,
        "approval": FIRE,
        "start": FIRE,
        "prevent": FIRE,
        "end": FIRE,
        "improvement": FIRE,
        "confirm": FIRE,
        "close": FIRE,
        "stop": FIRE,
        "cancel": FIRE,
        "applaud": NOBODY,
    },
    "POST /visits/{visit_id:uuid}/{act}": {
        "choose": PARTIES,
        "move": ANNA,
        "refuse": ANNA,
        "offer": FIRE,
        "agree": FIRE,
        "leave": FIRE,
        "decline": FIRE,
        "call-off": FIRE,
        "start": FIRE,
        "end": FIRE,
        "evade": FIRE,
        "applaud": NOBODY,
    },
    "POST /execution-confirmations/{confirmation_id}/{act}": {
        "renew": ANNA,
        "recall": ANNA,
        "reply": ANNA,
        "question": FIRE,
        "drop-question": FIRE,
        "uphold-question": FIRE,
        "applaud": NOBODY,
    },
}
"""What a route does according to the last word of its address, and who may."""

SOMEBODY = str(uuid4())
ADOPTED = {"name": "An act", "number": "1", "date": "2026-12-01"}
DOUBT = {"requirements": ["REQ-FIRE-006"], "reason": "The exit is shut"}
REPLY = {"authority": SOMEBODY, "reason": "It is open", "requirements": "REQ-FIRE-006"}
OFFER = {"requirement": INSTRUCTION, "algorithm": "ALG-001"}
PLANNED_ANEW = {"starts": "2030-01-10", "days": 1, "officers": [SOMEBODY]}
PLANNED = PLANNED_ANEW | {"measure": "visit", "control_kind": "So"}
INSPECT = {
    "client_id": SOMEBODY,
    "order": {
        "kind": "onsite_inspection",
        "control_kind": "So",
        "ground": "order_due",
        "basis": "No. 5",
        "starts": "2030-01-10T10:00:00+03:00",
        "last_day": "2030-01-10",
        "persons": [],
        "actions": [],
        "scopes": [],
    },
    "explained": "So",
}
THERE = {"place": "Самара"}
JSON: dict[str, Any] = {
    "POST /api/inspections": INSPECT,
    "POST /api/inspections/check": INSPECT,
    "POST /api/inspections/{inspection_id}/register": THERE | {"number": "1"},
    "POST /api/inspections/{inspection_id}/notify": THERE,
    "POST /api/inspections/{inspection_id}/prosecutor": THERE | {"office": "So"},
    "POST /api/inspections/{inspection_id}/approval": THERE
    | {"approved": True, "office": "So", "number": "1"},
    "POST /api/inspections/{inspection_id}/start": THERE,
    "POST /api/inspections/{inspection_id}/prevent": THERE
    | {"obstacle": "client_absent"},
    "POST /api/inspections/{inspection_id}/end": THERE,
    "POST /api/inspections/{inspection_id}/act": THERE,
    "POST /api/inspections/{inspection_id}/improvement": THERE
    | {"until": "2030-02-10", "how": "So"},
    "POST /api/inspections/{inspection_id}/improvement/confirm": THERE
    | {"rests_on": "/exchange/1"},
    "POST /api/inspections/{inspection_id}/finish": THERE | {"how": "closed"},
    "POST /api/inspections/{inspection_id}/actions": THERE
    | {
        "draft": SOMEBODY,
        "action": "examination",
        "since": "2026-01-10T10:00:00+03:00",
        "until": "2026-01-10T10:10:00+03:00",
    },
    "POST /api/inspections/{inspection_id}/moves/{move_id}/grant": {
        "slot": "2030-01-10T10:00:00+03:00"
    },
    "POST /api/inspections/{inspection_id}/moves/{move_id}/offer": {
        "slots": ["2030-01-10T10:00:00+03:00"],
        "reason": "So",
    },
    "POST /api/inspections/{inspection_id}/moves/{move_id}/decline": REASON,
    "POST /api/video": {
        "about": f"/inspections/{SOMEBODY}",
        "purpose": "So",
        "starts": "2030-01-10T10:00:00+03:00",
    },
    "POST /api/video/{meeting_id}/time": {"starts": "2030-01-10T10:00:00+03:00"},
    "POST /api/video/{meeting_id}/call-off": REASON,
    "POST /api/video/{meeting_id}/room/arrive": {"tab": SOMEBODY},
    "POST /api/video/{meeting_id}/room/signals": {"to": SOMEBODY, "content": "x"},
    "POST /api/video/{meeting_id}/room/consent": {"agrees": True},
    "POST /api/ombudsman/{participation_id}/decline": REASON,
    "POST /api/ombudsman/{participation_id}/opinions": {"opinion": "So"},
    "POST /api/ombudsman/{participation_id}/questions": {"question": "Is it?"},
    "POST /api/inspections/{inspection_id}/burden/days": {
        "day": "2030-01-10",
        "amounts": {},
    },
    "POST /api/inspections/{inspection_id}/ratings": {"ratings": {}},
    "POST /api/inspections/{inspection_id}/questions": {"text": "Which?"},
    "POST /api/inspections/{inspection_id}/questions/{asked_id}/answer": {
        "text": "All of them"
    },
    "POST /api/inspections/{inspection_id}/moves": {
        "cause": "illness",
        "slots": ["2030-01-10T10:00:00+03:00"],
    },
    "POST /api/inspections/{inspection_id}/moves/{move_id}/choose": {
        "slot": "2030-01-10T10:00:00+03:00"
    },
    "POST /api/inspections/{inspection_id}/representatives": {
        "person": SOMEBODY,
        "powers": ["see"],
    },
    "POST /api/notices/channels/{channel_id}/confirm": {"code": "none"},
    "POST /api/exchange/threads/{thread_id:uuid}/messages": {
        "kind": "statement",
        "text": "It is so",
    },
    "POST /api/exchange/threads/{thread_id:uuid}/representatives": {"person": SOMEBODY},
    "POST /api/releases/{content_id:uuid}": {"remark": 1},
    "PUT /api/drafts/{code:code}": manuscript(title="New").model_dump(mode="json"),
    "POST /api/drafts/{code:code}/adopt": {"act": ADOPTED},
    "POST /api/drafts/{code:code}/drop": REASON,
    "POST /api/impact": {"condition": {"object": ["lift"]}},
    "POST /api/following": {"act": "лифт"},
    "POST /api/following/seen": {"position": 0},
    "POST /api/executions/{execution_id}/steps/{number}/evidence": {
        "form": "text",
        "text": "Done",
    },
    "POST /api/executions/{execution_id}/steps/{number}/share": {"evidence": SOMEBODY},
    "POST /api/executions/{execution_id}/steps/{number}/skip": REASON,
    "POST /api/execution-confirmations/{confirmation_id}/reply": {
        "authority": SOMEBODY,
        "reply": "It is open",
    },
    "POST /api/execution-confirmations/{confirmation_id}/question": DOUBT,
    "POST /api/execution-confirmations/{confirmation_id}/uphold-question": REASON,
    "POST /api/judge": {},
    "POST /api/list/exports": {"form": "json"},
    "PUT /api/situations/{situation}": {"content": situation().model_dump(mode="json")},
    "POST /api/situations/{situation}/withdraw": REASON,
    "POST /api/confirmations/situations/{situation}": {"number": 99999},
    "PUT /api/requirements/{code:code}": {"content": CONTENT},
    "POST /api/requirements/{code:code}/suspend": PERIOD,
    "POST /api/requirements/{code:code}/resume": {
        "from_day": "2030-01-01",
        "act": "An act",
    },
    "POST /api/requirements/{code:code}/repeal": {
        "from_day": "2030-01-01",
        "reason": "So",
    },
    "POST /api/client/premises/{premises_id}/facts": {"facts": {"object:lift": False}},
    "POST /api/declarations/{declaration_id}/answer": {"answer": "There is none"},
    "POST /api/declarations/{declaration_id}/contest": REASON,
    "POST /api/declarations/{declaration_id}/uphold-contest": REASON,
    "POST /api/declarations/{declaration_id}/withdraw": {},
    "POST /api/client/facts/{fact}/dispute": REASON,
    "POST /api/disputes/{dispute_id:uuid}/accept": {"value": None},
    "POST /api/disputes/{dispute_id:uuid}/decline": REASON,
    "PUT /api/organisations/{organisation_id}": {"name": "ГУ МЧС"},
    "POST /api/algorithms/wishes": {"requirement": WITHOUT_ALGORITHM},
    "PUT /api/algorithms/{code}": {"content": algorithm().model_dump(mode="json")},
    "POST /api/algorithms/{code}/approve": {"number": 1, "basis": "An order"},
    "POST /api/algorithms/{code}/withdraw": REASON,
    "POST /api/questions/{question_id:uuid}/follow-up": {"question": "Is it?"},
    "POST /api/questions/{question_id:uuid}/rate": {"turn": 1, "rating": 5},
    "POST /api/questions/{question_id:uuid}/forward": REASON | {"body": ""},
    "POST /api/questions/{question_id:uuid}/answer": {"answer": "It is"},
    "POST /api/questions/{question_id:uuid}/answer-with": {"explanation": NOTHING},
    "PUT /api/answers/{answer_number:int}": SAID,
    "POST /api/answers/{answer_number:int}/withdraw": REASON,
    "POST /api/assessment/{code:code}/measures": MEASURE,
    "PUT /api/assessment/{code:code}/measures/{measure_id}": MEASURE,
    "POST /api/compliance/{compliance_id}/renew": {"requirements": {INSTRUCTION: 1}},
    "POST /api/compliance/{compliance_id}/annul": REASON,
    "POST /api/looks/{look_id}/remarks": {"text": "It is so"},
    "POST /api/surveys/{survey_id}/offers": OFFER,
    "POST /api/information-requests/{request_id}/more-time/give": {"days": 1},
    "POST /api/information-requests/{request_id}/more-time/decline": REASON,
    "POST /api/information-requests/{request_id}/answer": {
        "items": {"1": {"text": "So"}}
    },
    "POST /api/visits/{visit_id}/slots": {"slots": [SLOT], "until": "2030-01-01"},
    "POST /api/visits/{visit_id}/choose": {"slot": SLOT},
    "POST /api/appeals": {"outside": {"told": "It is so"}},
    "POST /api/appeals/{appeal_id}/address": {"told": "So", "authority": SOMEBODY},
    "POST /api/appeals/{appeal_id}/points": {"ground": "not-proven", "words": "So"},
    "POST /api/appeals/{appeal_id}/parts": {"part": "asks", "words": "So"},
    "POST /api/appeals/{appeal_id}/add": {"words": "So"},
    "POST /api/appeals/{appeal_id}/information": {"words": "So"},
    "POST /api/appeals/{appeal_id}/representatives": {
        "person": SOMEBODY,
        "powers": ["prepare"],
    },
    "POST /api/appeals/{appeal_id}/assign": {"officer": SOMEBODY},
    "POST /api/appeals/{appeal_id}/refuse": REASON | {"ground": "sent-before"},
    "POST /api/appeals/{appeal_id}/restoration": REASON | {"granted": True},
    "POST /api/appeals/{appeal_id}/suspension": REASON | {"granted": True},
    "POST /api/appeals/{appeal_id}/ask-client": {"what": "So"},
    "POST /api/appeals/{appeal_id}/ask-body": {"what": "So", "days": 1},
    "POST /api/appeals/{appeal_id}/explain": {"words": "So"},
    "POST /api/appeals/{appeal_id}/extend": REASON | {"days": 1},
    "POST /api/appeals/{appeal_id}/orders/{order_number}/done": {"words": "So"},
    "POST /api/appeals/{appeal_id}/draft": {
        "points": {"1": REASON | {"upheld": False}},
        "words": "So",
    },
    "POST /api/appeals/{appeal_id}/draft/check": {"agrees": True},
    "POST /api/cautions/{caution_id}/object": REASON,
    "POST /api/cautions/{caution_id}/measures": {"measures": {"1": {"what": "Done"}}},
    "POST /api/key-rates/interest": {
        "principal": 100,
        "since": "2024-01-01",
        "until": "2024-01-02",
    },
    "POST /api/key-rates": {
        "since": "2030-01-01",
        "hundredths": 1600,
        "source": "An act",
        "certainty": "certain",
        "reason": "So",
    },
    "PUT /api/damages/{damage_id}/story": {"story": "So"},
    "POST /api/damages/{damage_id}/lines": A_LINE,
    "PUT /api/damages/{damage_id}/lines/{line_number}": A_LINE,
    "POST /api/damages/{damage_id}/days": {"days": ["2026-01-02"]},
    "POST /api/damages/{claim_id}/answer": {"answer": "refused", "words": "So"},
    "POST /api/damages/{claim_id}/offer": {"kopecks": 100, "words": "So"},
    "POST /api/damages/{claim_id}/accept": {},
    "POST /api/damages/{claim_id}/withdraw": {"words": "So"},
    "POST /api/damages/{claim_id}/payments": {"kopecks": 1, "paid_on": "2026-01-02"},
    "POST /api/damages/{claim_id}/court": {"case": "So", "day": "2026-01-02"},
    "POST /api/damages/{claim_id}/outcome": {"outcome": "denied", "day": "2026-01-02"},
    "POST /api/cautions/{caution_id}/keep": REASON,
    "POST /api/cautions/{caution_id}/change": REASON,
    "POST /api/cautions/{caution_id}/withdraw": REASON,
    "POST /api/visits/{visit_id}/move": REASON,
    "POST /api/visits/{visit_id}/move/agree": {"slot": SLOT},
    "POST /api/visits/{visit_id}/move/decline": REASON,
    "POST /api/visits/{visit_id}/decline": REASON,
    "POST /api/visits/{visit_id}/call-off": REASON,
    "POST /api/visits/{visit_id}/start": {"way": "place"},
    "POST /api/visits/{visit_id}/evasion": REASON,
    "POST /api/plan/entries/{entry_id}/change": PLANNED,
    "POST /api/plan/entries/{entry_id}/number": {"number": "63270061000000000001"},
    "POST /api/plan/entries/{entry_id}/move": PLANNED_ANEW | REASON,
    "POST /api/plan/entries/{entry_id}/exclude": {"document": "An act"} | REASON,
    "PUT /api/risk/criteria/{profile_id}": RISK_CRITERIA,
    "POST /api/risk/{risk_id}/objection": REASON,
    "POST /api/risk/{risk_id}/objection/answer": REASON,
    "POST /api/risk/{risk_id}/rise": REASON | {"rises": False},
    "PUT /api/terms/{rule}": {
        "rule": "So",
        "value": 12,
        "unit": "working_day",
        "source": "An act",
        "certainty": "certain",
        "reason": "So",
    },
    "POST /api/work-calendar/decrees": {
        "act": "An act",
        "days": [{"day": "2030-01-10", "kind": "off"}],
    },
}
FORMS: dict[str, Any] = {
    "POST /video/{meeting_id:uuid}/time": {"day": "2030-01-10", "time": "10:00"},
    "POST /video/{meeting_id:uuid}/call-off": REASON,
    "POST /ombudsman/{participation_id:uuid}/decline": REASON,
    "POST /ombudsman/{participation_id:uuid}/opinion": {"opinion": "So"},
    "POST /ombudsman/{participation_id:uuid}/question": {"question": "Is it?"},
    "POST /evaluations/new": {"code": WAREHOUSE, "step": "once"},
    "POST /evaluations": {"code": WAREHOUSE},
    "POST /drafts/{code:code}/adopt": ADOPTED,
    "POST /drafts/{code:code}/drop": REASON,
    "POST /following": {"act": "лифт"},
    "POST /following/stop": {"place": "99"},
    "POST /following/seen": {"position": "0"},
    "POST /list/export": {"form": "json"},
    "POST /client/facts/{fact}": {"value": "yes"},
    "POST /client/facts/{fact}/dispute": REASON,
    "POST /disputes/{dispute_id:uuid}/decline": REASON,
    "POST /people/organisations/{organisation_id:uuid}": {"name": "ГУ МЧС"},
    "POST /person/act-as": {"way": "nobody"},
    "POST /declare": {"requirements": WAREHOUSE},
    "POST /algorithms/ask": {"requirement": WITHOUT_ALGORITHM},
    **{
        route.replace("{step}", act).replace("{act}", act): REASON
        if "declarations" in route
        else REPLY | {"person": SOMEBODY}
        for route, acts in ACTS.items()
        for act in acts
    },
    **{
        route: SAID | {"text": "So", "reason": "So", "rating": "5", "turn": "1"}
        for route in MAY
        if route.startswith(("POST /questions/{", "POST /answers/"))
    },
    "POST /assessment/{code:code}": {"degree": "complies"},
    "POST /assessment/{code:code}/measures": MEASURE,
    "POST /assessment/{code:code}/measures/{measure_id}": MEASURE,
    "POST /compliance/{compliance_id}/renew": {"requirements": f"{INSTRUCTION}:1"},
    "POST /compliance/{compliance_id}/annul": REASON,
    "POST /looks/{look_id:uuid}/remarks": {"text": "It is so"},
    "POST /surveys/{survey_id:uuid}/offers": OFFER,
    "POST /information-requests/{request_id:uuid}/give-time": {"days": "1"},
    "POST /information-requests/{request_id:uuid}/decline-time": REASON,
    "POST /risk/{risk_id:uuid}/object": REASON,
    "POST /risk/{risk_id:uuid}/answer": REASON | {"category": "none"},
    "POST /risk/{risk_id:uuid}/rise": REASON | {"rises": "no"},
}
"""What is sent: right, so that only an old version keeps it from doing anything."""


NAMES = (
    "person_id",
    "organisation_id",
    "premises_id",
    "situation",
    "confirmation_id",
    "proposal_id",
    "dispute_id",
    "declaration_id",
    "question_id",
    "evaluation_id",
    "content_id",
    "compliance_id",
    "look_id",
    "survey_id",
    "request_id",
    "risk_id",
    "inspection_id",
    "asked_id",
    "meeting_id",
    "recording_id",
    "seat",
    "move_id",
    "participation_id",
    "burden_file_id",
    "book_id",
    "paper_id",
    "sent_id",
    "sent_file_id",
    "profile_id",
    "objection_file_id",
    "caution_id",
    "damage_id",
    "claim_id",
    "damage_file_id",
    "appeal_id",
    "appeal_message_id",
    "visit_id",
    "deadline_id",
    "rule",
    "mailing_number",
    "absence_number",
    "offer_id",
    "measure_id",
    "token_id",
    "execution_id",
    "confirmation_id",
    "evidence_id",
    "file_id",
    "entry_id",
    "plan_year",
    "consent_id",
    "word",
    "mailing_id",
    "thread_id",
    "message_id",
    "enclosure_id",
    "notice_id",
    "channel_id",
    "delivery_id",
    "client_id",
    "token",
    "secret",
    "code",
    "fact",
    "position",
    "leaf",
    "size",
)
EXISTING = {"GET /problems/{code}": "not-found", "GET /language/{code}": "en"} | {
    route: CONSENT if "/assessment/" in route else INSTRUCTION
    for route in MAY
    if "/assessment/{code:code}" in route or "/documents/{code:code}" in route
}


class Things:
    """Addresses of the café's things, and of the same form with nothing at them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.draft = world.draft()
        self.rule = world.adopted_draft()
        zoya = str(world.newcomer("zoya"))
        surveyed = self._of_surveys(world)  # before anything is confirmed
        inspected = world.inspection(zoya)
        question = world.question()
        evaluation, content = world.evaluation()
        self._thing = {
            "person_id": zoya,
            "organisation_id": str(world.authority()),
            "premises_id": str(world.premises("Kiosk")),
            "compliance_id": str(world.compliance()),
            "look_id": str(world.look()),
            "client_id": str(world.cafe),
            "measure_id": str(world.assessment()),
            "rule": "LAW-070",
            "year": "2026",
            "plan_year": "2027",
            "situation": CAFE,
            "confirmation_id": str(world.confirmation(CAFE)),
            "number": str(world.examination()),
            "proposal_id": str(world.proposal("Ларёк")),
            "dispute_id": str(world.dispute()),
            "declaration_id": str(world.declaration()),
            "question_id": str(question),
            "evaluation_id": str(evaluation),
            "content_id": str(content),
            "answer_number": str(world.public_answer(question)),
            "token_id": str(world.token("anna", Scope.READ)[0]),
            "token": str(world.export("anna")),
            "secret": world.calendar("irina"),
            "number_of_step": "2",
            "version_number": "1",
            "requirement_code": "REQ-NEW-001",
            "place": str(world.followed("anna")),
            "code": WAREHOUSE,
            "fact": "object:lift",
            **self._of_executions(world),
            **world.receipt(),
            **surveyed,
            **inspected,
        }
        self._thing |= self._of_exchange(world) | self._of_mailings(world)
        self._thing |= self._of_notices(world) | self._of_requests(world)
        self._thing |= self._of_risk(world)
        self._thing |= world.beside(UUID(self._thing["inspection_id"]))
        self._thing |= world.claims(self._thing["inspection_id"])
        self._thing |= world.appeal(self._thing["inspection_id"], zoya)
        self._appeal_papers = world.appeal_paper()
        self._thing |= world.meeting(
            self._thing["inspection_id"], self._thing["person_id"]
        )
        self._lost = {
            "POST /api/video/{meeting_id}/end": world.agreed_meeting(
                self._thing["inspection_id"]
            ),
            "POST /api/people/{person_id}/forget": world.newcomer("lev"),
            "POST /people/{person_id:uuid}/forget": world.newcomer("mark"),
            "POST /api/client/premises/{premises_id}/close": world.premises("Tent"),
            "POST /client/premises/{premises_id}/close": world.premises("Stall"),
            "POST /client/proposals/{proposal_id}/decline": world.proposal("Будка"),
            "POST /absences/{absence_number}/take-back": world.absence(),
            "DELETE /api/notices/channels/{channel_id}": world.channel("second"),
            "POST /notices/channels/{channel_id:uuid}/remove": world.channel("third"),
        }
        fresh = {name: str(uuid4()) for name in NAMES}
        self._nothing = fresh | {
            "code": "REQ-NONE-999",
            "fact": "object:none",
            "answer_number": "999999999",
            "number": "999999999",
            "absence_number": "999999999",
            "number_of_step": "2",
            "version_number": "1",
            "requirement_code": "REQ-NEW-001",
            "place": "999999",
            "mailing_number": "888888888",
            "situation": "no-such-thing",
            "rule": "LAW-999999",
            "year": "999999",
            "plan_year": "888887",
            "position": "999999998",
            "seat": "999999996",
            "size": "999999997",
            "leaf": "0" * 64,
        }
        self._always = {
            "organisation": str(world.cafe),
            "role": Role.CLIENT.value,
            "number_of_step": "1",
            "what": "sent",
            "day": "2030-01-10",
            "tool": "notices",
            "point_number": "1",
            "order_number": "1",
            "draft_part": "hearing",
            "line_number": "1",
            "plan_month": "3",
        }

    def _of_exchange(self, world: World) -> dict[str, str]:
        thread, message, file = world.correspondence(self._thing["person_id"])
        return {
            "thread_id": str(thread),
            "message_id": str(message),
            "enclosure_id": str(file),
        }

    def _of_requests(self, world: World) -> dict[str, str]:
        request = world.information_request()
        return {
            "request_id": str(request),
            "caution_id": str(world.caution()),
            "visit_id": str(world.visit()),
            "entry_id": str(world.plan_entry()),
            "deadline_id": str(deadline_id(Task.GIVE_INFORMATION, request)),
            "absence_number": str(world.absence()),
        }

    def _of_risk(self, world: World) -> dict[str, str]:
        profile, assigned, file = world.risk()
        return {
            "profile_id": str(profile),
            "risk_id": str(assigned),
            "objection_file_id": str(file),
        }

    def _of_notices(self, world: World) -> dict[str, str]:
        notice, channel = world.told(), world.channel("first")
        return {
            "notice_id": str(notice),
            "channel_id": str(channel),
            "delivery_id": str(world.delivery(notice, channel)),
        }

    def _of_mailings(self, world: World) -> dict[str, str]:
        consent, mailing = world.consent("anna"), world.mailing()
        return {
            "consent_id": str(consent),
            "word": str(world.service.consents.word_of(consent)),
            "mailing_id": str(mailing.id),
            "mailing_number": str(mailing.window.number if mailing.window else 0),
        }

    def _of_surveys(self, world: World) -> dict[str, str]:
        survey, offer = world.survey()
        return {"survey_id": str(survey), "offer_id": str(offer)}

    def _of_executions(self, world: World) -> dict[str, str]:
        confirmation = world.execution_confirmation()
        card = world.service.execution_confirmation_view.get(confirmation)
        assert card
        self._confirmed = {
            "confirmation_id": str(confirmation),
            "evidence_id": str(world.evidence_of(card.execution, 2)[0]),
        }
        execution = world.execution()
        evidence, file = world.evidence_of(execution, 2)
        return {
            "execution_id": str(execution),
            "evidence_id": str(evidence),
            "file_id": str(file),
        }

    def of(self, route: str, kind: str = "thing") -> dict[str, str]:
        """What stands for the names in the route's path: thing, draft or nothing."""
        step = {"number": "2"} if "/steps/{number}" in route else {}
        if kind == "nothing":
            return self._always | self._nothing | step
        found = self._always | self._thing | step
        if route in self._lost:
            found |= {
                name: str(self._lost[route]) for name in NAMES if f"{{{name}" in route
            }
        if "execution-confirmations" in route or "/verify/confirmation" in route:
            found |= self._confirmed
        if "/appeals/{appeal_id:uuid}/papers" in route:
            found |= self._appeal_papers
        if "/segment/{situation}" in route:
            found |= {"situation": SEGMENT}
        if "{fact}/dispute" in route:
            found |= {"fact": "size"}
        code = self.draft if kind == "draft" else EXISTING.get(route)
        for part, there in (("algorithms", ALGORITHM), ("drafts", self.rule)):
            code = there if f"/{part}/{{code" in route else code
        return found | {"code": code} if code else found


class Caller:
    """Somebody who asks, by session or by token."""

    def __init__(
        self, world: World, client: TestClient, name: str, token: str | None
    ) -> None:
        self._world = world
        self._client = client
        self._name = name
        self._token = token

    def ask(self, route: str, names: dict[str, str]) -> "Told":
        """Send what the route wants, right but for an old version."""
        method, _, path = route.partition(" ")
        path = re.sub(r"\{(\w+)(:\w+)?\}", lambda found: names[found[1]], path)
        headers, sent = self._headers(), {}
        if path.startswith("/api"):
            headers |= {"If-Match": f'"{self._version(route)}"'}
            if method in ("POST", "PUT"):
                sent = {"json": JSON.get(route, {})}
            if path.endswith("/file"):
                sent = {"files": {"file": ("a.pdf", PDF)}}
        elif method == "POST":
            sent = {"data": FORMS.get(route, {}) | {"version": self._version(route)}}
        if route.endswith("{person_id}/memberships") and method == "POST":
            sent = {"json": {"organisation": names["organisation"], "role": "client"}}
        if "/questions/explain" in route:
            sent = {"data": SAID | {"of": names["question_id"]}}
        if route.endswith("memberships/remove"):
            sent = {"data": {"organisation": names["organisation"], "role": "client"}}
        answer = self._client.request(method, path, headers=headers, **sent)
        return Told(route, answer, names)

    def _headers(self) -> dict[str, str]:
        if self._token:
            return {"Authorization": f"Bearer {self._token}"}
        if self._name == "public":
            return {}
        # A new one each time: some routes end it.
        return {"Cookie": f"sverka={self._world.session(self._name)}"}

    def _version(self, route: str) -> int:
        # Only the right version leads as far as to the place.
        is_of_place = "{premises_id}" in route or "{proposal_id}" in route
        return self._world.version_of_client(self._name) if is_of_place else 99999


SHORT = 4
"""A name of fewer signs stands elsewhere by chance: it is looked for at its route."""


class Told:
    """What somebody learns from an answer."""

    def __init__(self, route: str, answer: Any, names: dict[str, str]) -> None:
        self._route = route
        self.status = answer.status_code
        self.to = answer.headers.get("location", "").partition("?")[0]
        self._text = answer.text
        self._names = names

    @property
    def shows_something(self) -> bool:
        return self.status not in (401, 403, 404) and self.to != "/sign-in"

    @property
    def all(self) -> tuple[object, ...]:
        """Everything but what the asker put in and what is new each time."""
        text = re.sub(r'nonce="[^"]+"', "", self._text)
        text = re.sub(r"answers(/|%2F)\d+", "answers", text)
        for name in NAMES:
            for written in (self._names[name], self._names[name].replace(":", "%3A")):
                if len(written) >= SHORT:
                    text = text.replace(written, name)
                elif f"{{{name}" in self._route:
                    at = f"(?<=/|F){written}(?![0-9A-Za-z])"
                    text = re.sub(at, name, text)
        return self.status, self.to, text

    def __repr__(self) -> str:
        return f"{self.status} {self.to} {self._text[:300]!r}"


@pytest.fixture(scope="module")
def here(opened: Database) -> World:
    return world(opened)


@pytest.fixture(scope="module")
def token_of_oleg(here: World) -> str:
    return here.token("oleg", Scope.WRITE)[1]


@pytest.fixture(scope="module")
def things(here: World) -> Things:
    return Things(here)


@pytest.fixture(scope="module")
def app(here: World) -> FastAPI:
    rates = Rates().times(1000)
    return create_app(here.service.settings, service=here.service, rates=rates)


@pytest.fixture(scope="module")
def client(app: FastAPI) -> Iterator[TestClient]:
    with browser(app) as client:
        yield client


def routes_of(app: FastAPI) -> Iterator[tuple[str, Dependant | None]]:
    """Every method and path that is answered, with what its function depends on."""
    for route in iter_route_contexts(app.routes):
        if isinstance(route.original_route, Mount):
            yield f"MOUNT {route.path}", None
        for method in route.methods or ():
            yield f"{method} {route.path}", getattr(route, "dependant", None)


def asked_by(dependant: Dependant) -> Iterator[Action]:
    if isinstance(dependant.call, Asks):
        yield dependant.call.action
    for below in dependant.dependencies:
        yield from asked_by(below)


def rows(kind: str) -> Iterator[tuple[str, Who]]:
    """What to ask for, and who may; kind as in `Things.of`."""
    for route, who in (MAY_OF_DRAFT if kind == "draft" else MAY).items():
        if route in ACTS:
            for act, may in ACTS[route].items():
                yield route[: route.rindex("{")] + act, may
        else:
            yield route, who


def test_every_route_is_in_the_table_and_asks_for_one_thing(app: FastAPI) -> None:
    found = dict(routes_of(app))

    assert found.keys() == MAY.keys() | UNGUARDED
    for route, who in MAY.items():
        dependant = found[route]
        asks = {*asked_by(dependant)} if dependant else set()
        narrower = asks - {Action.READ_PUBLIC}
        assert len(narrower or asks) == 1, f"{route} asks for {asks}"
        assert narrower or who == EVERYBODY, route


def wrongly_answered(
    caller: Caller, things: Things, name: str, only: str = ""
) -> Iterator[str]:
    """Asks for everything; says what should have been answered otherwise."""
    for kind in ("thing", "draft"):
        for route, who in rows(kind):
            if only in route:
                answer = caller.ask(route, things.of(route, kind))
                if answer.shows_something is not (name in who) or answer.status > 499:
                    yield f"{route}, a {kind}, answered {answer}"
                if "{" in route:
                    nothing = caller.ask(route, things.of(route, "nothing"))
                    yield from wrong_about_nothing(route, answer, nothing)


def wrong_about_nothing(route: str, answer: Told, nothing: Told) -> Iterator[str]:
    if answer.shows_something:
        if nothing.status not in (401, 404) and nothing.to != "/sign-in":
            yield f"nothing at {route} answered {nothing}"
    elif nothing.all != answer.all:
        yield f"{route} answered {answer}; with nothing there {nothing}"


@pytest.mark.parametrize("name", sorted(EVERYBODY))
def test_by_session_everybody_gets_what_the_table_says(
    here: World, client: TestClient, things: Things, name: str
) -> None:
    caller = Caller(here, client, name, None)

    wrong = "\n".join(wrongly_answered(caller, things, name))

    assert not wrong


@pytest.mark.parametrize("name", sorted(SIGNED_IN))
def test_by_token_a_program_gets_what_the_table_says(
    here: World, client: TestClient, things: Things, name: str
) -> None:
    _, token = here.token(name, Scope.READ, Scope.WRITE)
    caller = Caller(here, client, name, token)

    answers = wrongly_answered(caller, things, name, " /api")
    wrong = "\n".join(one for one in answers if not one.startswith(IN_PERSON))

    assert not wrong


@pytest.mark.parametrize("name", ["anna", "pavel", "elena", "admin", "newcomer"])
def test_a_token_that_only_reads_changes_nothing(
    here: World, client: TestClient, things: Things, name: str
) -> None:
    _, token = here.token(name, Scope.READ)
    caller = Caller(here, client, name, token)
    before = here.service.log.head()

    answers = {
        route: caller.ask(route, things.of(route)).status
        for route, _ in rows("thing")
        if not route.startswith("GET ") and route not in READING
    }

    assert {route for route, status in answers.items() if status != 403} == set()
    assert here.service.log.head() == before


@pytest.mark.parametrize("route", sorted(READING))
def test_a_token_that_only_reads_may_post_a_question(
    here: World, client: TestClient, things: Things, route: str
) -> None:
    _, token = here.token("roman", Scope.READ)

    answer = Caller(here, client, "roman", token).ask(route, things.of(route))

    assert answer.shows_something


@pytest.mark.parametrize("route", sorted(IN_PERSON))
def test_a_program_can_neither_make_another_token_nor_let_somebody_in(
    here: World, client: TestClient, things: Things, token_of_oleg: str, route: str
) -> None:
    answer = Caller(here, client, "oleg", token_of_oleg).ask(route, things.of(route))

    assert answer.status == 403


def test_what_is_said_in_a_query_or_a_body_is_checked_too(
    here: World, things: Things, client: TestClient
) -> None:
    premises, nothing = things.of("")["premises_id"], str(uuid4())
    _, token = here.token("maria", Scope.WRITE)
    headers = {"Authorization": f"Bearer {token}"}
    document = client.get(
        f"/api/declarations/{things.of('')['declaration_id']}",
        headers={"Cookie": f"sverka={here.session('anna')}"},
    ).json()["document_id"]

    def of(premises: str) -> Any:
        params = {"premises": premises}
        return client.get("/client/facts/object:lift", params=params, headers=headers)

    def declared(document: str) -> Any:
        command = {
            "requirements": [WAREHOUSE],
            "ground": "object_not_used",
            "absent": ["object:warehouse", "object:production_room"],
            "document_id": document,
        }
        return client.post("/api/declarations", json=command, headers=headers)

    assert (of(premises).status_code, of(nothing).status_code) == (404, 404)
    assert document
    assert declared(document).json() == declared(nothing).json()
    assert declared(document).status_code == 404


def test_a_queue_of_declarations_holds_only_ones_own(
    here: World,
    client: TestClient,
    things: Things,  # noqa: ARG001 - the declaration among them
) -> None:
    seen = {
        name: len(
            client.get(
                "/api/declarations",
                headers={"Cookie": f"sverka={here.session(name)}"},
            ).json()["declarations"]
        )
        for name in sorted(CLIENTS | SUPERVISORS)
    }

    assert seen == {"anna": 1, "maria": 0, "nina": 1, "olga": 0, "pavel": 1}


@pytest.mark.parametrize("path", ["/api/openapi.json", "/static/sverka.css"])
def test_what_holds_nobodys_data_is_there_for_everybody(
    client: TestClient, path: str
) -> None:
    assert client.get(path).status_code == 200
