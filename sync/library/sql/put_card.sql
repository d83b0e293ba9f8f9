-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO card (user_id, content_id, summary) VALUES (?1, ?2, ?3)
ON CONFLICT (user_id, content_id) DO UPDATE SET summary = excluded.summary RETURNING card
