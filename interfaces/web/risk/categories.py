"""Pages of categories: read, object, answer, decide about a rise (C5)."""

from collections.abc import Callable
from typing import Annotated, NamedTuple
from uuid import UUID

from fastapi import APIRouter, File, Form, Query, Request, UploadFile
from fastapi.responses import Response

from application.access import Action, may
from application.log import Receipt
from application.risk import AnswerRiskObjection, DecideRise, ObjectToRisk
from domain.errors import NotFound
from domain.kernel import Actor, Role
from domain.risk import Category
from interfaces.appealed.effected import redressed
from interfaces.appealed.links import appeal_links
from interfaces.deadlines import DeadlineWords
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.locale import N_
from interfaces.risks import CATEGORIES, category_for, explained
from interfaces.service import Service
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.risk.words import WRONG, Business, Head, Reader, words_for
from interfaces.web.wrong import Fault, errors_in, status_for
from projections.risk import ObjectionStatus, RiskCard

router = APIRouter(include_in_schema=False)

ONE = "/risk/{risk_id:uuid}"
FIELDS = ("reason", "criteria", "document", "category", "rises")
MOMENTS = {
    "assigned": N_("Assigned"),
    "recomputed": N_("Reckoned again"),
    "rise_found": N_("A higher category was found; it waits for a decision"),
    "raised": N_("It was decided that the category rises"),
    "rise_declined": N_("It was decided that the category does not rise"),
    "lowered": N_("Lowered, since an objection was right"),
    "lowered_by_appeal": N_("Lowered by a decision on an appeal"),
    "ended": N_("The object was closed"),
}
WHYS = {
    "facts": N_("facts about the business or the object changed"),
    "record": N_("the record of good faith changed"),
    "criteria": N_("other criteria hold"),
    "time": N_("something counts no longer, or counts again"),
    "object_closed": N_("the object was closed"),
}
STATUSES = {
    ObjectionStatus.WAITING: (N_("Waits for the answer"), "ask"),
    ObjectionStatus.UPHELD: (N_("Upheld"), "yes"),
    ObjectionStatus.DECLINED: (N_("Declined"), "no"),
    ObjectionStatus.WITHDRAWN: (N_("Withdrawn"), ""),
}

Version = Annotated[int, Form(ge=0, le=2**31)]
Text = Annotated[str, Form(max_length=5000)]


class Given(NamedTuple):
    """What was filled in on the page of a category.

    Attributes:
        form: "object", "answer" or "rise": which of its forms.
        reason: in words.
        criteria: ids of those that an objection is about.
        category: that is assigned when an objection is right, or "none".
        rises: "yes" or "no".
    """

    form: str = ""
    reason: str = ""
    criteria: tuple[str, ...] = ()
    category: str = ""
    rises: str = ""


@router.get("/risk")
def categories(
    request: Request,
    service: ServiceDep,
    by: Reader,
    after: Annotated[str | None, Query(max_length=30)] = None,
) -> Response:
    """Categories of the reader's objects, or those that the body assigned."""
    is_client = by.role is Role.CLIENT
    found = service.risk_view.of(
        client_id=own(by) if is_client else None,
        authority=None if is_client else own(by),
        after=after,
    )
    return page(
        request,
        "risk/categories.html",
        {
            "found": found,
            "is_client": is_client,
            "tags": CATEGORIES,
            "first": after is None,
        },
    )


@router.get(ONE)
def show(
    request: Request,
    risk_id: UUID,
    service: ServiceDep,
    by: Reader,
    done: Annotated[int, Query(ge=0, le=1)] = 0,
) -> Response:
    """Show a category, how it was found, and what would change it."""
    return _show(request, service, by, risk_id, done=bool(done))


@router.get(f"{ONE}/files/{{objection_file_id:uuid}}")
def file(
    risk_id: UUID, objection_file_id: UUID, service: ServiceDep, by: Reader
) -> Response:
    """A file that was given with an objection."""
    card = category_for(service, by, risk_id)
    if all(objection_file_id not in one.files for one in card.objections):
        raise NotFound
    found = service.documents.get(objection_file_id, card.client_id)
    return Response(
        found.content,
        media_type=found.media_type,
        headers={"Content-Disposition": "attachment"},
    )


