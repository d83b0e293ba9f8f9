-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The outbox. Events are delivered in the order of (xid, sequence), and only those whose transaction id lies below every transaction
-- that still runs (pg_snapshot_xmin): a transaction that commits late can't slip an event in behind an offset that has moved on, as
-- it could if events were read in the order of a sequence alone. What caused an event comes before it: it had committed, so its id is
-- lower. A write transaction that stays open anywhere in the cluster holds delivery back.
--
-- Transaction ids belong to the cluster. Before a dump is restored into another one let the consumers drain; afterwards empty
-- platform.event and set every offset to (0, 0).

CREATE SEQUENCE platform.event_sequence;

CREATE TABLE platform.event (
    recorded_at timestamptz NOT NULL DEFAULT now(),
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    sequence bigint NOT NULL DEFAULT nextval('platform.event_sequence'),
    id uuid NOT NULL,
    type text NOT NULL CHECK (length(type) BETWEEN 1 AND 64),
    subject text NOT NULL,
    payload jsonb NOT NULL,
    trace_id text,
    at timestamptz NOT NULL,
    PRIMARY KEY (xid, sequence, recorded_at)
) PARTITION BY RANGE (recorded_at);
-- For days that nobody made a partition for in time.
CREATE TABLE platform.event_rest PARTITION OF platform.event DEFAULT;

CREATE TABLE platform.event_offset (
    consumer text PRIMARY KEY,
    xid xid8 NOT NULL DEFAULT '0', -- everything up to (xid, sequence) has been handled
    sequence bigint NOT NULL DEFAULT 0,
    failures integer NOT NULL DEFAULT 0, -- of the next event, in a row
    retry_at timestamptz,
    last_error text,
    moved_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE platform.event_dead (
    consumer text NOT NULL,
    id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    payload jsonb NOT NULL,
    trace_id text,
    at timestamptz NOT NULL,
    error_code text NOT NULL,
    error_detail text NOT NULL,
    died_at timestamptz NOT NULL,
    PRIMARY KEY (consumer, id)
);

-- Makes the partitions of the days to come, drops those that are older than `keep_days` and that every consumer has passed.
CREATE FUNCTION platform.tend_events(keep_days integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog SET TimeZone = 'UTC' SET lock_timeout = '2s' AS $$
DECLARE
    before date := current_date - keep_days;
    undelivered date;
BEGIN
    PERFORM platform.make_day_partitions('platform.event', current_date, 8);
    SELECT min(event.recorded_at)::date INTO undelivered
        FROM platform.event, (SELECT xid, sequence FROM platform.event_offset ORDER BY xid, sequence LIMIT 1) AS slowest
        WHERE event.recorded_at < before AND (event.xid, event.sequence) > (slowest.xid, slowest.sequence);
    PERFORM platform.drop_day_partitions('platform.event', 'recorded_at', least(before, undelivered));
END $$;
REVOKE EXECUTE ON FUNCTION platform.tend_events FROM PUBLIC;

SELECT platform.make_day_partitions('platform.event', (now() AT TIME ZONE 'UTC')::date, 8);

GRANT INSERT ON platform.event TO melody_service;
GRANT USAGE ON SEQUENCE platform.event_sequence TO melody_service;
GRANT SELECT ON platform.event TO melody_platform;
GRANT SELECT, INSERT, UPDATE ON platform.event_offset TO melody_platform;
GRANT SELECT, INSERT, DELETE ON platform.event_dead TO melody_platform;
GRANT EXECUTE ON FUNCTION platform.tend_events TO melody_platform;
