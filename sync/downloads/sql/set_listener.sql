-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO listener (id, user_id) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET user_id = excluded.user_id