@router.post(f"{ONE}/object")
def object_to(
    request: Request,
    risk_id: UUID,
    service: ServiceDep,
    by: Business,
    key: KeyDep,
    version: Version,
    reason: Text = "",
    criteria: Annotated[list[str] | None, Form()] = None,
    document: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Say that the category is not right, with a file if there is one."""
    given = Given("object", reason, tuple(criteria or ())[:200])

    def act() -> Receipt:
        files: tuple[UUID, ...] = ()
        if document is not None and document.filename:
            kept = service.risk_objecting.keep_document(
                own(by), document.filename, document.file.read(), by=by
            )
            files = (kept,)
        command = ObjectToRisk(criteria=given.criteria, reason=reason, files=files)
        return service.risk_objecting.object_to(
            risk_id, command, by=by, key=key, version=version
        )

    return _done(request, service, by, risk_id, act, given)


@router.post(f"{ONE}/withdraw")
def withdraw(
    request: Request, risk_id: UUID, service: ServiceDep, by: Business, key: KeyDep
) -> Response:
    """Object no longer."""

    def act() -> Receipt:
        return service.risk_objecting.withdraw(risk_id, by=by, key=key)

    return _done(request, service, by, risk_id, act)


@router.post(f"{ONE}/answer")
def answer(
    request: Request,
    risk_id: UUID,
    service: ServiceDep,
    by: Head,
    key: KeyDep,
    version: Version,
    reason: Text = "",
    category: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """Agree with an objection and assign less, or say why not."""
    given = Given("answer", reason, category=category)

    def act() -> Receipt:
        command = AnswerRiskObjection.model_validate(
            {"category": None if category == "none" else category, "reason": reason}
        )
        return service.risk_assignments.answer(
            risk_id, command, by=by, key=key, version=version
        )

    return _done(request, service, by, risk_id, act, given)


@router.post(f"{ONE}/rise")
def decide_rise(
    request: Request,
    risk_id: UUID,
    service: ServiceDep,
    by: Head,
    key: KeyDep,
    version: Version,
    reason: Text = "",
    rises: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Let the category rise to what was reckoned, or stay."""
    given = Given("rise", reason, rises=rises)

    def act() -> Receipt:
        said = {"yes": True, "no": False}.get(rises)
        command = DecideRise.model_validate({"rises": said, "reason": reason})
        return service.risk_assignments.decide_rise(
            risk_id, command, by=by, key=key, version=version
        )

    return _done(request, service, by, risk_id, act, given)


def _done(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    act: Callable[[], Receipt],
    given: Given | None = None,
) -> Response:
    """Do it and show the category; or say why not."""
    category_for(service, by, id)
    try:
        receipt = act()
    except WRONG as fault:
        return _show(request, service, by, id, fault, given or Given())
    service.caught_up(receipt.position)
    return see_other(f"/risk/{id}?done=1")


def _show(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    fault: Fault | None = None,
    given: Given | None = None,
    *,
    done: bool = False,
) -> Response:
    card = category_for(service, by, id)
    found = explained(service, card) if card.ended is None else None
    profile = service.risk_view.profile(card.profile)
    shown = card.contested
    edition = profile.edition(shown.edition) if profile else None
    objection = card.objections[0] if card.objections else None
    waiting = objection and objection.status is ObjectionStatus.WAITING
    deadlines = service.deadline_view.about(id)
    return page(
        request,
        "risk/category.html",
        {
            "card": card,
            "shown": shown,
            "found": found,
            "planned": service.risk_reckoning.frequency(
                card.category, profile.number if profile else None
            ),
            "words": words_for(
                request,
                service,
                edition.criteria if edition else None,
                reckoned=shown,
                found=found,
            ),
            "is_client": by.role is Role.CLIENT,
            "may_decide": may(by, Action.DECIDE_RISK),
            "objection": objection if waiting and card.objected else None,
            "lower": _lower(card) if waiting else (),
            "statuses": STATUSES,
            "moments": MOMENTS,
            "whys": WHYS,
            "deadlines": [one for one in deadlines if one.is_open],
            "deadline_words": DeadlineWords(language_of(request), service.clock.now()),
            "given": given or Given(),
            "redressed": redressed(
                service.appealed.effect_view.of(id),
                by,
                card.client_id,
                language_of(request),
            ),
            "appeals": appeal_links(service, by, f"/risk/{id}", language_of(request)),
            "done": done,
            "errors": _errors(request, fault, given),
        },
        status=status_for(fault),
    )


def _lower(card: RiskCard) -> tuple[Category, ...]:
    """What may be assigned when an objection is right, the nearest first."""
    contested = card.rise or card.category
    return tuple(
        one
        for one in Category
        if contested.is_above(one) and not one.is_above(card.category)
    )


def _errors(
    request: Request, fault: Fault | None, given: Given | None
) -> dict[str, str]:
    """What is wrong, by field; every form has a field for the reason."""
    found = errors_in(request, fault, FIELDS)
    form = given.form if given else ""
    return {
        f"{form}-reason" if about == "reason" else about: sentence
        for about, sentence in found.items()
    }
