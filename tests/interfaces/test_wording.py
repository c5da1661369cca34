"""Conditions and reasons in words, from data, in both languages."""

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import product
from statistics import mean
from typing import Any

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from domain.condition import (
    Because,
    ConditionNotUnderstood,
    ConditionTooComplex,
    Literal,
    judge,
    parse,
)
from domain.profile import Profile
from interfaces.regions import STARTER, regions
from interfaces.wording import Wording, starter_vocabulary
from tests.conditions import Json, conditions, known_facts, profile_of

LANGUAGES = ("ru", "en")
FORMS = ("label", "has", "has_not", "question")
KINDS = ("client_kind", "size", "activity", "object", "life_situation")

TITLES = {"56": "Общественное питание", "56.10": "Рестораны"}
CAFE = Profile(
    client_kind="IE",
    okved=("56.10",),
    employees=8,
    activities={"cooks_food": True, "sells_alcohol": False},
    objects={"premises": True, "lift": False},
)
LIFT = {"object": ["lift"]}
COOKS = {"activity": ["cooks_food"]}
SO = True
FIRMS = {"client_kind": ["LE"]}


def all_of(*parts: Json) -> Json:
    return {"op": "all", "of": list(parts)}


def any_of(*parts: Json) -> Json:
    return {"op": "any", "of": list(parts)}


def not_(part: Json) -> Json:
    return {"op": "not", "of": [part]}


@pytest.fixture(scope="module")
def russian() -> Wording:
    return Wording("ru", TITLES.get)


@pytest.fixture(scope="module")
def english() -> Wording:
    return Wording("en", TITLES.get)


def data(language: str) -> dict[str, Any]:
    path = STARTER / f"vocabulary.{language}.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def entries(language: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    for kind in KINDS:
        for name, forms in data(language)[kind].items():
            yield kind, name, forms


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_of_the_vocabulary_has_every_form(language: str) -> None:
    names = json.loads((STARTER / "vocabulary.json").read_text("utf-8"))
    found = data(language)

    for kind in ("client_kind", "activity", "object"):
        assert found[kind].keys() == names[kind].keys()
    for kind, name, forms in entries(language):
        needed = {*FORMS, "for"} if kind in {"client_kind", "size"} else {*FORMS}
        assert forms.keys() == needed, (kind, name)
        assert all(forms.values()), (kind, name)


def test_both_languages_have_the_same_entries_and_phrases() -> None:
    first, second = map(data, LANGUAGES)

    assert {kind: first[kind].keys() for kind in first} == {
        kind: second[kind].keys() for kind in second
    }
    for name, phrase in first["phrase"].items():
        asked = {*re.findall(r"{(\w+)}", str(phrase))}
        assert {*re.findall(r"{(\w+)}", str(second["phrase"][name]))} == asked, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_are_clauses_and_questions_are_sentences(language: str) -> None:
    for _, name, forms in entries(language):
        assert re.match(r"[A-ZА-Я].*[^\s]\?$", forms["question"]), name
        assert all(re.match(r"[a-zа-яX].*[^.?\s]$", forms[f]) for f in FORMS[:3]), name
        assert forms["has"] != forms["has_not"], name


def test_no_two_entries_are_told_in_the_same_words() -> None:
    for language, form in product(LANGUAGES, FORMS):
        said = [forms[form] for _, _, forms in entries(language)]

        assert len(said) == len(set(said)), (language, form)


def test_english_words_are_latin_and_russian_words_are_cyrillic() -> None:
    for _, name, forms in entries("en"):
        assert not re.search("[А-Яа-я]", " ".join(forms.values())), name
    for _, name, forms in entries("ru"):
        words = re.sub(r"\b(I|II|III|IV)\b", "", " ".join(forms.values()))
        assert not re.search("[A-Za-z]", words), name


