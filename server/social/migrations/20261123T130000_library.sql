-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- A listener's library. Every row that devices mirror carries the revision of its last change; revisions are one sequence a listener,
-- given out under the lock of its row in social.listener, so whoever has seen revision n has seen everything up to n. What is gone stays
-- as a tombstone. Every key begins with user_id, and the tables are partitioned by it.
SELECT platform.create_service('social');

CREATE TABLE social.listener (
    user_id uuid NOT NULL,
    revision bigint NOT NULL DEFAULT 0,
    floor bigint NOT NULL DEFAULT 0, -- devices that have seen less must ask for everything
    rows_kept integer NOT NULL DEFAULT 0, -- likes, follows and positions, tombstones included
    PRIMARY KEY (user_id)
) PARTITION BY HASH (user_id);

CREATE TABLE social.liked (
    user_id uuid NOT NULL,
    content_id uuid NOT NULL,
    liked boolean NOT NULL,
    changed_at timestamptz NOT NULL,
    revision bigint NOT NULL,
    PRIMARY KEY (user_id, content_id)
) PARTITION BY HASH (user_id);

CREATE TABLE social.follow (
    user_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('artist', 'show')),
    subject_id uuid NOT NULL,
    following boolean NOT NULL,
    changed_at timestamptz NOT NULL,
    revision bigint NOT NULL,
    PRIMARY KEY (user_id, kind, subject_id)
) PARTITION BY HASH (user_id);

CREATE TABLE social.resume_position (
    user_id uuid NOT NULL,
    content_id uuid NOT NULL,
    session_id uuid NOT NULL,
    position_ms bigint NOT NULL CHECK (position_ms >= 0),
    finished boolean NOT NULL,
    changed_at timestamptz NOT NULL,
    revision bigint NOT NULL,
    PRIMARY KEY (user_id, content_id)
) PARTITION BY HASH (user_id);

CREATE TABLE social.playlist (
    user_id uuid NOT NULL,
    playlist_id uuid NOT NULL,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    description text NOT NULL CHECK (length(description) <= 2000),
    version bigint NOT NULL,
    item_count integer NOT NULL CHECK (item_count BETWEEN 0 AND 10000),
    deleted boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    revision bigint NOT NULL,
    PRIMARY KEY (user_id, playlist_id)
) PARTITION BY HASH (user_id);

CREATE TABLE social.playlist_item (
    user_id uuid NOT NULL,
    playlist_id uuid NOT NULL,
    item_id uuid NOT NULL,
    content_id uuid NOT NULL,
    position bigint NOT NULL CHECK (position BETWEEN 0 AND 9007199254740992),
    removed boolean NOT NULL,
    added_at timestamptz NOT NULL,
    revision bigint NOT NULL,
    PRIMARY KEY (user_id, playlist_id, item_id)
) PARTITION BY HASH (user_id);

-- What was done to a playlist, as it was asked for; each led to one version.
CREATE TABLE social.playlist_edit (
    user_id uuid NOT NULL,
    playlist_id uuid NOT NULL,
    version bigint NOT NULL,
    base_version bigint NOT NULL,
    sign_in_id uuid,
    at timestamptz NOT NULL,
    operations jsonb NOT NULL,
    PRIMARY KEY (user_id, playlist_id, version)
) PARTITION BY HASH (user_id);

-- First answers to the mutations of devices' outboxes.
CREATE TABLE social.mutation (
    user_id uuid NOT NULL,
    mutation_id uuid NOT NULL,
    body_hash bytea NOT NULL,
    result jsonb NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, mutation_id)
) PARTITION BY HASH (user_id);

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY '{listener,liked,follow,resume_position,playlist,playlist_item,playlist_edit,mutation}'::text[] LOOP
        FOR i IN 0..15 LOOP
            EXECUTE format('CREATE TABLE social.%I PARTITION OF social.%I FOR VALUES WITH (MODULUS 16, REMAINDER %s)', name || '_' || i, name, i);
        END LOOP;
        EXECUTE format('ALTER TABLE social.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE social.%I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY own_rows ON social.%I USING (user_id = platform.current_user_id())', name);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON social.%I TO melody_social', name);
    END LOOP;
    FOREACH name IN ARRAY '{liked,follow,resume_position,playlist,playlist_item}'::text[] LOOP
        EXECUTE format('CREATE INDEX %I ON social.%I (user_id, revision)', name || '_by_revision', name);
    END LOOP;
END $$;
CREATE INDEX mutation_by_age ON social.mutation (user_id, recorded_at);
