"""What an appeal says beside its points, as rows to read and to check (I9)."""

from fastapi import Request

from domain.appeal import DraftPart
from interfaces.appeal_grounds import starter_forms
from interfaces.appeal_words import SUBJECTS
from interfaces.locale import N_, RUSSIAN
from interfaces.service import Service
from interfaces.web.appeal.client_words import Known
from interfaces.web.appeal.parts import TITLES
from interfaces.web.pages import language_of
from projections.appeal import AppealCard, PartCard

Row = tuple[str, str, str]


def rows_of(
    request: Request, service: Service, card: AppealCard, *, changes: bool = False
) -> list[Row]:
    """Name, value, and where it is changed; "" where it cannot be.

    Args:
        request: of the reader.
        service: knows names.
        card: the appeal.
        changes: whether the reader may still write it.
    """
    spoken = language_of(request)
    found = [*_about(request, card), *_parts(request, service, card)]
    found.append((N_("Signed by"), card.signed_by_name or "", ""))
    return [
        (
            spoken.gettext(name),
            value,
            f"/appeals/{card.id}/write/{part}" if changes and part else "",
        )
        for name, value, part in found
        if value
    ]


def _about(request: Request, card: AppealCard) -> list[Row]:
    spoken = language_of(request)
    matter = "matter" if card.subject.is_outside else ""
    said = card.parts.get(DraftPart.LEARNED)
    learned = card.learned_on or (said and said.learned_on) or card.subject.learned_on
    name = DraftPart.LEARNED.value
    return [
        (N_("What it is against"), _matter(request, card), matter),
        (N_("Whose it is"), card.authority_name or "", matter),
        (N_("Kind of control"), card.control_kind, matter),
        (N_("Official form"), _form(spoken.code, card.form), ""),
        (TITLES[name], spoken.date(learned) if learned else "", name),
    ]


def _parts(request: Request, service: Service, card: AppealCard) -> list[Row]:
    known = Known(language_of(request), service, card)
    return [
        (TITLES[one.part.value], _said(request, service, one, known), one.part.value)
        for one in card.parts.values()
        if one.part is not DraftPart.LEARNED and one.wanted
    ]


def _matter(request: Request, card: AppealCard) -> str:
    name = language_of(request).gettext(SUBJECTS[card.kind])
    said = card.told or card.name
    return f"{name}: {said}" if said else name


def _form(code: str, number: int | None) -> str:
    found = starter_forms().get(number) if number else None
    if found is None:
        return ""
    title = found.title_ru if code == RUSSIAN else found.title
    return f"{number}. {title}"


def _said(request: Request, service: Service, part: PartCard, known: Known) -> str:
    gettext = language_of(request).gettext
    if part.part is DraftPart.OMBUDSMAN and part.office:
        named = service.exchange_view.names([part.office])
        return named.get(part.office) or gettext("Data deleted")
    files = ", ".join(known.file(id) for id in part.files)
    told = [one for one in (part.words, files) if one]
    return "\n".join(told) or gettext("Yes")