def test_there_are_names_of_all_89_regions_in_both_languages() -> None:
    assert len(regions("ru")) == 89
    assert regions("ru").keys() == regions("en").keys() == starter_vocabulary().regions
    assert (regions("ru")["63"], regions("en")["63"]) == (
        "Самарская область",
        "Samara Region",
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("profile", [CAFE, Profile()], ids=["café", "nobody"])
def test_sentences_have_at_most_twenty_words_on_average(
    language: str, profile: Profile
) -> None:
    wording = Wording(language)
    said = [wording.verdict(judge(parse(row["applies"]), profile)) for row in starter()]
    said += [forms[form] for _, _, forms in entries(language) for form in FORMS]

    lengths = [len(s.split()) for text in said for s in re.split(r"(?<=[.?]) ", text)]

    assert mean(lengths) <= 20
    assert max(lengths) <= 45


def starter() -> list[Json]:
    text = (STARTER / "requirements.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize(
    ("condition", "in_russian", "in_english"),
    [
        (
            COOKS,
            "Относится к вам, потому что вы готовите пищу.",
            "Applies to you because you cook food.",
        ),
        (
            LIFT,
            "Не относится к вам, потому что у вас нет лифта и подъёмной платформы.",
            "Does not apply to you because you do not have a lift or a lifting "
            "platform.",
        ),
        (
            {"object": ["pool"]},
            "Может относиться: ответьте, есть ли у вас бассейн.",
            "May apply to you. Tell us: do you have a swimming pool?",
        ),
        (
            FIRMS,
            "Не относится к вам, потому что вы — индивидуальный предприниматель, "
            "а это для юридических лиц.",
            "Does not apply to you because you are a sole proprietor, "
            "and this is for legal entities.",
        ),
        (
            all_of({"employees_min": 1}, COOKS),
            "Относится к вам, потому что вы готовите пищу и у вас 8 работников.",
            "Applies to you because you cook food and you have 8 employees.",
        ),
        (
            {"employees_min": 51},
            "Не относится к вам, потому что у вас 8 работников, это меньше 51.",
            "Does not apply to you because you have 8 employees, which is less than "
            "51.",
        ),
        (
            {"okved_prefix": ["56"]},
            "Относится к вам, потому что ваш ОКВЭД 56.10 «Рестораны» подпадает под 56.",
            "Applies to you because your OKVED code 56.10 “Рестораны” falls under 56.",
        ),
        (
            {"okved_prefix": ["10", "11", "12", "13", "14", "15", "16"]},
            "Не относится к вам, потому что среди ваших ОКВЭД нет 10, 11, 12, 13 и ещё "
            "3 кодов.",
            "Does not apply to you because your OKVED codes do not include 10, 11, 12, "
            "13 and 3 more codes.",
        ),
        (
            all_of(),
            "Относится ко всем.",
            "Applies to everyone.",
        ),
        (
            {"object": ["pool", "crane", "shop", "warehouse"]},
            "Может относиться: ответьте, есть ли у вас кран или другое подъёмное "
            "сооружение, есть ли у вас бассейн и ещё 2 вопроса.",
            "May apply to you. Tell us: do you have a crane or another lifting "
            "machine, do you have a swimming pool and 2 more questions?",
        ),
    ],
)
def test_a_verdict_is_said_first_and_then_why(
    condition: Json,
    in_russian: str,
    in_english: str,
    russian: Wording,
    english: Wording,
) -> None:
    judgement = judge(parse(condition), CAFE)

    assert russian.verdict(judgement) == in_russian
    assert english.verdict(judgement) == in_english


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "у вас нет работников"),
        (1, "у вас 1 работник"),
        (3, "у вас 3 работника"),
        (11, "у вас 11 работников"),
        (21, "у вас 21 работник"),
        (112, "у вас 112 работников"),
    ],
)
def test_russian_counts_people_as_people_do(
    count: int, said: str, russian: Wording
) -> None:
    assert russian.fact(Because("employees", count)) == said


@pytest.mark.parametrize(
    ("because", "said"),
    [
        (Because("okved", ()), "у вас нет кодов ОКВЭД"),
        (
            Because("okved", ("56.10",), (Literal("okved", "56.10"),)),
            "ваш ОКВЭД 56.10 «Рестораны»",
        ),
        (
            Because("employees", 60, (Literal("employees", 51),)),
            "у вас 60 работников, это не меньше 51",
        ),
        (
            Because("region", "63", (Literal("region", "63"),)),
            "ваш регион — «Самарская область»",
        ),
        (
            Because("region", "63", (Literal("region", "77"),)),
            "ваш регион — «Самарская область», а нужен «Москва»",
        ),
        (
            Because("client_kind", "LE", (Literal("client_kind", "LE", holds=False),)),
            "вы — юридическое лицо",
        ),
        (Because("size", "micro"), "вы — микропредприятие"),
        (Because("life_situation:closes_business", SO), "вы закрываете своё дело"),
        (Because("employees", None), "сколько у вас работников"),
    ],
)
def test_a_fact_is_a_clause_with_its_value(
    because: Because, said: str, russian: Wording
) -> None:
    assert russian.fact(because) == said


