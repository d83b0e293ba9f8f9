-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Our own store of finished spans, in OTLP's shape. A partition a UTC day; the days are made by who writes and dropped by age.

SELECT platform.create_service('telemetry');

CREATE TABLE telemetry.span (
    trace_id bytea NOT NULL CHECK (length(trace_id) = 16),
    span_id bytea NOT NULL CHECK (length(span_id) = 8),
    parent_span_id bytea,
    name text NOT NULL,
    start_at timestamptz NOT NULL,
    duration_us bigint NOT NULL,
    ok boolean NOT NULL,
    attributes jsonb NOT NULL
) PARTITION BY RANGE (start_at);
CREATE INDEX span_trace_id ON telemetry.span (trace_id);

CREATE FUNCTION telemetry.make_span_day(day date) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog SET lock_timeout = '5s' AS $$
    SELECT platform.make_day_partitions('telemetry.span', day, 1)
$$;

-- By the database's clock: a process whose clock is wrong can't forget what is young. Number of days dropped.
CREATE FUNCTION telemetry.drop_old_spans(keep_days integer) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog SET TimeZone = 'UTC' SET lock_timeout = '2s' AS $$
    SELECT platform.drop_day_partitions('telemetry.span', 'start_at', current_date - greatest(keep_days, 1))
$$;
REVOKE EXECUTE ON FUNCTION telemetry.make_span_day, telemetry.drop_old_spans FROM PUBLIC;

GRANT SELECT, INSERT ON telemetry.span TO melody_telemetry;
GRANT EXECUTE ON FUNCTION telemetry.make_span_day, telemetry.drop_old_spans TO melody_telemetry;
