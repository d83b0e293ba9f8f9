-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Every transaction below it has ended.
SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS floor
