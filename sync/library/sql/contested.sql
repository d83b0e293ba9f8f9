-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT playlist_id, deleted, name, description, contents FROM contested WHERE user_id = ?1
