-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE billing.refund SET state = $3, settled_at = $4 WHERE user_id = $1 AND refund_id = $2
