"""The tables of questions and public answers, and how events fill them (L6)."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, LiteralString
from uuid import UUID

from domain.client import Client
from domain.consultation import PublicAnswer, Question, Status
from domain.kernel import Event
from projections.requirement.text import spellable, words
from projections.view import Projection, Recorded, Rows, Sql


class ConsultationProjection(Projection):
    """Keeps a row per question and per public answer.

    Questions and ratings of a forgotten client go with it. A step that was decided
    while the client was being forgotten may stand after it.
    """

    name = "consultation"
    schema = """
        CREATE TABLE question (
            id                  uuid PRIMARY KEY,
            version             integer NOT NULL,
            number              bigint NOT NULL,
            asked_at            timestamptz NOT NULL,
            client_id           uuid NOT NULL,
            requirement         text NOT NULL,
            requirement_version integer,
            control_body        text NOT NULL,
            body                text NOT NULL,
            status              text NOT NULL,
            due                 date NOT NULL,
            is_unread           boolean NOT NULL,
            is_explained        boolean NOT NULL,
            changed_at          timestamptz NOT NULL,
            turns               jsonb NOT NULL,
            moments             jsonb NOT NULL,
            asked               text NOT NULL,
            stems               text[] NOT NULL GENERATED ALWAYS AS (
                tsvector_to_array(to_tsvector('russian',
                    translate(lower(asked), 'ё', 'е')))) STORED
        );
        CREATE INDEX question_client ON question (client_id, number DESC);
        CREATE INDEX question_body ON question (body, number DESC);
        CREATE INDEX question_waiting ON question (body, due, number)
            WHERE status = 'waiting';
        CREATE INDEX question_alike ON question (body, requirement, number DESC)
            WHERE status <> 'closed' AND NOT is_explained;
        CREATE TABLE rating (
            question  uuid,
            turn      integer,
            client_id uuid NOT NULL,
            body      text NOT NULL,
            rating    integer NOT NULL,
            PRIMARY KEY (question, turn)
        );
        CREATE INDEX rating_body ON rating (body) INCLUDE (rating);
        CREATE INDEX rating_client ON rating (client_id);
        CREATE TABLE forgotten (client_id uuid PRIMARY KEY);
        CREATE TABLE answer (
            id          uuid PRIMARY KEY,
            version     integer NOT NULL,
            number      bigint NOT NULL UNIQUE,
            kind        text NOT NULL,
            body        text NOT NULL,
            requirement text NOT NULL,
            questions   uuid[] NOT NULL,
            rule        text,
            question    text NOT NULL,
            answer      text NOT NULL,
            unmet       text,
            "on"        date NOT NULL,
            editions    jsonb NOT NULL,
            withdrawn_on date,
            withdrawn_because text,
            words       tsvector NOT NULL GENERATED ALWAYS AS (
                setweight(to_tsvector('russian', regexp_replace(
                    translate(lower(question), 'ё', 'е'),
                    '[^[:alnum:]]+', ' ', 'g')), 'A')
                || setweight(to_tsvector('russian', regexp_replace(
                    translate(lower(requirement || ' ' || answer || ' '
                        || coalesce(unmet, '')), 'ё', 'е'),
                    '[^[:alnum:]]+', ' ', 'g')), 'B')) STORED
        );
        CREATE INDEX answer_requirement ON answer (requirement, number DESC)
            WHERE withdrawn_on IS NULL;
        CREATE INDEX answer_words ON answer USING gin (words)
            WITH (fastupdate = off) WHERE withdrawn_on IS NULL;
        CREATE INDEX answer_questions ON answer USING gin (questions);
        CREATE TABLE word (
            word text COLLATE "C" PRIMARY KEY,
            stem text NOT NULL
        );
        CREATE INDEX word_stem ON word (stem);
        CREATE INDEX word_alike ON word USING gin (word gin_trgm_ops);
    """
    events = (
        Question.Event,
        Question.Asked,
        PublicAnswer.Event,
        PublicAnswer.Published,
        Client.Forgotten,
    )

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means."""
        gone = [
            one.event.originator_id
            for one in events
            if isinstance(one.event, Client.Forgotten)
        ]
        if gone:
            sql.execute(FORGET, (gone, gone, gone))
        asked = [one for one in events if isinstance(one.event, OF_QUESTION)]
        if asked:
            _write_questions(sql, asked)
        published = [one for one in events if isinstance(one.event, OF_ANSWER)]
        if published:
            _write_answers(sql, published)


