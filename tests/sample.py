"""A small context for the tests of the event store: notes about people."""

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID, uuid4

from eventsourcing.domain import event

from domain.errors import RuleBroken
from domain.kernel import Actor, Aggregate, Personal, Role
from projections.view import Projection, Recorded, Rows, Sql

ANNA = Actor(id="anna", role=Role.REGISTRAR)


class NoteClosed(RuleBroken):
    code = "sample-note-closed"
    title = "This note was closed"


class Note(Aggregate):
    """A note about a person: written, added to, closed."""

    class Written(Aggregate.Created):
        subject: ClassVar[str] = "person"
        person: UUID
        title: str
        text: Personal
        remark: Personal | None = None

    class Added(Aggregate.Event):
        words: int

    class Closed(Aggregate.Event):
        pass

    @event(Written)
    def __init__(
        self, person: UUID, title: str, text: str, by: Actor, remark: str | None = None
    ) -> None:
        self.person = person
        self.title = title
        self.text = text
        self.remark = remark
        self.words = 0
        self.is_closed = False

    @classmethod
    def write(
        cls, person: UUID, title: str, text: str, *, remark: str | None = None
    ) -> "Note":
        return cls(person=person, title=title, text=text, remark=remark, by=ANNA)

    def add(self, words: int) -> None:
        if self.is_closed:
            raise NoteClosed
        self._add(words=words, by=ANNA)

    def close(self) -> None:
        self._close(by=ANNA)

    @event(Added)
    def _add(self, words: int, by: Actor) -> None:
        self.words += words

    @event(Closed)
    def _close(self, by: Actor) -> None:
        self.is_closed = True


class Count(Aggregate):
    """A number that goes up, with nothing personal."""

    class Started(Aggregate.Created):
        name: str

    class Raised(Aggregate.Event):
        pass

    @staticmethod
    def create_id(id: UUID | None = None, **_: Any) -> UUID:
        return id or uuid4()

    @event(Started)
    def __init__(self, name: str, by: Actor) -> None:
        self.name = name
        self.value = 0

    @classmethod
    def start(cls, name: str = "a count", *, id: UUID | None = None) -> "Count":
        return cls._create(event_class=cls.Started, id=id, name=name, by=ANNA)

    def rise(self) -> None:
        self._rise(by=ANNA)

    @event(Raised)
    def _rise(self, by: Actor) -> None:
        self.value += 1


class Counts(Projection):
    """How high each count is."""

    name = "counts"
    schema = """
        CREATE TABLE count (
            id    uuid PRIMARY KEY,
            name  text NOT NULL,
            value integer NOT NULL,
            upper text GENERATED ALWAYS AS (upper(name)) STORED
        )
    """
    events = (Count.Event,)

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        with Rows(sql, "count", (one.event.originator_id for one in events)) as rows:
            for happened, _ in events:
                id = happened.originator_id
                match happened:
                    case Count.Started(name=name):
                        rows[id] = {"id": id, "name": name, "value": 0}
                    case Count.Raised():
                        rows.change(id, value=rows[id]["value"] + 1)


class Notes(Projection):
    """What each open note says."""

    name = "notes"
    schema = """
        CREATE TABLE note (
            person uuid,
            title  text,
            id     uuid NOT NULL UNIQUE,
            text   text NOT NULL,
            tags   text[] NOT NULL,
            facts  jsonb NOT NULL,
            PRIMARY KEY (person, title)
        )
    """
    events = (Note.Written,)

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        written = [one.event for one in events if isinstance(one.event, Note.Written)]
        keys = [(event.person, event.title) for event in written]
        with Rows(sql, "note", keys, ("person", "title")) as rows:
            for event in written:
                if event.text == "away":
                    del rows[event.person, event.title]
                    continue
                rows[event.person, event.title] = {
                    "person": event.person,
                    "title": event.title,
                    "id": event.originator_id,
                    "text": event.text,
                    "tags": ("new", "wordy"),
                    "facts": {"remark": event.remark, "by": event.by},
                }
