"""Which open drafts would concern a business, and why: it is invited (E1)."""

from typing import Final, NamedTuple
from uuid import UUID

from domain.condition import Condition, Judgement, Verdict, judge
from domain.draft import Amends, Proposal, Repeals
from domain.errors import NotFound
from domain.kernel import Value
from domain.profile import Profile
from interfaces.service import Service
from projections.draft import OpenDraft

_WEIGHT: Final = (Verdict.APPLIES, Verdict.UNKNOWN)


class Concern(NamedTuple):
    """One change of a draft that concerns a business, or may.

    Attributes:
        proposal: the change.
        condition: on which it concerns the business: as drafted, or as in force for
            what would end.
        judgement: whether it does, and why.
    """

    proposal: Proposal
    condition: Condition
    judgement: Judgement


class Invited(NamedTuple):
    """An open draft with what of it concerns a business."""

    draft: OpenDraft
    concerns: tuple[Concern, ...]

    @property
    def is_sure(self) -> bool:
        """Whether some of it does concern the business, as far as is known."""
        return any(one.judgement.verdict is Verdict.APPLIES for one in self.concerns)


class Invitations(Value):
    """How many open drafts concern a business.

    Attributes:
        affected: for sure.
        perhaps: as far as missing facts allow.
    """

    affected: int
    perhaps: int


def invited(service: Service, client_id: UUID) -> list[Invited]:
    """The open drafts that concern a business or may; what closes first, first.

    Raises:
        NotFound: there is no such business.
    """
    card = service.client_view.get(client_id)
    if card is None:
        raise NotFound
    return invited_with(service, card.profile)


def invited_with(service: Service, profile: Profile) -> list[Invited]:
    """The open drafts that concern whoever has this profile, or may."""
    drafts = service.draft_view.open_now()
    in_force = conditions_in_force(
        service, [p for draft in drafts for p in draft.proposals]
    )
    found = []
    for draft in drafts:
        concerns = [
            concern
            for one in draft.proposals
            if (concern := _concern(one, in_force, profile))
        ]
        if concerns:
            found.append(Invited(draft, tuple(concerns)))
    return found


def counted(found: list[Invited]) -> Invitations:
    """How many there are of either kind."""
    sure = sum(one.is_sure for one in found)
    return Invitations(affected=sure, perhaps=len(found) - sure)


def conditions_in_force(
    service: Service, proposals: list[Proposal]
) -> dict[str, Condition]:
    """The conditions of the requirements that are amended or repealed, by code."""
    codes = [one.code for one in proposals if isinstance(one, Amends | Repeals)]
    standing = service.requirement_view.standing(codes, service.clock.today())
    return {code: one.version.content.condition for code, one in standing.items()}


def _concern(
    proposal: Proposal, in_force: dict[str, Condition], profile: Profile
) -> Concern | None:
    """Whom a change concerns: whoever would have to keep it, or has to until now."""
    conditions = [in_force.get(proposal.code)]
    if not isinstance(proposal, Repeals):
        conditions.insert(0, proposal.proposed.condition)
    judged = [
        Concern(proposal, one, judge(one, profile))
        for one in conditions
        if one is not None
    ]
    concerning = [one for one in judged if one.judgement.verdict in _WEIGHT]
    concerning.sort(key=lambda one: _WEIGHT.index(one.judgement.verdict))
    return concerning[0] if concerning else None
