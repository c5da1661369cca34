"""Pages of self-examination: one question a page, every answer undone at will (L5)."""

from http import HTTPStatus
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.access import Action
from application.self_examination import GiveAnswer
from domain.client import UnknownFact
from domain.errors import Invalid, NotFound, RuleBroken, Stale
from domain.kernel import Actor
from domain.profile import ClientKind, FactValue, Profile, Size
from domain.self_examination import AnswersDisagree, ExaminationGoesOn
from interfaces.deps import Asks, KeyDep, ServiceDep, own
from interfaces.locale import N_
from interfaces.problems import field_errors, status_of
from interfaces.regions import regions
from interfaces.service import Service
from interfaces.web.applicability.words import GROUPS, words_of
from interfaces.web.facts import FLAGS, read_value, told
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from projections.client import ClientCard
from projections.self_examination import Ahead, Question

router = APIRouter(include_in_schema=False)

Client = Annotated[Actor, Depends(Asks(Action.EXAMINE_ITSELF))]
Texts = Annotated[tuple[str, ...], Form()]
Version = Annotated[int, Form(ge=0, le=2**31)]

HOME = "/self-examination"
NONE = "none"
"""What stands for "none of these" among the facts of a topic."""


class Given(NamedTuple):
    """What came of a question's form.

    Attributes:
        asked: facts that the page asked.
        so: those that are so, or NONE.
        unsure: those that are to stay unknown.
        value: of a single fact, as written.
        skips: whether nothing of it is known.
    """

    asked: tuple[str, ...]
    so: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    value: str = ""
    skips: bool = False


@router.get(HOME)
def show(request: Request, service: ServiceDep, by: Client) -> Response:
    """Say how far it is: not begun, going on or finished; and what was answered."""
    card = service.self_examination_view.get(own(by))
    wording = service.wording(language_of(request).code)
    ahead = service.self_examination_view.ahead(own(by))
    return page(
        request,
        "self_examination/show.html",
        {
            "card": card,
            "goes_on": card is not None and not card.is_finished,
            "ahead": ahead,
            "wording": wording,
            "told": lambda fact, value: told(request, wording, fact, value),
        },
    )


@router.post(f"{HOME}/begin")
def begin(service: ServiceDep, by: Client, key: KeyDep) -> Response:
    """Begin, and ask the first question."""
    try:
        receipt = service.self_examinations.begin(own(by), by=by, key=key)
    except ExaminationGoesOn:
        return see_other(f"{HOME}/question")
    service.caught_up(receipt.position)
    return see_other(f"{HOME}/question")


