"""A file that a list was taken out as: what proves that it is the same."""

import re
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from domain.condition import Verdict
from domain.kernel import Actor, Role
from domain.list_export import Exported, Form, ListExport, Part, fresh_id, number_of
from tests.facts import new_facts

CLIENT = uuid4()
ANNA = Actor(id="anna", role=Role.CLIENT, organisation=CLIENT)
AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
EXPORTED = Exported(
    form=Form.PDF,
    language="ru",
    part=Part.ALL,
    on=date(2026, 11, 21),
    known_at=AT,
    basis="then",
    made_at=AT,
    position=1024,
    counts={Verdict.APPLIES: 3, Verdict.UNKNOWN: 2, Verdict.DOES_NOT_APPLY: 1},
    lines=6,
    content="c" * 64,
)


def test_an_export_keeps_what_the_file_holds_and_its_hash() -> None:
    id = fresh_id()

    made = ListExport.make(
        id=id, client_id=CLIENT, exported=EXPORTED, file="f" * 64, by=ANNA
    )

    assert made.id == id
    [(name, told)] = new_facts(made)
    assert (name, told["client_id"], told["file"]) == ("Made", CLIENT, "f" * 64)
    assert Exported.model_validate(told["exported"]) == EXPORTED


def test_people_name_an_export_by_ten_signs_of_its_id() -> None:
    numbers = {number_of(fresh_id()) for _ in range(200)}

    assert len(numbers) == 200
    assert all(re.fullmatch("[A-Z2-7]{5}-[A-Z2-7]{5}", one) for one in numbers)
    assert number_of(UUID(int=0)) == "AAAAA-AAAAA"
