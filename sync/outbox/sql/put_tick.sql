-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO unsent_tick (user_id, session_id, sequence, json) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (user_id, session_id) DO UPDATE SET sequence = excluded.sequence, json = excluded.json WHERE excluded.sequence > sequence
