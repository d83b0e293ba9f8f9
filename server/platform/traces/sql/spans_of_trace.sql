-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- A batch whose COMMIT was lost is written again, so a span may be there twice.
SELECT * FROM (
    SELECT DISTINCT ON (span_id) span_id, parent_span_id, name, start_at, duration_us, ok, attributes
    FROM telemetry.span
    WHERE trace_id = $1
    ORDER BY span_id
    LIMIT $2
) AS span
ORDER BY start_at, duration_us DESC, span_id
