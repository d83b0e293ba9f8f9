-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- No row comes back when another publisher holds the ISRC.
INSERT INTO catalog.recording (isrc, publisher_id) VALUES ($1, $2)
ON CONFLICT (isrc) DO UPDATE SET isrc = excluded.isrc WHERE recording.publisher_id IS NOT DISTINCT FROM excluded.publisher_id
RETURNING isrc
