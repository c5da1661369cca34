"""What inspections took and how tools are rated, as readers may see it (I11, I12)."""

from typing import Any
from uuid import UUID

from fastapi.responses import Response

from application.access import SUPERVISORS, Action
from domain.burden import Amounts, Rated, Spent, Tool
from domain.errors import NotFound
from domain.exchange import Part
from domain.inspection import Power
from domain.kernel import Actor, Role, Value
from domain.small_groups import Groups
from interfaces.ombudsmen import case_beside
from interfaces.service import Service
from projections.burden import DayCard, Figures
from projections.inspection import CaseCard


class Totals(Value):
    """What all of some amounts come to.

    Attributes:
        minutes: of all people together.
        work_roubles: what the time cost, as far as rates are known.
        roubles: what it cost, the time among it, damage left out.
        damage: what the harm is worth.
    """

    minutes: int = 0
    work_roubles: int = 0
    roubles: int = 0
    damage: int = 0

    @classmethod
    def of(cls, *amounts: Amounts) -> "Totals":
        return cls(
            minutes=sum(one.minutes for one in amounts),
            work_roubles=sum(one.work_roubles for one in amounts),
            roubles=sum(one.roubles for one in amounts),
            damage=sum(one.damage_roubles for one in amounts),
        )


class BurdenOut(Value):
    """What an inspection took from a business, as it says.

    Attributes:
        days: the first one first.
        totals: of all of them.
    """

    days: tuple[DayCard, ...]
    totals: Totals


class FigureLine(Value):
    """Figures of one group of businesses.

    Attributes:
        control_kind: kind of control; null: all of them.
        authority, authority_name: body; null: all of them.
        spent: what an inspection costs; null: hidden, the group is small.
        tools: how each tool is rated; null: hidden, or nobody rated it.
    """

    control_kind: str | None = None
    authority: UUID | None = None
    authority_name: str | None = None
    spent: Spent | None
    tools: dict[Tool, Rated | None]


class FiguresOut(Value):
    """Figures that the reader may see.

    Attributes:
        k: how many businesses there are at least in whatever is shown.
        lines: of everybody, then of each kind of control, then of its bodies.
    """

    k: int
    lines: tuple[FigureLine, ...]


def burden_for(
    service: Service, by: Actor, id: UUID
) -> tuple[CaseCard, Part, BurdenOut]:
    """What an inspection took, for its client, the body and the ombudsman in it.

    Raises:
        NotFound: the inspection is none of the reader's.
    """
    case, part = case_beside(service, by, id, Action.READ_BURDEN)
    days = tuple(service.burden_view.days(id))
    totals = Totals.of(*(one.amounts for one in days))
    return case, part, BurdenOut(days=days, totals=totals)


def rated_for(service: Service, by: Actor, id: UUID) -> CaseCard:
    """An inspection, for those who rate its tools; nobody else reads ratings.

    Raises:
        NotFound: it is none of the reader's.
    """
    case, part = case_beside(service, by, id, Action.RECORD_BURDEN, Power.RATE)
    if part not in (Part.CLIENT, Part.REPRESENTATIVE):
        raise NotFound
    return case


def document_sent(service: Service, by: Actor, id: UUID, file: UUID) -> Response:
    """A document that shows what a day took.

    Raises:
        NotFound: there is none, or it is none of the reader's.
    """
    case_beside(service, by, id, Action.READ_BURDEN)
    owner = service.burden_view.owner_of_file(id, file)
    if owner is None:
        raise NotFound
    found = service.documents.get(file, owner)
    return Response(
        found.content,
        media_type=found.media_type,
        headers={"Content-Disposition": "attachment"},
    )


def figures_for(service: Service, by: Actor) -> FiguresOut:
    """Figures by kind of control; to a body also its own, to an ombudsman each body's.

    Args:
        service: knows them.
        by: who asks; anybody.
    """
    figures = service.burden_figures.now()
    every: tuple[Groups[Any], ...] = (figures.spent, *figures.rated.values())
    bodies = {
        kind: {
            body
            for groups in every
            for body in groups.bodies.get(kind, ())
            if _sees(by, body)
        }
        for kind in sorted({kind for groups in every for kind in groups.kinds})
    }
    names = service.burden_view.names({one for of in bodies.values() for one in of})
    lines = [_line(figures)]
    for kind, found in bodies.items():
        lines.append(_line(figures, kind))
        lines += [
            _line(figures, kind, body, names.get(body))
            for body in sorted(found, key=lambda one: (names.get(one, ""), one))
        ]
    return FiguresOut(k=service.settings.small_group, lines=tuple(lines))


def _line(
    figures: Figures,
    kind: str | None = None,
    body: UUID | None = None,
    name: str | None = None,
) -> FigureLine:
    return FigureLine(
        control_kind=kind,
        authority=body,
        authority_name=name,
        spent=figures.spent.of(kind, body),
        tools={tool: groups.of(kind, body) for tool, groups in figures.rated.items()},
    )


def _sees(by: Actor, body: UUID) -> bool:
    if by.role is Role.OMBUDSMAN:
        return True
    return by.role in SUPERVISORS and by.organisation == body
