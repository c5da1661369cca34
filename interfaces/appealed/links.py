"""The link «Обжаловать», with the time that is left, on pages of things (I9)."""

from typing import NamedTuple
from urllib.parse import urlencode

from domain.appeal import AppealStatus, AppealTerms, Subject
from domain.kernel import Actor, Role
from domain.term import Place, Reckoning
from interfaces.appeal_words import SUBJECTS
from interfaces.appealed.words import APPEAL_AGAINST
from interfaces.deps import own
from interfaces.locale import N_, Language
from interfaces.reckoned import ReckonedWords
from interfaces.service import Service
from interfaces.visits import place_of
from projections.appeal import AppealAgainst

NEW = "/appeals/new"


class AppealLink(NamedTuple):
    """One link.

    Attributes:
        anchor: id of it on the page.
        name: what it says.
        href: where it leads.
        term: how long there is, as a sentence; or what an appeal is against that
            there is already.
        is_late: whether the term is over, so that it must be restored.
    """

    anchor: str
    name: str
    href: str
    term: str
    is_late: bool


def appeal_links(
    service: Service, by: Actor, address: str, spoken: Language
) -> list[AppealLink]:
    """What on a page its reader can appeal against; nothing but to the business itself.

    Args:
        service: knows the things.
        by: the reader.
        address: of the page, e.g. "/cautions/7b0c…".
        spoken: the reader's language.
    """
    if by.role is not Role.CLIENT:
        return []
    found = [
        one.subject
        for one in service.appealed.things.on_page(address)
        if one.stands and one.client_id == by.organisation
    ]
    if not found:
        return []
    place = place_of(service, own(by))
    ids = {one.id for one in found if one.id}
    begun = service.appeal_view.against(own(by), ids)
    return [
        _begun(spoken, subject, appeal)
        if subject.id and (appeal := begun.get((subject.kind, subject.id)))
        else _link(service, place, subject, spoken)
        for subject in found
    ]


def _begun(spoken: Language, subject: Subject, appeal: AppealAgainst) -> AppealLink:
    """To the appeal that there is already, or to its draft."""
    said, href = N_("The appeal %(number)s about it"), f"/appeals/{appeal.id}"
    if appeal.status is AppealStatus.DRAFT:
        said, href = N_("Go on with the draft of the appeal"), f"{href}/write"
    name = spoken.gettext(said, number=appeal.number)
    term = spoken.gettext(SUBJECTS[subject.kind])
    return AppealLink(_anchor(subject), name, href, term, is_late=False)


def _anchor(subject: Subject) -> str:
    return subject.address.partition("#")[2] or subject.kind.value


def _link(
    service: Service, place: Place, subject: Subject, spoken: Language
) -> AppealLink:
    term, is_late = _term(service, place, subject, spoken)
    return AppealLink(
        _anchor(subject),
        spoken.gettext(APPEAL_AGAINST[subject.kind]),
        f"{NEW}?{urlencode({'about': subject.address})}",
        term,
        is_late,
    )


def _term(
    service: Service, place: Place, subject: Subject, spoken: Language
) -> tuple[str, bool]:
    """How long there is to appeal, as a sentence, and whether that is over."""
    terms = AppealTerms(service.law, place, subject.kind, subject.control_kind)
    now, words = service.clock.now(), ReckonedWords(spoken)
    if subject.learned_on is None:
        amount = words.term(terms.to_file(now).term)
        said = N_(
            "By the records you have not opened it yet. The term runs from the day on"
            " which you learn of it: %(amount)s."
        )
        return spoken.gettext(said, amount=amount), False
    until = terms.to_file(subject.learned_on)
    if until.is_late(now):
        said = N_(
            "The term ended on %(end)s. If there was a good reason, ask in the appeal"
            " to restore it."
        )
        return _told(spoken, said, words, until), True
    left = (until.last_day - place.day_of(now)).days
    if not left:
        said = N_("Today is the last day.")
        return spoken.gettext(said), False
    days = spoken.ngettext("%(num)s day is left", "%(num)s days are left", left)
    said = N_("%(days)s: until %(end)s.")
    return _told(spoken, said, words, until, days=days), False


def _told(
    spoken: Language, said: str, words: ReckonedWords, until: Reckoning, **names: str
) -> str:
    # A Russian date ends with a full stop of its own.
    found = spoken.gettext(said, end=words.end(until), **names)
    return found.replace("г..", "г.")
