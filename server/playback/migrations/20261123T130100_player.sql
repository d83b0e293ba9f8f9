-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What plays on which of a listener's devices, with a version that only grows, and what one device asked another one to do. Commands are
-- kept for a minute, for a device that is just connecting again.
CREATE TABLE playback.player (
    user_id uuid NOT NULL,
    version bigint NOT NULL DEFAULT 0,
    state jsonb, -- NULL: nothing was ever played
    changed_at timestamptz NOT NULL,
    command_sequence bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (user_id)
) PARTITION BY HASH (user_id);

CREATE TABLE playback.player_command (
    user_id uuid NOT NULL,
    sequence bigint NOT NULL,
    command_id uuid NOT NULL,
    sender_id uuid NOT NULL,
    target_id uuid NOT NULL,
    command jsonb NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (user_id, sequence),
    UNIQUE (user_id, command_id)
) PARTITION BY HASH (user_id);

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY '{player,player_command}'::text[] LOOP
        FOR i IN 0..15 LOOP
            EXECUTE format('CREATE TABLE playback.%I PARTITION OF playback.%I FOR VALUES WITH (MODULUS 16, REMAINDER %s)', name || '_' || i,
                           name, i);
        END LOOP;
        EXECUTE format('ALTER TABLE playback.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE playback.%I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY own_rows ON playback.%I USING (user_id = platform.current_user_id())', name);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON playback.%I TO melody_playback', name);
    END LOOP;
END $$;
