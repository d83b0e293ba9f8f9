-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE liked SET kind = ?3 WHERE user_id = ?1 AND content_id = ?2 AND kind <> ?3
