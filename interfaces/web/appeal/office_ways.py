"""What somebody of the body can do with an appeal now (I9)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, NamedTuple

from application.access import Action, may
from domain.appeal import AppealStatus, Restoration, Suspension
from domain.kernel import Actor
from domain.term import Reckoning
from interfaces.locale import N_
from projections.appeal import AppealCard


class Way(NamedTuple):
    """A step that is possible.

    Attributes:
        name: what it is.
        path: the end of its address.
        text: of the link.
        until: by when the law wants it; None: no rule says.
    """

    name: str
    path: str
    text: str
    until: Reckoning | None = None


PATHS: Final[Mapping[str, str]] = {
    "draft": "decision/draft",
    "check": "decision/check",
    "decide": "decision/make",
    "explain": "explain",
}
TEXTS: Final[Mapping[str, str]] = {
    "explain": N_("Explain why it was lawful"),
    "restoration": N_("Decide whether the missed term is restored"),
    "suspension": N_("Decide whether execution is suspended"),
    "accept": N_("Take it into consideration"),
    "refuse": N_("Refuse to consider it"),
    "question": N_("Ask those who did it to explain"),
    "ask": N_("Ask the client for more"),
    "extend": N_("Extend the term to decide"),
    "draft": N_("Draft the decision"),
    "check": N_("Check the draft of the decision"),
    "decide": N_("Decide as drafted"),
    "assign": N_("Name the officer who decides it"),
}
READING: Final = frozenset(
    {"restoration", "suspension", "accept", "refuse", "draft", "check", "decide"}
)
"""What nobody does before the body opened what the client sent."""


def ways(
    card: AppealCard, by: Actor, now: datetime, *, took_part: bool, unread: bool
) -> tuple[Way, ...]:
    """The steps that are possible now, what is pressing first.

    Args:
        card: the appeal.
        by: an appeals officer or the head of the body.
        now: the instant.
        took_part: whether the reader did something in what is appealed; such a person
            names an officer, and decides nothing.
        unread: whether the body has not opened all that the client sent.
    """
    if not card.is_open:
        return ()
    names = ["explain"] if _may_explain(card, by) else []
    if card.officer == by.id and not took_part:
        names += _of_officer(card, now)
    elif not took_part and _is_checkable(card, by):
        names.append("check")
    if unread:
        names = [name for name in names if name not in READING]
    return tuple(
        Way(name, PATHS.get(name, f"steps/{name}"), TEXTS[name], _until(card, name))
        for name in [*names, "assign"]
    )


def _of_officer(card: AppealCard, now: datetime) -> list[str]:
    found = []
    if card.restoration is Restoration.WAITS:
        found.append("restoration")
    if card.suspension is Suspension.WAITS:
        found.append("suspension")
    if card.status is AppealStatus.SENT:
        return found + _accepting(card, now)
    return found + _considering(card, now)


def _accepting(card: AppealCard, now: datetime) -> list[str]:
    late = card.acceptance is not None and card.acceptance.is_late(now)
    found = []
    if card.restoration in (Restoration.NOT_ASKED, Restoration.GRANTED):
        found.append("accept")
    if card.restoration is not Restoration.WAITS and not late:
        found.append("refuse")
    return found


def _considering(card: AppealCard, now: datetime) -> list[str]:
    late = card.decision is not None and card.decision.is_late(now)
    stands = card.awaited is not None
    owed = any(one.explained_at is None for one in card.explanations)
    found = {
        "question": not owed,
        "ask": not stands and not late,
        "extend": not stands and not late and not card.extensions,
        "draft": True,
        "decide": not stands and is_decidable(card),
    }
    return [name for name, possible in found.items() if possible]


def is_decidable(card: AppealCard) -> bool:
    """Whether there is a draft that nobody returned."""
    draft = card.draft
    return draft is not None and (draft.checked is None or draft.checked.agrees)


def _may_explain(card: AppealCard, by: Actor) -> bool:
    """Whether the body still owes an answer that the reader may give."""
    owed = any(one.explained_at is None for one in card.explanations)
    return owed and may(by, Action.EXPLAIN_APPEALED) and card.officer != by.id


def _is_checkable(card: AppealCard, by: Actor) -> bool:
    draft = card.draft
    return draft is not None and draft.checked is None and draft.by != by.id


def _until(card: AppealCard, name: str) -> Reckoning | None:
    if name == "suspension":
        return card.suspension_term
    if name in ("accept", "refuse"):
        return card.acceptance
    return card.decision if name in ("draft", "decide") else None
