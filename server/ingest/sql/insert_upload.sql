-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO ingest.upload (user_id, upload_id, file_name, size_bytes, sha256, created_at) VALUES ($1, $2, $3, $4, $5, $6)
