"""What comes of appeals, as readers may see it (I9)."""

from uuid import UUID

from application.access import Action, allow
from domain.appeal.figures import Appealed, StepAppealed
from domain.kernel import Actor, Role, Value
from interfaces.deps import own
from interfaces.service import Service


class AppealedLine(Value):
    """Figures of one group of businesses.

    Attributes:
        control_kind: kind of control; null: all of them.
        authority, authority_name: body; null: all of them.
        appealed: what came of their appeals; null: hidden, the group is small.
    """

    control_kind: str | None = None
    authority: UUID | None = None
    authority_name: str | None = None
    appealed: Appealed | None


class AppealFiguresOut(Value):
    """Figures that the reader may see.

    Attributes:
        k: how many businesses there are at least in whatever is shown.
        lines: of everybody, then of each kind of control; to an ombudsman then of its
            bodies.
    """

    k: int
    lines: tuple[AppealedLine, ...]


class OwnFiguresOut(Value):
    """Which steps of the own body produce upheld appeals; the worst first."""

    steps: tuple[StepAppealed, ...]


def appeal_figures_for(service: Service, by: Actor) -> AppealFiguresOut:
    """Figures by kind of control, for anybody; of each body for an ombudsman."""
    groups = service.appeal_figures.now().groups
    is_ombudsman = by.role is Role.OMBUDSMAN
    bodies = {one for of in groups.bodies.values() for one in of}
    names = service.burden_view.names(bodies) if is_ombudsman else {}
    lines = [AppealedLine(appealed=groups.all)]
    for kind in sorted(groups.kinds):
        lines.append(AppealedLine(control_kind=kind, appealed=groups.kinds[kind]))
        found = groups.bodies.get(kind, {}) if is_ombudsman else {}
        lines += [
            AppealedLine(
                control_kind=kind,
                authority=body,
                authority_name=names.get(body),
                appealed=found[body],
            )
            for body in sorted(found, key=lambda one: (names.get(one, ""), one))
        ]
    return AppealFiguresOut(k=service.settings.small_group, lines=tuple(lines))


def own_figures_for(service: Service, by: Actor) -> OwnFiguresOut:
    """Figures of a body by step, for those who decide its appeals.

    Raises:
        NotFound: the reader decides none.
    """
    allow(by, Action.DECIDE_APPEAL)
    return OwnFiguresOut(steps=service.appeal_figures.of_body(own(by)))
