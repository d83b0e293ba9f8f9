-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The bytes lie apart, so that counting and sorting touch none of them.
CREATE TABLE chunk (
    asset_id BLOB NOT NULL,
    rung INTEGER NOT NULL,
    chunk_index INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    hash BLOB NOT NULL,
    used_at INTEGER NOT NULL,
    pinned INTEGER NOT NULL,
    PRIMARY KEY (asset_id, rung, chunk_index)
) STRICT, WITHOUT ROWID;
CREATE INDEX chunk_use ON chunk (pinned, used_at, bytes);
CREATE TABLE sealed (
    id INTEGER PRIMARY KEY,
    asset_id BLOB NOT NULL,
    rung INTEGER NOT NULL,
    chunk_index INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    UNIQUE (asset_id, rung, chunk_index),
    FOREIGN KEY (asset_id, rung, chunk_index) REFERENCES chunk ON DELETE CASCADE
) STRICT;
CREATE TABLE pin (asset_id BLOB NOT NULL, rung INTEGER NOT NULL, PRIMARY KEY (asset_id, rung)) STRICT, WITHOUT ROWID;
