"""What a client may ask for beside the decision itself, in words (I9)."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from domain.appeal import DraftPart
from interfaces.locale import N_


class Wished(NamedTuple):
    """A part of a draft that is wanted or not, as its page asks for it.

    Attributes:
        part: which.
        question: the heading.
        lead: what it is about.
        yes, no: the answers.
        label, hint: of the field for words; "": it has none.
        needs_words: whether something has to be said.
        has_files: whether files show it.
    """

    part: DraftPart
    question: str
    lead: str
    yes: str
    no: str
    label: str = ""
    hint: str = ""
    needs_words: bool = False
    has_files: bool = False


WISHES: Final[Mapping[DraftPart, Wished]] = {
    DraftPart.RESTORATION: Wished(
        DraftPart.RESTORATION,
        N_("Do you ask to restore the missed term?"),
        N_(
            "The term to appeal is over. It can be restored for a good reason, for"
            " example illness, or because you were told late."
        ),
        N_("Yes, restore it"),
        N_("No"),
        N_("Why it was missed"),
        N_("When did you learn of it, and what kept you from appealing?"),
        needs_words=True,
        has_files=True,
    ),
    DraftPart.SUSPENSION: Wished(
        DraftPart.SUSPENSION,
        N_("Should execution wait until the appeal is decided?"),
        N_(
            "Until it is decided whether to suspend it, it has to be carried out. If it"
            " is suspended, nothing has to be done, and its terms stand still."
        ),
        N_("Yes, suspend it"),
        N_("No, it can go on"),
        N_("What harm it would do to carry it out now"),
        needs_words=True,
    ),
    DraftPart.HEARING: Wished(
        DraftPart.HEARING,
        N_("Do you want to be heard by video?"),
        N_("You can explain it by yourself. A time is agreed with both sides."),
        N_("Yes, I want to be heard"),
        N_("No, in writing is enough"),
        N_("When it suits you"),
    ),
    DraftPart.OMBUDSMAN: Wished(
        DraftPart.OMBUDSMAN,
        N_("Do you want to invite the ombudsman?"),
        N_(
            "The ombudsman for businesses sees this appeal and nothing else of you, and"
            " can give an opinion."
        ),
        N_("Yes, invite"),
        N_("No"),
    ),
}
