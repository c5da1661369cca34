"""What is asked of the tables of records, as of a moment."""

from projections.data_assessment.state import STILL, WINDOW

POSITION = "SELECT position FROM public.projections WHERE name = 'data_assessment'"
CLIENT = (
    "SELECT client_id FROM data_assessment.business WHERE client_id = %s OR ogrn = %s"
)
CONTROL_KINDS = """
    SELECT DISTINCT control_kind FROM requirement.version
    WHERE control_body = ANY(%s) ORDER BY control_kind LIMIT 200
"""
COLUMNS = (
    "kind",
    "stand",
    "source",
    "number",
    "position",
    "at",
    "version",
    "on",
    "until",
    "place",
    "guarantees",
)
RECORDS = f"""
    SELECT client_id, requirement_id, kind, stand, source, number, since, since_at,
        version, "on", until, place, guarantees, bundle
    FROM data_assessment.standing
    WHERE client_id = ANY(%(clients)s) AND requirement_id = ANY(%(ids)s)
        AND {WINDOW} {STILL}
        AND control_body = ANY(%(bodies)s) AND stand <> 'gone'
"""  # noqa: S608
BUNDLES = (
    "SELECT id, requirement_ids, versions FROM data_assessment.bundle"
    " WHERE id = ANY(%s)"
)
PLACES = f"""
    SELECT client_id, id FROM data_assessment.place
    WHERE client_id = ANY(%(clients)s) AND {WINDOW} {STILL}
"""  # noqa: S608
SEGMENT_OF = """
    (%(client_kind)s::text IS NULL OR profile->>'client_kind' = %(client_kind)s)
    AND (%(region)s::text IS NULL OR profile->>'region' = %(region)s)
    AND (%(size)s::text IS NULL OR profile->>'size' = %(size)s)
    AND (%(okved)s::text IS NULL OR EXISTS (
        SELECT FROM jsonb_array_elements_text(profile->'okved') AS code
        WHERE starts_with(code, %(okved)s)))
"""
SIZE = f"SELECT count(*) AS n FROM client.client WHERE {SEGMENT_OF}"  # noqa: S608
MEMBERS = f"""
    SELECT id FROM client.client
    WHERE (%(after)s::uuid IS NULL OR id > %(after)s) AND {SEGMENT_OF}
    ORDER BY id LIMIT %(limit)s
"""  # noqa: S608
