-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT session_id, json FROM unsent_tick WHERE user_id = ?1