@router.get(f"{HOME}/question")
def ask(
    request: Request,
    service: ServiceDep,
    by: Client,
    fact: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """Ask what settles most, or the question that asks a fact."""
    card = service.self_examination_view.get(own(by))
    if card is None or card.is_finished:
        return see_other(HOME)
    ahead = service.self_examination_view.ahead(own(by), again=(fact,) if fact else ())
    question = ahead.question(fact) if fact else next(iter(ahead.questions), None)
    if question is None:
        return see_other(f"{HOME}/question" if fact else f"{HOME}/result")
    return _question(request, service, by, ahead, question)


@router.post(f"{HOME}/question")
def answer(
    request: Request,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    version: Version,
    asked: Texts = (),
    so: Texts = (),
    unsure: Texts = (),
    value: Annotated[str, Form(max_length=2000)] = "",
    skip: Annotated[str, Form()] = "",
) -> Response:
    """Keep the answer and ask the next question."""
    given = Given(asked, so, unsure, value, bool(skip))
    if not asked or not all(service.vocabulary.has(fact, None) for fact in asked):
        return see_other(f"{HOME}/question")
    errors = _wrong(request, given)
    if errors:
        return _asked_again(request, service, by, given, errors)
    try:
        command = GiveAnswer(facts=_said(service, given))
        receipt = service.self_examinations.answer(
            own(by), command, by=by, key=key, version=version
        )
    except (UnknownFact, AnswersDisagree, ValidationError) as fault:
        sentence = language_of(request).gettext(
            fault.title if isinstance(fault, AnswersDisagree) else UNREADABLE
        )
        return _asked_again(request, service, by, given, {_field(given): sentence})
    except (Invalid, RuleBroken, Stale) as fault:
        errors = field_errors(fault, language_of(request))
        return _asked_again(request, service, by, given, errors, status_of(fault))
    service.caught_up(receipt.position)
    return see_other(f"{HOME}/question")


@router.post(f"{HOME}/undo")
def undo(
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    version: Version,
    number: Annotated[int, Form(ge=1, le=2**31)],
) -> Response:
    """Take an answer back."""
    receipt = service.self_examinations.undo(
        own(by), number, by=by, key=key, version=version
    )
    service.caught_up(receipt.position)
    return see_other(f"{HOME}#answers")


@router.get(f"{HOME}/result")
def result(
    request: Request,
    service: ServiceDep,
    by: Client,
    after: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> Response:
    """Show what the answers changed, and what is still unknown."""
    view = service.self_examination_view
    card, outcome = view.get(own(by)), view.outcome(own(by), after=after)
    if card is None or outcome is None:
        return see_other(HOME)
    return page(
        request,
        "self_examination/result.html",
        {
            "card": card,
            "outcome": outcome,
            "ahead": view.ahead(own(by)),
            "after": after,
            "groups": GROUPS,
            "places": _unplaced(_client(service, by)),
            **words_of(request, service),
        },
    )


@router.post(f"{HOME}/finish")
def finish(service: ServiceDep, by: Client, key: KeyDep, version: Version) -> Response:
    """End it and show the list."""
    receipt = service.self_examinations.finish(own(by), by=by, key=key, version=version)
    service.caught_up(receipt.position)
    return see_other("/list")


UNREADABLE = N_("This answer cannot be read")
_SENTENCES = {
    "choose": N_("Choose an answer, or say that you don't know"),
    "which": N_("Choose what is so, or “None of these”"),
    "none": N_("Choose either what is so or “None of these”"),
    "both": N_("You chose the same as so and as not known: keep one"),
}


def _wrong(request: Request, given: Given) -> dict[str, str]:
    """What is wrong with a form, by field; nothing when it can be read."""
    found = ""
    if not given.skips:
        if _is_topic(given):
            found = _wrong_choice(given)
        elif not given.value.strip():
            found = "choose"
    if not found:
        return {}
    return {_field(given): language_of(request).gettext(_SENTENCES[found])}


def _wrong_choice(given: Given) -> str:
    chosen = set(given.so)
    if not chosen and not given.unsure:
        return "which"
    if NONE in chosen and len(chosen) > 1:
        return "none"
    return "both" if chosen & set(given.unsure) else ""


def _said(service: Service, given: Given) -> dict[str, FactValue]:
    """The facts that a form says; what is chosen carries what follows from it."""
    if given.skips:
        return dict.fromkeys(given.asked)
    if not _is_topic(given):
        [fact] = given.asked
        return {fact: read_value(fact, given.value)}
    so = [fact for fact in given.asked if fact in given.so]
    chosen = Profile().with_facts(dict.fromkeys(so, True))
    follows = service.catalogue.follows(chosen, so)
    said: dict[str, FactValue] = {}
    for fact in given.asked:
        if fact in so:
            said[fact] = True
        elif fact not in follows:
            said[fact] = None if fact in given.unsure else False
    return said


def _is_topic(given: Given) -> bool:
    return len(given.asked) > 1 and all(one.startswith(FLAGS) for one in given.asked)


def _field(given: Given) -> str:
    return "so" if _is_topic(given) else "value"


def _asked_again(
    request: Request,
    service: Service,
    by: Actor,
    given: Given,
    errors: dict[str, str],
    status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY,
) -> Response:
    """The same question with what is wrong; the next one when it was answered."""
    ahead = service.self_examination_view.ahead(own(by), again=given.asked)
    found = (ahead.question(fact) for fact in given.asked)
    question = next((one for one in found if one), None)
    if question is None:
        return see_other(f"{HOME}/question")
    return _question(request, service, by, ahead, question, given, errors, status)


def _question(
    request: Request,
    service: Service,
    by: Actor,
    ahead: Ahead,
    question: Question,
    given: Given | None = None,
    errors: dict[str, str] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    spoken = language_of(request)
    wording = service.wording(spoken.code)
    card = service.self_examination_view.get(own(by))
    return page(
        request,
        "self_examination/question.html",
        {
            "card": card,
            "question": question,
            "fact": question.facts[0],
            "title": wording.topic(question.topic)
            if question.topic
            else wording.question(question.facts[0]),
            "settles": {_key(o.said): o.settles for o in question.outcomes},
            "left": len(ahead.questions),
            "undecided": ahead.undecided,
            "given": given or Given(question.facts),
            "places": _said_of_places(_client(service, by), question),
            "wording": wording,
            "kinds": list(ClientKind),
            "sizes": list(Size),
            "regions": regions(spoken.code),
            "errors": errors or {},
        },
        status=status,
    )


def _key(said: dict[str, FactValue]) -> Any:
    """What an outcome is found by: the flag that is so, NONE, or the value."""
    for fact, value in said.items():
        if value is True:
            return fact
        if value is not False:
            return value
    return NONE


def _client(service: Service, by: Actor) -> ClientCard:
    card = service.client_view.get(own(by))
    if card is None:
        raise NotFound
    return card


def _said_of_places(
    card: ClientCard, question: Question
) -> dict[str, list[tuple[str, FactValue]]]:
    """What is known of each place, by object: its name and whether it is there."""
    return {
        fact: [
            (place.name, place.facts[fact].value)
            for place in card.premises
            if fact in place.facts and place.facts[fact].value is not None
        ]
        for fact in question.facts
        if fact.startswith("object:")
    }


def _unplaced(card: ClientCard) -> list[str]:
    """Objects that the business has in some of several places, nobody said which."""
    if len(card.premises) < 2:
        return []
    return [
        fact
        for fact, known in card.facts.items()
        if fact.startswith("object:")
        and fact != "object:premises"
        and known.value is True
        and not any(fact in place.facts for place in card.premises)
    ]
