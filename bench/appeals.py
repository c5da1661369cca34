"""The queue of a body with 100,000 appeals, and figures of those decided (I9)."""

import time
from collections.abc import Iterator
from contextlib import redirect_stderr
from datetime import datetime, timedelta
from itertools import islice
from statistics import median
from uuid import UUID, uuid5

from eventsourcing.utils import get_topic
from fastapi.testclient import TestClient

from application.person import AddPerson, FoundOrganisation, SignIn
from bench.figure import Figure, at_most, percentile, within
from bench.population import NAMES, Crowd, pour
from bench.world import World
from domain.appeal import Appeal, AppealTerms, Evidence, Outcome, Subject, SubjectKind
from domain.appeal import events as happening
from domain.kernel import Actor, Event, Role
from domain.person import Membership, OrganisationKind
from domain.term import Reckoning
from interfaces.app import create_app
from interfaces.observability import configure_logging
from interfaces.security import Rates
from interfaces.service import Service

MANY, BASE = 100_000, 10_000
QUICK_MANY, QUICK_BASE = 5_000, 500
CLIENTS = 1_000
OFFICERS = 20
SHARE = 5
"""One decided appeal to so many open ones."""
MOST = 50
"""Milliseconds of server time."""
MOST_GROWTH = 2
BODY, CONTROL = "Bench body", "Bench control"
KINDS = (
    SubjectKind.ACT,
    SubjectKind.IMPROVEMENT_ORDER,
    SubjectKind.CAUTION,
    SubjectKind.RISK_CATEGORY,
    SubjectKind.INACTION,
)
GROUNDS = ("no-ground", "no-notice", "no-approval")
ADMIN = Actor(id="bench", role=Role.ADMINISTRATOR)
PAGES = {
    "page": "/appeals",
    "page, own ones": "/appeals?only=mine",
    "page, overdue ones": "/appeals?only=overdue",
    "page, one kind": "/appeals?kind=caution",
    "API": "/api/appeals/queue",
}


def figures(world: World) -> Iterator[Figure]:
    """Milliseconds of a page as an officer waits; and how they grow with the queue."""
    sizes = (QUICK_BASE, QUICK_MANY) if world.is_quick else (BASE, MANY)
    for size in sizes:
        _fill(world, size)
    with (world.home / "appeals.log").open("w") as log, redirect_stderr(log):
        configure_logging("json")
        taken = {size: _pages(world, size) for size in sizes}
    base, many = sizes
    for name in PAGES:
        ours, theirs = taken[many][name], taken[base][name]
        yield within(
            f"queue, {name}, {many:,} appeals, median", median(ours), MOST, "ms"
        )
        yield at_most(
            f"queue, {name}, {many:,} appeals, p95 {percentile(ours, 0.95):.1f} ms",
            f"{median(ours):.1f} ms",
            f"{base:,} appeals: {median(theirs):.1f} ms",
            median(ours) / median(theirs),
            MOST_GROWTH,
        )
    with world.service(_name(many)) as service:
        began = time.perf_counter()
        assert service.appeal_figures.now().groups.all
        seconds = time.perf_counter() - began
    decided = many // SHARE
    yield Figure(
        f"figures of {decided:,} decided appeals, made anew", f"{seconds:.1f} s"
    )


def _name(size: int) -> str:
    return f"appeals_{size}"


