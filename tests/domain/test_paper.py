"""Papers: one per event, and templates into which values come as texts alone."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError

from domain.kernel import Actor, Role
from domain.paper import (
    CaseKind,
    Group,
    Paper,
    PaperKind,
    Part,
    Template,
    Templates,
    number_of,
)
from interfaces.papers import starter_paper_templates

CASE = UUID("5b1f0c57-8f7c-4b8e-9d55-0c9b3f3a1e11")
EVIL = '#strong[x] {client} $1$ <b> \\ "'


def template(**differently: Any) -> Template:
    said = {
        "name": "act",
        "version": 1,
        "title": "Акт",
        "parts": [
            {"facts": [["Орган", "authority"], ["Номер", "registered"]]},
            {"heading": "Итог", "text": "Найдено: {client}\n\n{client}"},
            {"heading": "Нет", "text": "Нарушений нет", "needs": "nothing"},
            {"lines": "actions", "groups": "violations"},
        ],
    }
    return Template.model_validate(said | differently)


VALUES: dict[str, Any] = {
    "authority": "Орган",
    "registered": "",
    "client": EVIL,
    "nothing": "",
    "actions": ("осмотр",),
    "violations": (Group("1", ("нет журнала",)),),
}


def test_values_come_into_their_places_and_are_never_read() -> None:
    first, second, third = template().fill(VALUES)

    assert first.facts == (("Орган", "Орган"),)
    assert second.paragraphs == (f"Найдено: {EVIL}", EVIL)
    assert (third.lines, third.groups) == (VALUES["actions"], VALUES["violations"])


def test_a_part_stands_only_where_there_is_what_it_needs() -> None:
    told = template().fill(VALUES | {"nothing": "yes"})

    assert [part.heading for part in told] == ["", "Итог", "Нет", ""]


def test_a_template_wants_all_its_values_and_takes_no_other() -> None:
    fewer = {name: value for name, value in VALUES.items() if name != "client"}

    assert template().fill(VALUES | {"more": "x"}) == template().fill(VALUES)
    with pytest.raises(ValueError, match="lacks values"):
        template().fill(fewer)


def test_lines_do_not_stand_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="only a text"):
        template().fill(VALUES | {"client": ("a",)})


def test_a_template_without_places_is_none() -> None:
    with pytest.raises(ValidationError, match="no places"):
        template(parts=[Part(text="Всё")])


def test_a_version_that_was_used_stays_and_the_newest_is_used() -> None:
    two = Templates([template(version=2, title="Акт 2"), template()])

    assert two.newest("act").title == "Акт 2"
    assert [one.version for one in two.all()] == [1, 2]
    with pytest.raises(ValueError, match="lacks version 1"):
        Templates([template(version=2)])


def test_every_kind_of_paper_has_its_words() -> None:
    assert {one.name for one in starter_paper_templates().all()} == set(PaperKind)


def test_one_paper_of_a_kind_is_made_of_an_event() -> None:
    officer = Actor(id="ivan", role=Role.INSPECTOR, organisation=uuid4())
    paper = Paper.issue(
        client_id=uuid4(),
        authority=uuid4(),
        kind=PaperKind.ACT,
        case=CaseKind.INSPECTION,
        case_id=CASE,
        made_of=7,
        template="act",
        template_version=1,
        thread=uuid4(),
        message=uuid4(),
        file=uuid4(),
        sha256="0" * 64,
        on=date(2026, 11, 22),
        by=officer,
    )

    assert paper.id == Paper.create_id(PaperKind.ACT, CASE, 7)
    assert paper.id != Paper.create_id(PaperKind.ACT, CASE, 8)
    assert paper.id != Paper.create_id(PaperKind.ORDER, CASE, 7)


def test_people_call_a_paper_by_a_number_that_can_be_typed() -> None:
    assert number_of(CASE) == "5B1F-0C57-8F7C"
