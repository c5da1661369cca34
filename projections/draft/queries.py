"""What the views of drafts ask their tables."""

from typing import LiteralString

from psycopg.sql import SQL

# The same as DraftCard.state; a test holds the two together.
STATE = SQL("""
    CASE
        WHEN stage IN ('adopted', 'dropped') THEN stage
        WHEN opens > %(day)s THEN 'coming'
        WHEN opens <= %(day)s AND closes >= %(day)s THEN 'open'
        ELSE 'closed'
    END
""")
# A listed draft that is written here too stands in lists once.
PUBLIC = SQL("""
    entered IS NOT NULL AND (listing IS NULL OR NOT EXISTS (
        SELECT FROM draft.draft AS own
        WHERE own.project = draft.project AND own.organisation IS NOT NULL
            AND own.entered IS NOT NULL))
""")
FILTERED = SQL("""
    (%(body)s::text IS NULL OR body = %(body)s)
    AND (%(above)s::text[] IS NULL OR okved && %(above)s)
    AND (%(region)s::text IS NULL OR %(region)s = ANY(regions)
        OR cardinality(regions) = 0)
    AND (%(text)s::text IS NULL
        OR words @@ websearch_to_tsquery('russian', %(text)s)
        OR number = %(text)s)
""")
LINE = SQL("""
    number, title, kind, body, opens, closes, listing IS NOT NULL AS is_listed,
    project, listing->>'status' AS status, jsonb_array_length(versions) AS versions,
    entered, position
""")
SEARCH = SQL("""
    SELECT * FROM (
        SELECT {line}, {state} AS state FROM draft.draft
        WHERE {public} AND {filtered}
            AND (%(after)s::bigint IS NULL OR entered < %(after)s)
    ) AS found
    WHERE %(state)s::text IS NULL OR state = %(state)s
    ORDER BY entered DESC LIMIT %(limit)s
""").format(line=LINE, state=STATE, public=PUBLIC, filtered=FILTERED)
COUNTS = SQL("""
    SELECT {state} AS state, count(*) FROM draft.draft
    WHERE {public} AND {filtered} GROUP BY 1
""").format(state=STATE, public=PUBLIC, filtered=FILTERED)
BODIES: LiteralString = """
    SELECT body FROM draft.draft WHERE entered IS NOT NULL
    GROUP BY body ORDER BY count(*) DESC, body LIMIT 100
"""
CARD: LiteralString = """
    SELECT id, number, version, organisation, body, stage, title, text, versions,
        listing, act, adopted_on, dropped_on, dropped_because, entries, entered_on,
        published_at, changed_at, position
    FROM draft.draft
"""
OWN: LiteralString = """
    SELECT number, title, stage, opens, closes,
        jsonb_array_length(versions) AS versions,
        stage IN ('writing', 'published')
            AND text IS DISTINCT FROM versions->-1->'text' AS is_ahead,
        changed_at
    FROM draft.draft WHERE organisation = %s
    ORDER BY changed_at DESC, number LIMIT 500
"""
OPEN: LiteralString = """
    SELECT number, title, body, (versions->-1->>'number')::integer AS version, closes,
        versions->-1->'text'->'proposals' AS proposals
    FROM draft.draft
    WHERE stage = 'published' AND listing IS NULL AND opens <= %(day)s
        AND closes >= %(day)s
    ORDER BY closes, entered DESC
"""
ABOUT = SQL("""
    SELECT number, title, {state} AS state,
        jsonb_path_query_first(versions->-1->'text'->'proposals',
            '$[*] ? (@.code == $code)', jsonb_build_object('code', %(code)s::text)
        )->>'effect' AS effect,
        entered_on IS NOT NULL AS is_entered
    FROM draft.draft
    WHERE codes @> ARRAY[%(code)s::text] AND entered IS NOT NULL
    ORDER BY entered DESC LIMIT 50
""").format(state=STATE)
TO_ENTER: LiteralString = """
    SELECT number, title, stage, opens, closes,
        jsonb_array_length(versions) AS versions, false AS is_ahead, changed_at
    FROM draft.draft
    WHERE stage = 'adopted' AND entered_on IS NULL AND codes <> '{}'
    ORDER BY changed_at, number LIMIT 500
"""
LAST_NUMBER: LiteralString = """
    SELECT max(split_part(number, '-', 2)::integer) AS last FROM draft.draft
    WHERE organisation IS NOT NULL AND number LIKE %s
"""
NUMBER_OF: LiteralString = "SELECT number FROM draft.draft WHERE id = %s"
FOLLOWING: LiteralString = """
    SELECT version, filters, seen, seen_on FROM draft.following WHERE client_id = %s
"""
WANTED: LiteralString = """
    jsonb_to_recordset(%(filters)s::jsonb) AS wanted (
        place integer, act text, activity text, above text[], region text, body text
    )
"""
DRAFT_NEWS = SQL("""
    SELECT 'draft' AS what, number AS name, title, draft.body, {state} AS state,
        greatest(jsonb_array_length(versions), 1) AS version,
        array_agg(place ORDER BY place) AS places, position
    FROM draft.draft JOIN {wanted}
        ON (wanted.body IS NULL OR wanted.body = draft.body
            OR wanted.body = ANY(bodies))
        AND (wanted.activity IS NULL OR cardinality(okved) = 0 OR okved && above)
        AND (wanted.region IS NULL OR cardinality(regions) = 0
            OR wanted.region = ANY(regions))
        AND (wanted.act IS NULL
            OR words @@ plainto_tsquery('russian', wanted.act))
    WHERE position > %(seen)s AND {public}
    GROUP BY draft.id ORDER BY position DESC LIMIT %(limit)s
""").format(state=STATE, wanted=SQL(WANTED), public=PUBLIC)
REQUIREMENT_NEWS = SQL("""
    SELECT 'requirement' AS what, code AS name, title, control_body AS body,
        NULL AS state, number AS version,
        array_agg(place ORDER BY place) AS places, position
    FROM requirement.version JOIN {wanted}
        ON (wanted.body IS NULL OR wanted.body = control_body)
        AND (wanted.activity IS NULL OR cardinality(okved) = 0 OR okved && above)
        AND (wanted.region IS NULL OR condition NOT LIKE '%%"region"%%'
            OR jsonb_path_exists(condition::jsonb, '$.**.region[*] ? (@ == $r)',
                jsonb_build_object('r', wanted.region)))
        AND (wanted.act IS NULL
            OR to_tsvector('russian', title || ' ' || act_name || ' ' || act_number)
                @@ plainto_tsquery('russian', wanted.act))
    WHERE position > %(seen)s AND known_until IS NULL
    GROUP BY requirement, number ORDER BY position DESC LIMIT %(limit)s
""").format(wanted=SQL(WANTED))
