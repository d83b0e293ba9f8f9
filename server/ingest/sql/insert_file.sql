-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO ingest.release_file (user_id, release_id, position, upload_id, content_id) VALUES ($1, $2, $3, $4, $5)
