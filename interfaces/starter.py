"""What a new installation begins with: the register, and demo people to try it as."""

from contextlib import suppress
from json import loads
from typing import Any
from uuid import UUID

from application.client import OpenPremises, RegisterClient
from application.draft import PublishDraft
from application.information_request import AskForInformation
from application.person import AddPerson, FoundOrganisation
from application.requirement import lines_of
from application.risk import KeepRiskCriteria
from application.situation import DraftSituation
from domain.algorithm import Algorithm, algorithm_id
from domain.client import Client
from domain.draft import Draft, Manuscript
from domain.kernel import Actor, Role
from domain.person import (
    AlreadyMember,
    Organisation,
    OrganisationKind,
    OrganisationKnown,
)
from domain.profile import ClientKind
from domain.requirement import OKVED, Classifier
from domain.situation import (
    Situation,
    SituationCodeTaken,
    SituationNotDraft,
    SituationStatus,
    situation_id,
)
from domain.work_calendar import WorkCalendar
from interfaces.demo_appeals import DemoAppeals
from interfaces.demo_inspections import DemoInspections
from interfaces.demo_key import demo_key
from interfaces.gateways.production_calendar import decrees, last_year, yearly
from interfaces.gateways.sign_in import demo_people
from interfaces.regions import STARTER
from interfaces.service import Service

REGISTRAR = Actor(id="system:starter", role=Role.REGISTRAR)
ADMINISTRATOR = Actor(id="system:starter", role=Role.ADMINISTRATOR)
AN_ALGORITHM = "ALG-001"


def load_starter(service: Service) -> None:
    """Load the register and, for a demonstration, its people.

    It may be run again: what was broken off is continued, and what was loaded is left
    to the people who work with it since.
    """
    # The classifier comes last, so it tells whether the register is there.
    if service.log.find(Classifier, Classifier.create_id(OKVED)) is None:
        with (STARTER / "requirements.jsonl").open("rb") as file:
            service.imports.requirements(lines_of(file), by=REGISTRAR)
        titles = (STARTER / "okved_titles.tsv").read_bytes()
        service.classifiers.load_okved(titles, by=REGISTRAR)
    # All of them came in one transaction, so one tells whether they are there.
    if service.log.find(Algorithm, algorithm_id(AN_ALGORITHM)) is None:
        with (STARTER / "algorithms.jsonl").open("rb") as file:
            service.algorithm_imports.algorithms(lines_of(file), by=REGISTRAR)
    begin_calendar(service)
    _load_situations(service)
    if service.settings.sign_in == "demo":
        demo = loads((STARTER / "demo.json").read_text("utf-8"))
        _Demo(service).load(demo)


def begin_calendar(service: Service) -> None:
    """Take the years into the calendar that the product knows and the calendar not."""
    found = service.log.find(WorkCalendar, WorkCalendar.create_id())
    if found is None or not found.edition.is_settled(last_year()):
        service.work_calendars.take_shipped(yearly(), decrees(), by=ADMINISTRATOR)


def _load_situations(service: Service) -> None:
    """Publish the life situations and segments that are not there yet."""
    told = [
        DraftSituation.model_validate(one)
        for one in loads((STARTER / "situations.json").read_text("utf-8"))
    ]
    # The last one comes last, so it tells whether the others are there.
    last = service.log.find(Situation, situation_id(told[-1].code))
    if last and last.status is not SituationStatus.DRAFT:
        return
    for command in told:
        with suppress(SituationCodeTaken):
            service.situations.draft(command, by=REGISTRAR)
        with suppress(SituationNotDraft):
            service.situations.publish(command.code, by=REGISTRAR)


