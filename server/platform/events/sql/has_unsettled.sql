-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whether there are events that were committed but wait for older transactions to end.
SELECT EXISTS (
    SELECT FROM platform.event WHERE xid >= pg_snapshot_xmin(pg_current_snapshot()) AND type = ANY ($1::text[])
) AS unsettled
