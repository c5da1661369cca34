"""Requests for information, undone or suspended by appeals (I9)."""

from application.appeal.effects.change import Change, only
from application.appeal.ports import WordedEffect
from domain.appeal import Effect
from domain.deadline import Task
from domain.information_request import InformationRequest, RequestStatus

GIVE, MORE = Task.GIVE_INFORMATION, Task.DECIDE_MORE_TIME


class OfRequests:
    """A request that is not answered yet."""

    def carry_out(self, effect: WordedEffect, change: Change) -> None:
        """Annul it: nothing has to be given."""
        only(effect, Effect.ANNUL)
        request = change.thing(InformationRequest)
        request.annul(change.appeal, by=change.by, today=change.today())
        change.cancel(GIVE, request.id)
        change.cancel(MORE, request.id, request.turn)

    def suspend(self, change: Change) -> None:
        """The clock of the client stands."""
        request, on = change.thing(InformationRequest), change.today()
        request.suspend(change.appeal, at=change.now, on=on, by=change.by)
        change.pause(GIVE, request.id)

    def resume(self, change: Change) -> None:
        """It goes on, unless the body decides about more time."""
        request, on = change.thing(InformationRequest), change.today()
        request.resume(change.appeal, at=change.now, on=on, by=change.by)
        if not request.is_suspended and request.status is RequestStatus.WAITING:
            change.go_on(GIVE, request.id)
