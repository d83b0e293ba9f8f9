-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT pg_advisory_xact_lock(hashtextextended('platform.signing_key', 0)) IS NULL AS locked
