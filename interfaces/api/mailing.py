"""Mailings over JSON: what changed for a client, and how far mailings are (L8)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi import status as http
from pydantic import Field

from application.access import Action
from application.log import Receipt
from domain.condition import Verdict
from domain.errors import NotFound
from domain.kernel import Actor, Value
from domain.notice.mailing import Subject
from interfaces.deps import Asks, KeyDep, ServiceDep, answered, own
from interfaces.locale import language, preferred
from interfaces.mailed import changes_for
from projections.notice.mailing import MailingCard

router = APIRouter(prefix="/api", tags=["mailings"])

Client = Annotated[Actor, Depends(Asks(Action.READ_LIST))]
Keeper = Annotated[Actor, Depends(Asks(Action.KEEP_MAILINGS))]


class ChangeOut(Value):
    """One change that concerns a client.

    Attributes:
        subject: what happened, to what.
        verdict: whether it applies, or may.
        because: what the condition asks and decided, e.g. "object:lift"; "-" in front:
            it must not be so; of "unknown": what is not known.
        ceased: it concerned the client until now, and will not any more.
        what, title, reason: the same in words.
    """

    subject: Subject
    verdict: Verdict
    because: tuple[str, ...]
    ceased: bool
    what: str
    title: str
    reason: str


class ChangesOut(Value):
    """What a mailing told a client.

    Attributes:
        changes: in the order of the mailing.
        law: id of the rule by which it was told.
    """

    changes: tuple[ChangeOut, ...]
    law: str | None


class MailingsOut(Value):
    """Mailings, the newest first.

    Attributes:
        mailings: of this page.
        next: `after` of the next page; null on the last.
    """

    mailings: tuple[MailingCard, ...]
    next: int | None


class MailingQuery(Value):
    """Which page of mailings.

    Attributes:
        after: `next` of the page before.
        limit: how many, 1..100.
    """

    after: int | None = Field(default=None, ge=1, le=2**62)
    limit: int = Field(default=50, ge=1, le=100)


@router.get("/changes/{mailing_number:int}")
def changes(
    request: Request,
    mailing_number: Annotated[int, Path(ge=1, le=2**31)],
    service: ServiceDep,
    by: Client,
) -> ChangesOut:
    """What the mailing with this number told you, and why it concerns you."""
    card = changes_for(service.notice_view, own(by), mailing_number)
    subjects, concerns = card.subjects or (), card.concerns or ()
    spoken = language(preferred(request.headers.get("accept-language", "")))
    lines = service.mailed_words.lines(subjects, concerns, spoken)
    return ChangesOut(
        law=card.basis.law,
        changes=tuple(
            ChangeOut(
                subject=subjects[one.of],
                verdict=one.verdict,
                because=one.because,
                ceased=one.ceased,
                what=line.what,
                title=line.title,
                reason=line.reason,
            )
            for line, one in zip(lines, concerns, strict=True)
        ),
    )


@router.get("/mailings")
def mailings(
    query: Annotated[MailingQuery, Query()], service: ServiceDep, _by: Keeper
) -> MailingsOut:
    """Mailings and how far each is, the newest first."""
    found = service.mailing_view.all_of(after=query.after, limit=query.limit)
    last = found[-1].number if len(found) == query.limit else None
    return MailingsOut(mailings=tuple(found), next=last)


@router.post("/mailings", status_code=http.HTTP_202_ACCEPTED)
def begin(service: ServiceDep, by: Keeper, key: KeyDep, response: Response) -> Receipt:
    """Begin to tell what changed since the last one; it goes on in the background."""
    service.caught_up(service.log.head())
    receipt = service.mailings.begin(by=by, key=key)
    response.headers["Location"] = f"/api/mailings/{receipt.id}"
    return answered(receipt, response)


@router.get("/mailings/{mailing_id}")
def one(
    mailing_id: UUID, service: ServiceDep, _by: Keeper, response: Response
) -> MailingCard:
    """How far a mailing is."""
    card = service.mailing_view.get(mailing_id)
    if card is None:
        raise NotFound
    response.headers["ETag"] = f'"{card.version}"'
    return card
