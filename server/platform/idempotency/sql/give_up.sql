-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM platform.idempotent_request WHERE caller = $1 AND operation = $2 AND key = $3 AND claim = $4 AND status IS NULL
