"""What a client has still to confirm: proposals, and lines of its list (L3)."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import numpy as np

from domain.condition import Judgement, Verdict, judge
from domain.confirmation import ThingKind
from domain.kernel import Value
from domain.profile import Profile
from domain.situation import SituationKind
from projections.applicability import Line, PersonalLists, WholeList
from projections.applicability.register import BODY
from projections.confirmation.confirmation import ConfirmationCard, ConfirmationView
from projections.index import Mask
from projections.situation import SituationCard, SituationView

PAGE = 50


class Proposal(Value):
    """A situation or a segment as it stands for a client.

    Attributes:
        card: what is offered.
        verdict: whether it is meant for such a business.
        confirmation: the client's, when there is one.
    """

    card: SituationCard
    verdict: Verdict
    confirmation: ConfirmationCard | None


class OpenBody(Value):
    """Requirements of one supervisory body that wait for a confirmation.

    Attributes:
        name: of the body.
        count: how many there are.
    """

    name: str
    count: int


class OpenLines(Value):
    """Requirements that apply to a client and that it has not confirmed.

    Attributes:
        found: how many there are, of the wanted body or of all.
        bodies: of all, by name.
        lines: a page of the wanted ones, in the register's order.
        next: for the next page; None at the end.
    """

    found: int
    bodies: tuple[OpenBody, ...]
    lines: tuple[Line, ...]
    next: int | None


class OpenSummary(Value):
    """What waits, for the client's home page.

    Attributes:
        put_up: confirmations that were put up again.
        unconfirmed: requirements that apply and are not confirmed.
        segments: segments that fit and are not confirmed.
    """

    put_up: int
    unconfirmed: int
    segments: int


class ToConfirm:
    """Tells what is left to confirm.

    Args:
        confirmations: what was confirmed.
        situations: what is offered.
        lists: the personal lists.
        today: the current day where the service is run.
    """

    def __init__(
        self,
        confirmations: ConfirmationView,
        situations: SituationView,
        lists: PersonalLists,
        today: Callable[[], date],
    ) -> None:
        self._confirmations = confirmations
        self._situations = situations
        self._lists = lists
        self._today = today

    def proposals(self, client_id: UUID, kind: SituationKind) -> list[Proposal]:
        """Everything offered of a kind: what fits first, what does not fit last.

        Raises:
            NotFound: there is no such client.
        """
        profile = self._lists.profile(client_id)
        offered = self._situations.published(kind)
        given = self._confirmations.of(
            client_id, ThingKind(kind.value), [one.code for one in offered]
        )
        found = [
            Proposal(
                card=one,
                verdict=_fits(one, profile).verdict,
                confirmation=given.get(one.code),
            )
            for one in offered
        ]
        return sorted(found, key=lambda one: _ORDER[one.verdict])

    def requirements(
        self, client_id: UUID, *, body: str = "", after: int = 0, limit: int = PAGE
    ) -> OpenLines:
        """Requirements that apply and are not confirmed on their version in force.

        Args:
            client_id: whose.
            body: only of this supervisory body; "" for all.
            after: `next` of the page before.
            limit: lines of a page, 1..500.

        Raises:
            NotFound: there is no such client.
        """
        whole, open_ = self._open(client_id)
        register = whole.register
        wanted = open_ & register.labelled(BODY, body) if body else open_
        numbers = register.in_order(wanted)
        shown = numbers[after : after + limit]
        return OpenLines(
            found=len(numbers),
            bodies=_bodies(whole, open_),
            lines=tuple(self._lists.lines(whole, shown)),
            next=after + limit if after + limit < len(numbers) else None,
        )

    def summary(self, client_id: UUID) -> OpenSummary:
        """What waits for the client.

        Raises:
            NotFound: there is no such client.
        """
        _, open_ = self._open(client_id)
        segments = self.proposals(client_id, SituationKind.SEGMENT)
        return OpenSummary(
            put_up=self._confirmations.waiting(client_id),
            unconfirmed=int(open_.sum()),
            segments=sum(
                one.verdict is Verdict.APPLIES and one.confirmation is None
                for one in segments
            ),
        )

    def _open(self, client_id: UUID) -> tuple[WholeList, Mask]:
        whole = self._lists.whole(client_id, self._today())
        open_ = whole.group(Verdict.APPLIES)
        for requirement, version in self._confirmations.confirmed(client_id):
            number = whole.register.number(requirement, version)
            if number is not None:
                open_[number] = False
        return whole, open_


_ORDER = {Verdict.APPLIES: 0, Verdict.UNKNOWN: 1, Verdict.DOES_NOT_APPLY: 2}


def _fits(card: SituationCard, profile: Profile) -> Judgement:
    return judge(card.content.whom, profile)


def _bodies(whole: WholeList, open_: Mask) -> tuple[OpenBody, ...]:
    if not whole.register.labels:
        return ()
    labels, counts = np.unique(whole.register.labels[BODY][open_], return_counts=True)
    names = list(whole.register.names)
    found = [
        OpenBody(name=names[label], count=int(count))
        for label, count in zip(labels, counts, strict=True)
    ]
    return tuple(sorted(found, key=lambda one: one.name))
