-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT sequence, hash, at FROM compliance.audit_entry WHERE sequence > $1 ORDER BY sequence LIMIT $2
