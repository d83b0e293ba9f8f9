-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE ingest.release_file SET state = CASE WHEN $7::jsonb IS NULL THEN 'done' ELSE 'rejected' END,
    outcome = $4, wrapped_key = $5, waveform = $6, problem = $7
WHERE user_id = $1 AND release_id = $2 AND position = $3 AND state = 'waiting'
