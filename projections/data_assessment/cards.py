"""What people read of looks, surveys and offers."""

from datetime import datetime
from uuid import UUID

from domain.data_assessment import (
    Figure,
    Finding,
    Moment,
    Outcome,
    RequirementAt,
    Segment,
)
from domain.kernel import Value

WHOLE = 100
STEP = 10


class Remark(Value):
    """What the client says of a look.

    Attributes:
        at: when, UTC.
        text: in its words.
    """

    at: datetime
    text: str


class Entry(Value):
    """The entry of a state register behind a fact of a look.

    Attributes:
        fact: its key.
        at: when it was taken in, UTC; with the fact it names the record.
        reference: number of the entry, e.g. "У003/000000017".
    """

    fact: str
    at: datetime
    reference: str


class LookLine(Value):
    """A look in a list.

    Attributes:
        id: of the look.
        number: people name it by this.
        at: when it was made, UTC.
        client_id: whose records.
        client_name, client_inn: as registered.
        authority: organisation that looked; who in it is not told.
        body: name of the organisation.
        purpose: the ground, and what for.
        moment: as of when.
        outcomes: how many requirements came out how.
        remarked: whether the client said something of it.
    """

    id: UUID
    number: int
    at: datetime
    client_id: UUID
    client_name: str | None
    client_inn: str | None
    authority: UUID
    body: str | None
    purpose: str
    moment: Moment
    outcomes: dict[Outcome, int]
    remarked: bool


class LookCard(LookLine):
    """A look with what was seen.

    Attributes:
        version: of the look; the ETag.
        bodies: of the register, for which the organisation answered.
        findings: of each requirement, with the records, as they were then.
        remarks: of the client, oldest first.
        entries: of state registers, behind the facts; of those that still are known.
    """

    version: int
    bodies: tuple[str, ...]
    findings: tuple[Finding, ...]
    remarks: tuple[Remark, ...]
    entries: tuple[Entry, ...] = ()


class LookPage(Value):
    """A page of looks.

    Attributes:
        looks: newest first.
        after: cursor of the next page; None at the end.
    """

    looks: tuple[LookLine, ...]
    after: int | None


class Seen(Value):
    """That a body saw a client's records, alone or among others.

    Attributes:
        id: of the look or the survey.
        in_bulk: whether it was a survey: without the client's name.
        number: people name it by this.
        at: when, UTC.
        body: name of the organisation.
        purpose: the ground, and what for.
        requirements: how many were looked at.
        outcomes: of a look: how many came out how.
        remarked: of a look: whether the client said something of it.
    """

    id: UUID
    in_bulk: bool
    number: int
    at: datetime
    body: str | None
    purpose: str
    requirements: int
    outcomes: dict[Outcome, int]
    remarked: bool


class SeenPage(Value):
    """A page of what bodies saw of a client.

    Attributes:
        seen: newest first.
        after: cursor of the next page; None at the end.
    """

    seen: tuple[Seen, ...]
    after: int | None


class Glance(Value):
    """Looks at a client in a few numbers.

    Attributes:
        looks: since a day, alone.
        surveys: since that day, among others.
        offers: that wait to be read.
        last_at: when somebody looked last; None: nobody did.
        last_body: who.
    """

    looks: int
    surveys: int
    offers: int
    last_at: datetime | None
    last_body: str | None


class OfferLine(Value):
    """An offer, as the body that made it reads it.

    Attributes:
        id: of the offer.
        at: when, UTC.
        requirement: code.
        algorithm: code.
        title: of the algorithm.
    """

    id: UUID
    at: datetime
    requirement: str
    algorithm: str
    title: str | None


class OfferCard(OfferLine):
    """An offer, as a client that it reached reads it.

    Attributes:
        survey: in which the need was seen.
        body: name of the organisation; it does not know whom the offer reached.
        purpose: of the survey.
    """

    survey: UUID
    body: str | None
    purpose: str


class SurveyLine(Value):
    """A survey in a list.

    Attributes:
        id: of the survey.
        version: of it; the ETag.
        number: people name it by this.
        at: when it was asked, UTC.
        authority: organisation that asked.
        body: name of the organisation.
        bodies: of the register, for which it answered.
        purpose: the ground, and what for.
        segment: of which clients.
        requirements: that are looked at.
        moment: as of when.
        percent: how far it is, in tens: how many clients there are is not told.
        is_finished: whether all were looked at.
        total: clients, a multiple of K; None: fewer than K, or not finished.
    """

    id: UUID
    version: int
    number: int
    at: datetime
    authority: UUID
    body: str | None
    bodies: tuple[str, ...]
    purpose: str
    segment: Segment
    requirements: tuple[RequirementAt, ...]
    moment: Moment
    percent: int
    is_finished: bool
    total: int | None


class SurveyCard(SurveyLine):
    """A survey with what may be told of it.

    Attributes:
        figures: of each requirement, once it is finished.
        offers: that were made, oldest first.
    """

    figures: tuple[Figure, ...]
    offers: tuple[OfferLine, ...]


class SurveyPage(Value):
    """A page of surveys.

    Attributes:
        surveys: newest first.
        after: cursor of the next page; None at the end.
    """

    surveys: tuple[SurveyLine, ...]
    after: int | None
