"""What papers about appeals say, as values for their templates (I8, I9)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from application.paper import Due, Sheet
from domain.appeal import Appeal, DraftPart, Ordered, events
from domain.appeal.terms import COURT
from domain.kernel import Event
from domain.paper import Group, PaperKind, Values
from interfaces.appeal_grounds import starter_grounds
from interfaces.appeal_words import CATEGORIES, EFFECTS, OUTCOMES, SUBJECTS
from interfaces.locale import N_
from interfaces.papers.known import Known, authority_and_client, name_of
from interfaces.reckoned import ReckonedWords
from interfaces.sources import source_in
from projections.client import ClientCard

JUDGED: Final = {
    True: N_("Upheld: %(reason)s"),
    False: N_("Not upheld: %(reason)s"),
}
TITLE: Final = N_("Appeal %(number)s")


class AppealSheets:
    """Writes the sheets of decisions about appeals.

    Args:
        known: what sheets ask.
    """

    def __init__(self, known: Known) -> None:
        self._known = known
        self._spoken = known.spoken

    def of(self, due: Due, client: ClientCard) -> Sheet:
        """The words of a paper about an appeal."""
        happened: list[Event] = list(
            self._known.log.events.get(due.case_id)  # type: ignore[arg-type]
        )
        made_of = next(o for o in happened if o.originator_version == due.made_of)
        appeal = self._known.log.load(Appeal, due.case_id)
        whom = authority_and_client(self._known, due, client)
        values: dict[str, Any] = {
            **whom,
            **self._appeal(appeal),
            "decided_by": name_of(self._known, due.by.id),
            **self._of_event(due.kind, appeal, made_of, happened),
        }
        at = made_of.timestamp
        values["decided_on"] = self._spoken.date(self._day(at))
        return Sheet(
            template=due.kind.value,
            values=values,
            file=f"{due.kind.value}-{appeal.number}.pdf",
            title=self._spoken.gettext(TITLE, number=appeal.number),
            issuer=whom["authority"],
            at=at,
        )

    def _day(self, at: datetime) -> date:
        return self._known.places.at(None).day_of(at)

    def _appeal(self, appeal: Appeal) -> Values:
        say, matter = self._spoken, appeal.matter
        kind = say.gettext(SUBJECTS[matter.kind])
        named = appeal.told if matter.is_outside else matter.name
        sent = appeal.sent_at
        return {
            "appeal": appeal.number,
            "sent_on": say.date(self._day(sent)) if sent else "",
            "registered_on": say.date(self._day(sent)) if sent else "",
            "subject": f"{kind}: {named}" if named else kind,
            "control_kind": appeal.control_kind,
            "register_number": matter.register_number,
            "wish": appeal.wished.get(DraftPart.ASKS, ""),
            "court": self._court(appeal),
        }

    def _court(self, appeal: Appeal) -> str:
        """How long there is to go to court, and by which rule."""
        rule = self._known.law.on(
            COURT, self._known.today(), appeal.control_kind or None
        )
        return ReckonedWords(self._spoken).term(rule.term)

    def _of_event(
        self, kind: PaperKind, appeal: Appeal, event: Event, happened: Sequence[Event]
    ) -> Values:
        match event:
            case events.Decided():
                return self._decision(appeal, event, happened)
            case events.ConsiderationRefused():
                return self._refusal(event)
            case events.SuspensionDecided():
                return self._suspension(event)
        raise ValueError(f"no {kind} is made of {event!r}")

    def _decision(
        self, appeal: Appeal, event: events.Decided, happened: Sequence[Event]
    ) -> Values:
        say = self._spoken.gettext
        drafted = appeal.drafted
        whole = drafted.words if drafted else ""
        checked = [
            one.by.id
            for one in happened
            if isinstance(one, events.DecisionChecked)
            and one.draft == event.draft
            and one.agrees
        ]
        return {
            "outcome": f"{say(OUTCOMES[event.outcome][0])}.\n\n{whole}",
            "points": tuple(self._point(appeal, one) for one in sorted(appeal.points)),
            "effects": tuple(self._effect(*one) for one in appeal.ordered()),
            "silent": "silent" if appeal.unexplained else "",
            "checked_by": name_of(self._known, checked[-1]) if checked else "",
        }

    def _point(self, appeal: Appeal, number: int) -> Group:
        ground = starter_grounds().get(appeal.points[number].ground)
        upheld, reason = appeal.reasons[number]
        judged = self._spoken.gettext(JUDGED[upheld], reason=reason)
        title = ground.title_ru if ground else appeal.points[number].ground
        return Group(f"{number}. {title}", (appeal.words[number][0], judged))

    def _effect(self, ordered: Ordered, words: str) -> str:
        say = self._spoken
        told = [say.gettext(EFFECTS[ordered.effect]), words]
        if ordered.category:
            told.append(say.gettext(CATEGORIES[ordered.category]))
        if ordered.until:
            until = N_("until %(day)s")
            told.append(say.gettext(until, day=say.date(ordered.until)))
        return ": ".join(filter(None, told))

    def _refusal(self, event: events.ConsiderationRefused) -> Values:
        ground = starter_grounds().refusal(event.ground)
        source = source_in(self._spoken.code, ground.source) if ground else ""
        return {
            "ground": ground.title_ru if ground else event.ground,
            "source": source,
            "reason": event.reason,
        }

    def _suspension(self, event: events.SuspensionDecided) -> Values:
        return {
            "granted": "granted" if event.granted else "",
            "refused": "" if event.granted else "refused",
            "reason": event.reason,
        }
