-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT coalesce(sum(bytes) FILTER (WHERE pinned = 0), 0) AS cached, coalesce(sum(bytes) FILTER (WHERE pinned = 1), 0) AS pinned FROM chunk
