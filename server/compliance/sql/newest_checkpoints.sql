-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT number, document FROM compliance.audit_checkpoint WHERE number < $1 ORDER BY number DESC LIMIT $2
