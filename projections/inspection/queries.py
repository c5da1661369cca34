"""What is asked of the tables of inspections."""

from typing import LiteralString

LINE: LiteralString = """
    SELECT i.id, i.version, i.number, i.register_number, i.client_id,
        c.name AS client_name, i.authority, o.name AS authority_name, i.kind,
        i.control_kind, i.ground, i.stage, i.is_over, i.is_known, i.starts, i.last_day,
        i.ordered_on, i.actions, jsonb_array_length(i.violations) AS violations_found,
        i.changed_at
"""
FROM: LiteralString = """
    FROM inspection.inspection_case AS i
    LEFT JOIN client.client AS c ON c.id = i.client_id
    LEFT JOIN person.organisations AS o ON o.id = i.authority
"""
CARD: LiteralString = f"""{LINE}, i."order", i.explained, i.known, i.approval,
    i.assessed, i.remaining, i.ordered_by, i.notice, i.prosecutor, i.steps, i.obstacle,
    i.violations, i.improve_until, i.improve_how, i.rests_on, i.ending, i.reason,
    i.suspended, i.stood, i.void, i.corrections
    {FROM} WHERE i.id = %s"""
LINES: LiteralString = f"""{LINE} {FROM}
    WHERE ((i.client_id = %(client)s AND i.is_known) OR i.authority = %(authority)s)
        AND (%(over)s::boolean IS NULL OR i.is_over = %(over)s)
        AND (%(before)s::bigint IS NULL OR i.number < %(before)s)
    ORDER BY i.number DESC LIMIT %(limit)s
"""
REPRESENTED: LiteralString = f"""{LINE} {FROM}
    JOIN inspection.inspection_representative AS r ON r.inspection = i.id
    WHERE i.is_known AND r.person = %(person)s AND r.powers <> '{{}}'
        AND (r.until IS NULL OR r.until >= %(today)s)
        AND (%(before)s::bigint IS NULL OR i.number < %(before)s)
    ORDER BY i.number DESC LIMIT %(limit)s
"""
BETWEEN: LiteralString = f"""{LINE} {FROM}
    WHERE i.authority = %(authority)s AND i.last_day >= %(first)s
        AND i.starts < %(end)s AND i.stage NOT IN ('cancelled', 'rejected')
    ORDER BY i.starts, i.number LIMIT %(limit)s
"""
ACTION: LiteralString = """
    SELECT id, version, number, action, by, since, until, place, with_client, objects,
        requirements, held, files, said, recorded_at
    FROM inspection.inspection_action
"""
ACTIONS: LiteralString = f"""{ACTION}
    WHERE inspection = %(inspection)s
        AND (%(before)s::bigint IS NULL OR number < %(before)s)
    ORDER BY number DESC LIMIT %(limit)s
"""
ONE_ACTION: LiteralString = """
    SELECT inspection, id, version, number, action, by, since, until, place,
        with_client, objects, requirements, held, files, said, recorded_at
    FROM inspection.inspection_action WHERE id = %s
"""
DONE: LiteralString = """
    SELECT id, version, action, by, since, until, with_client, held
    FROM inspection.inspection_action WHERE inspection = %(inspection)s
"""
ODD: LiteralString = f"""{DONE}
    AND (action <> ALL(%(actions)s) OR by <> ALL(%(persons)s)
        OR held <> '{{}}' OR action = 'expert_examination')
"""
DAYS: LiteralString = """
    SELECT since, since + sum(upper(part) - lower(part)) AS until
    FROM (SELECT range_agg(tstzrange(since, until)) AS busy
        FROM inspection.inspection_action
        WHERE inspection = %(inspection)s AND with_client AND since < until
    ) AS spent, generate_series(
        date_trunc('day', lower(busy) AT TIME ZONE %(zone)s),
        upper(busy) AT TIME ZONE %(zone)s, interval '1 day'
    ) AS day, LATERAL (
        SELECT day AT TIME ZONE %(zone)s AS since,
            (day + interval '1 day') AT TIME ZONE %(zone)s AS midnight
    ) AS local, unnest(busy * tstzmultirange(tstzrange(since, midnight))) AS part
    GROUP BY since ORDER BY since
"""
MOVE: LiteralString = """
    SELECT id, version, inspection, turn, status, cause, reason, planned, slots, terms,
        document, asked_by, asked_at, offered, choose_by, slot, how, answer, settled_at
    FROM inspection.inspection_move
"""
REPRESENTATIVES: LiteralString = """
    SELECT inspection, person, powers, until, document, since, changed_at
    FROM inspection.inspection_representative
    WHERE inspection = %s ORDER BY since, person
"""
REPRESENTATIVE: LiteralString = """
    SELECT inspection, person, powers, until, document, since, changed_at
    FROM inspection.inspection_representative WHERE inspection = %s AND person = %s
"""
NAMES: LiteralString = (
    "SELECT id::text, name FROM person.people WHERE id = ANY(%s::uuid[])"
)
PAUSES: LiteralString = """
    SELECT r."on" AS since, coalesce(r.answered_on, %(today)s) AS until
    FROM information_request.request AS r
    JOIN inspection.inspection_case AS i
        ON i.client_id = r.client_id AND i.authority = r.authority
    WHERE i.id = %(inspection)s AND i.kind = 'documentary_inspection'
        AND r.ground = 'documentary' AND r.status <> 'withdrawn'
        AND r.number > i.number AND r."on" <= coalesce(i.ended_at::date, %(today)s)
    ORDER BY r."on"
"""
LAST_PLANNED: LiteralString = """
    SELECT max(ended_at) AS ended_at FROM inspection.inspection_case
    WHERE client_id = %s AND authority = %s AND control_kind = %s AND ground = 'plan'
"""
TO_EXPIRE: LiteralString = """
    SELECT id FROM inspection.inspection_case
    WHERE NOT is_over AND last_day < %(today)s AND stage = ANY(%(stages)s)
        AND suspended = '[]'
    ORDER BY last_day, id LIMIT %(limit)s
"""
MOVES_DUE: LiteralString = """
    SELECT m.id FROM inspection.inspection_move AS m
    JOIN inspection.inspection_case AS i ON i.id = m.inspection
    WHERE m.due < %(now)s AND i.stage = ANY(%(stages)s) AND i.suspended = '[]'
    ORDER BY m.due, m.id LIMIT %(limit)s
"""
OF_NOTICE: LiteralString = """
    SELECT id FROM inspection.inspection_case WHERE notice = %s
"""
CLIENT_KIND: LiteralString = "SELECT kind FROM client.client WHERE id = %s"