def _fill(world: World, size: int) -> None:
    """So many open appeals of one body, and a fifth as many decided ones."""
    with world.service(_name(size)) as service:
        made = _Appeals(service)
        began = time.perf_counter()
        crowd = Crowd(service)
        facts = crowd.facts(1)
        pour(service, (e for n in range(CLIENTS) for e in crowd.registered(n, facts)))
        written = pour(service, (e for n in range(size) for e in made.waiting(n)))
        written += pour(
            service, (e for n in range(size // SHARE) for e in made.decided(n))
        )
        service.runner.drain()
        seconds = time.perf_counter() - began
        print(f"  {written:,} events of appeals in {seconds:.0f} s", flush=True)
    with world.sql(_name(size)) as sql:
        sql.execute("VACUUM ANALYZE")


def _pages(world: World, size: int) -> dict[str, list[float]]:
    """Milliseconds of each page, from request to whole answer, in this process."""
    taken: dict[str, list[float]] = {name: [] for name in PAGES}
    with world.service(_name(size)) as service:
        app = create_app(service.settings, rates=Rates().times(1000.0))
        app.state.service = service
        visitor = TestClient(app, headers={"Sec-Fetch-Site": "same-origin"})
        visitor.cookies.set("sverka", _Appeals(service).session())
        for n in range(world.rounds * 20):
            for name, path in PAGES.items():
                began = time.perf_counter()
                answer = visitor.get(path)
                seconds = time.perf_counter() - began
                assert answer.status_code == 200, answer.text
                if n >= 5:
                    taken[name].append(seconds * 1000)
    return taken


class _Appeals:
    """Appeals by number, each the same in every run, and who decides them."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._crowd = Crowd(service)
        self._now = service.clock.now()
        self._people = [self._person(n) for n in range(OFFICERS)]
        known = service.person_view.organisations()
        self._body = known[0].id if known else self._founded()
        place = service.places.at()
        terms = AppealTerms(service.law, place, SubjectKind.ACT, CONTROL)
        self._filing = terms.to_file(self._now)
        self._decision = terms.to_decide(self._now)
        self._acceptance = terms.to_refuse(self._now)
        self._suspension = terms.to_suspend(self._now)
        self._deliver = terms.to_deliver(self._now)

    def session(self) -> str:
        """Of one of the officers."""
        acting = Membership(organisation=self._body, role=Role.APPEALS_OFFICER)
        return self._service.sessions.open(UUID(self._officer(0)), acting)

    def waiting(self, n: int) -> Iterator[Event]:
        """An appeal that was sent; every other one has an officer."""
        events = self._sent(f"waiting {n}", n)
        yield from islice(events, 4 if n % 2 else 3)  # Assigned is the fourth

    def decided(self, n: int) -> Iterator[Event]:
        """An appeal that was decided; every third one is upheld."""
        name = f"decided {n}"
        yield from self._sent(name, n)
        is_upheld = n % 3 == 0
        told = self._told(name, n)
        outcome = Outcome.UPHELD if is_upheld else Outcome.REFUSED
        upheld = (1,) if is_upheld else ()
        yield happening.PointJudged(
            **told(5), draft=1, number=1, upheld=is_upheld, reason="Так следует из акта"
        )
        yield happening.DecisionDrafted(
            **told(6),
            draft=1,
            outcome=outcome,
            words="Рассмотрено",
            upheld=upheld,
            effects=(),
        )
        yield happening.Decided(
            **told(7),
            draft=1,
            outcome=outcome,
            upheld=upheld,
            effects=(),
            late=False,
            deliver=self._deliver,
            message=uuid5(NAMES, f"decision {n}"),
            at=self._now,
        )

    def _sent(self, name: str, n: int) -> Iterator[Event]:
        told = self._told(name, n)
        thing = uuid5(NAMES, f"thing {n}")
        matter = Subject(
            kind=KINDS[n % len(KINDS)],
            id=thing,
            authority=self._body,
            control_kind=CONTROL,
            name=f"№ {n}",
            address=f"/inspections/{thing}",
        )
        yield happening.Begun(
            **told(1),
            originator_topic=get_topic(Appeal),
            matter=matter,
            on=self._now.date(),
        )
        yield happening.PointWritten(
            **told(2),
            number=1,
            ground=GROUNDS[n % len(GROUNDS)],
            words="О проверке узнали в её день",
            evidence=Evidence(),
        )
        yield happening.Sent(
            **told(3),
            authority=self._body,
            number=f"26-{n:010d}",
            form=1,
            learned_on=self._now.date(),
            filing=self._filing,
            late=False,
            signed_by=self._crowd.owner(n % CLIENTS).id,
            points=(1,),
            suspension=_moved(self._suspension, n) if n % 10 == 0 else None,
            acceptance=_moved(self._acceptance, n),
            decision=_moved(self._decision, n),
            thread=uuid5(NAMES, f"thread {name}"),
            message=uuid5(NAMES, f"message {name}"),
            at=self._now,
        )
        yield happening.Assigned(
            **told(4), officer=self._officer(n), on=self._now.date()
        )

    def _told(self, name: str, n: int) -> "_Told":
        return _Told(self._crowd, name, n % CLIENTS, self._now)

    def _officer(self, n: int) -> str:
        return str(self._people[n % OFFICERS])

    def _person(self, n: int) -> UUID:
        sign_in = SignIn(issuer="bench", subject=f"officer {n}", name=f"Сотрудник {n}")
        return self._service.people.sign_in(sign_in).id

    def _founded(self) -> UUID:
        founded = FoundOrganisation(
            kind=OrganisationKind.AUTHORITY, name="Управление", bodies=(BODY,)
        )
        body = self._service.people.found(founded, by=ADMIN).id
        for person in self._people:
            joining = AddPerson(
                person_id=person, organisation=body, role=Role.APPEALS_OFFICER
            )
            self._service.people.add(joining, by=ADMIN)
        self._service.runner.drain()
        return body


class _Told:
    """What every event of one appeal begins with."""

    def __init__(self, crowd: Crowd, name: str, client: int, at: datetime) -> None:
        self._fields = {
            "originator_id": uuid5(NAMES, f"appeal {name}"),
            "timestamp": at,
            "by": crowd.owner(client),
            "client_id": crowd.client_id(client),
        }

    def __call__(self, version: int) -> dict[str, object]:
        return self._fields | {"originator_version": version}


def _moved(term: Reckoning, n: int) -> Reckoning:
    """The same term of an appeal of another day, so that some are overdue."""
    return term.model_copy(
        update={"ends": term.ends + timedelta(minutes=n * 7919 % 40_000 - 30_000)}
    )
