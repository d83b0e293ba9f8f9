-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO heard (user_id, day, heard_ms) VALUES (?1, ?2, ?3) ON CONFLICT (user_id, day) DO UPDATE SET heard_ms = heard_ms + excluded.heard_ms
