-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT json, kept_at FROM kept_answer WHERE user_id = ?1 AND name = ?2
