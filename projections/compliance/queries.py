"""What the views ask the tables of self-assessments and declarations."""

KEYS = """
    unnest(%(ids)s::uuid[], %(numbers)s::integer[])
        WITH ORDINALITY AS wanted (id, number, place)
    JOIN requirement.version AS v ON v.requirement = wanted.id
        AND v.number = wanted.number
"""
CONCERNS = f"""
    SELECT v.code, v.number AS version, v.control_kind, v.control_body
    FROM {KEYS} ORDER BY place
"""  # noqa: S608
SHEET = f"""
    SELECT v.code, v.number AS version, v.title, v.control_kind, v.control_body,
        CASE
            WHEN a.id IS NULL THEN 'unassessed'
            WHEN a.requirement_version = v.number THEN 'assessed'
            ELSE 'look_again'
        END AS state,
        a.degree, a.requirement_version AS given_on, a.answered_at
    FROM {KEYS}
    LEFT JOIN compliance.assessment AS a ON a.client_id = %(client)s
        AND a.requirement_id = wanted.id
    ORDER BY place
"""  # noqa: S608
CARD = """
    SELECT id, version, requirement, answers FROM compliance.assessment
    WHERE client_id = %s AND requirement = %s
"""
_MEASURES = """
    SELECT m.id, m.requirement, a.version, coalesce(v.title, m.requirement) AS title,
        m.what, m.due, m.done_on
    FROM compliance.measure AS m
    JOIN compliance.assessment AS a ON a.id = m.assessment
    LEFT JOIN requirement.version AS v ON v.requirement = a.requirement_id
        AND %(on)s BETWEEN v.shown_from AND v.shown_until
"""
_IN_ORDER = """
    ORDER BY m.done_on DESC NULLS FIRST, m.due, m.id
"""
MEASURE = f"{_MEASURES} WHERE m.id = %(id)s AND m.client_id = %(client)s"
MEASURES_OF = f"{_MEASURES} WHERE m.assessment = %(assessment)s {_IN_ORDER}"
MEASURES = (
    f"{_MEASURES} WHERE m.client_id = %(client)s {_IN_ORDER}"
    " LIMIT %(limit)s OFFSET %(after)s"
)
LAST_ANSWERS = """
    SELECT requirement, answers->-1 AS answer FROM compliance.assessment
    WHERE client_id = %s AND requirement = ANY(%s)
"""
CONTRADICTING = """
    SELECT requirement FROM compliance.assessment
    WHERE client_id = %s AND requirement = ANY(%s) AND degree <> 'complies'
    ORDER BY requirement
"""

CHANGED = """
    EXISTS (
        SELECT FROM unnest(d.requirement_ids, d.versions) AS declared (id, number)
        WHERE NOT EXISTS (
            SELECT FROM requirement.version AS v
            WHERE v.requirement = declared.id AND v.number = declared.number
                AND %(on)s BETWEEN v.shown_from AND v.shown_until
        )
    )
"""
"""Whether another version of something declared is the one to look at on a day."""

STATE = f"""
    CASE
        WHEN d.ended IS NOT NULL THEN d.ended
        WHEN d.valid_until < %(on)s THEN 'term_ended'
        WHEN {CHANGED} THEN 'changed'
        ELSE 'in_effect'
    END
"""
NUMBERS = f"""
    WITH said AS (
        SELECT a.degree, a.requirement_version = wanted.number AS is_current
        FROM unnest(%(ids)s::uuid[], %(numbers)s::integer[]) AS wanted (id, number)
        LEFT JOIN compliance.assessment AS a ON a.client_id = %(client)s
            AND a.requirement_id = wanted.id
    ), line AS (
        SELECT count(*) AS total,
            count(*) FILTER (WHERE is_current) AS assessed,
            count(*) FILTER (WHERE NOT is_current) AS look_again,
            count(*) FILTER (WHERE is_current AND degree <> 'complies') AS to_mend
        FROM said
    ), planned AS (
        SELECT count(*) AS measures,
            count(*) FILTER (WHERE due < %(on)s) AS overdue,
            min(due) FILTER (WHERE due >= %(on)s) AS next_due
        FROM compliance.measure WHERE client_id = %(client)s AND done_on IS NULL
    ), stated AS (
        SELECT d.valid_until, {STATE} AS state
        FROM compliance.compliance_declaration AS d WHERE d.client_id = %(client)s
    ), declared AS (
        SELECT count(*) FILTER (WHERE state = 'in_effect') AS in_effect,
            min(valid_until) FILTER (WHERE state = 'in_effect') AS declared_until,
            count(*) FILTER (WHERE state IN ('term_ended', 'changed')) AS lapsed
        FROM stated
    )
    SELECT * FROM line, planned, declared
"""  # noqa: S608
_DECLARED = f"""
    SELECT d.id, d.version, d.number, d.client_id, c.name AS client_name,
        d.control_body, d.control_kind, d."on", d.valid_until, d.declared_at,
        (SELECT json_object_agg(code, number ORDER BY place)
            FROM unnest(d.codes, d.versions)
            WITH ORDINALITY AS one (code, number, place)) AS requirements,
        {STATE} AS state, d.moments
    FROM compliance.compliance_declaration AS d
    LEFT JOIN client.client AS c ON c.id = d.client_id
"""  # noqa: S608
DECLARATION = f"{_DECLARED} WHERE d.id = %(id)s"
_PAGE = f"""
    AND (%(before)s::bigint IS NULL OR d.number < %(before)s)
    AND (%(states)s::text[] IS NULL OR {STATE} = ANY(%(states)s))
    ORDER BY d.number DESC LIMIT %(limit)s
"""
OF_CLIENT = f"{_DECLARED} WHERE d.client_id = %(client)s {_PAGE}"
OF_BODIES = f"{_DECLARED} WHERE d.control_body = ANY(%(bodies)s) {_PAGE}"
LINES = """
    SELECT declared.code, declared.number AS version, v.title,
        v.act_name || ' № ' || v.act_number || ', ' || v.act_unit AS act,
        %(on)s BETWEEN v.shown_from AND v.shown_until AS is_current,
        said.shown_by, said.evidence_kind, said.evidence, said.document_id
    FROM compliance.compliance_declaration AS d
    CROSS JOIN LATERAL unnest(d.codes, d.requirement_ids, d.versions, d.answers)
        WITH ORDINALITY AS declared (code, id, number, answer, place)
    JOIN requirement.version AS v ON v.requirement = declared.id
        AND v.number = declared.number
    JOIN compliance.assessment AS a ON a.client_id = d.client_id
        AND a.requirement_id = declared.id
    CROSS JOIN LATERAL jsonb_to_recordset(a.answers) AS said (version integer,
        shown_by jsonb, evidence_kind text, evidence text, document_id uuid)
    WHERE d.id = %(id)s AND said.version = declared.answer
    ORDER BY place
"""
