"""Words of the register of inspections for what the service knows by its own."""

from typing import Final

from domain.inspection import Kind
from domain.plan import PlanStatus, RegisterStatus
from domain.risk import Category, Measure

MONTH: Final = "https://proverki.gov.ru/opendata/3.0/20220125"
RECORD: Final = "https://proverki.gov.ru/opendata/3.0/20220115"
CARD: Final = "https://proverki.gov.ru/opendata/3.0/20210715"

INSPECTION: Final = "КНМ"
PREVENTION: Final = "ПМ"
PLANNED: Final = "Плановое КНМ"
UNPLANNED: Final = "Внеплановое КНМ"
VISIT: Final = "Обязательный профилактический визит"

KINDS: Final = {
    Kind.TEST_PURCHASE: ("KZ", "Контрольная закупка"),
    Kind.MONITORING_PURCHASE: ("MZ", "Мониторинговая закупка"),
    Kind.SELECTIVE_CONTROL: ("VK", "Выборочный контроль"),
    Kind.INSPECTION_VISIT: ("IV", "Инспекционный визит"),
    Kind.RAID_INSPECTION: ("RO", "Рейдовый осмотр"),
    Kind.DOCUMENTARY_INSPECTION: ("DP", "Документарная проверка"),
    Kind.ONSITE_INSPECTION: ("VP", "Выездная проверка"),
}
"""Code and title; of the codes DP, IV and VK were seen in the register, the others are
unsure (LAW-001)."""

RISKS: Final = {
    Category.EXTREME: ("1", "чрезвычайно высокий риск"),
    Category.HIGH: ("2", "высокий риск"),
    Category.SIGNIFICANT: ("3", "значительный риск"),
    Category.MEDIUM: ("4", "средний риск"),
    Category.MODERATE: ("5", "умеренный риск"),
    Category.LOW: ("6", "низкий риск"),
}
"""Id and title; 3 and 6 were seen in the register, the others are likely."""

STATUSES: Final = {
    PlanStatus.PLANNED: (RegisterStatus.WAITING, "Ожидает проведения"),
    PlanStatus.WITH_PROSECUTOR: (RegisterStatus.WAITING, "Ожидает проведения"),
    PlanStatus.REJECTED: (RegisterStatus.REFUSED, "Отказ в проведении"),
    PlanStatus.EXCLUDED: (RegisterStatus.CANCELLED, "Отменено"),
}

SIZES: Final = {
    "micro": "Микропредприятие",
    "small": "Малое предприятие",
    "medium": "Среднее предприятие",
}
ENTITY: Final = "ЮЛ"
PERSON: Final = "ФЛ"


def kind_of(measure: Measure, kind: Kind | None) -> tuple[str, str]:
    """Code and title of what is planned; a visit has no code that is known."""
    if measure is Measure.VISIT or kind is None:
        return "", VISIT
    return KINDS[kind]
