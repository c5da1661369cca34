"""What papers of cases say, as values for their templates (I8)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from application.paper import Due, Sheet
from domain.caution import Caution
from domain.inspection import Part, Scope, Step, spent
from domain.kernel import Event
from domain.paper import CaseKind, Group, PaperKind, Values
from domain.visit import Visit, VisitKind, Way
from interfaces.inspections import ACTIONS, APPROVALS, GROUNDS, KINDS, PARTS
from interfaces.locale import N_, language
from interfaces.papers.appeals import AppealSheets
from interfaces.papers.known import Known, authority_and_client, name_of
from projections.client import ClientCard
from projections.inspection import CaseCard, StepCard

WAYS: Final[Mapping[Way, str]] = {
    Way.PLACE: N_("at the place of work"),
    Way.VIDEO: N_("by video"),
}
ONE_HOUR = timedelta(hours=1)
ONE_MINUTE = timedelta(minutes=1)
MOST_ACTIONS = 200


class PaperSheets:
    """Writes the sheet of each kind of paper; see `application.paper.Sources`."""

    def __init__(self, known: Known) -> None:
        self._known = known

    def of(self, due: Due) -> Sheet | None:
        """The words of a paper; None: the client was forgotten meanwhile."""
        client = self._known.clients.get(due.client_id)
        if client is None:
            return None
        match due.case:
            case CaseKind.INSPECTION:
                return self._of_inspection(due, client)
            case CaseKind.CAUTION:
                return self._caution(due, client)
            case CaseKind.VISIT:
                return self._invitation(due, client)
            case CaseKind.APPEAL:
                return AppealSheets(self._known).of(due, client)

    def _of_inspection(self, due: Due, client: ClientCard) -> Sheet | None:
        card = self._known.inspections.case(due.case_id)
        if card is None:
            return None
        say = self._known.spoken
        zone = self._known.places.at(card.known.region).zone
        title = say.gettext(N_("Inspection %(number)s"), number=card.number)
        whole = {
            **self._whom(due, client),
            "inspection": str(card.number),
            "registered": card.register_number or "",
            "kind": say.gettext(KINDS[card.kind]),
            "control_kind": card.control_kind,
            "starts": language(say.code, str(zone)).moment(card.starts),
            "last_day": say.date(card.last_day),
        }
        write = {
            PaperKind.DECISION: self._decision,
            PaperKind.NOTICE: self._notice,
            PaperKind.ACT: self._act,
            PaperKind.ORDER: self._order,
        }[due.kind]
        values = write(card, client)
        at = next(
            (one.at for one in card.steps if one.version == due.made_of),
            card.steps[0].at,
        )
        return Sheet(
            template=due.kind.value,
            values={**whole, **values},
            file=f"{due.kind.value}-{card.number}.pdf",
            title=title,
            issuer=whole["authority"],
            at=at,
        )

    def _decision(self, card: CaseCard, client: ClientCard) -> Values:
        say, order = self._known.spoken, card.order
        titles = self._titles(one.code for one in card.remaining)
        return {
            "ordered_on": say.date(card.ordered_on),
            "ordered_by": card.ordered_by_name or "",
            "ground": say.gettext(GROUNDS[card.ground]),
            "basis": order.basis,
            "explained": card.explained,
            "approval": say.gettext(APPROVALS[card.approval]),
            "hours": str(order.hours) if order.hours else "",
            "persons": tuple(
                f"{self._name(one.person)}, {say.gettext(PARTS[one.part])}"
                for one in sorted(
                    order.persons, key=lambda one: list(Part).index(one.part)
                )
            ),
            "actions": tuple(say.gettext(ACTIONS[one]) for one in order.actions),
            "scopes": self._scopes(order.scopes, client, titles),
            "reasons": tuple(
                f"{titles[one.code]}: {one.reason}"
                for one in card.remaining
                if one.reason
            ),
        }

    def _notice(self, card: CaseCard, _client: ClientCard) -> Values:
        moved = card.taken(Step.MOVE) is not None
        return {
            "ordered_on": self._known.spoken.date(card.ordered_on),
            "moved": "moved" if moved else "",
        }

    def _act(self, card: CaseCard, client: ClientCard) -> Values:
        say = self._known.spoken
        titles = self._titles(one.requirement for one in card.violations)
        objects = _objects(client)
        zone = self._known.places.at(card.known.region).zone
        at_place = language(say.code, str(zone))
        took = spent(self._known.inspections.spans(card.id, str(zone)))
        page = self._known.inspections.actions(card.id, limit=MOST_ACTIONS)
        return {
            "drawn": self._step(card, Step.DRAW_ACT),
            "drawn_by": self._who(card, Step.DRAW_ACT),
            "began": self._step(card, Step.START),
            "ended": self._step(card, Step.END),
            "took": say.gettext(
                N_("%(hours)s h %(minutes)s min"),
                hours=took // ONE_HOUR,
                minutes=took % ONE_HOUR // ONE_MINUTE,
            ),
            "actions": tuple(
                f"{say.gettext(ACTIONS[one.action])}: {at_place.moment(one.since)}, "
                f"{one.place}"
                for one in reversed(page.actions)
            ),
            "nothing": "nothing" if card.found_nothing else "",
            "violations": tuple(
                Group(
                    f"{one.number}. {titles[one.requirement]}",
                    (one.what, *(objects[o] for o in one.objects if o in objects)),
                )
                for one in card.violations
            ),
        }

    def _order(self, card: CaseCard, _client: ClientCard) -> Values:
        titles = self._titles(one.requirement for one in card.violations)
        return {
            "given": self._step(card, Step.DEMAND),
            "given_by": self._who(card, Step.DEMAND),
            "until": self._known.spoken.date(card.improve_until)
            if card.improve_until
            else "",
            "how": card.improve_how or "",
            "violations": tuple(
                f"{one.number}. {titles[one.requirement]}: {one.what}"
                for one in card.violations
            ),
        }

    def _caution(self, due: Due, client: ClientCard) -> Sheet:
        say = self._known.spoken
        happened = self._happened(due.case_id)
        issued = next(one for one in happened if isinstance(one, Caution.Issued))
        words = {o.number: o for o in happened if isinstance(o, Caution.PointWorded)}
        changed = [one for one in happened if isinstance(one, Caution.Changed)]
        dropped = {number for one in changed for number in one.dropped}
        points = [one for one in issued.points if one.number not in dropped]
        titles = self._titles(one.requirement for one in points)
        algorithm = N_("Algorithm that removes the risk: %(code)s")
        values: Values = {
            **self._whom(due, client),
            "issued_on": say.date(changed[-1].on if changed else issued.on),
            "issued_by": self._name(due.by.id),
            "signs": issued.told,
            "changed": changed[-1].reason if changed else "",
            "points": tuple(
                Group(
                    f"{one.number}. {titles[one.requirement]}",
                    tuple(
                        filter(
                            None,
                            (
                                words[one.number].conduct,
                                words[one.number].proposal,
                                say.gettext(algorithm, code=one.algorithm)
                                if one.algorithm
                                else "",
                            ),
                        )
                    ),
                )
                for one in points
            ),
        }
        return self._sheet(due, values, happened, N_("Caution"))

    def _invitation(self, due: Due, client: ClientCard) -> Sheet:
        say = self._known.spoken
        happened = self._happened(due.case_id)
        begun = next(one for one in happened if isinstance(one, Visit.Begun))
        offered = next(
            one
            for one in happened
            if isinstance(one, Visit.SlotsOffered)
            and one.originator_version == due.made_of
        )
        titles = self._titles(begun.requirements)
        place = _objects(client).get(begun.premises, "") if begun.premises else ""
        values: Values = {
            **self._whom(due, client),
            "issued_on": say.date(offered.on),
            "issued_by": self._name(due.by.id),
            "told": begun.told,
            "place": place,
            "mandatory": "mandatory" if begun.kind is VisitKind.MANDATORY else "",
            "slots": tuple(
                f"{say.moment(one.starts)}, {say.gettext(WAYS[one.way])}"
                for one in offered.slots
            ),
            "until": say.date(offered.until),
            "requirements": tuple(titles.values()),
        }
        return self._sheet(due, values, happened, N_("Preventive visit"))

    def _sheet(
        self, due: Due, values: Values, happened: Sequence[Event], title: str
    ) -> Sheet:
        issuer = values["authority"]
        at = next(e for e in happened if e.originator_version == due.made_of).timestamp
        return Sheet(
            template=due.kind.value,
            values=values,
            file=f"{due.kind.value}-{at:%Y-%m-%d}.pdf",
            title=self._known.spoken.gettext(title),
            issuer=issuer if isinstance(issuer, str) else "",
            at=at,
        )

    def _whom(self, due: Due, client: ClientCard) -> dict[str, str]:
        return authority_and_client(self._known, due, client)

    def _scopes(
        self, scopes: Sequence[Scope], client: ClientCard, titles: Mapping[str, str]
    ) -> tuple[Group, ...]:
        """Objects and requirements of each scope, one under the other."""
        say, objects = self._known.spoken.gettext, _objects(client)
        told: list[Group] = []
        for scope in scopes:
            where = tuple(objects[one] for one in scope.objects if one in objects)
            whole = (say(N_("The business as a whole")),)
            told += [
                Group(say(N_("Where")), where or whole),
                Group(
                    say(N_("Which requirements")),
                    tuple(titles.get(code, code) for code in scope.requirements),
                ),
            ]
        return tuple(told)

    def _titles(self, codes: Iterable[str]) -> dict[str, str]:
        """What requirements are called, with the code, in the order asked for."""
        asked = list(dict.fromkeys(codes))
        found = self._known.requirements.standing(asked, self._known.today())
        return {
            code: f"{found[code].version.content.title} ({code})"
            if code in found
            else code
            for code in asked
        }

    def _happened(self, case: UUID) -> list[Event]:
        return list(self._known.log.events.get(case))  # type: ignore[arg-type]

    def _step(self, card: CaseCard, step: Step) -> str:
        """When and where a step was taken."""
        taken = _last(card, step)
        if taken is None:
            return ""
        zone = str(self._known.places.at(card.known.region).zone)
        at = language(self._known.spoken.code, zone).moment(taken.at)
        return ", ".join(filter(None, (at, taken.place)))

    def _who(self, card: CaseCard, step: Step) -> str:
        taken = _last(card, step)
        return (taken.by_name if taken else None) or ""

    def _name(self, person: str) -> str:
        return name_of(self._known, person)


def _last(card: CaseCard, step: Step) -> StepCard | None:
    return next((one for one in reversed(card.steps) if one.step is step), None)


def _objects(client: ClientCard) -> dict[UUID, str]:
    """Places of work as people read them, by id."""
    return {one.id: f"{one.name}, {one.address}" for one in client.premises}
