-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What the listener did to playlists on this device that does not go together with what was done on another one, until it is chosen:
-- of a deleted playlist all that it had here, else the name and description that were wished (NULL: as it was).
CREATE TABLE contested (
    user_id BLOB NOT NULL,
    playlist_id BLOB NOT NULL,
    deleted INTEGER NOT NULL,
    name TEXT,
    description TEXT,
    contents TEXT NOT NULL, -- a JSON array of ids, in order
    PRIMARY KEY (user_id, playlist_id)
) STRICT, WITHOUT ROWID;
