-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT content_id FROM catalog.content WHERE kind = 'artist' AND natural_key = $1 AND deleted_at IS NULL
