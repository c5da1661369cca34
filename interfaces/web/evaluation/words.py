"""What pages of evaluations share: who may see them, and names of things (E1 to E5)."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Form, Query, Request

from application.access import Action
from application.ports import EvaluatedRule
from domain.anonymity import Kind, Label
from domain.evaluation import Outcome, SubjectKind, Theme
from domain.kernel import Actor
from interfaces.deps import Asks
from interfaces.evaluated import district_names
from interfaces.locale import N_, Language
from interfaces.regions import regions
from interfaces.service import Service
from interfaces.web.pages import language_of

Anybody = Annotated[Actor, Depends(Asks(Action.READ_PUBLIC))]
Client = Annotated[Actor, Depends(Asks(Action.EVALUATE))]
Developer = Annotated[Actor, Depends(Asks(Action.CONSIDER))]
Releaser = Annotated[Actor, Depends(Asks(Action.RELEASE_TEXT))]
Text = Annotated[str, Form(max_length=30_000)]
Version = Annotated[int | None, Query(ge=1, le=100_000)]

QUESTIONS = {
    "clarity": N_("Can it be understood?"),
    "feasibility": N_("Can it be done?"),
    "proportionality": N_("Is it worth what it takes?"),
}
ENDS = {
    "clarity": (N_("1: not at all"), N_("5: entirely")),
    "feasibility": (N_("1: it cannot be done"), N_("5: easily")),
    "proportionality": (N_("1: not at all"), N_("5: entirely")),
}
THEMES = {
    Theme.WORDING: N_("How it is worded"),
    Theme.PAPERWORK: N_("Papers and reports"),
    Theme.TERMS: N_("Terms and deadlines"),
    Theme.COST: N_("What it costs"),
    Theme.PREMISES: N_("Premises and equipment"),
    Theme.STAFF: N_("People and training"),
    Theme.DATA: N_("Data that the state has already"),
    Theme.SANCTION: N_("What a breach threatens"),
    Theme.CONTROL: N_("How it is checked"),
}
COSTS = {
    "once_hours": N_("Hours of work, the first time"),
    "once_roubles": N_("Roubles, the first time"),
    "yearly_hours": N_("Hours of work a year"),
    "yearly_roubles": N_("Roubles a year"),
}
OUTCOMES = {
    Outcome.ACCEPTED: (N_("Accepted"), "yes"),
    Outcome.PARTLY: (N_("Accepted in part"), "ask"),
    Outcome.DECLINED: (N_("Declined"), "no"),
}
CLASHES = {
    "duplicates": N_("says the same as"),
    "contradicts": N_("contradicts"),
}
SIZES = {
    "micro_small": N_("micro or small business"),
    "medium_large": N_("medium or large business"),
    "micro": N_("micro business"),
    "small": N_("small business"),
    "medium": N_("medium business"),
    "large": N_("large business"),
}
FOUND = {
    Kind.INN: N_("an INN"),
    Kind.OGRN: N_("an OGRN"),
    Kind.ACCOUNT: N_("an account"),
    Kind.CARD: N_("a bank card"),
    Kind.PHONE: N_("a telephone number"),
    Kind.NUMBER: N_("a long number"),
    Kind.EMAIL: N_("an e-mail address"),
    Kind.ADDRESS_ONLINE: N_("an address on the internet"),
    Kind.PERSON: N_("a person's name"),
    Kind.BUSINESS: N_("the name of a business"),
    Kind.PLACE: N_("a place"),
}
MOMENTS = {
    "Begun": N_("A draft was kept"),
    "Saved": N_("The draft was changed"),
    "Sent": N_("Sent"),
    "Withdrawn": N_("Withdrawn"),
    "NameGiven": N_("You consented to be named"),
    "NameTakenBack": N_("You took the consent to be named back"),
}


class EvaluationWords:
    """How groups, bands and rules are said in the reader's language."""

    def __init__(self, request: Request, service: Service) -> None:
        self.spoken: Language = language_of(request)
        self._service = service

    def label(self, label: Label) -> str:
        """What is true of a group, in words."""
        finest = {name: value for name, value in label if value}
        parts = [self._part(name, value) for name, value in finest.items()]
        if "okved" in finest:
            parts = [one for one in parts if one != self._section(finest)]
        if "region" in finest:
            parts = [one for one in parts if one != self._district(finest)]
        return "; ".join(parts) or self.spoken.gettext(N_("All together"))

    def band(self, band: tuple[int, int]) -> str:
        """A band of hours or roubles."""
        low, high = band
        if high - low <= 1:
            return self.spoken.number(low)
        return self.spoken.gettext(
            N_("from %(low)s to %(high)s"),
            low=self.spoken.number(low),
            high=self.spoken.number(high),
        )

    def clash(self, name: str) -> str:
        """A clash, e.g. "says the same as REQ-FIRE-002"."""
        kind, _, code = name.partition(":")
        return f"{self.spoken.gettext(CLASHES[kind])} {code}"

    def _part(self, name: str, value: str) -> str:
        match name:
            case "section":
                return self._title(value)
            case "district":
                return district_names(self.spoken.code).get(value, value)
            case "region":
                return regions(self.spoken.code).get(value, value)
            case "size":
                return self.spoken.gettext(SIZES[value])
        return self._title(value)

    def _title(self, code: str) -> str:
        title = self._service.okved_titles(code)
        return f"{code} {title}" if title else code

    def _section(self, label: dict[str, str]) -> str:
        return self._title(label.get("section", ""))

    def _district(self, label: dict[str, str]) -> str:
        return self._part("district", label.get("district", ""))


def home_of(kind: str, code: str) -> str:
    """The page of what is evaluated."""
    folder = "drafts" if kind == SubjectKind.DRAFT else "requirements"
    return f"/{folder}/{code}"


def begin_at(kind: str, code: str) -> str:
    """The page on which it is evaluated."""
    return f"/evaluations/new?{urlencode({'kind': str(kind), 'code': code})}"


def place_of(rule: EvaluatedRule, place: str) -> str:
    """What a provision is called; "" for the whole."""
    return rule.places.get(place, "") if place else ""
