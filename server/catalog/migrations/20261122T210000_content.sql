-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What there is to hear. One table for every kind of content: a kind is a row of content_kind, which says what it may stand
-- under and which attributes it may carry, so new media types come without a change of the schema (NFR-EXT1).
SELECT platform.create_service('catalog');

CREATE TABLE catalog.content_kind (
    kind text PRIMARY KEY CHECK (kind ~ '^[a-z][a-z_]{1,30}$'),
    -- What stands inside it in an order of its own ("album" holds "track"); NULL: nothing.
    child_kind text REFERENCES catalog.content_kind,
    -- It has a recording that can be played.
    playable boolean NOT NULL,
    -- It has a main artist.
    has_artist boolean NOT NULL,
    -- The keys that content.attributes may have.
    attributes text[] NOT NULL DEFAULT '{}'
);

INSERT INTO catalog.content_kind (kind, child_kind, playable, has_artist, attributes) VALUES
    ('artist', NULL, false, false, '{biography}'),
    ('track', NULL, true, true, '{isrc}'),
    ('episode', NULL, true, true, '{isrc,summary}');
INSERT INTO catalog.content_kind (kind, child_kind, playable, has_artist, attributes) VALUES
    ('album', 'track', false, true, '{release_date,upc,licence,attribution}'),
    ('single', 'track', false, true, '{release_date,upc,licence,attribution}'),
    ('ep', 'track', false, true, '{release_date,upc,licence,attribution}'),
    ('compilation', 'track', false, true, '{release_date,upc,licence,attribution}'),
    ('show', 'episode', false, true, '{release_date,upc,licence,attribution,summary}');

CREATE TABLE catalog.image (
    image_id uuid PRIMARY KEY,
    color text NOT NULL CHECK (color ~ '^#[0-9a-f]{6}$'),
    content_type text NOT NULL CHECK (content_type IN ('image/jpeg', 'image/png', 'image/webp')),
    created_at timestamptz NOT NULL
);

CREATE TABLE catalog.image_size (
    image_id uuid NOT NULL REFERENCES catalog.image,
    edge integer NOT NULL CHECK (edge IN (64, 160, 320, 640, 1280)),
    object_name text NOT NULL CHECK (object_name ~ '^[0-9a-f]{64}$'),
    PRIMARY KEY (image_id, edge)
);

-- One encoded recording. The sizes of its chunks stand in the manifest; the chunks of a rung lie in one object in order.
CREATE TABLE catalog.asset (
    asset_id uuid PRIMARY KEY,
    manifest jsonb NOT NULL,
    wrapped_key bytea NOT NULL CHECK (octet_length(wrapped_key) = 72),
    waveform bytea NOT NULL CHECK (octet_length(waveform) <= 1000),
    duration_ms bigint NOT NULL CHECK (duration_ms > 0),
    loudness_lufs double precision NOT NULL,
    true_peak_dbtp double precision NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE catalog.asset_rung (
    asset_id uuid NOT NULL REFERENCES catalog.asset,
    rung text NOT NULL,
    object_name text NOT NULL CHECK (object_name ~ '^[0-9a-f]{64}$'),
    PRIMARY KEY (asset_id, rung)
);

CREATE TABLE catalog.content (
    content_id uuid PRIMARY KEY,
    kind text NOT NULL REFERENCES catalog.content_kind,
    title text NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
    -- Folded for sorting and for finding an artist again; compared by code point.
    sort_title text COLLATE "C" NOT NULL,
    -- Unique within a kind while not deleted: an artist's normalised name, a release's UPC.
    natural_key text,
    explicit boolean NOT NULL DEFAULT false,
    parent_id uuid REFERENCES catalog.content,
    disc_number integer CHECK (disc_number BETWEEN 1 AND 999),
    track_number integer CHECK (track_number BETWEEN 1 AND 9999),
    artist_id uuid REFERENCES catalog.content,
    image_id uuid REFERENCES catalog.image,
    asset_id uuid REFERENCES catalog.asset,
    duration_ms bigint NOT NULL DEFAULT 0 CHECK (duration_ms >= 0),
    attributes jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(attributes) = 'object'),
    publisher_id uuid,
    published_at timestamptz NOT NULL,
    deleted_at timestamptz,
    CHECK ((parent_id IS NULL) = (disc_number IS NULL) AND (parent_id IS NULL) = (track_number IS NULL))
);

