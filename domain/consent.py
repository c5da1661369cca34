"""A client agrees that the state turns to it unasked, and takes that back (R3).

To be informed of what the law demands needs no consent; to be offered help does. A
consent covers one service, or every proactive service within one life situation.

Source:
    Стандарт «Государство для бизнеса», п. 4.4: consent by default within a life
    situation until it is revoked, or to single services; every proactive contact names
    the consent that it rests on, and each can be revoked.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID, uuid5

from eventsourcing.domain import event
from pydantic import Field, StringConstraints

from domain.condition import Condition, Literal
from domain.errors import Invalid, RuleBroken
from domain.kernel import Actor, Aggregate, Citation, Value
from domain.profile import FactValue, Test, prefixes
from domain.requirement import Day

HELP = "help"
"""The service of offering an algorithm after a survey of records (C3)."""
SERVICES = (HELP,)
"""Services that turn to a client unasked."""
WORDS = 1
"""Version of the words to which clients agree."""
STANDARD = Citation(act="Стандарт «Государство для бизнеса»", at="п. 4.4")

_CONSENTS = UUID("9c1d6e52-7b0a-5f4e-8a1c-3e9b2d4f6a70")


class ScopeKind(StrEnum):
    """What a consent covers: one service, or a life situation with all of them."""

    SERVICE = "service"
    SITUATION = "situation"


class Scope(Value):
    """What a consent is to.

    Attributes:
        kind: a service or a life situation.
        name: id of the service, e.g. "help", or code of the situation, "start-cafe".
    """

    kind: ScopeKind
    name: Annotated[
        str,
        StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$", max_length=64),
        Field(examples=["help"]),
    ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.name}"

    @classmethod
    def service(cls, name: str) -> Self:
        """One service, wherever it is of use."""
        return cls(kind=ScopeKind.SERVICE, name=name)

    @classmethod
    def situation(cls, code: str) -> Self:
        """Every proactive service within a life situation."""
        return cls(kind=ScopeKind.SITUATION, name=code)


class Way(StrEnum):
    """How a consent was revoked.

    LINK: by the address that every proactive notice bears; whoever has it may.
    """

    PAGE = "page"
    LINK = "link"


class ConsentStands(RuleBroken):
    code = "consent-stands"
    title = "You have agreed to this already"


class ConsentRevoked(RuleBroken):
    code = "consent-revoked"
    title = "This consent was revoked already: nobody turns to you on its ground"
    source = STANDARD


class NothingToAgreeTo(Invalid):
    code = "nothing-to-agree-to"
    title = "There is no such service or life situation to agree to"
    about = "name"


class Consent(Aggregate):
    """One client's word on being turned to unasked, for one scope."""

    class Given(Aggregate.Created):
        """The client agreed.

        Attributes:
            client_id: who.
            scope: to what.
            text: version of the words to which it agreed.
            on: the day.
        """

        client_id: UUID
        scope: Scope
        text: int
        on: Day

    class GivenAgain(Aggregate.Event):
        """It agreed once more, after it had revoked; fields as in Given."""

        text: int
        on: Day

    class Revoked(Aggregate.Event):
        """Nobody may turn to the client on this ground any more.

        Attributes:
            way: how it was revoked.
            on: the day.
        """

        way: Way
        on: Day

    def give_again(self, *, text: int, on: Day, by: Actor) -> None:
        """Agree once more.

        Args:
            text: version of the words.
            on: the day.
            by: whoever acts for the client.

        Raises:
            ConsentStands: it was not revoked.
        """
        if self.stands:
            raise ConsentStands
        self._give_again(text=text, on=on, by=by)

    def revoke(self, *, way: Way, on: Day, by: Actor) -> None:
        """Take it back, at any time and without a reason.

        Raises:
            ConsentRevoked: that was done before.

        Source:
            Стандарт «Государство для бизнеса», п. 4.4.
        """
        if not self.stands:
            raise ConsentRevoked
        self._revoke(way=way, on=on, by=by)

    @staticmethod
    def create_id(client_id: UUID, scope: Scope) -> UUID:
        """One per client and scope: the primary key enforces it."""
        return consent_id(client_id, scope)

    @event(Given)
    def __init__(
        self, client_id: UUID, scope: Scope, text: int, on: Day, by: Actor
    ) -> None:
        self.client_id = client_id
        self.scope = scope
        self.stands = True

    @event(GivenAgain)
    def _give_again(self, text: int, on: Day, by: Actor) -> None:
        self.stands = True

    @event(Revoked)
    def _revoke(self, way: Way, on: Day, by: Actor) -> None:
        self.stands = False


def consent_id(client_id: UUID, scope: Scope) -> UUID:
    """The id of a client's consent to something: always the same."""
    return uuid5(_CONSENTS, f"{client_id}/{scope}")


def within(condition: Condition, facts: Mapping[str, FactValue]) -> bool:
    """Whether a requirement belongs to a life situation.

    It does when something that is so in the situation is what its condition asks for.
    A requirement for everybody belongs to none.

    Args:
        condition: of the requirement.
        facts: what is so in the situation, by fact key.
    """
    asked = {one for clause in condition.clauses for one in clause if one.holds}
    return any(
        Literal(fact, test) in asked
        for fact, value in facts.items()
        for test in _tests(fact, value)
    )


def _tests(fact: str, value: FactValue) -> tuple[Test, ...]:
    match value:
        case True:
            return (True,)
        case str():
            return (value,)
        case tuple() if fact == "okved":
            return tuple(one for code in value for one in prefixes(code))
    return ()
