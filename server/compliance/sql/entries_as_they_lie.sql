-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- The columns of all_entries.sql, without the sorting: from the first page of the table to the last, which is nearly the order of the chain.
COPY compliance.audit_entry (sequence, hash, id, at, actor, role, action, subject, object, before, after, trace_id, sealed)
    TO STDOUT (FORMAT binary)
