-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT count(*) FILTER (WHERE NOT deleted) AS living, count(*) AS kept FROM social.playlist WHERE user_id = $1
