-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT fingerprint, status, content_type, headers, body FROM platform.idempotent_request
WHERE caller = $1 AND operation = $2 AND key = $3
