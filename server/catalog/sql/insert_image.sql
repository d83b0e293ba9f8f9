-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO catalog.image (image_id, color, content_type, created_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (image_id) DO NOTHING
