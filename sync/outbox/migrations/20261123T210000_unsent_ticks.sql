-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What was heard and the server has not acknowledged: of each session the newest tick.
CREATE TABLE unsent_tick (
    user_id BLOB NOT NULL,
    session_id BLOB NOT NULL,
    sequence INTEGER NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (user_id, session_id)
) STRICT;
