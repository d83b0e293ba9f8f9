-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT state, draft FROM ingest.release WHERE user_id = $1 AND release_id = $2 FOR UPDATE
