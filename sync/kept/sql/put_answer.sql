-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO kept_answer (user_id, name, json, kept_at) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (user_id, name) DO UPDATE SET json = excluded.json, kept_at = excluded.kept_at