def test_a_reason_alone_is_a_sentence_and_an_open_one_a_question(
    russian: Wording,
) -> None:
    assert russian.sentence(Because("object:lift", SO)) == (
        "У вас есть лифт или подъёмная платформа."
    )
    assert russian.sentence(Because("object:lift", None)) == (
        "Есть ли у вас лифт или подъёмная платформа?"
    )


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (all_of(), "Для всех"),
        (all_of(FIRMS, any_of(COOKS, all_of())), "Для юридических лиц"),
        (
            any_of(LIFT, not_(all_of())),
            "Для всех, если у вас есть лифт или подъёмная платформа",
        ),
        (LIFT, "Для всех, если у вас есть лифт или подъёмная платформа"),
        ({"client_kind": ["LE", "IE", "KFH"]}, "Для юридических лиц, ИП и КФХ"),
        (
            all_of(FIRMS, {"object": ["premises"]}),
            "Для юридических лиц, если у вас есть помещение",
        ),
        (
            all_of(FIRMS, all_of({"size": ["micro"]}, COOKS)),
            "Для юридических лиц, микропредприятий, если вы готовите пищу",
        ),
        (
            all_of(any_of({"okved_prefix": ["56"]}, COOKS), {"object": ["pool"]}),
            "Для всех, если среди ваших ОКВЭД есть 56 «Общественное питание» или вы "
            "готовите пищу, и при этом у вас есть бассейн",
        ),
        (
            any_of(all_of(COOKS, {"object": ["pool"]}), {"employees_min": 51}),
            "Для всех, если либо вы готовите пищу и у вас есть бассейн, или у вас 51 "
            "работник или больше",
        ),
        (
            any_of({"okved_prefix": ["47"]}, {"okved_prefix": ["56", "10"]}),
            "Для всех, если среди ваших ОКВЭД есть 47, 56 или 10",
        ),
        (
            all_of({"object": ["floor_workplaces_10"]}, COOKS),
            "Для всех, если у вас есть этаж, где 10 рабочих мест или больше, и вы "
            "готовите пищу",
        ),
        (not_(COOKS), "Для всех, если вы не готовите пищу"),
        (
            not_(any_of(COOKS, {"employees_min": 1})),
            "Для всех, если вы не готовите пищу и у вас нет работников",
        ),
        ({"employees_max": 50}, "Для всех, если у вас не больше 50 работников"),
        ({"employees_min": 2}, "Для всех, если у вас 2 работника или больше"),
        (not_(FIRMS), "Для всех, если вы не юридическое лицо"),
        (
            not_({"region": ["63", "77"]}),
            "Для всех, если ваш регион — не «Самарская область» или «Москва»",
        ),
    ],
)
def test_a_condition_says_whom_it_concerns(
    condition: Json, said: str, russian: Wording
) -> None:
    assert russian.condition(parse(condition)) == said


@given(conditions, known_facts, st.sampled_from(LANGUAGES))
def test_every_condition_and_verdict_can_be_said(
    condition: Json, facts: Json, language: str
) -> None:
    wording = Wording(language)
    try:
        tree = parse(condition)
    except (ConditionNotUnderstood, ConditionTooComplex):
        reject()
    verdict = judge(tree, Profile.model_validate(profile_of(facts)))

    said = [wording.condition(tree), wording.verdict(verdict)]
    said += [wording.sentence(because) for because in verdict.because]

    assert not re.search(r"[{}_]|None|\s\s|[,.?]{2}| ,", " ".join(said))


def test_a_name_without_words_yet_is_said_as_it_is(russian: Wording) -> None:
    assert russian.label("object:night_club") == "«night club»"
    assert russian.question("object:night_club") == "Верно ли для вас: «night club»?"


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("region", "63", "Самарская область"),
        ("client_kind", "IE", "индивидуальный предприниматель"),
        ("size", "micro", "микропредприятие"),
        ("okved", "56.10", "56.10 «Рестораны»"),
        ("life_situations", "opens_site", "открытие новой точки"),
        ("employees", 8, "8"),
    ],
)
def test_a_value_has_its_name(
    kind: str, value: object, said: str, russian: Wording
) -> None:
    assert russian.value(kind, value) == said


def test_a_day_reads_one_way_only() -> None:
    day = date(2027, 1, 12)

    assert "until 12 Jan 2027 inclusive" in Wording("en").ended(day)
    assert "до 12.01.2027 включительно" in Wording("ru").ended(day)


def test_every_fact_has_its_label_and_question(russian: Wording) -> None:
    for fact in ("client_kind", "okved", "employees", "region", "size", "object:lift"):
        assert russian.label(fact)
        assert russian.question(fact).endswith("?")
