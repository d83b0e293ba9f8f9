-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Spoken word: chapters as wire/chapters.h writes them, apart from content as words of songs are; and what a show and its episodes say of
-- themselves. Whatever holds recordings or is one may say it, so that no kind needs to be known by name.
CREATE TABLE catalog.chapters (
    content_id uuid PRIMARY KEY REFERENCES catalog.content,
    document jsonb NOT NULL CHECK (jsonb_typeof(document) = 'object')
);
GRANT SELECT, INSERT ON catalog.chapters TO melody_catalog;

UPDATE catalog.content_kind SET attributes = attributes || '{summary}' WHERE has_artist AND NOT 'summary' = ANY (attributes);
UPDATE catalog.content_kind SET attributes = attributes || '{release_date}' WHERE playable AND NOT 'release_date' = ANY (attributes);
