-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT kind, name, user_id FROM ingest.leftover WHERE due_at <= $1 ORDER BY due_at LIMIT 1000
