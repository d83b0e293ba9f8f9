-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE accounts.family SET time_zone = $2, version = version + 1 WHERE user_id = $1
