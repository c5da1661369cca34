"""What a business has done, what waits for it or for the state, and the next dates."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from domain.applicability import IN_EFFECT, Status
from domain.condition import Verdict
from domain.execution import Dispute
from domain.execution import Status as Progress
from domain.kernel import Value
from domain.profile import Profile
from interfaces.invited import Invitations, counted, invited_with
from interfaces.service import Service
from interfaces.tasks import next_of, tasks_of
from projections.applicability import Coming
from projections.client import ToSettle
from projections.compliance import Summary as Compliance
from projections.consultation import ForClient as Questions
from projections.data_assessment import Glance
from projections.execution import ConfirmationCard, ExecutionCard
from projections.self_examination import Left

AHEAD: Final = timedelta(days=120)
LOOKS_OF: Final = timedelta(days=30)
MOST_DATES: Final = 5
MOST_RUNNING: Final = 5


class Declarations(Value):
    """Declarations of non-applicability, by whom they wait for.

    Attributes:
        contested: wait for the client's answer.
        to_reconfirm: wait for the client to look again.
        with_body: were answered; the body decides.
        in_effect: move a requirement in the list.
    """

    contested: int
    to_reconfirm: int
    with_body: int
    in_effect: int


class Running(Value):
    """An execution that is not over.

    Attributes:
        id: of the execution.
        title: of its algorithm.
        place_name, object: what it is about; None: the whole business.
        is_paused: whether it has to be resumed first.
        step: number of the step that can be taken now; None: it waits for the check
            before it is finished, or for others.
        action: what to do in that step.
        left: how many steps are open.
    """

    id: UUID
    title: str
    place_name: str | None
    object: str | None
    is_paused: bool
    step: int | None
    action: str | None
    left: int


class Wanting(Value):
    """A confirmation that wants something of its client.

    Attributes:
        id: of the confirmation.
        title: of its algorithm.
        ends_on: the first day on which something of it ends; None: nothing does.
    """

    id: UUID
    title: str
    ends_on: date | None


class CarryingOut(Value):
    """Algorithms that a business carries out, and what it has confirmed by that.

    Attributes:
        running: executions that are not over, the last touched first, a few.
        questioned: confirmations on whose question a body awaits the answer.
        ending: of which something ends soon.
        lapsed: of which something lapsed, nothing more of it ending soon.
        confirmed: how many requirements are confirmed today.
        ends_next: the nearest day on which something confirmed ends.
    """

    running: tuple[Running, ...]
    questioned: tuple[Wanting, ...]
    ending: tuple[Wanting, ...]
    lapsed: tuple[Wanting, ...]
    confirmed: int
    ends_next: date | None


class Overview(Value):
    """The home page of a business.

    Attributes:
        on: today.
        counts: lines of each group of the list.
        left: what self-examination would still ask (L5).
        declarations: of non-applicability (L4).
        compliance: self-assessment and declarations of compliance (L9).
        questions: to bodies (L6).
        data: what is unsettled in the data set (L7).
        confirmed: requirements that the client confirmed (L3).
        to_confirm_again: what it confirmed and has changed since (L3).
        carrying_out: algorithms and their confirmations (C2).
        looks: of bodies at the records, in a month; offers of help (C3).
        coming: the nearest changes of the list (L2).
        drafts: open drafts that concern the business, or may (E1).
    """

    on: date
    counts: dict[Verdict, int]
    left: Left
    declarations: Declarations
    compliance: Compliance
    questions: Questions
    data: ToSettle
    confirmed: int
    to_confirm_again: int
    carrying_out: CarryingOut
    looks: Glance
    coming: tuple[Coming, ...]
    drafts: Invitations


def overview(service: Service, client_id: UUID) -> Overview:
    """Everything that the home page of a business tells.

    Raises:
        NotFound: there is no such client.
    """
    today = service.clock.today()
    whole = service.personal_lists.whole(client_id, today)
    by_status = service.declaration_view.by_status(client_id)
    return Overview(
        on=today,
        counts=whole.counts(),
        left=service.self_examination_view.left(client_id),
        declarations=Declarations(
            contested=by_status[Status.CONTESTED],
            to_reconfirm=by_status[Status.TO_RECONFIRM],
            with_body=by_status[Status.ANSWERED],
            in_effect=sum(by_status[status] for status in IN_EFFECT),
        ),
        compliance=service.assessment_view.summary(client_id, today),
        questions=service.question_view.for_client(client_id),
        data=service.data_set_view.to_settle(client_id),
        confirmed=len(service.confirmation_view.confirmed(client_id)),
        to_confirm_again=service.confirmation_view.waiting(client_id),
        carrying_out=_carrying_out(service, client_id, whole.profile, today),
        looks=service.look_view.glance(client_id, service.clock.now() - LOOKS_OF),
        coming=service.personal_lists.coming(
            client_id, whole.profile, today + AHEAD, MOST_DATES
        ),
        drafts=counted(invited_with(service, whole.profile)),
    )


def _carrying_out(
    service: Service, client_id: UUID, profile: Profile, today: date
) -> CarryingOut:
    view = service.execution_confirmation_view
    waiting = view.waiting(client_id, today)
    renewable = [one for one in waiting if one.wants_renewal(today)]
    ends = view.ending(client_id, today, today + AHEAD)
    running = service.execution_view.running(client_id, MOST_RUNNING)
    return CarryingOut(
        running=tuple(_running(one, profile) for one in running),
        questioned=tuple(_wanting(one) for one in waiting if _is_questioned(one)),
        ending=tuple(_wanting(one) for one in renewable if one.is_ending(today)),
        lapsed=tuple(_wanting(one) for one in renewable if not one.is_ending(today)),
        confirmed=view.confirmed(client_id, today),
        ends_next=ends[0].on if ends else None,
    )


def _running(card: ExecutionCard, profile: Profile) -> Running:
    tasks = tasks_of(card, profile)
    following = next_of(tasks)
    return Running(
        id=card.id,
        title=card.content.title,
        place_name=card.place_name,
        object=card.object,
        is_paused=card.status is Progress.PAUSED,
        step=following.step.number if following else None,
        action=following.step.action if following else None,
        left=sum(task.is_open for task in tasks),
    )


def _is_questioned(card: ConfirmationCard) -> bool:
    return any(question.state is Dispute.ASKED for question in card.questions)


def _wanting(card: ConfirmationCard) -> Wanting:
    return Wanting(id=card.id, title=card.title, ends_on=card.ends_on)
