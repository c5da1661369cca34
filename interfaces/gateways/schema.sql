-- The tables that belong to no projection. Every statement may be run again.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- The stock shape of the eventsourcing library; its order is notification_id.
CREATE TABLE IF NOT EXISTS log_events (
    originator_id      uuid      NOT NULL,
    originator_version bigint    NOT NULL,
    topic              text      NOT NULL,
    state              bytea     NOT NULL,
    notification_id    bigserial NOT NULL,
    CONSTRAINT log_events_pkey PRIMARY KEY (originator_id, originator_version)
);
CREATE UNIQUE INDEX IF NOT EXISTS log_events_notification_id
    ON log_events (notification_id);

-- Writers and readers of the log do not wait for each other. A writer first holds a
-- shared advisory lock that says: my ids will be greater than this. The lock's number is
-- 21334 in the upper 16 bits and that bound in the lower 48; it goes with the commit.
CREATE OR REPLACE FUNCTION log_given() RETURNS bigint LANGUAGE sql AS $$
    SELECT coalesce(
        pg_sequence_last_value('log_events_notification_id_seq'::regclass), 0)
$$;
CREATE OR REPLACE FUNCTION log_hold() RETURNS void LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock_shared(21334::bigint << 48 | log_given())
$$;

-- The position up to which every event is committed and visible. The order of the three
-- steps matters: ids given so far, bounds still held, and only then, in the caller's
-- next statement, a fresh look at the rows.
CREATE OR REPLACE FUNCTION log_head() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    given bigint := log_given();
    held  bigint;
BEGIN
    SELECT min((classid::bigint & 65535) << 32 | objid::bigint) INTO held
    FROM pg_locks
    WHERE locktype = 'advisory' AND objsubid = 1 AND classid::bigint >> 16 = 21334
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database());
    RETURN least(given, held);
END $$;

-- What came of the commands that were sent with an Idempotency-Key.
CREATE TABLE IF NOT EXISTS command_keys (
    actor       text        NOT NULL,
    key         text        NOT NULL,
    fingerprint text        NOT NULL,
    position    bigint      NOT NULL,
    changed     jsonb       NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT command_keys_pkey PRIMARY KEY (actor, key)
);

-- A destroyed key stays as a row without `wrapped`. Vacuuming at once takes the old row
-- version, and with it the key, out of the file soon after.
CREATE TABLE IF NOT EXISTS subject_keys (
    subject      uuid PRIMARY KEY,
    wrapped      bytea,
    created_at   timestamptz NOT NULL DEFAULT now(),
    destroyed_at timestamptz
) WITH (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);

-- How far each read model is. Updated once a batch, hence room for HOT updates.
CREATE TABLE IF NOT EXISTS projections (
    name     text   PRIMARY KEY,
    shape    text   NOT NULL,
    position bigint NOT NULL DEFAULT 0,
    error    jsonb
) WITH (fillfactor = 40);

-- Files that people hand in; `about` and `content` are sealed with the subject's key.
-- One that nothing refers to is deleted after a day; of older rows nobody knows.
CREATE TABLE IF NOT EXISTS documents (
    id      uuid PRIMARY KEY,
    subject uuid NOT NULL,
    about   bytea NOT NULL,
    content bytea NOT NULL,
    kept_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE documents ADD COLUMN IF NOT EXISTS is_referred boolean NOT NULL DEFAULT true;
CREATE INDEX IF NOT EXISTS documents_of ON documents (subject);
CREATE INDEX IF NOT EXISTS documents_unused ON documents (kept_at) WHERE NOT is_referred;

-- Who is signed in. Only the hash of the cookie's secret is kept.
CREATE TABLE IF NOT EXISTS sessions (
    digest          text        PRIMARY KEY,
    person_id       uuid        NOT NULL,
    organisation_id uuid,
    role            text,
    idle_until      timestamptz NOT NULL,
    ends_at         timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS sessions_of ON sessions (person_id);
CREATE INDEX IF NOT EXISTS sessions_over ON sessions (least(idle_until, ends_at));

-- What the service itself must not lose, sealed with a subject key of its own.
CREATE TABLE IF NOT EXISTS service_secrets (
    name   text PRIMARY KEY,
    sealed bytea NOT NULL
);

-- What the service signed of its whole log. Never changed, whatever is rebuilt: the tree
-- must always come to these roots again.
CREATE TABLE IF NOT EXISTS tree_heads (
    size      bigint      PRIMARY KEY,
    root      bytea       NOT NULL,
    note      text        NOT NULL,
    signed_at timestamptz NOT NULL
);

-- What checks of the whole log came to.
CREATE TABLE IF NOT EXISTS tree_audits (
    at     timestamptz PRIMARY KEY,
    report jsonb       NOT NULL
);

-- The keys that sign heads and receipts, by age; the private part of the newest one is
-- sealed with the service's own subject key, those of former ones are gone.
CREATE TABLE IF NOT EXISTS signing_keys (
    number  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    public  text   NOT NULL UNIQUE,
    sealed  bytea,
    vouched text,
    made_at timestamptz NOT NULL DEFAULT now()
);

-- Files that were put into the object store and not recorded yet: what an upload that
-- broke off leaves is found here.
CREATE TABLE IF NOT EXISTS file_uploads (
    object   uuid PRIMARY KEY,
    subject  uuid NOT NULL,
    file     uuid NOT NULL,
    begun_at timestamptz NOT NULL DEFAULT now()
);

-- In which tab of a browser people take part in meetings by video, and what these tabs
-- tell each other so that they can connect. Worth nothing after the meeting; a crash of
-- the database may take it.
CREATE UNLOGGED TABLE IF NOT EXISTS video_tabs (
    meeting uuid        NOT NULL,
    person  text        NOT NULL,
    tab     uuid        NOT NULL,
    seen_at timestamptz NOT NULL,
    CONSTRAINT video_tabs_pkey PRIMARY KEY (meeting, person)
);
CREATE UNLOGGED TABLE IF NOT EXISTS video_signals (
    id       bigserial   PRIMARY KEY,
    sender   uuid        NOT NULL,
    receiver uuid        NOT NULL,
    content  text        NOT NULL,
    sent_at  timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS video_signals_of ON video_signals (receiver, id);
CREATE INDEX IF NOT EXISTS video_signals_sent ON video_signals (sent_at);
