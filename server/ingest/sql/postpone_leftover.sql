-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE ingest.leftover SET due_at = $3 WHERE kind = $1 AND name = $2
