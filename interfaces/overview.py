"""What a business has done, what waits for it or for the state, and the next dates."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from domain.applicability import IN_EFFECT, Status
from domain.condition import Verdict
from domain.kernel import Value
from interfaces.service import Service
from projections.applicability import Coming
from projections.client import ToSettle
from projections.compliance import Summary as Compliance
from projections.consultation import ForClient as Questions
from projections.self_examination import Left

AHEAD: Final = timedelta(days=120)
MOST_DATES: Final = 5


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
        coming: the nearest changes of the list (L2).
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
    coming: tuple[Coming, ...]


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
        coming=service.personal_lists.coming(
            client_id, whole.profile, today + AHEAD, MOST_DATES
        ),
    )
