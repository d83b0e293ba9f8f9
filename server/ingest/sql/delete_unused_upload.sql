-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM ingest.upload u WHERE u.user_id = $1 AND u.upload_id = $2
    AND NOT EXISTS (SELECT FROM ingest.release_file f WHERE f.user_id = u.user_id AND f.upload_id = u.upload_id AND f.active)
