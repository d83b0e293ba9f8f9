-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Playback sessions and the plays they became. Rows lie in the hash partition of their user, and row-level security shows a
-- transaction those of the user it acts for only.
SELECT platform.create_service('playback');

CREATE TABLE playback.session (
    user_id uuid NOT NULL,
    session_id uuid NOT NULL,
    sign_in_id uuid NOT NULL,
    content_id uuid NOT NULL,
    asset_id uuid NOT NULL,
    highest_rung text NOT NULL,
    count_after_ms bigint NOT NULL CHECK (count_after_ms > 0),
    trace_id text NOT NULL,
    span_id text NOT NULL,
    opened_at timestamptz NOT NULL,
    closed_at timestamptz,
    -- What the ticks said so far: each the maximum, so that late, repeated and unordered ticks change nothing.
    last_sequence bigint NOT NULL DEFAULT 0,
    rendered_ms bigint NOT NULL DEFAULT 0 CHECK (rendered_ms >= 0),
    position_ms bigint NOT NULL DEFAULT 0,
    rung text,
    underruns integer NOT NULL DEFAULT 0,
    start_ms bigint NOT NULL DEFAULT -1,
    ended boolean NOT NULL DEFAULT false,
    counted boolean NOT NULL DEFAULT false,
    last_tick_at timestamptz,
    PRIMARY KEY (user_id, session_id)
) PARTITION BY HASH (user_id);

-- One row a counted play; the key makes it at most one a session.
CREATE TABLE playback.play (
    user_id uuid NOT NULL,
    session_id uuid NOT NULL,
    content_id uuid NOT NULL,
    asset_id uuid NOT NULL,
    counted_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, session_id),
    FOREIGN KEY (user_id, session_id) REFERENCES playback.session
) PARTITION BY HASH (user_id);

DO $$
DECLARE
    of_user text;
BEGIN
    FOREACH of_user IN ARRAY '{session,play}'::text[] LOOP
        FOR i IN 0..15 LOOP
            EXECUTE format('CREATE TABLE playback.%I PARTITION OF playback.%I FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
                           of_user || '_' || i, of_user, i);
        END LOOP;
        EXECUTE format('ALTER TABLE playback.%I ENABLE ROW LEVEL SECURITY', of_user);
        EXECUTE format('CREATE POLICY own_rows ON playback.%I USING (user_id = platform.current_user_id())', of_user);
    END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE ON playback.session TO melody_playback;
GRANT SELECT, INSERT ON playback.play TO melody_playback;
