"""Organisations that are told something, and the channels they chose."""

from base64 import b64encode
from typing import Any
from uuid import UUID, uuid4

from application.log import Receipt
from application.notice import AddChannel, ConfirmChannel, Sent, code_of
from domain.kernel import Actor, Role
from domain.notice import Basis, ChannelKind
from interfaces.gateways.database import Database
from interfaces.service import Service
from projections.notice import ChannelCard, DeliveryCard, NoticeCard
from tests.conftest import MASTER_KEY, StoppedClock
from tests.interfaces.shell import service_of, settings_of

TEMPLATE, CODE = "declaration-contested", "REQ-LIFT-001"
VALUES = {"requirement": CODE}
WHERE = "/declarations/1"


def somebody(role: Role = Role.CLIENT) -> Actor:
    """Somebody who acts for an organisation of its own."""
    return Actor(id=str(uuid4()), role=role, organisation=uuid4())


def of(by: Actor) -> UUID:
    assert by.organisation
    return by.organisation


class Told:
    """The service, as far as notices go."""

    def __init__(self, service: Service) -> None:
        self.service = service

    def tell(self, to: Actor, key: str = "first", **differently: Any) -> Receipt | None:
        given: dict[str, Any] = {
            "to": of(to),
            "template": TEMPLATE,
            "values": VALUES,
            "about": WHERE,
            "basis": Basis.own_matter(),
            "key": key,
            **differently,
        }
        return self.seen(self.service.notices.tell(**given))

    def seen(self, receipt: Receipt | None) -> Receipt | None:
        if receipt:
            self.service.caught_up(receipt.position)
        return receipt

    def inbox(self, of_whom: Actor) -> list[NoticeCard]:
        return list(self.service.notice_view.page(of(of_whom)).notices)

    def channels(self, of_whom: Actor) -> list[ChannelCard]:
        return self.service.notice_view.channels(of(of_whom))

    def add(self, by: Actor, kind: ChannelKind, address: str) -> UUID:
        command = AddChannel(kind=kind, address=address)
        self.seen(self.service.address_books.add(of(by), command, by=by))
        return self.channels(by)[-1].id

    def confirmed(self, by: Actor, kind: ChannelKind, address: str) -> UUID:
        """A channel whose code was sent and entered."""
        id = self.add(by, kind, address)
        self.deliver()
        command = ConfirmChannel(code=self.code(id))
        self.seen(self.service.address_books.confirm(of(by), id, command, by=by))
        return id

    def code(self, channel: UUID, number: int = 1) -> str:
        return code_of(self.service.pseudonyms, channel, number)

    def deliver(self) -> Sent:
        self.catch_up()
        sent = self.service.deliveries.deliver_due()
        self.service.caught_up(sent.position)
        return sent

    def catch_up(self) -> None:
        self.service.caught_up(self.service.log.head())

    def deliveries(self, notice: NoticeCard) -> list[DeliveryCard]:
        return self.service.notice_view.deliveries(notice.id)


def told(database: Database, clock: StoppedClock, **settings: str) -> Told:
    """The service on an empty database, whose log the fixture `log` can read."""
    master_key = b64encode(MASTER_KEY).decode()
    given = settings_of(database, SVERKA_MASTER_KEY=master_key, **settings)
    return Told(service_of(database, clock, given))
