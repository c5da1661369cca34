"""Clients who evaluate, rounds, and those who read, on top of `tests.business`."""

from typing import Any
from uuid import UUID

from application.evaluation import (
    Consider,
    EvaluateRule,
    Release,
    SendEvaluation,
)
from application.log import Receipt
from application.person import AddPerson, FoundOrganisation
from domain.evaluation import Evaluation, Outcome, Said, Subject, Voice
from domain.kernel import Actor, Role
from domain.person import OrganisationKind
from domain.profile import FactValue
from projections.evaluation import Entry, Summary, VoiceCard
from tests.business import LIFT_CODE, LIFTS, Business, acting, own
from tests.consulting import inn_of
from tests.interfaces.shell import ADMIN

K = 5
OF = Subject(code=LIFT_CODE, version=1)
SAME: dict[str, FactValue] = {"okved": ("56.10",), "region": "63", "size": "micro"}


class Poll:
    """Evaluations in few words."""

    def __init__(self, world: Business) -> None:
        self.world = world
        self.service = world.service

    def client(self, place: int, **facts: Any) -> Actor:
        return self.world.client(
            f"client{place}", inn=inn_of(place), facts={**SAME, **facts}
        )

    def clients(self, *places: int, **facts: Any) -> list[Actor]:
        return [self.client(place, **facts) for place in places]

    def developer(self, body: str = LIFTS, name: str = "viktor") -> Actor:
        """Somebody who develops the rules of a supervisory body."""
        kind = OrganisationKind.RULE_DEVELOPING_BODY
        return self._member(kind, name, Role.RULE_DEVELOPER, (body,))

    def ombudsman(self, name: str = "roman") -> Actor:
        kind = OrganisationKind.OMBUDSMAN_OFFICE
        return self._member(kind, name, Role.OMBUDSMAN, ())

    def send(
        self, by: Actor, said: dict[str, Any] | None = None, *, is_named: bool = False
    ) -> UUID:
        """Send an evaluation; the voice."""
        command = SendEvaluation(
            code=LIFT_CODE,
            version=1,
            said=Said.model_validate(said or {"clarity": 3}),
            is_named=is_named,
        )
        return self._seen(self.service.evaluations.send(own(by), command, by=by)).id

    def save(self, by: Actor, said: dict[str, Any]) -> UUID:
        command = EvaluateRule(
            code=LIFT_CODE, version=1, said=Said.model_validate(said)
        )
        return self._seen(self.service.evaluations.save(own(by), command, by=by)).id

    def withdraw(self, by: Actor) -> None:
        self._seen(self.service.evaluations.withdraw(self.voice(by).id, by=by))

    def give_name(self, by: Actor) -> None:
        self._seen(self.service.evaluations.give_name(self.voice(by).id, by=by))

    def take_name_back(self, by: Actor) -> None:
        self._seen(self.service.evaluations.take_name_back(self.voice(by).id, by=by))

    def round(self) -> int:
        """Hold a round."""
        position = self.service.rounds.hold()
        self.service.runner.drain()
        return position

    def voice(self, by: Actor) -> VoiceCard:
        card = self.service.voice_view.get(Voice.create_id(own(by), OF))
        assert card
        return card

    def content(self, by: Actor) -> UUID:
        content = self.voice(by).content
        assert content
        return content

    def summary(self) -> Summary:
        today = self.service.clock.today()
        return self.service.evaluation_summary.of(OF.kind, OF.code, OF.version, today)

    def entry(self, id: UUID) -> Entry | None:
        return self.service.evaluation_queue.get(id)

    def release(self, id: UUID, by: Actor, text: str | None, remark: int = 1) -> None:
        command = Release(remark=remark, text=text)
        self._seen(self.service.releases.release(id, command, by=by))

    def consider(
        self,
        ids: list[UUID],
        by: Actor,
        outcome: Outcome = Outcome.ACCEPTED,
        reason: str = "Исправим",
        remark: int = 0,
        used_in: str | None = None,
    ) -> Receipt:
        versions = self.service.log.find_many(Evaluation, ids)
        command = Consider(
            evaluations={
                id: versions[id].version if id in versions else 1 for id in ids
            },
            remark=remark,
            outcome=outcome,
            reason=reason,
            used_in=used_in,
        )
        return self._seen(self.service.considerations.consider(command, by=by))

    def _member(
        self, kind: OrganisationKind, name: str, role: Role, bodies: tuple[str, ...]
    ) -> Actor:
        person = self.world.person(name)
        founding = FoundOrganisation(kind=kind, name=f"{kind} {name}", bodies=bodies)
        people = self.service.people
        id = people.found(founding, by=ADMIN).id
        joining = AddPerson(person_id=UUID(person.id), organisation=id, role=role)
        self._seen(people.add(joining, by=ADMIN))
        return acting(person, id, role)

    def _seen(self, receipt: Receipt) -> Receipt:
        return self.world.seen(receipt)
