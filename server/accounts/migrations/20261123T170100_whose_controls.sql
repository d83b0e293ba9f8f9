-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Whose controls they are never changes: a row can't be moved from a child onto somebody else.
REVOKE UPDATE ON accounts.parental_controls FROM melody_accounts;
GRANT UPDATE (explicit_allowed, daily_minutes, quiet_from_minute, quiet_until_minute, allowed_kinds, version, changed_at)
    ON accounts.parental_controls TO melody_accounts;
