"""The kinds of inspections and what each of them allows, as dated data.

No number stands here: each kind names the rules of law that hold them.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Final, Protocol

from pydantic import Field

from domain.kernel import Certainty, Value
from domain.law_term import LawTerm
from domain.profile import Size


class Kind(StrEnum):
    """Kinds of inspections; the last two are done without interaction.

    Source:
        248-ФЗ, ст. 56 ч. 2, 3 (LAW-001, LAW-002).
    """

    TEST_PURCHASE = "test_purchase"
    MONITORING_PURCHASE = "monitoring_purchase"
    SELECTIVE_CONTROL = "selective_control"
    INSPECTION_VISIT = "inspection_visit"
    RAID_INSPECTION = "raid_inspection"
    DOCUMENTARY_INSPECTION = "documentary_inspection"
    ONSITE_INSPECTION = "onsite_inspection"
    OBSERVATION = "observation"
    OFFSITE_SURVEY = "offsite_survey"


WITHOUT_INTERACTION: Final = frozenset({Kind.OBSERVATION, Kind.OFFSITE_SURVEY})


class ControlAction(StrEnum):
    """What may be done inside an inspection.

    Source:
        248-ФЗ, ст. 65 ч. 1 (LAW-004).
    """

    EXAMINATION = "examination"
    SEARCH = "search"
    INTERVIEW = "interview"
    WRITTEN_EXPLANATION = "written_explanation"
    DOCUMENT_REQUEST = "document_request"
    SAMPLING = "sampling"
    INSTRUMENTAL_SURVEY = "instrumental_survey"
    TEST = "test"
    EXPERT_EXAMINATION = "expert_examination"
    EXPERIMENT = "experiment"


class KindRules(Value):
    """What holds for one kind of inspection.

    Attributes:
        kind: which.
        code: of the kind in the state's register of inspections; "" where unknown.
        has_interaction: whether the client takes part.
        needs_approval: whether a prosecutor approves it when its ground wants that.
        lasts: id of the rule that says how long at most; None: none does.
        lasts_at_one: likewise for one client of a raid.
        notice: id of the rule that says how long before the start the client is told;
            None: nobody is told.
        hours: ids of the rules that bound the time of interaction, by size of client.
        actions: what may be done.
        control_kind: name of the kind of control whose regulation says so; None: it
            holds for all that say nothing else.
        valid_from, valid_until: first and last day on which it holds; None: open.
        source: act and article of the actions.
        certainty: how sure the actions are.
    """

    kind: Kind
    code: str = ""
    has_interaction: bool = True
    needs_approval: bool = True
    lasts: str | None = None
    lasts_at_one: str | None = None
    notice: str | None = None
    hours: dict[Size, str] = Field(default_factory=dict)
    actions: tuple[ControlAction, ...] = ()
    control_kind: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    source: str
    certainty: Certainty

    def holds(self, on: date, control_kind: str) -> bool:
        """Whether it is in force on a day, for a kind of control."""
        if self.control_kind not in (None, control_kind):
            return False
        return (self.valid_from or on) <= on <= (self.valid_until or on)

    @property
    def duration(self) -> str | None:
        """Id of the rule that bounds how long one client is inspected."""
        return self.lasts_at_one or self.lasts


class Law(Protocol):
    """The numbers of the law as of a day."""

    def on(self, id: str, day: date, control_kind: str | None = None) -> LawTerm:
        """A rule by its id, a kind of control's own first."""
        ...

    def find(
        self, id: str, day: date, control_kind: str | None = None
    ) -> LawTerm | None:
        """Likewise; None when there is none."""
        ...


class KindTable:
    """What holds for each kind, of several rows a kind of control's own first."""

    def __init__(self, rows: Iterable[KindRules]) -> None:
        self._rows: dict[Kind, list[KindRules]] = {}
        for row in rows:
            self._rows.setdefault(row.kind, []).append(row)

    def on(self, kind: Kind, day: date, control_kind: str) -> KindRules:
        """What holds for a kind on a day.

        Raises:
            LookupError: the data say nothing of it.
        """
        found = [r for r in self._rows.get(kind, ()) if r.holds(day, control_kind)]
        own = [row for row in found if row.control_kind]
        for row in own or found:
            return row
        raise LookupError(f"nothing is known of {kind} on {day}")


