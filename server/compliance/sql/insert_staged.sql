-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO compliance.audit_staged (id, at, actor, role, action, subject, object, before, after, trace_id, sealed)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
