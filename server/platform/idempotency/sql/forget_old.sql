-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- A few at a time, with every new claim: the table keeps itself small without a job.
DELETE FROM platform.idempotent_request WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM platform.idempotent_request WHERE created_at < $1 ORDER BY created_at LIMIT 20 FOR UPDATE SKIP LOCKED))
