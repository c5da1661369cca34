"""What shows that a step was done: a file, a text, a record named (C2)."""

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

from domain.algorithm import EvidenceKind, Step
from domain.kernel import Value

MOST_EVIDENCE = 200
"""Pieces of evidence in one execution."""


class Form(StrEnum):
    """How evidence is given.

    FILE: a document or a photo. TEXT: a form or a list filled in here, an entry of a
    journal. RECORD: the number or address of a record kept elsewhere.
    """

    FILE = "file"
    TEXT = "text"
    RECORD = "record"


ACCEPTED: dict[EvidenceKind, frozenset[Form]] = {
    EvidenceKind.DOCUMENT: frozenset({Form.FILE, Form.RECORD}),
    EvidenceKind.ACT: frozenset({Form.FILE, Form.RECORD}),
    EvidenceKind.RECEIPT: frozenset({Form.FILE, Form.RECORD}),
    EvidenceKind.FILE: frozenset({Form.FILE}),
    EvidenceKind.PHOTO: frozenset({Form.FILE}),
    EvidenceKind.JOURNAL: frozenset(Form),
    EvidenceKind.SENSOR_OR_JOURNAL: frozenset(Form),
    EvidenceKind.FORM: frozenset({Form.TEXT, Form.FILE}),
    EvidenceKind.CHECKLIST: frozenset({Form.TEXT, Form.FILE}),
    EvidenceKind.REGISTRY_LOOKUP: frozenset({Form.RECORD, Form.FILE}),
}
"""The forms that show a step, by what it asks for; AUTOMATIC asks for nothing."""


class Shown(Value):
    """One piece of evidence, as far as rules look at it.

    Attributes:
        form: how it was given.
        file: which file, when it is one.
        media_type: of the file.
        steps: numbers of the steps that it shows; one or more.
    """

    form: Form
    file: UUID | None = None
    media_type: str | None = None
    steps: frozenset[int]


def accepted(step: Step) -> frozenset[Form]:
    """The forms of evidence that would show a step; empty: it needs none."""
    if step.evidence_kind is None:
        return frozenset()
    return ACCEPTED.get(step.evidence_kind, frozenset())


def is_shown(step: Step, given: Iterable[Shown]) -> bool:
    """Whether what was given for a step shows what the step asks for."""
    forms = accepted(step)
    return not forms or any(one.form in forms and _fits(step, one) for one in given)


def _fits(step: Step, one: Shown) -> bool:
    wants_photo = step.evidence_kind is EvidenceKind.PHOTO
    return not wants_photo or (one.media_type or "").startswith("image/")
