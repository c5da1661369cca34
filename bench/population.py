"""Made-up businesses, people and requirements, stored as the service stores them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from random import Random
from typing import Any, TypeVar
from uuid import UUID, uuid5

from eventsourcing.utils import get_topic
from stdnum.ru import inn as inn_number

from application.log import EventLog
from application.person import digest_of
from domain.applicability import Declaration, Subject, check_ground
from domain.client import Client, FactSource
from domain.condition import Condition, Ground, grounds, parse
from domain.errors import Refusal
from domain.kernel import Actor, Event, Role
from domain.person import Membership, Person, Scope
from domain.profile import ClientKind, FactValue, Profile
from interfaces.listing import REGISTER
from interfaces.regions import STARTER, regions
from interfaces.service import Service
from interfaces.wording import starter_vocabulary

T = TypeVar("T")
NAMES = UUID("b5b3a1f0-2f53-5b0a-8a4e-6f0f7a2f9e11")
SINCE = datetime(2026, 9, 1, 6, tzinfo=UTC)
AT_ONCE = 5000
TOKEN_DAYS = 366


@dataclass(frozen=True)
class Declarable:
    """A requirement that somebody may declare not to be about them, and how."""

    code: str
    ground: Ground
    atom: str
    control_body: str


def starter() -> list[dict[str, Any]]:
    """The register that comes with the product, a row a requirement."""
    return [json.loads(line) for line in REGISTER.read_text("utf-8").splitlines()]


def declarable(profile: Profile) -> list[Declarable]:
    """The requirements of the starter register that such a business may declare."""
    return [found for row in starter() if (found := _declarable(row, profile))]


def register(count: int) -> Iterator[bytes]:
    """So many requirements: the starter ones varied, a line of JSON each.

    Every variant asks for other activities, objects, regions and head counts, and
    stands in another place of another act, so that conditions and labels differ as they
    would in a register of this size.
    """
    rows, random = starter(), Random(162)
    vary = _Variation(random)
    for n in range(count):
        row = rows[n % len(rows)]
        edition = n // len(rows)
        if edition:
            act = row["act"] | {
                "number": f"{row['act']['number']}-{edition % 200}",
                "unit": f"{row['act']['unit'][:60]}, п. {edition}",
            }
            row = row | {
                "id": f"{row['id']}-{edition}",
                "title": f"{row['title']} (вариант {edition})",
                "applies": vary(row["applies"]),
                "act": act,
            }
        yield json.dumps(row, ensure_ascii=False).encode()


class Crowd:
    """Businesses by number, each the same in every run."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._regions = sorted(regions("ru"))
        self._objects = sorted(starter_vocabulary().objects)
        self._declarable = declarable(Profile.model_validate(COMMON))

    def client_id(self, n: int) -> UUID:
        return self._service.pseudonyms.of("inn", inn_of(n))

    def owner(self, n: int) -> Actor:
        """Whoever registered the business and acts for it."""
        person = uuid5(NAMES, f"person {n}")
        return Actor(id=str(person), role=Role.CLIENT, organisation=self.client_id(n))

    def token(self, n: int) -> str:
        """The access token of a program of its owner."""
        return f"sverka_bench_{n:034d}"

    def facts(self, n: int) -> dict[str, FactValue]:
        """What a business of its own kind says of itself."""
        random = Random(n)
        objects = random.sample(self._objects, 4)
        return COMMON | {
            "okved": (random.choice(_OKVED), random.choice(_OKVED)),
            "employees": random.choice((0, 1, 3, 8, 15, 40, 120)),
            "region": random.choice(self._regions),
            **{f"object:{name}": random.random() < 0.5 for name in objects},
        }

    def registered(self, n: int, facts: Mapping[str, FactValue]) -> list[Event]:
        """A business that has just described itself."""
        id, by = self.client_id(n), self.owner(n)
        return [
            Client.Registered(
                originator_id=id,
                originator_version=1,
                originator_topic=get_topic(Client),
                timestamp=SINCE,
                by=by,
                kind=ClientKind.IE,
                name=f"ИП Примерова Анна Викторовна, № {n}",
                inn=inn_of(n),
            ),
            Client.FactsStated(
                originator_id=id,
                originator_version=2,
                timestamp=SINCE,
                by=by,
                facts=dict(facts),
                source=FactSource.CLIENT,
                since=SINCE.date(),
            ),
        ]

    def declared(self, n: int) -> Event:
        """A declaration of the business on one requirement."""
        one = self._declarable[n % len(self._declarable)]
        id = self.client_id(n)
        return Declaration.Declared(
            originator_id=Declaration.create_id(id, one.code),
            originator_version=1,
            originator_topic=get_topic(Declaration),
            timestamp=SINCE,
            by=self.owner(n),
            client_id=id,
            requirement=one.code,
            requirement_version=1,
            control_body=one.control_body,
            ground=one.ground,
            absent=(one.atom,),
            explanation="В помещении этого нет: договор аренды, приложение 2.",
            on=SINCE.date(),
        )

    def admitted(self, n: int) -> list[Event]:
        """The owner, with an access token that may change things."""
        by = self.owner(n)
        acting = Membership(organisation=self.client_id(n), role=Role.CLIENT)
        person = Person.register(
            id=UUID(by.id), name=f"Примерова Анна, № {n}", email=None, by=by
        )
        person.join(acting, by=by)
        person.issue_token(
            digest=digest_of(self.token(n)),
            name="bench",
            scopes=frozenset(Scope),
            acting=acting,
            term=timedelta(days=TOKEN_DAYS),
            now=datetime.now(UTC),
            by=by,
        )
        events: list[Any] = list(person.collect_events())
        return [one.model_copy(update={"timestamp": SINCE}) for one in events]


