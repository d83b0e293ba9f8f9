-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT coalesce(sum(size_bytes), 0)::bigint AS bytes, count(*) AS uploads FROM ingest.upload WHERE user_id = $1
