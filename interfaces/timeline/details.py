"""What was said in a step: the parts of its event that people want to read (R5).

Read from the log when it is told, so that nothing personal is kept in a read model.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, Final, NamedTuple
from uuid import UUID

from domain.appeal import events as appeals
from domain.caution import Caution
from domain.client import Dispute
from domain.damage import Claim
from domain.exchange import Message
from domain.information_request import InformationRequest
from domain.kernel import FORGOTTEN, Event
from domain.notice import Notice
from domain.profile import FactValue
from domain.risk import Reckoned
from domain.term import Reckoning
from domain.visit import Outcome
from interfaces.locale import N_, Language
from interfaces.notices import NoticeWording
from interfaces.timeline.choices import CHOICES
from interfaces.wording import Wording

TEXTS: Final[Mapping[str, str]] = {
    "name": N_("Name"),
    "address": N_("Address"),
    "place_name": N_("Place"),
    "object": N_("Object"),
    "purpose": N_("Ground and purpose"),
    "question": N_("The question"),
    "answer": N_("The answer"),
    "explanation": N_("Explanation"),
    "what": N_("What is to be done"),
    "done": N_("What was done"),
    "evidence": N_("What shows it"),
    "note": N_("Note"),
    "reply": N_("The reply"),
    "text": N_("In words"),
    "title": N_("Topic"),
    "told": N_("What it is about"),
    "comment": N_("Comment"),
    "reason": N_("Reason"),
    "registry": N_("State register"),
    "control_kind": N_("Kind of control"),
    "algorithm": N_("Algorithm"),
    "act": N_("Act"),
    "activity": N_("OKVED code"),
    "body": N_("Supervisory body"),
    "control_body": N_("Supervisory body"),
    "used_in": N_("Used in"),
}
"""Fields that are texts, in the order in which they are told."""
BEFORE: Final = N_("Until then")
NUMBERS: Final[Mapping[str, str]] = {
    "step": N_("Step"),
    "rating": N_("Rating, of 5"),
    "remark": N_("Remark"),
}
DAYS: Final[Mapping[str, str]] = {
    "due": N_("Until"),
    "valid_until": N_("Valid until"),
    "day": N_("Day"),
    "since": N_("Since"),
}
ELSEWHERE: Final[Mapping[type[Event], frozenset[str]]] = {
    Message.Sent: frozenset({"text"}),
    appeals.ConsiderationRefused: frozenset({"reason"}),
    appeals.RestorationDecided: frozenset({"reason"}),
    appeals.SuspensionDecided: frozenset({"reason"}),
    appeals.InformationAsked: frozenset({"what"}),
    appeals.ExplanationAsked: frozenset({"what"}),
    appeals.Extended: frozenset({"reason"}),
    appeals.Withdrawn: frozenset({"reason"}),
    Caution.Issued: frozenset({"told"}),
    Caution.PointWorded: frozenset({"conduct", "proposal"}),
    Caution.Objected: frozenset({"reason"}),
    Caution.Kept: frozenset({"reason"}),
    Caution.Changed: frozenset({"reason"}),
    Caution.Withdrawn: frozenset({"reason"}),
    Claim.LinePut: frozenset({"what"}),
    InformationRequest.Asked: frozenset({"purpose"}),
    InformationRequest.ItemWorded: frozenset({"what"}),
    InformationRequest.ItemAnswered: frozenset({"text"}),
    Outcome.AdviceWorded: frozenset({"text"}),
    Outcome.OrderWorded: frozenset({"found", "remedy", "proof"}),
}
"""What is read only where opening it is recorded, and so is never told here."""
FACTS: Final = ("facts", "said")
MOST_FACTS: Final = 12
"""More are told where the facts are kept."""


class Detail(NamedTuple):
    """One part of what was said.

    Attributes:
        label: what it is; "" where the text says so itself.
        text: as it was said, or in words of the service.
    """

    label: str
    text: str


class Details:
    """Tells what was said in a step.

    Args:
        spoken: the reader's language.
        wording: facts in it.
        notices: the words of notices.
    """

    def __init__(
        self, spoken: Language, wording: Wording, notices: NoticeWording
    ) -> None:
        self._spoken = spoken
        self._wording = wording
        self._notices = notices

    def of(self, event: Event) -> tuple[Detail, ...]:
        """What was said, in the order in which people ask for it."""
        return (
            *self._choices(event),
            *self._notice(event),
            *self._said(event),
            *self._term(event),
            *self._facts(event),
        )

    def _choices(self, event: Event) -> Iterator[Detail]:
        for name in type(event).model_fields:
            value = vars(event)[name]
            names = CHOICES.get(type(value))
            if isinstance(value, Reckoned) and "category" not in vars(event):
                names, value = CHOICES[type(value.category)], value.category
            if names and value in names:
                label = self._spoken.gettext(BEFORE) if name == "was" else ""
                yield Detail(label, self._spoken.gettext(names[value]))

    def _said(self, event: Event) -> Iterator[Detail]:
        parts: tuple[tuple[Mapping[str, str], Callable[[Any], str]], ...] = (
            (TEXTS, self._text),
            (NUMBERS, self._number),
            (DAYS, self._day),
        )
        hidden = ELSEWHERE.get(type(event), frozenset())
        for labels, say in parts:
            for name, label in labels.items():
                text = "" if name in hidden else say(vars(event).get(name))
                if text:
                    yield Detail(self._spoken.gettext(label), text)

    def _text(self, value: object) -> str:
        if not isinstance(value, str) or isinstance(value, Enum):
            return ""
        return self._spoken.gettext(N_("Data deleted")) if value == FORGOTTEN else value

    def _number(self, value: object) -> str:
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return str(value) if is_number and value else ""

    def _day(self, value: object) -> str:
        if isinstance(value, datetime):
            return self._spoken.moment(value)
        return self._spoken.date(value) if isinstance(value, date) else ""

    def _notice(self, event: Event) -> Iterator[Detail]:
        if isinstance(event, Notice.Told):
            worded = self._notices.filled(
                event.template, event.template_version, event.values, self._spoken.code
            )
            yield Detail("", worded.subject)

    def _term(self, event: Event) -> Iterator[Detail]:
        reckoning = vars(event).get("reckoning")
        if isinstance(reckoning, Reckoning):
            label = self._spoken.gettext(N_("Until"))
            yield Detail(label, self._spoken.date(reckoning.last_day))

    def _facts(self, event: Event) -> Iterator[Detail]:
        if isinstance(event, Dispute.Raised):
            said = self._value(event.fact, event.value)
            claim = self._value(event.fact, event.claim)
            yield Detail(self._wording.label(event.fact), f"{said} → {claim}")
        for name in FACTS:
            facts = vars(event).get(name)
            if isinstance(facts, Mapping):
                for fact, value in list(facts.items())[:MOST_FACTS]:
                    yield Detail(self._wording.label(fact), self._value(fact, value))

    def _value(self, fact: str, value: FactValue) -> str:
        say = self._spoken.gettext
        match value:
            case None:
                return say(N_("Not known"))
            case bool():
                return say(N_("Yes")) if value else say(N_("No"))
            case tuple() if fact == "life_situations":
                said = [self._wording.value(fact, one) for one in value]
                return ", ".join(said) or say(N_("None"))
            case tuple():
                return ", ".join(value) or say(N_("None"))
            case str() if fact in {"client_kind", "size", "region"}:
                return self._wording.value(fact, value)
        return str(value)


def people_in(event: Event) -> Iterator[UUID]:
    """Ids of people whom an event is about, beside whoever did it."""
    person = vars(event).get("person")
    if isinstance(person, UUID):
        yield person
