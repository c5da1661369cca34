"""What pages of advice share: who may see them, names of things, the law's numbers."""

from typing import Annotated, Any, NamedTuple
from uuid import UUID

from fastapi import Depends, Form, Request

from application.access import Action, allow_answering, allow_question
from domain.consultation import REGISTRAR, Kind, Status
from domain.errors import NotFound
from domain.kernel import Actor
from domain.law_term import LawTerm
from interfaces.deps import Asks
from interfaces.locale import ENGLISH, N_, Language
from interfaces.service import Service
from interfaces.web.pages import language_of
from interfaces.web.requirement.words import CERTAINTY
from interfaces.web.wrong import Fault, errors_of
from projections.consultation import AnswerCard, QuestionCard, Turn

Anybody = Annotated[Actor, Depends(Asks(Action.READ_PUBLIC))]
Asker = Annotated[Actor, Depends(Asks(Action.ASK))]
Reader = Annotated[Actor, Depends(Asks(Action.READ_QUESTION))]
Officer = Annotated[Actor, Depends(Asks(Action.ANSWER_QUESTION))]
Text = Annotated[str, Form(max_length=30_000)]

STATUSES = {
    Status.WAITING: (N_("Waits for the answer of the state"), "ask"),
    Status.ANSWERED: (N_("Answered"), "yes"),
    Status.CLOSED: (N_("Closed by you"), "no"),
}
STATUSES_FOR_BODY = {
    Status.WAITING: (N_("Waits for your answer"), "ask"),
    Status.ANSWERED: (N_("Answered"), "yes"),
    Status.CLOSED: (N_("Closed by the client"), "no"),
}
MOMENTS = {
    "asked": N_("Asked"),
    "followed_up": N_("Asked on"),
    "forwarded": N_("Given to another body"),
    "answered": N_("The body has answered"),
    "explained": N_("Answered by a published explanation"),
    "answer_read": N_("The client has read the answer"),
    "rated": N_("Rated"),
    "closed": N_("Closed by the client"),
}
KINDS = {
    Kind.FREQUENT: N_("Asked often"),
    Kind.EXPLANATION: N_("Explanation of similar questions"),
}
RATINGS = {
    5: N_("5: very useful"),
    4: N_("4: useful"),
    3: N_("3: partly useful"),
    2: N_("2: hardly useful"),
    1: N_("1: not useful"),
}


class Said(NamedTuple):
    """What was filled into a form of a public answer."""

    question: str = ""
    answer: str = ""
    unmet: str = ""

    def command(self) -> dict[str, Any]:
        """The same as commands take it."""
        return self._asdict() | {"unmet": self.unmet.strip() or None}


def _said(question: Text = "", answer: Text = "", unmet: Text = "") -> Said:
    return Said(question, answer, unmet)


SaidDep = Annotated[Said, Depends(_said)]


def readable(service: Service, by: Actor, id: UUID) -> QuestionCard:
    """The question, for its client and for the body that has it.

    Raises:
        NotFound: it is none of the reader's.
    """
    card = service.question_view.get(id)
    if card is None:
        raise NotFound
    allow_question(
        by, client_id=card.client_id, body=card.body, bodies=service.person_view
    )
    return card


def published(service: Service, number: int) -> AnswerCard:
    """A public answer, withdrawn or not.

    Raises:
        NotFound: there is none.
    """
    card = service.answer_view.get(number)
    if card is None:
        raise NotFound
    return card


def kept(service: Service, by: Actor, number: int) -> AnswerCard:
    """A public answer, for the body that gave it.

    Raises:
        NotFound: there is none, or another body gave it.
    """
    card = published(service, number)
    allow_answering(by, body=card.body, bodies=service.person_view)
    return card


def title_of(service: Service, code: str) -> str | None:
    """What a requirement is called today; None for the list as a whole."""
    if not code:
        return None
    return titles_of(service, [code])[code]


def titles_of(service: Service, codes: list[str]) -> dict[str, str]:
    """Titles of requirements as they read today, by code; the code where none is."""
    standing = service.requirement_view.standing(codes, service.clock.today())
    return {
        code: standing[code].version.content.title if code in standing else code
        for code in codes
    }


class AdviceWords:
    """How bodies and the law's numbers are said in the reader's language."""

    def __init__(self, request: Request, service: Service) -> None:
        self._spoken: Language = language_of(request)
        self._law = service.law

    def body(self, name: str) -> str:
        """The name of a body; the registrar has none in the register."""
        if name == REGISTRAR:
            return self._spoken.gettext(N_("The registrar of mandatory requirements"))
        return name

    def reckoning(self, turn: Turn) -> str:
        """How the last day for an answer was found."""
        term = self._law.on(turn.rule, turn.on)
        return self._spoken.gettext(
            N_("Registered on %(day)s; %(days)s after that; the last day is %(due)s."),
            day=self._spoken.date(turn.on),
            days=self.days(term),
            due=self._spoken.date(turn.due),
        )

    def days(self, term: LawTerm) -> str:
        """How long a term is."""
        spoken, number = self._spoken, term.number
        match term.unit:
            case "month":
                return spoken.ngettext("%(num)s month", "%(num)s months", number)
            case "year":
                return spoken.ngettext("%(num)s year", "%(num)s years", number)
        return spoken.ngettext("%(num)s calendar day", "%(num)s calendar days", number)

    def law(self, term: LawTerm) -> str:
        """Where a number of the law stands, and how sure we are of it."""
        source = term.source
        if self._spoken.code != ENGLISH:
            source = source.replace(" art. ", " ст. ").replace(" pt ", " ч. ")
        sure = self._spoken.gettext(CERTAINTY[term.certainty])
        return f"{source}. {sure}."

    def law_of(self, turn: Turn) -> str:
        """The law behind the last day for an answer."""
        return self.law(self._law.on(turn.rule, turn.on))


def errors_in(
    request: Request, fault: Fault | None, fields: tuple[str, ...]
) -> dict[str, str]:
    """The same; what is about no field of the form is about none in particular."""
    return {
        about if about in fields else "": sentence
        for about, sentence in errors_of(request, fault).items()
    }
