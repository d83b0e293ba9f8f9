-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- No conflict target: naming one would need the right to read.
INSERT INTO platform.mail (mail_id, key, sealed, created_at) VALUES ($1, $2, $3, $4)
ON CONFLICT DO NOTHING
