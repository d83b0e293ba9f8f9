-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM platform.mail WHERE mail_id IN (SELECT mail_id FROM platform.mail WHERE forgotten_at < $1 LIMIT 100)
