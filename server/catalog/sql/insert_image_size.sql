-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO catalog.image_size (image_id, edge, object_name) VALUES ($1, $2, $3)
ON CONFLICT (image_id, edge) DO NOTHING
