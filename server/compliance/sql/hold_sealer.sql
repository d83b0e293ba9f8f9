-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- One sealer at a time, and none when there is nothing to do. In a statement of its own: those after it see what the last one stored.
SELECT CASE WHEN $1 OR EXISTS (SELECT FROM compliance.audit_staged)
    THEN pg_try_advisory_xact_lock(hashtextextended('compliance.sealer', 0)) ELSE false END AS held
