"""A decision obliges a body: what it has to do becomes a deadline of it (I9)."""

from datetime import date

from application.appeal.effects.change import Change
from application.appeal.ports import WordedEffect
from application.ports import Places
from domain.appeal import Appeal
from domain.deadline import About, Deadline, Party, Task
from domain.redress import EffectImpossible
from domain.term import Place, Reckoning, Term, Unit, within

CARRY_OUT = Task.CARRY_OUT_APPEAL_DECISION


def oblige(effect: WordedEffect, turn: int, change: Change, places: Places) -> None:
    """Set the deadline until which the body has to do what was decided.

    Args:
        effect: what it has to do, and until when.
        turn: place of the effect in the decision, from 1.
        change: what the decision changes.
        places: where terms run.

    Raises:
        EffectImpossible: no day is named, it is over, or the body is not known.
    """
    until = effect.ordered.until
    appeal = change.take(Appeal, change.appeal.appeal)
    place = places.at()
    today = place.day_of(change.now)
    if until is None or until <= today or appeal.authority is None:
        raise EffectImpossible(why="not_there")
    change.add(
        Deadline.set(
            CARRY_OUT,
            about=about(change),
            owed_by=Party.authority(appeal.authority),
            owed_to=Party.client(appeal.client_id),
            reckoning=until_day(until, today, place),
            turn=turn,
            at=change.now,
            by=change.by,
        )
    )


def about(change: Change) -> About:
    """The appeal, as its deadlines name it."""
    appeal = change.appeal
    return About(
        kind="appeal", id=appeal.appeal, address=appeal.address, name=appeal.number
    )


def until_day(until: date, today: date, place: Place) -> Reckoning:
    """A term that somebody chose by its last day."""
    term = Term(value=(until - today).days, unit=Unit.CALENDAR_DAY)
    return within(term, today, place)