_A = ControlAction
_PURCHASE = (_A.EXAMINATION, _A.INTERVIEW, _A.EXPERIMENT, _A.DOCUMENT_REQUEST)
_SAMPLES = (_A.SAMPLING, _A.INSTRUMENTAL_SURVEY, _A.TEST, _A.EXPERT_EXAMINATION)
_HOURS: Final[Mapping[Size, str]] = {Size.SMALL: "LAW-007", Size.MICRO: "LAW-008"}

KINDS: Final = (
    KindRules(
        kind=Kind.TEST_PURCHASE,
        code="KZ",
        notice="LAW-020",
        actions=_PURCHASE,
        source="248-ФЗ, ст. 67",
        certainty=Certainty.UNSURE,
    ),
    KindRules(
        kind=Kind.MONITORING_PURCHASE,
        code="MZ",
        notice="LAW-020",
        actions=(*_PURCHASE, *_SAMPLES),
        source="248-ФЗ, ст. 68",
        certainty=Certainty.UNSURE,
    ),
    KindRules(
        kind=Kind.SELECTIVE_CONTROL,
        code="VK",
        lasts="LAW-015",
        notice="LAW-020",
        actions=(
            _A.EXAMINATION,
            _A.WRITTEN_EXPLANATION,
            _A.DOCUMENT_REQUEST,
            *_SAMPLES,
        ),
        source="248-ФЗ, ст. 69",
        certainty=Certainty.LIKELY,
    ),
    KindRules(
        kind=Kind.INSPECTION_VISIT,
        code="IV",
        lasts="LAW-012",
        notice="LAW-020",
        actions=(
            _A.EXAMINATION,
            _A.INTERVIEW,
            _A.WRITTEN_EXPLANATION,
            _A.INSTRUMENTAL_SURVEY,
            _A.DOCUMENT_REQUEST,
        ),
        source="248-ФЗ, ст. 70",
        certainty=Certainty.CERTAIN,
    ),
    KindRules(
        kind=Kind.RAID_INSPECTION,
        code="RO",
        lasts="LAW-013",
        lasts_at_one="LAW-014",
        notice="LAW-020",
        actions=tuple(_A),
        source="248-ФЗ, ст. 71",
        certainty=Certainty.LIKELY,
    ),
    KindRules(
        kind=Kind.DOCUMENTARY_INSPECTION,
        code="DP",
        needs_approval=False,
        lasts="LAW-011",
        notice="LAW-021",
        actions=(
            _A.WRITTEN_EXPLANATION,
            _A.DOCUMENT_REQUEST,
            _A.EXPERT_EXAMINATION,
        ),
        source="248-ФЗ, ст. 72",
        certainty=Certainty.LIKELY,
    ),
    KindRules(
        kind=Kind.ONSITE_INSPECTION,
        code="VP",
        lasts="LAW-006",
        notice="LAW-019",
        hours=dict(_HOURS),
        actions=tuple(_A),
        source="248-ФЗ, ст. 73",
        certainty=Certainty.LIKELY,
    ),
    KindRules(
        kind=Kind.OBSERVATION,
        has_interaction=False,
        needs_approval=False,
        source="248-ФЗ, ст. 74",
        certainty=Certainty.CERTAIN,
    ),
    KindRules(
        kind=Kind.OFFSITE_SURVEY,
        has_interaction=False,
        needs_approval=False,
        lasts="LAW-016",
        actions=(_A.EXAMINATION, *_SAMPLES),
        source="248-ФЗ, ст. 75",
        certainty=Certainty.LIKELY,
    ),
)
"""What the federal law says; a regulation on a kind of control narrows it by a row."""
