-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a job works on; nothing when it was done before.
SELECT u.upload_id, u.file_name FROM ingest.release_file f
JOIN ingest.release r ON r.user_id = f.user_id AND r.release_id = f.release_id
JOIN ingest.upload u ON u.user_id = f.user_id AND u.upload_id = f.upload_id
WHERE f.user_id = $1 AND f.release_id = $2 AND f.position = $3 AND f.state = 'waiting' AND r.state = 'processing'