OF_QUESTION = (Question.Event, Question.Asked)
OF_ANSWER = (PublicAnswer.Event, PublicAnswer.Published)

FORGET: LiteralString = """
    WITH gone AS (
        INSERT INTO forgotten SELECT unnest(%s::uuid[]) ON CONFLICT DO NOTHING
    ), unrated AS (
        DELETE FROM rating WHERE client_id = ANY(%s)
    )
    DELETE FROM question WHERE client_id = ANY(%s)
"""
FORGOTTEN: LiteralString = "SELECT client_id FROM forgotten WHERE client_id = ANY(%s)"
# A word that is no longer said stays until the next rebuild: at worst it is looked for.
WRITE_WORD: LiteralString = """
    INSERT INTO word
    SELECT word, stem[1]
    FROM unnest(%s::text[]) AS word,
        tsvector_to_array(to_tsvector('russian', word)) AS stem
    WHERE cardinality(stem) = 1
    ON CONFLICT DO NOTHING
"""

_client: Callable[[Recorded], UUID] = attrgetter("event.client_id")


def _write_questions(sql: Sql, steps: Sequence[Recorded]) -> None:
    clients = list(set(map(_client, steps)))
    forgotten = {
        row["client_id"] for row in sql.execute(FORGOTTEN, (clients,), prepare=True)
    }
    steps = [one for one in steps if _client(one) not in forgotten]
    rated = [
        (one.event.originator_id, one.event.turn)
        for one in steps
        if isinstance(one.event, Question.Rated)
    ]
    with (
        Rows(sql, "question", _known(steps, Question.Asked)) as rows,
        Rows(sql, "rating", rated, ("question", "turn")) as ratings,
    ):
        for one in steps:
            id = one.event.originator_id
            row = _asked(one) if isinstance(one.event, Question.Asked) else rows[id]
            rows[id] = _after(row, one)
            if isinstance(one.event, Question.Rated):
                _rate(ratings, row, one.event)


def _known(steps: Iterable[Recorded], first: type[Event]) -> set[UUID]:
    return {
        one.event.originator_id for one in steps if not isinstance(one.event, first)
    }


def _asked(one: Recorded) -> dict[str, Any]:
    event = one.event
    assert isinstance(event, Question.Asked)  # noqa: S101 - told by the caller
    return {
        "id": event.originator_id,
        "number": one.position,
        "asked_at": one.at,
        "client_id": event.client_id,
        "requirement": event.requirement,
        "requirement_version": event.requirement_version,
        "control_body": event.control_body,
        "body": event.body,
        "is_unread": False,
        "turns": [],
        "moments": [],
    }


def _after(row: dict[str, Any], one: Recorded) -> dict[str, Any]:
    """The row after one more event."""
    event = one.event
    row |= _changes(row, one)
    row |= {"version": event.originator_version, "changed_at": one.at}
    row["moments"].append(
        {
            "kind": _snake(type(event).__name__),
            "at": one.at,
            "by": event.by.id,
            "role": event.by.role,
            "text": getattr(event, "reason", None),
            "body": event.body if isinstance(event, Question.Forwarded) else None,
        }
    )
    return row


