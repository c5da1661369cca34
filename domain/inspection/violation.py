"""What an act says was found, and that the order had named it."""

from collections.abc import Sequence
from uuid import UUID

from pydantic import Field

from domain.inspection.gate import Scope
from domain.inspection.refusals import NotInOrder, ViolationWordsMissing
from domain.kernel import Value


class Violation(Value):
    """One requirement that is not complied with.

    Attributes:
        number: from 1; its words stand in an event of their own.
        requirement: code.
        objects: where; empty: in the business as a whole.
    """

    number: int = Field(ge=1)
    requirement: str
    objects: tuple[UUID, ...] = ()


def check_violations(
    violations: Sequence[Violation], wording: Sequence[str], scopes: Sequence[Scope]
) -> None:
    """See that each is told, and is about what the order names.

    Raises:
        ViolationWordsMissing: one has no words, or its number is not its place.
        NotInOrder: one is of something that the order does not name.
    """
    numbers = [one.number for one in violations]
    if numbers != list(range(1, len(wording) + 1)) or not all(map(str.strip, wording)):
        raise ViolationWordsMissing
    for one in violations:
        check_named(scopes, (one.requirement,), one.objects)


def check_named(
    scopes: Sequence[Scope], requirements: Sequence[str], objects: Sequence[UUID]
) -> None:
    """See that an order names each of these objects for each of these requirements.

    Raises:
        NotInOrder: it does not.
    """
    known = {o for scope in scopes for o in scope.objects}
    codes = {code for scope in scopes for code in scope.requirements}
    strange = [code for code in requirements if code not in codes]
    elsewhere = {o for o in objects if o not in known}
    for code in requirements:
        named = {
            o for scope in scopes if code in scope.requirements for o in scope.objects
        }
        elsewhere |= {o for o in objects if o not in named}
    if strange or elsewhere:
        raise NotInOrder(
            requirements=strange, objects=sorted(str(one) for one in elsewhere)
        )
