-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO accounts.avatar_picture (image_id, edge, object) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
