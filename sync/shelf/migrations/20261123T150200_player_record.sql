-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What the player must know again after a crash: its queue and the place in it.
CREATE TABLE player_record (name TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
