-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
COPY (SELECT sequence, hash, id, at, actor, role, action, subject, object, before, after, trace_id, sealed FROM compliance.audit_entry
    ORDER BY sequence) TO STDOUT (FORMAT binary)
