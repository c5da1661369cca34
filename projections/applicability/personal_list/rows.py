"""Rows of the register's tables as lines of a list."""

from collections.abc import Sequence
from functools import lru_cache

import orjson

from domain.condition import Condition, judge, parse
from projections.applicability.personal_list.values import Arrangement, Line
from projections.applicability.personal_list.whole import WholeList
from projections.applicability.register import first_object, objects_of
from projections.index import VERDICTS, Snapshot
from projections.numbering import Numbers
from projections.requirement import ENDS
from projections.view import Row, View


class Texts(View):
    """Reads what lines say, many at a time."""

    def lines(
        self,
        whole: WholeList,
        numbers: Numbers | Sequence[int],
        by: Arrangement = Arrangement.SECTOR,
    ) -> list[Line]:
        """Lines of some rows, in the order given; in one query."""
        rows = self.rows(whole.register, numbers)
        return [line_of(row, whole, number, by) for number, row in rows.items()]

    def rows(
        self, register: Snapshot, numbers: Numbers | Sequence[int]
    ) -> dict[int, Row]:
        """The tables' rows with these numbers, by number, in their order."""
        keys = [register.key(int(number)) for number in numbers]
        if not keys:
            return {}
        with self.read() as sql:
            sql.execute(
                KEYED,
                ([id for id, _ in keys], [version for _, version in keys]),
                prepare=True,
            )
            return {int(numbers[row.pop("place") - 1]): row for row in sql}


KEYED = """
    SELECT place, requirement, number, code, title, act_name, act_number, act_unit,
        control_kind, control_body, sectors, condition, valid_from, declared_end,
        certainty, known_from
    FROM requirement.version
    JOIN unnest(%s::uuid[], %s::integer[])
        WITH ORDINALITY AS wanted (id, version, place)
        ON requirement = id AND number = version
    ORDER BY place
"""


def line_of(
    row: Row, whole: WholeList, number: int, by: Arrangement = Arrangement.SECTOR
) -> Line:
    """One row of the register as a line of somebody's list."""
    declared = whole.declared.get(number)
    return Line(
        code=row["code"],
        version=row["number"],
        title=row["title"],
        heading=_heading(row, by),
        act=f"{row['act_name']} № {row['act_number']}, {row['act_unit']}",
        control_kind=row["control_kind"],
        control_body=row["control_body"],
        group=VERDICTS[whole.groups[number]],
        judgement=judge(condition_of(row["condition"]), whole.profile),
        declaration_id=declared.id if declared else None,
        declaration_status=declared.status if declared else None,
        declaration_ground=declared.ground if declared else None,
        declaration_absent=declared.absent if declared else (),
        declared_end=row["declared_end"],
        successor_unknown=bool(whole.register.status[number] & ENDS),
        certainty=row["certainty"],
    )


@lru_cache(maxsize=4096)
def condition_of(text: str) -> Condition:
    """A condition as it stands in the table; parsed once."""
    condition: Condition = parse(orjson.loads(text))
    return condition


def _heading(row: Row, by: Arrangement) -> str:
    match by:
        case Arrangement.SECTOR:
            return str(row["sectors"][0])
        case Arrangement.BODY:
            return str(row["control_body"])
        case Arrangement.OBJECT:
            return first_object(objects_of(row["condition"]))
