"""The impact of what a draft does to the register, as the register stands (E6)."""

from collections.abc import Sequence

from domain.condition import Condition
from domain.draft import Proposal, Repeals
from domain.errors import NotFound
from domain.impact import Impact
from interfaces.invited import conditions_in_force
from interfaces.service import Service


def impact_of(service: Service, proposals: Sequence[Proposal]) -> Impact:
    """How many clients any of some changes concerns, by group."""
    in_force = conditions_in_force(service, list(proposals))
    return service.impacts.measure(_drafted(proposals), list(in_force.values()))


def impact_of_each(
    service: Service, proposals: Sequence[Proposal]
) -> dict[str, Impact]:
    """How many clients each change concerns, by code; without groups."""
    in_force = conditions_in_force(service, list(proposals))
    found = service.impacts.totals(
        [
            (_drafted([one]), [in_force[one.code]] if one.code in in_force else [])
            for one in proposals
        ]
    )
    return {one.code: told for one, told in zip(proposals, found, strict=True)}


def impact_of_condition(
    service: Service, condition: Condition, code: str | None
) -> Impact:
    """How many clients a condition concerns; with a code against that requirement.

    Raises:
        NotFound: no published requirement has this code.
    """
    if code is None:
        return service.impacts.measure([condition])
    standing = service.requirement_view.as_of(code, service.clock.today())
    if standing is None:
        raise NotFound
    return service.impacts.measure([condition], [standing.version.content.condition])


def _drafted(proposals: Sequence[Proposal]) -> list[Condition]:
    return [one.proposed.condition for one in proposals if not isinstance(one, Repeals)]
