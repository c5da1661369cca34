"""What can be done with a claim of damage that was sent, by what is filled in."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple
from uuid import UUID

from application.damage import (
    AcceptOffer,
    AnswerClaim,
    GoToCourt,
    OfferSum,
    RecordOutcome,
    RecordPayment,
    WithdrawClaim,
)
from application.log import Key, Receipt
from domain.damage import TALKING, BodyAnswer, ClaimStatus
from domain.kernel import Actor
from interfaces.locale import N_
from interfaces.service import Service
from interfaces.web.damage.words import sum_of

FIELDS: Final = (
    "answer",
    "kopecks",
    "pay_by",
    "words",
    "paid_on",
    "case",
    "day",
    "outcome",
)
Form = Mapping[str, str]


class Asked(NamedTuple):
    """Who asks for what.

    Attributes:
        id: of the claim.
        by: who asks.
        key: of the command.
        version: of the claim that was read.
    """

    id: UUID
    by: Actor
    key: Key | None
    version: int


class Act(NamedTuple):
    """Something that can be done with a claim that was sent.

    Attributes:
        name: of it, and the last part of its address.
        title: of its page.
        statuses: where the claim then stands.
        do: does it with what was filled in.
    """

    name: str
    title: str
    statuses: frozenset[ClaimStatus]
    do: Callable[[Service, Asked, Form], Receipt]


def _answer(service: Service, asked: Asked, form: Form) -> Receipt:
    is_offer = form["answer"] == BodyAnswer.OFFERED
    command = AnswerClaim.model_validate(
        {
            "answer": form["answer"],
            "kopecks": sum_of(form["kopecks"]) if is_offer else 0,
            "pay_by": form["pay_by"] or None,
            "words": form["words"],
        }
    )
    return service.damage.talks.answer(
        asked.id, command, by=asked.by, key=asked.key, version=asked.version
    )


def _offer(service: Service, asked: Asked, form: Form) -> Receipt:
    command = OfferSum.model_validate(
        {
            "kopecks": sum_of(form["kopecks"]),
            "pay_by": form["pay_by"] or None,
            "words": form["words"],
        }
    )
    return service.damage.talks.offer(
        asked.id, command, by=asked.by, key=asked.key, version=asked.version
    )


def _accept(service: Service, asked: Asked, form: Form) -> Receipt:
    command = AcceptOffer(words=form["words"])
    return service.damage.talks.accept(
        asked.id, command, by=asked.by, key=asked.key, version=asked.version
    )


def _withdraw(service: Service, asked: Asked, form: Form) -> Receipt:
    command = WithdrawClaim(words=form["words"])
    return service.damage.talks.withdraw(
        asked.id, command, by=asked.by, key=asked.key, version=asked.version
    )


def _payment(service: Service, asked: Asked, form: Form) -> Receipt:
    command = RecordPayment.model_validate(
        {"kopecks": sum_of(form["kopecks"]), "paid_on": form["paid_on"]}
    )
    return service.damage.talks.pay(
        asked.id, command, by=asked.by, key=asked.key, version=asked.version
    )


def _court(service: Service, asked: Asked, form: Form) -> Receipt:
    command = GoToCourt.model_validate({"case": form["case"], "day": form["day"]})
    return service.damage.talks.go_to_court(
        asked.id, command, by=asked.by, key=asked.key, version=asked.version
    )


def _outcome(service: Service, asked: Asked, form: Form) -> Receipt:
    kopecks = sum_of(form["kopecks"]) if form["kopecks"] else 0
    command = RecordOutcome.model_validate(
        {
            "outcome": form["outcome"],
            "kopecks": kopecks,
            "day": form["day"],
            "words": form["words"],
        }
    )
    return service.damage.talks.decide_in_court(
        asked.id, command, by=asked.by, key=asked.key, version=asked.version
    )


TALKS: Final = frozenset({ClaimStatus.TALKS, ClaimStatus.COURT})
SENT: Final = frozenset({ClaimStatus.SENT})
OPEN: Final = frozenset({ClaimStatus.SENT, ClaimStatus.TALKS})
OWED: Final = frozenset({ClaimStatus.SETTLED, ClaimStatus.DECIDED})
ANSWER: Final = Act("answer", N_("Answer the claim"), SENT, _answer)
OFFER: Final = Act("offer", N_("Offer a sum to agree on"), TALKS, _offer)
ACCEPT: Final = Act("accept", N_("Accept the offer"), TALKING, _accept)
WITHDRAW: Final = Act("withdraw", N_("Take the claim back"), OPEN, _withdraw)
PAYMENT: Final = Act("payment", N_("Say that money came"), OWED, _payment)
COURT: Final = Act(
    "court",
    N_("Say that you went to court"),
    OPEN | {ClaimStatus.SETTLED},
    _court,
)
OUTCOME: Final = Act(
    "outcome",
    N_("Say what the court decided"),
    frozenset({ClaimStatus.COURT}),
    _outcome,
)
