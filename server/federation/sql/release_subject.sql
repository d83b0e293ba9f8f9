-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM federation.subject WHERE subject_hash = $1 AND user_id = $2
