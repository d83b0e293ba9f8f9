-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Two publications of the same release wait for one another. A statement of its own, so that the next one sees what the other
-- committed.
SELECT pg_advisory_xact_lock(hashtextextended('catalog.publish ' || $1::uuid::text, 0))
