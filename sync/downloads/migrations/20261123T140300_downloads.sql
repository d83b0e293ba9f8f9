-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Who listened last; what they may play without the server, and what was played so; what they want to keep here.
CREATE TABLE listener (id INTEGER PRIMARY KEY CHECK (id = 1), user_id BLOB NOT NULL) STRICT;
CREATE TABLE licence (
    user_id BLOB NOT NULL,
    content_id BLOB NOT NULL,
    document BLOB NOT NULL,
    signature BLOB NOT NULL,
    public_key BLOB NOT NULL,
    media TEXT NOT NULL,
    issued_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, content_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE offline_session (session_id BLOB PRIMARY KEY, licence_id BLOB NOT NULL, opened_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE time_mark (id INTEGER PRIMARY KEY CHECK (id = 1), at INTEGER NOT NULL, monotonic INTEGER NOT NULL, boot TEXT NOT NULL) STRICT;
CREATE TABLE heard (user_id BLOB NOT NULL, day TEXT NOT NULL, heard_ms INTEGER NOT NULL, PRIMARY KEY (user_id, day)) STRICT, WITHOUT ROWID;
CREATE TABLE collection (
    user_id BLOB NOT NULL,
    collection_id BLOB NOT NULL,
    info TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    paused INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (user_id, collection_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE item (
    user_id BLOB NOT NULL,
    collection_id BLOB NOT NULL,
    content_id BLOB NOT NULL,
    position INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'failed')),
    asset_id BLOB,
    rung INTEGER,
    chunks INTEGER NOT NULL DEFAULT 0,
    total_bytes INTEGER NOT NULL DEFAULT 0,
    done_bytes INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    PRIMARY KEY (user_id, collection_id, content_id),
    FOREIGN KEY (user_id, collection_id) REFERENCES collection ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX item_content ON item (user_id, content_id);
CREATE INDEX item_asset ON item (asset_id);
