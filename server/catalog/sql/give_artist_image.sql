-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE catalog.content SET image_id = $2 WHERE content_id = $1 AND image_id IS NULL
