"""What a self-examination still asks, and what it has changed (L5)."""

from collections.abc import Callable, Collection
from datetime import date
from uuid import UUID

from domain.condition import Verdict
from domain.kernel import Value
from domain.profile import Profile
from domain.self_examination import Catalogue
from projections.applicability import Line, PersonalLists, WholeList
from projections.index import UNKNOWN, VERDICTS
from projections.self_examination.examination import ExaminationCard, ExaminationView
from projections.self_examination.prospects import Prospects
from projections.self_examination.question import Question, questions

PAGE = 50
MOST_TANGLED = 2000
"""Conditions that are looked at one by one; the rest counts all that it names."""


class Ahead(Value):
    """What is left to ask.

    Attributes:
        undecided: requirements that wait for an answer.
        questions: the most decisive first; without those answered "I don't know".
        unsure: facts that were answered so and would still decide something.
    """

    undecided: int
    questions: tuple[Question, ...]
    unsure: tuple[str, ...]

    def question(self, fact: str) -> Question | None:
        """The question that asks a fact."""
        return next((one for one in self.questions if fact in one.facts), None)


class Left(Value):
    """How far a client is, for its home page.

    Attributes:
        facts: unknown facts that still decide something.
        questions: pages until none is left to ask; fewer, when answers spare some.
        undecided: requirements that wait for an answer.
        begun, finished: whether the newest self-examination was.
    """

    facts: int
    questions: int
    undecided: int
    begun: bool
    finished: bool


class Moved(Value):
    """A requirement that stands in another group than when the client began.

    Attributes:
        before: the group then.
        line: as it stands now, with the reason.
    """

    before: Verdict
    line: Line


class Outcome(Value):
    """What a self-examination has changed, on today's register.

    Attributes:
        before, after: requirements in each group by what was known then, and now.
        moved: how many stand in another group.
        lines: a page of them, as the register orders them.
        next: for the next page; None at the end.
    """

    before: dict[Verdict, int]
    after: dict[Verdict, int]
    moved: int
    lines: tuple[Moved, ...]
    next: int | None


class SelfExaminationView:
    """Answers questions about self-examinations; also `application.ports.Undecided`.

    Args:
        examinations: what was answered.
        lists: the personal lists.
        catalogue: topics and rules.
        today: the current day where the service is run.
    """

    def __init__(
        self,
        examinations: ExaminationView,
        lists: PersonalLists,
        catalogue: Catalogue,
        today: Callable[[], date],
    ) -> None:
        self._examinations = examinations
        self._lists = lists
        self._catalogue = catalogue
        self._today = today
        self.get = examinations.get

    def ahead(self, client_id: UUID, *, again: Collection[str] = ()) -> Ahead:
        """What is left to ask a client, as of today.

        Args:
            client_id: whom.
            again: facts to ask though they were answered "I don't know".

        Raises:
            NotFound: there is no such client.
        """
        card = self._examinations.get(client_id)
        kept = set(card.unsure if card else ()) - set(again)
        whole = self._lists.whole(client_id, self._today())
        prospects, deciding = self._deciding(client_id, whole)
        asked = self._catalogue.askable(deciding, kept, whole.profile)
        return Ahead(
            undecided=prospects.count,
            questions=questions(prospects, asked, whole.profile, self._catalogue),
            unsure=tuple(sorted(deciding & kept)),
        )

    def of_profile(self, profile: Profile) -> Ahead:
        """What would be left to ask a business of which only this is known."""
        whole = self._lists.whole(NOBODY, self._today(), profile)
        prospects, deciding = self._deciding(NOBODY, whole)
        return Ahead(
            undecided=prospects.count,
            questions=questions(prospects, deciding, profile, self._catalogue),
            unsure=(),
        )

    def facts(self, client_id: UUID, on: date) -> tuple[str, ...]:
        """Keys of unknown facts on which a verdict in the client's list hangs, sorted.

        Raises:
            NotFound: there is no such client.
        """
        _, deciding = self._deciding(client_id, self._lists.whole(client_id, on))
        return tuple(sorted(deciding))

    def left(self, client_id: UUID) -> Left:
        """How far a client is.

        Raises:
            NotFound: there is no such client.
        """
        card = self._examinations.get(client_id)
        whole = self._lists.whole(client_id, self._today())
        prospects, deciding = self._deciding(client_id, whole)
        kept = card.unsure if card else ()
        asked = self._catalogue.askable(deciding, kept, whole.profile)
        topics = {getattr(self._catalogue.topic_of.get(f), "id", f) for f in asked}
        return Left(
            facts=len(deciding),
            questions=len(topics),
            undecided=prospects.count,
            begun=card is not None,
            finished=card is not None and card.is_finished,
        )

    def outcome(
        self, client_id: UUID, *, after: int = 0, limit: int = PAGE
    ) -> Outcome | None:
        """What changed since the client began; None when it never did.

        Both lists are of today's register, so that nothing but facts told them apart.

        Args:
            client_id: whose.
            after: `next` of the page before.
            limit: lines of a page, 1..200.
        """
        card = self._examinations.get(client_id)
        if card is None:
            return None
        then, now = self._then_and_now(client_id, card)
        moved = now.holds & then.holds & (now.groups != then.groups)
        numbers = now.register.in_order(moved)
        shown = numbers[after : after + limit]
        lines = self._lists.lines(now, shown)
        return Outcome(
            before=then.counts(),
            after=now.counts(),
            moved=len(numbers),
            lines=tuple(
                Moved(before=VERDICTS[then.groups[number]], line=line)
                for number, line in zip(shown, lines, strict=True)
            ),
            next=after + limit if after + limit < len(numbers) else None,
        )

    def _then_and_now(
        self, client_id: UUID, card: ExaminationCard
    ) -> tuple[WholeList, WholeList]:
        known = Profile().with_facts(card.known)
        while True:
            then = self._lists.whole(client_id, self._today(), known)
            now = self._lists.whole(client_id, self._today())
            if then.register is now.register:
                return then, now

    def _deciding(
        self, client_id: UUID, whole: WholeList
    ) -> tuple[Prospects, set[str]]:
        """The undecided requirements, and the facts that still decide something."""
        undecided = whole.group(Verdict.UNKNOWN) & (whole.verdicts == UNKNOWN)
        prospects = Prospects(whole.register.table, whole.profile, undecided)
        tangled = prospects.tangled[:MOST_TANGLED]
        asked: set[str] = set()
        if len(tangled):
            lines = self._lists.lines(whole, tangled)
            asked = {one.fact for line in lines for one in line.judgement.because}
        return prospects, prospects.deciding(asked)


NOBODY = UUID(int=0)
"""A client that declared nothing."""

__all__ = ["Ahead", "Left", "Moved", "Outcome", "SelfExaminationView"]
