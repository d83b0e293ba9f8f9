-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Licences to play one content offline on one device, and the sessions that were opened by them without the server.
CREATE TABLE playback.licence (
    user_id uuid NOT NULL,
    licence_id uuid NOT NULL,
    sign_in_id uuid NOT NULL,
    content_id uuid NOT NULL,
    asset_id uuid NOT NULL,
    highest_rung text NOT NULL,
    count_after_ms bigint NOT NULL CHECK (count_after_ms > 0),
    issued_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL CHECK (expires_at > issued_at),
    PRIMARY KEY (user_id, licence_id)
) PARTITION BY HASH (user_id);

DO $$
BEGIN
    FOR i IN 0..15 LOOP
        EXECUTE format('CREATE TABLE playback.%I PARTITION OF playback.licence FOR VALUES WITH (MODULUS 16, REMAINDER %s)', 'licence_' || i, i);
    END LOOP;
END $$;
ALTER TABLE playback.licence ENABLE ROW LEVEL SECURITY;
ALTER TABLE playback.licence FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON playback.licence USING (user_id = platform.current_user_id());
GRANT SELECT, INSERT, UPDATE ON playback.licence TO melody_playback;

ALTER TABLE playback.session ADD COLUMN licence_id uuid;
CREATE INDEX session_licence ON playback.session (user_id, licence_id) WHERE licence_id IS NOT NULL;
