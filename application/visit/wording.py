"""What a visit sends in words; a document keeps the language it was written in (C6)."""

from collections.abc import Iterator

from application.visit.commands import Conclude
from domain.visit import VisitKind

TITLES = {
    VisitKind.ASKED: "Просьба о профилактическом визите",
    VisitKind.OFFERED: "Предложение профилактического визита",
    VisitKind.MANDATORY: "Обязательный профилактический визит",
}
THANKS = "Профилактический визит завершён. Советов и замечаний нет. Спасибо!"
ADVICE = "Профилактический визит завершён. Что советует контрольный орган:"
ORDER = "Предписание:"


def outcome_text(command: Conclude) -> str:
    """What comes of a visit, as the business is sent it."""
    if not command.advice and not command.order:
        return THANKS
    return "\n\n".join((*_advice(command), *_order(command)))


def _advice(command: Conclude) -> Iterator[str]:
    if command.advice:
        yield ADVICE
    for number, one in enumerate(command.advice, 1):
        named = f"{one.requirement}. " if one.requirement else ""
        follow = f"\nПорядок действий: {one.algorithm}." if one.algorithm else ""
        yield f"{number}. {named}{one.text.strip()}{follow}"


def _order(command: Conclude) -> Iterator[str]:
    if command.order:
        yield ORDER
    for number, one in enumerate(command.order, 1):
        yield "\n".join(
            (
                f"{number}. {one.requirement}. Найдено: {one.found.strip()}",
                f"Что сделать: {one.remedy.strip()}",
                f"Срок: до {one.until:%d.%m.%Y} включительно",
                f"Как подтвердить: {one.proof.strip()}",
            )
        )
