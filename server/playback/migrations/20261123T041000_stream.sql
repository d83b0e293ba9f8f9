-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The devices that play on a plan: user_id is whose plan it is. At most as many as the plan allows are live at a time.
CREATE TABLE playback.stream (
    user_id uuid NOT NULL,
    sign_in_id uuid NOT NULL,
    listener_id uuid NOT NULL,
    last_seen_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, sign_in_id)
) PARTITION BY HASH (user_id);

DO $$
BEGIN
    FOR i IN 0..15 LOOP
        EXECUTE format('CREATE TABLE playback.%I PARTITION OF playback.stream FOR VALUES WITH (MODULUS 16, REMAINDER %s)', 'stream_' || i, i);
    END LOOP;
END $$;
ALTER TABLE playback.stream ENABLE ROW LEVEL SECURITY;
ALTER TABLE playback.stream FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON playback.stream USING (user_id = platform.current_user_id());
GRANT SELECT, INSERT, UPDATE, DELETE ON playback.stream TO melody_playback;
