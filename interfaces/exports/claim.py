"""A claim letter as a PDF file: what is claimed, and a list of its annexes (I9)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from application.damage import Annex
from domain.appeal import Appeal
from domain.damage import Claim, ClaimLine, LineKind, Period
from domain.kernel import Actor
from domain.paper import number_of
from interfaces.exports.document import code_of, typeset
from interfaces.exports.turns import AT_ONCE, PATIENCE
from interfaces.locale import N_, Language
from interfaces.money import percent, roubles
from projections.client import ClientView
from projections.person import PersonView

LINE_KINDS: Final = {
    LineKind.ACTUAL: N_("Actual damage"),
    LineKind.PROFIT: N_("Lost profit"),
    LineKind.INTEREST: N_("Interest"),
    LineKind.LEGAL: N_("Legal costs"),
}
"""What lines are called, on pages too."""
TITLE: Final = N_("Claim for compensation of damage")
DRAFT: Final = N_("This is a draft: it is neither signed nor sent.")
ALT: Final = N_("Code that leads to this claim")
LAW: Final = (
    N_(
        "Damage that unlawful decisions, acts or inaction of bodies of the state cause"
        " is compensated in full, lost profit included (Civil Code, articles 15, 16 and"
        " 1069)."
    ),
    N_(
        "Please accept the claim, offer a sum, or refuse and say why, in the service"
        " “Sverka” or in writing."
    ),
)


class ClaimLetters:
    """Implements `application.damage.ClaimPress`.

    It is written in Russian, the language of the state.

    Args:
        clients, people: who claims, from whom, who signs.
        appeal: finds the appeal that was upheld.
        spoken: the language of papers.
        url: of the service, as the public knows it.
    """

    def __init__(
        self,
        clients: ClientView,
        people: PersonView,
        appeal: Callable[[UUID], Appeal | None],
        spoken: Language,
        url: str,
    ) -> None:
        self._clients = clients
        self._people = people
        self._appeal = appeal
        self._spoken = spoken
        self._url = url.rstrip("/")

    def print(
        self,
        claim: Claim,
        annexes: Sequence[Annex],
        *,
        by: Actor | None,
        at: datetime,
    ) -> bytes:
        """The letter; see the port."""
        address = f"{self._url}/damages/{claim.id}"
        told = {
            "template": "claim.typ",
            "data": self._told(claim, annexes, by, at),
            "code": code_of(address),
            "made": int(at.timestamp()),
        }
        if not AT_ONCE.acquire(timeout=PATIENCE):
            raise TimeoutError("other files are being made")
        try:
            return typeset(told)
        finally:
            AT_ONCE.release()

    def _told(
        self, claim: Claim, annexes: Sequence[Annex], by: Actor | None, at: datetime
    ) -> dict[str, object]:
        say = self._spoken.gettext
        client = self._clients.get(claim.client_id)
        body = self._people.organisation(claim.authority)
        claimant = client.name if client else ""
        numbers = {file.id: n for n, file in enumerate(annexes, start=1)}
        about = [
            (say(N_("To whom")), body.name if body else str(claim.authority)),
            (say(N_("From whom")), claimant),
            (say(N_("INN")), client.inn if client else ""),
            *self._because(claim),
            (say(N_("Sum of the claim")), self._sum(claim.totals.all)),
        ]
        return {
            "language": self._spoken.code,
            "title": say(TITLE),
            "number": number_of(claim.id),
            "claimant": claimant,
            "about": [_row(*one) for one in about],
            "notes": [] if by else [say(DRAFT)],
            "happened": say(N_("What was unlawful, and what it caused")),
            "story": _paragraphs(claim.story),
            "claimed": say(N_("What is claimed")),
            "heads": [
                say(N_("No.")),
                say(N_("For what")),
                say(N_("Sum")),
            ],
            "lines": [
                {
                    "number": str(n),
                    "what": self._what(claim.lines[number], claim.words[number]),
                    "more": self._more(claim.lines[number], numbers),
                    "sum": self._sum(claim.lines[number].kopecks),
                }
                for n, number in enumerate(sorted(claim.lines), start=1)
            ],
            "totals": [_row(*one) for one in self._totals(claim)],
            "parts": [
                {
                    "heading": say(N_("What the law says, and what we ask")),
                    "paragraphs": [say(one) for one in LAW],
                }
            ],
            "annexed": say(N_("Annexes")),
            "annexes": [{"name": one.name, "sha256": one.sha256} for one in annexes],
            "signed": self._signed(by, at),
            "alt": say(ALT),
        }

    def _because(self, claim: Claim) -> list[tuple[str, str]]:
        """What the claim rests on: the appeal that was upheld, or the inspection."""
        say = self._spoken.gettext
        found = [(say(N_("Kind of control")), claim.control_kind)]
        appeal = claim.appeal and self._appeal(claim.appeal)
        if appeal:
            found.append((say(N_("Appeal that was upheld")), appeal.number))
            found.append((say(N_("What it was against")), appeal.matter.name))
        return [one for one in found if one[1]]

    def _what(self, line: ClaimLine, words: str) -> str:
        kind = self._spoken.gettext(LINE_KINDS[line.kind])
        return f"{kind}. {words}" if words else kind

    def _more(self, line: ClaimLine, numbers: dict[UUID, int]) -> list[str]:
        say, spoken = self._spoken.gettext, self._spoken
        found = []
        if line.day:
            day = spoken.date(line.day)
            found.append(say(N_("As recorded of %(day)s."), day=day))
        if line.interest:
            for one in line.interest.periods:
                sentence = N_(
                    "%(first)s to %(last)s: %(principal)s × %(days)s days ×"
                    " %(rate)s %% / %(year)s = %(sum)s"
                )
                known = {
                    "first": spoken.date(one.first, "short"),
                    "last": spoken.date(one.last, "short"),
                    "principal": self._sum(line.interest.principal),
                    "days": one.days,
                    "rate": percent(spoken, one.hundredths),
                    "year": one.year,
                    "sum": self._sum(one.kopecks),
                }
                told = say(sentence, **known)
                marks = "".join(f" ({say(mark)})" for mark in _marks(one))
                found.append(f"{told}{marks}")
        shown = [str(numbers[file]) for file in line.files if file in numbers]
        if shown:
            said = ", ".join(shown)
            found.append(say(N_("Annexes that show it: %(numbers)s."), numbers=said))
        return found

    def _totals(self, claim: Claim) -> list[tuple[str, str]]:
        say, totals = self._spoken.gettext, claim.totals
        found = [
            (say(name), self._sum(getattr(totals, kind.value)))
            for kind, name in LINE_KINDS.items()
            if getattr(totals, kind.value)
        ]
        return [*found, (say(N_("Altogether")), self._sum(totals.all))]

    def _signed(self, by: Actor | None, at: datetime) -> str:
        say = self._spoken.gettext
        if by is None:
            return say(DRAFT)
        person = self._people.person(UUID(by.id))
        name = person.name if person else by.id
        moment = self._spoken.moment(at)
        return say(
            N_("Signed in the service by %(name)s, %(at)s."), name=name, at=moment
        )

    def _sum(self, kopecks: int) -> str:
        return roubles(self._spoken, kopecks)


def _marks(period: Period) -> Iterator[str]:
    """What must be known of some days, as msgids."""
    if not period.is_known:
        yield N_("the rate of these days is not known here: the last known one")
    if not period.is_used:
        yield N_("before 1 August 2016 the law named other rates: check them")


def _row(name: str, value: str) -> dict[str, str]:
    return {"name": name, "value": value}


def _paragraphs(text: str) -> list[str]:
    return [one.strip() for one in text.split("\n") if one.strip()]
