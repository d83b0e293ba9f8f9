-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What the server said and may be looked at again without it: words of songs, what was listened to. Of each listener apart, since a child
-- is told less. An empty answer: there is none.
CREATE TABLE kept_answer (
    user_id BLOB NOT NULL,
    name TEXT NOT NULL,
    json TEXT NOT NULL,
    kept_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, name)
) STRICT;
CREATE INDEX kept_answer_age ON kept_answer (kept_at);
