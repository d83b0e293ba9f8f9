-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM follow WHERE user_id = ?1 AND round < ?2
