-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Devices that listen for news, so that another one of the same listener can hand over to them. A device has one stream at a time; who
-- notices the end of an old one must not take away what a newer one said. A process that was killed leaves rows behind, which grow old.
CREATE TABLE playback.player_device (
    user_id uuid NOT NULL,
    sign_in_id uuid NOT NULL,
    stream_id uuid NOT NULL,
    seen_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, sign_in_id)
) PARTITION BY HASH (user_id);

DO $$
BEGIN
    FOR i IN 0..15 LOOP
        EXECUTE format('CREATE TABLE playback.%I PARTITION OF playback.player_device FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
                       'player_device_' || i, i);
    END LOOP;
END $$;
ALTER TABLE playback.player_device ENABLE ROW LEVEL SECURITY;
ALTER TABLE playback.player_device FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON playback.player_device USING (user_id = platform.current_user_id());
GRANT SELECT, INSERT, UPDATE, DELETE ON playback.player_device TO melody_playback;
