-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT credit.content_id, credit.name, credit.role
FROM catalog.credit JOIN catalog.content c USING (content_id)
WHERE c.parent_id = $1 AND c.deleted_at IS NULL
ORDER BY credit.content_id, credit.position