CREATE UNIQUE INDEX content_natural_key ON catalog.content (kind, natural_key) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX content_position ON catalog.content (parent_id, disc_number, track_number) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX content_asset ON catalog.content (asset_id);
CREATE INDEX content_listing ON catalog.content (kind, sort_title, content_id) WHERE deleted_at IS NULL;
CREATE INDEX content_newest ON catalog.content (published_at DESC, content_id) WHERE deleted_at IS NULL AND parent_id IS NULL;
CREATE INDEX content_of_artist ON catalog.content (artist_id, published_at DESC, content_id) WHERE deleted_at IS NULL;

-- An ISRC names a recording, which may stand on a single and on an album; another publisher may not claim it.
CREATE TABLE catalog.recording (
    isrc text PRIMARY KEY CHECK (isrc ~ '^[A-Z]{2}[A-Z0-9]{3}[0-9]{7}$'),
    publisher_id uuid
);

CREATE TABLE catalog.credit (
    content_id uuid NOT NULL REFERENCES catalog.content,
    position integer NOT NULL,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
    role text NOT NULL CHECK (length(role) BETWEEN 1 AND 64),
    PRIMARY KEY (content_id, position)
);

-- Apart from content, so that counting plays rewrites only a narrow row.
CREATE TABLE catalog.play_count (
    content_id uuid PRIMARY KEY REFERENCES catalog.content,
    plays bigint NOT NULL CHECK (plays >= 0)
);
CREATE INDEX play_count_popular ON catalog.play_count (plays DESC, content_id);

CREATE FUNCTION catalog.check_content() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    rule catalog.content_kind;
    unknown text;
BEGIN
    SELECT * INTO STRICT rule FROM catalog.content_kind WHERE kind = NEW.kind;
    IF NEW.parent_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM catalog.content p JOIN catalog.content_kind k ON k.kind = p.kind
        WHERE p.content_id = NEW.parent_id AND k.child_kind = NEW.kind) THEN
        RAISE EXCEPTION '% may not stand under %', NEW.kind, NEW.parent_id USING ERRCODE = 'check_violation';
    END IF;
    IF (NEW.asset_id IS NOT NULL) <> rule.playable THEN
        RAISE EXCEPTION '% and its asset do not agree', NEW.kind USING ERRCODE = 'check_violation';
    END IF;
    IF (NEW.artist_id IS NOT NULL) <> rule.has_artist THEN
        RAISE EXCEPTION '% and its artist do not agree', NEW.kind USING ERRCODE = 'check_violation';
    END IF;
    SELECT key INTO unknown FROM jsonb_object_keys(NEW.attributes) AS key WHERE key <> ALL (rule.attributes) LIMIT 1;
    IF unknown IS NOT NULL THEN
        RAISE EXCEPTION '% has no attribute %', NEW.kind, unknown USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER content_follows_its_kind BEFORE INSERT OR UPDATE OF kind, parent_id, artist_id, asset_id, attributes
    ON catalog.content FOR EACH ROW EXECUTE FUNCTION catalog.check_content();

-- What a card or a row shows. Withdrawn content is in no view.
CREATE VIEW catalog.card AS
SELECT c.content_id, c.kind, k.child_kind, k.playable, c.title, c.sort_title, c.explicit, c.duration_ms, c.published_at, c.attributes, c.asset_id,
       c.parent_id, parent.title AS parent_title, c.disc_number, c.track_number,
       c.artist_id, artist.title AS artist_title,
       coalesce(c.image_id, parent.image_id) AS image_id, image.color AS image_color
FROM catalog.content c
JOIN catalog.content_kind k ON k.kind = c.kind
LEFT JOIN catalog.content parent ON parent.content_id = c.parent_id
LEFT JOIN catalog.content artist ON artist.content_id = c.artist_id
LEFT JOIN catalog.image image ON image.image_id = coalesce(c.image_id, parent.image_id)
WHERE c.deleted_at IS NULL;

GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA catalog TO melody_catalog;
