"""Life situations and segments: drafted, published, amended, withdrawn (L3)."""

import json

import pytest
from pydantic import ValidationError

from domain.situation import (
    Situation,
    SituationContent,
    SituationKind,
    SituationNotDraft,
    SituationNotPublished,
    SituationStatus,
    SituationUnchanged,
)
from interfaces.regions import STARTER
from interfaces.wording import starter_vocabulary
from tests.facts import decided
from tests.register import REGISTRAR
from tests.situations import situation

OTHER = situation(facts={"object:lift": False})
TOLD = json.loads((STARTER / "situations.json").read_text("utf-8"))


def drafted() -> Situation:
    return Situation.draft(
        code="open-place",
        kind=SituationKind.LIFE_SITUATION,
        content=situation(),
        by=REGISTRAR,
    )


def published() -> Situation:
    found = drafted()
    found.publish(by=REGISTRAR)
    return found


def test_a_draft_is_rewritten_until_it_is_published() -> None:
    found = drafted()

    found.redraft(content=OTHER, by=REGISTRAR)
    found.publish(by=REGISTRAR)

    assert [type(one).__name__ for one in decided(found)] == [
        "Drafted",
        "Redrafted",
        "Published",
    ]
    assert (found.number, found.content) == (1, OTHER)
    with pytest.raises(SituationNotDraft):
        found.redraft(content=situation(), by=REGISTRAR)
    with pytest.raises(SituationNotDraft):
        found.publish(by=REGISTRAR)


def test_each_amendment_is_a_version_with_the_next_number() -> None:
    found = published()

    found.amend(content=OTHER, by=REGISTRAR)

    assert found.number == 2
    with pytest.raises(SituationUnchanged):
        found.amend(content=OTHER, by=REGISTRAR)


def test_only_what_is_published_can_be_amended_or_withdrawn() -> None:
    draft, withdrawn = drafted(), published()
    withdrawn.withdraw(reason="Заменена", by=REGISTRAR)

    assert withdrawn.status is SituationStatus.WITHDRAWN
    for found in (draft, withdrawn):
        with pytest.raises(SituationNotPublished):
            found.amend(content=OTHER, by=REGISTRAR)
        with pytest.raises(SituationNotPublished):
            found.withdraw(reason="Заменена", by=REGISTRAR)


@pytest.mark.parametrize(
    "wrong",
    [{"facts": {}}, {"name": {"ru": "Только по-русски", "en": " "}}, {"whom": {}}],
)
def test_a_content_says_something_in_both_languages(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        situation(**wrong)


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told["code"])
def test_what_an_installation_begins_with_is_of_the_vocabulary(
    told: dict[str, object],
) -> None:
    content = SituationContent.model_validate(
        told["content"], context={"vocabulary": starter_vocabulary()}
    )

    strange = [
        fact
        for fact, value in content.facts.items()
        if not starter_vocabulary().has(fact, value)
    ]
    assert strange == []


def test_an_installation_begins_with_enough_of_both_kinds() -> None:
    kinds = [told["kind"] for told in TOLD]

    assert kinds.count("life_situation") >= 10
    assert kinds.count("segment") == 8
