-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT position, state, upload_id, content_id, outcome, wrapped_key, waveform FROM ingest.release_file
WHERE user_id = $1 AND release_id = $2 ORDER BY position