class _Demo:
    """Enters the demo organisations, people and businesses, in this order."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._ids: dict[str, UUID] = {}
        self._officers: dict[str, Actor] = {}
        self._owners: dict[str, Actor] = {}

    def load(self, demo: dict[str, Any]) -> None:
        # The last business comes last of all, so it tells whether the others are there.
        if self._service.log.find(Client, self._id_of(demo["clients"][-1])):
            return
        people = {
            one.id: self._service.people.sign_in(one.identity).id
            for one in demo_people()
        }
        for organisation in demo["organisations"]:
            self._found(organisation)
        for person in demo["people"]:
            self._appoint(person, people[person["id"]])
        # Whoever publishes a draft must be known, and the register full.
        self._service.runner.drain()
        for draft in demo["drafts"]:
            self._propose(draft, self._officers[draft["by"]])
        for risk in demo["risk"]:
            self._reckon_by(risk)
        for client in demo["clients"]:
            self._register(client, self._owner(client, demo["people"], people))
            self._employ(client["id"], demo["people"], people)
            asked = [one for one in demo["requests"] if one["client"] == client["id"]]
            self._ask_all(asked)
            self._inspect(client["id"], demo)
            self._appeal(client["id"], demo)

    def _inspect(self, client: str, demo: dict[str, Any]) -> None:
        inspections = [one for one in demo["inspections"] if one["client"] == client]
        if not inspections:
            return
        # What the data have settled already is looked up.
        self._service.runner.drain()
        announced = DemoInspections(self._service, self._officers)
        for told in inspections:
            announced.announce(told, self._ids[client])

    def _appeal(self, client: str, demo: dict[str, Any]) -> None:
        appeals = [one for one in demo["appeals"] if one["client"] == client]
        if not appeals:
            return
        # Whose decision it is, is looked up; so is where the business is.
        self._service.runner.drain()
        filed = DemoAppeals(self._service, self._officers, self._ids)
        owner = self._owners[client]
        for told in appeals:
            filed.file(told, owner)

    def _appoint(self, told: dict[str, Any], person: UUID) -> None:
        for membership in told["memberships"]:
            if membership["role"] not in (Role.CLIENT, Role.EMPLOYEE):
                self._join(person, membership)
                self._officers[told["id"]] = Actor(
                    id=str(person),
                    role=Role(membership["role"]),
                    organisation=self._ids[membership["organisation"]],
                )

    def _owner(
        self, client: dict[str, Any], told: list[Any], people: dict[str, UUID]
    ) -> UUID:
        owns = {"organisation": client["id"], "role": Role.CLIENT.value}
        return next(people[one["id"]] for one in told if owns in one["memberships"])

    def _reckon_by(self, told: dict[str, Any]) -> None:
        """Give a kind of control criteria of risk, invented and told to be so."""
        said = told["criteria"]
        held = said["criteria"] | {"since": self._service.clock.today().isoformat()}
        self._service.risk_profiles.keep(
            KeepRiskCriteria.model_validate(said | {"criteria": held}),
            by=self._officers[told["by"]],
            key=demo_key(told["id"], "keep"),
        )

    def _propose(self, told: dict[str, Any], author: Actor) -> None:
        drafts = self._service.drafts
        written = Manuscript.model_validate(told["manuscript"])
        begun = drafts.begin(written, by=author, key=demo_key(told["id"], "begin"))
        number = self._service.log.load(Draft, begun.id).number
        opened = PublishDraft(days=told["days"])
        drafts.publish(number, opened, by=author, key=demo_key(told["id"], "publish"))

    def _ask_all(self, requests: list[dict[str, Any]]) -> None:
        # The time to answer is reckoned from what is known about the business.
        self._service.runner.drain()
        for told in requests:
            asked = AskForInformation.model_validate(told["asked"])
            key, officer = demo_key(told["id"], "ask"), self._officers[told["by"]]
            self._service.information_requests.ask(asked, by=officer, key=key)

    def _id_of(self, client: dict[str, Any]) -> UUID:
        return self._service.pseudonyms.of("inn", client["inn"])

    def _found(self, told: dict[str, Any]) -> None:
        kind = OrganisationKind(told["kind"])
        with suppress(OrganisationKnown):
            self._service.people.found(
                FoundOrganisation(
                    kind=kind,
                    name=told["name"],
                    bodies=tuple(told["bodies"]),
                    registers=tuple(told.get("registers", ())),
                ),
                by=ADMINISTRATOR,
            )
        self._ids[told["id"]] = Organisation.create_id(kind, told["name"])

    def _register(self, told: dict[str, Any], owner: UUID) -> None:
        id = self._ids[told["id"]] = self._id_of(told)
        owner_of = Actor(id=str(owner), role=Role.CLIENT, organisation=id)
        self._owners[told["id"]] = owner_of
        if self._service.log.find(Client, id):
            return
        self._service.clients.register(
            RegisterClient(
                kind=ClientKind(told["kind"]),
                name=told["name"],
                inn=told["inn"],
                ogrn=told["ogrn"],
                facts=told["facts"],
            ),
            by=Actor(id=str(owner), role=Role.PERSON),
        )
        for place in told["premises"]:
            self._service.clients.open_premises(id, OpenPremises(**place), by=owner_of)

    def _employ(
        self, client: str, demo_people: list[Any], people: dict[str, UUID]
    ) -> None:
        for person in demo_people:
            for membership in person["memberships"]:
                if membership == {"organisation": client, "role": Role.EMPLOYEE.value}:
                    self._join(people[person["id"]], membership)

    def _join(self, person: UUID, membership: dict[str, str]) -> None:
        with suppress(AlreadyMember):
            self._service.people.add(
                AddPerson(
                    person_id=person,
                    organisation=self._ids[membership["organisation"]],
                    role=Role(membership["role"]),
                ),
                by=ADMINISTRATOR,
            )
