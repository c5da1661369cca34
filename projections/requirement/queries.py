"""What the view asks the tables of the register."""

from typing import LiteralString

from psycopg.sql import SQL, Composed

POSITION: LiteralString = (
    "SELECT position FROM public.projections WHERE name = 'requirement'"
)
CARD: LiteralString = """
    SELECT id, code, version, status, content, history, changed_at
    FROM requirement.register WHERE code = %s
"""
CARDS: LiteralString = """
    SELECT id, code, version, status, content, history, changed_at
    FROM requirement.register WHERE code = ANY(%s)
"""
DRAFTS: LiteralString = """
    SELECT code, content->>'title' AS title, version, changed_at
    FROM requirement.register WHERE status = 'draft'
    ORDER BY changed_at DESC, code LIMIT 500
"""
COLUMNS = SQL("""
    requirement AS id, code, number, title, act_name, act_number, act_date, act_unit,
    control_kind, control_body, sectors, certainty, valid_from, valid_until
""")
# The same as History.on; a test holds the two together.
VALIDITY = SQL("""
    CASE
        WHEN repealed_from <= %(day)s THEN 'repealed'
        WHEN valid_from > %(day)s THEN 'not_yet'
        WHEN declared_end < %(day)s THEN 'ended_successor_unknown'
        WHEN suspended @> %(day)s::date THEN 'suspended'
        WHEN declared_end IS NOT NULL AND open_ended THEN 'ends_successor_unknown'
        ELSE 'in_force'
    END
""")
SHOWN = SQL("shown_from <= %(day)s AND shown_until >= %(day)s")
UNRANKED: LiteralString = "requirement.version"
RANKED: LiteralString = """
    (
        SELECT requirement, number,
            (ts_rank(words, %(query)s::tsquery) * 1000000)::integer AS rank
        FROM requirement.words WHERE words @@ %(query)s::tsquery
    ) AS ranked JOIN requirement.version USING (requirement, number)
"""
WANTED: dict[str, SQL | Composed] = {
    "act": SQL("act_number = %(act)s"),
    "body": SQL("control_body = %(body)s"),
    "kind": SQL("control_kind = %(kind)s"),
    "activity": SQL("okved && %(above)s::text[]"),
    "sector": SQL("sectors @> ARRAY[%(sector)s::text]"),
    "validity": SQL("({}) = %(validity)s").format(VALIDITY),
    "ends_by": SQL(
        "valid_until BETWEEN %(day)s AND %(ends_by)s AND valid_from <= %(day)s"
    ),
    "certainty": SQL("least_certain = %(certainty)s"),
}
AFTER: LiteralString = "code > %(code)s"
AFTER_RANKED: LiteralString = (
    "(%(rank)s::integer IS NULL OR (-rank, code) > (-%(rank)s::integer, %(code)s))"
)
PAGE_OF = SQL("""
    SELECT {columns}, {validity} AS validity, {rank} AS rank
    FROM {found} AND {after}
    ORDER BY {order} LIMIT %(limit)s
""")
COUNTS = SQL("""
    WITH found AS (
        SELECT {validity} AS validity, control_body, control_kind, act_number,
            act_name, sectors, least_certain
        FROM {found}
    ), counted AS (
        SELECT CASE
                WHEN validity IS NOT NULL THEN 'validity'
                WHEN control_body IS NOT NULL THEN 'body'
                WHEN control_kind IS NOT NULL THEN 'kind'
                WHEN act_number IS NOT NULL THEN 'act'
                ELSE 'certainty'
            END AS facet,
            coalesce(validity, control_body, control_kind, act_number, least_certain)
                AS value,
            CASE WHEN act_number IS NOT NULL THEN min(act_name) END AS name,
            count(*)
        FROM found
        GROUP BY GROUPING SETS
            (validity, control_body, control_kind, act_number, least_certain)
        UNION ALL
        SELECT 'sector', sector, NULL, count(*)
        FROM found, unnest(sectors) AS sector GROUP BY sector
    ), placed AS (
        SELECT *, row_number() OVER (PARTITION BY facet ORDER BY count DESC, value)
            AS place
        FROM counted
    )
    SELECT facet, value, name, count FROM placed WHERE place <= 50
    ORDER BY facet, place
""")
ANY_WITH_ALL: LiteralString = """
    SELECT EXISTS (SELECT FROM requirement.words WHERE words @@ %s::tsquery) AS found
"""
TEXTS = SQL("""
    SELECT {columns}, {validity} AS validity
    FROM unnest(%(ids)s::uuid[], %(numbers)s::integer[])
        WITH ORDINALITY AS wanted (requirement, number, place)
    JOIN requirement.version USING (requirement, number)
    ORDER BY place
""").format(columns=COLUMNS, validity=VALIDITY)
SUSPENDED_ON: LiteralString = """
    SELECT DISTINCT requirement FROM requirement.version
    WHERE suspended IS NOT NULL AND suspended @> %s::date
"""
CHANGED: LiteralString = """
    SELECT position, requirement, number, condition,
        CASE WHEN known_until IS NULL THEN valid_from ELSE '9999-12-31' END,
        CASE WHEN known_until IS NULL THEN valid_until END,
        CASE WHEN known_until IS NOT NULL THEN 0 ELSE
            (CASE WHEN declared_end IS NOT NULL AND open_ended THEN 1 ELSE 0 END)
            + (CASE WHEN suspended IS NOT NULL THEN 2 ELSE 0 END)
        END,
        entered,
        ARRAY[control_body, act_name || ' № ' || act_number, sectors[1]],
        known_from, known_until, valid_from, declared_end, repealed_from,
        CASE WHEN repealed_from IS NOT NULL THEN (
            SELECT (jsonb_path_query_first(
                history, '$.changes[*] ? (@.kind == "repeal")'
            ) ->> 'known_at')::timestamptz
            FROM requirement.register WHERE id = requirement
        ) END
    FROM requirement.version WHERE position > %s ORDER BY position, number
"""
OF_CONTROL_KIND = (
    "SELECT 1 AS one FROM requirement.version WHERE control_kind = %s LIMIT 1"
)
TITLES: LiteralString = (
    "SELECT code, title FROM requirement.activity WHERE code = ANY(%s)"
)
ACTIVITIES: LiteralString = """
    SELECT code, section, parent, title FROM requirement.activity
    WHERE (%(b)s::text IS NOT NULL AND starts_with(code, %(b)s::text))
        OR (%(b)s::text IS NULL AND cardinality(%(w)s::text[]) > 0
            AND translate(lower(title), 'ё', 'е') LIKE ALL (%(w)s::text[]))
    ORDER BY parent IS NULL, code LIMIT %(limit)s
"""
