-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT heard_ms FROM heard WHERE user_id = ?1 AND day = ?2
