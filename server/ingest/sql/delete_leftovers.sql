-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM ingest.leftover WHERE kind = $1 AND name = ANY ($2::text[])
