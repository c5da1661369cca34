"""What bodies decide about declarations, and can be appealed against (I9)."""

from datetime import date
from typing import cast
from uuid import UUID

from application.appeal import Linked
from domain.appeal import Subject, SubjectKind
from domain.applicability import Declaration, Status
from domain.compliance import ComplianceDeclaration, State
from interfaces.appealed.records import Records, earliest
from interfaces.appealed.things import Thing
from interfaces.locale import N_
from projections.applicability import DeclarationCard, DeclarationView
from projections.compliance import ComplianceCard, ComplianceView

AGAINST = frozenset({Status.CONTESTED, Status.ANSWERED, Status.NOT_UPHELD})
"""Where a declaration stands that a body contests."""

DECLARED = N_("The declaration as it was sent")
GIVEN = N_("The document that was given with it")


class OfDeclarations:
    """The contest of a declaration of non-applicability."""

    def __init__(self, view: DeclarationView, records: Records) -> None:
        self._view = view
        self._records = records

    def at(self, id: UUID) -> list[Thing]:
        """The last contest; nothing of a declaration that nobody contested."""
        card = self._view.get(id)
        if card is None:
            return []
        told = self._records.last(id, Declaration.Contested)
        return [self._of(card, cast(Declaration.Contested, told))] if told else []

    def _of(self, card: DeclarationCard, told: Declaration.Contested) -> Thing:
        upheld = [one.at for one in card.moments if one.kind == "contest_upheld"]
        at = max(told.timestamp, *upheld, told.timestamp)
        address = f"/declarations/{card.id}"
        said = (
            self._records.day(one.at)
            for one in card.moments
            if one.kind == "answered" and one.at >= at
        )
        subject = Subject(
            kind=SubjectKind.DECLARATION,
            id=card.id,
            authority=told.authority,
            control_kind=self._records.control_kind([card.requirement]),
            name=str(card.number),
            address=address,
            decided_on=self._records.day(at),
            learned_on=earliest(
                *said, self._records.noticed(card.client_id, address, at)
            ),
        )
        stands, name = card.status in AGAINST, self._records.name(told.authority)
        shown = [Linked(DECLARED, f"{address}/confirmation")]
        if card.document_id:
            shown.append(Linked(GIVEN, f"{address}/document"))
        return Thing(subject, card.client_id, stands, name, at, documents=tuple(shown))


class OfCompliance:
    """That a declaration of compliance was annulled."""

    def __init__(self, view: ComplianceView, records: Records) -> None:
        self._view = view
        self._records = records

    def at(self, id: UUID) -> list[Thing]:
        """The last annulment; nothing of a declaration that nobody annulled."""
        told = self._records.last(id, ComplianceDeclaration.Annulled)
        if told is None:
            return []
        day = self._records.day(told.timestamp)
        card = self._view.get(id, day)
        annulled = cast(ComplianceDeclaration.Annulled, told)
        return [self._of(card, annulled, day)] if card else []

    def _of(
        self, card: ComplianceCard, told: ComplianceDeclaration.Annulled, on: date
    ) -> Thing:
        address, at = f"/compliance/{card.id}", told.timestamp
        named = card.control_kind or self._records.control_kind([*card.requirements])
        subject = Subject(
            kind=SubjectKind.COMPLIANCE,
            id=card.id,
            authority=told.authority,
            control_kind=named,
            name=str(card.number),
            address=address,
            decided_on=on,
            learned_on=self._records.noticed(card.client_id, address, at),
        )
        stands = card.state is State.ANNULLED
        name = self._records.name(told.authority)
        shown = (Linked(DECLARED, f"{address}/confirmation"),)
        return Thing(subject, card.client_id, stands, name, at, documents=shown)
