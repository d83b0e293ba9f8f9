-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE platform.job AS job
SET lease = $3, due_at = $4, attempt = job.attempt + 1
FROM (
    SELECT id FROM platform.job
    WHERE kind = ANY ($1::text[]) AND due_at <= $2
    ORDER BY due_at, id
    LIMIT $5
    FOR UPDATE SKIP LOCKED
) AS due
WHERE job.id = due.id
RETURNING job.id, job.kind, job.key, job.payload, job.attempt, job.max_attempts, job.traceparent
