-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE platform.mail SET sealed = NULL, forgotten_at = $2 WHERE mail_id = $1 AND sealed IS NOT NULL
