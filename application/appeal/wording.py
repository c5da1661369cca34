"""What goes in the correspondence of an appeal: data, read as it is by both (I9)."""

from typing import Final

from domain.appeal import Appeal, DraftPart, Grounds

TITLE: Final = "Жалоба"
WITHDRAWN: Final = "Жалоба отозвана."
ACCEPTED: Final = "Жалоба принята к рассмотрению."
_ASKS: Final = {
    DraftPart.ASKS: "Прошу: {}",
    DraftPart.RESTORATION: "Прошу восстановить срок подачи жалобы: {}",
    DraftPart.SUSPENSION: "Прошу приостановить исполнение: {}",
    DraftPart.HEARING: "Прошу выслушать нас по видеосвязи. {}",
}


def appeal_text(appeal: Appeal, grounds: Grounds) -> str:
    """An appeal in words, as its client signs it."""
    about = appeal.matter.name or appeal.told
    points = [_point(appeal, number, grounds) for number in sorted(appeal.points)]
    asks = [
        said.format(appeal.wished[part]).strip()
        for part, said in _ASKS.items()
        if appeal.wants(part)
    ]
    return "\n\n".join([f"Что обжалую: {about}", *points, *asks])


def decision_text(appeal: Appeal, grounds: Grounds) -> str:
    """A drafted decision in words, as it goes to the client."""
    drafted = appeal.drafted
    if drafted is None:
        return ""
    judged = []
    for number in sorted(appeal.points):
        upheld, reason = appeal.reasons[number]
        word = "удовлетворено" if upheld else "отказано"
        title = _title(appeal, number, grounds)
        judged.append(f"{number}. {title}: {word}\n{reason}")
    effects = [said for _, said in appeal.ordered() if said]
    return "\n\n".join([drafted.words, *judged, *effects])


def _point(appeal: Appeal, number: int, grounds: Grounds) -> str:
    words, leans_on = appeal.words[number]
    told = [f"{number}. {_title(appeal, number, grounds)}", words, leans_on]
    return "\n".join(filter(None, told))


def _title(appeal: Appeal, number: int, grounds: Grounds) -> str:
    code = appeal.points[number].ground
    found = grounds.get(code)
    return found.title_ru if found else code
