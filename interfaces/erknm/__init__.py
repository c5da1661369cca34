"""Files of the state's register of inspections, ERKNM (248-ФЗ, ст. 19)."""

from interfaces.erknm.reading import rows_of
from interfaces.erknm.writing import ExportedPlan, card_file, month_file, plan_file

__all__ = ["ExportedPlan", "card_file", "month_file", "plan_file", "rows_of"]
