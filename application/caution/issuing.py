"""A body cautions a business, and answers its objection (C6)."""

from collections.abc import Callable, Mapping
from typing import NamedTuple
from uuid import UUID

from application.access import Action, allow
from application.caution.commands import AnswerCaution, ChangeCaution, IssueCaution
from application.caution.handling import CautionHandling, about, letter, own
from application.caution.ports import CautionsKnown
from application.client.clients import living
from application.exchange import Correspondence
from application.log import EventLog, Key, Receipt
from application.ports import Bodies, Clock, Pseudonyms
from domain.caution import (
    Caution,
    CautionedClientUnknown,
    CautionEmpty,
    Draft,
    KindsMixed,
    NotYourRequirement,
    Point,
    Signs,
    Supervised,
    Wording,
    checked_reason,
    new_caution_id,
)
from domain.client.numbers import INN_DIGITS, inn_of
from domain.exchange import Kind, Part, Party
from domain.kernel import Actor, Aggregate
from domain.profile import ClientKind

TITLE = "Предостережение"
"""Of the correspondence: data, which both sides read in either language."""


class Prepared(NamedTuple):
    """A caution that could be issued.

    Attributes:
        client_id: who would be cautioned.
        draft: what it would say.
        about: its requirements, by code.
    """

    client_id: UUID
    draft: Draft
    about: Mapping[str, Supervised]


