-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What the server said of each listener's library, what this device wants changed and the server has not told back yet (outbox), and the
-- cards of what stands in it. Rows of an older round than the mirror's are gone when a reading of everything ends.
CREATE TABLE mirror (
    user_id BLOB PRIMARY KEY,
    since TEXT NOT NULL DEFAULT '',
    revision INTEGER NOT NULL DEFAULT 0,
    round INTEGER NOT NULL DEFAULT 0,
    sweeping INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE liked (
    user_id BLOB NOT NULL,
    content_id BLOB NOT NULL,
    liked INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    round INTEGER NOT NULL,
    PRIMARY KEY (user_id, content_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE follow (
    user_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    following INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    round INTEGER NOT NULL,
    PRIMARY KEY (user_id, kind, subject_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE resume_position (
    user_id BLOB NOT NULL,
    content_id BLOB NOT NULL,
    session_id BLOB NOT NULL,
    position_ms INTEGER NOT NULL,
    finished INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    round INTEGER NOT NULL,
    PRIMARY KEY (user_id, content_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE playlist (
    user_id BLOB NOT NULL,
    playlist_id BLOB NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    version INTEGER NOT NULL,
    item_count INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    round INTEGER NOT NULL,
    PRIMARY KEY (user_id, playlist_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE playlist_item (
    user_id BLOB NOT NULL,
    playlist_id BLOB NOT NULL,
    item_id BLOB NOT NULL,
    content_id BLOB NOT NULL,
    position INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    added_at INTEGER NOT NULL,
    round INTEGER NOT NULL,
    PRIMARY KEY (user_id, playlist_id, item_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX playlist_item_content ON playlist_item (user_id, content_id);
CREATE TABLE outbox (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id BLOB NOT NULL,
    mutation_id BLOB NOT NULL UNIQUE,
    mutation TEXT NOT NULL,
    done_at INTEGER -- revision that has it; none: the server has not answered
) STRICT;
CREATE INDEX outbox_of ON outbox (user_id, sequence);
CREATE TABLE card (
    card INTEGER PRIMARY KEY,
    user_id BLOB NOT NULL,
    content_id BLOB NOT NULL,
    summary TEXT NOT NULL,
    UNIQUE (user_id, content_id)
) STRICT;
CREATE VIRTUAL TABLE card_text USING fts5 (words, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3');
CREATE TRIGGER card_gone AFTER DELETE ON card BEGIN
    DELETE FROM card_text WHERE rowid = old.card;
END;
