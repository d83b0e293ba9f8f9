-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT following, changed_at, revision FROM social.follow WHERE user_id = $1 AND kind = $2 AND subject_id = $3
