"""What appeals did to a thing, in words for the page of it (I9)."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple
from uuid import UUID

from application.access import DECIDE_APPEALS
from domain.inspection import Undone
from domain.kernel import Actor, Role
from interfaces.appeal_words import CATEGORIES
from interfaces.locale import N_, Language
from projections.appeal import Effected, EffectLine

SAID: Final[Mapping[Effected, str]] = {
    Effected.SUSPENDED: N_("Its execution is suspended until the appeal is decided"),
    Effected.RESUMED: N_("The suspension is over: it goes on"),
    Effected.ANNULLED: N_("It is annulled: nothing has to be done by it"),
    Effected.CORRECTED: N_("The act is corrected: it is read as the decision says"),
    Effected.NEW_TERM: N_("There is more time to do what the order demands"),
    Effected.ALLOWED: N_("The inspection begins at a time that the business asked for"),
    Effected.LIFTED: N_("What the body had decided about it has no force any more"),
    Effected.LOWERED: N_("The category of risk is lower"),
}
UNDONE: Final[Mapping[Undone, str]] = {
    Undone.DECISION: N_(
        "The decision to inspect is annulled: the inspection does not go on, and"
        " nothing that it led to has force"
    ),
    Undone.ACT: N_("The act is annulled, and with it every order that rests on it"),
    Undone.ORDER: N_("The improvement order is annulled: it need not be carried out"),
}


class ByAppealSaid(NamedTuple):
    """One thing that an appeal did.

    Attributes:
        said: what, a sentence without a full stop.
        number: of the appeal.
        href: of its page; "" where the reader may not read it.
        line: the row behind it.
    """

    said: str
    number: str
    href: str
    line: EffectLine


class Redressed(NamedTuple):
    """What appeals did to a thing.

    Attributes:
        lines: the newest first.
        stands: an appeal lets nothing go on now.
    """

    lines: tuple[ByAppealSaid, ...]
    stands: bool


def redressed(
    found: Iterable[EffectLine], by: Actor, client_id: UUID, spoken: Language
) -> Redressed:
    """What appeals did to a thing.

    Args:
        found: the oldest first.
        by: the reader, who may read the thing.
        client_id: whose the thing is.
        spoken: the reader's language.
    """
    lines = tuple(found)
    reads = by.role in DECIDE_APPEALS or (
        by.role is Role.CLIENT and by.organisation == client_id
    )
    standing = set[UUID]()
    for one in lines:
        if one.did is Effected.SUSPENDED:
            standing.add(one.appeal)
        elif one.did is Effected.RESUMED:
            standing.discard(one.appeal)
    said = tuple(
        ByAppealSaid(_said(one, spoken), one.number, one.address if reads else "", one)
        for one in reversed(lines)
    )
    return Redressed(said, bool(standing))


def _said(one: EffectLine, spoken: Language) -> str:
    if one.undone is not None:
        return spoken.gettext(UNDONE[one.undone])
    told = [spoken.gettext(SAID[one.did])]
    if one.category is not None:
        told.append(spoken.gettext(CATEGORIES[one.category]))
    if one.slot is not None:
        told.append(spoken.moment(one.slot))
    if one.until is not None:
        told.append(spoken.gettext(N_("until %(day)s"), day=spoken.date(one.until)))
    return ": ".join((told[0], ", ".join(told[1:]))) if told[1:] else told[0]
