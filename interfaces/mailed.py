"""What a mailing tells, in words: for inboxes, pages and channels (L8)."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple
from uuid import UUID

from domain.condition import Literal, Verdict
from domain.draft import DraftVersion
from domain.errors import NotFound
from domain.notice import Given, Notice
from domain.notice.mailing import (
    CHANGES,
    HELP,
    Concern,
    DraftChange,
    HelpOffered,
    RequirementChange,
    Subject,
    What,
    mailing_id,
    mailing_key,
)
from domain.profile import asked
from interfaces.locale import N_, Language, language
from interfaces.wording import OkvedTitle, Wording
from projections.algorithm import AlgorithmView
from projections.draft import DraftView
from projections.notice import NoticeCard, NoticeView
from projections.requirement import RequirementView

KEPT: Final = 10_000

WHAT: Final[Mapping[What, str]] = {
    What.NEW: N_("New requirement, in force from %(day)s"),
    What.AMENDED: N_("The requirement changes from %(day)s"),
    What.CORRECTED: N_(
        "The register corrected what it says, for the time from %(day)s"
    ),
    What.SUSPENDED: N_("The requirement is suspended from %(day)s"),
    What.RESUMED: N_("The requirement holds again from %(day)s"),
    What.REPEALED: N_("The requirement is repealed from %(day)s"),
    What.COMING: N_("Soon in force: from %(day)s"),
    What.ENDING: N_("Soon not in force any more: the last day is %(day)s"),
}
EFFECT: Final[Mapping[str, str]] = {
    "adds": N_("A draft would bring a new requirement; discussion until %(day)s"),
    "amends": N_("A draft would change the requirement; discussion until %(day)s"),
    "repeals": N_("A draft would end the requirement; discussion until %(day)s"),
}
CEASED: Final = N_("The new version does not concern you. The one before: %(reason)s")
CEASED_DRAFT: Final = N_(
    "As drafted it would not concern you. As it stands: %(reason)s"
)


class MailedLine(NamedTuple):
    """One thing that a notice of a mailing tells.

    Attributes:
        what: happened, or is offered, as a sentence without a full stop.
        title: of the requirement or the algorithm.
        code: of it.
        path: of its page.
        draft: path of the draft, where it is one.
        reason: why it concerns the reader, whole sentences; "" of an offer.
    """

    what: str
    title: str
    code: str
    path: str
    draft: str | None
    reason: str

    @property
    def text(self) -> str:
        """All of it as one line."""
        said = f"{self.what}: {self.code} «{self.title}»."
        return f"{said} {self.reason}".rstrip()


class MailedWords:
    """Says what mailings tell; titles of versions never change, so they are kept.

    Args:
        requirements, drafts, algorithms: know titles.
        okved: knows titles of OKVED codes.
    """

    def __init__(
        self,
        requirements: RequirementView,
        drafts: DraftView,
        algorithms: AlgorithmView,
        okved: OkvedTitle,
    ) -> None:
        self._requirements = requirements
        self._drafts = drafts
        self._algorithms = algorithms
        self._okved = okved
        self._title = lru_cache(KEPT)(self._read_title)
        self._draft = lru_cache(KEPT)(self._read_draft)
        self._line = lru_cache(KEPT)(self._say)

    def lines(
        self,
        subjects: Sequence[Subject],
        concerns: Sequence[Concern],
        spoken: Language,
    ) -> tuple[MailedLine, ...]:
        """What a notice tells, in the order of the mailing.

        Args:
            subjects: of the mailing.
            concerns: of the notice.
            spoken: the reader's language.
        """
        return tuple(
            self._line(subjects[one.of], one.model_copy(update={"of": 0}), spoken)
            for one in concerns
        )

    def told(
        self, subjects: Sequence[Subject], spoken: Language
    ) -> tuple[MailedLine, ...]:
        """What a mailing tells, whomever; without reasons."""
        everybody = Concern(of=0, verdict=Verdict.APPLIES)
        return tuple(self._line(one, everybody, spoken) for one in subjects)

    def of(self, card: NoticeCard, code: str) -> dict[str, Given]:
        """What stands in the places of a notice of a mailing, in "ru" or "en"."""
        found = self.lines(card.subjects or (), card.concerns or (), language(code))
        lines = tuple(one.text for one in found)
        if card.template == HELP:
            return {"lines": lines}
        return {"count": len(lines), "lines": lines}

    def _say(self, subject: Subject, concern: Concern, spoken: Language) -> MailedLine:
        reason = self._reason(subject, concern, spoken)
        match subject:
            case RequirementChange(what=what, code=code, version=version, day=day):
                return MailedLine(
                    what=spoken.gettext(WHAT[what], day=spoken.date(day)),
                    title=self._title(code, version),
                    code=code,
                    path=f"/requirements/{code}",
                    draft=None,
                    reason=reason,
                )
            case DraftChange(number=number, version=version, effect=effect, code=code):
                closes = spoken.date(subject.closes)
                return MailedLine(
                    what=spoken.gettext(EFFECT[effect], day=closes),
                    title=self._draft(number, version, code),
                    code=code,
                    path=f"/drafts/{number}",
                    draft=f"/drafts/{number}",
                    reason=reason,
                )
            case HelpOffered(requirement=requirement, algorithm=algorithm):
                steps = N_("Steps are offered for keeping requirement %(code)s")
                return MailedLine(
                    what=spoken.gettext(steps, code=requirement),
                    title=self._algorithm(algorithm),
                    code=algorithm,
                    path=f"/algorithms/{algorithm}",
                    draft=None,
                    reason="",
                )
        raise TypeError(subject)

    def _reason(self, subject: Subject, concern: Concern, spoken: Language) -> str:
        if isinstance(subject, HelpOffered):
            return ""
        literals = tuple(_literals(concern.because))
        wording = Wording(spoken.code, self._okved)
        said = wording.told(concern.verdict, literals)
        if not concern.ceased:
            return said
        is_draft = isinstance(subject, DraftChange)
        return spoken.gettext(CEASED_DRAFT if is_draft else CEASED, reason=said)

    def _read_title(self, code: str, version: int) -> str:
        known = self._requirements.versions(code)
        return next(one.content.title for one in known if one.number == version)

    def _read_draft(self, number: str, version: int, code: str) -> str:
        card = self._drafts.get(number)
        of: list[DraftVersion] = list(card.versions) if card else []
        text = next(one.text for one in of if one.number == version)
        return text.title

    def _algorithm(self, code: str) -> str:
        card = self._algorithms.get(code)
        return card.in_use.content.title if card else code


def _literals(atoms: Sequence[str]) -> Iterator[Literal]:
    for atom in atoms:
        fact, test = asked(atom.removeprefix("-"))
        yield Literal(fact, test, holds=not atom.startswith("-"))


def changes_for(view: NoticeView, client_id: UUID, number: int) -> NoticeCard:
    """What a client was told by the mailing about changes with this number.

    Raises:
        NotFound: nothing.
    """
    mailing = mailing_id(f"{CHANGES}/{number}")
    card = view.get(Notice.create_id(client_id, mailing_key(mailing)))
    if card is None:
        raise NotFound
    return card
