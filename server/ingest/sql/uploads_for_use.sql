-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- The share lock keeps the sweeper from removing them before the release is committed.
SELECT u.upload_id, u.complete,
       EXISTS (SELECT FROM ingest.release_file f WHERE f.user_id = u.user_id AND f.upload_id = u.upload_id AND f.active) AS in_use
FROM ingest.upload u WHERE u.user_id = $1 AND u.upload_id = ANY ($2::uuid[])
FOR SHARE OF u
