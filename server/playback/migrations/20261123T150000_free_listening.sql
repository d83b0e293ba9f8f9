-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What listeners without a plan hear: one row a listener says where in the order that the server drew they are, which skips they used, and
-- what plays now. Ad breaks are sessions of their own; they never become plays.
CREATE TABLE playback.free_run (
    user_id uuid NOT NULL,
    context_id uuid NOT NULL,
    seed bigint NOT NULL,
    place integer NOT NULL,
    songs_since_break integer NOT NULL CHECK (songs_since_break >= 0),
    music_since_break_ms bigint NOT NULL CHECK (music_since_break_ms >= 0),
    skips text NOT NULL DEFAULT '', -- milliseconds since 1970, separated by commas; of the last hour
    session_id uuid NOT NULL,
    before_id uuid,
    content_id uuid NOT NULL,
    is_break boolean NOT NULL,
    ends_at timestamptz NOT NULL,
    PRIMARY KEY (user_id)
) PARTITION BY HASH (user_id);

DO $$
BEGIN
    FOR i IN 0..15 LOOP
        EXECUTE format('CREATE TABLE playback.%I PARTITION OF playback.free_run FOR VALUES WITH (MODULUS 16, REMAINDER %s)', 'free_run_' || i, i);
    END LOOP;
END $$;
ALTER TABLE playback.free_run ENABLE ROW LEVEL SECURITY;
ALTER TABLE playback.free_run FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON playback.free_run USING (user_id = platform.current_user_id());
GRANT SELECT, INSERT, UPDATE ON playback.free_run TO melody_playback;

ALTER TABLE playback.session ADD COLUMN is_break boolean NOT NULL DEFAULT false;

-- What fills a break until campaigns do: recordings of the house.
CREATE TABLE playback.house_ad (
    content_id uuid PRIMARY KEY,
    added_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, DELETE ON playback.house_ad TO melody_playback;
