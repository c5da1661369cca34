"""The tables of inboxes, channels and the outbox."""

from typing import Final, LiteralString

SCHEMA: Final[LiteralString] = """
    CREATE TABLE mailing_words (
        id       uuid  PRIMARY KEY,
        template text  NOT NULL,
        template_version integer NOT NULL,
        about    text  NOT NULL,
        law      text,
        subjects jsonb NOT NULL
    );
    CREATE TABLE told_words (
        id       text  PRIMARY KEY,
        mailing  uuid  NOT NULL,
        concerns jsonb NOT NULL
    );
    CREATE TABLE notice (
        id        uuid        PRIMARY KEY,
        place     bigint      NOT NULL,
        recipient uuid        NOT NULL,
        topic     text        NOT NULL,
        template  text        NOT NULL,
        template_version integer NOT NULL,
        values    jsonb,
        words     text,
        about     text        NOT NULL,
        basis     jsonb       NOT NULL,
        told_at   timestamptz NOT NULL,
        read_at   timestamptz,
        read_by   text
    );
    CREATE INDEX notice_inbox ON notice (recipient, place DESC, id);
    CREATE INDEX notice_unread ON notice (recipient, place DESC)
        WHERE read_at IS NULL;
    CREATE TABLE channel (
        id         uuid        PRIMARY KEY,
        recipient  uuid        NOT NULL,
        kind       text        NOT NULL,
        address    text        NOT NULL,
        state      text        NOT NULL,
        topics     text[],
        code       integer     NOT NULL,
        mistakes   integer     NOT NULL,
        secret     integer     NOT NULL,
        old_secret_until timestamptz,
        place      bigint      NOT NULL
    );
    CREATE INDEX channel_of ON channel (recipient);
    CREATE TABLE setting (
        recipient   uuid   PRIMARY KEY,
        version     bigint NOT NULL,
        quiet_since time,
        quiet_until time,
        zone        text,
        language    text   NOT NULL
    );
    CREATE TABLE delivery (
        id        uuid        PRIMARY KEY,
        recipient uuid        NOT NULL,
        channel   uuid        NOT NULL,
        notice    uuid,
        code      integer,
        state     text        NOT NULL,
        number    integer     NOT NULL,
        wanted_at timestamptz NOT NULL,
        due_at    timestamptz NOT NULL,
        attempts  jsonb       NOT NULL
    );
    CREATE INDEX delivery_due ON delivery (due_at, id) WHERE state = 'waiting';
    CREATE INDEX delivery_notice ON delivery (notice);
    CREATE INDEX delivery_of ON delivery (recipient, state);
    CREATE INDEX delivery_by ON delivery (channel, state);
    CREATE TABLE forgotten (client_id uuid PRIMARY KEY);
"""
FORGET: Final[LiteralString] = """
    WITH gone AS (
        INSERT INTO forgotten SELECT unnest(%s::uuid[])
        ON CONFLICT DO NOTHING RETURNING client_id
    ), a AS (DELETE FROM notice USING gone WHERE recipient = client_id),
       b AS (DELETE FROM channel USING gone WHERE recipient = client_id),
       c AS (DELETE FROM setting USING gone WHERE recipient = client_id)
    DELETE FROM delivery USING gone WHERE recipient = client_id
"""
FORGOTTEN: Final[LiteralString] = (
    "SELECT client_id FROM forgotten WHERE client_id = ANY(%s)"
)
MAIL: Final[LiteralString] = """
    INSERT INTO notice (id, place, recipient, topic, template, template_version,
        words, about, basis, told_at)
    SELECT one.id, %(place)s, one.recipient, %(topic)s, %(template)s, %(version)s,
        %(words)s, %(about)s, one.basis, %(at)s
    FROM unnest(%(id)s::uuid[], %(to)s::uuid[], %(basis)s::jsonb[])
        AS one (id, recipient, basis)
    ON CONFLICT (id) DO NOTHING
"""
CHANNELS: Final[LiteralString] = "SELECT id FROM channel WHERE recipient = ANY(%s)"
WAITING: Final[LiteralString] = (
    "SELECT id FROM delivery WHERE recipient = ANY(%s) AND state = 'waiting'"
)
DROP: Final[LiteralString] = (
    "UPDATE delivery SET state = 'dropped' WHERE channel = ANY(%s)"
    " AND state = 'waiting'"
)
