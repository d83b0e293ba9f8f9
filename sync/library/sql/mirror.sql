-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT since, revision, round, sweeping FROM mirror WHERE user_id = ?1
