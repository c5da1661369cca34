"""Tells both sides, and an ombudsman who helps, how an appeal goes on (I1, I9)."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple, Protocol
from uuid import UUID

from application.log import EventLog
from application.notice import Notices
from application.ombudsman import OmbudsmanOffices
from application.ports import Clock
from domain.appeal import Appeal, DraftPart, WhySuspensionEnded, events
from domain.errors import NotFound, Stale
from domain.kernel import Event
from domain.notice import Basis, Given
from domain.ombudsman import Case, Participation

DELIVERY: Final = "LAW-079"
TOLD_OF_SUSPENSION: Final = "LAW-073"


class HelpersOfAppeals(Protocol):
    """Which offices of an ombudsman take part in appeals."""

    def taking_part(self, case: Case) -> tuple[UUID, ...]:
        """The offices that take part in a case now."""
        ...


class News(NamedTuple):
    """What is told of a step.

    Attributes:
        to_client: name of the template for the business; "" for nothing.
        to_body: likewise, for the body.
        law: rule by which the business is told; None: it is a matter of its own.
    """

    to_client: str = ""
    to_body: str = ""
    law: str | None = None


NEWS: Final[Mapping[type[Event], News]] = {
    events.Added: News(to_body="appeal-added"),
    events.Withdrawn: News(to_body="appeal-withdrawn"),
    events.Accepted: News("appeal-accepted"),
    events.ConsiderationRefused: News("appeal-not-considered"),
    events.InformationAsked: News("appeal-information-asked"),
    events.InformationGiven: News(to_body="appeal-information-given"),
    events.InformationTermPassed: News(
        "appeal-information-late", "appeal-information-late"
    ),
    events.ExplanationAsked: News(to_body="appealed-to-explain"),
    events.Explained: News("appeal-explained", "appeal-explained"),
    events.Extended: News("appeal-extended"),
    events.DecisionDrafted: News(to_body="appeal-draft-to-check"),
    events.Decided: News("appeal-decided", law=DELIVERY),
    events.Delivered: News(to_body="appeal-answer-opened"),
}
"""What is told in the same words whatever the event says."""


class Fork(NamedTuple):
    """What is told of a step that can go two ways.

    Attributes:
        holds: whether it went the first one.
        yes: told then.
        no: told otherwise.
    """

    holds: Callable[[Any], bool]
    yes: News
    no: News


FORKS: Final[Mapping[type[Event], Fork]] = {
    events.Sent: Fork(
        lambda sent: sent.suspension is None,
        News(to_body="appeal-received"),
        News(to_body="appeal-received-to-suspend"),
    ),
    events.RestorationDecided: Fork(
        lambda decided: decided.granted,
        News("appeal-term-restored"),
        News("appeal-term-not-restored"),
    ),
    events.SuspensionDecided: Fork(
        lambda decided: decided.granted,
        News("appeal-suspended", "appealed-suspended", TOLD_OF_SUSPENSION),
        News("appeal-not-suspended", law=TOLD_OF_SUSPENSION),
    ),
    events.SuspensionEnded: Fork(
        lambda ended: ended.why is WhySuspensionEnded.DECIDED,
        News(to_body="appealed-resumed"),
        News("appeal-suspension-ended", "appealed-resumed"),
    ),
    events.DecisionChecked: Fork(
        lambda checked: checked.agrees,
        News(to_body="appeal-draft-agreed"),
        News(to_body="appeal-draft-returned"),
    ),
}
OVER: Final = (events.Withdrawn, events.ConsiderationRefused, events.Decided)
"""After these an ombudsman who takes part is told that it is over."""
STANDING: Final = (events.SuspensionDecided, events.SuspensionEnded)
"""Of these the body is told where the thing stands, for its inspectors go on there."""


class AppealNews:
    """A reaction: tells the side that did not do it; repeated, it tells nobody twice.

    What an appeal, an answer or a decision says is told by its page alone, where it is
    opened on the record.

    Args:
        log: knows the appeals.
        notices: tells.
        helpers: knows which ombudsmen take part.
    """

    on: tuple[type[Event], ...] = (
        *NEWS,
        *FORKS,
    )

    def __init__(
        self, log: EventLog, notices: Notices, helpers: HelpersOfAppeals
    ) -> None:
        self._log = log
        self._notices = notices
        self._helpers = helpers

    def react(self, happened: Event) -> None:
        """Tell whoever is to know of one event."""
        try:
            appeal = self._log.load(Appeal, happened.originator_id)
        except NotFound:
            return
        news = _news(happened)
        told = {"number": appeal.number} | _values(happened, appeal)
        page = f"/appeals/{appeal.id}"
        basis = Basis.by_law(news.law) if news.law else Basis.own_matter()
        if news.to_client:
            self._tell(appeal.client_id, news.to_client, told, page, basis, happened)
        if news.to_body and appeal.authority:
            own, there = Basis.own_matter(), appeal.matter.address.partition("#")[0]
            at = (isinstance(happened, STANDING) and there) or page
            self._tell(appeal.authority, news.to_body, told, at, own, happened)
        if isinstance(happened, OVER):
            self._tell_helpers(appeal, happened)

    def _tell_helpers(self, appeal: Appeal, happened: Event) -> None:
        case = Case.of_appeal(appeal.id)
        for office in self._helpers.taking_part(case):
            page = f"/ombudsman/{Participation.id_in(appeal.id, office)}"
            template, told = "ombudsman-in-appeal-over", {"number": appeal.number}
            self._tell(office, template, told, page, Basis.own_matter(), happened)

    def _tell(
        self,
        to: UUID,
        template: str,
        values: Mapping[str, Given],
        about: str,
        basis: Basis,
        happened: Event,
    ) -> None:
        self._notices.tell(
            to=to,
            template=template,
            values=values,
            about=about,
            basis=basis,
            key=f"{template}/{happened.originator_id}/{happened.originator_version}",
        )


def _news(happened: Event) -> News:
    fork = FORKS.get(type(happened))
    if fork is None:
        return NEWS[type(happened)]
    return fork.yes if fork.holds(happened) else fork.no


def _values(happened: Event, appeal: Appeal) -> dict[str, Given]:
    match happened:
        case events.Sent(decision=decision, suspension=suspension):
            suspend = {"suspend": suspension.last_day} if suspension else {}
            return {"until": decision.last_day, **suspend}
        case events.Accepted() if appeal.decision:
            return {"until": appeal.decision.last_day}
        case (
            events.InformationAsked(until=until) | events.ExplanationAsked(until=until)
        ):
            return {"until": until.last_day}
        case (
            events.InformationGiven(decision=decision)
            | events.InformationTermPassed(decision=decision)
            | events.Extended(decision=decision)
        ):
            return {"until": decision.last_day}
    return {}


class WishedOmbudsmen:
    """A reaction: when an appeal is sent, the office is invited that it wished for.

    Args:
        log: knows the appeals, and who was invited.
        clock: tells the day.
        offices: who can be invited.
    """

    on = (events.Sent,)

    def __init__(self, log: EventLog, clock: Clock, offices: OmbudsmanOffices) -> None:
        self._log = log
        self._clock = clock
        self._offices = offices

    def react(self, happened: Event) -> None:
        """Invite it; who was invited already is not invited again."""
        try:
            appeal = self._log.load(Appeal, happened.originator_id)
        except NotFound:
            return
        if not appeal.is_open or not appeal.wants(DraftPart.OMBUDSMAN):
            return
        office = self._office(appeal)
        if office is None or appeal.authority is None:
            return
        if self._log.find(Participation, Participation.id_in(appeal.id, office)):
            return
        invited = Participation.invite(
            client_id=appeal.client_id,
            case=Case.of_appeal(appeal.id),
            authority=appeal.authority,
            office=office,
            wish=appeal.wished.get(DraftPart.OMBUDSMAN),
            by=happened.by,
            today=self._clock.today(),
        )
        try:
            self._log.record(invited, by=happened.by)
        except Stale:  # the client invited it meanwhile
            return

    def _office(self, appeal: Appeal) -> UUID | None:
        """The one that was chosen; the only one, when none was."""
        chosen = appeal.wishes[DraftPart.OMBUDSMAN].office
        known = [one.id for one in self._offices.offices()]
        if chosen is None:
            return known[0] if len(known) == 1 else None
        return chosen if chosen in known else None
