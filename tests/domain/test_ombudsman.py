"""The ombudsman's part in an inspection: invited, heard, gone again."""

from datetime import date
from uuid import uuid4

import pytest

from domain.kernel import Actor, Role
from domain.ombudsman import (
    Case,
    InvitedAlready,
    NotWaiting,
    OpinionMissing,
    Participation,
    ReasonOfDeclineMissing,
    Status,
    TakesNoPart,
)
from tests.facts import new_facts

TODAY = date(2026, 3, 2)
CLIENT, BODY, OFFICE, CASE, THREAD, MESSAGE = (uuid4() for _ in range(6))
ANNA = Actor(id=str(uuid4()), role=Role.CLIENT, organisation=CLIENT)
TATIANA = Actor(id=str(uuid4()), role=Role.OMBUDSMAN, organisation=OFFICE)


def invited(wish: str | None = None) -> Participation:
    return Participation.invite(
        client_id=CLIENT,
        case=Case.of_inspection(CASE),
        authority=BODY,
        office=OFFICE,
        wish=wish,
        by=ANNA,
        today=TODAY,
    )


def taking_part() -> Participation:
    found = invited()
    found.accept(thread=THREAD, by=TATIANA, today=TODAY)
    return found


def advise(taking: Participation, opinion: str = "Срок превышен") -> None:
    taking.advise(opinion, files=(), message=MESSAGE, by=TATIANA, today=TODAY)


def test_an_invitation_says_to_what_and_what_is_hoped_for() -> None:
    assert new_facts(invited(" Будьте при осмотре ")) == [
        (
            "Invited",
            {
                "client_id": CLIENT,
                "about": f"/inspections/{CASE}",
                "authority": BODY,
                "office": OFFICE,
                "wish": "Будьте при осмотре",
                "on": TODAY,
            },
        )
    ]


def test_an_office_has_one_invitation_to_an_inspection() -> None:
    assert invited().id == Participation.id_in(CASE, OFFICE)
    with pytest.raises(InvitedAlready):
        invited().invite_again(None, by=ANNA, today=TODAY)
    with pytest.raises(InvitedAlready):
        taking_part().invite_again(None, by=ANNA, today=TODAY)


def test_who_declined_says_why_and_can_be_invited_again() -> None:
    found = invited()
    with pytest.raises(ReasonOfDeclineMissing):
        found.decline("  ", by=TATIANA, today=TODAY)

    found.decline(" Заняты ", by=TATIANA, today=TODAY)
    found.invite_again(" ", by=ANNA, today=TODAY)
    found.accept(thread=THREAD, by=TATIANA, today=TODAY)

    assert [name for name, _ in new_facts(found)] == [
        "Invited",
        "Declined",
        "InvitedAgain",
        "Accepted",
    ]
    assert new_facts(found)[1][1]["reason"] == "Заняты"
    assert new_facts(found)[2][1]["wish"] is None
    assert found.status is Status.TAKES_PART


def test_an_invitation_is_answered_once() -> None:
    found = taking_part()

    with pytest.raises(NotWaiting):
        found.accept(thread=THREAD, by=TATIANA, today=TODAY)
    with pytest.raises(NotWaiting):
        found.decline("Заняты", by=TATIANA, today=TODAY)


def test_opinions_are_numbered() -> None:
    found = taking_part()
    advise(found)
    advise(found, " И ещё одно ")

    said = [facts for name, facts in new_facts(found) if name == "Advised"]
    assert [(one["number"], one["opinion"]) for one in said] == [
        (1, "Срок превышен"),
        (2, "И ещё одно"),
    ]
    with pytest.raises(OpinionMissing):
        advise(found, " ")


@pytest.mark.parametrize("gone", ["invited", "left", "withdrawn"])
def test_whoever_takes_no_part_gives_no_opinion_and_cannot_leave(gone: str) -> None:
    found = invited() if gone == "invited" else taking_part()
    if gone == "left":
        found.leave(None, by=TATIANA, today=TODAY)
    elif gone == "withdrawn":
        found.withdraw(by=ANNA, today=TODAY)

    with pytest.raises(TakesNoPart):
        advise(found)
    with pytest.raises(TakesNoPart):
        found.leave(None, by=TATIANA, today=TODAY)


def test_the_client_takes_an_invitation_back_at_any_time_once() -> None:
    found = taking_part()
    found.withdraw(by=ANNA, today=TODAY)
    found.withdraw(by=ANNA, today=TODAY)

    assert [name for name, _ in new_facts(found)] == [
        "Invited",
        "Accepted",
        "Withdrawn",
    ]
    assert found.status is Status.WITHDRAWN
