-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO ingest.release (user_id, release_id, draft, created_at, changed_at) VALUES ($1, $2, $3, $4, $4)
