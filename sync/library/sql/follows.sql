-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT kind, subject_id, following, changed_at FROM follow WHERE user_id = ?1
