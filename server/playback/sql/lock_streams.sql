-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- The devices of a plan open their sessions one after another.
SELECT pg_advisory_xact_lock(hashtextextended('playback.stream ' || $1::uuid::text, 0))
