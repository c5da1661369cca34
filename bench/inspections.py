"""Inspections: a large order, and the page of a case with a long history (I0, I4)."""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from json import dumps, loads
from statistics import median
from uuid import UUID, uuid5

from eventsourcing.utils import get_topic
from fastapi.testclient import TestClient

from application.client import RegisterClient
from application.inspection import OrderInspection, RegisterInspection, When
from application.person import AddPerson, FoundOrganisation, SignIn
from bench.figure import Figure, at_most, within
from bench.load import Plan, request, run
from bench.population import NAMES, Crowd, inn_of, pour, register
from bench.serving import processes
from bench.world import World
from domain.client import Client
from domain.inspection import (
    ActionRecord,
    ControlAction,
    Ground,
    Kind,
    Named,
    Order,
    Scope,
)
from domain.kernel import Actor, Role
from domain.person import Membership, OrganisationKind
from domain.profile import ClientKind
from interfaces.app import create_app
from interfaces.security import Rates
from interfaces.service import Service

OBJECTS, REQUIREMENTS = 300, 50
ACTIONS, QUICK_ACTIONS = 5_000, 1_000
PAGES = 30
CLIENTS, QUICK_CLIENTS = 200, 50
THINKING = 10.0
"""Seconds for which a client reads a page."""
CONTROL, BODY = "Bench control", "Bench body"
ADMIN = Actor(id="bench", role=Role.ADMINISTRATOR)
REGISTRAR = Actor(id="bench", role=Role.REGISTRAR)
PLACE = "Самара"


def figures(world: World) -> Iterator[Figure]:
    """Seconds of an order, and milliseconds of a page, as an officer waits."""
    with world.service("inspections") as service:
        _require(service)
        inspector = _inspector(service)
        client = _client(service)
        orders = [_ordered(service, inspector, client) for _ in range(world.rounds)]
        yield within(
            f"order of {OBJECTS} objects × {REQUIREMENTS} requirements",
            median(seconds for seconds, _ in orders),
            1,
            "s",
        )
        id = orders[-1][1]
        count = QUICK_ACTIONS if world.is_quick else ACTIONS
        _held(service, inspector, id, client, count)
        taken = _pages(service, inspector, id)
        yield within(
            f"page of an inspection with {count:,} actions",
            median(taken),
            50,
            "ms",
        )
        count = QUICK_CLIENTS if world.is_quick else CLIENTS
        asked = _asked(service, inspector, count)
    yield _crowded(world, asked)


def _crowded(world: World, asked: list[bytes]) -> Figure:
    """How much longer a page takes when they all look at their cases."""
    alone, together = [], []
    with processes(world, "inspections", web=2) as site:
        rounds = 1 if world.is_quick else 3
        for _ in range(rounds):
            one = Plan(site.port, 1, asked * 5, THINKING, pause=THINKING / 100)
            alone.append(run(one, world.home))
            all_of_them = Plan(
                site.port, len(asked), asked * 5, 2 * THINKING, pause=THINKING
            )
            together.append(run(all_of_them, world.home))
    assert all({*one.statuses} == {200} for one in (*alone, *together))
    single = median(one.milliseconds(0.99) for one in alone)
    crowd = median(one.milliseconds(0.99) for one in together)
    return at_most(
        f"page of a case, {len(asked)} clients, each once in {THINKING:.0f} s, p99",
        f"{crowd:.1f} ms",
        f"one client, one page after another, p99: {single:.1f} ms",
        crowd / single,
        3,
    )


def _asked(service: Service, by: Actor, count: int) -> list[bytes]:
    """The request of each of so many clients for the page of its own inspection."""
    owners = [_owner(service, n) for n in range(2, 2 + count)]
    service.runner.drain()
    requests = []
    for n, owner in enumerate(owners, 2):
        client = owner.organisation
        assert client
        _, id = _ordered(service, by, client, n)
        steps = service.inspection_steps
        told = RegisterInspection(place=PLACE, number=f"{n:020}")
        steps.register(id, told, by=by)
        steps.notify(id, When(place=PLACE), by=by)
        acting = Membership(organisation=client, role=Role.CLIENT)
        secret = service.sessions.open(UUID(owner.id), acting)
        cookie = {"Cookie": f"sverka={secret}"}
        requests.append(request("GET", f"/inspections/{id}", headers=cookie))
    service.runner.drain()
    return requests


def _owner(service: Service, n: int) -> Actor:
    """Somebody who has just registered a business."""
    sign_in = SignIn(issuer="bench", subject=f"owner {n}", name="Владелец")
    person = service.people.sign_in(sign_in).id
    about = RegisterClient(
        kind=ClientKind.IE,
        name=f"ИП № {n}",
        inn=inn_of(n),
        ogrn=None,
        facts={"okved": ("47.11",), "size": "medium"},
    )
    by = Actor(id=str(person), role=Role.PERSON)
    client = service.clients.register(about, by=by).id
    return Actor(id=str(person), role=Role.CLIENT, organisation=client)


