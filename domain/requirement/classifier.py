"""The classifier of economic activities (OKVED-2), as it was last loaded."""

from typing import Annotated
from uuid import UUID, uuid5

from eventsourcing.domain import event
from pydantic import Field, StringConstraints

from domain.errors import RuleBroken
from domain.kernel import Actor, Aggregate, Value
from domain.requirement.content import Line

_CLASSIFIERS = UUID("5d2f3c55-0b0f-5b7e-8a77-3c8a3f3c1e20")

OKVED = "okved2"

ActivityCode = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{2}(\.[0-9]{1,2}(\.[0-9]{1,2})?)?$")
]
Section = Annotated[str, StringConstraints(pattern=r"^[A-Z]$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Activity(Value):
    """One line of the classifier.

    Attributes:
        section: its letter, "A" to "U".
        code: e.g. "56.10"; none when the line names the section itself.
        title: the activity in words.
    """

    section: Section
    code: ActivityCode | None
    title: Line


class ClassifierUnchanged(RuleBroken):
    code = "classifier-unchanged"
    title = "Exactly this classifier is loaded already"


class Classifier(Aggregate):
    """A classifier of the state, replaced as a whole by each newer file.

    Its lines are kept in the event: some 2,900 lines, half a megabyte, a few times in
    ten years, so that the titles can always be built again from the log alone.
    """

    class Loaded(Aggregate.Created):
        """A classifier was loaded for the first time.

        Attributes:
            name: "okved2".
            digest: SHA-256 of the file, hexadecimal.
            activities: every line of the file, in its order.
        """

        name: str
        digest: Digest
        activities: tuple[Activity, ...] = Field(min_length=1)

    class Replaced(Aggregate.Event):
        """Another file took the place of the one before; fields as in Loaded."""

        digest: Digest
        activities: tuple[Activity, ...] = Field(min_length=1)

    @classmethod
    def load(
        cls, *, name: str, digest: str, activities: tuple[Activity, ...], by: Actor
    ) -> "Classifier":
        """Load a classifier for the first time; attributes as in Loaded."""
        return cls(name=name, digest=digest, activities=activities, by=by)

    def replace(
        self, *, digest: str, activities: tuple[Activity, ...], by: Actor
    ) -> None:
        """Put another file in its place.

        Raises:
            ClassifierUnchanged: it is the same file.
        """
        if digest == self.digest:
            raise ClassifierUnchanged
        self._replace(digest=digest, activities=activities, by=by)

    @staticmethod
    def create_id(name: str) -> UUID:
        """One aggregate per classifier."""
        return uuid5(_CLASSIFIERS, name)

    @event(Loaded)
    def __init__(
        self, name: str, digest: str, activities: tuple[Activity, ...], by: Actor
    ) -> None:
        self.name = name
        self.digest = digest

    @event(Replaced)
    def _replace(
        self, digest: str, activities: tuple[Activity, ...], by: Actor
    ) -> None:
        self.digest = digest
