-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO accounts.avatar_upload (user_id, upload_id, bytes, created_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (user_id) DO UPDATE SET upload_id = excluded.upload_id, bytes = excluded.bytes, created_at = excluded.created_at
