-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
WITH gone AS (
    DELETE FROM platform.job WHERE id = $1 AND lease = $2
    RETURNING id, kind, key, payload, attempt, traceparent, created_at
)
INSERT INTO platform.job_dead (id, kind, key, payload, attempt, error_code, error_detail, traceparent, created_at, died_at)
SELECT id, kind, key, payload, attempt, $3, $4, traceparent, created_at, $5 FROM gone