def _require(service: Service) -> None:
    """Fifty requirements of one kind of control that concern every business."""
    rows = [
        loads(row)
        | {
            "control_kind": CONTROL,
            "control_body": BODY,
            "applies": {"client_kind": ["IE", "LE"]},
            "in_force_from": "2021-01-01",
            "in_force_until": None,
        }
        for row in islice(register(REQUIREMENTS), REQUIREMENTS)
    ]
    lines = (dumps(row, ensure_ascii=False).encode() for row in rows)
    report = service.imports.requirements(lines, by=REGISTRAR)
    assert report.new == REQUIREMENTS, report
    service.runner.drain()


def _inspector(service: Service) -> Actor:
    sign_in = SignIn(issuer="bench", subject="inspector", name="Инспектор")
    person = service.people.sign_in(sign_in).id
    founded = FoundOrganisation(
        kind=OrganisationKind.AUTHORITY, name="Управление", bodies=(BODY,)
    )
    authority = service.people.found(founded, by=ADMIN).id
    joining = AddPerson(person_id=person, organisation=authority, role=Role.INSPECTOR)
    service.people.add(joining, by=ADMIN)
    service.runner.drain()
    return Actor(id=str(person), role=Role.INSPECTOR, organisation=authority)


def _client(service: Service) -> UUID:
    """A business with so many places of work."""
    crowd = Crowd(service)
    pour(service, crowd.registered(1, {"okved": ("47.11",), "size": "medium"}))
    id, by = crowd.client_id(1), crowd.owner(1)
    client = service.log.load(Client, id)
    for n in range(OBJECTS):
        client.open_premises(
            name=f"Магазин № {n}",
            address=f"Самара, ул. Ленина, {n}",
            region="63",
            since=service.clock.today(),
            by=by,
        )
    service.log.record(client, by=by)
    service.runner.drain()
    return id


def _ordered(
    service: Service, by: Actor, client: UUID, number: int = 1
) -> tuple[float, UUID]:
    """Seconds of one order, and its id; it begins tomorrow and is moved by nobody."""
    place = service.places.at()
    day = place.day_of(service.clock.now())
    while not place.works(day := day + timedelta(days=1)):
        pass
    day += timedelta(days=1)
    while not place.works(day):
        day += timedelta(days=1)
    places = tuple(service.execution_view.places(client))
    findings = service.inspection_orders.assess(inn_of(number), CONTROL, by=by).findings
    codes = tuple(one.code for one in findings)
    assert len(codes) == REQUIREMENTS
    order = Order(
        kind=Kind.ONSITE_INSPECTION,
        control_kind=CONTROL,
        ground=Ground.ORDER_DUE,
        basis="предписание № 5",
        starts=datetime(day.year, day.month, day.day, 10, tzinfo=place.zone),
        last_day=day,
        persons=(Named(person=by.id),),
        actions=tuple(ControlAction),
        scopes=(Scope(objects=places, requirements=codes),),
    )
    command = OrderInspection(
        client_id=client,
        order=order,
        explained="Срок предписания истёк",
        reasons=dict.fromkeys(codes, "Данных нет ни в одной системе"),
    )
    began = time.perf_counter()
    receipt = service.inspection_orders.order(command, by=by)
    seconds = time.perf_counter() - began
    service.runner.drain()
    return seconds, receipt.id


def _held(service: Service, by: Actor, id: UUID, client: UUID, count: int) -> None:
    """It has its number, the client was told, and so many actions are recorded."""
    steps = service.inspection_steps
    steps.register(id, RegisterInspection(place=PLACE, number="6" * 20), by=by)
    steps.notify(id, When(place=PLACE), by=by)
    now = service.clock.now()
    events = (
        ActionRecord.Recorded(
            originator_id=uuid5(NAMES, f"action {n}"),
            originator_version=1,
            originator_topic=get_topic(ActionRecord),
            timestamp=now,
            by=by,
            client_id=client,
            inspection=id,
            draft=uuid5(NAMES, f"draft {n}"),
            action=ControlAction.EXAMINATION,
            since=now + timedelta(minutes=5 * n),
            until=now + timedelta(minutes=5 * n + 4),
            place=PLACE,
            with_client=True,
            said="Журнал осмотров лежит у входа",
        )
        for n in range(count)
    )
    pour(service, events)
    service.runner.drain()
    with service.database.connect() as sql:
        sql.execute("VACUUM ANALYZE")


def _pages(service: Service, by: Actor, id: UUID) -> list[float]:
    """Milliseconds of each page, from request to whole answer, in this process."""
    app = create_app(rates=Rates().times(1000.0))
    app.state.service = service
    visitor = TestClient(app, headers={"Sec-Fetch-Site": "same-origin"})
    assert by.organisation
    acting = Membership(organisation=by.organisation, role=by.role)
    visitor.cookies.set("sverka", service.sessions.open(UUID(by.id), acting))
    taken = []
    for _ in range(PAGES + 3):
        began = time.perf_counter()
        answer = visitor.get(f"/inspections/{id}")
        taken.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200, answer.text
    return taken[3:]
