-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- One creation of an upload at a time for each creator, so that two together can't pass the quota.
SELECT pg_advisory_xact_lock(hashtextextended('ingest.upload ' || $1::uuid::text, 0))
