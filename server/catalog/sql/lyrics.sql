-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT lyrics.document
FROM catalog.lyrics JOIN catalog.content USING (content_id)
WHERE content_id = $1 AND content.deleted_at IS NULL
