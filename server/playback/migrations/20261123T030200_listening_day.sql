-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- How long a child listened on each day of its family's time zone, as the ticks told it. And row-level security for the owner of the
-- tables, too.
CREATE TABLE playback.listening_day (
    user_id uuid NOT NULL,
    day date NOT NULL,
    heard_ms bigint NOT NULL CHECK (heard_ms >= 0),
    PRIMARY KEY (user_id, day)
) PARTITION BY HASH (user_id);

DO $$
DECLARE
    of_user text;
BEGIN
    FOR i IN 0..15 LOOP
        EXECUTE format('CREATE TABLE playback.listening_day_%s PARTITION OF playback.listening_day FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
                       i, i);
    END LOOP;
    ALTER TABLE playback.listening_day ENABLE ROW LEVEL SECURITY;
    CREATE POLICY own_rows ON playback.listening_day USING (user_id = platform.current_user_id());
    FOREACH of_user IN ARRAY '{session,play,listening_day}'::text[] LOOP
        EXECUTE format('ALTER TABLE playback.%I FORCE ROW LEVEL SECURITY', of_user);
    END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE ON playback.listening_day TO melody_playback;
