-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- The release is decided: its uploads are needed no more, and what its files became is the catalogue's or nobody's.
UPDATE ingest.release_file SET active = false, outcome = NULL, wrapped_key = NULL, waveform = NULL
WHERE user_id = $1 AND release_id = $2
RETURNING upload_id
