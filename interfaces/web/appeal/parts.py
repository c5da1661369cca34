"""Of what parts a draft of an appeal is made, and which are still to be said (I9)."""

from typing import Final, NamedTuple

from domain.appeal import SUSPENDABLE, DraftPart
from interfaces.locale import N_
from projections.appeal import AppealCard

CHECK: Final = "check"
DONE: Final = (N_("Said"), "yes")
MISSING: Final = (N_("Still to say"), "ask")
FREE: Final = (N_("If you wish"), "")
BY_RECORDS: Final = (N_("By the records"), "yes")
TITLES: Final = {
    "matter": N_("Whose decision it is"),
    DraftPart.LEARNED.value: N_("When you learned of it"),
    "points": N_("What was wrong"),
    DraftPart.ASKS.value: N_("What you ask for"),
    DraftPart.RESTORATION.value: N_("Why the term was missed"),
    DraftPart.SUSPENSION.value: N_("Suspension of execution"),
    DraftPart.DOCUMENTS.value: N_("Documents"),
    DraftPart.HEARING.value: N_("A hearing by video"),
    DraftPart.OMBUDSMAN.value: N_("The ombudsman"),
}


class WritePart(NamedTuple):
    """A part of a draft, in the order in which it is asked for.

    Attributes:
        name: in its address.
        title: what it is called.
        state: where it stands, and the kind of the tag that says so.
    """

    name: str
    title: str
    state: tuple[str, str]

    @property
    def is_missing(self) -> bool:
        return self.state is MISSING


def parts_of(card: AppealCard, *, late: bool) -> list[WritePart]:
    """The parts that this draft has.

    Args:
        card: the draft.
        late: whether the term to appeal is over.
    """
    names = [
        *(("matter",) if card.subject.is_outside else ()),
        DraftPart.LEARNED.value,
        "points",
        DraftPart.ASKS.value,
        *((DraftPart.RESTORATION.value,) if late else ()),
        *((DraftPart.SUSPENSION.value,) if card.kind in SUSPENDABLE else ()),
        DraftPart.DOCUMENTS.value,
        DraftPart.HEARING.value,
        DraftPart.OMBUDSMAN.value,
    ]
    return [WritePart(name, TITLES[name], _state(card, name)) for name in names]


def next_after(name: str, parts: list[WritePart]) -> str:
    """The name of the part after one; "check" after the last."""
    names = [one.name for one in parts]
    at = names.index(name) + 1 if name in names else len(names)
    return names[at] if at < len(names) else CHECK


def first_missing(parts: list[WritePart]) -> str:
    """The first part that has to be said; "check" when all are."""
    return next((one.name for one in parts if one.is_missing), CHECK)


def _state(card: AppealCard, name: str) -> tuple[str, str]:
    if name == "matter":
        return DONE if card.authority is not None else MISSING
    if name == "points":
        return DONE if card.points else MISSING
    part = DraftPart(name)
    said = card.parts.get(part)
    if part is DraftPart.LEARNED and said is None:
        return BY_RECORDS if card.subject.learned_on else MISSING
    if part is DraftPart.RESTORATION:
        return DONE if said and said.wanted else MISSING
    if part is DraftPart.ASKS:
        return DONE if said else MISSING
    return DONE if said else FREE