def _changes(row: dict[str, Any], one: Recorded) -> dict[str, Any]:
    """The columns that an event gives other values; it may write into the thread."""
    event = one.event
    changes: dict[str, Any] = {"is_unread": False}
    match event:
        case Question.Asked() | Question.FollowedUp():
            changes |= _asked_on(row, event)
        case Question.Forwarded(body=body):
            changes |= {"body": body}
        case Question.Answered() | Question.Explained():
            changes |= _answer(row, one, event)
        case Question.Rated(turn=number, rating=rating, comment=comment):
            _turn(row, number).update(rating=rating, comment=comment)
            if number != row["turns"][-1]["number"]:
                changes = {}
        case Question.Closed():
            changes |= {"status": Status.CLOSED}
    return changes


def _asked_on(
    row: dict[str, Any], event: Question.Asked | Question.FollowedUp
) -> dict[str, Any]:
    row["turns"].append(
        {
            "number": getattr(event, "turn", 1),
            "question": event.question,
            "on": event.on,
            "due": event.due,
            "rule": event.rule,
        }
    )
    return {
        "status": Status.WAITING,
        "due": event.due,
        "asked": event.question,
        "is_explained": False,
    }


def _answer(
    row: dict[str, Any], one: Recorded, event: Question.Answered | Question.Explained
) -> dict[str, Any]:
    turn = _turn(row, event.turn)
    if turn.get("answered_at") is None:
        turn |= {
            "body": row["body"],
            "answered_on": event.on,
            "answered_at": one.at,
        }
    changes = {"status": Status.ANSWERED, "is_unread": True}
    if isinstance(event, Question.Answered):
        turn["answer"] = event.answer
        return changes
    turn["explanation"] = event.explanation
    turn["explanation_version"] = event.explanation_version
    return changes | {"is_explained": True}


def _turn(row: dict[str, Any], number: int) -> dict[str, Any]:
    turn: dict[str, Any] = row["turns"][number - 1]
    return turn


def _rate(ratings: Rows, row: dict[str, Any], event: Question.Rated) -> None:
    ratings[event.originator_id, event.turn] = {
        "question": event.originator_id,
        "turn": event.turn,
        "client_id": event.client_id,
        "body": _turn(row, event.turn)["body"],
        "rating": event.rating,
    }


def _write_answers(sql: Sql, steps: Sequence[Recorded]) -> None:
    said: set[str] = set()
    with Rows(sql, "answer", _known(steps, PublicAnswer.Published)) as rows:
        for one in steps:
            event = one.event
            row = rows.get(event.originator_id) or _published(one)
            match event:
                case PublicAnswer.Published() | PublicAnswer.Amended():
                    row |= _said(row, event)
                    said |= _spellable(event)
                case PublicAnswer.Withdrawn(reason=reason, on=day):
                    row |= {"withdrawn_on": day, "withdrawn_because": reason}
            rows[event.originator_id] = row | {"version": event.originator_version}
    if said:
        sql.execute(WRITE_WORD, (sorted(said),))


def _published(one: Recorded) -> dict[str, Any]:
    event = one.event
    assert isinstance(event, PublicAnswer.Published)  # noqa: S101 - the log's order
    return {
        "id": event.originator_id,
        "number": one.position,
        "kind": event.kind,
        "body": event.body,
        "requirement": event.requirement,
        "questions": list(event.questions),
        "rule": event.rule,
        "editions": [],
        "withdrawn_on": None,
        "withdrawn_because": None,
    }


def _said(
    row: dict[str, Any], event: PublicAnswer.Published | PublicAnswer.Amended
) -> dict[str, Any]:
    said = {
        "question": event.question,
        "answer": event.answer,
        "unmet": event.unmet,
        "on": event.on,
    }
    number = len(row["editions"]) + 1
    return said | {"editions": [*row["editions"], {"number": number, **said}]}


def _spellable(event: PublicAnswer.Published | PublicAnswer.Amended) -> set[str]:
    text = " ".join((event.question, event.answer, event.unmet or ""))
    return set(spellable({"a": " ".join(words(text)), "b": "", "c": "", "d": ""}))


@cache
def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")
