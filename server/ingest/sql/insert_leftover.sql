-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Naming it again brings its time forward, never back.
INSERT INTO ingest.leftover (kind, name, user_id, due_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (kind, name) DO UPDATE SET due_at = least(leftover.due_at, excluded.due_at)
