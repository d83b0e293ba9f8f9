-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What lies between an uploaded file and a published release. Rows lie in the hash partition of their creator, and row-level security
-- shows a transaction those of the user it acts for only.
SELECT platform.create_service('ingest');

-- A file on its way in: its first offset_bytes are safe in uploads/<upload_id>.
CREATE TABLE ingest.upload (
    user_id uuid NOT NULL,
    upload_id uuid NOT NULL,
    file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
    size_bytes bigint NOT NULL CHECK (size_bytes > 0),
    sha256 bytea NOT NULL CHECK (length(sha256) = 32),
    offset_bytes bigint NOT NULL DEFAULT 0 CHECK (offset_bytes BETWEEN 0 AND size_bytes),
    complete boolean NOT NULL DEFAULT false CHECK (NOT complete OR offset_bytes = size_bytes),
    created_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, upload_id)
) PARTITION BY HASH (user_id);

CREATE TABLE ingest.release (
    user_id uuid NOT NULL,
    release_id uuid NOT NULL,
    draft jsonb NOT NULL, -- as the creator described it
    state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'processing', 'published', 'rejected')),
    problems jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(problems) = 'array'), -- of the release as a whole
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, release_id)
) PARTITION BY HASH (user_id);

-- A file of a release: position 0 and up are its tracks in the order of the draft, -1 is its artwork.
CREATE TABLE ingest.release_file (
    user_id uuid NOT NULL,
    release_id uuid NOT NULL,
    position integer NOT NULL CHECK (position >= -1),
    upload_id uuid NOT NULL,
    content_id uuid, -- of the track; made with the draft, so that publishing twice is recognised
    -- The release needs its upload; false once it is published or rejected.
    active boolean NOT NULL DEFAULT true,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'rejected')),
    -- Of a done track: {manifest, objects: {rung: object}}; of done artwork: {id, color, sizes: {edge: object}}.
    outcome jsonb,
    wrapped_key bytea,
    waveform bytea,
    problem jsonb, -- of a rejected one: {field, code, detail}
    PRIMARY KEY (user_id, release_id, position),
    FOREIGN KEY (user_id, release_id) REFERENCES ingest.release,
    CHECK ((state = 'rejected') = (problem IS NOT NULL)),
    CHECK (position = -1 OR content_id IS NOT NULL)
) PARTITION BY HASH (user_id);

CREATE UNIQUE INDEX release_file_upload ON ingest.release_file (user_id, upload_id) WHERE active;

-- What must be removed from disk when its time has come, unless it was taken into use before.
CREATE TABLE ingest.leftover (
    kind text NOT NULL CHECK (kind IN ('upload', 'object')),
    name text NOT NULL,
    user_id uuid NOT NULL,
    due_at timestamptz NOT NULL,
    PRIMARY KEY (kind, name)
);
CREATE INDEX leftover_due ON ingest.leftover (due_at);

DO $$
DECLARE
    of_user text;
BEGIN
    FOREACH of_user IN ARRAY '{upload,release,release_file}'::text[] LOOP
        FOR i IN 0..15 LOOP
            EXECUTE format('CREATE TABLE ingest.%I PARTITION OF ingest.%I FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
                           of_user || '_' || i, of_user, i);
        END LOOP;
        EXECUTE format('ALTER TABLE ingest.%I ENABLE ROW LEVEL SECURITY', of_user);
        EXECUTE format('CREATE POLICY own_rows ON ingest.%I USING (user_id = platform.current_user_id())', of_user);
    END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON ingest.upload, ingest.leftover TO melody_ingest;
GRANT SELECT, INSERT, UPDATE ON ingest.release, ingest.release_file TO melody_ingest;
