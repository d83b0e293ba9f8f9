-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM unsent_tick WHERE user_id = ?1 AND session_id = ?2 AND sequence <= ?3
