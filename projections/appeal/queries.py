"""What is asked of the tables of appeals."""

from enum import StrEnum
from typing import LiteralString

MOST_COUNTED = 1000
"""A count goes no further: whoever has more wants filters, not a number."""

LINE: LiteralString = """
    SELECT a.id, a.version, a.place, a.number, a.client_id, c.name AS client_name,
        a.authority, o.name AS authority_name, a.kind, a.control_kind, a.name, a.status,
        a.officer, a.suspension, a.is_open, a.waits_for_client, a.due, a.due_day,
        a.decide_by,
        a.late, a.outcome, a.days, a.sent_at, a.changed_at
"""
# What a decision came to is known when it was opened.
OF_SIDE: LiteralString = LINE.replace(
    "a.outcome,", "CASE WHEN a.delivered_at IS NOT NULL THEN a.outcome END AS outcome,"
)
FROM: LiteralString = """
    FROM appeal.appeal AS a
    LEFT JOIN client.client AS c ON c.id = a.client_id
    LEFT JOIN person.organisations AS o ON o.id = a.authority
"""
CARD: LiteralString = f"""{LINE}, a.subject, a.told, a.procedure, a.stage, a.begun_on,
    a.form, a.learned_on, a.filing, a.signed_by, a.document, a.thread, a.message,
    a.points, a.parts, a.additions, a.assigned_on, a.acceptance, a.decision,
    a.suspension_term, a.suspended, a.suspension_ended_at, a.restoration, a.restored,
    a.refusal, a.information, a.explanations, a.extensions, a.draft, a.decided,
    a.withdrawn, a.delivered_at, a.court, a.history {FROM} WHERE a.id = %s"""
OF_CLIENT: LiteralString = f"""{OF_SIDE} {FROM}
    WHERE a.client_id = %(client)s AND a.status <> 'discarded'
        AND (%(before)s::bigint IS NULL OR a.place < %(before)s)
    ORDER BY a.place DESC LIMIT %(limit)s
"""
REPRESENTED: LiteralString = f"""{OF_SIDE} {FROM}
    JOIN appeal.appeal_representative AS r ON r.appeal = a.id
    WHERE r.person = %(person)s AND cardinality(r.powers) > 0
        AND (r.until IS NULL OR r.until >= %(today)s) AND a.status <> 'discarded'
        AND (%(before)s::bigint IS NULL OR a.place < %(before)s)
    ORDER BY a.place DESC LIMIT %(limit)s
"""
OF_SUBJECT: LiteralString = f"""{OF_SIDE} {FROM}
    WHERE a.client_id = %(client)s AND a.kind = %(kind)s
        AND a.subject_id = %(subject)s AND a.status <> 'discarded'
    ORDER BY a.place DESC LIMIT %(limit)s
"""
AGAINST: LiteralString = """
    SELECT DISTINCT ON (kind, subject_id) kind, subject_id, id, number, status
    FROM appeal.appeal
    WHERE client_id = %s AND subject_id = ANY(%s)
        AND status NOT IN ('discarded', 'withdrawn')
    ORDER BY kind, subject_id, place DESC
"""
EXPLAIN_DAY: LiteralString = """(
        SELECT min(asked->'until'->>'last_day')
        FROM jsonb_array_elements(a.explanations) AS asked
        WHERE asked->>'explained_at' IS NULL
    )::date AS explain_day
"""
EXPLAINING: LiteralString = f"""{LINE}, {EXPLAIN_DAY} {FROM}
    WHERE a.authority = %(authority)s AND a.is_open AND a.explain_by IS NOT NULL
    ORDER BY a.explain_by, a.place LIMIT %(limit)s
"""
REPRESENTATIVES: LiteralString = """
    SELECT appeal, person, powers, until, document, since, changed_at
    FROM appeal.appeal_representative WHERE appeal = %s
"""
NAMES: LiteralString = (
    "SELECT id::text, name FROM person.people WHERE id = ANY(%s::uuid[])"
)


class Only(StrEnum):
    """Which open appeals of a body.

    MINE: the reader is their officer. OVERDUE: the body is late. SUSPENSION: the
    request to suspend execution waits. WAITING: something is awaited from the client.
    """

    ALL = "all"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    OVERDUE = "overdue"
    SUSPENSION = "suspension"
    WAITING = "waiting"


ONLY: dict[Only, LiteralString] = {
    Only.ALL: "",
    Only.MINE: "AND a.officer = %(officer)s",
    Only.UNASSIGNED: "AND a.officer IS NULL",
    Only.OVERDUE: "AND a.due < %(now)s AND NOT a.waits_for_client",
    Only.SUSPENSION: "AND a.suspension = 'waits'",
    Only.WAITING: "AND a.waits_for_client",
}
OF_BODY: LiteralString = "FROM appeal.appeal AS a WHERE a.authority = %(authority)s"
OPEN: LiteralString = f"{OF_BODY} AND a.is_open"
OVER: LiteralString = f"{OF_BODY} AND NOT a.is_open AND a.number IS NOT NULL"
STATUS: LiteralString = "AND a.status = %(status)s"
KIND: LiteralString = "AND a.kind = %(kind)s"
AFTER_DUE: LiteralString = "AND (a.due, a.place) > (%(due)s, %(place)s)"
AFTER_PLACE: LiteralString = "AND a.place < %(place)s"
BY_DUE: LiteralString = "ORDER BY a.due, a.place"
BY_PLACE: LiteralString = "ORDER BY a.place DESC"
COUNTED: dict[str, LiteralString] = {
    "open": ONLY[Only.ALL],
    "mine": ONLY[Only.MINE],
    "unassigned": ONLY[Only.UNASSIGNED],
    "overdue": ONLY[Only.OVERDUE],
    "suspension": ONLY[Only.SUSPENSION],
    "waiting": ONLY[Only.WAITING],
}
_COUNTS = (
    f"(SELECT count(*) FROM (SELECT {OPEN} {said} LIMIT %(most)s) AS f) AS {name}"  # noqa: S608 - of this file's own parts
    for name, said in COUNTED.items()
)
COUNT: LiteralString = f"SELECT {', '.join(_COUNTS)}"
DRAFT_FILES: LiteralString = """
    SELECT DISTINCT (f #>> '{}')::uuid AS id
    FROM appeal.appeal AS a, LATERAL (
        SELECT jsonb_path_query(a.parts, '$.*.files[*]')
        UNION ALL SELECT jsonb_path_query(a.points, '$[*].evidence.files[*]')
    ) AS found (f)
    WHERE a.status = 'draft'
"""
DECIDED: LiteralString = """
    SELECT a.control_kind, a.authority, a.client_id, a.place AS number, a.days,
        a.outcome <> 'refused' AS is_upheld, a.kind, a.procedure, a.stage,
        ARRAY(SELECT DISTINCT p->>'ground' FROM jsonb_array_elements(a.points) AS p)
            AS grounds,
        ARRAY(SELECT DISTINCT p->>'ground' FROM jsonb_array_elements(a.points) AS p
              WHERE (p->>'upheld')::boolean) AS upheld_grounds
    FROM appeal.appeal AS a WHERE a.outcome IS NOT NULL
"""
DECIDED_BY: LiteralString = f"{DECIDED} AND a.authority = %s"
NEWEST: LiteralString = "SELECT position FROM appeal.appeal_newest"
