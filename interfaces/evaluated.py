"""What can be evaluated, and what evaluators are like, put together from contexts."""

from collections.abc import Callable, Collection
from datetime import date
from functools import cache
from json import loads
from uuid import UUID

from application.ports import EvaluatedRule
from domain.anonymity import Atlas, Segment
from domain.errors import NotFound
from domain.evaluation import Subject, SubjectKind
from domain.requirement import Version
from interfaces.regions import STARTER
from projections.client import ClientView
from projections.draft import DraftView
from projections.requirement import RequirementView


class RulesToEvaluate:
    """Implements `application.ports.EvaluatedRules`.

    Args:
        requirements: the register.
        drafts: published drafts.
        today: the day.
    """

    def __init__(
        self,
        requirements: RequirementView,
        drafts: DraftView,
        today: Callable[[], date],
    ) -> None:
        self._requirements = requirements
        self._drafts = drafts
        self._today = today

    def rule(self, kind: SubjectKind, code: str) -> EvaluatedRule:
        """The version of today."""
        if kind is SubjectKind.DRAFT:
            return self._draft(code)
        standing = self._requirements.as_of(code, self._today())
        if standing is None:
            raise NotFound
        return _requirement(code, standing.version)

    def of(self, subject: Subject) -> EvaluatedRule:
        """The version that was evaluated."""
        if subject.kind is SubjectKind.DRAFT:
            return self._draft(subject.code, subject.version)
        for version in self._requirements.versions(subject.code):
            if version.number == subject.version:
                return _requirement(subject.code, version)
        raise NotFound

    def unknown(self, codes: Collection[str]) -> list[str]:
        """Those of these codes that name no published requirement."""
        if not codes:
            return []
        known = self._requirements.standing(list(codes), self._today())
        return [code for code in codes if code not in known]

    def _draft(self, number: str, version: int | None = None) -> EvaluatedRule:
        card = self._drafts.get(number)
        latest = card.latest if card else None
        if card is None or latest is None:
            raise NotFound
        shown = latest if version is None else card.version_of(version)
        if shown is None:
            raise NotFound
        provisions, questions = shown.text.provisions, shown.text.questions
        return EvaluatedRule(
            subject=Subject(kind=SubjectKind.DRAFT, code=number, version=shown.number),
            title=shown.text.title,
            passages={"": ""}
            | {one.id: one.text for one in provisions}
            | {one.id: one.text for one in questions},
            places={one.id: one.number for one in provisions}
            | {one.id: f"? {number}" for number, one in enumerate(questions, 1)},
            developer=card.organisation,
            closes=shown.window.closes,
            is_open=shown is latest and card.is_open(self._today()),
        )


class ClientSegments:
    """Implements `application.ports.Segments`."""

    def __init__(self, clients: ClientView) -> None:
        self._clients = clients

    def of_client(self, client_id: UUID) -> Segment:
        """The main activity is the first that the business has named."""
        card = self._clients.get(client_id)
        if card is None:
            raise NotFound
        profile = card.profile
        return Segment(
            okved=profile.okved[0] if profile.okved else None,
            region=profile.region,
            size=profile.size.value if profile.size else None,
        )


@cache
def starter_atlas() -> Atlas:
    """Sections of the classifier and federal districts of the starter data."""
    text = (STARTER / "okved_titles.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    sections = {code: section for section, code, *_ in rows if code.isdigit()}
    return Atlas(
        sections=sections,
        districts={
            region: district
            for district, told in _districts().items()
            for region in told["regions"]
        },
    )


@cache
def district_names(language: str) -> dict[str, str]:
    """Names of federal districts in a language ("ru", "en")."""
    return {name: told[language] for name, told in _districts().items()}


@cache
def _districts() -> dict[str, dict[str, str]]:
    text = (STARTER / "federal_districts.json").read_text("utf-8")
    found: dict[str, dict[str, str]] = loads(text)
    return found


def _requirement(code: str, version: Version) -> EvaluatedRule:
    content = version.content
    return EvaluatedRule(
        subject=Subject(code=code, version=version.number),
        title=content.title,
        passages={"": f"{content.title}\n{content.statement}"},
        body=content.control_body,
    )
