"""What an inspection took, and how its tools were rated (I11, I12)."""

from application.burden.commands import MOST_FILES, RateTools, RecordDay
from application.burden.recording import Burdens

__all__ = ["MOST_FILES", "Burdens", "RateTools", "RecordDay"]
