-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO catalog.credit (content_id, position, name, role) VALUES ($1, $2, $3, $4)
