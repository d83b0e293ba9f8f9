-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What is sung, as wire/lyrics.h writes it. Apart from content: long, and read only when it is looked at.
CREATE TABLE catalog.lyrics (
    content_id uuid PRIMARY KEY REFERENCES catalog.content,
    document jsonb NOT NULL CHECK (jsonb_typeof(document) = 'object')
);
GRANT SELECT, INSERT ON catalog.lyrics TO melody_catalog;
