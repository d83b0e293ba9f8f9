-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
COPY (SELECT staged_id, id, at, actor, role, action, subject, object, before, after, trace_id, sealed FROM compliance.audit_staged
    ORDER BY staged_id LIMIT 8192) TO STDOUT (FORMAT binary)
