-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE platform.idempotent_request SET status = $5, content_type = $6, headers = $7, body = $8
WHERE caller = $1 AND operation = $2 AND key = $3 AND claim = $4
