-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE social.listener SET revision = $2, floor = $3, rows_kept = $4 WHERE user_id = $1
