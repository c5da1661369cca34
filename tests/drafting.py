"""Drafts at work: what a developer writes, and the people who do (E1)."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from application.draft import AdoptDraft, DropDraft, PublishDraft
from application.person import AddPerson, FoundOrganisation
from domain.draft import AdoptedAct, Manuscript
from domain.kernel import Actor, Role
from domain.person import OrganisationKind
from projections.draft import DraftCard
from tests.business import Business, acting
from tests.interfaces.shell import ADMIN

MINISTRY = "Минстрой России"
LISTED = '<?xml version="1.0" encoding="UTF-8"?>\n<projects total="1">{rows}</projects>'
ROW = (
    '<project id="{id}"><title>О вытяжках</title><department id="42">{body}'
    '</department><kind id="7">Проект постановления</kind><procedure id="2">ОРВ'
    "</procedure><status>Идет обсуждение</status><publishDate>2026-11-02"
    "</publishDate><startDiscussion>2026-11-03</startDiscussion>"
    "<endDiscussion>{closes}</endDiscussion></project>"
)
ACT = AdoptedAct(
    name="О лифтах", number="77", date=date(2027, 1, 10), in_force_from=None
)


def proposed(**changes: Any) -> dict[str, Any]:
    """What a draft requirement says, as JSON."""
    return {
        "title": "Осматривать лифт",
        "statement": "Осматривайте лифт каждый день до начала работы.",
        "unit": "п. 2",
        "control_kind": "лифтовой надзор",
        "control_body": "Ростехнадзор",
        "in_force_from": "2027-09-01",
        "condition": {"object": ["lift"]},
        "frequency": {"type": "continuous"},
    } | changes


def manuscript(*proposals: dict[str, Any], **changes: Any) -> Manuscript:
    """What a developer writes; without proposals one that adds a requirement."""
    adds = {"effect": "adds", "code": "REQ-NEW-001", "proposed": proposed()}
    said = {
        "title": "О безопасности лифтов",
        "summary": "Лифты осматривают слишком редко.",
        "kind": "Проект приказа",
        "degree": "medium",
        "provisions": [
            {"number": "1", "text": "Лифт осматривают каждый день."},
            {"number": "2", "text": "Осмотр записывают в журнал лифта."},
        ],
        "proposals": proposals or [adds],
        "questions": ["Сколько у вас лифтов?"],
    }
    return Manuscript.model_validate(said | changes)


class Drafting:
    """Rule developers and their drafts, said briefly."""

    def __init__(self, business: Business) -> None:
        self.business = business
        self.service = business.service

    def developer(self, name: str = "viktor", body: str = MINISTRY) -> Actor:
        """Somebody who drafts rules for a body."""
        kind = OrganisationKind.RULE_DEVELOPING_BODY
        return self._member(name, body, kind, Role.RULE_DEVELOPER)

    def registrar(self, name: str = "elena") -> Actor:
        """Somebody who keeps the register."""
        return self._member(name, "Реестр", OrganisationKind.REGISTRAR, Role.REGISTRAR)

    def _member(
        self, name: str, body: str, kind: OrganisationKind, role: Role
    ) -> Actor:
        person = self.business.person(name)
        founded = FoundOrganisation(kind=kind, name=body)
        id = self.service.people.found(founded, by=ADMIN).id
        joining = AddPerson(person_id=UUID(person.id), organisation=id, role=role)
        self.business.seen(self.service.people.add(joining, by=ADMIN))
        return acting(person, id, role)

    def written(self, by: Actor, what: Manuscript | None = None) -> str:
        """A draft that nobody else sees yet; returns its number."""
        receipt = self.service.drafts.begin(what or manuscript(), by=by)
        self.business.seen(receipt)
        number = self.service.draft_view.number_of(receipt.id)
        assert number
        return number

    def published(self, by: Actor, what: Manuscript | None = None) -> str:
        """A draft that is open from today."""
        number = self.written(by, what)
        self.publish(number, by)
        return number

    def publish(
        self,
        number: str,
        by: Actor,
        because: str | None = None,
        days: int | None = None,
    ) -> None:
        command = PublishDraft(because=because, days=days)
        self.business.seen(self.service.drafts.publish(number, command, by=by))

    def adopt(self, number: str, by: Actor, act: AdoptedAct = ACT) -> None:
        command = AdoptDraft(act=act)
        self.business.seen(self.service.drafts.adopt(number, command, by=by))

    def drop(self, number: str, by: Actor, reason: str = "Не нужно") -> None:
        command = DropDraft(reason=reason)
        self.business.seen(self.service.drafts.drop(number, command, by=by))

    def card(self, number: str) -> DraftCard:
        found = self.service.draft_view.get(number)
        assert found
        return found


def after_the_window(card: DraftCard) -> timedelta:
    """How long until a draft that was opened today is closed."""
    assert card.latest
    window = card.latest.window
    return window.closes - window.opens + timedelta(days=1)


def listed(*ids: int, body: str = "Вымышленное министерство") -> BytesIO:
    """A file of the state's list."""
    rows = "".join(ROW.format(id=id, body=body, closes="2026-12-01") for id in ids)
    return BytesIO(LISTED.format(rows=rows).encode())