def pour(service: Service, events: Iterable[Event]) -> int:
    """Write events as the log stores them, many at a time; returns how many."""
    written = 0
    with service.database.connect() as connection:
        for some in batches(events, AT_ONCE):
            written += len(some)
            _copy(connection, service.log, some)
    return written


def fill_register(service: Service, count: int) -> None:
    """Import so many requirements and lay them before the readers."""
    by = Actor(id="system:bench", role=Role.REGISTRAR)
    report = service.imports.requirements(register(count), by=by)
    assert report.recorded, report.rejections[:3]
    assert report.new == count, report
    service.classifiers.load_okved((STARTER / "okved_titles.tsv").read_bytes(), by=by)
    service.runner.drain()


def batches(them: Iterable[T], at_once: int) -> Iterator[list[T]]:
    """The same things, so many at once."""
    left = iter(them)
    while some := list(islice(left, at_once)):
        yield some


def _copy(connection: Any, log: EventLog, events: Sequence[Event]) -> None:
    with connection.cursor().copy(
        "COPY log_events (originator_id, originator_version, topic, state)"
        " FROM STDIN (FORMAT binary)"
    ) as rows:
        rows.set_types(["uuid", "int8", "text", "bytea"])
        for one in log.mapper.to_stored(events):
            rows.write_row(
                (one.originator_id, one.originator_version, one.topic, one.state)
            )


def _declarable(row: dict[str, Any], profile: Profile) -> Declarable | None:
    condition: Condition = parse(row["applies"])
    body = row["control_body"]
    subject = Subject(code=row["id"], version=1, condition=condition, control_body=body)
    if (
        row["in_force_until"]
        or row["in_force_from"] > datetime.now(UTC).date().isoformat()
    ):
        return None
    for one in grounds(condition):
        if one.ground is None or one.atom is None:
            continue
        try:
            check_ground(
                subject, profile=profile, ground=one.ground, absent=(one.atom,)
            )
        except Refusal:
            continue
        return Declarable(row["id"], one.ground, one.atom, body)
    return None


class _Variation:
    """Makes another condition of the same shape."""

    def __init__(self, random: Random) -> None:
        self._random = random
        words = starter_vocabulary()
        self._names = {
            "activity": sorted(words.activities),
            "object": sorted(words.objects),
            "region": sorted(words.regions),
            "okved_prefix": list(_OKVED),
        }

    def __call__(self, condition: dict[str, Any]) -> dict[str, Any]:
        varied = self._part(condition)
        if self._random.random() < 0.2:
            where = {"region": [self._random.choice(self._names["region"])]}
            varied = {"op": "all", "of": [varied, where]}
        return varied

    def _part(self, part: dict[str, Any]) -> dict[str, Any]:
        if "op" in part:
            of = part["of"]
            if isinstance(of, dict):
                return part | {"of": self._part(of)}
            return part | {"of": [self._part(one) for one in of]}
        [(kind, value)] = part.items()
        names = self._names.get(kind)
        if kind.startswith("employees"):
            return {kind: max(1, int(value) + self._random.choice((0, 0, 1, 4, 10)))}
        if names is None or self._random.random() < 0.4:
            return part
        return {kind: sorted({self._random.choice(names) for _ in value})}


def inn_of(n: int) -> str:
    first = f"63{n:08d}"
    return first + inn_number.calc_personal_check_digits(first)


COMMON: dict[str, FactValue] = {
    "client_kind": "IE",
    "employees": 8,
    "okved": ("56.10",),
    "region": "63",
    "size": "micro",
}
"""Facts of a small café."""

_OKVED = (
    "01.11",
    "10.71",
    "25.11",
    "41.20",
    "47.11",
    "49.41",
    "55.10",
    "56.10",
    "62.01",
    "68.20",
    "69.10",
    "85.41",
    "86.21",
    "93.13",
    "96.02",
    "95.11",
)
