-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT sealed, created_at FROM platform.mail WHERE mail_id = $1 AND sealed IS NOT NULL
