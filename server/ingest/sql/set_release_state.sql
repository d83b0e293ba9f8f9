-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE ingest.release SET state = $3, problems = problems || $4::jsonb, changed_at = $5 WHERE user_id = $1 AND release_id = $2
