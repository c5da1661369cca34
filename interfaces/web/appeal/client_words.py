"""How pages of appeals say terms, grounds and evidence, for both sides (I9)."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import Depends, Form
from pydantic import ValidationError

from application.access import Action
from application.log import Unavailable
from domain.appeal import AppealTerms, Ground, Subject
from domain.errors import Invalid, RuleBroken, Stale
from domain.inspection import Flag
from domain.kernel import Actor
from domain.term import Place, Reckoning
from interfaces.appeal_grounds import starter_forms, starter_grounds
from interfaces.appealed.things import Thing
from interfaces.deps import Asks
from interfaces.inspections import FLAGS
from interfaces.locale import RUSSIAN, Language
from interfaces.papers import PAPERS
from interfaces.reckoned import ReckonedWords
from interfaces.service import Service
from interfaces.sources import source_in
from projections.appeal import AppealCard
from projections.paper import PaperCard

Reader = Annotated[Actor, Depends(Asks(Action.READ_APPEAL))]
Appellant = Annotated[Actor, Depends(Asks(Action.APPEAL))]
Version = Annotated[int | None, Form(ge=0, le=2**31)]
Text = Annotated[str, Form(max_length=20_000)]
Short = Annotated[str, Form(max_length=400)]
Many = Annotated[list[str], Form(max_length=100)]
WRONG: Final = (ValidationError, Invalid, RuleBroken, Stale, Unavailable)


class AppealWords(ReckonedWords):
    """Tells terms, rules and grounds of appeals in one language.

    Args:
        spoken: the reader's language.
        service: knows the law.
        place: where the client is; None: where most are.
    """

    def __init__(
        self, spoken: Language, service: Service, place: Place | None = None
    ) -> None:
        super().__init__(spoken)
        self._russian = spoken.code == RUSSIAN
        self._service = service
        self._place = place or service.places.at()

    def ground(self, code: str) -> str:
        """A typical ground in words."""
        found = starter_grounds().get(code)
        return self.titled(found) if found else code

    def titled(self, ground: Ground) -> str:
        """The same of one that was found."""
        return ground.title_ru if self._russian else ground.title

    def refusal(self, code: str) -> str:
        """A ground of the closed list, on which consideration is refused."""
        found = starter_grounds().refusal(code)
        if found is None:
            return code
        return found.title_ru if self._russian else found.title

    def refusal_note(self, code: str) -> str:
        """What is worth knowing beside a ground of the closed list; "" nothing is."""
        found = starter_grounds().refusal(code)
        if found is None:
            return ""
        return found.note_ru if self._russian else found.note

    def form(self, number: int) -> str:
        """What an official form is called; "" it is not known."""
        found = starter_forms().get(number)
        if found is None:
            return ""
        return found.title_ru if self._russian else found.title

    def rule(self, id: str) -> str:
        """How long a rule of law gives as of today, and where it stands."""
        found = self._service.law.on(id, self._service.clock.today())
        if found.is_term:
            return self.term(found.term)
        return f"{source_in(self._spoken.code, found.source)}, {found.id}"

    def filing(self, subject: Subject) -> Reckoning | None:
        """The term to appeal by the records; None: they do not say since when."""
        if subject.learned_on is None:
            return None
        terms = AppealTerms(
            self._service.law, self._place, subject.kind, subject.control_kind
        )
        return terms.to_file(subject.learned_on)

    def is_late(self, reckoning: Reckoning) -> bool:
        """Whether a term is over."""
        return reckoning.is_late(self._service.clock.now())


class Known:
    """Names what shows the points of an appeal.

    Args:
        spoken: the reader's language.
        service: knows files and documents.
        card: the appeal.
    """

    def __init__(self, spoken: Language, service: Service, card: AppealCard) -> None:
        self._spoken = spoken
        self._files = _named(service, card)
        self._titles = _titles(service, card)
        self._papers = papers_of(service, card) if _explained(card) else {}

    def flag(self, key: str) -> str:
        """What a red flag says."""
        found = FLAGS.get(Flag(key)) if key in set(Flag) else None
        return self._spoken.gettext(found) if found else key

    def address(self, address: str) -> str:
        """What a document, or another page of the service, is called."""
        if address in self._papers:
            return named(self._papers[address], self._spoken)
        title = self._titles.get(address)
        return self._spoken.gettext(title) if title else address

    def is_of_it(self, address: str) -> bool:
        """Whether an address is that of a document of what is appealed."""
        return address in self._titles

    def paper(self, address: str) -> UUID | None:
        """The paper of what is appealed that an address checks."""
        found = self._papers.get(address)
        return found.id if found else None

    def file(self, id: UUID) -> str:
        """The name of a file."""
        return self._files.get(id) or self._spoken.gettext("Data deleted")


def papers_of(service: Service, card: AppealCard) -> dict[str, PaperCard]:
    """Papers of what is appealed, by the address at which anybody checks each."""
    thing = thing_of(service, card)
    papers = thing.papers if thing else ()
    return {f"/verify/paper/{one.id}": one for one in papers}


def thing_of(service: Service, card: AppealCard) -> Thing | None:
    """What is appealed as it stands now; None: it is outside, or nothing is left."""
    it = card.subject
    if it.id is None:
        return None
    same = (
        one
        for one in service.appealable.on_page(it.address)
        if (one.subject.kind, one.subject.id) == (it.kind, it.id)
    )
    return next(same, None)


def named(paper: PaperCard, spoken: Language) -> str:
    """What a paper is called, with its number."""
    number = spoken.gettext("No. %(number)s", number=paper.number)
    return f"{spoken.gettext(PAPERS[paper.kind])}, {number}"


def _explained(card: AppealCard) -> bool:
    """Whether the body named documents when it explained."""
    return any(one.documents for one in card.explanations)


def _named(service: Service, card: AppealCard) -> dict[UUID, str]:
    ids = {id for one in card.points for id in one.evidence.files}
    ids |= {id for part in card.parts.values() for id in part.files}
    ids |= {id for one in card.additions for id in one.files}
    ids |= {id for one in card.information for id in one.files}
    found = service.exchange_view.enclosures(list(ids)) if ids else []
    return {one.id: one.name for one in found}


def _titles(service: Service, card: AppealCard) -> dict[str, str]:
    shows = any(one.evidence.addresses for one in card.points)
    if not shows and not _explained(card):
        return {}
    thing = service.appealable.card(card.subject)
    return {one.address: one.title for one in thing.documents} if thing else {}
