-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT revision, floor, rows_kept FROM social.listener WHERE user_id = $1 FOR UPDATE
