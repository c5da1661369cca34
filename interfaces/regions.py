"""The data that the product comes with, and names of regions."""

from functools import cache
from json import loads
from pathlib import Path

STARTER = Path(__file__).resolve().parents[1] / "starter"


@cache
def regions(language: str) -> dict[str, str]:
    """Names of the regions in a language ("ru", "en"), by their two-digit code."""
    told = loads((STARTER / "regions.json").read_text("utf-8"))
    return {code: names[language] for code, names in told.items()}
