-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO social.follow (user_id, kind, subject_id, following, changed_at, revision) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (user_id, kind, subject_id) DO UPDATE
SET following = excluded.following, changed_at = excluded.changed_at, revision = excluded.revision
