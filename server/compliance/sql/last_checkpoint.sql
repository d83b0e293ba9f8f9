-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT number, document, frontier FROM compliance.audit_checkpoint ORDER BY number DESC LIMIT 1
