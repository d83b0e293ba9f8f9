-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Changes of roles happen one after another, so that two admins can't remove each other at once.
SELECT pg_advisory_xact_lock(hashtextextended('accounts.roles', 0))
