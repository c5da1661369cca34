"""Russian first, English complete: languages, dates, numbers, and the catalogue."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from fastapi.testclient import TestClient
from markupsafe import Markup, escape

from interfaces.locale import (
    ENGLISH,
    RUSSIAN,
    Language,
    catalogue,
    language,
    preferred,
)
from interfaces.locale.sentences import faults, in_use
from interfaces.web.pages import environment

RU, EN = language(RUSSIAN), language(ENGLISH)


def test_every_sentence_is_translated_and_none_is_left_over() -> None:
    assert faults() == []


def test_sentences_are_found_in_templates_refusals_and_python() -> None:
    used = in_use()

    assert "interfaces/web/templates/base.html" in used["Sign out"]
    assert used["Nothing was found at this address"] == ["domain/errors.py"]
    assert used["Visitor"] == ["interfaces/web/pages.py"]
    assert ("%(num)s day", "%(num)s days") in used


def test_a_missing_a_stale_and_a_broken_translation_are_told() -> None:
    known = catalogue()
    broken = Catalog(locale="ru")
    for message in known:
        if message.id not in {"", "Sign in", "Sign out", "You act as: %(role)s"}:
            broken.add(message.id, message.string)
    broken.add("Nobody says this", "Этого никто не говорит")
    broken.add("Sign out", "")
    broken.add("You act as: %(role)s", "Вы действуете")

    told = faults(broken)

    assert "not in the catalogue: 'Sign in'" in told
    assert "no longer said: 'Nobody says this'" in told
    assert "untranslated: 'Sign out'" in told
    assert "other placeholders than in English: 'You act as: %(role)s'" in told


def test_dates_and_numbers_are_said_as_people_say_them() -> None:
    day, at = date(2026, 11, 21), datetime(2026, 11, 21, 21, 5, tzinfo=UTC)

    assert RU.date(day) == "21 ноября 2026\xa0г."
    assert EN.date(day) == "21 November 2026"
    assert (RU.date(day, "short"), EN.date(day, "short")) == (
        "21.11.2026",
        "21 Nov 2026",
    )
    assert RU.moment(at) == "22 ноября 2026\xa0г., 00:05"
    assert language("en", "UTC").moment(at) == "21 November 2026, 21:05"
    assert RU.number(1250000.5) == "1\xa0250\xa0000,5"
    assert EN.number(1250000.5) == "1,250,000.5"
    assert RU.listing(["вода", "газ", "свет"]) == "вода, газ и свет"
    assert EN.listing(["water", "gas"], "or") == "water or gas"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("No", "No"),
        ("МЧС России", '<span lang="ru">МЧС России</span>'),
        (
            "ФЗ «О связи», № 126-ФЗ, 7 July 2003",
            '<span lang="ru">ФЗ «О связи», № 126-ФЗ</span>, 7 July 2003',
        ),
        ("VAT: ст. 5 & other", 'VAT: <span lang="ru">ст.</span> 5 &amp; other'),
        ("<b>я</b>", '&lt;b&gt;<span lang="ru">я</span>&lt;/b&gt;'),
        (Markup("<i>я</i>"), "<i>я</i>"),
        (8, "8"),
    ],
)
def test_russian_on_an_english_page_is_marked_for_screen_readers(
    text: object, marked: str
) -> None:
    source = "{{ text|spoken }}"

    def drawn(spoken: Language) -> str:
        return environment(spoken).from_string(source).render(text=text)

    assert drawn(EN) == marked
    assert drawn(RU) == str(escape(text))


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "1 день"), (2, "2 дня"), (5, "5 дней"), (11, "11 дней"), (21, "21 день")],
)
def test_russian_has_three_forms_of_plural(count: int, said: str) -> None:
    assert RU.ngettext("%(num)s day", "%(num)s days", count) == said


@pytest.mark.parametrize(
    ("accept", "code"),
    [
        ("", "ru"),
        ("en", "en"),
        ("en-US,en;q=0.9", "en"),
        ("de,fr;q=0.9", "ru"),
        ("ru;q=0.5,en;q=0.8", "en"),
        ("en;q=0.5,ru", "ru"),
        ("en;q=nonsense", "ru"),
        ("en;q=0", "ru"),
        ("EN-gb", "en"),
    ],
)
def test_a_program_says_its_language_in_the_usual_header(
    accept: str, code: str
) -> None:
    assert preferred(accept) == code


@pytest.mark.database
class TestPages:
    """The language of pages is the reader's choice, not the machine's."""

    def test_pages_are_russian_until_somebody_chooses(self, site: TestClient) -> None:
        russian = site.get("/about", headers={"Accept-Language": "en"})
        switched = site.get("/language/en?next=/about")
        english = site.get("/about")

        assert '<html lang="ru">' in russian.text
        assert "Что это такое" in russian.text
        assert switched.headers["Location"] == "/about"
        assert '<html lang="en">' in english.text
        assert "What this is" in english.text
        assert english.headers["Content-Language"] == "en"

    def test_the_switch_keeps_the_page_with_its_query(self, site: TestClient) -> None:
        page = site.get("/sign-in?next=/person&x=1")

        assert 'href="/language/en?next=%2Fsign-in%3Fnext%3D%2Fperson%26x%3D1"' in (
            page.text
        )

    def test_the_switch_leads_nowhere_else(self, site: TestClient) -> None:
        away = site.get("/language/en?next=//evil.example")

        assert away.headers["Location"] == "/"
        assert site.get("/language/xx").status_code == 404


TEMPLATES = Path(__file__).parents[2] / "interfaces" / "web" / "templates"


@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.stem
)
def test_templates_bear_neither_scripts_nor_styles_nor_russian(path: Path) -> None:
    text = path.read_text()

    assert "style=" not in text
    assert "onclick" not in text
    assert "|safe" not in text or path.name == "macros.html"
    bare = text.replace("152-ФЗ, ст. 21", "")
    assert not any("а" <= letter <= "я" for letter in bare.lower())