class Cautions:
    """The commands of the body that cautions."""

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        known: CautionsKnown,
        bodies: Bodies,
        pseudonyms: Pseudonyms,
        correspondence: Correspondence,
        handling: CautionHandling,
    ) -> None:
        self._log = log
        self._clock = clock
        self._known = known
        self._bodies = bodies
        self._pseudonyms = pseudonyms
        self._correspondence = correspondence
        self._handling = handling

    def prepare(self, command: IssueCaution, *, by: Actor) -> Prepared:
        """What a caution would say; nothing is recorded.

        Raises:
            NotFound: the actor cautions nobody.
            CautionedClientUnknown, BadInn: there is no such business.
            NotYourRequirement: the body does not supervise one, or it is not in force.
            KindsMixed: they belong to several kinds of control.
            Refusal: what `Draft.check` raises.
        """
        allow(by, Action.CAUTION)
        client_id = self._client(command.inn)
        found = self._supervised(command, by)
        draft = self._draft(command, client_id, found)
        draft.check(_serving(found), self._clock.today())
        return Prepared(client_id, draft, found)

    def issue(
        self, command: IssueCaution, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Caution a business.

        Returns:
            A receipt that names the caution first.

        Raises:
            Refusal: what `prepare` raises.
        """

        def decide() -> Receipt:
            issued = self._issued(self.prepare(command, by=by), by)
            return self._log.record(*issued, by=by, key=key)

        return self._log.once(by, key, decide)

    def keep(
        self,
        id: UUID,
        command: AnswerCaution,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Answer an objection: all stays as it is.

        Raises:
            NotFound, Stale: of the caution.
            NotObjected, CautionReasonMissing: see `Caution.keep`.
        """

        def act(caution: Caution, message: UUID) -> None:
            today = self._clock.today()
            caution.keep(command.reason, message=message, by=by, today=today)

        return self._told(id, version, command.reason, act, by, key)

    def change(
        self,
        id: UUID,
        command: ChangeCaution,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Change a caution, as the answer to an objection when there is one.

        Raises:
            NotFound, Stale: of the caution.
            Refusal: what `Caution.change` raises.
        """

        def act(caution: Caution, message: UUID) -> None:
            caution.change(
                {
                    n: Wording(conduct=one.conduct, proposal=one.proposal)
                    for n, one in command.points.items()
                },
                dropped=command.dropped,
                reason=command.reason,
                message=message,
                by=by,
                today=self._clock.today(),
            )

        return self._told(id, version, command.reason, act, by, key)

    def withdraw(
        self,
        id: UUID,
        command: AnswerCaution,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Take a caution back, as the answer to an objection when there is one.

        Raises:
            NotFound, Stale: of the caution.
            CautionOver, CautionReasonMissing: see `Caution.withdraw`.
        """

        def act(caution: Caution, message: UUID) -> None:
            today = self._clock.today()
            caution.withdraw(command.reason, message=message, by=by, today=today)

        return self._told(id, version, command.reason, act, by, key)

    def close(
        self,
        id: UUID,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Say that nothing more is to be done; an objection is answered all the same.

        Raises:
            NotFound, Stale: of the caution.
            CautionOver: it is closed or withdrawn.
        """

        def decide() -> Receipt:
            caution = self._handling.issued_by(id, version, by)
            caution.close(by=by, today=self._clock.today())
            return self._log.record(caution, by=by, key=key)

        return self._log.once(by, key, decide)

    def _told(
        self,
        id: UUID,
        version: int | None,
        reason: str,
        act: Callable[[Caution, UUID], None],
        by: Actor,
        key: Key | None,
    ) -> Receipt:
        """Decide on a caution, and tell the business why in its correspondence."""

        def decide() -> Receipt:
            caution = self._handling.issued_by(id, version, by)
            edition = caution.edition
            said = letter(Kind.DECISION, id, checked_reason(reason))
            written = self._correspondence.write(caution.thread, said, by=by)
            act(caution, written[0].id)
            due = self._handling.answered(id, edition, by)
            return self._log.record(caution, *written, *due, by=by, key=key)

        return self._log.once(by, key, decide)

    def _issued(self, prepared: Prepared, by: Actor) -> tuple[Aggregate, ...]:
        """The caution, and the message in which it goes."""
        id, authority = new_caution_id(), own(by)
        thread, message, *files = self._correspondence.compose(
            client_id=prepared.client_id,
            about=about(id).address,
            title=TITLE,
            parties=(
                Party.of(prepared.client_id, Part.CLIENT),
                Party.of(authority, Part.BODY),
            ),
            letter=letter(Kind.DECISION, id, _text(prepared.draft)),
            by=by,
        )
        caution = Caution.issue(
            prepared.draft,
            id=id,
            client_id=prepared.client_id,
            authority=authority,
            serving=_serving(prepared.about),
            thread=thread.id,
            message=message.id,
            by=by,
            today=self._clock.today(),
        )
        return (caution, thread, message, *files)

    def _draft(
        self, command: IssueCaution, client_id: UUID, found: Mapping[str, Supervised]
    ) -> Draft:
        kinds = sorted({one.control_kind for one in found.values()})
        if len(kinds) > 1:
            raise KindsMixed(kinds=kinds)
        terms = self._handling.terms(client_id, kinds[0])
        return Draft(
            control_kind=kinds[0],
            signs=Signs(
                source=command.source,
                received=command.received,
                found_in=command.found_in,
            ),
            told=command.told,
            points=[
                Point(
                    number=n,
                    requirement=one.requirement,
                    algorithm=one.algorithm,
                    own_duty=one.own_duty,
                )
                for n, one in enumerate(command.points, 1)
            ],
            wording=[
                Wording(conduct=one.conduct, proposal=one.proposal)
                for one in command.points
            ],
            in_time=terms.to_issue(command.received),
        )

    def _client(self, inn: str) -> UUID:
        digits = "".join(inn.split())
        is_entity = len(digits) <= INN_DIGITS[ClientKind.LE]
        kind = ClientKind.LE if is_entity else ClientKind.IE
        id, known = living(self._log, self._pseudonyms, inn_of(digits, kind))
        if known is None:
            raise CautionedClientUnknown
        return id

    def _supervised(self, command: IssueCaution, by: Actor) -> Mapping[str, Supervised]:
        """What the caution is about; the body supervises all of it."""
        codes = {one.requirement for one in command.points}
        if not codes:
            raise CautionEmpty(points=[])
        bodies = self._bodies.of(own(by))
        found = self._known.supervised(codes, bodies, self._clock.today())
        if strange := sorted(codes - set(found)):
            raise NotYourRequirement(requirements=strange)
        return found


def _serving(found: Mapping[str, Supervised]) -> dict[str, list[str]]:
    return {code: list(one.algorithms) for code, one in found.items()}


def _text(draft: Draft) -> str:
    """The caution in words, as it goes in the correspondence."""
    told = [
        "\n".join(
            (
                " · ".join(
                    filter(
                        None, (f"{point.number}. {point.requirement}", point.algorithm)
                    )
                ),
                words.conduct.strip(),
                words.proposal.strip(),
            )
        )
        for point, words in draft.worded
    ]
    return "\n\n".join([draft.told.strip(), *told])
