"""Requests as both sides read them, and what the state has already."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from domain.errors import NotFound
from domain.information_request import Circumstances, Item, RequestStatus
from domain.kernel import Actor
from domain.profile import Size
from interfaces.gateways.database import Database
from projections.information_request import Absence, RequestPage
from tests.business import LIFT_CODE, OTHER_INN, Business, business, own
from tests.conftest import StoppedClock
from tests.data_assessment import Looking
from tests.execution import Cafe
from tests.requesting import PURPOSE, WHAT, Requesting

pytestmark = pytest.mark.database

TODAY = date(2026, 11, 21)
STANDS = {"archive": 365, "answer": 365}


@pytest.fixture
def made(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


def item(**shows: str) -> Item:
    return Item(number=1, kind="archive", **shows)


def held(desk: Requesting, of: Actor, one: Item) -> list[tuple[str, str, date, str]]:
    found = desk.service.information_request_view.held(
        own(of), [one], STANDS, uuid4(), TODAY
    )
    return [(row.record, row.name, row.on, row.address) for row in found]


def test_a_request_is_read_with_what_came_of_it(made: Business) -> None:
    made.require()
    desk, pavel, anna = Requesting(made), made.supervisor(), made.client()
    id = desk.ask(pavel, {"requirement": LIFT_CODE})
    desk.more_time(id, anna, 3)
    desk.give_time(id, pavel, 2)
    desk.more_time(id, anna)
    desk.decline_time(id, pavel, "Больше нельзя")
    desk.answer(id, anna)
    card = desk.card(id)

    assert card.client_name == "ИП anna"
    assert card.authority_name == "Управление: Ростехнадзор"
    assert (card.purpose, card.status) == (PURPOSE, RequestStatus.ANSWERED)
    assert [(one.what, one.text) for one in card.items] == [(WHAT, "Вот он")]
    assert [(one.wanted, one.days, one.declined) for one in card.more_time] == [
        (3, 2, None),
        (None, None, "Больше нельзя"),
    ]
    assert card.days == card.time.days + 2
    assert card.answered_on == TODAY


def test_each_side_reads_its_requests_page_by_page(made: Business) -> None:
    desk, pavel, anna = Requesting(made), made.supervisor(), made.client()
    vera = made.client("vera", inn=OTHER_INN)
    ids = [desk.ask(pavel) for _ in range(3)]
    other = desk.ask(pavel, inn=OTHER_INN)
    desk.withdraw(ids[0], pavel)
    view = desk.service.information_request_view

    def read(page: RequestPage) -> list[object]:
        return [one.id for one in page.requests]

    first = view.of(client_id=own(anna), limit=2)
    rest = view.of(client_id=own(anna), limit=2, before=first.after)

    assert read(first) + read(rest) == ids[::-1]
    assert rest.after is None
    assert read(view.of(client_id=own(anna), is_open=True)) == ids[:0:-1]
    assert read(view.of(client_id=own(vera))) == [other]
    assert read(view.of(authority=own(pavel))) == [other, *ids[::-1]]
    assert read(view.of(authority=uuid4())) == []


def test_circumstances_are_those_of_the_business_today(made: Business) -> None:
    desk, pavel = Requesting(made), made.supervisor()
    anna = made.client(facts={"size": "micro", "employees": 3, "region": "63"})
    made.open_premises(anna)
    desk.ask(pavel)
    done = desk.ask(pavel)
    desk.answer(done, anna)
    view = desk.service.information_request_view

    assert view.circumstances(own(anna)) == (
        Circumstances(size=Size.MICRO, employees=3, places=1, open_requests=1),
        "63",
    )
    with pytest.raises(NotFound):
        view.circumstances(uuid4())


def test_what_was_confirmed_here_is_held_by_the_state(
    database: Database, clock: StoppedClock
) -> None:
    cafe = Cafe(business(database, clock))
    desk = Requesting(cafe.made)
    code = cafe.confirmation(cafe.carry_out(cafe.anna)).requirements[0].code
    ((record, _, on, address),) = held(desk, cafe.anna, item(requirement=code))

    assert (record, on) == ("confirmation", TODAY)
    assert address.startswith("/execution-confirmations/")
    assert held(desk, cafe.anna, item(requirement="REQ-NONE-001")) == []


def test_what_a_register_says_is_held_by_the_state(made: Business) -> None:
    anna = made.client()
    desk = Requesting(made)
    Looking(made).register_says(employees=8)

    ((record, name, _, address),) = held(desk, anna, item(fact="employees"))

    assert (record, address) == ("register", "")
    assert name
    assert held(desk, anna, item(fact="region")) == []


def test_only_absences_that_are_not_over_are_told(
    made: Business, clock: StoppedClock
) -> None:
    desk, anna = Requesting(made), made.client()
    clock.set(datetime(2026, 11, 1, 9, tzinfo=UTC))
    desk.absent(anna, "2026-11-02", "2026-11-03")
    desk.absent(anna, "2026-11-30", "2026-12-05")
    desk.absent(anna, "2026-11-20", "2026-11-21")
    view = desk.service.information_request_view

    assert view.absences(own(anna), TODAY) == [
        Absence(number=3, since=date(2026, 11, 20), until=TODAY),
        Absence(number=2, since=date(2026, 11, 30), until=date(2026, 12, 5)),
    ]


def test_requests_and_absences_of_a_forgotten_business_go_with_it(
    made: Business,
) -> None:
    desk, pavel, anna = Requesting(made), made.supervisor(), made.client()
    id = desk.ask(pavel)
    desk.absent(anna, "2026-11-30", "2026-12-05")
    made.forget(own(anna))
    view = desk.service.information_request_view

    assert view.get(id) is None
    assert view.absences(own(anna), TODAY) == []
