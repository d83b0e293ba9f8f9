-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- No conflict target: naming one would need the right to read.
INSERT INTO platform.job (id, kind, key, payload, max_attempts, due_at, traceparent, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT DO NOTHING
